package recommend

import (
	"cmp"
	"slices"
)

// An Alternative is a book that could stand in for a step, with what the trade
// would do to the plan: the same other steps in their order, but for those
// that can no longer be read.
type Alternative struct {
	ID      string   `json:"id"`
	Title   string   `json:"title"`
	Hours   float64  `json:"hours"`            // of this book
	Loss    float64  `json:"loss"`             // of the objective, by the trade
	Reached float64  `json:"reached"`          // share of the goal at the end then
	More    float64  `json:"more_hours"`       // of the whole plan; below 0 when fewer
	Over    float64  `json:"over,omitempty"`   // hours over the budget
	Breaks  []string `json:"breaks,omitempty"` // ids of steps that the reader could not read then
}

// alternativesPerStep is how many alternatives a step is shown with.
const alternativesPerStep = 2

// alternatives fills in, for every step, the books that could best stand in
// for it: of those that raise a skill that the step raises and that a goal or
// a later step wants, the ones with which the plan is worth most.
//
// Cost: items * steps^2 steps of the model at most; only books that share a
// skill with the step are tried.
func (c *compiled) alternatives(p *Plan, seq []int) {
	w := newWalk(c.p)
	w.set(len(c.p.first), seq[len(c.p.first):])
	for n := len(c.p.first); n < len(seq); n++ {
		var list []Alternative
		for _, b := range c.stands(w, n) {
			list = append(list, c.instead(p, seq, n, b))
		}
		slices.SortStableFunc(list, func(a, b Alternative) int { return cmp.Compare(a.Loss, b.Loss) })
		p.Steps[n].Alternatives = list[:min(len(list), alternativesPerStep)]
	}
}

// stands are the items that could stand in for step n: unread, readable there,
// and of use in the same way.
func (c *compiled) stands(w *walk, n int) []int {
	var out []int
	for _, t := range c.p.items[w.seq[n]].gains {
		if t.level <= w.state[n][t.skill] || c.p.slope[t.skill] == 0 && !w.needed(n+1, t.skill, w.state[n][t.skill]) {
			continue
		}
		for _, b := range c.p.teachers[t.skill] {
			if !w.used[b] && !slices.Contains(out, b) && w.hope(n, b) > worse {
				out = append(out, b)
			}
		}
	}
	slices.Sort(out)
	return out
}

// instead computes the plan with item b in the stead of step n.
func (c *compiled) instead(p *Plan, seq []int, n, b int) Alternative {
	it := &c.p.items[b]
	a := Alternative{ID: it.id, Title: c.Catalog.Book(it.id).Title, Hours: roundHours(it.hours)}
	traded := slices.Clone(seq)
	traded[n] = b
	state := slices.Clone(c.p.start)
	if c.open() == 0 {
		a.Reached = 1
	}
	discount, j, hours := 1.0, 0.0, 0.0
	for _, i := range traded {
		it := &c.p.items[i]
		rho, value := c.p.step(state, it)
		if rho == 0 {
			a.Breaks = append(a.Breaks, it.id)
			continue
		}
		discount *= it.decay
		j += discount*value - c.Model.Price*it.felt
		hours += it.hours
		a.Reached += value
	}
	a.Loss = p.Objective - j
	a.More = roundHours(hours - p.Hours)
	a.Over = max(0, roundHours(hours-c.p.budget))
	return a
}
