package catalog_test

import (
	"math"
	"slices"
	"strings"
	"testing"

	"readpath/catalog"
)

// The tests of this file lint the shipped catalog: what is wrong with it is
// wrong with the data, not with the code.

func TestShippedBooks(t *testing.T) {
	cat := mustLoad(t, catalog.Shipped())
	for _, b := range cat.Books() {
		if n := len(strings.Fields(b.Description)); n < 60 || n > 120 {
			t.Errorf("%s: the description has %d words, want 60 to 120", b.ID, n)
		}
		if len(b.Authors) == 0 || b.Year == 0 || len(b.Topics) == 0 || b.BestFor == "" || b.Kind == "" || b.Density == "" || !b.Practice.Known {
			t.Errorf("%s: authors, year, topics, best_for, kind, density or practice are missing", b.ID)
		}
		if b.ISBN != "" && !strings.HasPrefix(b.ISBN, "978") && !strings.HasPrefix(b.ISBN, "979") {
			t.Errorf("%s: %s is the number of something that is no book", b.ID, b.ISBN)
		}
		if len(b.Teaches) == 0 {
			t.Errorf("%s teaches nothing", b.ID)
		}
		for _, l := range b.Teaches {
			if l.Level <= b.Requires.At(l.Skill) {
				t.Errorf("%s teaches %s to %v but requires %v of it", b.ID, l.Skill, float64(l.Level), float64(b.Requires.At(l.Skill)))
			}
		}
		wantHalves(t, b.ID, b.Requires)
		wantHalves(t, b.ID, b.Teaches)
	}
}

func TestShippedSkills(t *testing.T) {
	cat := mustLoad(t, catalog.Shipped())
	owner := map[string]string{} // of each normal name
	for _, s := range cat.Skills() {
		if s.Description == "" || s.HalfLife == 0 {
			t.Errorf("%s has no description or no half_life", s.ID)
		}
		if slices.Contains(cat.Areas(), s.ID) {
			t.Errorf("%s is a skill and an area", s.ID)
		}
		for _, l := range []int{1, 3, 5} {
			if !strings.HasPrefix(s.CanDo[l], "I can ") {
				t.Errorf("%s: can_do %d is %q, want an \"I can ...\"", s.ID, l, s.CanDo[l])
			}
		}
		if len(s.CanDo) != 3 {
			t.Errorf("%s: can_do has %d levels, want 1, 3 and 5", s.ID, len(s.CanDo))
		}
		for _, n := range append([]string{s.ID, s.Name}, s.Aliases...) {
			n = catalog.Normal(n)
			if other, taken := owner[n]; taken && other != s.ID {
				t.Errorf("%q may mean %s or %s", n, other, s.ID)
			}
			owner[n] = s.ID
		}
		wantHalves(t, s.ID, s.Requires)
	}
}

func wantHalves(t *testing.T, of string, levels catalog.Levels) {
	t.Helper()
	for _, l := range levels {
		if math.Mod(float64(l.Level), 0.5) != 0 {
			t.Errorf("%s: %s at %v, want whole or half levels", of, l.Skill, float64(l.Level))
		}
	}
}

// A prerequisite that another prerequisite has already says nothing new.
func TestShippedSkillGraphIsReduced(t *testing.T) {
	cat := mustLoad(t, catalog.Shipped())
	below := map[string]map[string]bool{} // all that a skill rests on
	for _, id := range cat.TopoSkills() {
		below[id] = map[string]bool{}
		for _, r := range cat.Skill(id).Requires {
			below[id][r.Skill] = true
			for deep := range below[r.Skill] {
				below[id][deep] = true
			}
		}
	}
	for _, s := range cat.Skills() {
		for _, r := range s.Requires {
			for _, via := range s.Requires {
				if below[via.Skill][r.Skill] {
					t.Errorf("%s requires %s, which its requirement %s rests on", s.ID, r.Skill, via.Skill)
				}
			}
		}
	}
}

// One who knows nothing can read their way through the whole catalog: books
// that ask for at most half a level more than one has lead to every level that
// any book asks for.
func TestShippedCatalogIsReachableFromZero(t *testing.T) {
	const stretch = 0.5 // level above one's own that a reader can bear
	cat := mustLoad(t, catalog.Shipped())
	state := map[string]catalog.Level{}
	for grown := true; grown; {
		grown = false
		for _, b := range cat.Books() {
			tooHard := slices.ContainsFunc(b.Requires, func(r catalog.SkillLevel) bool { return r.Level > state[r.Skill]+stretch })
			if tooHard {
				continue
			}
			for _, l := range b.Teaches {
				if l.Level > state[l.Skill] {
					state[l.Skill], grown = l.Level, true
				}
			}
		}
	}
	for _, b := range cat.Books() {
		for _, r := range b.Requires {
			if r.Level > state[r.Skill]+stretch {
				t.Errorf("%s requires %s at %v, the books within reach lead to %v", b.ID, r.Skill, float64(r.Level), float64(state[r.Skill]))
			}
		}
	}
	for _, s := range cat.Skills() {
		if state[s.ID] == 0 {
			t.Errorf("no book within reach teaches %s", s.ID)
		}
		for _, r := range s.Requires {
			if r.Level > state[r.Skill]+stretch {
				t.Errorf("%s requires %s at %v, the books within reach lead to %v", s.ID, r.Skill, float64(r.Level), float64(state[r.Skill]))
			}
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
