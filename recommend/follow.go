package recommend

import (
	"slices"
	"time"

	"readpath/profiles"
)

// A Course is a plan that is being followed.
type Course struct {
	// Planned is the plan as it was made, for the reader as they were then: its
	// books that have been finished since are its first steps.
	Planned *Plan
	// Left is the rest of it, from today, for the reader as they are now; what
	// a new plan should change as little as it must. What is being read comes
	// first, planned or not.
	Left *Plan
	// Deadline is the last day; the zero Date is none.
	Deadline Date
}

// Follow computes the plan that the profile of a request keeps: as it was, and
// what is left of it. It is nil if the profile keeps none, or one that was made
// for other goals. A deadline that is over is left aside, see [Course].
//
// Nothing is searched: the books and their order are the kept ones, but that a
// book which can no longer be read is left out. Cost: two ledgers, some
// milliseconds.
func Follow(r *Request) (*Course, error) {
	kept := r.Profile.Plan
	if kept == nil || !slices.Equal(kept.Goals, r.Profile.GoalNames()) {
		return nil, nil
	}
	deadline := r.Profile.Deadline()
	then := asKept(r, deadline)
	then.Today = kept.Made
	then.Profile.Reading = nil
	isKept := func(id string) bool { return slices.Contains(kept.Books, id) }
	then.Profile.Read = slices.DeleteFunc(slices.Clone(r.Profile.Read), isKept)
	then.Profile.Exclude = slices.DeleteFunc(slices.Clone(r.Profile.Exclude), isKept)
	then.Profile.Progress = slices.DeleteFunc(slices.Clone(r.Profile.Progress), func(p profiles.Progress) bool { return isKept(p.Book) })
	c, err := compile(then)
	if err != nil {
		return nil, err
	}
	planned := c.ledger(c.sequence(kept.Books))

	now := asKept(r, deadline)
	now.Since = planned
	if c, err = compile(now); err != nil {
		return nil, err
	}
	seq := c.sequence(kept.Books)
	left := c.ledger(seq)
	c.whys(left, seq)
	left.Changes = c.changes(left, seq)
	course := &Course{Planned: planned, Left: left}
	if !deadline.IsZero() {
		course.Deadline = NewDate(deadline)
	}
	return course, nil
}

// asKept is a request for exactly the books of the kept plan, by the reader's
// word and time of then.
func asKept(r *Request, deadline time.Time) *Request {
	own, p := *r, *r.Profile
	own.Profile = &p
	p.Skills, p.Time.HoursPerWeek = p.Plan.Skills, p.Plan.HoursPerWeek
	p.Time.Weeks, p.Time.Until = 0, deadline
	if NewDate(deadline).Before(NewDate(r.Today).Time) {
		p.Time.Until = time.Time{}
	}
	own.Candidates = slices.Clone(p.Plan.Books)
	own.Include = own.Candidates
	own.Since, own.MaxBooks = nil, 0
	return &own
}

// sequence is the books of ids, in their order, as items, behind those that a
// plan must begin with and without those that cannot be read then.
func (c *compiled) sequence(ids []string) []int {
	seq := slices.Clone(c.p.first)
	state := slices.Clone(c.p.start)
	for _, i := range seq {
		c.p.step(state, &c.p.items[i])
	}
	for _, id := range ids {
		i := slices.IndexFunc(c.p.items, func(it item) bool { return it.id == id })
		if i < 0 || slices.Contains(seq, i) {
			continue
		}
		if rho, _ := c.p.step(state, &c.p.items[i]); rho > 0 {
			seq = append(seq, i)
		}
	}
	return seq
}
