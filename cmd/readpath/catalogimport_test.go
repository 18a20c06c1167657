package main

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readpath/catalog/imports/intake"
)

const goodreads = "../../catalog/imports/importers/testdata/goodreads_library_export.csv"

// exports are files to import, and a profile.
func exports(t *testing.T) map[string]string {
	t.Helper()
	data, err := os.ReadFile(goodreads)
	if err != nil {
		t.Fatal(err)
	}
	return map[string]string{
		"goodreads.csv": string(data),
		"courses.tsv": "id\tuniversity\ttitle\tdescription\n" +
			"c1\tX\tIntroduction to Databases\tA first course. No prior knowledge is assumed. Relational databases and SQL.\n" +
			"c2\tX\tAdvanced Databases\tResearch topics in database internals, transactions and query processing. Assumes a first course in databases.\n",
		"broken.csv": "title,author\nA,B\nC,\"D\x00\n",
		"bad.yaml":   "raed: [ddia]\n",
		"other.txt":  "A note of mine",
		"me.yaml": `# mine
name: Robin
goals: [{skill: databases}]
reading: [ddia]   # slowly
read:
  - sicp  # long ago
`,
	}
}

// contents are the files below a folder and what is in them.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := os.ReadFile(path)
		files[path] = string(data)
		return err
	})
	if err != nil && !os.IsNotExist(err) {
		t.Fatal(err)
	}
	return files
}

func imported(t *testing.T, line string) (r importReport) {
	t.Helper()
	status, stdout, stderr := call(t, "", splitLine("catalog import --json "+line)...)
	if status != exitOK {
		t.Fatalf("%s: status %d: %s", line, status, stderr)
	}
	if err := json.Unmarshal([]byte(stdout), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// All thirty technical books of the export are known, and are matched; the
// novel and the book that only sounds known are not.
func TestImportGoodreads(t *testing.T) {
	inFolder(t, exports(t))
	r := imported(t, "goodreads.csv --to mine --profile me.yaml")
	if r.Format != "goodreads" || r.Count != 32 || r.Counts[intake.Matched] != 30 || r.Counts[intake.Added] != 2 {
		t.Errorf("format %s, %d rows, %v", r.Format, r.Count, r.Counts)
	}
	for _, row := range r.Rows[:30] {
		if row.Outcome != intake.Matched {
			t.Errorf("%s: %s is %s", row.Place, row.Title, row.Outcome)
		}
	}
	if p := r.Profile; p == nil || p.Read != 18 || p.Reading != 2 || p.Owned != 9 {
		t.Errorf("profile %+v", r.Profile)
	}
	got, err := os.ReadFile("me.yaml")
	if err != nil {
		t.Fatal(err)
	}
	want := `# mine
name: Robin
goals: [{skill: databases}]
reading: [clrs, sre-book]  # slowly
read:
  - sicp  # long ago
  - ddia
  - clean-code
`
	if !strings.HasPrefix(string(got), want) {
		t.Errorf("the profile became\n%s\nwant it to begin\n%s", got, want)
	}
	if status, _, stderr := call(t, "", splitLine("profile check me.yaml --catalog shipped --catalog mine")...); status != exitOK {
		t.Error(stderr)
	}

	// Again, nothing changes.
	before := contents(t, ".")
	again := imported(t, "goodreads.csv --to mine --profile me.yaml")
	if again.Counts[intake.Added] != 0 || again.Counts[intake.There] != 2 || again.Profile.Read+again.Profile.Reading+again.Profile.Owned != 0 {
		t.Errorf("a second import: %v, %+v", again.Counts, again.Profile)
	}
	for name, data := range contents(t, ".") {
		if before[name] != data && !strings.HasPrefix(name, ".cache") {
			t.Errorf("%s has changed", name)
		}
	}
}

func TestImportedCoursesKeepTheirIDs(t *testing.T) {
	inFolder(t, exports(t))
	if r := imported(t, "tsv courses.tsv --to courses"); r.Counts[intake.Added] != 2 || len(r.Remarks) != 1 {
		t.Errorf("%v, %q", r.Counts, r.Remarks)
	}
	status, stdout, stderr := call(t, "", splitLine("order --catalog courses --all --json")...)
	if status != exitOK {
		t.Fatal(stderr)
	}
	var order struct {
		Order []struct {
			ID    string
			Level float64
		}
	}
	if err := json.Unmarshal([]byte(stdout), &order); err != nil {
		t.Fatal(err)
	}
	if o := order.Order; len(o) != 2 || o[0].ID != "c1" || o[1].ID != "c2" || o[0].Level >= o[1].Level {
		t.Errorf("order %+v", o)
	}
}

// What goes wrong leaves no library behind, nor changes one.
func TestImportFails(t *testing.T) {
	inFolder(t, exports(t))
	imported(t, "courses.tsv --to there")
	before := contents(t, "there")
	for _, tc := range []struct {
		line   string
		status int
		stderr string
	}{
		{"broken.csv --to new", exitFailed, "readpath: broken.csv:3: is not text; is it the right file?\n"},
		{"csv broken.csv --to there", exitFailed, "readpath: broken.csv:3: is not text; is it the right file?\n"},
		{"none.csv --to new", exitFailed, "readpath: open none.csv: no such file or directory\n"},
		{"there --to new", exitFailed, "readpath: there is a folder, and not Calibre's: it has no metadata.db; name a file\n"},
		{"calibre courses.tsv --to new", exitFailed, "readpath: courses.tsv: is neither a SQLite database nor a JSON list, and so not Calibre's\n"},
		{"csljson courses.tsv --to new", exitFailed, "...readpath: courses.tsv: nothing in it could be read as csljson; all 3 rows were skipped: line 1: is not one JSON value..."},
		{"goodreads courses.tsv --to new", exitFailed, "readpath: courses.tsv:1: has no column \"Author\"; is it an export of Goodreads?\n"},
		{"courses.tsv", exitUsage, "readpath: name the library with --to DIR\nhint: see 'readpath catalog import --help'\n"},
		{"goodread goodreads.csv --to new", exitUsage, "...format \"goodread\" is not known..."},
		{"goodreads.csv --to new --profile -", exitUsage, "...--profile takes a file..."},
		{"goodreads.csv --to new --profile ./bad.yaml", exitFailed, "readpath: ./bad.yaml:1: unknown field \"raed\"; did you mean \"read\"?\n"},
		{"goodreads.csv --to .", exitFailed, "... is no library, and not empty..."},
	} {
		status, stdout, stderr := call(t, "", splitLine("catalog import "+tc.line)...)
		if status != tc.status || stdout != "" || !like(stderr, tc.stderr) {
			t.Errorf("%s: status %d, want %d\n%s%s\nwant\n%s", tc.line, status, tc.status, stdout, stderr, tc.stderr)
		}
		if _, err := os.Stat("new"); !os.IsNotExist(err) {
			t.Errorf("%s: there is a library now", tc.line)
		}
	}
	for name, data := range contents(t, "there") {
		if before[name] != data {
			t.Errorf("%s has changed", name)
		}
	}
	if r := imported(t, "goodreads.csv --to new --dry-run"); r.Counts[intake.Added] != 2 || !r.DryRun {
		t.Errorf("dry run: %+v", r.Counts)
	}
	if _, err := os.Stat("new"); !os.IsNotExist(err) {
		t.Error("a dry run has made a library")
	}
}

func TestImportReports(t *testing.T) {
	inFolder(t, exports(t))
	status, stdout, stderr := call(t, "Designing Data-Intensive Applications\nLinear Algebra\n9780000000000\n",
		"catalog", "import", "list", "-", "--to", "mine", "--report", "report.csv")
	want := `standard input: 3 rows, read as ISBNs or titles, one a line
     1  matched: the catalog knows them
     0  added to the library
     1  ambiguous, left out
     1  skipped

Skipped:
  line 3  9780000000000
          - ISBN 9780000000000 not used: its check digit does not match

It may be one of several books:
  line 2  Linear Algebra
          - the catalog has more than one book of this title; give an ISBN or
          the author: lang-linear-algebra, shilov-linear-algebra,
          hefferon-linear-algebra, friedberg-linear-algebra, hoffman-kunze

Found under another title; see that it is the same book:
  line 1  Designing Data-Intensive Applications
          - is Designing Data-Intensive Applications: The Big Ideas Behind
          Reliable, Scalable, and Maintainable Systems (ddia), by title

Use the library with --catalog shipped --catalog mine, or alone with --catalog
mine.
`
	if status != exitOK || stdout != want {
		t.Errorf("status %d, %s\n%s\nwant\n%s", status, stderr, stdout, want)
	}
	report, err := os.ReadFile("report.csv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(report)), "\n")
	if len(lines) != 4 || !strings.HasPrefix(lines[1], "line 1,matched,Designing Data-Intensive Applications,,,ddia,") {
		t.Errorf("report:\n%s", report)
	}
}

// TestImportInfersAhead imports many rows at once and a few at a time, into
// equal libraries, for a catalog that does not have the skills inferred.
func TestImportInfersAhead(t *testing.T) {
	const rows, some = inferAhead + 400, inferAhead / 2
	subjects := []string{"Databases", "Consensus", "Linear Algebra", "Cooking", "Operating Systems"}
	table := func(from, to int) string {
		var b strings.Builder
		b.WriteString("title\tauthor\tdescription\n")
		for i := from; i < to; i++ {
			fmt.Fprintf(&b, "Advanced %s %d\tAda Writer%d\tAssumes a course in %s.\n", subjects[i%5], i, i, subjects[i%3])
		}
		return b.String()
	}
	files := map[string]string{
		"all.tsv": table(0, rows), "music/skills/music.yaml": "- {id: counterpoint, name: Counterpoint, area: music}\n",
		"music/books/music.yaml": "- {id: fux, title: Gradus ad Parnassum, teaches: {counterpoint: 3}}\n",
	}
	for i := 0; i*some < rows; i++ {
		files[fmt.Sprintf("%d.tsv", i)] = table(i*some, min(rows, (i+1)*some))
	}
	inFolder(t, files)
	if r := imported(t, "all.tsv --to at-once --catalog music"); r.Counts[intake.Added] != rows {
		t.Fatalf("%d of %d rows were added", r.Counts[intake.Added], rows)
	} else if last := r.Rows[rows-1]; len(last.Remarks) > 0 {
		t.Errorf("the last row has remarks: %q", last.Remarks)
	}
	for i := 0; i*some < rows; i++ {
		imported(t, fmt.Sprintf("%d.tsv --to bit-by-bit --catalog music", i))
	}
	var sums []string
	for _, dir := range []string{"at-once", "bit-by-bit"} {
		sum, err := sumOf(dir)
		if err != nil {
			t.Fatal(err)
		}
		sums = append(sums, sum)
	}
	if sums[0] != sums[1] {
		t.Errorf("at once, the library has the sum %s, bit by bit %s", sums[0], sums[1])
	}
}
