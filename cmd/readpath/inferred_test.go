package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readpath/recommend"
)

// inferredBooks is a folder of books known by their text, without skills.
var inferredBooks = map[string]string{
	"mine/books/mine.yaml": `- {id: simple, title: Cooking for Beginners, topics: [cooking], pages: 150,
   inferred: {level: 1.4, confidence: 0.2, because: ['"beginners" in the title lowers the level']}}
- {id: haute, title: Advanced Cooking, topics: [cooking], pages: 200, inferred: {level: 2.9, confidence: 0.2}}
- {id: net, title: Network Programming with Go, pages: 300, requires: {go: 2}, teaches: {network-programming: 3},
   inferred: {level: 2.3, confidence: 0.7}}
`,
	"plain/books/plain.yaml": "- {id: fux, title: Gradus ad Parnassum}\n",
	"graded.tsv":             "level\ttitle\tdescription\nstarter\tLearning Go\tFor beginners.\nadvanced\tAdvanced Go\tFor experts.\n",
	"bad.tsv":                "level\ttitle\tdescription\nmiddle\tGo\tFor all.\n",
	"short.tsv":              "level\ttitle\tdescription\nstarter\tGo\n",
	"other.tsv":              "a\tb\n1\t2\n",
	"cs/courses.tsv":         "id\tuniversity\ttitle\tdescription\nx\tu\tIntroduction to Programming\tFor beginners.\ny\tu\tAdvanced Compilers\tCurrent research.\n",
	"cs/prerequisites.tsv":   "before\tafter\nx\ty\nx\tx\n",
	"bad/courses.tsv":        "id\ttitle\tdescription\nx\tA\tB\n",
	"bad/prerequisites.tsv":  "before\tafter\nx\tz\n",
}

func TestInferredLibrary(t *testing.T) {
	inFolder(t, inferredBooks)
	for _, tc := range []struct{ line, want string }{
		{"catalog check mine", "...mine: 3 books, 290 skills, no faults, 3 warnings\n"},
		{"order --catalog mine --all", "...  1  Cooking for Beginners (simple)\n     level 1.4 aware+, inferred from its text\n" +
			"  2  Network Programming with Go (net)\n     level 2.3 beginner+, inferred from its text\n  3  Advanced Cooking (haute)..."},
		{"catalog show --catalog mine simple", "...inferred     from its text, 20% sure\n             \"beginners\" in the title lowers the level\n..."},
		{"plan --catalog mine --goal network-programming --know go=2 --today 2026-09-01", "...level 2.3 beginner+, inferred from its text, 70% sure..."},
		{"plan --catalog mine --goal cooking --today 2026-09-01", "...Start with Cooking for Beginners: you have all it asks for..."},
		{"catalog check plain", "...plain: 1 book, 290 skills, no faults, 1 warning\n"},
	} {
		status, stdout, stderr := call(t, "", splitLine(tc.line)...)
		if want := tc.want; status != exitOK || !like(stdout, strings.ReplaceAll(want, "290", count(t))) {
			t.Errorf("readpath %s: status %d\n%s\n%s\nwant\n%s", tc.line, status, stdout, stderr, want)
		}
	}
}

// count is how many skills are shipped.
func count(t *testing.T) string {
	t.Helper()
	_, stdout, _ := call(t, "", "catalog", "check")
	_, rest, _ := strings.Cut(stdout, "books, ")
	n, _, _ := strings.Cut(rest, " ")
	return n
}

func TestEvalLevels(t *testing.T) {
	inFolder(t, inferredBooks)
	for _, tc := range []struct {
		line           string
		status         int
		stdout, stderr string
	}{
		{"eval levels bad.tsv", exitFailed, "", "readpath: bad.tsv:2: level \"middle\" is not starter or advanced\n"},
		{"eval levels short.tsv", exitFailed, "", "readpath: short.tsv:2: 2 columns, the header has 3\n"},
		{"eval levels other.tsv", exitFailed, "", "readpath: other.tsv:1: no column \"level\"; the columns are a, b\n"},
		{"eval levels bad", exitFailed, "", "readpath: bad/prerequisites.tsv:2: no course has the id \"z\"\n"},
		{"eval levels --catalog mine", exitFailed, "", "readpath: the catalog has 0 judged books; levels are learnt from 50 at least\n"},
		{"eval levels none.tsv", exitFailed, "", "readpath: stat none.tsv: no such file or directory\n"},
		{"eval levels --worst -1", exitUsage, "", "...--worst -1 is below 0..."},
		{"eval levels --courses cs/courses.tsv", exitUsage, "", "...give --courses and --prerequisites together..."},
	} {
		status, stdout, stderr := call(t, "", splitLine(tc.line)...)
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("readpath %s\nstatus %d, want %d\nstdout:\n%s\nstderr:\n%s\nwant:\n%s", tc.line, status, tc.status, stdout, stderr, tc.stderr)
		}
	}
	var r recommend.LevelsReport
	unmarshalCall(t, &r, "eval", "levels", "--json", "graded.tsv", "cs")
	if r.Graded != 2 || r.Courses != 2 || r.Pairs != 1 || len(r.Variants) != 8 {
		t.Fatalf("report: %+v", r)
	}
	m := r.Variants[0]
	if *m.AUC != 1 || *m.ByLevel != 1 || *m.ByOrder != 1 || len(r.Worst) != 0 {
		t.Errorf("the model: AUC %v, by level %v, by order %v, wrong %v", *m.AUC, *m.ByLevel, *m.ByOrder, r.Worst)
	}
	if len(r.Schools) != 1 || r.Schools[0].School != "u" || r.Schools[0].Pairs != 1 || r.Schools[0].ByOrder != 1 {
		t.Errorf("schools: %+v", r.Schools)
	}
	for _, v := range m.Validation {
		if v.Correlation < 0.4 || v.Error > v.ErrorOfMean-0.05 {
			t.Errorf("held out %s: correlation %.2f, error %.2f, that of the mean %.2f", v.Split, v.Correlation, v.Error, v.ErrorOfMean)
		}
	}
	if s := r.Subjects; s.MainFirst < 0.6 || s.Right < 0.6 || s.Density < s.MostDensity {
		t.Errorf("subjects: %+v", s)
	}
}

// TestLevelsOfOthers measures on books and courses that others graded, which
// are not part of the project.
func TestLevelsOfOthers(t *testing.T) {
	dir, err := filepath.Abs("../../../shared/data")
	if err != nil {
		t.Fatal(err)
	}
	graded, courses := filepath.Join(dir, "levels-dev.tsv"), filepath.Join(dir, "courses-dev")
	for _, name := range []string{graded, courses} {
		if _, err := os.Stat(name); err != nil {
			t.Skip("the graded books and courses are not here: ", err)
		}
	}
	inFolder(t, nil)
	var r recommend.LevelsReport
	unmarshalCall(t, &r, "eval", "levels", "--json", graded, courses)
	m := r.Variants[0]
	t.Logf("AUC %.3f, courses by level %.3f, by order %.3f", *m.AUC, *m.ByLevel, *m.ByOrder)
	if *m.AUC < 0.8 || *m.ByOrder < 0.8 {
		t.Errorf("AUC %.3f and courses by order %.3f, want 0.8 at least", *m.AUC, *m.ByOrder)
	}
}
