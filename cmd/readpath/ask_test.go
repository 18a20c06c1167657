package main

import (
	"io"
	"os"
	"strings"
	"testing"
)

func TestPlainQuestions(t *testing.T) {
	inFolder(t, music)
	before, err := os.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	for name, tc := range map[string]struct {
		answers string
		status  int
		stdout  string
		stderr  string
	}{
		"answered":           {"counterpoint\n3\n4\n10\n\n\n0.5\n\nn\n\n", exitOK, "...1  Sight Reading\n...", "...How many hours a week can you read?..."},
		"a goal and no more": {"counterpoint\n", exitOK, "...5 h a week...", "...How far do you want to go in Counterpoint?..."},
		"several goals":      {"counterpoint, reading music\n\n", exitOK, "...Sight Reading...", "...How far do you want to go in Notation?..."},
		"asked again":        {"counterpoint\nmuch\n9\n3\n", exitOK, "...to level 3 working...", "..." + `"much" is not a level from 0 (none) to 5 (expert)` + "..."},
		"read a book":        {"counterpoint\n\n\n\nSight Reading\n", exitOK, "...Gradus ad Parnassum...", ""},
		"help":               {"counterpoint\n?\n", exitOK, "...Gradus...", "...Choose what you want to be able to say at the end...."},
		"back":               {"notation\n<\ncounterpoint\n", exitOK, "...Reading plan: counterpoint...", "...Answer [notation]:..."},
		"back at first":      {"<\ncounterpoint\n", exitOK, "...Reading plan: counterpoint...", "...this is the first question..."},
		"nothing about it":   {"zzzz\ncounterpoint\n", exitOK, "...Gradus...", `...goal "zzzz": nothing in the catalog is about it...`},
		"a day that is over": {"counterpoint\n\n\n2020-01-01\n\n", exitOK, "...Gradus...", "...2020-01-01 is over: today is 2026-09-01..."},
		"unknown book":       {"counterpoint\n\n\n\nfuz\n\n", exitOK, "...Gradus...", `...unknown book "fuz"; did you mean "fux"?...`},
		"save both":          {"counterpoint" + strings.Repeat("\n", 9) + "p.yaml\np.md\n", exitOK, "...Gradus...", "...p.yaml: your profile;..."},
		"no answer":          {"", exitFailed, "", "...readpath: the answers ended before a goal was named\n"},
		"enter, then none":   {"\n\n", exitFailed, "", "...readpath: the answers ended before a goal was named\n"},
	} {
		status, stdout, stderr := call(t, tc.answers, "--catalog", "music", "--today", "2026-09-01")
		if tc.stderr == "" {
			stderr = ""
		}
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("%s: status %d\nstdout:\n%s\nstderr:\n%s", name, status, stdout, stderr)
		}
	}
	saved := map[string]string{"p.yaml": "# Made by 'readpath ask' on 2026-09-01.\n", "p.md": "# Reading plan"}
	for name, begin := range saved {
		if data, err := os.ReadFile(name); err != nil || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s begins %.40q, %v", name, data, err)
		}
	}
	if entries, err := os.ReadDir("."); err != nil || len(entries) != len(before)+len(saved)+1 {
		t.Errorf("the folder holds %v, %v", entries, err)
	}
}

// answersYAML says what TestFacesAgree says in lines.
const answersYAML = `learn: [consensus, observability]
far: {consensus: 3, observability: aware}
hours: 4
until: 26
read: [uds]
as: backend-developer
know: {algorithms: 2}
practice: 0.75
code: [go]
free: no
pages: 900
`

// reader answers plain questions as they come: it is what they are written to,
// and what the answers are read from.
type reader struct {
	strings.Builder
	answers [][2]string // the first whose first string is part of the question counts
	asked   []string    // what was asked, the first line of each
}

func (r *reader) Read(buf []byte) (int, error) {
	text := r.String()
	question, _, _ := strings.Cut(text[strings.LastIndex(text, "\n\n")+2:], "\n")
	if r.asked = append(r.asked, question); len(r.asked) > 40 {
		return 0, io.EOF
	}
	for _, a := range r.answers {
		if strings.Contains(question, a[0]) {
			return copy(buf, a[1]+"\n"), nil
		}
	}
	return copy(buf, "\n"), nil
}

// TestFacesAgree gives the same answers in lines and in a file; the forms have
// a test of their own.
func TestFacesAgree(t *testing.T) {
	inFolder(t, map[string]string{"answers.yaml": answersYAML})
	status, want, stderr := call(t, "", "ask", "--answers", "answers.yaml", "--today", "2026-09-01", "--format", "json")
	if status != exitOK {
		t.Fatalf("status %d, %s", status, stderr)
	}
	r := &reader{answers: [][2]string{
		{"want to learn", "consensus, observability"}, {"in Consensus?", "3"}, {"in Observability?", "aware"},
		{"hours a week", "4"}, {"Until when", "26"}, {"have you read", "uds"}, {"nearest to you", "backend-developer"},
		{"can you do in Data structures", "2"}, {"can you do in", "!"}, {"Theory", "0.75"}, {"languages", "go"}, {"free", "no"}, {"pages", "900"},
	}}
	var got strings.Builder
	if status := run(t.Context(), []string{"ask", "--today", "2026-09-01", "--format", "json"}, r, &got, r); status != exitOK {
		t.Fatalf("status %d, %s", status, r.String())
	}
	if !strings.Contains(r.String(), "What can you do in Data structures and algorithms?") {
		t.Fatalf("algorithms are not worth asking about any more; choose another skill in this test:\n%s", strings.Join(r.asked, "\n"))
	}
	if got.String() != want {
		t.Errorf("asked\n%s\nin lines:\n%s\nin a file:\n%s", strings.Join(r.asked, "\n"), got.String(), want)
	}
}

func TestAnswersFile(t *testing.T) {
	inFolder(t, map[string]string{
		"bad.yaml": "learn: [zzzz]\nknow: {goo: 3, go: 9}\nhours: x\nhoors: 3\nuntil: 2020-01-01\nfree: maybe\nas: nobody\nread: [nothing at all]\n",
		"no.yaml":  "hours: 3\n", "empty.yaml": "", "least.yaml": "learn: [consensus]\n", "far.yaml": "learn: [consensus]\nfar: {go: 3}\n",
		"twice.yaml": "learn: [consensus]\nknow: {go: 3, golang: 2}\n",
	})
	for _, tc := range []struct {
		file   string
		status int
		stdout string
		stderr string
	}{
		{"least.yaml", exitOK, "...Reading plan: consensus (to level 3 working)...", ""},
		{"no.yaml", exitFailed, "", "readpath: no.yaml:1: learn is missing: name what you want to learn\n"},
		{"empty.yaml", exitFailed, "", "readpath: empty.yaml:1: is empty\n"},
		{"none.yaml", exitFailed, "", "readpath: open none.yaml: no such file or directory\n"},
		{"far.yaml", exitFailed, "", "readpath: far.yaml:2: go is not among what you want to learn\n"},
		{"twice.yaml", exitFailed, "", "readpath: twice.yaml:2: is answered twice\n"},
		{"bad.yaml", exitFailed, "", `readpath: 9 faults
bad.yaml:1: goal "zzzz": nothing in the catalog is about it
bad.yaml:2: unknown skill "goo"; did you mean "go"?
bad.yaml:2: "9" is not a level from 0 (none) to 5 (expert)
bad.yaml:3: "x" is not a number from 0.5 to 100
bad.yaml:4: unknown field "hoors"; did you mean "hours"?
bad.yaml:5: 2020-01-01 is over: today is 2026-09-01
bad.yaml:6: "maybe" is neither yes nor no
bad.yaml:7: unknown background "nobody"
bad.yaml:8: unknown book "nothing at all"
`},
	} {
		status, stdout, stderr := call(t, "", "ask", "--answers", tc.file, "--today", "2026-09-01")
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("%s: status %d\nstdout:\n%s\nstderr:\n%s\nwant:\n%s", tc.file, status, stdout, stderr, tc.stderr)
		}
	}
	if status, stdout, stderr := call(t, "learn: [consensus]\n", "ask", "--answers", "-", "--today", "2026-09-01"); status != exitOK || !strings.Contains(stdout, "consensus") {
		t.Errorf("from standard input: status %d, %s%s", status, stdout, stderr)
	}
}

// TestSavedProfileMakesTheSamePlan plans from the profile that the questions
// made.
func TestSavedProfileMakesTheSamePlan(t *testing.T) {
	inFolder(t, nil)
	r := &reader{answers: [][2]string{
		{"want to learn", "consensus"}, {"nearest to you", "backend-developer"}, {"can you do in", "2"}, {"Save the profile", "me.yaml"},
	}}
	var want strings.Builder
	if status := run(t.Context(), []string{"ask", "--today", "2026-09-01", "--format", "json"}, r, &want, r); status != exitOK {
		t.Fatalf("status %d, %s", status, r.String())
	}
	status, got, stderr := call(t, "", "plan", "--profile", "me.yaml", "--today", "2026-09-01", "--format", "json")
	if status != exitOK || got != want.String() {
		t.Errorf("status %d, %s\nthe profile's plan:\n%s\nthat of the questions:\n%s", status, stderr, got, want.String())
	}
}
