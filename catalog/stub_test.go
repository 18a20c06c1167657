package catalog_test

import (
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog"
)

// lintStub lints an entry beside a skill of each name that the stub uses.
func lintStub(t *testing.T, entry string) (*catalog.Catalog, []catalog.Finding) {
	t.Helper()
	cat, found, err := catalog.Lint(2026, catalog.Source{Name: "c", FS: fstest.MapFS{
		"skills/s.yaml": {Data: []byte("- {id: go, name: Go, area: x}\n- {id: databases, name: D, area: x}\n")},
		"books/b.yaml":  {Data: []byte(entry)},
	}})
	if err != nil {
		t.Fatalf("%v\n%s", err, entry)
	}
	return cat, found
}

func TestStubLoadsAsItIs(t *testing.T) {
	stub := catalog.Stub(catalog.Book{Title: `C++ "for" the Über-Curious: 1`, Authors: []string{"Ada Lovelace", `B: "C"`}, ISBN: "9781718501850"})
	cat, _ := lintStub(t, stub)
	b := cat.Book("cpp-for-the-ber-curious-1")
	if b == nil || b.Title != `C++ "for" the Über-Curious: 1` || len(b.Authors) != 2 || b.Authors[1] != `B: "C"` || b.ISBN != "9781718501850" {
		t.Errorf("got %+v of %v", b, cat.BookIDs())
	}
}

// Every example line of the stub is a field that the loader knows, and one who
// fills in what the linter asks for is done.
func TestStubLoadsFilledIn(t *testing.T) {
	example := regexp.MustCompile(`(?m)^  # (  - \{|  - |[a-z_]+: )`)
	entry := example.ReplaceAllString(catalog.Stub(catalog.Book{Title: "Go", Authors: []string{"Ada"}}), "  $1")
	for _, fill := range [][2]string{
		{"  pages_about: 400          # where that is not known; for the hours\n", ""},
		{"best_for: \"\"", "best_for: Gophers"},
		{"topics: []", "topics: [go]"},
		{"description: >-\n", "description: >-\n    " + strings.Repeat("word ", 60) + "\n"},
		{"requires: {}", "requires: {databases: 1}"},
		{"teaches: {}", "teaches: {go: 3}"},
		{"  accept: {neighbours: why a warning of 'readpath catalog check' is right as it is}\n", ""},
	} {
		if !strings.Contains(entry, fill[0]) {
			t.Fatalf("the stub has no %q:\n%s", fill[0], entry)
		}
		entry = strings.Replace(entry, fill[0], fill[1], 1)
	}
	cat, found := lintStub(t, entry)
	for _, f := range found {
		if strings.Contains(f.What, "book go:") && f.Rule != "reach" {
			t.Error(f)
		}
	}
	b := cat.Book("go")
	if b == nil || b.Pages != 400 || b.Series == nil || len(b.Chapters) != 1 || len(b.Recommended) != 1 || len(b.Caveats) != 1 || b.ISBN == "" {
		t.Errorf("fields of the stub are lost: %+v\n%s", b, entry)
	}
}
