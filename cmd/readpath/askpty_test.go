//go:build !windows

package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/creack/pty"
	"github.com/hinshun/vt10x"

	"readpath/profiles"
)

// terminal runs readpath in a pseudo-terminal and shows what a person would
// see in it.
type terminal struct {
	t      *testing.T
	mu     sync.Mutex
	screen vt10x.Terminal
	all    strings.Builder // every byte that was written
	pty    *os.File
	status chan int
}

// inTerminal begins a run of a command line in a terminal of a size.
func inTerminal(t *testing.T, columns, rows int, args ...string) *terminal {
	t.Helper()
	blocking, theirs, err := pty.Open()
	if err != nil {
		t.Skip("no pseudo-terminals here: ", err)
	}
	if err := pty.Setsize(blocking, &pty.Winsize{Cols: uint16(columns), Rows: uint16(rows)}); err != nil {
		t.Fatal(err)
	}
	ours := closable(t, blocking)
	te := &terminal{t: t, pty: ours, screen: vt10x.New(vt10x.WithSize(columns, rows)), status: make(chan int, 1)}
	read := make(chan struct{})
	go func() {
		defer close(read)
		buf := make([]byte, 4096)
		for {
			n, err := ours.Read(buf)
			te.mu.Lock()
			te.all.Write(buf[:n])
			te.screen.Write(buf[:n])
			te.mu.Unlock()
			if err != nil {
				return
			}
		}
	}()
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		te.status <- run(ctx, args, theirs, theirs, theirs)
		theirs.Close()
	}()
	t.Cleanup(func() {
		cancel()
		ours.Close()
		<-read
	})
	return te
}

// closable is a file whose Close ends a Read that waits. That of a file from
// package pty does not, and a failed test would wait for ever.
func closable(t *testing.T, f *os.File) *os.File {
	t.Helper()
	fd, err := syscall.Dup(int(f.Fd()))
	if err == nil {
		err = syscall.SetNonblock(fd, true)
	}
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	return os.NewFile(uintptr(fd), f.Name())
}

func (te *terminal) shown() string {
	te.mu.Lock()
	defer te.mu.Unlock()
	return te.screen.String()
}

// patience is how long a test waits for what must come. It bounds failures
// alone, so it has room for a busy machine and the race detector.
const patience = 90 * time.Second

// until waits for the screen to be as wanted.
func (te *terminal) until(what string, ok func(screen string) bool) {
	te.t.Helper()
	for begin := time.Now(); !ok(te.shown()); time.Sleep(2 * time.Millisecond) {
		if time.Since(begin) > patience {
			te.t.Fatalf("%s does not come; the screen:\n%s", what, te.shown())
		}
	}
}

// see waits until the screen shows a text, wherever its lines end.
func (te *terminal) see(want string) {
	te.t.Helper()
	te.until(want, func(screen string) bool { return strings.Contains(strings.Join(strings.Fields(screen), " "), want) })
}

// press types keys.
func (te *terminal) press(keys string) {
	te.t.Helper()
	if _, err := io.WriteString(te.pty, keys); err != nil {
		te.t.Fatal(err)
	}
}

// ends waits for the end and returns the exit status.
func (te *terminal) ends() int {
	te.t.Helper()
	select {
	case status := <-te.status:
		return status
	case <-time.After(patience):
		te.t.Fatalf("it does not end; the screen:\n%s", te.shown())
		return 0
	}
}

// Keys as terminals send them.
const (
	enter, up, down, esc, ctrlC, backspace = "\r", "\x1b[A", "\x1b[B", "\x1b", "\x03", "\x7f"
)

// forTerminal is a folder for a test in a terminal that can show forms.
func forTerminal(t *testing.T) {
	t.Helper()
	inFolder(t, music)
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range map[string]string{
		"XDG_CONFIG_HOME": filepath.Join(dir, ".config"), "HOME": dir, "TERM": "xterm-256color", "ACCESSIBLE": "", "NO_COLOR": "",
	} {
		t.Setenv(name, value)
	}
}

// toKnow answers the forms up to the first question about a skill.
func (te *terminal) toKnow() {
	te.t.Helper()
	te.see("What do you want to learn?")
	te.press("contra")
	te.see("in your own words")
	te.press(strings.Repeat(backspace, 6) + "consens")
	te.see("> Consensus")
	te.press(enter)
	te.see("✓ Consensus")
	te.press(enter)
	te.see("How far do you want to go in Consensus?")
	te.press(enter)
	te.see("How many hours a week")
	te.press("much" + enter)
	te.see(`"much" is not a number`)
	te.press(strings.Repeat(backspace, 4) + "4" + enter)
	te.see("Until when?")
	te.press("26" + enter)
	te.see("Which books")
	te.press(enter)
	te.see("Which of these is nearest to you?")
	te.press("back-end")
	te.see("> Back-end developer")
	te.press(enter)
	te.see("What can you do in")
}

// fromTaste answers the forms from the first question about taste on.
func (te *terminal) fromTaste() {
	te.t.Helper()
	te.see("Theory or hands-on?")
	te.press(enter)
	te.see("programming languages")
	te.press("go")
	te.see("> go")
	te.press(enter + enter)
	te.see("Must the books be free?")
	te.press(enter)
	te.see("How many pages")
	te.press("900" + enter)
	te.see("Save the profile?")
}

// skill is what the question on the screen is about, "" for another question.
func (te *terminal) skill() string {
	te.t.Helper()
	return skillOn(te.settled())
}

func skillOn(screen string) string {
	_, after, _ := strings.Cut(screen, "What can you do in ")
	skill, _, _ := strings.Cut(after, "?")
	return skill
}

// settled is the screen once it has not changed for a while: halfway through
// a redraw the words of two questions stand mixed.
func (te *terminal) settled() string {
	te.t.Helper()
	for begin := time.Now(); time.Since(begin) < patience; {
		was := te.shown()
		time.Sleep(100 * time.Millisecond)
		if te.shown() == was {
			return was
		}
	}
	te.t.Fatal("the screen does not come to rest")
	return ""
}

func TestFormsToTheEnd(t *testing.T) {
	forTerminal(t)
	te := inTerminal(t, 60, 24, "--today", "2026-09-01")
	te.toKnow()
	first := te.skill()
	te.press("?")
	te.see("Between two answers take the lower")
	te.press(enter) // I don't know
	next := func(was string) {
		te.until("a question after that about "+was, func(string) bool {
			screen := te.settled()
			skill := skillOn(screen)
			return strings.Contains(screen, "Theory or hands-on?") || skill != "" && skill != was
		})
	}
	next(first)
	te.press(esc)
	te.see("What can you do in " + first)
	for was := first; was != ""; was = te.skill() {
		te.press("\t")
		next(was)
	}
	te.fromTaste()
	te.press(enter)
	te.see("Save the plan?")
	te.press(enter)
	if status := te.ends(); status != exitOK {
		t.Fatalf("status %d; the screen:\n%s", status, te.shown())
	}
	lib, err := (&globalOptions{catalogs: []string{"shipped"}}).library()
	if err != nil {
		t.Fatal(err)
	}
	defer lib.Close()
	p, err := loadProfile("profile.yaml", nil, lib.Catalog())
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Goals) != 1 || p.Goals[0] != (profiles.Goal{Skill: "consensus", Level: 3, Weight: 1}) ||
		p.Time.HoursPerWeek != 4 || p.Time.Weeks != 26 || p.Prefer.MaxPages != 900 || len(p.Prefer.Code) != 1 || p.Skills.At("sql") == 0 {
		t.Errorf("the profile says %+v", p)
	}
	plan, err := os.ReadFile("plan.md")
	if err != nil || !strings.HasPrefix(string(plan), "# Reading plan") {
		t.Errorf("plan.md begins %.40q, %v", plan, err)
	}
	if _, err := os.Stat(keptAnswers()); err == nil {
		t.Error("answers are kept after the end")
	}
}

func TestFormsStopAndGoOn(t *testing.T) {
	forTerminal(t)
	te := inTerminal(t, 60, 24, "--today", "2026-09-01")
	te.toKnow()
	asked := te.skill()
	te.press(ctrlC)
	te.see("your answers are kept")
	if status := te.ends(); status != exitFailed {
		t.Errorf("status %d", status)
	}
	te = inTerminal(t, 60, 24, "--today", "2026-09-01")
	te.see("Go on where you stopped?")
	te.press(enter)
	te.see("What can you do in " + asked)
	te.press(ctrlC)
	te.ends()
	te = inTerminal(t, 60, 24, "--today", "2026-09-01", "--plain") // and in plain lines
	te.see("Go on where you stopped?")
	te.press("no\r")
	te.see("What do you want to learn?")
	te.press("consensus\r")
	te.see("How far do you want to go in Consensus?")
	te.press("<\r")
	te.see("Answer [consensus]:")
}

// TestFormsFit looks at every line of the questions on narrow and low
// terminals: none may be cut off.
func TestFormsFit(t *testing.T) {
	forTerminal(t)
	for _, size := range [][2]int{{60, 24}, {40, 20}, {120, 40}} {
		te := inTerminal(t, size[0], size[1], "--today", "2026-09-01")
		te.toKnow()
		for _, want := range []string{"readpath · question 7", "I don't know", "ctrl+c"} {
			te.see(want)
		}
		te.press(ctrlC)
		te.ends()
		os.Remove(keptAnswers())
	}
}

// TestFormsWithoutColour finds no colour where none is wanted.
func TestFormsWithoutColour(t *testing.T) {
	forTerminal(t)
	t.Setenv("NO_COLOR", "1")
	te := inTerminal(t, 80, 24, "--today", "2026-09-01")
	te.toKnow()
	te.press(ctrlC)
	te.ends()
	te.mu.Lock()
	defer te.mu.Unlock()
	for _, colour := range []string{"\x1b[36m", ";36m", "\x1b[31m", ";31m", "[38;", "[38:"} {
		if strings.Contains(te.all.String(), colour) {
			t.Errorf("%q was written", colour)
		}
	}
}
