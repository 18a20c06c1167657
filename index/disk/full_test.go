//go:build unix

package disk

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"
)

// The child processes of these tests import into the folder of this variable.
const childDir = "DISK_TEST_IMPORT_INTO"

func TestMain(m *testing.M) {
	if dir := os.Getenv(childDir); dir != "" {
		os.Exit(childImport(dir))
	}
	os.Exit(m.Run())
}

// childImport runs the import of these tests, as slow as the second variable
// says. It fails with what the writer says.
func childImport(dir string) int {
	signal.Ignore(syscall.SIGXFSZ) // writes fail with an error instead
	w, err := imported(dir, Options{})
	if w != nil {
		err = errors.Join(err, w.Close())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// child is a process that imports into a folder, by a shell that runs setup
// before it.
func child(t *testing.T, dir, setup string) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command("/bin/sh", "-c", setup+` exec "$0"`, self)
	cmd.Env = append(os.Environ(), childDir+"="+dir)
	return cmd
}

// Where a file cannot grow any more, whichever it is, the import fails with an
// error that says so, readers have the library as it was, and once there is
// room the next import makes it whole.
func TestFullDisk(t *testing.T) {
	before, after := undisturbed(t)
	failed := 0
	for _, blocks := range []int{1, 4, 8, 16, 24, 32, 64} { // of 512 bytes
		dir := t.TempDir()
		write(t, dir, Options{PartBooks: 25}, 0, beforeBooks)
		said, err := child(t, dir, fmt.Sprintf("ulimit -f %d;", blocks)).CombinedOutput()
		want := after
		if err != nil {
			failed++
			want = before
			if !strings.Contains(string(said), "file too large") {
				t.Errorf("with files of %d blocks: %v, %s", blocks, err, said)
			}
		}
		if got := contents(t, dir); got != want {
			t.Errorf("with files of %d blocks, readers have\n%s, want\n%s", blocks, got, want)
		}
		w, err := imported(dir, Options{})
		if err == nil {
			err = w.Close()
		}
		if want == before && (err != nil || contents(t, dir) != after) {
			t.Errorf("after files of %d blocks, the next import fails: %v", blocks, err)
		}
	}
	if failed < 3 {
		t.Errorf("only %d imports failed", failed)
	}
}

// Three imports are killed on the way, and resumed.
func TestKilled(t *testing.T) {
	before, after := undisturbed(t)
	start := time.Now()
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 25}, 0, beforeBooks)
	if out, err := child(t, dir, "").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	whole := time.Since(start)
	for i := range 3 {
		dir := t.TempDir()
		write(t, dir, Options{PartBooks: 25}, 0, beforeBooks)
		cmd := child(t, dir, "")
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		time.Sleep(whole * time.Duration(i+1) / 5)
		cmd.Process.Kill()
		if err := cmd.Wait(); err == nil {
			continue // it was faster
		}
		got := contents(t, dir)
		if got == after {
			continue // it was killed behind the manifest
		}
		if got != before {
			t.Errorf("killed, the library has\n%s, want\n%s", got, before)
		}
		w, err := imported(dir, Options{})
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatal(err)
		}
		if got := contents(t, dir); got != after {
			t.Errorf("resumed, the library has\n%s, want\n%s", got, after)
		}
	}
}
