package recommend

import (
	"cmp"
	"fmt"
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
		if j, ok := c.p.objective(swapped); ok {
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
	nearBooks   = 5 // how many near misses a plan tells of
	nearUnready = 2 // how many of them the reader is not ready for
)

// near are the books that came nearest to being in: by the best insertion or
// replacement for each, with the limits left aside.
func (c *compiled) near(seq []int) []Near {
	w := newWalk(c.p)
	w.set(len(c.p.first), seq[len(c.p.first):])
	total, hours := w.total(), w.hours[len(seq)]
	_, reached, _ := c.unlimited(seq)
	var readable, unready []Near
	for b := range c.p.items {
		it := &c.p.items[b]
		if w.used[b] {
			continue
		}
		best := Near{Book: ref(c.Catalog.Book(it.id)), Hours: roundHours(it.hours), Change: worse, Why: NearUnready}
		try := func(at int, tail []int, instead string, over float64) {
			changed := append(slices.Clone(w.seq[:at]), tail...)
			if j, value, ok := c.unlimited(changed); ok && j-total > best.Change {
				best.Change, best.Gain, best.Place, best.Instead, best.Over = j-total, value-reached, at+1, instead, max(0, over)
			}
		}
		for i := len(c.p.first); i <= len(seq); i++ {
			try(i, append([]int{b}, seq[i:]...), "", hours+it.hours-c.p.budget)
			if i < len(seq) {
				old := &c.p.items[seq[i]]
				try(i, append([]int{b}, seq[i+1:]...), old.id, hours-old.hours+it.hours-c.p.budget)
			}
		}
		if best.Place == 0 {
			best.Change = 0
			for _, n := range it.needs {
				if m := c.met(n, w.state[len(seq)]); m.Short > 0 {
					best.Missing = append(best.Missing, m)
				}
			}
			best.Gain = c.p.ceiling(w.state[len(seq)], it)
			unready = append(unready, best)
			continue
		}
		switch {
		case best.Change > exactTolerance && best.Over > 0:
			best.Why = NearBudget
		case best.Change > exactTolerance:
			best.Why = NearCount
		default:
			best.Why, best.Over = NearPrice, 0
		}
		best.Over = roundHours(best.Over)
		readable = append(readable, best)
	}
	slices.SortStableFunc(readable, func(a, b Near) int { return cmp.Compare(b.Change, a.Change) })
	slices.SortStableFunc(unready, func(a, b Near) int { return cmp.Compare(b.Gain/b.Hours, a.Gain/a.Hours) })
	unready = slices.DeleteFunc(unready, func(n Near) bool { return n.Gain <= c.Model.Price*n.Hours })
	unready = unready[:min(len(unready), nearUnready)]
	readable = readable[:min(len(readable), nearBooks-len(unready))]
	return append(readable, unready...)
}

// unlimited is the objective of a sequence and the share of the goal that it
// reaches, whatever its hours and its number of books.
func (c *compiled) unlimited(seq []int) (j, value float64, ok bool) {
	free := *c.p
	free.budget, free.limit = math.Inf(1), len(c.p.items)
	j, ok = free.objective(seq)
	if !ok {
		return 0, 0, false
	}
	state := slices.Clone(c.p.start)
	for _, i := range seq {
		_, v := c.p.step(state, &c.p.items[i])
		value += v
	}
	return j, value, true
}

func join(parts []string) string { return strings.Join(parts, ", ") }

func assumedPages(title string) string {
	return fmt.Sprintf("%d pages for %s, whose page count is not known", usualPages, title)
}
