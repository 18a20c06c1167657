package recommend

import (
	"slices"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

func TestTongues(t *testing.T) {
	books := []catalog.Book{
		{ID: "a", Title: "A", Code: []string{"c++"}}, {ID: "b", Title: "B", Code: []string{"cpp", "go"}},
		{ID: "c", Title: "C", Code: []string{"cpp"}}, {ID: "d", Title: "D", Code: []string{"cpp"}},
		{ID: "e", Title: "E", Code: []string{"cpp"}}, {ID: "f", Title: "F", Code: []string{"julia"}}, {ID: "g", Title: "G", Code: []string{"go"}},
	}
	var skills []catalog.Skill
	for _, id := range []string{"cpp", "go", "julia", "chess"} {
		skills = append(skills, catalog.Skill{ID: id, Name: id, Area: "x"})
	}
	cat, err := catalog.New(books, skills)
	if err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		profile profiles.Profile
		want    []string
		julia   float64 // what the language of book f makes of its hours
		cpp     float64 // and that of book a
	}{
		"named":             {profiles.Profile{Prefer: profiles.Preferences{Code: []string{"c++"}}}, []string{"cpp"}, -prefCode, prefCode},
		"known, and wanted": {profiles.Profile{Skills: catalog.Levels{{Skill: "go", Level: 2}, {Skill: "chess", Level: 3}}, Goals: []profiles.Goal{{Skill: "julia"}}}, []string{"go", "julia"}, 0, -prefCode},
		"hardly known":      {profiles.Profile{Skills: catalog.Levels{{Skill: "julia", Level: 0.5}}}, []string{"cpp", "go"}, -prefCode, 0},
		"none":              {profiles.Profile{}, []string{"cpp", "go"}, -prefCode, 0}, // two books on Go to five on C++
	} {
		speak := tonguesOf(cat, &tc.profile)
		if !slices.Equal(speak.ids, tc.want) {
			t.Errorf("%s: got %v, want %v", name, speak.ids, tc.want)
		}
		for id, want := range map[string]float64{"f": tc.julia, "a": tc.cpp} {
			if _, got := preference(cat, cat.Book(id), &tc.profile, speak, topic{}, 2026); got != want {
				t.Errorf("%s: the language of %s makes %v, want %v", name, id, got, want)
			}
		}
	}
}
