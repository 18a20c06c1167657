package main

import (
	"cmp"
	"fmt"
	"io"

	"readpath/profiles"
	"readpath/recommend"
)

// checkKeep refuses flags of a plan that the profile would not know of.
func (o *planOptions) checkKeep() error {
	for _, f := range []struct {
		name  string
		given bool
	}{
		{"goal", len(o.goals) > 0}, {"know", len(o.know) > 0}, {"as", o.as != ""}, {"hours-per-week", o.perWeek > 0},
		{"weeks", o.weeks > 0}, {"until", o.until != ""}, {"books", o.books > 0}, {"among", len(o.among) > 0},
		{"include", len(o.include) > 0}, {"exclude", len(o.exclude) > 0}, {"before", len(o.before) > 0},
		{"from", o.from != ""}, {"since", o.since != ""}, {"prove", o.prove}, {"profile a second time", len(o.others) > 0},
	} {
		if f.given {
			return usagef("--keep keeps the plan of the profile: --%s cannot go with it; say it in the profile, with 'readpath profile set' or by hand", f.name)
		}
	}
	return nil
}

// keepPlan makes the plan of the profile, writes into the profile that it is
// followed from now on, and prints it. If one is followed already, the new one
// changes as little of it as it must.
func (o *planOptions) keepPlan(out, errOut io.Writer) error {
	if err := o.checkKeep(); err != nil {
		return err
	}
	today, err := o.check()
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	var plan *recommend.Plan
	path, _, err := editProfile(cmp.Or(o.profile, usualProfile), lib, func(p *profiles.Profile, d *profiles.Draft) error {
		c, err := newCourse(lib, p, today, o.depth)
		if err != nil {
			return err
		}
		if plan = c.left; !c.fresh {
			plan, err = c.replan(p)
		}
		if err != nil {
			return err
		}
		if plan == nil {
			return recommend.ErrNoGoals
		}
		return d.Keep(c.keep(p, plan))
	})
	if err != nil {
		return err
	}
	if err := o.print(out, plan); err != nil {
		return err
	}
	_, err = fmt.Fprintf(errOut, "kept in %s: 'readpath next' and 'readpath status' go by it\n", path)
	return err
}
