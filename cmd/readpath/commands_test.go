package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

// call runs a command line in a fresh environment and returns what it printed.
func call(t *testing.T, stdin string, args ...string) (status int, stdout, stderr string) {
	t.Helper()
	var out, errOut strings.Builder
	status = run(t.Context(), args, strings.NewReader(stdin), &out, &errOut)
	return status, out.String(), errOut.String()
}

// inFolder makes a folder of files the working folder and gives it a cache.
func inFolder(t *testing.T, files map[string]string) {
	t.Helper()
	dir := t.TempDir()
	t.Setenv("XDG_CACHE_HOME", filepath.Join(dir, ".cache"))
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(dir, ".config"))
	t.Chdir(dir)
	for name, text := range files {
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// music is a small catalog.
var music = map[string]string{
	"music/skills/music.yaml": `- {id: notation, name: Notation, area: music, aliases: [reading music]}
- {id: counterpoint, name: Counterpoint, area: music, requires: {notation: 2}}
`,
	"music/books/music.yaml": `- {id: sightreading, title: Sight Reading, pages: 100, teaches: {notation: 3}}
- {id: fux, title: Gradus ad Parnassum, authors: [Johann Joseph Fux], pages: 150, requires: {notation: 2}, teaches: {counterpoint: 3}}
`,
	"opera/skills/music.yaml": "- {id: notation, name: Notation, area: music}\n- {id: harmony, name: Harmony, area: music}\n",
	"opera/books/music.yaml": `- id: opera
  title: Opera
  pages: 200
  practice: 0
  requires: {notation: 2}
  teaches: {harmony: 4}
  chapters:
    - {title: Notes, pages: 20, requires: {notation: 0.5}, teaches: {notation: 2}}
    - {title: Chords, pages: 100}
    - {title: Keys, pages: 40}
`,
	"good.yaml":    "goals: [{skill: counterpoint}]\n",
	"unknown.yaml": "skills: {notatoin: 2}\ngoals: [{skill: counterpoint}]\n",
	"seven.yaml":   "skills:\n  notation: 7\n",
	"empty.yaml":   "",
	"two.yaml":     "name: A\n---\nname: B\n",
	"binary.yaml":  "\x7fELF\x00\x01",
	"nogoal.yaml":  "name: A\n",
	"several.yaml": "skils: {}\ntime: {weeks: x}\n",
	"cycle/skills/x.yaml": `- {id: a, name: A, area: x, requires: {b: 2}}
- {id: b, name: B, area: x, requires: {a: 2}}
`,
	"cycle/books/x.yaml":      "- {id: x, title: X}\n",
	"backwards/skills/x.yaml": "- {id: a, name: A, area: x}\n",
	"backwards/books/x.yaml":  "- {id: x, title: X, requires: {a: 3}, teaches: {a: 2}}\n",
}

func TestCommands(t *testing.T) {
	inFolder(t, music)
	if err := os.WriteFile("huge.yaml", bytes.Repeat([]byte("# nothing\n"), 10<<20), 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		line   string
		status int
		stdout string // all of it, or a part in "..."
		stderr string
	}{
		{"plan --catalog music --profile good.yaml --today 2026-09-01", exitOK, "...Start with Sight Reading...", ""},
		{"plan --catalog music --profile unknown.yaml", exitFailed, "",
			"readpath: unknown.yaml:1: unknown skill \"notatoin\"; did you mean \"notation\"?\n"},
		{"plan --catalog music --profile seven.yaml", exitFailed, "",
			"readpath: seven.yaml:2: level 7 of notation is not from 0 (none) to 5 (expert)\n"},
		{"plan --catalog music --profile empty.yaml", exitFailed, "", "readpath: empty.yaml:1: is empty\n"},
		{"plan --catalog music --profile two.yaml", exitFailed, "",
			"readpath: two.yaml:2: a second document starts here; put it into a file of its own\n"},
		{"plan --catalog music --profile huge.yaml", exitFailed, "",
			"readpath: huge.yaml: is larger than 16 MiB; is it the right file?\n"},
		{"plan --catalog music --profile binary.yaml", exitFailed, "",
			"readpath: binary.yaml: is not UTF-8 text; is it the right file?\n"},
		{"plan --catalog music --profile ./music", exitFailed, "", "readpath: ./music is a folder; a profile is a file\n"},
		{"plan --catalog music --profile none.yaml", exitFailed, "",
			"readpath: there is no profile none.yaml\nhint: 'readpath profile new none.yaml' writes one to edit\n"},
		{"plan --catalog music --profile nogoal.yaml", exitFailed, "",
			"readpath: no goal is given\nhint: name one with --goal, as in --goal distributed-systems=3, or answer the questions of 'readpath'\n"},
		{"plan --catalog music --profile several.yaml", exitFailed, "",
			"readpath: 2 faults\nseveral.yaml:1: unknown field \"skils\"; did you mean \"skill\" or \"skills\"?\nseveral.yaml:2: \"x\" is not a whole number\n"},
		{"plan --catalog cycle --goal a", exitFailed, "", "readpath: cycle/skills/x.yaml:1: skill a: requires itself: a -> b -> a\n"},
		{"plan --catalog good.yaml --goal a", exitFailed, "", "readpath: catalog good.yaml: is not a folder\n"},
		{"plan --catalog nowhere --goal a", exitFailed, "", "readpath: stat nowhere: no such file or directory\n"},
		{"plan --catalog music --goal zzzz", exitFailed, "", "readpath: goal \"zzzz\": nothing in the catalog is about it\n"},
		{"plan --catalog music --goal counterpoint --until 2020-01-01 --today 2026-09-01", exitFailed, "",
			"readpath: the time until 2020-01-01 is over: today is 2026-09-01\nhint: give a later --until than 2020-01-01, or --weeks\n"},
		{"plan --catalog music --goal counterpoint --know notatoin=3", exitFailed, "",
			"readpath: --know notatoin=3: unknown skill \"notatoin\"; did you mean \"notation\"?\nhint: 'readpath skills' lists what there is\n"},
		{"plan --catalog music --goal counterpoint --exclude fuz", exitFailed, "",
			"readpath: unknown book \"fuz\"; did you mean \"fux\"?\nhint: 'readpath catalog list' lists what there is\n"},
		{"plan --catalog music --goal counterpoint=7", exitUsage, "",
			"readpath: --goal counterpoint=7: level \"7\" is not a number from 0 (none) to 5 (expert)\nhint: see 'readpath plan --help'\n"},
		{"plan --catalog music --goal counterpoint --weeks 3 --until 2030-01-01", exitUsage, "",
			"readpath: give --weeks or --until, not both\nhint: see 'readpath plan --help'\n"},
		{"plan --catalog music --goal counterpoint --format pdf", exitUsage, "",
			"readpath: --format \"pdf\" is not one of text, markdown, html, svg, curve, mermaid, dot, json, yaml, csv, ics, bibtex, csl\nhint: see 'readpath plan --help'\n"},
		{"plan --catalog music --goal counterpoint --today 1.9.2026", exitUsage, "",
			"readpath: --today \"1.9.2026\" is not a date like 2026-09-30\nhint: see 'readpath plan --help'\n"},
		{"plan --gaol x", exitUsage, "", "readpath: unknown flag: --gaol\nhint: see 'readpath plan --help'\n"},
		{"plam", exitUsage, "", "...unknown command \"plam\" for \"readpath\"..."},
		{"order --catalog music fux sightreading", exitOK, "...  1  Sight Reading (sightreading)...", ""},
		{"order --catalog music", exitUsage, "", "readpath: name the books to order, or --all\nhint: see 'readpath order --help'\n"},
		{"fit --catalog music fux", exitOK, "...Gradus ad Parnassum: not yet...", ""},
		{"fit --catalog music fux --know notation=2", exitOK, "...Gradus ad Parnassum: ready...", ""},
		{"chapters --catalog music fux", exitOK, "The catalog does not know the chapters of Gradus ad Parnassum, a book of 150\npages; so there is nothing to choose among.\n'readpath fit fux' says what the whole of it asks for and brings you.\n", ""},
		{"chapters --catalog opera opera --know notation=2 --pages 120", exitOK,
			"Opera: of 3 chapters read 1, skim 0, skip 2. That is 100 of 160 pages and 5.8 h\nof 8.9 h.\nIt brings you 71% of what it teaches and you lack; every chapter would bring\n100%.\nHarmony 0 to 2.9.\n\nskip  1  Notes, 20 p\n         Notation to 2: you have 2 by then\nread  2  Chords, 100 p, 5.8 h\n         Harmony 0.00 to 2.86: 71.4 points\nskip  3  Keys, 40 p\n         Harmony to 4; others bring more within 120 pages\n", ""},
		{"chapters --catalog opera opera --goal notation=2 --json", exitOK, "...\"why\": \"a goal wants it\"...", ""},
		{"chapters --catalog opera opera --pages 0", exitUsage, "", "readpath: --pages 0 is not above 0\nhint: see 'readpath chapters --help'\n"},
		{"chapters --catalog opera oper", exitFailed, "", "readpath: unknown book \"oper\"; did you mean \"opera\"?\nhint: 'readpath catalog list' lists what there is\n"},
		{"catalog check cycle", exitFailed, "", "readpath: cycle/skills/x.yaml:1: skill a: requires itself: a -> b -> a\n"},
		{"catalog check music", exitOK, "...can_do has no \"I can ...\" at 1, 3, 5; write one\nmusic: 2 books, 2 skills, no faults, 6 warnings\n", ""},
		{"catalog check music --strict", exitFailed, "", "...readpath: 6 faults\nmusic/books/music.yaml:1: book sightreading: has no authors, ..."},
		{"catalog check music --json", exitOK, `...{
      "file": "music/books/music.yaml",
      "line": 2,
      "what": "book fux: has no year, topics, best_for, description, kind, density, practice; fill in what you know",
      "rule": "missing"
    }...`, ""},
		{"catalog check backwards", exitFailed, "...warning: ...", "readpath: backwards/books/x.yaml:1: book x: teaches a to 2 but requires 3 of it; raise the one or lower the other\n"},
		{"catalog check shipped --today 2026-09-01 --strict", exitOK, "...skills, no faults\n", ""},
		{"catalog check music --today soon", exitUsage, "", "readpath: --today \"soon\" is not a date like 2026-09-30\nhint: see 'readpath catalog check --help'\n"},
		{"catalog stats --catalog music", exitOK, "...2 books, 2 skills in 1 area\n\narea   skills  books  level 0-1  1-2  2-3  3-4  4-5\nmusic       2      2          -    1    1    -    -\n...", ""},
		{"catalog stats --catalog music --json", exitOK, "...\"area\": \"music\"...", ""},
		{"catalog new-book --title \"Sight Reading\" --author Ann", exitOK, "...- id: sight-reading\n  title: \"Sight Reading\"\n  # subtitle: As on the title page\n  authors: [\"Ann\"]...", ""},
		{"catalog new-book --isbn 123", exitUsage, "", "readpath: --isbn: an ISBN has 13 digits (or 10 in its old form), not 3\nhint: see 'readpath catalog new-book --help'\n"},
		{"catalog new-book --title Own --out own.yaml", exitOK, "own.yaml: fill it in, then run 'readpath catalog check' on the folder above books/\n", ""},
		{"catalog new-book --title Own --out own.yaml", exitFailed, "", "readpath: own.yaml exists already; name a new file, or print the stub and append it\n"},
		{"catalog list --catalog music", exitOK,
			"sightreading  1.5 aware+   Sight Reading\nfux           2.5 beginner+   Gradus ad Parnassum, by Johann Joseph Fux\n", ""},
		{"catalog show --catalog music Gradus", exitOK, "...Gradus ad Parnassum (fux)\nby Johann Joseph Fux, 150 pages\n...", ""},
		{"catalog show plato-republic", exitOK, "...Hackett, 1992, first in 375 BC, 300 pages...", ""},
		{"catalog show --catalog music 9780000000000", exitFailed, "", "...unknown book \"9780000000000\"..."},
		{"catalog search --catalog music parnassum", exitOK, "...Gradus ad Parnassum...", ""},
		{"catalog search --catalog music parnasum", exitOK, "...Gradus ad Parnassum...", ""},
		{"catalog search --catalog music zzzz", exitOK, "", "no book is about \"zzzz\"\n"},
		{"skills --catalog music", exitOK, "...counterpoint...", ""},
		{"skills --catalog music notation", exitOK, "...Sight Reading (sightreading), to 3 working...", ""},
		{"skills --catalog music --area musik", exitFailed, "", "readpath: unknown area \"musik\"; there are music\n"},
		{"profile check --catalog music good.yaml", exitOK, "good.yaml: 0 skills, 1 goals, no faults\n", ""},
		{"profile new good.yaml", exitFailed, "", "readpath: good.yaml exists already; remove it first, or name another file\n"},
		{"skills --backgrounds", exitOK, "...backend-developer: ...", ""},
		{"plan --as backend-developer --know go=0 --goal consensus --today 2026-09-01", exitOK, "...Go 0 none...", ""},
		{"plan --as nobody-at-all --goal consensus", exitFailed, "",
			"readpath: unknown background \"nobody-at-all\"\nhint: 'readpath skills --backgrounds' lists what there is\n"},
		{"--version", exitOK, "...readpath ...", ""},
	} {
		status, stdout, stderr := call(t, "", splitLine(tc.line)...)
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("readpath %s\nstatus %d, want %d\nstdout:\n%s\nwant:\n%s\nstderr:\n%s\nwant:\n%s",
				tc.line, status, tc.status, stdout, tc.stdout, stderr, tc.stderr)
		}
	}
}

// like compares exactly, or where want is in "..." looks for it.
func like(got, want string) bool {
	if part, ok := strings.CutPrefix(want, "..."); ok {
		// the tables' blanks depend on other rows
		return strings.Contains(got, strings.TrimSuffix(part, "..."))
	}
	return strings.Join(strings.Fields(got), " ") == strings.Join(strings.Fields(want), " ")
}

func TestOutIsWrittenWholeOrNotAtAll(t *testing.T) {
	inFolder(t, music)
	line := []string{"plan", "--catalog", "music", "--goal", "counterpoint", "--today", "2026-09-01", "--out"}
	for name, begin := range map[string]string{"plan.md": "# Reading plan", "plan.json": "{", "plan.txt": "Reading plan"} {
		if err := os.WriteFile(name, []byte("old"), 0o640); err != nil {
			t.Fatal(err)
		}
		if status, _, stderr := call(t, "", append(line, name)...); status != exitOK {
			t.Fatalf("%s: %s", name, stderr)
		}
		data, err := os.ReadFile(name)
		if err != nil || !strings.HasPrefix(string(data), begin) {
			t.Errorf("%s begins %.20q (%v), want %q", name, data, err, begin)
		}
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o640 {
			t.Errorf("%s: mode %v, %v; it was 0640", name, info.Mode(), err)
		}
	}
	for name, want := range map[string]string{
		"music":             "readpath: writing music: is a folder; name a file in it\n",
		"nowhere/plan.md":   "readpath: writing nowhere/plan.md: no such file or directory\n",
		"good.yaml/plan.md": "readpath: writing good.yaml/plan.md: not a directory\n",
	} {
		if status, _, stderr := call(t, "", append(line, name)...); status != exitFailed || stderr != want {
			t.Errorf("--out %s: status %d, %q; want %q", name, status, stderr, want)
		}
	}
	if _, err := os.Stat("/dev/full"); err == nil {
		want := "readpath: write /dev/full: no space left on device\n"
		if status, _, stderr := call(t, "", append(line, "/dev/full")...); status != exitFailed || stderr != want {
			t.Errorf("--out /dev/full: status %d, %q; want %q", status, stderr, want)
		}
	}
	left, err := filepath.Glob("*.tmp")
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestOutKeepsALink(t *testing.T) {
	inFolder(t, music)
	if err := os.WriteFile("real.md", nil, 0o666); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real.md", "link.md"); err != nil {
		t.Skip("no symbolic links here: ", err)
	}
	if status, _, stderr := call(t, "", "plan", "--catalog", "music", "--goal", "counterpoint", "--out", "link.md"); status != exitOK {
		t.Fatal(stderr)
	}
	if info, err := os.Lstat("link.md"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is gone: %v %v", info, err)
	}
	if data, err := os.ReadFile("real.md"); err != nil || len(data) == 0 {
		t.Errorf("what it leads to has %d bytes, %v", len(data), err)
	}
}

func TestEqualRunsEqualBytes(t *testing.T) {
	inFolder(t, nil)
	for _, line := range []string{
		"plan --goal distributed-systems=3 --goal \"search engines\" --know programming=3 --today 2026-09-01 --format json",
		"order --json dsgo uds ddia security-engineering --today 2026-09-01",
		"catalog list --json",
		"skills --json",
		"catalog search --json replication",
	} {
		_, cold, stderr := call(t, "", splitLine(line)...)
		if stderr != "" {
			t.Fatalf("%s: %s", line, stderr)
		}
		_, warm, _ := call(t, "", splitLine(line)...)
		t.Setenv("XDG_CACHE_HOME", "/dev/null/nowhere")
		_, without, _ := call(t, "", splitLine(line)...)
		if cold != warm || cold != without {
			t.Errorf("%s: what is printed depends on the cache", line)
		}
		if !json.Valid([]byte(cold)) {
			t.Errorf("%s: not JSON", line)
		}
	}
}

func TestOrderIgnoresTheOrderOfNaming(t *testing.T) {
	inFolder(t, nil)
	books := []string{"uds", "dsgo", "ddia", "security-engineering", "building-microservices"}
	_, want, _ := call(t, "", append([]string{"order"}, books...)...)
	slices.Reverse(books)
	if _, got, _ := call(t, "", append([]string{"order"}, books...)...); got != want {
		t.Errorf("named backwards:\n%s\nwant\n%s", got, want)
	}
}

func TestLibrariesTogether(t *testing.T) {
	inFolder(t, map[string]string{
		"own/books/b.yaml": "- {id: uds, title: My Own Edition, pages: 10, teaches: {consensus: 3}}\n",
		"bad/books/b.yaml": "- {id: uds, title: My Own Edition, teaches: {no-such-skill: 3}}\n",
	})
	if status, stdout, stderr := call(t, "", "catalog", "show", "uds", "--catalog", "shipped", "--catalog", "own"); status != exitOK || !strings.Contains(stdout, "My Own Edition") {
		t.Errorf("status %d: %s%s", status, stdout, stderr)
	}
	if status, stdout, stderr := call(t, "", "catalog", "list", "--catalog", "own"); status != exitOK || strings.Count(stdout, "\n") != 1 {
		t.Errorf("books without skills of their own: status %d: %s%s", status, stdout, stderr)
	}
	if status, _, stderr := call(t, "", "catalog", "list", "--catalog", "bad"); status != exitFailed || !strings.Contains(stderr, `bad/books/b.yaml:1: book uds: unknown skill "no-such-skill"`) {
		t.Errorf("status %d: %s", status, stderr)
	}
}

// Every command says what it is for and how it is called, in lines that fit.
func TestEveryCommandHasAnExample(t *testing.T) {
	commands := 0
	var walk func(*cobra.Command)
	walk = func(cmd *cobra.Command) {
		if cmd.Name() == "help" || cmd.Name() == "completion" || cmd.Hidden {
			return
		}
		commands++
		if cmd.Short == "" {
			t.Errorf("%s has no short description", cmd.CommandPath())
		}
		calls := 0
		for line := range strings.Lines(cmd.Example) {
			args := splitLine(strings.TrimSpace(line))
			if len(args) == 0 || args[0] != "readpath" {
				t.Errorf("%s: example %q does not call readpath", cmd.CommandPath(), line)
				continue
			}
			calls++
			root := newRootCmd()
			if found, rest, err := root.Find(args[1:]); err != nil {
				t.Errorf("%s: example %q: %v", cmd.CommandPath(), line, err)
			} else if err := found.ParseFlags(rest); err != nil {
				t.Errorf("%s: example %q: %v", cmd.CommandPath(), line, err)
			} else if err := found.ValidateArgs(found.Flags().Args()); err != nil {
				t.Errorf("%s: example %q: %v", cmd.CommandPath(), line, err)
			}
		}
		if calls == 0 {
			t.Errorf("%s has no example", cmd.CommandPath())
		}
		for line := range strings.Lines(cmd.Long) {
			if len(line) > 101 {
				t.Errorf("%s: a line of %d columns: %q", cmd.CommandPath(), len(line)-1, line)
			}
		}
		for _, sub := range cmd.Commands() {
			walk(sub)
		}
	}
	walk(newRootCmd())
	if commands < 25 {
		t.Errorf("only %d commands", commands)
	}
}

func TestCompletion(t *testing.T) {
	inFolder(t, nil)
	if status, _, stderr := call(t, "", "profile", "new", "work"); status != exitOK {
		t.Fatal(stderr)
	}
	for line, want := range map[string]string{
		"__complete fit ":              "ddia\tDesigning Data-Intensive Applications",
		"__complete plan --goal ":      "distributed-systems=\tall of this area",
		"__complete chapters --goal ":  "sre\tAn engineer on call for large services, with a cloud and a cluster at hand.",
		"__complete plan --depth ":     "quick",
		"__complete plan --format ":    "markdown\tfor a wiki; --flavor says which",
		"__complete skills ":           "consensus\tConsensus",
		"__complete start ":            "ddia\tDesigning Data-Intensive Applications",
		"__complete plan --profile ":   "work",
		"__complete status --profile ": "work",
		"__complete profile set ":      "time.hours_per_week=",
		"__complete profile check ":    "work",
	} {
		_, stdout, _ := call(t, "", strings.Split(line, " ")...)
		if !strings.Contains("\n"+stdout, "\n"+want+"\n") {
			t.Errorf("%q does not offer %q", line, want)
		}
	}
	for _, shell := range []string{"bash", "zsh", "fish", "powershell"} {
		if status, stdout, stderr := call(t, "", "completion", shell); status != exitOK || !strings.Contains(stdout, "__complete") {
			t.Errorf("completion %s: status %d, %s", shell, status, stderr)
		}
	}
}
