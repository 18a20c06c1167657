package main

import (
	"bytes"
	"cmp"
	"errors"
	"slices"
	"strings"
	"time"

	"readpath/catalog"
	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
)

// A course is what a profile says of the way of its reader: the plan that it
// keeps, as far as it is still to be read, or one that is made for it now.
type course struct {
	lib     *index.Library
	profile *profiles.Profile
	today   time.Time
	request *recommend.Request
	kept    *recommend.Course // nil if the profile keeps no plan for its goals
	left    *recommend.Plan   // nil if the profile has no goals
	fresh   bool              // left was made now
	depth   string            // of new plans; "" is that of the plan the profile keeps
}

// newCourse finds out what is left to read. New plans are of a depth, or if it
// is "" of that of the plan before.
func newCourse(lib *index.Library, p *profiles.Profile, today time.Time, depth string) (*course, error) {
	c := &course{lib: lib, profile: p, today: today, depth: depth}
	if len(p.Goals) == 0 {
		return c, nil
	}
	var err error
	if c.request, err = c.ask(p, nil); err != nil {
		return nil, err
	}
	if c.kept, err = recommend.Follow(c.request); err != nil {
		return nil, err
	}
	if c.kept != nil {
		c.left = c.kept.Left
		return c, nil
	}
	c.fresh = true
	c.left, err = c.make(c.request)
	return c, err
}

// make makes a plan; a deadline that is over is none.
func (c *course) make(r *recommend.Request) (*recommend.Plan, error) {
	if until := r.Profile.Time.Until; !until.IsZero() && recommend.NewDate(until).Before(recommend.NewDate(c.today).Time) {
		own, p := *r, *r.Profile
		own.Profile, p.Time.Until = &p, time.Time{}
		r = &own
	}
	return recommend.MakePlan(r)
}

// ask is the request for a plan of the rest of the course. Weeks count from
// the day of the plan that is followed.
func (c *course) ask(p *profiles.Profile, since *recommend.Plan) (*recommend.Request, error) {
	var o planOptions
	own := *p
	own.Conditions.Depth = cmp.Or(c.depth, c.keptDepth(), p.Conditions.Depth)
	if until := p.Deadline(); !until.IsZero() {
		own.Time.Weeks, own.Time.Until = 0, until
	}
	r, err := o.request(c.lib, &own, c.today)
	if err == nil {
		r.Since = since
	}
	return r, err
}

// keptDepth is the depth of the plan that the profile keeps; "" is the usual.
func (c *course) keptDepth() string {
	if c.profile.Plan == nil {
		return ""
	}
	return c.profile.Plan.Depth
}

// replan makes the plan of a profile as it is after a change, with as few
// changes as need be. It is nil without goals.
func (c *course) replan(p *profiles.Profile) (*recommend.Plan, error) {
	if len(p.Goals) == 0 {
		return nil, nil
	}
	r, err := c.ask(p, c.left)
	if err != nil {
		return nil, err
	}
	return c.make(r)
}

// keep is what a profile keeps of a new plan. As long as goals and levels stay,
// it is the old plan with another end, measured from where that began.
func (c *course) keep(p *profiles.Profile, plan *recommend.Plan) *profiles.Kept {
	k := &profiles.Kept{
		Made: recommend.NewDate(c.today).Time, Goals: p.GoalNames(), Skills: p.Skills, HoursPerWeek: p.Time.HoursPerWeek, Books: []string{},
	}
	if k.Depth = cmp.Or(c.depth, c.keptDepth()); k.Depth == string(recommend.Balanced) {
		k.Depth = ""
	}
	old := c.profile.Plan
	if old != nil {
		if k.Begun = old.Begun; k.Begun.IsZero() {
			k.Begun = old.Made
		}
	}
	switch {
	case c.kept != nil && sameLevels(old.Skills, p.Skills) && slices.Equal(old.Goals, k.Goals):
		k.Made = old.Made
		k.Books = among(old.Books, p.Read)
	case c.fresh:
		for _, s := range c.left.Steps {
			k.Books = append(k.Books, s.Book.ID)
		}
		k.Books = among(k.Books, p.Read)
	}
	for _, s := range plan.Steps {
		k.Books = append(k.Books, s.Book.ID)
	}
	return k
}

// sameLevels reports whether two readers state the same, in whatever order.
func sameLevels(a, b catalog.Levels) bool {
	sorted := func(l catalog.Levels) catalog.Levels {
		return slices.SortedFunc(slices.Values(l), func(x, y catalog.SkillLevel) int { return strings.Compare(x.Skill, y.Skill) })
	}
	return slices.Equal(sorted(a), sorted(b))
}

// among are the ids that are in a list, in their order.
func among(ids, list []string) []string {
	return slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return !slices.Contains(list, id) })
}

// errNoCourse says that there is nothing to follow.
var errNoCourse = errors.New("the profile has no goal, so there is no plan to follow")

// reread is the profile that a draft says.
func reread(d *profiles.Draft, lib *index.Library) (*profiles.Profile, error) {
	return profiles.Load(bytes.NewReader(d.Bytes()), "the profile", lib)
}
