package index

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"github.com/blevesearch/bleve/v2"

	"readpath/catalog"
)

// queries are searches whose hits, in order and with scores, are to be the
// same whatever state the cache is in.
var queries = []string{"distributed systems", "raft", "relevance", "gerdening", "search engines in go", "cookery"}

// wantSame compares what a library finds with what one without a cache finds.
func wantSame(t *testing.T, lib *Library) {
	t.Helper()
	memory := New(lib.Catalog())
	defer memory.Close()
	for _, q := range queries {
		if got, want := books(t, lib, q, 20), books(t, memory, q, 20); !slices.Equal(got, want) {
			t.Errorf("%q finds\n%v, want\n%v", q, got, want)
		}
	}
}

// reopen opens the library anew and checks that it has an entry or has none.
func reopen(t *testing.T, dir string, wantCached bool) *Library {
	t.Helper()
	lib := open(t, dir, source())
	if cached := lib.entry != ""; cached != wantCached {
		t.Fatalf("cached: %v, want %v", cached, wantCached)
	}
	return lib
}

// entryFiles are the files of a cache entry, below it.
func entryFiles(t *testing.T, entry string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(entry), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func TestCachedIsAsFresh(t *testing.T) {
	dir := t.TempDir()
	for _, src := range []catalog.Source{source(), catalog.Shipped()} {
		wantSame(t, open(t, dir, src))
		wantSame(t, open(t, dir, src))
	}
}

// An entry that holds another catalog than the files do shows that the second
// Open reads the entry and no YAML.
func TestSecondOpenReadsTheCache(t *testing.T) {
	dir := t.TempDir()
	hash, err := catalog.Hash(source())
	if err != nil {
		t.Fatal(err)
	}
	planted, err := catalog.New([]catalog.Book{{ID: "planted", Title: "Planted"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := writeEntry(entryPath(dir, hash), planted); err != nil {
		t.Fatal(err)
	}
	lib := reopen(t, dir, true)
	if got := ids(books(t, lib, "planted", 5)); lib.Catalog().Book("planted") == nil || !slices.Equal(got, []string{"planted"}) {
		t.Errorf("Open did not read the cache; found %q", got)
	}
}

func TestAnEditMakesANewEntry(t *testing.T) {
	dir := t.TempDir()
	reopen(t, dir, true)
	edited := source()
	edited.FS.(fstest.MapFS)["books/b.yaml"].Data = []byte("- {id: fresh, title: Fresh}\n")
	lib := open(t, dir, edited)
	if got := ids(books(t, lib, "fresh", 5)); !slices.Equal(got, []string{"fresh"}) {
		t.Errorf("after the edit, found %q", got)
	}
}

// Whatever happens to a file of an entry, searches find the same, and the
// Open after that has a sound entry again.
func TestDamagedEntry(t *testing.T) {
	flip := func(name string) error {
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		data[len(data)/2] ^= 1
		return os.WriteFile(name, data, 0o644)
	}
	damages := map[string]func(name string) error{
		"flipped bit": flip,
		"empty":       func(name string) error { return os.Truncate(name, 0) },
		"missing":     os.Remove,
	}
	sound := t.TempDir()
	names := entryFiles(t, reopen(t, sound, true).entry)
	if len(names) < 5 {
		t.Fatalf("an entry has the files %q, want a catalog, a manifest and an index", names)
	}
	for damage, do := range damages {
		for _, name := range names {
			t.Run(damage+" "+name, func(t *testing.T) {
				dir := t.TempDir()
				entry := reopen(t, dir, true).entry
				if err := do(filepath.Join(entry, filepath.FromSlash(name))); err != nil {
					t.Fatal(err)
				}
				lib := reopen(t, dir, true)
				wantSame(t, lib)
				if len(lib.Catalog().Books()) != 7 {
					t.Errorf("the catalog has %d books, want 7", len(lib.Catalog().Books()))
				}
				wantSame(t, reopen(t, dir, true))
				if text, err := openText(entry); err != nil {
					t.Errorf("the entry was not mended: %v", err)
				} else {
					text.Close()
				}
			})
		}
	}
}

func TestUnusableCacheFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("mine"), 0o644); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"", file, filepath.Join(file, "below")} {
		wantSame(t, reopen(t, dir, false))
	}
	if data, err := os.ReadFile(file); err != nil || string(data) != "mine" {
		t.Errorf("the file in the cache's place is now %q, %v", data, err)
	}
	missing := filepath.Join(t.TempDir(), "a", "b")
	wantSame(t, reopen(t, missing, true))
}

func TestReadOnlyCacheFolder(t *testing.T) {
	dir := t.TempDir()
	if err := os.Chmod(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	if f, err := os.CreateTemp(dir, "probe"); err == nil {
		f.Close()
		t.Skip("this user may write to read-only folders")
	}
	wantSame(t, reopen(t, dir, false))
}

// A process that has the index open for writing must not hold up readers.
func TestLockedIndexDoesNotBlock(t *testing.T) {
	dir := t.TempDir()
	entry := reopen(t, dir, true).entry
	// The writer changes root.bolt: leave it out of the checksums, or the
	// reader would not come as far as the lock.
	manifest := filepath.Join(entry, manifestName)
	data, err := os.ReadFile(manifest)
	if err != nil {
		t.Fatal(err)
	}
	lines := slices.DeleteFunc(slices.Collect(strings.Lines(string(data))), func(line string) bool {
		return strings.HasSuffix(line, "/root.bolt\n")
	})
	if err := os.WriteFile(manifest, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	writer, err := bleve.Open(filepath.Join(entry, textName))
	if err != nil {
		t.Fatal(err)
	}
	defer writer.Close()
	lib := reopen(t, dir, true)
	done := make(chan error, 1)
	go func() {
		_, err := lib.Books("distributed systems", 1)
		done <- err
	}()
	select {
	case err := <-done:
		if err != nil {
			t.Fatal(err)
		}
		wantSame(t, lib)
	case <-time.After(30 * time.Second): // bolt's timeout is 250 ms
		t.Fatal("the search waits for the lock")
	}
}

func TestManyAtOnce(t *testing.T) {
	dir := t.TempDir()
	want := books(t, open(t, "", source()), "distributed systems", 10)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			lib, err := Open(dir, source())
			if err != nil {
				t.Error(err)
				return
			}
			var searches sync.WaitGroup
			for range 4 {
				searches.Go(func() {
					if got, err := lib.Books("distributed systems", 10); err != nil || !slices.Equal(got, want) {
						t.Errorf("got %v, %v, want %v", got, err, want)
					}
				})
			}
			searches.Wait()
			if err := lib.Close(); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Errorf("the cache holds %v, %v, want one entry", entries, err)
	}
}

func TestPruneKeepsTheNewest(t *testing.T) {
	dir := t.TempDir()
	start := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	put := func(name string, age time.Duration) {
		path := filepath.Join(dir, name)
		if err := os.Mkdir(path, 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, start.Add(-age), start.Add(-age)); err != nil {
			t.Fatal(err)
		}
	}
	var want []string
	for i := range keepEntries + 3 {
		name := fmt.Sprintf("%s-entry%02d", layoutVersion, i)
		put(name, time.Duration(i)*time.Minute)
		if i < keepEntries {
			want = append(want, name)
		}
	}
	put("building-dead", 2*time.Hour)
	put("building-alive", 0)
	put("of-somebody-else", 1000*time.Hour)
	want = append(want, "building-alive", "of-somebody-else")
	prune(dir)
	var got []string
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		got = append(got, e.Name())
	}
	if !slices.Equal(got, want) {
		t.Errorf("left are\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestOpenPrunes(t *testing.T) {
	dir := t.TempDir()
	for i := range keepEntries + 2 {
		src := source()
		src.Name = fmt.Sprint("source", i)
		open(t, dir, src)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != keepEntries {
		t.Errorf("the cache holds %d entries, %v, want %d", len(entries), err, keepEntries)
	}
}
