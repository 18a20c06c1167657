package recommend

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// asGood is how far below a level still counts as having reached it: a book
// that teaches working leaves a reader at 2.7, the rest being practice.
const asGood = 0.3

// MakePlan is the best plan that the search finds for a request.
//
// The errors are [ErrNoGoals] and [TooLateError]. A plan may be empty: when
// every goal is reached already, or nothing serves; Targets and Gaps tell
// which. Cost: see BenchmarkPlan and BenchmarkSearch; 10 ms or so for 300 candidates.
func MakePlan(r *Request) (*Plan, error) {
	c, err := compile(r)
	if err != nil {
		return nil, err
	}
	return c.plan(c.search()), nil
}

// plan is the ledger of a sequence, with the reasons for each step and for
// what is not in it.
func (c *compiled) plan(seq []int) *Plan {
	p := c.ledger(seq)
	c.whys(p, seq)
	c.alternatives(p, seq)
	p.Near = append(p.Near, c.near(seq)...)
	if c.Since != nil {
		p.Changes = c.changes(p, seq)
	}
	if c.Hangs {
		c.hangs(p)
	}
	return p
}

// ledger reads a sequence, and schedules it.
func (c *compiled) ledger(seq []int) *Plan {
	p := &Plan{
		Reader: c.Profile.Name, About: c.Profile.About, Today: NewDate(c.Today), Model: c.Model,
		Budget: c.budget, PerWeek: c.perWeek, Pace: c.pace, Assumed: c.assumed, Start: c.standings,
		Steps: []Step{}, Gaps: []Gap{}, Near: []Near{}, Excluded: []Exclusion{}, Weeks: []Week{},
		Considered: len(c.p.items), Profile: c.madeFor(),
	}
	for _, e := range c.excluded {
		if c.serves(e.Book) {
			p.Excluded = append(p.Excluded, e)
		}
	}
	if c.open() == 0 {
		p.Coverage = 1 // all was reached before the first page
	}
	state := slices.Clone(c.p.start)
	raised := map[int][]string{} // by skill, the steps that raised it
	felt := 0.0
	for _, i := range seq {
		s := c.step(i, state, raised)
		felt += s.Felt
		s.FeltSum = felt
		s.Discount = c.Model.discount(felt)
		s.Cost = c.Model.Price * s.Felt
		s.Contribution = s.Discount*s.Value - s.Cost
		p.Objective += s.Contribution
		p.Coverage += s.Value
		s.Reached = p.Coverage
		p.Hours += s.Hours
		if s.PagesAssumed > 0 {
			p.Assumed = append(p.Assumed, fmt.Sprintf("%d pages for %s, whose page count is not known%s", s.PagesAssumed, s.Book.Title, forSure(s.Book.PagesAbout)))
		}
		p.Steps = append(p.Steps, s)
	}
	p.Hours = roundHours(p.Hours)
	p.HoursLow, p.HoursHigh = roundHours(p.Hours*rangeLow), roundHours(p.Hours*rangeHigh)
	c.reckon(p, state)
	schedule(p)
	return p
}

// madeFor is the profile with the conditions of the request, which win.
func (c *compiled) madeFor() *profiles.Profile {
	p := *c.Profile
	p.Plan = nil // of the reader, and no part of what a plan depends on
	want := &p.Conditions
	want.MaxBooks, want.Among, want.Include, want.Before = c.MaxBooks, c.Candidates, c.Include, c.Before
	return &p
}

// serves reports whether a book teaches a skill that the goals come down to.
func (c *compiled) serves(id string) bool {
	return slices.ContainsFunc(c.Catalog.Book(id).Teaches, func(t catalog.SkillLevel) bool {
		return slices.ContainsFunc(c.targets, func(w weighted) bool { return w.skill == t.Skill })
	})
}

// open is the weight of the targets not reached at the start.
func (c *compiled) open() float64 {
	w := 0.0
	for _, t := range c.targets {
		if t.level > c.state[t.skill] {
			w += t.weight
		}
	}
	return w
}

// step reads item i: it moves state and raised, and notes what happened.
func (c *compiled) step(i int, state []float64, raised map[int][]string) Step {
	it := &c.p.items[i]
	b := c.Catalog.Book(it.id)
	h := c.estimate(it, c.state)
	terms, pref := c.preference(it)
	s := Step{
		Book: ref(b), Hours: roundHours(h.Total()), Reading: h.Reading, Exercises: h.Exercises,
		HoursLow: roundHours(h.Total() * rangeLow), HoursHigh: roundHours(h.Total() * rangeHigh),
		PagesAssumed: h.Assumed, Begun: it.begun,
		Pref: pref, Preferences: terms, Felt: it.felt,
		RequiresMet: []Met{}, Gains: []Gain{},
	}
	if age := c.Catalog.Age(b, c.Today.Year()); age.Known() {
		s.Age = &age
	}
	for _, n := range it.needs {
		m := c.met(n, state)
		m.From = slices.Clone(raised[n.skill])
		s.Shortfall += float64(m.Short * m.Short)
		s.RequiresMet = append(s.RequiresMet, m)
	}
	before := slices.Clone(state)
	s.Readiness, _ = c.p.step(state, it)
	for _, t := range it.gains {
		was, is := before[t.skill], state[t.skill]
		if is <= was {
			continue
		}
		id := c.skills[t.skill]
		g := Gain{Skill: id, Name: skillName(c.Catalog, id), Before: catalog.Level(was), After: catalog.Level(is)}
		if goal := c.p.goal[t.skill]; was < goal {
			g.Value = c.p.slope[t.skill] * (min(is, goal) - was)
		}
		s.Value += g.Value
		s.Gains = append(s.Gains, g)
		raised[t.skill] = append(raised[t.skill], it.id)
	}
	slices.SortStableFunc(s.Gains, func(a, b Gain) int { return cmp.Compare(b.Value, a.Value) })
	for _, g := range s.Gains {
		s.CanDo = append(s.CanDo, c.canDo(g.Skill, float64(g.Before), float64(g.After))...)
	}
	return s
}

// met is a need against a state.
func (c *compiled) met(n need, state []float64) Met {
	id := c.skills[n.skill]
	m := Met{Skill: id, Name: skillName(c.Catalog, id), Need: catalog.Level(n.level), Have: catalog.Level(state[n.skill])}
	m.Short = max(0, m.Need-m.Have)
	return m
}

// canDo is what a reader can do at a level and could not before, in the words
// of the skill's anchors; of several that were passed, the highest.
func (c *compiled) canDo(skill string, was, is float64) []string {
	s := c.Catalog.Skill(skill)
	if s == nil {
		return nil
	}
	for _, l := range slices.Backward(slices.Sorted(maps.Keys(s.CanDo))) {
		if at := float64(l) - asGood - 1e-9; is >= at && was < at {
			return []string{s.CanDo[l]}
		}
	}
	return nil
}

// reckon fills in the targets and gaps from the state at the end.
func (c *compiled) reckon(p *Plan, end []float64) {
	open := c.open()
	for _, t := range c.targets {
		k := c.skillAt[t.skill]
		out := Target{
			Skill: t.skill, Name: skillName(c.Catalog, t.skill), From: join(t.from),
			Start: catalog.Level(c.state[t.skill]), Goal: catalog.Level(t.level), Reached: catalog.Level(end[k]),
		}
		if t.level > c.state[t.skill] {
			out.Weight = t.weight / open
		}
		p.Targets = append(p.Targets, out)
		if end[k] < t.level-asGood-1e-9 {
			p.Gaps = append(p.Gaps, c.gap(out, k, p, end))
		}
	}
	slices.SortStableFunc(p.Targets, byWeight)
	slices.SortStableFunc(p.Gaps, func(a, b Gap) int {
		return cmp.Compare(float64(b.Goal-b.Reached), float64(a.Goal-a.Reached))
	})
}

// gap says why a target is not reached, end being the state after the plan.
func (c *compiled) gap(t Target, k int, p *Plan, end []float64) Gap {
	g := Gap{Skill: t.Skill, Name: t.Name, Goal: t.Goal, Reached: t.Reached, Why: GapPrice}
	tight, readable := false, false
	for _, i := range c.p.teachers[k] {
		it := &c.p.items[i]
		for _, gain := range it.gains {
			if gain.skill == k {
				g.Best = max(g.Best, catalog.Level(gain.level))
			}
		}
		if slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Book.ID == it.id }) {
			continue
		}
		tight = tight || it.hours > c.p.budget-p.Hours
		rho, _ := c.p.step(slices.Clone(end), it)
		readable = readable || rho > 0
	}
	switch {
	case g.Best == 0:
		g.Why = GapNoBook
	case g.Best < g.Goal-asGood:
		g.Why = GapTooLow
	case c.MaxBooks > 0 && len(p.Steps) == c.p.limit:
		g.Why = GapCount
	case tight:
		g.Why = GapNoTime
	case !readable:
		g.Why = GapUnready
	}
	return g
}

// forSure ends "is not known" where something is.
func forSure(about int) string {
	if about > 0 {
		return " for sure"
	}
	return ""
}

func ref(b *catalog.Book) BookRef {
	return BookRef{
		ID: b.ID, Title: b.Title, Subtitle: b.Subtitle, Authors: b.Authors, Edition: b.Edition, Year: b.Year,
		Publisher: b.Publisher, Pages: b.Pages, PagesAbout: b.PagesAbout, ISBN: b.ISBN, URL: b.URL, Free: b.Free, BestFor: b.BestFor,
		Language: b.Language, Topics: b.Topics, Description: b.Description, Level: b.Level(),
		Caveats: b.Caveats, Recommended: b.Recommended, Inferred: b.Inferred,
	}
}
