package main

import (
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// dumpFiles are small dumps of Open Library, with two works of one edition.
func dumpFiles(t *testing.T) (works, editions, authors string) {
	t.Helper()
	dir := t.TempDir()
	file := func(name string, lines ...string) string {
		name = filepath.Join(dir, name)
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w := gzip.NewWriter(f)
		for _, l := range lines {
			kind, rest, _ := strings.Cut(l, " ")
			key, json, _ := strings.Cut(rest, " ")
			fmt.Fprintf(w, "/type/%s\t%s\t1\t2023-01-01T00:00:00\t%s\n", kind, key, json)
		}
		if err := errors.Join(w.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		return name
	}
	return file("works.gz",
			`work /works/OL1W {"title": "Raft Step by Step", "authors": [{"author": {"key": "/authors/OL1A"}}], "subjects": ["Consensus"], "description": "An introduction to raft, paxos and consensus with exercises."}`,
			`work /works/OL2W {"title": "Raft Step by Step", "authors": [{"author": {"key": "/authors/OL1A"}}]}`,
			`work /works/OL3W {"title": "The Cooking of Fish", "subjects": ["Cooking"]}`,
			`work /works/OL4W {"title": "Data-Intensive"}`,
			`work /works/OL5W {"subjects": ["nothing"]}`),
		file("editions.gz",
			`edition /books/OL1M {"works": [{"key": "/works/OL1W"}], "number_of_pages": 210, "publish_date": "2020", "languages": [{"key": "/languages/eng"}]}`,
			`edition /books/OL2M {"works": [{"key": "/works/OL2W"}], "publish_date": "2020"}`,
			`edition /books/OL3M {"works": [{"key": "/works/OL4W"}], "isbn_13": ["9781098119065"]}`),
		file("authors.gz", `author /authors/OL1A {"name": "Ann Other"}`)
}

// A library goes its whole way: import, again, info, search, plan, duplicates,
// compaction.
func TestLibraryCommands(t *testing.T) {
	works, editions, authors := dumpFiles(t)
	lib := filepath.Join(t.TempDir(), "lib")
	does := func(want string, args ...string) {
		t.Helper()
		status, stdout, stderr := call(t, "", args...)
		if out := strings.ReplaceAll(stdout+stderr, lib, "LIB"); status != exitOK || !strings.Contains(out, want) {
			t.Errorf("readpath %s: exit %d, says\n%s, want it to say\n%s", strings.Join(args, " "), status, out, want)
		}
	}
	load := []string{"catalog", "import", "openlibrary-dump", works, editions, authors, "--to", lib}
	// The fourth is a book that the shipped catalog has.
	does("LIB: 3 books, 3 books added\n  1 were there already\n  1 have no title", load...)
	does("LIB: 3 books, 0 books added\n  4 were there already", load...)
	if _, err := os.Stat(lib + ".sorting"); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the sorted works are left behind: %v", err)
	}
	does("LIB: 3 books", "catalog", "info", "--verify", lib)
	does("every file matches", "catalog", "info", "--verify", lib)
	does("ol1w", "catalog", "search", "raft", "--catalog", lib)
	does("Ann Other, 2020, 210 pages", "catalog", "show", "ol1w", "--catalog", lib)
	does("Raft Step by Step", "plan", "--goal", "consensus=2", "--know", "programming=4", "--know", "distributed-fundamentals=4", "--catalog", lib, "--today", "2026-01-01")
	does("ol2w is ol1w again", "catalog", "remove-duplicates", "--dry-run", lib)
	does("1 duplicate removed", "catalog", "remove-duplicates", lib)
	does("1 book removed or replaced", "catalog", "info", lib)
	does("2 books in 1 part", "catalog", "compact", lib)
	does("Order of 2 books", "order", "--all", "--catalog", lib)
	// Filters.
	other := filepath.Join(t.TempDir(), "other")
	does(": 1 book, 1 book added", "catalog", "import", "openlibrary-dump", works, editions, authors, "--to", other, "--subject", "cooking")
}

func TestLibraryFaults(t *testing.T) {
	works, editions, authors := dumpFiles(t)
	empty := t.TempDir()
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "letter.txt"), nil, 0o666); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		args   []string
		status int
		want   string
	}{
		{[]string{"catalog", "info", empty}, exitFailed, "is no library on disk"},
		{[]string{"catalog", "compact", "nowhere"}, exitFailed, "is no library on disk"},
		{[]string{"catalog", "import", "openlibrary-dump", works, editions, authors}, exitUsage, "--to"},
		{[]string{"catalog", "import", "openlibrary-dump", works, editions, authors, "--to", full}, exitFailed, "letter.txt"},
		{[]string{"catalog", "import", "openlibrary-dump", works, editions, "nowhere", "--to", filepath.Join(empty, "a")}, exitFailed, "nowhere"},
		{[]string{"catalog", "import", "openlibrary-dump", works, editions, authors, "--to", filepath.Join(empty, "a"), "--since", "2000", "--until", "1999"}, exitUsage, "1999"},
	} {
		status, _, stderr := call(t, "", tc.args...)
		if status != tc.status || !strings.Contains(stderr, tc.want) {
			t.Errorf("%q: exit %d, %s, want %d and %q", tc.args, status, stderr, tc.status, tc.want)
		}
	}
	if entries, err := os.ReadDir(empty); err != nil || len(entries) > 0 {
		t.Errorf("failed imports leave %v, %v", entries, err)
	}
}
