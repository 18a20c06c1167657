package recommend

import (
	"fmt"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// BookWhy says why a book is in a reader's plan, or why not and what would
// have to change for it to be. All of it is found by planning anew.
type BookWhy struct {
	Book    BookRef  `json:"book"`
	In      bool     `json:"in"`
	Place   int      `json:"place,omitempty"`    // the step that it is, from 1
	Step    *Step    `json:"step,omitempty"`     // its part of the ledger
	Kept    string   `json:"kept_out,omitempty"` // the condition of the reader's that keeps it out
	Forced  *Forced  `json:"forced,omitempty"`   // the best plan that has it, if it is out
	Changes []WhatIf `json:"changes"`            // what would bring it in, or put it out
	Plan    *Plan    `json:"-"`
}

// Forced is the best plan with a book that the best plan of all does not have.
type Forced struct {
	Place   int      `json:"place"` // the step it would be, from 1
	Loss    float64  `json:"loss"`  // of the objective
	Reached float64  `json:"reached"`
	Hours   float64  `json:"hours"`
	Drops   []string `json:"drops,omitempty"` // ids of steps of the plan that it has not
	Adds    []string `json:"adds,omitempty"`  // ids of others that it has besides the book
}

// A WhatIf is one change to the request with which a plan was made anew.
type WhatIf struct {
	Change  string  `json:"change"`
	In      bool    `json:"in"`      // whether the book is in the plan then
	Reached float64 `json:"reached"` // share of that request's goal
	Hours   float64 `json:"hours"`
}

// Why explains a book's place in, or absence from, the plan of a request. The
// error is that of [MakePlan]. Cost: about a dozen plans.
func Why(r *Request, id string) (*BookWhy, error) {
	c, err := compile(r)
	if err != nil {
		return nil, err
	}
	plan := c.plan(c.search())
	w := &BookWhy{Book: ref(r.Catalog.Book(id)), Changes: []WhatIf{}, Plan: plan}
	for n := range plan.Steps {
		if plan.Steps[n].Book.ID == id {
			w.In, w.Place, w.Step = true, n+1, &plan.Steps[n]
		}
	}
	for _, e := range c.excluded {
		if e.Book == id {
			w.Kept = e.Why
			return w, nil
		}
	}
	if !w.In {
		if w.Forced, err = forced(r, plan, id); err != nil {
			return nil, err
		}
	}
	for _, v := range variants(r, plan, id) {
		other, err := MakePlan(v.r)
		if err != nil {
			continue // a goal fewer may leave none
		}
		in := slices.ContainsFunc(other.Steps, func(s Step) bool { return s.Book.ID == id })
		if in != w.In {
			w.Changes = append(w.Changes, WhatIf{v.change, in, other.Coverage, other.Hours})
		}
	}
	return w, nil
}

// forced is the best plan with a book in it, nil if there is none.
func forced(r *Request, plan *Plan, id string) (*Forced, error) {
	with := *r
	with.Include = append(slices.Clone(r.Include), id)
	other, err := MakePlan(&with)
	if err != nil {
		return nil, err
	}
	f := &Forced{Loss: plan.Objective - other.Objective, Reached: other.Coverage, Hours: other.Hours}
	has := func(p *Plan, id string) bool {
		return slices.ContainsFunc(p.Steps, func(s Step) bool { return s.Book.ID == id })
	}
	for n, s := range other.Steps {
		if s.Book.ID == id {
			f.Place = n + 1
		} else if !has(plan, s.Book.ID) {
			f.Adds = append(f.Adds, s.Book.ID)
		}
	}
	for _, s := range plan.Steps {
		if !has(other, s.Book.ID) {
			f.Drops = append(f.Drops, s.Book.ID)
		}
	}
	if f.Place == 0 {
		return nil, nil
	}
	return f, nil
}

type variant struct {
	change string
	r      *Request
}

// variants are requests that differ in one thing: time, depth, the number of
// books, a level of what the book asks for, a goal that it teaches.
func variants(r *Request, plan *Plan, id string) []variant {
	var out []variant
	add := func(change string, edit func(*Request, *profiles.Profile)) {
		with, p := *r, *r.Profile
		p.Skills, p.Goals = slices.Clone(p.Skills), slices.Clone(p.Goals)
		with.Profile = &p
		edit(&with, &p)
		out = append(out, variant{change, &with})
	}
	if plan.Budget != nil {
		for _, more := range []float64{0.25, 0.5, 1} {
			hours := plan.PerWeek * (1 + more)
			add(fmt.Sprintf("%.3g hours a week instead of %.3g", hours, plan.PerWeek), func(_ *Request, p *profiles.Profile) {
				p.Time.HoursPerWeek = hours
			})
		}
	}
	if r.MaxBooks > 0 {
		add(fmt.Sprintf("%d books instead of %d", r.MaxBooks+1, r.MaxBooks), func(r *Request, _ *profiles.Profile) { r.MaxBooks++ })
	}
	for _, depth := range []Depth{Quick, Thorough} {
		if m, err := NewModel(depth); err == nil && m.Price != r.Model.Price {
			add("depth "+string(depth), func(r *Request, _ *profiles.Profile) { r.Model.Price = m.Price })
		}
	}
	b := r.Catalog.Book(id)
	have := func(skill string) catalog.Level {
		for _, s := range plan.Start {
			if s.Skill == skill {
				return s.Level
			}
		}
		return 0
	}
	for _, need := range b.Requires {
		if had := have(need.Skill); had < need.Level {
			add(fmt.Sprintf("%s %s to begin with, instead of %s", r.Catalog.SkillName(need.Skill), need.Level, had.Number()),
				func(_ *Request, p *profiles.Profile) { state(p, need.Skill, need.Level) })
		}
	}
	for _, t := range b.Teaches[:min(3, len(b.Teaches))] {
		goal := catalog.Level(math.Min(float64(t.Level), float64(catalog.MaxLevel)))
		wanted := slices.ContainsFunc(plan.Targets, func(g Target) bool { return g.Skill == t.Skill && g.Goal >= goal })
		if !wanted {
			add(fmt.Sprintf("the goal %s %s besides", r.Catalog.SkillName(t.Skill), goal), func(_ *Request, p *profiles.Profile) {
				p.Goals = append(p.Goals, profiles.Goal{Skill: t.Skill, Level: goal, Weight: 1})
			})
		}
	}
	return out
}

// state states a level in a profile's copy.
func state(p *profiles.Profile, skill string, level catalog.Level) {
	for i := range p.Skills {
		if p.Skills[i].Skill == skill {
			p.Skills[i].Level = level
			return
		}
	}
	p.Skills = append(p.Skills, catalog.SkillLevel{Skill: skill, Level: level})
}
