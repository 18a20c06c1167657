package intake_test

import (
	"fmt"
	"testing"

	"readpath/catalog"
	"readpath/catalog/imports/intake"
)

// Books that the catalog does not know cost the most: every way of matching is
// tried.
func BenchmarkTake(b *testing.B) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		b.Fatal(err)
	}
	in := intake.New(cat, newMemory(), func(*catalog.Book) {})
	n := 0
	for b.Loop() {
		n++
		r := record(fmt.Sprintf("Applied Studies in Subject %d: A Practical Guide", n), fmt.Sprintf("Robin Writer%d", n%5000), "", 1990+n%30)
		if _, err := in.Take(r); err != nil {
			b.Fatal(err)
		}
	}
}
