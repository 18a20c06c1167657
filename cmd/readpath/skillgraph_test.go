package main

import (
	"os"
	"strings"
	"testing"
)

func TestSkillGraph(t *testing.T) {
	inFolder(t, music)
	const mermaid = `flowchart LR
  accTitle: Skills of music and what they build on
  n1["Notation"]
  n2["Counterpoint"]
  n1 -->|"2"| n2
`
	const svg = `<svg xmlns="http://www.w3.org/2000/svg"`
	for _, tc := range []struct {
		args   string
		status int
		stdout string // what it begins with
		stderr string
	}{
		{"--graph", exitOK, svg, ""},
		{"--graph --area music", exitOK, svg, ""},
		{"--graph --area music --format mermaid", exitOK, mermaid, ""},
		{"--graph --format dot", exitOK, "digraph {\n", ""},
		{"--graph --area music --out m.mmd", exitOK, "m.mmd: 2 skills, 1 requirements\n", ""},
		{"--graph --format svg --out m.dot", exitOK, "m.dot: 2 skills, 1 requirements\n", ""},
		{"--graph --area chess", exitFailed, "", "readpath: unknown area \"chess\"; there are music\n"},
		{"--graph --format png", exitUsage, "", "readpath: --format \"png\" is not one of svg, mermaid, dot\nhint: see 'readpath skills --help'\n"},
		{"--out m.svg", exitUsage, "", "readpath: --format and --out go with --graph\nhint: see 'readpath skills --help'\n"},
		{"--graph --json", exitUsage, "", "readpath: --graph draws all skills or those of an --area; it goes with no skill, --json or --backgrounds\nhint: see 'readpath skills --help'\n"},
		{"--graph counterpoint", exitUsage, "", "readpath: --graph draws all skills or those of an --area; it goes with no skill, --json or --backgrounds\nhint: see 'readpath skills --help'\n"},
	} {
		status, stdout, stderr := call(t, "", append([]string{"skills", "--catalog", "music"}, splitLine(tc.args)...)...)
		if status != tc.status || !strings.HasPrefix(stdout, tc.stdout) || tc.stdout == "" && stdout != "" || stderr != tc.stderr {
			t.Errorf("skills %s: status %d\n%s%s", tc.args, status, stdout, stderr)
		}
	}
	for name, want := range map[string]string{"m.mmd": mermaid, "m.dot": svg} {
		if got, err := os.ReadFile(name); err != nil || !strings.HasPrefix(string(got), want) {
			t.Errorf("%s: %v, %.100s", name, err, got)
		}
	}
}

// The ending of --out says which picture.
func TestPlanPictures(t *testing.T) {
	inFolder(t, music)
	for name, want := range map[string]string{
		"p.html": "<!DOCTYPE html>", "p.HTM": "<!DOCTYPE html>", "p.svg": "<svg ", "p.mmd": "flowchart TD\n", "p.dot": "digraph {\n", "p.gv": "digraph {\n",
	} {
		status, _, stderr := call(t, "", "plan", "--catalog", "music", "--profile", "good.yaml", "--today", "2026-09-01", "--out", name)
		if got, err := os.ReadFile(name); status != exitOK || err != nil || !strings.HasPrefix(string(got), want) {
			t.Errorf("%s: status %d, %v, %s\n%.100s", name, status, err, stderr, got)
		}
	}
	if status, stdout, _ := call(t, "", "plan", "--catalog", "music", "--profile", "good.yaml", "--format", "curve"); status != exitOK || !strings.HasPrefix(stdout, "<svg ") {
		t.Errorf("--format curve: status %d\n%.100s", status, stdout)
	}
}
