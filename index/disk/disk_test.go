package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"readpath/catalog"
)

// testBook is the n-th of as many books as a test wants.
func testBook(n int) *catalog.Book {
	topics := []string{"gardening", "sailing", "cookery", "astronomy", "masonry"}
	b := &catalog.Book{
		ID:          fmt.Sprintf("b%d", n),
		Title:       fmt.Sprintf("The Book of %s, Number %d", topics[n%5], n),
		Authors:     []string{fmt.Sprintf("Writer%d Smith", n%100)},
		Year:        1900 + n%120,
		Pages:       100 + n%400,
		Topics:      []string{topics[n%5], topics[(n+1)%5]},
		Description: fmt.Sprintf("It treats of %s and what comes of it, with %d examples.", topics[n%5], n),
		Requires:    catalog.Levels{{Skill: "zeal", Level: 1}, {Skill: "care", Level: 2}},
		Teaches:     catalog.Levels{{Skill: topics[n%5], Level: 2.5}, {Skill: "care", Level: 3}},
		Practice:    catalog.KnownShare(0),
		Inferred:    &catalog.Inference{Level: 2, Confidence: 0.5},
		Chapters:    []catalog.Chapter{{Title: "One", Teaches: catalog.Levels{{Skill: "zeal", Level: 1}, {Skill: "care", Level: 1}}}},
	}
	return b
}

func testKey(n int) string { return fmt.Sprintf("work-%d", n) }

// write adds the books from first to last and commits.
func write(t *testing.T, dir string, o Options, first, last int) {
	t.Helper()
	w, err := NewWriter(dir, o)
	if err != nil {
		t.Fatal(err)
	}
	for n := first; n < last; n++ {
		if err := w.Add(testBook(n), testKey(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Commit(), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func openLibrary(t *testing.T, dir string) *Library {
	t.Helper()
	l, err := Open(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	return l
}

// wantBooks checks that a library has exactly the books up to n.
func wantBooks(t *testing.T, l *Library, n int) {
	t.Helper()
	if l.Len() != n {
		t.Errorf("the library has %d books, want %d", l.Len(), n)
	}
	at := 0
	for b, err := range l.Books() {
		if err != nil {
			t.Fatal(err)
		}
		if want := testBook(at); !reflect.DeepEqual(b, want) {
			t.Fatalf("book %d is\n%+v, want\n%+v", at, b, want)
		}
		at++
	}
	if at != n {
		t.Errorf("there are %d books, want %d", at, n)
	}
}

func TestRoundTrip(t *testing.T) {
	for _, n := range []int{0, 1, 7, 100, 1234} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "lib")
			write(t, dir, Options{PartBooks: 100}, 0, n)
			l := openLibrary(t, dir)
			wantBooks(t, l, n)
			for _, i := range []int{0, n / 2, n - 1, n} {
				b, err := l.Book(fmt.Sprintf("b%d", i))
				if err != nil {
					t.Fatal(err)
				}
				id, ok, err := l.Find(testKey(i))
				if in := i >= 0 && i < n; err != nil || (b != nil) != in || ok != in || in && (b.ID != id || id != fmt.Sprintf("b%d", i)) {
					t.Errorf("book %d: %v, by key %q %v %v", i, b, id, ok, err)
				}
			}
			if n < 100 {
				return
			}
			hits, err := l.Search("Sailing", 12)
			if err != nil || len(hits) != 12 {
				t.Errorf("search found %d books: %v", len(hits), err)
			}
			for _, h := range hits {
				if !slices.Contains(h.Book.Topics, "sailing") || h.Score <= 0 || h.Score >= 1 {
					t.Errorf("found %+v with score %v", h.Book, h.Score)
				}
			}
			if hits, err := l.Search("salling", 1); err != nil || len(hits) != 1 {
				t.Errorf("a slip found %v, %v", hits, err)
			}
		})
	}
}

// The shipped books have every field that there is.
func TestShippedRoundTrip(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	w, err := NewWriter(dir, Options{PartBooks: 500})
	if err != nil {
		t.Fatal(err)
	}
	for i := range cat.Books() {
		if err := w.Add(&cat.Books()[i]); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Commit(), w.Close()); err != nil {
		t.Fatal(err)
	}
	at := 0
	for b, err := range openLibrary(t, dir).Books() {
		if err != nil {
			t.Fatal(err)
		}
		if want := &cat.Books()[at]; !reflect.DeepEqual(b, want) {
			t.Fatalf("read\n%+v, want\n%+v", b, want)
		}
		at++
	}
}

func TestExtend(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, Options{PartBooks: 30}, 0, 100)
	before := openLibrary(t, dir)
	write(t, dir, Options{PartBooks: 30}, 100, 150)
	wantBooks(t, before, 100) // a reader keeps its generation
	after := openLibrary(t, dir)
	wantBooks(t, after, 150)
	if got := after.Info().Generation; got != 2 {
		t.Errorf("generation %d, want 2", got)
	}
	w, err := NewWriter(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer w.Close()
	if err := w.Add(testBook(3)); !errors.As(err, new(*IDTakenError)) {
		t.Errorf("adding a book twice: %v", err)
	}
	if err := w.Add(testBook(777), "mine"); err != nil {
		t.Fatal(err)
	}
	for key, want := range map[string]string{testKey(120): "b120", "mine": "b777", "none": ""} {
		if id, ok := w.Find("nothing", key); id != want || ok != (want != "") {
			t.Errorf("Find(%q) = %q, %v", key, id, ok)
		}
	}
	if _, err := NewWriter(dir, Options{}); !errors.As(err, new(*LockedError)) {
		t.Errorf("a second writer: %v", err)
	}
}

func TestCloseWithoutCommit(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "new")
	abandon := func() {
		t.Helper()
		w, err := NewWriter(dir, Options{PartBooks: 10})
		if err != nil {
			t.Fatal(err)
		}
		for n := 100; n < 155; n++ {
			if err := w.Add(testBook(n)); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
	}
	abandon()
	if _, err := os.Stat(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the folder remains: %v", err)
	}
	write(t, dir, Options{PartBooks: 10}, 0, 25)
	abandon()
	wantBooks(t, openLibrary(t, dir), 25)
	if parts, err := os.ReadDir(filepath.Join(dir, partsName)); err != nil || len(parts) != 3 {
		t.Errorf("%d parts remain: %v", len(parts), err)
	}
}

// An import that is left after so many books, with marks, goes on where its
// last part was full.
func TestResume(t *testing.T) {
	const all = 95
	o := Options{Source: "the same", PartBooks: 10}
	for _, stops := range [][]int{{5}, {10}, {37}, {95}, {37, 38, 64}} {
		dir := filepath.Join(t.TempDir(), "lib")
		importUpTo := func(last int) {
			t.Helper()
			w, err := NewWriter(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			for n := int(w.Resumed()); n < last; n++ {
				if err := errors.Join(w.Add(testBook(n), testKey(n)), w.Mark(int64(n+1))); err != nil {
					t.Fatal(err)
				}
			}
			if last == all && len(stops) == 0 {
				if err := w.Commit(); err != nil {
					t.Fatal(err)
				}
			}
			if err := w.Close(); err != nil {
				t.Fatal(err)
			}
		}
		for len(stops) > 0 {
			last := stops[0]
			importUpTo(last)
			stops = stops[1:]
			w, err := NewWriter(dir, o)
			if err != nil {
				t.Fatal(err)
			}
			if want := int64(last / 10 * 10); w.Resumed() != want {
				t.Errorf("stopped at %d, resumed at %d, want %d", last, w.Resumed(), want)
			}
			w.Close()
		}
		importUpTo(all)
		wantBooks(t, openLibrary(t, dir), all)
	}
}
