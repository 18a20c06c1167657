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

const (
	// taughtShare is what the deepest thing that a book teaches counts beside
	// the deepest that it asks for: where one ends up says less about who can
	// begin.
	taughtShare = 0.5
	// yearDepth is how much deeper a book stands for each year by which it was
	// written after another: who writes later has readers of the earlier books
	// in mind, and refines what those introduced. It decides between books
	// that are about as hard: ten years are a fifth of a half level.
	yearDepth = 0.01
	// classicsTo is the year up to which age says nothing of depth: what has
	// been read for that long was terse in its day as often as it was first.
	classicsTo = 1990
)

// book is how deep a book stands: the depth and level of the deepest skill
// that it asks for, half of those of the deepest that it teaches, and a little
// for how recent it is.
func (d *depths) book(b *catalog.Book) float64 {
	deepest := func(ls catalog.Levels) float64 {
		most := 0.0
		for _, l := range ls {
			most = max(most, d.skills[l.Skill]+float64(l.Level))
		}
		return most
	}
	years := float64(max(0, firstYear(b)-classicsTo))
	return deepest(b.Requires) + taughtShare*deepest(b.Teaches) + yearDepth*years
}

// depthPrice is what a search pays for each level of depth by which a book
// stands deeper than one that comes after it, in units of the objective: a
// tenth of a point. Between orders that come to much the same it goes as a
// teacher would, from the shallow to the deep; it is no part of what a plan is
// worth.
const depthPrice = 0.001
