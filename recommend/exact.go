package recommend

import (
	"cmp"
	"math"
	"slices"
)

// exact finds the best sequence of the given items (at most mostExact of the
// problem's, the problem's first ones apart) by depth-first search, beginning
// with a sequence that is known. It gives up after a number of nodes; proved
// is false then, and the result the best that was met.
//
// Cost: up to the power set of the items; a node takes time in proportion to
// their number.
func exact(p *problem, items []int, known []int, nodes int) (best []int, j float64, proved bool) {
	e := newSolver(p, items, known)
	e.nodes = nodes
	proved = e.search()
	return e.best, e.j, proved
}

// newSolver sets up the search. Two things cut the search. A node is dropped if another that read the same
// books is nowhere at a lower level and has no less objective, even when the
// value that it is ahead by, and the other may still gain, is taken off at
// today's discount: see [solver.dominated]. And a node is dropped
// if not even the bound beats the best sequence so far: every book left read
// at readiness one from the state now, as much of each as fits.
func newSolver(p *problem, items []int, known []int) *solver {
	e := &solver{p: p, w: newWalk(p)}
	for _, i := range items {
		if !slices.Contains(p.first, i) {
			e.items = append(e.items, i)
		}
	}
	if len(e.items) > mostExact {
		panic("recommend: exact takes at most mostExact items")
	}
	for _, i := range e.items {
		e.stretch = max(e.stretch, p.items[i].felt/p.items[i].hours)
	}
	e.skills = p.telling(e.items)
	e.best, e.j = slices.Clone(p.first), e.w.total()
	if j, ok := p.objective(known); ok && j > e.j {
		e.best, e.j = slices.Clone(known), j
	}
	return e
}

// search looks for a better sequence and reports whether, within the nodes
// left, it has seen to it that none is better by more than the slack.
func (e *solver) search() bool {
	e.seen = map[bookSet][]node{}
	e.visit(bookSet{})
	return e.nodes > 0
}

// mostExact is how many items fit the set of those used.
const mostExact = 256

// bookSet is a set of places in the solver's items.
type bookSet [mostExact / 64]uint64

func (s *bookSet) has(place int) bool { return s[place/64]>>(place%64)&1 == 1 }

func (s bookSet) with(place int) bookSet {
	s[place/64] |= 1 << (place % 64)
	return s
}

type solver struct {
	p      *problem
	items  []int
	skills []int     // those that two ways to read the same books can differ in
	slack  float64   // what is better by no more than this is not looked for
	lines  []line    // bounds on the value of any plan, if there are any
	most   []float64 // by item, how ready for it one can be at most; nil if that is not known
	nodes  int       // left to visit
	w      *walk     // the sequence that is being looked at
	seen   map[bookSet][]node
	best   []int
	j      float64
	rated  []rated // scratch of bound

	stretch float64 // the greatest ratio of felt to real hours
}

// node is a way to have read a set of books.
type node struct {
	j     float64
	value float64   // of the state
	state []float64 // by solver.skills
}

// rated is an item's value at readiness one, and its felt hours.
type rated struct{ value, felt float64 }

// exactTolerance is the least gain that is told from rounding.
const exactTolerance = 1e-12

// telling are the skills whose level can still matter once the reader has
// some of the items: those that are wanted and those that an item needs.
func (p *problem) telling(items []int) []int {
	var skills []int
	for k := range p.start {
		needed := slices.ContainsFunc(items, func(i int) bool {
			return slices.ContainsFunc(p.items[i].needs, func(n need) bool { return n.skill == k })
		})
		if p.slope[k] > 0 || needed {
			skills = append(skills, k)
		}
	}
	return skills
}

// visit looks at the walk's sequence, which reads the items of used, and at
// all that begin with it.
func (e *solver) visit(used bookSet) {
	if e.nodes--; e.nodes <= 0 {
		return
	}
	n := len(e.w.seq)
	if j := e.w.total(); j > e.j+exactTolerance {
		e.best, e.j = append(e.best[:0], e.w.seq...), j
	}
	if n == e.p.limit || e.w.total()+e.bound(&used) <= e.j+max(e.slack, exactTolerance) || e.dominated(used) {
		return
	}
	type child struct {
		bit int
		j   float64
	}
	children := make([]child, 0, 24)
	for bit := range e.items {
		if !used.has(bit) {
			if j := e.w.try(n, e.items[bit:bit+1]); j > worse {
				children = append(children, child{bit, j})
			}
		}
	}
	slices.SortStableFunc(children, func(a, b child) int { return cmp.Compare(b.j, a.j) })
	for _, c := range children {
		e.w.set(n, e.items[c.bit:c.bit+1])
		e.visit(used.with(c.bit))
	}
	e.w.set(n, nil)
}

// dominated reports whether the same books were read better before; if not,
// it remembers this way and forgets those that it beats.
//
// Let a and b have read the same books, and let a be nowhere at a lower level.
// Whatever is read next brings both to values V_1 <= V_2 <= ... at discounts
// d_1 >= d_2 >= ..., a's no less than b's. By summation by parts that adds to j
//
//	-d_1 V_0 + sum over i of (d_i - d_i+1) V_i
//
// so a stays ahead if j - d_1 V_0 is no less for a than for b. As d_1 may be
// anything from the discount now down to nothing, both ends are asked. (It is
// not enough to compare j: what a has banked already b may gain later.)
func (e *solver) dominated(used bookSet) bool {
	n := len(e.w.seq)
	discount, state := e.w.disc[n], e.w.state[n]
	now := node{e.w.total(), e.w.value[n], make([]float64, len(e.skills))}
	for m, k := range e.skills {
		now.state[m] = state[k]
	}
	list := e.seen[used]
	for i := range list {
		if list[i].beats(&now, discount) {
			return true
		}
	}
	list = slices.DeleteFunc(list, func(o node) bool { return now.beats(&o, discount) })
	e.seen[used] = append(list, now)
	return false
}

// beats reports whether nothing read after b can make it better than a.
func (a *node) beats(b *node, discount float64) bool {
	if a.j < b.j || a.j-discount*a.value < b.j-discount*b.value {
		return false
	}
	for n := range a.state {
		if a.state[n] < b.state[n] {
			return false
		}
	}
	return true
}

// bound is no less than what any of the items left can add. It stands on four
// relaxations, each of which can only raise it:
//
//   - an item adds at most what it would add now, at readiness one: a level
//     that others raised first leaves it less to raise;
//   - its value comes evenly while it is read, not at its end, so the best
//     order is by value per felt hour, and fractions fill the room that is
//     left;
//   - the hours left are stretched to felt hours by the greatest ratio of the
//     two, so that one order is the best for every limit;
//   - all goals together lack what they lack, in whichever skills.
func (e *solver) bound(used *bookSet) float64 {
	p, n := e.p, len(e.w.seq)
	state, hours := e.w.state[n], e.w.hours[n]
	e.rated = e.rated[:0]
	pins, stretch := 0.0, 0.0
	for bit, i := range e.items {
		it := &p.items[i]
		if used.has(bit) || !p.fits(hours+it.hours) {
			continue
		}
		if it.must {
			pins += pinned
		}
		pins += max(0, it.bonus)
		if value := e.ceiling(state, i); value > p.model.Price*it.felt {
			e.rated = append(e.rated, rated{value, it.felt})
			stretch = max(stretch, it.felt/it.hours)
		}
	}
	slices.SortFunc(e.rated, func(a, b rated) int { return cmp.Compare(b.value*a.felt, a.value*b.felt) })
	lack := 0.0
	for k, slope := range p.slope {
		if slope > 0 && state[k] < p.goal[k] {
			lack += slope * (p.goal[k] - state[k])
		}
	}
	room := (p.budget - hours) * stretch
	total, felt := 0.0, 0.0
	for _, r := range e.rated {
		if lack <= 0 || room <= 0 {
			break
		}
		share := min(1, room/r.felt, lack/r.value)
		total += max(0, share*(e.w.disc[n]*p.model.discount(felt)*r.value-p.model.Price*r.felt))
		felt += r.felt * share
		room -= r.felt * share
		lack -= r.value * share
	}
	return min(total, e.linear()) + pins
}

// linear is no less than what can be added, by the lines: with V(t) = at + price t an upper bound on the value had by t felt
// hours of any plan that has the books read so far, the objective grows from
// the felt hours F now to T by at most
//
//	exp(-kappa F) (V(F) - V_F) + price (exp(-kappa F) - exp(-kappa T)) / kappa - mu (T - F)
//
// where V_F is the value there is: a jump to the line, then along it, by
// summation by parts. It is greatest where the discounted price is mu's, or at
// the end of the room or of the line, where everything is reached.
func (e *solver) linear() float64 {
	if len(e.lines) == 0 {
		return math.Inf(1)
	}
	n := len(e.w.seq)
	room := (e.p.budget - e.w.hours[n]) * e.stretch
	m := &e.p.model
	best := math.Inf(1)
	now, value := e.w.disc[n], e.w.value[n]
	felt := -math.Log(now) / m.Kappa
	for l := range e.lines {
		ln := &e.lines[l]
		at := ln.at
		for _, i := range e.w.seq {
			at += min(0, ln.cost[i])
		}
		here := at + ln.price*felt
		if here >= 1 {
			best = min(best, now*(1-value))
			continue
		}
		end := min(felt+room, (1-at)/ln.price, math.Log(ln.price/m.Price)/m.Kappa)
		end = max(end, felt)
		best = min(best, now*(here-value)+ln.price*(now-math.Exp(-m.Kappa*end))/m.Kappa-m.Price*(end-felt))
	}
	return max(0, best)
}

// ceilingOf is the most that a gain can be worth from a state on: at readiness
// one.
func (p *problem) ceilingOf(state []float64, t teach) float64 {
	slope := p.slope[t.skill]
	before, goal := state[t.skill], p.goal[t.skill]
	if slope == 0 || before >= goal || before >= t.level {
		return 0
	}
	return slope * (min(before+t.trust*(t.level-before), goal) - before)
}

// ceiling is the most that item i can add in value from a state on.
func (e *solver) ceiling(state []float64, i int) float64 {
	if e.most == nil {
		return e.p.ceiling(state, &e.p.items[i])
	}
	value := 0.0
	for _, t := range e.p.items[i].gains {
		t.trust *= e.most[i]
		value += e.p.ceilingOf(state, t)
	}
	return value
}

// ceiling is the most that an item can add in value from a state on.
func (p *problem) ceiling(state []float64, it *item) float64 {
	value := 0.0
	for _, t := range it.gains {
		value += p.ceilingOf(state, t)
	}
	return value
}
