package catalog_test

import (
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog"
)

// lintYear is the year in which the shipped books' ages are judged; move it,
// and see which caveats are due.
const lintYear = 2026

// What is wrong with the shipped catalog is wrong with the data, not with the
// code: 'readpath catalog check shipped --strict'.
func TestShippedCatalogIsClean(t *testing.T) {
	_, found, err := catalog.Lint(lintYear, catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		if f.Accepted == "" {
			t.Error(f)
		}
	}
}

// The worked examples of docs/CURATING.md are what the catalog has.
func TestCuratingGuideExamples(t *testing.T) {
	guide, err := os.ReadFile("../docs/CURATING.md")
	if err != nil {
		t.Fatal(err)
	}
	_, examples, _ := strings.Cut(string(guide), "### Worked examples\n\n```yaml\n")
	examples, _, _ = strings.Cut(examples, "```\n")
	own := catalog.Source{Name: "CURATING", FS: fstest.MapFS{"books/b.yaml": {Data: []byte(examples)}}}
	shipped, told := mustLoad(t, catalog.Shipped()), mustLoad(t, catalog.Shipped(), own)
	examined := 0
	for i, b := range told.Books() {
		if b.Year != 0 || shipped.Books()[i].ID != b.ID {
			continue
		}
		examined++
		if want := shipped.Books()[i]; !slices.Equal(b.Requires, want.Requires) || !slices.Equal(b.Teaches, want.Teaches) || b.Title != want.Title && !strings.HasPrefix(want.Title, b.Title) {
			t.Errorf("the guide has %s (%s) at %v to %v, the catalog %s at %v to %v", b.ID, b.Title, b.Requires, b.Teaches, want.Title, want.Requires, want.Teaches)
		}
	}
	if examined < 5 {
		t.Errorf("the guide has only %d examples", examined)
	}
}

// The facts of the article "7 Distributed System Books That Define the Field".
// It gives no pages for Building Microservices.
func TestTheSevenBooksOfTheArticle(t *testing.T) {
	cat := mustLoad(t, catalog.Shipped())
	for _, want := range []struct {
		id, title   string
		year, pages int
		authors     []string
		recommended []string
	}{
		{"dsgo", "Distributed Services with Go", 2021, 260, []string{"Travis Jeffery"}, []string{"Armon Dadgar", "Brian Ketelsen"}},
		{"uds", "Understanding Distributed Systems, 2nd edition", 2022, 344, []string{"Roberto Vitillo"}, nil},
		{"security-engineering", "Security Engineering, 3rd edition", 2020, 1232, []string{"Ross Anderson"}, []string{"Ben Goldacre"}},
		{"building-microservices", "Building Microservices, 2nd edition", 2021, 0, []string{"Sam Newman"}, nil},
		{"distributed-systems-3e", "Distributed Systems, 3rd edition", 2017, 596, []string{"Maarten van Steen", "Andrew S. Tanenbaum"}, nil},
		{"scalable-systems", "Foundations of Scalable Systems", 2022, 337, []string{"Ian Gorton"}, nil},
		{"elasticsearch-guide", "Elasticsearch: The Definitive Guide", 2015, 721, []string{"Clinton Gormley", "Zachary Tong"}, nil},
	} {
		b := cat.Book(want.id)
		if b == nil {
			t.Errorf("there is no %s", want.id)
			continue
		}
		if b.FullTitle() != want.title || b.Year != want.year || want.pages != 0 && b.Pages != want.pages {
			t.Errorf("%s is %q of %d with %d pages, want %q of %d with %d", want.id, b.FullTitle(), b.Year, b.Pages, want.title, want.year, want.pages)
		}
		if !slices.Equal(b.Authors, want.authors) {
			t.Errorf("%s is by %q, want %q", want.id, b.Authors, want.authors)
		}
		if b.BestFor == "" {
			t.Errorf("%s is best for nobody", want.id)
		}
		for _, name := range want.recommended {
			if !slices.ContainsFunc(b.Recommended, func(e catalog.Endorsement) bool { return e.Name == name }) {
				t.Errorf("%s is not recommended by %s", want.id, name)
			}
		}
	}
}
