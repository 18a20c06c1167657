package recommend

import (
	"math"
	"slices"
	"strings"
)

// problem is one reader's planning problem in dense numbers: skills and books
// are indices, and nothing of the catalog is left but what the model reads.
type problem struct {
	model Model
	start []float64 // level at the start, by skill
	goal  []float64 // level wanted, by skill; 0 where none is
	slope []float64 // value of a level on the way to the goal, by skill
	items []item

	budget float64 // real hours; +Inf where there is no limit
	limit  int     // books; len(items) where there is no limit
	first  []int   // items that a plan begins with, in this order
	before []pair  // of two items that are both in a plan, which comes first
	change float64 // the price of each change of the plan before; 0 without one

	depth []float64 // in the map of skills, by item
	tilt  float64   // the price of each level of depth that an item read later stands less deep

	teachers [][]int // by skill, the items that teach it
}

// index fills in what follows from the items. Whoever changes them calls it.
func (p *problem) index() {
	p.teachers = make([][]int, len(p.start))
	for i := range p.items {
		it := &p.items[i]
		it.decay = p.model.discount(it.felt)
		for _, t := range it.gains {
			p.teachers[t.skill] = append(p.teachers[t.skill], i)
		}
	}
}

// pair is two items, the first of which is to be read first.
type pair struct{ first, then int }

// item is a book in dense numbers.
type item struct {
	id    string
	needs []need
	gains []teach
	hours float64 // real
	pref  float64 // the reader's taste: felt = hours * (1 - pref)
	felt  float64
	decay float64 // what a discount is multiplied by when the item is read
	must  bool    // the reader wants it in the plan
	was   int     // its step in the plan before, from 1; 0 if none, or if the reader has begun it
	bonus float64 // what being in adds while searching: the price of a change, or less it
	begun bool    // the reader is in the middle of it, ready or not
	depth float64 // in the map of skills; 0 until it is asked for
}

// asks is the level that an item needs in a skill, 0 if none.
func (it *item) asks(skill int) float64 {
	for _, n := range it.needs {
		if n.skill == skill {
			return n.level
		}
	}
	return 0
}

type need struct {
	skill int
	level float64
}

type teach struct {
	skill int
	level float64
	trust float64
}

// pinned is what a book that must be in the plan adds to the objective while
// searching, more than any plan is worth, so that it is in whenever it can be.
const pinned = 100

// step reads an item: it moves s and returns readiness and value gained.
func (p *problem) step(s []float64, it *item) (rho, value float64) {
	if rho = p.ready(it, shortfall(s, it)); rho == 0 {
		return 0, 0
	}
	return rho, p.gain(s, it, rho)
}

// shortfall is how far below what an item needs a state is, in squares.
func shortfall(s []float64, it *item) float64 {
	short := 0.0
	for _, n := range it.needs {
		if miss := n.level - s[n.skill]; miss > 0 {
			short += miss * miss
		}
	}
	return short
}

// ready is the readiness for an item at a shortfall.
func (p *problem) ready(it *item, short float64) float64 {
	rho := p.model.readiness(short)
	if rho == 0 && it.begun {
		return math.Exp(-p.model.Lambda * short) // they are at it, whatever we think
	}
	return rho
}

// gain moves s by reading an item at a readiness, and returns the value.
func (p *problem) gain(s []float64, it *item, rho float64) (value float64) {
	for _, t := range it.gains {
		before := s[t.skill]
		if t.level <= before {
			continue
		}
		after := before + rho*t.trust*(t.level-before)
		s[t.skill] = after
		if slope := p.slope[t.skill]; slope > 0 {
			if goal := p.goal[t.skill]; before < goal {
				value += slope * (min(after, goal) - before)
			}
		}
	}
	return value
}

// worth is what an item adds to the objective when it brings value at a
// discount that counts its own hours.
func (p *problem) worth(it *item, discount, value float64) float64 {
	j := discount*value - p.model.Price*it.felt + it.bonus
	if it.must {
		j += pinned
	}
	return j
}

// objective is J of a sequence of items, pins and the prices of changes and of
// the order counted; ok is false if it reads a book unready, twice, out of
// order, or beyond the limits.
func (p *problem) objective(seq []int) (j float64, ok bool) {
	if len(seq) > p.limit || len(seq) < len(p.first) || !slices.Equal(seq[:len(p.first)], p.first) || !p.ordered(seq) {
		return 0, false
	}
	s := slices.Clone(p.start)
	discount, hours := 1.0, 0.0
	for n, i := range seq {
		it := &p.items[i]
		rho, value := p.step(s, it)
		discount *= it.decay
		hours += it.hours
		if rho == 0 || !p.fits(hours) || slices.Contains(seq[:n], i) {
			return 0, false
		}
		j += p.worth(it, discount, value) - p.turned(seq[:n], i)
	}
	return j, true
}

// pure is the problem without a price on the order: its objective is what a
// plan is worth.
func (p *problem) pure() *problem {
	q := *p
	q.tilt = 0
	return &q
}

// fits reports whether hours are within the budget; a plan may use all of it,
// sums of tenths included.
func (p *problem) fits(hours float64) bool { return hours <= p.budget+1e-9 }

// ordered reports whether a sequence keeps to p.before.
func (p *problem) ordered(seq []int) bool {
	for _, pr := range p.before {
		if then := slices.Index(seq, pr.then); then >= 0 && slices.Index(seq[then:], pr.first) >= 0 {
			return false
		}
	}
	return true
}

// useful drops the items that can play no part in a plan: those that teach
// neither a skill that is wanted nor one that a useful book asks for, beyond
// what the reader has. Pinned items stay. It keeps the items' order.
func useful(items []item, start, goal []float64) []item {
	wanted := slices.Clone(goal) // by skill, the highest level that is of use
	in, count := make([]bool, len(items)), 0
	for changed := true; changed; {
		changed = false
		for i := range items {
			it := &items[i]
			if in[i] || !it.must && !it.begun && !teachesAny(it, start, wanted) {
				continue
			}
			in[i], changed = true, true
			count++
			for _, n := range it.needs {
				wanted[n.skill] = max(wanted[n.skill], n.level)
			}
		}
	}
	out := make([]item, 0, count)
	for i := range items {
		if in[i] {
			out = append(out, items[i])
		}
	}
	return out
}

// teachesAny reports whether an item raises a skill that is wanted higher.
func teachesAny(it *item, start, wanted []float64) bool {
	return slices.ContainsFunc(it.gains, func(t teach) bool {
		return t.level > start[t.skill] && wanted[t.skill] > start[t.skill]
	})
}

// byID orders items by id, so that ties break the same way everywhere.
func byID(a, b item) int { return strings.Compare(a.id, b.id) }
