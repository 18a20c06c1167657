package recommend

import (
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// A count that is not known for sure stands for what is known of it, else for
// that of a long book of the kind; hours follow, and say what they took.
func TestUnknownPages(t *testing.T) {
	hours := func(b catalog.Book) Hours { return estimate(&b, nil, profiles.Time{}) }
	sure := hours(catalog.Book{Pages: 1100, Kind: catalog.Textbook})
	about := hours(catalog.Book{PagesAbout: 1100, Kind: catalog.Textbook})
	unknown := hours(catalog.Book{Kind: catalog.Textbook})
	if sure.Assumed != 0 || about.Assumed != 1100 || about.Total() != sure.Total() {
		t.Errorf("1100 pages take %+v, about 1100 %+v", sure, about)
	}
	if want := longPages[catalog.Textbook]; unknown.Assumed != want || !(unknown.Total() < about.Total()) {
		t.Errorf("an unknown count takes %+v, want the hours of %d pages", unknown, want)
	}
}
