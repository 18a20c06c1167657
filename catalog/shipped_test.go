package catalog_test

import (
	"slices"
	"testing"

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
