package catalog_test

import (
	"errors"
	"testing"

	"readpath/catalog"
)

func TestShippedBackgrounds(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	all, err := cat.Backgrounds()
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]bool{}
	for _, b := range all {
		if seen[b.ID] {
			t.Errorf("%s stands twice", b.ID)
		}
		seen[b.ID] = true
		for _, l := range b.Skills {
			if l.Level*2 != catalog.Level(int(l.Level*2)) {
				t.Errorf("%s: level %v of %s is not in halves", b.ID, l.Level, l.Skill)
			}
		}
	}
	if len(all) < 25 {
		t.Errorf("only %d backgrounds", len(all))
	}
	for _, name := range []string{"backend-developer", "Backend developer"} {
		if b, err := cat.FindBackground(name); err != nil || b.ID != "backend-developer" || b.Skills.At("programming") < 3 {
			t.Errorf("%q: %+v, %v", name, b, err)
		}
	}
	_, err = cat.FindBackground("backend-devloper")
	var unknown *catalog.UnknownError
	if !errors.As(err, &unknown) || len(unknown.Nearest) == 0 || unknown.Nearest[0] != "backend-developer" {
		t.Errorf("a slip: %v", err)
	}
}

// Every skill that the shipped file names is one of the shipped map: none is
// dropped in silence.
func TestShippedBackgroundsNameShippedSkills(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	all, err := cat.Backgrounds()
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range all {
		if len(b.Skills) < 3 {
			t.Errorf("%s has only %d skills of the map", b.ID, len(b.Skills))
		}
	}
}
