package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readpath/profiles"
	"readpath/recommend"
)

func TestProfileHasANameOrAFile(t *testing.T) {
	inFolder(t, music)
	dir, err := profileDir()
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{
		"work": filepath.Join(dir, "work.yaml"), "a.yaml": "a.yaml", "a.YML": "a.YML", "./work": "./work", "-": "-",
	} {
		if got, err := profilePath(name); err != nil || got != want {
			t.Errorf("%s is %s, %v, want %s", name, got, err, want)
		}
	}
	if status, _, stderr := call(t, "", "profile", "new", "work"); status != exitOK {
		t.Fatal(stderr)
	}
	for _, tc := range []struct {
		stdin, line string
		status      int
		stdout      string
		stderr      string
	}{
		{"", "profile list", exitOK, "work\n", ""},
		{"", "profile list --json", exitOK, "[ \"work\" ]\n", ""},
		{"", "profile show --profile work", exitOK, "...goal distributed-systems to 3 working...", ""},
		{"", "profile new work", exitFailed, "", "...work.yaml exists already; remove it first, or name another file\n"},
		{"", "profile show", exitFailed, "", "...readpath: there is no profile \"me\": ..."},
		{"goals: [{skill: counterpoint}]\n", "plan --profile - --catalog music --today 2026-09-01", exitOK, "...Start with Sight Reading...", ""},
		{"name: Ann\n", "profile show --profile - --catalog music", exitOK, "Ann\n", ""},
		{"goals: [{background: sre, weight: 2}]\n", "profile show --profile -", exitOK,
			"...goal Site reliability engineer, what one usually can, weight 2...", ""},
		{"", "plan --as backend-developer --goal sre --books 1 --today 2026-09-01", exitOK, "...Reading plan: sre (to its usual levels) 1 book,...", ""},
		{"", "plan --goal sre=4", exitUsage, "", "...--goal sre=4: a background has levels of its own; give --goal sre\n..."},
		{"skills: {counterpoint: 3}\nread: [sightreading]\n", "profile skills --profile - --catalog music", exitOK,
			"You state\n - Counterpoint (counterpoint) 3 working\nFrom books you have read\n - Notation (notation) 3 working, from Sight Reading\n", ""},
		{"skills: {counterpoint: 3}\n", "profile skills --profile - --catalog music", exitOK,
			"...From that follows\n  - Notation (notation) 2 beginner, since Counterpoint stands on it", ""},
		{"", "profile skills --profile good.yaml --catalog music", exitOK, "...No skill is stated...", ""},
	} {
		status, stdout, stderr := call(t, tc.stdin, splitLine(tc.line)...)
		stdout, want := strings.Join(strings.Fields(stdout), " "), strings.Join(strings.Fields(tc.stdout), " ")
		if status != tc.status || !like(stdout, want) || !like(stderr, tc.stderr) {
			t.Errorf("readpath %s\nstatus %d\n%s\n%s\nwant\n%s\n%s", tc.line, status, stdout, stderr, want, tc.stderr)
		}
	}
}

// Who says nothing of the reader means the usual profile, if there is one.
func TestUsualProfile(t *testing.T) {
	inFolder(t, music)
	if status, _, stderr := call(t, "", "plan", "--catalog", "music"); status != exitFailed || !strings.Contains(stderr, "no goal is given") {
		t.Errorf("without a profile: status %d, %s", status, stderr)
	}
	path, err := newProfileFile(usualProfile, []byte("name: Ann\ngoals: [{skill: counterpoint}]\n"))
	if err != nil {
		t.Fatal(err)
	}
	for line, want := range map[string]bool{
		"plan":                     true,
		"plan --goal notation":     false,
		"plan --profile good.yaml": false,
		"plan --know notation=0 --goal counterpoint": false,
	} {
		_, stdout, stderr := call(t, "", append(splitLine(line), "--catalog", "music")...)
		if stderr != "" || strings.Contains(stdout, "For Ann.") != want {
			t.Errorf("readpath %s takes %s: %v, want %v\n%s", line, path, !want, want, stderr)
		}
	}
}

func TestProfileSet(t *testing.T) {
	path := mine(t, counterpoint)
	status, stdout, stderr := call(t, "", "profile", "set", "skills.reading music=2", "time.hours_per_week=6", "owned+=fux", "--catalog", "music")
	if status != exitOK || stdout != path+": skills.reading music=2, time.hours_per_week=6, owned+=fux\n" {
		t.Errorf("status %d, %s%s", status, stdout, stderr)
	}
	want := counterpoint + "skills:\n  notation: 2\ntime:\n  hours_per_week: 6\nowned: [fux]\n"
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%v, the profile is\n%s\nwant\n%s", err, got, want)
	}
	// All or none.
	status, _, stderr = call(t, "", "profile", "set", "name=Ann", "skills.notation=9", "--catalog", "music")
	if status != exitFailed || !strings.Contains(stderr, "level 9 of notation is not from 0 (none) to 5 (expert)") {
		t.Errorf("status %d, %s", status, stderr)
	}
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%v, the profile is\n%s\nwant\n%s", err, got, want)
	}
	_, stdout, _ = call(t, "", "profile", "set", "name=Ann", "--json", "--catalog", "music")
	var p profiles.Profile
	if err := json.Unmarshal([]byte(stdout), &p); err != nil || p.Name != "Ann" || p.Time.HoursPerWeek != 6 {
		t.Errorf("%v: %s", err, stdout)
	}
}

func TestKeep(t *testing.T) {
	path := mine(t, counterpoint)
	line := splitLine("plan --keep --catalog music --today 2026-09-01")
	status, stdout, stderr := call(t, "", line...)
	if status != exitOK || !strings.Contains(stdout, "Start with Sight Reading") || stderr != "kept in "+path+": 'readpath next' and 'readpath status' go by it\n" {
		t.Errorf("status %d, %s\n%s", status, stderr, stdout)
	}
	want := counterpoint + "\n# The plan you follow. readpath keeps it; without these lines there is none.\n" +
		"plan:\n  made: 2026-09-01\n  goals: [counterpoint=3]\n  books: [sightreading, fux]\n"
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%v, the profile is\n%s\nwant\n%s", err, got, want)
	}
	if _, stdout, _ = call(t, "", line...); !strings.Contains(stdout, "No book: the plan of 2026-09-01 stands.") {
		t.Errorf("kept twice:\n%s", stdout)
	}
	if _, _, stderr = call(t, "", splitLine("plan --catalog music --today 2026-09-01")...); !strings.HasPrefix(stderr, "this plan is made afresh: you follow the one of 2026-09-01") {
		t.Errorf("without --keep: %q", stderr)
	}
	if status, _, stderr = call(t, "", append(line, "--weeks", "3")...); status != exitUsage || !strings.Contains(stderr, "--weeks cannot go with it") {
		t.Errorf("with --weeks: status %d, %s", status, stderr)
	}
}

func TestGroup(t *testing.T) {
	inFolder(t, music)
	for name, text := range map[string]string{
		"ann.yaml": "goals: [{skill: counterpoint}]\n",
		"bob.yaml": "name: Bob\nskills: {notation: 3}\ngoals: [{skill: counterpoint}]\n",
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	line := splitLine("plan --catalog music --profile ann.yaml --profile bob.yaml --today 2026-09-01")
	for _, tc := range []struct {
		more string
		want string
	}{
		{"", "Reading plan for 2 readers: ann and Bob\n"},
		{"", "    skip  Bob: it teaches nothing wanted or needed\n"},
		{"--format markdown", "| 1 | Sight Reading | 6.7 h | - |\n"},
		{"--out group.md", "group.md: 2 books for 2 readers\n"},
		{"--books 1", "1 book in one order"},
	} {
		status, stdout, stderr := call(t, "", append(line, splitLine(tc.more)...)...)
		if status != exitOK || !strings.Contains(stdout, tc.want) {
			t.Errorf("%s: status %d, %s\n%s\nwant\n%s", tc.more, status, stderr, stdout, tc.want)
		}
	}
	_, stdout, _ := call(t, "", append(line, "--format", "json")...)
	var g recommend.GroupPlan
	d := json.NewDecoder(strings.NewReader(stdout))
	d.DisallowUnknownFields()
	if err := d.Decode(&g); err != nil || len(g.Members) != 2 || g.Members[1].Plan.Reader != "Bob" {
		t.Errorf("%v: %s", err, stdout)
	}
	for more, want := range map[string]string{
		"--since x.json":        "readpath: --since cannot go with a group\nhint: see 'readpath plan --help'\n",
		"--keep":                "...--profile a second time cannot go with it...",
		"--profile nogoal.yaml": "readpath: nogoal.yaml: no goal is given...",
		"--format pdf":          "...--format \"pdf\" is not one of...",
	} {
		if status, _, stderr := call(t, "", append(line, splitLine(more)...)...); status == exitOK || !like(stderr, want) && !strings.Contains(stderr, strings.Trim(want, ".\n")) {
			t.Errorf("%s: status %d, %s, want %s", more, status, stderr, want)
		}
	}
	if status, _, stderr := call(t, "", splitLine("why fux --catalog music --profile ann.yaml --profile bob.yaml")...); status != exitUsage {
		t.Errorf("why for a group: status %d, %s", status, stderr)
	}
}

func TestManPages(t *testing.T) {
	inFolder(t, nil)
	if status, stdout, stderr := call(t, "", "man", "pages"); status != exitOK || !strings.HasPrefix(stdout, "pages: ") {
		t.Fatalf("status %d, %s%s", status, stdout, stderr)
	}
	before, err := os.ReadFile("pages/readpath-plan.1")
	if err != nil || !strings.Contains(string(before), ".SH EXAMPLE") {
		t.Errorf("%v: %s", err, before)
	}
	call(t, "", "man", "pages")
	if after, err := os.ReadFile("pages/readpath-plan.1"); err != nil || string(after) != string(before) {
		t.Errorf("a second run writes another page: %v", err)
	}
}

func TestPager(t *testing.T) {
	for _, tc := range []struct {
		pager, want string
	}{{"more -d", "more,-d"}, {"cat", ""}, {"", ""}, {" ", ""}} {
		t.Setenv("PAGER", tc.pager)
		if got := strings.Join(pager(), ","); got != tc.want {
			t.Errorf("PAGER=%q: %q, want %q", tc.pager, got, tc.want)
		}
	}
}
