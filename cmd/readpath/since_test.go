package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"readpath/recommend"
)

func TestSince(t *testing.T) {
	inFolder(t, music)
	line := []string{"plan", "--catalog", "music", "--today", "2026-09-01"}
	plan := func(args ...string) string {
		t.Helper()
		status, stdout, stderr := call(t, "", append(line, args...)...)
		if status != exitOK {
			t.Fatalf("%v: %s", args, stderr)
		}
		return stdout
	}
	for name, text := range map[string]string{
		"read.yaml":    "goals: [{skill: counterpoint}]\nread: [sightreading]\nprogress: [{book: sightreading, hours: 10}]\n",
		"without.yaml": "goals: [{skill: counterpoint}]\nexclude: [fux]\n",
		"gone.json":    `{"today": "2026-08-01", "targets": [], "steps": [{"book": {"id": "lost", "title": "Lost Book"}}]}`,
		"order.json":   `{"order": []}`,
	} {
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	plan("--profile", "good.yaml", "--out", "old.json")
	plan("--profile", "good.yaml", "--out", "old.md")
	for args, want := range map[string]string{
		"--profile good.yaml --since old.json":                      "What changed - No book: the plan of 2026-09-01 stands.",
		"--profile read.yaml --since old.json":                      "- Finished: Sight Reading.",
		"--profile without.yaml --since old.json":                   "- Left out: Gradus ad Parnassum: you exclude it.",
		"--profile good.yaml --since gone.json":                     "- Left out: Lost Book: it is no longer in the catalog.",
		"--profile read.yaml --since old.json --format markdown":    "## What changed",
		"--profile good.yaml --hours-per-week 9 --since old.json":   "- Time a week: it was 5 h, now 9 h.",
		"--profile good.yaml --depth thorough --since old.json":     "- What an hour must bring: it was 0.075% of the goal, now 0.02% of the goal.",
		"--goal notation=2 --since old.json":                        "- Goals: it was counterpoint=3, now notation=2.",
		"--profile good.yaml --since old.json --among sightreading": "- Left out: Gradus ad Parnassum: it is not among the books to choose from.",
	} {
		got := strings.Join(strings.Fields(plan(splitLine(args)...)), " ")
		if !strings.Contains(got, want) {
			t.Errorf("%s: %q is not in\n%s", args, want, got)
		}
	}
	for args, want := range map[string]string{
		"--since old.md":     "readpath: old.md: is not JSON; --since takes a file that 'readpath plan --out plan.json' wrote\n",
		"--since order.json": "readpath: order.json: is not a plan: it lacks steps, targets or a date; --since takes a file that 'readpath plan --out plan.json' wrote\n",
		"--since none.json":  "readpath: open none.json: no such file or directory\n",
		"--since music":      "readpath: music is a folder; a plan is a file\n",
	} {
		status, stdout, stderr := call(t, "", append(line, splitLine("--profile good.yaml "+args)...)...)
		if status != exitFailed || stdout != "" || stderr != want {
			t.Errorf("%s: status %d, %q, want %q", args, status, stderr, want)
		}
	}
}

// The plan before may be the file that the new one is written to, and plan
// follows plan.
func TestSinceInPlace(t *testing.T) {
	inFolder(t, music)
	line := []string{"plan", "--catalog", "music", "--profile", "me.yaml", "--today", "2026-09-01", "--out", "plan.json"}
	steps := -1
	for _, read := range []string{"", "sightreading", "sightreading, fux"} {
		if err := os.WriteFile("me.yaml", []byte("goals: [{skill: counterpoint}]\nread: ["+read+"]\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		if status, _, stderr := call(t, "", line...); status != exitOK {
			t.Fatal(stderr)
		}
		data, err := os.ReadFile("plan.json")
		if err != nil {
			t.Fatal(err)
		}
		var p recommend.Plan
		if err := json.Unmarshal(data, &p); err != nil {
			t.Fatal(err)
		}
		if steps >= 0 && (len(p.Steps) != steps-1 || p.Changes == nil || p.Changes.Paid != 0) {
			t.Errorf("having read %q: %d steps after %d, changes %+v", read, len(p.Steps), steps, p.Changes)
		}
		if steps = len(p.Steps); len(line) == 9 {
			line = append(line, "--since", "plan.json")
		}
	}
}
