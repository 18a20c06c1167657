package recommend

import "readpath/catalog"

// depths says how deep books stand in the map of skills.
type depths struct {
	cat    *catalog.Catalog
	skills map[string]float64
}

// newDepths measures every skill: the longest way down its prerequisites, each
// counted as a share of working. What requires nothing has depth 0; what needs
// a working command of one such skill, 1.
func newDepths(cat *catalog.Catalog) *depths {
	d := &depths{cat, make(map[string]float64, len(cat.Skills()))}
	for _, id := range cat.TopoSkills() {
		for _, r := range cat.Skill(id).Requires {
			d.skills[id] = max(d.skills[id], d.skills[r.Skill]+float64(r.Level/catalog.Working))
		}
	}
	return d
}

// taughtShare is what the deepest thing that a book teaches counts beside the
// deepest that it asks for: where one ends up says less about who can begin.
const taughtShare = 0.5

// book is how deep a book stands: the depth and level of the deepest skill
// that it asks for, and half of those of the deepest that it teaches.
func (d *depths) book(b *catalog.Book) float64 {
	deepest := func(ls catalog.Levels) float64 {
		most := 0.0
		for _, l := range ls {
			most = max(most, d.skills[l.Skill]+float64(l.Level))
		}
		return most
	}
	return deepest(b.Requires) + taughtShare*deepest(b.Teaches)
}

// depthPrice is what a search pays for each level of depth by which a book
// stands deeper than one that comes after it, in units of the objective: a
// tenth of a point. Between orders that come to much the same it goes as a
// teacher would, from the shallow to the deep; it is no part of what a plan is
// worth.
const depthPrice = 0.001
