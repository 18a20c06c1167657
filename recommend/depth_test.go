package recommend

import (
	"math"
	"testing"

	"readpath/catalog"
)

func TestDepthOfBooks(t *testing.T) {
	books := []catalog.Book{
		{ID: "easy", Title: "Easy", Year: 1970, Teaches: catalog.Levels{{Skill: "s", Level: 2}}},
		{ID: "hard", Title: "Hard", Year: 1970, Requires: catalog.Levels{{Skill: "s", Level: 3}}, Teaches: catalog.Levels{{Skill: "u", Level: 3}}},
		{ID: "undated", Title: "Undated", Teaches: catalog.Levels{{Skill: "s", Level: 2}}},
		{ID: "later", Title: "Later", Year: 2010, Teaches: catalog.Levels{{Skill: "s", Level: 2}}},
		{ID: "again", Title: "Again", Year: 2010, FirstYear: 1995, Teaches: catalog.Levels{{Skill: "s", Level: 2}}},
	}
	cat, err := catalog.New(books, []catalog.Skill{
		{ID: "s", Name: "S", Area: "x"},
		{ID: "u", Name: "U", Area: "x", Requires: catalog.Levels{{Skill: "s", Level: 3}}},
	})
	if err != nil {
		t.Fatal(err)
	}
	depths := newDepths(cat)
	for id, want := range map[string]float64{
		"easy":    1,           // half of the 2 that it teaches
		"hard":    3 + (1+3)/2, // u stands on a working s
		"undated": 1,
		"later":   1 + 0.2, // twenty years after the classics
		"again":   1 + 0.05,
	} {
		if got := depths.book(cat.Book(id)); math.Abs(got-want) > 1e-9 {
			t.Errorf("depth of %s is %g, want %g", id, got, want)
		}
	}
}
