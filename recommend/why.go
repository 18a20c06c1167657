package recommend

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// whys fills in, for every step, what the plan loses without it and what it
// costs to trade its place.
func (c *compiled) whys(p *Plan, seq []int) {
	for n := range seq {
		p.Steps[n].WhyIn = c.whyIn(p, seq, n)
		p.Steps[n].WhyHere = c.whyHere(p, seq, n)
	}
}

// whyIn computes the plan without step n: the other steps in their order, but
// for those that can no longer be read.
func (c *compiled) whyIn(p *Plan, seq []int, n int) WhyIn {
	var w WhyIn
	if c.open() == 0 {
		w.Reached = 1 // as the plan's coverage
	}
	state := slices.Clone(c.p.start)
	discount, j := 1.0, 0.0
	for m, i := range seq {
		if m == n {
			continue
		}
		it := &c.p.items[i]
		rho, value := c.p.step(state, it)
		if rho == 0 {
			w.Breaks = append(w.Breaks, it.id)
			continue
		}
		if with := p.Steps[m].Readiness; m > n && rho < with-1e-9 {
			w.Opens = append(w.Opens, Opens{it.id, with, rho})
		}
		discount *= it.decay
		j += discount*value - c.Model.Price*it.felt
		w.Reached += value
	}
	w.Loss = p.Objective - j
	return w
}

// whyHere computes the trade of step n with the neighbour for which the trade
// costs less; nil where there is no neighbour that may be traded with.
func (c *compiled) whyHere(p *Plan, seq []int, n int) *WhyHere {
	var best *WhyHere
	for _, m := range []int{n - 1, n + 1} {
		if m < len(c.p.first) || m >= len(seq) || n < len(c.p.first) {
			continue
		}
		swapped := slices.Clone(seq)
		swapped[n], swapped[m] = swapped[m], swapped[n]
		w := &WhyHere{With: c.p.items[seq[m]].id, Later: m > n}
		if j, ok := c.p.pure().objective(swapped); ok {
			w.Possible = true
			w.Cost = p.Objective - (j - c.pins(seq))
		}
		if best == nil || w.Possible && (!best.Possible || w.Cost < best.Cost) {
			best = w
		}
	}
	return best
}

// pins is what the pins of a sequence add to the problem's objective.
func (c *compiled) pins(seq []int) float64 {
	sum := 0.0
	for _, i := range seq {
		if c.p.items[i].must {
			sum += pinned
		}
	}
	return sum
}

const (
	nearBooks   = 5     // how many near misses a plan tells of
	nearUnready = 2     // how many of them the reader is not ready for
	nearGain    = 0.005 // share of the goal below which a book is not worth a mention
	shownShort  = 0.05  // levels; a lack that one decimal does not show is no reason
	nearTried   = 24    // how many are tried in every place, by what they may bring at most
)

// near are the books that came nearest to being in: by the best insertion or
// replacement for each, with the limits left aside.
func (c *compiled) near(seq []int) []Near {
	free := *c.p.pure()
	free.budget, free.limit = math.Inf(1), len(c.p.items)
	w := newWalk(&free)
	w.set(len(free.first), seq[len(free.first):])
	end := w.state[len(seq)]
	type hope struct {
		item int
		j    float64
	}
	var readable, unready []hope
	for b := range free.items {
		if w.used[b] {
			continue
		}
		best := worse
		for i := len(free.first); i <= len(seq); i++ {
			best = max(best, w.hope(i, b))
		}
		if best > worse {
			readable = append(readable, hope{b, best})
		} else if it := &free.items[b]; free.ceiling(end, it) > c.Model.Price*it.felt {
			unready = append(unready, hope{b, free.ceiling(end, it) / it.felt})
		}
	}
	byHope := func(a, b hope) int { return cmp.Compare(b.j, a.j) }
	slices.SortStableFunc(readable, byHope)
	slices.SortStableFunc(unready, byHope)
	var out []Near
	for _, h := range readable[:min(len(readable), nearTried)] {
		if n := c.nearest(w, h.item); n.Place > 0 && (n.Change > exactTolerance || n.Gain >= nearGain) {
			out = append(out, n)
		}
	}
	slices.SortStableFunc(out, func(a, b Near) int { return cmp.Compare(b.Change, a.Change) })
	unready = unready[:min(len(unready), nearUnready)]
	out = out[:min(len(out), nearBooks-len(unready))]
	for _, h := range unready {
		out = append(out, c.tooHard(h.item, end))
	}
	return out
}

// nearest is the best insertion or replacement for an item that is not in the
// walk's plan. The walk's problem has no limits; the reader's are applied
// afterwards, to say what is against it.
func (c *compiled) nearest(w *walk, b int) Near {
	it := &c.p.items[b]
	n := Near{Book: ref(c.Catalog.Book(it.id)), Hours: roundHours(it.hours), Change: worse}
	hours := 0.0 // of the plan with it
	try := func(i int, tail []int, instead int) {
		j := w.try(i, tail)
		if j-w.total() <= n.Change {
			return
		}
		n.Change, n.Place, n.Instead = j-w.total(), i+1, ""
		hours = w.hours[len(w.seq)] + it.hours
		if instead >= 0 {
			n.Instead = c.p.items[instead].id
			hours -= c.p.items[instead].hours
		}
		n.Gain = c.reached(append(slices.Clone(w.seq[:i]), tail...)) - w.value[len(w.seq)]
	}
	for i := len(c.p.first); i <= len(w.seq); i++ {
		try(i, append([]int{b}, w.seq[i:]...), -1)
		if i < len(w.seq) {
			try(i, append([]int{b}, w.seq[i+1:]...), w.seq[i])
		}
	}
	over := roundHours(hours - c.p.budget)
	switch {
	case n.Change <= exactTolerance:
		n.Why = NearPrice
	case over > 0:
		n.Why, n.Over = NearBudget, over
	case c.Since != nil && (c.MaxBooks == 0 || len(w.seq) < c.p.limit || n.Instead != ""):
		n.Why = NearChange
	default:
		n.Why = NearCount
	}
	return n
}

// tooHard is an item that the reader is not ready for even after the plan.
func (c *compiled) tooHard(b int, end []float64) Near {
	it := &c.p.items[b]
	n := Near{Book: ref(c.Catalog.Book(it.id)), Hours: roundHours(it.hours), Why: NearUnready, Gain: c.p.ceiling(end, it)}
	for _, need := range it.needs {
		if m := c.met(need, end); m.Short >= shownShort {
			n.Missing = append(n.Missing, m)
		}
	}
	return n
}

// reached is the share of the goal that a sequence reaches.
func (c *compiled) reached(seq []int) float64 {
	state := slices.Clone(c.p.start)
	sum := 0.0
	for _, i := range seq {
		_, v := c.p.step(state, &c.p.items[i])
		sum += v
	}
	return sum
}

func join(parts []string) string { return strings.Join(parts, ", ") }
