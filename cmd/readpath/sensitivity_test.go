package main

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"

	"readpath/recommend"
)

func TestSensitivityCommand(t *testing.T) {
	inFolder(t, music)
	line := "sensitivity --catalog music --goal counterpoint --know notation=2 --today 2026-09-01"
	status, stdout, stderr := call(t, "", splitLine(line)...)
	if status != exitOK || stderr != "" {
		t.Fatalf("status %d: %s", status, stderr)
	}
	for _, want := range []string{
		"Stability 96%: one number was moved at a time, 13 moves in all",
		"  1  Gradus ad Parnassum: stays in 13 of 13.\n",
		"None hangs on a single rating of yours.",
		"\nYour ratings\nkept out in order goal hours\n",
		"  Notation 1.5, not 2\n       - with Sight Reading; begins with Sight Reading; to keep the plan",
		"\nYour goals\n",
	} {
		if !strings.Contains(stdout, want) {
			t.Errorf("lacks %q:\n%s", want, stdout)
		}
	}

	status, stdout, stderr = call(t, "", append(splitLine(line), "--json")...)
	var s recommend.SensitivityReport
	if err := json.Unmarshal([]byte(stdout), &s); err != nil || status != exitOK || stderr != "" {
		t.Fatalf("status %d, %v: %s", status, err, stderr)
	}
	if len(s.Moves) != 13 || len(s.Steps) != 1 || s.Steps[0].Book.ID != "fux" {
		t.Errorf("%d moves, steps %+v", len(s.Moves), s.Steps)
	}
	if _, again, _ := call(t, "", append(splitLine(line), "--json")...); again != stdout {
		t.Error("a second run prints otherwise")
	}
}

func TestSensitivityRefuses(t *testing.T) {
	inFolder(t, music)
	for line, want := range map[string]string{
		"sensitivity --catalog music":                                  "readpath: no goal is given\n",
		"sensitivity --catalog music --goal counterpoint --depth deep": `readpath: depth "deep" is not one of`,
		"sensitivity --catalog music --goal counterpoint --out x":      "readpath: unknown flag: --out\nhint: see 'readpath sensitivity --help'\n",
	} {
		if status, stdout, stderr := call(t, "", splitLine(line)...); status == exitOK || stdout != "" || !strings.HasPrefix(stderr, want) {
			t.Errorf("%s: status %d, %q; want %q", line, status, stderr, want)
		}
	}
}

func TestSensitivityFits60Columns(t *testing.T) {
	inFolder(t, nil)
	line := "sensitivity --json --goal distributed-systems=3 --know programming=3 --know databases=2.5 --today 2026-09-01"
	_, stdout, stderr := call(t, "", splitLine(line)...)
	var s recommend.SensitivityReport
	if err := json.Unmarshal([]byte(stdout), &s); err != nil {
		t.Fatalf("%v: %s", err, stderr)
	}
	var out strings.Builder
	if err := printSensitivity(&printer{w: &out, width: 60}, &s); err != nil {
		t.Fatal(err)
	}
	if i := slices.IndexFunc(strings.Split(out.String(), "\n"), func(l string) bool { return ansi.StringWidth(l) > 60 }); i >= 0 {
		t.Errorf("line %d is wider than 60 columns:\n%s", i+1, out.String())
	}
}
