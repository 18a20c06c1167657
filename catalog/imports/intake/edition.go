package intake

import (
	"cmp"
	"fmt"

	"readpath/catalog"
)

// compareEditions is below 0 where a is an older edition than b, above where
// it is newer, and 0 where they are the same or it cannot be told. Numbers
// count where both have one. Years count where they are two apart or more:
// printings, paperbacks and readers' slips make smaller differences.
func compareEditions(a, b *catalog.Book) int {
	if a.Edition > 0 && b.Edition > 0 || a.Edition > 1 || b.Edition > 1 && (a.Year == 0 || b.Year == 0) && a.Edition > 0 {
		return cmp.Compare(max(a.Edition, 1), max(b.Edition, 1))
	}
	if a.Year != 0 && b.Year != 0 && (a.Year-b.Year > 1 || b.Year-a.Year > 1) {
		return cmp.Compare(a.Year, b.Year)
	}
	return 0
}

func editionOf(b *catalog.Book) string {
	switch {
	case b.Edition > 0 && b.Year != 0:
		return fmt.Sprintf("%s of %d", catalog.Ordinal(b.Edition), b.Year)
	case b.Edition > 0:
		return catalog.Ordinal(b.Edition)
	case b.Year != 0:
		return fmt.Sprintf("that of %d", b.Year)
	}
	return "an unnumbered one"
}
