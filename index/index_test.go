package index

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog"
)

const (
	skillsFile = `
- {id: consensus, name: Consensus, area: x, aliases: [raft, paxos], description: Agreement in spite of failures.}
- {id: relevance, name: Search relevance, area: x, aliases: [ranking], can_do: {1: I can tell precision from recall.}}
`
	booksFile = `
- {id: raft-book, title: Agreement by Vote, authors: [Diego Ongaro], teaches: {consensus: 3}, description: How servers agree.}
- {id: ds, title: Distributed Systems, subtitle: Principles, authors: [Maarten van Steen], topics: [replication], best_for: Students}
- {id: streams, title: Streams, description: A chapter deals with distributed systems and searching logs.}
- {id: relevant, title: Relevant Search, authors: [Doug Turnbull], teaches: {relevance: 3}}
- {id: twin-b, title: Gardening}
- {id: twin-c, title: Gardening}
- {id: twin-a, title: Gardening}
`
)

func source() catalog.Source {
	return catalog.Source{Name: "small", FS: fstest.MapFS{
		"skills/s.yaml": {Data: []byte(skillsFile)},
		"books/b.yaml":  {Data: []byte(booksFile)},
	}}
}

func open(t testing.TB, cacheDir string, sources ...catalog.Source) *Library {
	t.Helper()
	lib, err := Open(cacheDir, sources...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := lib.Close(); err != nil {
			t.Errorf("closing: %v", err)
		}
	})
	return lib
}

func ids(hits []Hit) []string {
	var out []string
	for _, h := range hits {
		out = append(out, h.ID)
	}
	return out
}

func books(t testing.TB, lib *Library, text string, n int) []Hit {
	t.Helper()
	hits, err := lib.Books(text, n)
	if err != nil {
		t.Fatalf("searching books for %q: %v", text, err)
	}
	return hits
}

func TestBooks(t *testing.T) {
	lib := open(t, "", source())
	for _, test := range []struct{ by, text, want string }{
		{"title before description", "distributed systems", "ds streams"},
		{"another form of a word", "system", "ds streams"},
		{"author", "van steen", "ds"},
		{"subtitle", "principles", "ds"},
		{"topic", "replicated", "ds"},
		{"best for", "student", "ds"},
		{"alias of a skill it teaches", "paxos", "raft-book"},
		{"any of several words", "turnbull ongaro", "raft-book relevant"},
		{"equals by id", "gardening", "twin-a twin-b twin-c"},
		{"one wrong letter", "gerdening", "twin-a twin-b twin-c"},
		{"no wrong letter where the right one is found", "streams", "streams"},
		{"what a skill's description says is no book's", "failures", ""},
		{"nothing like it", "cookery", ""},
		{"stop words", "the of and", ""},
		{"signs", "+-:*?/\"(", ""},
		{"nothing", "", ""},
		{"spaces", " \t\n", ""},
	} {
		if got := strings.Join(ids(books(t, lib, test.text, 10)), " "); got != test.want {
			t.Errorf("by %s: %q finds %q, want %q", test.by, test.text, got, test.want)
		}
	}
}

func TestSkills(t *testing.T) {
	lib := open(t, "", source())
	for _, test := range []struct{ by, text, want string }{
		{"name", "consensus", "consensus"},
		{"alias", "raft", "consensus"},
		{"description", "failure", "consensus"},
		{"what one can do", "precision", "relevance"},
		{"one wrong letter", "relevence", "relevance"},
		{"what only a book has", "gardening", ""},
	} {
		hits, err := lib.Skills(test.text, 10)
		if got := strings.Join(ids(hits), " "); err != nil || got != test.want {
			t.Errorf("by %s: %q finds %q, %v, want %q", test.by, test.text, got, err, test.want)
		}
	}
}

func TestAtMostNBestFirst(t *testing.T) {
	lib := open(t, "", catalog.Shipped())
	all := books(t, lib, "distributed systems", 1000)
	if len(all) < 3 {
		t.Fatalf("%d books on distributed systems, want some", len(all))
	}
	for i := 1; i < len(all); i++ {
		if all[i].Score > all[i-1].Score || all[i].Score <= 0 {
			t.Errorf("score %v of %s stands behind %v of %s", all[i].Score, all[i].ID, all[i-1].Score, all[i-1].ID)
		}
	}
	if got := books(t, lib, "distributed systems", 2); !slices.Equal(got, all[:2]) {
		t.Errorf("the best two are %v, want %v", got, all[:2])
	}
	for _, n := range []int{0, -1} {
		if got := books(t, lib, "distributed systems", n); len(got) != 0 {
			t.Errorf("at most %d books: %v", n, got)
		}
	}
}

func TestClosedLibrary(t *testing.T) {
	for _, searched := range []bool{false, true} {
		lib := New(open(t, "", source()).Catalog())
		if searched {
			books(t, lib, "streams", 1)
		}
		for range 2 {
			if err := lib.Close(); err != nil {
				t.Errorf("searched %v: closing: %v", searched, err)
			}
		}
		if hits, err := lib.Books("streams", 1); err != ErrClosed {
			t.Errorf("searched %v: a closed library finds %v, %v, want ErrClosed", searched, hits, err)
		}
	}
}

func TestOpenReportsFaults(t *testing.T) {
	bad := catalog.Source{Name: "bad", FS: fstest.MapFS{"books/b.yaml": {Data: []byte("- id: a\n")}}}
	dir := t.TempDir()
	for range 2 { // a bad catalog is not cached
		_, err := Open(dir, bad)
		if want := "bad/books/b.yaml:1: book a: has no title"; err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func ExampleLibrary_Books() {
	lib, err := Open("", source())
	if err != nil {
		fmt.Println(err)
		return
	}
	defer lib.Close()
	hits, err := lib.Books("distributed systems", 10)
	for _, h := range hits {
		fmt.Println(lib.Catalog().Book(h.ID).Title)
	}
	fmt.Println(err)
	// Output:
	// Distributed Systems
	// Streams
	// <nil>
}

func BenchmarkOpen(b *testing.B) {
	for _, bench := range []struct{ name, dir string }{{"cached", b.TempDir()}, {"uncached", ""}} {
		b.Run(bench.name, func(b *testing.B) {
			open(b, bench.dir, catalog.Shipped())
			for b.Loop() {
				if _, err := Open(bench.dir, catalog.Shipped()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkSearch(b *testing.B) {
	const text = "fault-tolerant distributed services in go with replication, consensus and observability"
	for _, bench := range []struct{ name, dir string }{{"cached", b.TempDir()}, {"memory", ""}} {
		b.Run(bench.name, func(b *testing.B) {
			lib := open(b, bench.dir, catalog.Shipped())
			for b.Loop() {
				if hits := books(b, lib, text, 200); len(hits) == 0 {
					b.Fatal("found nothing")
				}
			}
		})
	}
}
