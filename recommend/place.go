package recommend

import (
	"fmt"
	"math"

	"readpath/catalog"
)

// speciality is how much later a book stands, in levels, for each unit by which
// what its title names is more special than usual among the books of the set;
// see [infer.Special]. Less than half a level lies between what most speak of
// and what few do.
const speciality = 0.2

// foundation is how much earlier a book stands, in levels, for each doubling
// (or so, by natural logarithm) of the books on something else that ask for
// what it mainly teaches: of two books about as hard, the one that more of the
// others build upon comes first. It decides between neighbours only; a hundred
// books that build on one bring it forward by an eighth of a level.
const foundation = 0.03

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

// What the books of a set known by text say of each other.
const (
	bySpeciality = "rarity in the set (idf)"
	byAsking     = "what others ask for"
)

// places are where the books of a set known by text stand: at their level, more
// if they are on something special, less what they are asked for by the others.
func (o *orderer) places() []float64 {
	places := make([]float64, len(o.books))
	for i, b := range o.books {
		places[i] = float64(b.Level())
		if b.Inferred != nil {
			places[i] = float64(b.Inferred.Level) // to more digits
		}
		if o.without != bySpeciality {
			places[i] += speciality * o.special[i]
		}
		if o.without != byAsking {
			places[i] -= foundation * math.Log1p(float64(o.asking[i]))
		}
	}
	return places
}

// countAsking counts for each book the books of the set on something else that
// ask for what it mainly teaches. One on the same subject that asks for some of
// it may build on any of those that teach it.
func (o *orderer) countAsking() []int {
	needed := map[string]int{}
	for _, b := range o.books {
		for _, r := range b.Requires {
			if r.Skill != mainSkill(b) {
				needed[r.Skill]++
			}
		}
	}
	asking := make([]int, len(o.books))
	for i, b := range o.books {
		if main := mainSkill(b); main != "" {
			asking[i] = needed[main]
		}
	}
	return asking
}

// mainSkill is what a book mainly teaches, "" if it teaches nothing.
func mainSkill(b *catalog.Book) string {
	if len(b.Teaches) == 0 {
		return ""
	}
	return b.Teaches[0].Skill
}

// placeWhy says by what book i of a set known by text has its place.
func (o *orderer) placeWhy(i int) string {
	const worthSaying = 0.5
	b := o.books[i]
	why := "level " + b.Level().String()
	if b.Inferred != nil {
		why += ", inferred from its text"
	}
	switch special := o.special[i]; {
	case special > worthSaying:
		why += "; few of the others speak of what its title names"
	case special < -worthSaying:
		why += "; many of the others speak of what its title names"
	}
	switch asking := o.asking[i]; {
	case asking == 1:
		why += "; another of these books asks for " + o.Catalog.SkillName(mainSkill(b))
	case asking > 1:
		why += fmt.Sprintf("; %d of the others ask for %s", asking, o.Catalog.SkillName(mainSkill(b)))
	}
	return why
}
