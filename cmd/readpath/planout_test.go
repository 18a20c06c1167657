package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A plan made from a plan, with the same flags, is the same file.
func TestFromGivesTheSameBytes(t *testing.T) {
	inFolder(t, map[string]string{"me.yaml": `name: "A | B"
about: |
  Two lines,
  with a "quote".
skills: {programming: 3, databases: 1.5}
goals: [{area: distributed-systems, weight: 2}, {text: "search: engines"}]
exclude: [dsgo]
time: {hours_per_week: 4, days: [mon, sat], days_off: [2026-12-20 to 2027-01-03], at: 7:30}
conditions: {depth: quick, before: [[uds, ddia]]}
`})
	for _, flags := range []string{
		"--profile me.yaml",
		"--profile me.yaml --goal consensus=3.5 --know \"databases=2\" --weeks 30 --books 3 --depth thorough --exclude dsgo --include uds",
		"--goal go --as backend-developer --among dsgo,uds,ddia --before uds,dsgo --until 2027-03-01",
	} {
		for _, out := range []string{"a.md", "a.json", "a.yaml", "a.md --flavor obsidian", "a.md --flavor logseq"} {
			name, _, _ := strings.Cut(out, " ")
			if status, _, stderr := call(t, "", splitLine("plan --today 2026-09-01 "+flags+" --out "+out)...); status != exitOK {
				t.Fatalf("%s: %s", flags, stderr)
			}
			want := readFile(t, name)
			for _, from := range []struct{ line, stdin string }{
				{"plan --today 2026-09-01 --from " + name + " --out b-" + out, ""},
				{"plan --today 2026-09-01 --from - --out b-" + out, want},
			} {
				if status, _, stderr := call(t, from.stdin, splitLine(from.line)...); status != exitOK {
					t.Fatalf("%s, then %s: %s", flags, from.line, stderr)
				}
				if got := readFile(t, "b-"+name); got != want {
					t.Errorf("%s, then %s:\n%s\nwant\n%s", flags, from.line, got, want)
				}
			}
		}
	}
}

func readFile(t *testing.T, name string) string {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPlanOutput(t *testing.T) {
	inFolder(t, music)
	for name, text := range map[string]string{
		"ok.tmpl": "{{len .Steps}} of {{goals}}\n", "bad.tmpl": "\n\n{{.Nothing}}\n", "notes.md": "# Notes\n",
		"faulty.md": "# Reading plan\n\n```yaml readpath-profile\ngoals: [{skill: counterpiont}]\n```\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	const plan = "plan --catalog music --profile good.yaml --today 2026-09-01 "
	for _, tc := range []struct {
		line   string
		status int
		stdout string
		stderr string
	}{
		{plan + "--template ok.tmpl", exitOK, "2 of counterpoint (to level 3 working)\n", ""},
		{plan + "--template bad.tmpl --out new.txt", exitFailed, "",
			"readpath: bad.tmpl:3:2: executing \"bad.tmpl\" at <.Nothing>: can't evaluate field Nothing in type *recommend.Plan\n"},
		{plan + "--template none.tmpl", exitFailed, "", "readpath: open none.tmpl: no such file or directory\n"},
		{plan + "--template ok.tmpl --format json", exitUsage, "",
			"readpath: a template is a format of its own: give --template without --format and --flavor\nhint: see 'readpath plan --help'\n"},
		{plan + "--flavor notion --format markdown", exitUsage, "",
			"readpath: --flavor \"notion\" is not one of github, obsidian, logseq\nhint: see 'readpath plan --help'\n"},
		{plan + "--flavor logseq", exitUsage, "",
			"readpath: --flavor logseq is one of markdown, and the plan comes out as text\nhint: see 'readpath plan --help'\n"},
		{plan + "--flavor logseq --format markdown", exitOK, "...\t- TODO 1. **Sight Reading**\n...", ""},
		{plan + "--from plan.md", exitUsage, "", "readpath: give --profile or --from, not both\nhint: see 'readpath plan --help'\n"},
		{"plan --catalog music --from notes.md", exitFailed, "", "readpath: notes.md: holds no profile; a plan written as markdown, JSON, YAML or HTML does\n"},
		{"plan --catalog music --from music", exitFailed, "", "readpath: music is a folder; a plan is a file\n"},
		{"plan --catalog music --from faulty.md", exitFailed, "",
			"readpath: faulty.md:4: unknown skill \"counterpiont\"; did you mean \"counterpoint\"?\n"},
		{"plan --catalog music --from none.md", exitFailed, "", "readpath: open none.md: no such file or directory\n"},
		{"plan --schema", exitOK, "...\"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n...", ""},
		{plan + "--depth deep", exitUsage, "", "...depth \"deep\" is not one of quick, balanced, thorough\n..."},
		{plan + "--hours-per-week NaN", exitUsage, "", "...is not from 0 to 100\n..."},
	} {
		status, stdout, stderr := call(t, "", splitLine(tc.line)...)
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("%s: status %d\nstdout:\n%s\nstderr:\n%s", tc.line, status, stdout, stderr)
		}
	}
	if _, err := os.Stat("new.txt"); err == nil {
		t.Error("a template that fails left a file")
	}
}

// Each ending means its format, and each format writes something.
func TestEveryFormat(t *testing.T) {
	inFolder(t, music)
	begins := map[string]string{
		"text": "Reading plan", "markdown": "# Reading plan", "json": "{", "yaml": "version: 1\n", "csv": "step,id,", "ics": "BEGIN:VCALENDAR",
		"bibtex": "@book{sightreading,", "csl": "[",
	}
	for _, f := range formats {
		begin, known := begins[f.name]
		for _, ending := range f.endings {
			name := "plan" + ending
			status, _, stderr := call(t, "", "plan", "--catalog", "music", "--profile", "good.yaml", "--today", "2026-09-01", "--out", name)
			_, printed, _ := call(t, "", "plan", "--catalog", "music", "--profile", "good.yaml", "--today", "2026-09-01", "--format", f.name)
			got := readFile(t, name)
			if status != exitOK || len(got) < 100 || known && !strings.HasPrefix(got, begin) {
				t.Errorf("%s is\n%s%s", name, got, stderr)
			}
			if printed != got {
				t.Errorf("%s: --format %s prints something else:\n%s", name, f.name, printed)
			}
		}
	}
	call(t, "", "plan", "--catalog", "music", "--profile", "good.yaml", "--out", "plan.csl.json")
	if got := readFile(t, "plan.csl.json"); !strings.HasPrefix(got, "[") || !json.Valid([]byte(got)) {
		t.Errorf("plan.csl.json is\n%s", got)
	}
}

// The templates of docs/TEMPLATES.md run.
func TestTemplatesOfTheManual(t *testing.T) {
	manual := readFile(t, filepath.Join("..", "..", "docs", "TEMPLATES.md"))
	inFolder(t, nil)
	ran := 0
	for i, block := range strings.Split(manual, "\n```\n") {
		if i%2 == 0 {
			continue
		}
		if err := os.WriteFile("x.tmpl", []byte(block+"\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		status, stdout, stderr := call(t, "", splitLine("plan --goal consensus --know programming=3 --today 2026-09-01 --template x.tmpl")...)
		if status != exitOK || strings.Count(stdout, "% of the goal")+strings.Count(stdout, "% |") == 0 || strings.Contains(stdout, "no value") {
			t.Errorf("template %d: status %d\n%s%s", ran+1, status, stdout, stderr)
		}
		ran++
	}
	if ran != 2 {
		t.Errorf("%d templates", ran)
	}
}
