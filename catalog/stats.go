package catalog

import (
	"cmp"
	"slices"
)

// Stats are the size of a catalog, how much of it is filled in, and where it
// is thin.
type Stats struct {
	Books  int         `json:"books"`
	Skills int         `json:"skills"`
	Areas  []AreaStats `json:"areas"`  // by name
	Fields []Coverage  `json:"fields"` // optional fields of books, the fullest first
	Thin   []Thin      `json:"thin"`   // skills, the thinnest first, equals in catalog order
}

// AreaStats are the books of an area: those whose first taught skill is of it.
type AreaStats struct {
	Area   string `json:"area"`
	Skills int    `json:"skills"`
	Books  int    `json:"books"`
	Levels [5]int `json:"levels"` // books whose level as a whole is from 0 to 1, from 1 to 2, ...
}

// Coverage is how many books have a field.
type Coverage struct {
	Field string `json:"field"`
	Books int    `json:"books"`
}

// Thin is a skill that fewer than two books bring a reader to working in.
type Thin struct {
	Skill   string `json:"skill"`
	Books   int    `json:"books"`   // that teach it
	Working int    `json:"working"` // of them, to 3 or above
	Highest Level  `json:"highest"` // level that one of them teaches it to
}

// Stats counts the catalog. Cost O(books x skills each).
func (c *Catalog) Stats() Stats {
	s := Stats{Books: len(c.books), Skills: len(c.skills), Fields: c.coverage(), Thin: c.thin()}
	at := map[string]int{}
	for i, area := range c.Areas() {
		at[area] = i
		s.Areas = append(s.Areas, AreaStats{Area: area, Skills: len(c.SkillsIn(area))})
	}
	for i := range c.books {
		b := &c.books[i]
		if len(b.Teaches) == 0 {
			continue
		}
		a := &s.Areas[at[c.Skill(b.Teaches[0].Skill).Area]]
		a.Books++
		a.Levels[min(int(b.Level()), 4)]++
	}
	return s
}

// coverage counts who has the fields that may be left out.
func (c *Catalog) coverage() []Coverage {
	var all []Coverage
	for _, f := range []struct {
		name string
		has  func(*Book) bool
	}{
		{"authors", func(b *Book) bool { return len(b.Authors) > 0 }},
		{"year", func(b *Book) bool { return b.Year != 0 }},
		{"publisher", func(b *Book) bool { return b.Publisher != "" }},
		{"pages", func(b *Book) bool { return b.Pages > 0 }},
		{"isbn", func(b *Book) bool { return b.ISBN != "" }},
		{"url", func(b *Book) bool { return b.URL != "" }},
		{"free", func(b *Book) bool { return b.Free != "" }},
		{"topics", func(b *Book) bool { return len(b.Topics) > 0 }},
		{"best_for", func(b *Book) bool { return b.BestFor != "" }},
		{"description", func(b *Book) bool { return b.Description != "" }},
		{"kind", func(b *Book) bool { return b.Kind != "" }},
		{"practice", func(b *Book) bool { return b.Practice.Known }},
		{"practice_notes", func(b *Book) bool { return b.PracticeNote != "" }},
		{"density", func(b *Book) bool { return b.Density != "" }},
		{"code", func(b *Book) bool { return len(b.Code) > 0 }},
		{"recommended_by", func(b *Book) bool { return len(b.Recommended) > 0 }},
		{"caveats", func(b *Book) bool { return len(b.Caveats) > 0 }},
		{"chapters", func(b *Book) bool { return len(b.Chapters) > 0 }},
		{"series", func(b *Book) bool { return b.Series != nil }},
	} {
		n := 0
		for i := range c.books {
			if f.has(&c.books[i]) {
				n++
			}
		}
		all = append(all, Coverage{f.name, n})
	}
	slices.SortStableFunc(all, func(a, b Coverage) int { return cmp.Compare(b.Books, a.Books) })
	return all
}

// thin are the skills with a choice of books to working that is none.
func (c *Catalog) thin() []Thin {
	by := make([]Thin, len(c.skills))
	for i := range c.skills {
		by[i].Skill = c.skills[i].ID
	}
	for i := range c.books {
		for _, t := range c.books[i].Teaches {
			s := &by[c.skillAt[t.Skill]]
			s.Books++
			s.Highest = max(s.Highest, t.Level)
			if t.Level >= Working {
				s.Working++
			}
		}
	}
	thin := slices.DeleteFunc(by, func(t Thin) bool { return t.Working >= 2 })
	slices.SortStableFunc(thin, func(a, b Thin) int {
		return cmp.Or(cmp.Compare(a.Working, b.Working), cmp.Compare(a.Highest, b.Highest), cmp.Compare(a.Books, b.Books))
	})
	return thin
}
