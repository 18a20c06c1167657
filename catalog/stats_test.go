package catalog_test

import (
	"reflect"
	"testing"

	"readpath/catalog"
)

func TestStats(t *testing.T) {
	cat, err := catalog.New([]catalog.Book{
		{ID: "a", Title: "A", Pages: 10, Teaches: catalog.Levels{{Skill: "x", Level: 3}}},
		{ID: "b", Title: "B", Requires: catalog.Levels{{Skill: "x", Level: 3}}, Teaches: catalog.Levels{{Skill: "x", Level: 4}, {Skill: "y", Level: 2}}},
		{ID: "c", Title: "C", Requires: catalog.Levels{{Skill: "x", Level: 5}}, Teaches: catalog.Levels{{Skill: "y", Level: 5}}},
		{ID: "d", Title: "D"},
	}, []catalog.Skill{{ID: "x", Name: "X", Area: "m"}, {ID: "y", Name: "Y", Area: "n"}, {ID: "z", Name: "Z", Area: "n"}})
	if err != nil {
		t.Fatal(err)
	}
	got := cat.Stats()
	if got.Books != 4 || got.Skills != 3 || got.Fields[0] != (catalog.Coverage{Field: "pages", Books: 1}) {
		t.Errorf("got %+v", got)
	}
	if want := []catalog.AreaStats{
		{Area: "m", Skills: 1, Books: 2, Levels: [5]int{0, 1, 0, 1, 0}}, // 1.5 and 3
		{Area: "n", Skills: 2, Books: 1, Levels: [5]int{0, 0, 0, 0, 1}}, // 5
	}; !reflect.DeepEqual(got.Areas, want) {
		t.Errorf("areas: got %+v, want %+v", got.Areas, want)
	}
	if want := []catalog.Thin{{Skill: "z"}, {Skill: "y", Books: 2, Working: 1, Highest: 5}}; !reflect.DeepEqual(got.Thin, want) {
		t.Errorf("thin: got %+v, want %+v", got.Thin, want)
	}
}
