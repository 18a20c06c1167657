package disk

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"
)

const (
	beforeBooks = 40 // in the library before the import
	afterBooks  = 65 // and after it
)

// imported runs the import of these tests: it extends a library by books in
// parts of ten, two at a time, and takes one of the old ones out.
func imported(dir string, o Options) (*Writer, error) {
	o.Source, o.PartBooks, o.Workers = "tests", 10, 2
	w, err := NewWriter(dir, o)
	if err != nil {
		return nil, err
	}
	for n := beforeBooks + int(w.Resumed()); n < afterBooks; n++ {
		if n == beforeBooks+15 {
			if _, err := w.Remove("b7"); err != nil {
				return w, err
			}
		}
		if err := w.Add(testBook(n), testKey(n)); err != nil {
			return w, err
		}
		if err := w.Mark(int64(n + 1 - beforeBooks)); err != nil {
			return w, err
		}
	}
	return w, w.Commit()
}

// crash lets go of a writer as the end of its process does.
func (w *Writer) crash() {
	w.stop.Store(true)
	w.workers.Wait()
	if w.cur != nil {
		w.cur.recs.file.Close()
	}
	w.closeParts()
	w.lock.Unlock()
}

// contents are the sum of a library, and what a few searches find in it.
func contents(t *testing.T, dir string) string {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	if err := l.Verify(); err != nil {
		t.Fatal(err)
	}
	sum, err := l.Sum()
	if err != nil {
		t.Fatal(err)
	}
	out := fmt.Sprint(l.Len(), sum)
	for _, text := range []string{"sailing", "smith astronomy", "number 57"} {
		found, err := l.Search(text, 30)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range found {
			out += fmt.Sprintf(" %s:%.6f", f.Book.ID, f.Score)
		}
	}
	return out
}

// undisturbed are the contents before and after an import that nothing stops.
func undisturbed(t *testing.T) (before, after string) {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 25}, 0, beforeBooks)
	before = contents(t, dir)
	w, err := imported(dir, Options{})
	if err := errors.Join(err, w.Close()); err != nil {
		t.Fatal(err)
	}
	return before, contents(t, dir)
}

// Whatever step of an import is its last, readers have all of the library as it
// was, or all of the import; and the next import makes it whole.
func TestCrashBetweenAnySteps(t *testing.T) {
	before, after := undisturbed(t)
	died := errors.New("the process is dead")
	for last := int64(1); ; last++ {
		dir := t.TempDir()
		write(t, dir, Options{PartBooks: 25}, 0, beforeBooks)
		var steps atomic.Int64
		where := ""
		w, err := imported(dir, Options{step: func(name string) error {
			switch n := steps.Add(1); {
			case n == last:
				where = name
				return died
			case n > last:
				return died
			}
			return nil
		}})
		w.crash()
		if err == nil {
			if last < 15 {
				t.Errorf("an import has only %d steps", last)
			}
			return
		}
		if !errors.Is(err, died) {
			t.Fatalf("step %d, %s: %v", last, where, err)
		}
		want := before
		if where == "after the manifest" {
			want = after
		}
		if got := contents(t, dir); got != want {
			t.Fatalf("after step %d, %s, readers have\n%s, want\n%s", last, where, got, want)
		}
		if want == after {
			continue
		}
		w, err = imported(dir, Options{})
		if err := errors.Join(err, w.Close()); err != nil {
			t.Fatalf("resumed after step %d, %s: %v", last, where, err)
		}
		if got := contents(t, dir); got != after {
			t.Fatalf("resumed after step %d, %s, the library has\n%s, want\n%s", last, where, got, after)
		}
		wantNoLitter(t, dir)
	}
}

// wantNoLitter checks that a library's folder has nothing that is not its own.
func wantNoLitter(t *testing.T, dir string) {
	t.Helper()
	m, err := readManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	known := []string{manifestName, lockName, readingName}
	for _, p := range m.Parts {
		for name := range p.Files {
			known = append(known, partsName+"/"+p.Name+"/"+name)
		}
		if p.Bits != "" {
			known = append(known, partsName+"/"+p.Name+"/"+p.Bits)
		}
	}
	err = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !slices.Contains(known, name) {
			t.Errorf("%s is left behind", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Every flipped bit is noticed by Verify; and without it, whatever is read is
// either what was written or an error.
func TestFlippedBit(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 25}, 0, 60)
	w, err := NewWriter(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if ok, err := w.Remove("b3"); !ok || err != nil {
		t.Fatal(ok, err)
	}
	if err := errors.Join(w.Commit(), w.Close()); err != nil {
		t.Fatal(err)
	}
	want := contents(t, dir)
	rng := rand.New(rand.NewPCG(1, 2))
	var files []string
	fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && name != lockName && name != readingName {
			files = append(files, filepath.Join(dir, name))
		}
		return err
	})
	if len(files) < 20 {
		t.Fatalf("the library has the files %q", files)
	}
	for _, file := range files {
		sound, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			broken := bytes.Clone(sound)
			at := rng.IntN(len(broken))
			broken[at] ^= 1 << rng.IntN(8)
			if err := os.WriteFile(file, broken, 0o666); err != nil {
				t.Fatal(err)
			}
			l, err := Open(dir)
			if err == nil {
				if err := l.Verify(); err == nil {
					t.Errorf("%s, byte %d: the flip is not noticed", file, at)
				}
				if sum, err := l.Sum(); err == nil && !bytes.Contains([]byte(want), []byte(sum)) {
					t.Errorf("%s, byte %d: other books are read", file, at)
				}
				l.Teaching(Want{Skill: "care", To: 3, Most: 5})
				l.ByKey(testKey(5))
				l.Close()
			}
		}
		if err := os.WriteFile(file, sound, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if got := contents(t, dir); got != want {
		t.Errorf("mended, the library has\n%s, want\n%s", got, want)
	}
}

// Readers that come and go while imports and compactions run see whole
// generations only, and wait for nobody.
func TestReadersDuringWrites(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 10}, 0, 20)
	stop := make(chan struct{})
	failed := make(chan error, 4)
	for range 4 {
		go func() {
			for {
				select {
				case <-stop:
					failed <- nil
					return
				default:
				}
				if err := readOnce(dir); err != nil {
					failed <- err
					return
				}
			}
		}()
	}
	for n := 20; n < 60; n += 10 {
		write(t, dir, Options{PartBooks: 5}, n, n+10)
		compact(t, dir)
	}
	close(stop)
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	wantBooks(t, openLibrary(t, dir), 60)
}

// readOnce opens a library, reads and searches it.
func readOnce(dir string) error {
	start := time.Now()
	l, err := Open(dir)
	if err != nil {
		return err
	}
	defer l.Close()
	if n := l.Len(); n%10 != 0 {
		return fmt.Errorf("half an import is seen: %d books", n)
	}
	time.Sleep(time.Millisecond)
	if _, err := l.Search("sailing", 5); err != nil {
		return err
	}
	if b, err := l.Book("b11"); err != nil || b == nil {
		return fmt.Errorf("book b11: %v, %v", b, err)
	}
	if took := time.Since(start); took > 10*time.Second {
		return fmt.Errorf("reading took %v", took)
	}
	return nil
}

func compact(t *testing.T, dir string) {
	t.Helper()
	w, err := NewWriter(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Compact(func(int) error { return nil }), w.Commit(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestCompact(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 7}, 0, 30)
	w, err := NewWriter(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"b3", "b29", "nobody"} {
		if ok, err := w.Remove(id); err != nil || ok != (id != "nobody") {
			t.Errorf("Remove(%q) = %v, %v", id, ok, err)
		}
	}
	if err := errors.Join(w.Commit(), w.Close()); err != nil {
		t.Fatal(err)
	}
	before := openLibrary(t, dir)
	if b, err := before.Book("b3"); b != nil || err != nil {
		t.Errorf("b3 is still there: %v", err)
	}
	if before.Len() != 28 {
		t.Errorf("%d books, want 28", before.Len())
	}
	want, err := before.Sum()
	if err != nil {
		t.Fatal(err)
	}
	compact(t, dir)
	after := openLibrary(t, dir)
	if got, err := after.Sum(); got != want || err != nil {
		t.Errorf("compacted, the sum is %s, %v, want %s", got, err, want)
	}
	if info := after.Info(); info.Parts != 1 || info.Gone != 0 {
		t.Errorf("compacted, the library is %+v", info)
	}
	// The old parts are there while somebody reads them, and then no longer.
	if found, err := before.Search("sailing", 3); err != nil || len(found) != 3 {
		t.Errorf("the reader of before found %d books: %v", len(found), err)
	}
	before.Close()
	after.Close()
	write(t, dir, Options{}, 100, 101)
	wantNoLitter(t, dir)
}
