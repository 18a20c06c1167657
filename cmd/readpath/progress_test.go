package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"readpath/recommend"
)

// mine makes a profile the usual one, in a fresh folder.
func mine(t *testing.T, text string) (path string) {
	t.Helper()
	inFolder(t, music)
	path, err := profilePath(usualProfile)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return path
}

const counterpoint = "# mine\ngoals: [{skill: counterpoint}]   # at last\n"

// A reader's way from the first book to the last: each line is a command, what
// it prints in part, and what the profile says then, in part.
func TestProgress(t *testing.T) {
	path := mine(t, counterpoint)
	for _, tc := range []struct{ line, stdout, file string }{
		{"next --today 2026-09-01", "...'readpath start sightreading' begins it.", ""},
		{"start sightreading --date 2026-09-01", "You begin Sight Reading. It is taken for 6.7 h.\n",
			"reading: [sightreading]"},
		{"status --today 2026-09-01", "...0 of 2 books read, 0% of the goal reached, since 2026-09-01....", "books: [sightreading, fux]"},
		{"log --hours 2 --date 2026-09-03", "2.0 h for Sight Reading. 2.0 h are logged on it; it was taken for 6.7 h.\n",
			"  - {book: sightreading, date: 2026-09-03, hours: 2}\n"},
		{"next --today 2026-09-03", "...You are reading Sight Reading: about 4.7 h are left....", ""},
		{"done --hours 4.7 --rating 4 --date 2026-09-08", "...Next: Gradus ad Parnassum (fux)...",
			"  - {book: sightreading, date: 2026-09-08, hours: 4.7, event: done, rating: 4}\n"},
		{"status --today 2026-09-09", "...1 of 2 books read...", "read: [sightreading]"},
		{"status --today 2026-09-09", "...Sight Reading: 2026-09-08, 6.7 h, 4 of 5...", "made: 2026-09-01"},
		{"status --today 2026-09-09", "...6.7 h logged since 2026-09-01; the plan has 6.4 h by today. That is 5.2 h a week...", ""},
		{"done fux --date 2026-09-30", "...the plan is at its end...", "read: [sightreading, fux]"},
		{"next --today 2026-10-01", "The plan of 2026-09-01 is at its end. A new goal in the profile begins a new one.\n", ""},
		{"status --today 2026-10-01", "...2 of 2 books read...", "made: 2026-09-01"},
	} {
		status, stdout, stderr := call(t, "", append(splitLine(tc.line), "--catalog", "music")...)
		if status != exitOK || stderr != "" || !like(strings.Join(strings.Fields(stdout), " "), strings.Join(strings.Fields(tc.stdout), " ")) {
			t.Errorf("readpath %s\nstatus %d, %s\n%s\nwant\n%s", tc.line, status, stderr, stdout, tc.stdout)
		}
		file, err := os.ReadFile(path)
		if err != nil || !strings.Contains(string(file), tc.file) || !strings.HasPrefix(string(file), counterpoint) {
			t.Errorf("readpath %s: %v, the profile is\n%s\nwant in it\n%s", tc.line, err, file, tc.file)
		}
	}
}

func TestDropAndTakeUpAgain(t *testing.T) {
	path := mine(t, counterpoint)
	for _, tc := range []struct{ line, stdout, file string }{
		{`drop fux --why "too dry" --date 2026-09-01`, "...Left out: Gradus ad Parnassum: you exclude it....", "exclude: [fux]"},
		{"start fux --date 2026-09-02", "...You begin Gradus ad Parnassum....", "exclude: []\n"},
	} {
		status, stdout, stderr := call(t, "", append(splitLine(tc.line), "--catalog", "music")...)
		if status != exitOK || !like(stdout, tc.stdout) {
			t.Errorf("readpath %s\nstatus %d, %s\n%s\nwant\n%s", tc.line, status, stderr, stdout, tc.stdout)
		}
		if file, err := os.ReadFile(path); err != nil || !strings.Contains(string(file), tc.file) {
			t.Errorf("readpath %s: %v\n%s", tc.line, err, file)
		}
	}
}

func TestProgressRefuses(t *testing.T) {
	path := mine(t, "goals: [{skill: counterpoint}]\nread: [fux]\nreading: [sightreading]\n")
	for line, want := range map[string]string{
		"done fux":                   "readpath: you have read fux; take it out of 'read' in the profile if you have not\n",
		"start fux":                  "readpath: you have read fux; take it out of 'read' in the profile if you have not\n",
		"start sightreading":         "readpath: you are reading sightreading already\n",
		"done --profile good.yaml":   "readpath: name a book, for you are reading none; 'readpath next' says what comes next\n",
		"done fuz":                   "readpath: unknown book \"fuz\"; did you mean \"fux\"?\nhint: 'readpath catalog list' lists what there is\n",
		"log fux":                    "readpath: say how long you read, as in --hours 1.5\nhint: see 'readpath log --help'\n",
		"log --hours -1":             "readpath: --hours -1 is not from 0 to 10000\nhint: see 'readpath log --help'\n",
		"done --rating 6":            "readpath: --rating 6 is not from 1 to 5\nhint: see 'readpath done --help'\n",
		"done --date yesterday":      "readpath: --date \"yesterday\" is not a date like 2026-09-30\nhint: see 'readpath done --help'\n",
		"log --hours 1 --profile -":  "readpath: --profile -: standard input cannot be changed; name a file\nhint: see 'readpath log --help'\n",
		"log --hours 1 --profile no": "...readpath: there is no profile \"no\": ...",
		"status":                     "readpath: profile me keeps no plan for its goals yet\nhint: 'readpath plan --keep --profile me' makes one, 'readpath start BOOK' too\n",
		"status --profile nogoal.yaml": "readpath: the profile has no goal, so there is no plan to follow\n" +
			"hint: write one under goals: in the profile; 'readpath skills' lists what there is\n",
	} {
		before, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		status, stdout, stderr := call(t, "", append(splitLine(line), "--catalog", "music")...)
		if status == exitOK || stdout != "" || !like(stderr, want) {
			t.Errorf("readpath %s: status %d, %s\n%s\nwant\n%s", line, status, stdout, stderr, want)
		}
		if after, err := os.ReadFile(path); err != nil || string(after) != string(before) {
			t.Errorf("readpath %s changed the profile: %v\n%s", line, err, after)
		}
	}
}

// Two at once: both are there.
func TestDoneAtOnce(t *testing.T) {
	path := mine(t, counterpoint)
	var wg sync.WaitGroup
	for _, book := range []string{"fux", "sightreading"} {
		wg.Go(func() {
			if status, _, stderr := call(t, "", "done", book, "--catalog", "music", "--date", "2026-09-08"); status != exitOK {
				t.Error(stderr)
			}
		})
	}
	wg.Wait()
	_, stdout, stderr := call(t, "", "profile", "check", "--json", "--catalog", "music", path)
	var p struct {
		Read     []string
		Progress []struct{ Book string }
	}
	if err := json.Unmarshal([]byte(stdout), &p); err != nil {
		t.Fatal(err, stderr)
	}
	if len(p.Read) != 2 || len(p.Progress) != 2 {
		t.Errorf("read %v, diary %v", p.Read, p.Progress)
	}
}

// The JSON of the commands is documented by their structs.
func TestProgressJSON(t *testing.T) {
	mine(t, counterpoint)
	for _, tc := range []struct {
		line string
		into any
	}{
		{"start sightreading --date 2026-09-01", new(progressReport)},
		{"log --hours 3 --date 2026-09-02", new(progressReport)},
		{"next --today 2026-09-02", new(nextReport)},
		{"status --today 2026-09-02", new(recommend.Status)},
		{"done --date 2026-09-02", new(progressReport)},
	} {
		_, stdout, stderr := call(t, "", append(splitLine(tc.line), "--json", "--catalog", "music")...)
		d := json.NewDecoder(strings.NewReader(stdout))
		d.DisallowUnknownFields()
		if err := d.Decode(tc.into); err != nil {
			t.Errorf("readpath %s --json: %v %s", tc.line, err, stderr)
		}
		switch r := tc.into.(type) {
		case *progressReport:
			if r.Book != "sightreading" || r.Date.String() < "2026-09-01" {
				t.Errorf("readpath %s: %+v", tc.line, r)
			}
		case *nextReport:
			if len(r.Reading) != 1 || r.Next == nil || r.Next.Book.ID != "fux" || !r.Kept {
				t.Errorf("readpath %s: %+v", tc.line, r)
			}
		case *recommend.Status:
			if r.Books != 2 || r.Logged != 3 || fmt.Sprint(r.Made) != "2026-09-01" {
				t.Errorf("readpath %s: %+v", tc.line, r)
			}
		}
	}
}
