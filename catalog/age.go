package catalog

import "math"

// Age is how much of a book time has left current.
type Age struct {
	Years    int     `json:"years"`     // since this edition
	HalfLife float64 `json:"half_life"` // of what it teaches, in years
	Current  float64 `json:"current"`   // share that is current: 2^(-years/half-life)
}

// Known reports that the book's year and its topics' half-life are known.
func (a Age) Known() bool { return a.HalfLife > 0 }

// Old reports that less than half of the book is current.
func (a Age) Old() bool { return a.Known() && a.Current < 0.5 }

// Age judges a book by the half-lives of the skills it teaches, weighted by
// the level it teaches them to. The rates of ageing are averaged, not the
// half-lives: one skill of half-life 2 among lasting ones ages its share of
// the book and no more. year is today's; the zero Age means not known.
func (c *Catalog) Age(b *Book, year int) Age {
	if b.Year == 0 || year == 0 {
		return Age{}
	}
	var rate, weight float64
	for _, t := range b.Teaches {
		if s := c.Skill(t.Skill); s != nil && s.HalfLife > 0 {
			rate += float64(t.Level) / s.HalfLife
			weight += float64(t.Level)
		}
	}
	if rate == 0 {
		return Age{}
	}
	a := Age{Years: max(0, year-b.Year), HalfLife: weight / rate}
	a.Current = math.Exp2(-float64(a.Years) / a.HalfLife)
	return a
}
