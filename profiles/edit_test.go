package profiles_test

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// writers is the profile that the writing processes of these tests change.
func writers(t *testing.T) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "me.yaml")
	if err := os.WriteFile(path, []byte("# mine\nname: Robin   # for short\nread: [] # none yet\n"), 0o640); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEdit(t *testing.T) {
	path := writers(t)
	p, err := profiles.Edit(path, shelf(t), func(p *profiles.Profile, d *profiles.Draft) error {
		if p.Name != "Robin" {
			t.Errorf("name %q", p.Name)
		}
		return d.Add("ddia", "read")
	})
	if err != nil || !slices.Equal(p.Read, []string{"ddia"}) {
		t.Fatalf("read %v, %v", p, err)
	}
	want := "# mine\nname: Robin   # for short\nread: [ddia] # none yet\n"
	if got, err := os.ReadFile(path); err != nil || string(got) != want {
		t.Errorf("%v, got\n%s\nwant\n%s", err, got, want)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("mode %v, %v; it was 0640", info.Mode(), err)
	}
	left, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

func TestEditRefuses(t *testing.T) {
	boom := errors.New("boom")
	for _, tc := range []struct {
		name string
		edit func(*profiles.Draft) error
		want string
	}{
		{"an error of the change", func(*profiles.Draft) error { return boom }, "boom"},
		{"a profile with a fault", set(7, "skills", "go"),
			"the change is not made, for then: me.yaml:6: level 7 of go is not from 0 (none) to 5 (expert)"},
		{"an alias", add("uds", "owned"), "me.yaml: line 4: owned is written in a way that only its author can change; change it by hand"},
	} {
		path := writers(t)
		text := []byte("# mine\nname: Robin\nread: &r [ddia]\nowned: *r\n")
		if err := os.WriteFile(path, text, 0o666); err != nil {
			t.Fatal(err)
		}
		_, err := profiles.Edit(path, shelf(t), func(_ *profiles.Profile, d *profiles.Draft) error { return tc.edit(d) })
		if err == nil || strings.ReplaceAll(err.Error(), path, "me.yaml") != tc.want {
			t.Errorf("%s: %v, want %s", tc.name, err, tc.want)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != string(text) {
			t.Errorf("%s: the file is now %q, %v", tc.name, got, err)
		}
	}
	if _, err := profiles.Edit("nowhere/me.yaml", shelf(t), nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is not there: %v", err)
	}
}

// Changes made at once, through a link or not, are all made.
func TestEditsAtOnce(t *testing.T) {
	path := writers(t)
	link := filepath.Join(filepath.Dir(path), "link.yaml")
	if err := os.Symlink("me.yaml", link); err != nil {
		link = path // no symbolic links here
	}
	cat := shelf(t)
	var wg sync.WaitGroup
	const writers = 40
	for n := range writers {
		wg.Go(func() {
			name := []string{path, link}[n%2]
			if _, err := profiles.Edit(name, cat, func(_ *profiles.Profile, d *profiles.Draft) error {
				return d.Add(map[string]any{"book": "uds", "hours": n}, "progress")
			}); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	p := load(t, path, cat)
	seen := map[float64]bool{}
	for _, pr := range p.Progress {
		seen[pr.Hours] = true
	}
	if len(seen) != writers || len(p.Progress) != writers {
		t.Errorf("%d of %d changes are there, in %d entries", len(seen), writers, len(p.Progress))
	}
}

func load(t *testing.T, path string, cat *catalog.Catalog) *profiles.Profile {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	p, err := profiles.Load(f, path, cat)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// A process that is killed while it writes leaves the profile as it was before
// a write or after it, and hinders no later one. The process is this test
// itself, which writes for ever if it is told a path.
func TestKilledWhileWriting(t *testing.T) {
	if *writeTo != "" {
		writeForEver(*writeTo, shelf(t))
	}
	if testing.Short() {
		t.Skip("it starts 200 processes")
	}
	path, cat := writers(t), shelf(t)
	lastDone := 0
	for n := range 200 {
		cmd := exec.Command(os.Args[0], "-test.run=^TestKilledWhileWriting$", "-write-to="+path)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		lines.Scan() // it has written once
		first := lines.Text()
		time.Sleep(time.Duration(n*37%5000) * time.Microsecond) // somewhere in a write
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		done := first
		for lines.Scan() {
			done = lines.Text()
		}
		_ = cmd.Wait() // it says that it was killed
		var told int
		if _, err := fmt.Sscan(done, &told); err != nil {
			t.Fatalf("the writer says %q", done)
		}
		p := load(t, path, cat) // complete, or it would not load
		got := len(p.Progress)
		for i, pr := range p.Progress {
			if pr.Hours != float64(i) {
				t.Fatalf("entry %d is %v", i, pr)
			}
		}
		// What a writer told is there; the write it was killed in may be.
		if got != told && got != told+1 || told < lastDone {
			t.Fatalf("round %d: %d entries, the writer told of %d, %d before", n, got, told, lastDone)
		}
		lastDone = got
		if text, err := os.ReadFile(path); err != nil || !strings.HasPrefix(string(text), "# mine\nname: Robin   # for short\n") {
			t.Fatalf("the comments are gone: %v\n%s", err, text)
		}
	}
	if _, err := profiles.Edit(path, cat, func(*profiles.Profile, *profiles.Draft) error { return nil }); err != nil {
		t.Error(err)
	}
	if left, err := os.ReadDir(filepath.Dir(path)); err != nil || len(left) != 1 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if lastDone < 200 {
		t.Errorf("%d writes in 200 rounds", lastDone)
	}
}

// writeTo makes the test binary the writer that is killed.
var writeTo = flag.String("write-to", "", "write to this profile for ever")

// writeForEver adds to the progress of a profile, one entry after the other,
// and tells how many there are.
func writeForEver(path string, cat *catalog.Catalog) {
	for {
		p, err := profiles.Edit(path, cat, func(p *profiles.Profile, d *profiles.Draft) error {
			return d.Add(map[string]any{"book": "uds", "hours": len(p.Progress)}, "progress")
		})
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(len(p.Progress))
	}
}
