package recommend

import (
	"fmt"
	"math"

	"readpath/catalog"
)

// foundation is how much earlier a book stands, in levels, for each doubling
// (or so, by natural logarithm) of the books that ask for what it mainly
// teaches: of two books about as hard, the one that more of the others build
// upon comes first. It decides between neighbours only; a hundred books that
// build on one bring it forward by a quarter of a level.
const foundation = 0.05

// byText reports whether most books of the set are known by their text only.
// Levels that were inferred book by book tell which of two is harder far better
// than they tell what a reader lacks after reading one before another: such a
// set goes by level, and not by what the model of a reader makes of it.
func (o *orderer) byText() bool {
	inferred := 0
	for _, b := range o.books {
		if b.Inferred != nil {
			inferred++
		}
	}
	return 2*inferred > len(o.books)
}

// places are where the books of a set known by text stand: at their level,
// less what they are asked for by the others.
func (o *orderer) places() []float64 {
	needed := o.needed()
	places := make([]float64, len(o.books))
	for i, b := range o.books {
		places[i] = float64(b.Level())
		if b.Inferred != nil {
			places[i] = float64(b.Inferred.Level) // to more digits
		}
		places[i] -= foundation * math.Log1p(float64(needed[mainSkill(b)]))
	}
	return places
}

// needed counts for each skill the books of the set that ask for it.
func (o *orderer) needed() map[string]int {
	needed := map[string]int{}
	for _, b := range o.books {
		for _, r := range b.Requires {
			needed[r.Skill]++
		}
	}
	delete(needed, "")
	return needed
}

// mainSkill is what a book mainly teaches, "" if it teaches nothing.
func mainSkill(b *catalog.Book) string {
	if len(b.Teaches) == 0 {
		return ""
	}
	return b.Teaches[0].Skill
}

// placeWhy says why step n of a set known by text stands where it does.
func (o *orderer) placeWhy(n int) string {
	b := o.books[o.seq[n]]
	why := "level " + b.Level().String()
	if b.Inferred != nil {
		why += ", inferred from its text"
	}
	if asked := o.needed()[mainSkill(b)]; asked > 0 {
		why += fmt.Sprintf("; %d of these books ask for %s", asked, o.Catalog.SkillName(mainSkill(b)))
	}
	return why
}
