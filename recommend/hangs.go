package recommend

import (
	"math"
	"slices"
)

// AddHangs notes for each step of a request's plan the ratings that it hangs
// on: with that one answer half a level off, and all else as it is, the book
// would not be in the plan. It does nothing if the plan is not one that
// [MakePlan] makes of the request.
//
// [HangsOn] answers the same question by a search of its own for each rating,
// and is six times as slow. Here a move is made only if it shifts a level that
// some step asks for or raises, the books are those of the plan's own problem,
// and the plan as it is is improved by small changes; searched anew only if it
// could not be read any more. On random requests the two agree on 97% of the
// answers; see TestAddHangsAgainstHangsOn.
//
// Cost: about 3 ms for each such move over 270 books.
func AddHangs(r *Request, plan *Plan) {
	c, err := compile(r)
	if err != nil {
		return // so the plan is not the request's
	}
	was := plan.names()
	if _, j := c.score(was); j == worse {
		return
	}
	near := *r
	near.Candidates = nil
	for _, it := range c.p.items {
		near.Candidates = append(near.Candidates, it.id)
	}
	for _, n := range nudges(&near, MoveRating) {
		if !c.shifts(n.request, plan) {
			continue
		}
		d, err := compile(n.request)
		if err != nil {
			return
		}
		seq := d.nearby(was)
		if c.betterAnyway(d, seq, was) {
			continue
		}
		for i := range plan.Steps {
			s := &plan.Steps[i]
			if !slices.ContainsFunc(seq, func(i int) bool { return d.p.items[i].id == s.Book.ID }) {
				s.Hangs = append(s.Hangs, hangOf(n.Move))
			}
		}
	}
}

// shifts reports whether a moved request starts from another level in a skill
// that the plan asks for or raises.
func (c *compiled) shifts(moved *Request, plan *Plan) bool {
	state, _ := start(moved.Catalog, moved.Profile, &moved.Model, moved.Since)
	differs := func(skill string) bool { return math.Abs(state[skill]-c.state[skill]) > 1e-9 }
	return slices.ContainsFunc(plan.Steps, func(s Step) bool {
		return slices.ContainsFunc(s.RequiresMet, func(m Met) bool { return differs(m.Skill) }) ||
			slices.ContainsFunc(s.Gains, func(g Gain) bool { return differs(g.Skill) })
	})
}

// nearby is what small changes make of a plan, or the plan searched anew if it
// may not be read any more.
func (c *compiled) nearby(was []BookName) []int {
	old, kept := c.score(was)
	if kept == worse {
		return solve(c.p)
	}
	w := newWalk(c.p)
	w.set(0, old)
	climb(w)
	if w.total() <= kept+exactTolerance {
		return old
	}
	return w.seq
}

// betterAnyway reports whether another problem's sequence is worth more than
// the plan even here, so that it says nothing of what was moved.
func (c *compiled) betterAnyway(d *compiled, seq []int, was []BookName) bool {
	var names []BookName
	for _, i := range seq {
		names = append(names, BookName{ID: d.p.items[i].id})
	}
	_, j := c.score(was)
	_, now := c.score(names)
	return now > j+exactTolerance
}
