package index

import (
	"errors"
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

// entryFiles are the files of a cache, below it.
func entryFiles(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
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

// Entries that hold another catalog than the files do show that the second
// Open reads no YAML and its search builds no index.
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
	entry := entryPath(dir, hash)
	if err := writeCatalog(entry, planted); err != nil {
		t.Fatal(err)
	}
	if err := writeText(textPath(entry), planted); err != nil {
		t.Fatal(err)
	}
	lib := reopen(t, dir, true)
	if got := ids(books(t, lib, "planted", 5)); lib.Catalog().Book("planted") == nil || !slices.Equal(got, []string{"planted"}) {
		t.Errorf("Open did not read the cache; found %q", got)
	}
}

// Only a search builds an index; one of another process builds none.
func TestTheFirstSearchBuildsTheIndex(t *testing.T) {
	dir := t.TempDir()
	index := textPath(reopen(t, dir, true).entry)
	if _, err := os.Stat(index); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("Open alone has made an index: %v", err)
	}
	var built []time.Time
	for range 2 {
		wantSame(t, reopen(t, dir, true))
		info, err := os.Stat(index)
		if err != nil {
			t.Fatal(err)
		}
		built = append(built, info.ModTime())
	}
	if built[0] != built[1] {
		t.Errorf("the index was built twice, at %v", built)
	}
}

// searched is a new cache with the entry of a catalog, and its index beside.
func searched(t *testing.T) (dir, entry string) {
	t.Helper()
	dir = t.TempDir()
	lib := reopen(t, dir, true)
	books(t, lib, "raft", 1)
	if err := lib.Close(); err != nil {
		t.Fatal(err)
	}
	return dir, lib.entry
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

// Whatever happens to a file of an entry, searches find the same, and after
// them the entry is sound again.
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
	dir, _ := searched(t)
	names := entryFiles(t, dir)
	if len(names) < 6 {
		t.Fatalf("a cache has the files %q, want a catalog, an index and two manifests", names)
	}
	for damage, do := range damages {
		for _, name := range names {
			t.Run(damage+" "+name, func(t *testing.T) {
				dir, entry := searched(t)
				file := filepath.Join(dir, filepath.FromSlash(name))
				if err := do(file); err != nil {
					t.Fatal(err)
				}
				again := reopen(t, dir, true)
				wantSame(t, again)
				if len(again.Catalog().Books()) != 7 {
					t.Errorf("the catalog has %d books, want 7", len(again.Catalog().Books()))
				}
				for _, e := range []string{entry, textPath(entry)} {
					if err := verify(e); err != nil {
						t.Errorf("%s was not mended: %v", e, err)
					}
				}
				if info, err := os.Stat(file); err != nil || info.Size() == 0 {
					t.Errorf("%s was not written anew: %v", name, err)
				}
				wantSame(t, reopen(t, dir, true))
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
	dir, entry := searched(t)
	entry = textPath(entry)
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
	if err != nil || len(entries) != 2 {
		t.Errorf("the cache holds %v, %v, want a catalog and its index", entries, err)
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
	name := func(version, i int, suffix string) string {
		return fmt.Sprintf("%d-%032x%s", version, i, suffix)
	}
	var want []string
	for _, suffix := range []string{"", textSuffix} {
		for i := range keepEntries + 3 {
			put(name(layoutVersion, i, suffix), time.Duration(i)*time.Minute)
			if i < keepEntries {
				want = append(want, name(layoutVersion, i, suffix))
			}
		}
		put(name(layoutVersion-1, 0, suffix), 0)
		put(name(layoutVersion+1, 0, suffix), 1000*time.Hour)
		want = append(want, name(layoutVersion+1, 0, suffix))
	}
	put("building-dead", 2*time.Hour)
	put("building-alive", 0)
	others := []string{"of-somebody-else", "1-of-somebody-else", name(1, 0, textSuffix+"s")}
	for _, name := range others {
		put(name, 1000*time.Hour)
	}
	want = append(append(want, "building-alive"), others...)
	slices.Sort(want)
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
		books(t, open(t, dir, src), "raft", 1)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 2*keepEntries {
		t.Errorf("the cache holds %d entries, %v, want %d", len(entries), err, 2*keepEntries)
	}
}
