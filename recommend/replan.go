package recommend

import (
	"cmp"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// changePrice is what a new plan pays for each difference from the plan
// before: a book left out, a book that is new, and each two books that both
// have whose order is turned. It is in units of the objective: 0.01 is one
// percent of the goal, about what 13 hours must bring at balanced depth. The
// model's parameters are known no better than that: smaller gains come and go
// with them, and a reader who has arranged for a book should not be told
// something else for their sake. To put one book in another's stead pays twice.
// The price is of the whole goal: over what is left of it, as all of a plan's
// numbers are, it grows; see measure.
//
// What the reader does is no change of the plan's and costs nothing: books
// that were finished, begun or excluded. Nor does a book that a new plan could
// not have: one that no condition admits any more, or that serves nothing that
// is still wanted.
//
// The search has the greatest J less the price: the books are priced by
// item.bonus, the order by problem.turned. Both are sums over steps that
// depend on no more than which steps come before, so that walks, the exact
// search's dominance and its bound hold as they are. The ledger is of J alone.
const changePrice = 0.01

// finished are the books of a plan, and of the plans that it was made from,
// that the reader has finished since, in the order of the plans.
func (p *Plan) finished(by *profiles.Profile) []string {
	if p == nil {
		return nil
	}
	var out []string
	if p.Changes != nil {
		out = slices.Clone(p.Changes.Finished)
	}
	for _, s := range p.Steps {
		out = append(out, s.Book.ID)
	}
	return slices.DeleteFunc(out, func(id string) bool { return !slices.Contains(by.Read, id) })
}

// stated is the level of a skill that the reader of a plan stated; nil if none.
func (p *Plan) stated(skill string) *catalog.Level {
	for _, s := range p.Start {
		switch {
		case s.Skill != skill:
		case s.Stated != nil:
			return s.Stated
		case s.How == HowStated:
			return &s.Level
		}
	}
	return nil
}

// A Yard is the part of one skill in the whole of a goal.
type Yard struct {
	Skill  string        `json:"skill"`
	Start  catalog.Level `json:"start"`
	Goal   catalog.Level `json:"goal"`
	Weight float64       `json:"weight"` // they sum to one
}

// yardstick is what a plan measures the goal by: the first of the plans that
// were made one from the other for the same goals.
func (p *Plan) yardstick() []Yard {
	if p.Changes != nil && len(p.Changes.Whole) > 0 {
		return p.Changes.Whole
	}
	var out []Yard
	for _, t := range p.Targets {
		if t.Weight > 0 {
			out = append(out, Yard{t.Skill, t.Start, t.Goal, t.Weight})
		}
	}
	return out
}

// left is the share of its yardstick that a plan began with.
func (p *Plan) left() float64 {
	if p.Changes != nil && p.Changes.Left > 0 {
		return p.Changes.Left
	}
	return 1
}

// measure keeps the yardstick of the plan before, if the goals are the same. A
// plan made afresh takes what is left for the whole: what was half reached
// would count double from then on, an hour would have to bring ever less, and
// who finishes a book just as planned would be told another plan. So the
// weights become what is left of each skill, and the price of an hour grows as
// the whole shrinks: the plan's numbers are those of the rest of the plan
// before, over what is left. The discount alone begins anew: what was far off
// is nearer, and an added book may pay at the end of a long plan.
func (c *compiled) measure() {
	c.left, c.targets = 1, c.wants
	if c.Since == nil {
		return
	}
	yards := c.Since.yardstick()
	targets := slices.Clone(c.wants)
	for i := range targets {
		if targets[i].level <= c.state[targets[i].skill] {
			targets[i].weight = 0
		}
	}
	all, left := 0.0, 0.0
	at := make([]int, len(yards)) // the target of each
	for n, y := range yards {
		at[n] = slices.IndexFunc(c.wants, func(t weighted) bool { return t.skill == y.Skill && t.level == float64(y.Goal) })
		if at[n] < 0 || y.Goal <= y.Start {
			return
		}
		all += c.wants[at[n]].weight
	}
	for n, y := range yards {
		t := &targets[at[n]]
		if math.Abs(c.wants[at[n]].weight/all-y.Weight) > 1e-6 {
			return
		}
		if t.weight > 0 {
			t.weight = y.Weight * (t.level - c.state[t.skill]) / float64(y.Goal-y.Start)
			left += t.weight
		}
	}
	for i, t := range targets {
		if t.weight > 0 && !slices.Contains(at, i) {
			return // what had been reached is so no more
		}
	}
	c.targets, c.whole = targets, yards
	if left > 0 {
		own := *c.Request
		own.Model.Price /= left
		c.Request, c.left = &own, left
	}
}

// search is the sequence of the request's plan.
func (c *compiled) search() []int {
	if c.Since == nil {
		return solve(c.p)
	}
	return solve(c.priced())
}

// priced is the problem with a price for each change of the plan before: those
// of its books that it may have gain the price by being in, others lose it.
func (c *compiled) priced() *problem {
	p := *c.p
	p.items, p.change = slices.Clone(p.items), changePrice/c.left
	for i := range p.items {
		switch it := &p.items[i]; {
		case it.was > 0:
			it.bonus = p.change
		case !it.begun:
			it.bonus = -p.change
		}
	}
	return &p
}

// place is the number of the step that reads a book, from 1; 0 if none does,
// or there is no plan.
func (p *Plan) place(id string) int {
	if p == nil {
		return 0
	}
	return 1 + slices.IndexFunc(p.Steps, func(s Step) bool { return s.Book.ID == id })
}

// turned is the price of the order in which item b is read after the steps of
// seq: of what the plan before had otherwise, and of going from deep to shallow.
func (p *problem) turned(seq []int, b int) float64 {
	price := p.changed(seq, b)
	if p.tilt > 0 {
		for _, i := range seq {
			price += p.deeper(i, b)
		}
	}
	return price
}

// deeper is the price of reading item b after item a, which stands deeper, if
// it does.
func (p *problem) deeper(a, b int) float64 {
	if p.tilt == 0 {
		return 0
	}
	return p.tilt * max(0, p.depth[a]-p.depth[b])
}

// changed is the part of [problem.turned] for the steps of seq that the plan
// before reads after b.
func (p *problem) changed(seq []int, b int) float64 {
	if p.change == 0 || p.items[b].was == 0 {
		return 0
	}
	was, n := p.items[b].was, 0
	for _, i := range seq {
		if p.items[i].was > was {
			n++
		}
	}
	return p.change * float64(n)
}

// resume extends the walk by what is left of the plan before, in its order,
// without the steps that can no longer be read.
func resume(w *walk) {
	var left []int
	for i := range w.p.items {
		if w.p.items[i].was > 0 {
			left = append(left, i)
		}
	}
	slices.SortFunc(left, func(a, b int) int { return cmp.Compare(w.p.items[a].was, w.p.items[b].was) })
	for _, i := range left {
		if end := len(w.seq); w.try(end, []int{i}) > worse {
			w.set(end, []int{i})
		}
	}
}

// paid is the price of all changes of a sequence.
func (p *problem) paid(seq []int) float64 {
	sum := 0.0
	for n, i := range seq {
		sum += max(0, -p.items[i].bonus) + p.changed(seq[:n], i)
	}
	for i := range p.items {
		if p.items[i].bonus > 0 && !slices.Contains(seq, i) {
			sum += p.items[i].bonus
		}
	}
	return sum
}
