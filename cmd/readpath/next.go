package main

import (
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"readpath/recommend"
	"readpath/recommend/export"
)

// courseOptions is everything "readpath next" and "readpath status" can be told.
type courseOptions struct {
	*globalOptions
	profile string
	today   string
	json    bool
}

func (o *courseOptions) flags(cmd *cobra.Command) {
	cmd.Flags().StringVar(&o.profile, "profile", usualProfile, "profile `NAME|FILE`; - is standard input")
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` of today (default: the system's date)")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	must(cmd.RegisterFlagCompletionFunc("profile", completeProfiles))
}

// with opens the library and calls do with the course of the profile.
func (o *courseOptions) with(in io.Reader, do func(*course) error) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	p, err := loadProfile(o.profile, in, lib)
	if err != nil {
		return err
	}
	c, err := newCourse(lib, p, today)
	if err != nil {
		return err
	}
	if c.left == nil {
		return errNoCourse
	}
	return do(c)
}

// A nextReport is what "readpath next" prints.
type nextReport struct {
	Reading []recommend.Step `json:"reading"`        // what was begun, first of the plan
	Next    *recommend.Step  `json:"next,omitempty"` // the first book that is not begun; none at the end of the plan
	Kept    bool             `json:"kept"`           // they are of the plan that the profile keeps, not of one made now
}

func newNextCmd(g *globalOptions) *cobra.Command {
	o := courseOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "next",
		Short: "What to read next, and why",
		Long: `What to read next by the plan that your profile keeps, or by one made now if it
keeps none: 'readpath start BOOK' and 'readpath plan --keep' keep one.`,
		Example: "  readpath next\n  readpath next --profile work --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.with(cmd.InOrStdin(), func(c *course) error { return o.next(c, cmd.OutOrStdout()) })
		},
	}
	o.flags(cmd)
	return cmd
}

func (o *courseOptions) next(c *course, out io.Writer) error {
	r := nextReport{Reading: []recommend.Step{}, Kept: !c.fresh}
	at := -1
	for n := range c.left.Steps {
		if s := &c.left.Steps[n]; s.Begun {
			r.Reading = append(r.Reading, *s)
		} else if r.Next == nil {
			r.Next, at = s, n
		}
	}
	if o.json {
		return writeJSON(out, r)
	}
	w := newPrinter(out)
	for _, s := range r.Reading {
		w.para("You are reading %s: about %.1f h are left.", s.Book.Title, s.Hours)
	}
	if r.Next == nil {
		w.para("%s", atTheEnd(c))
		return w.err
	}
	if len(r.Reading) > 0 {
		w.para("After that:")
	}
	if w.err != nil {
		return w.err
	}
	if err := export.TextStep(out, c.left, at, textOptions(out)); err != nil {
		return err
	}
	w.line("")
	if len(r.Reading) == 0 {
		w.para("'readpath start %s' begins it.", r.Next.Book.ID)
	}
	return w.err
}

// atTheEnd says that there is no next book.
func atTheEnd(c *course) string {
	if len(c.left.Steps) > 0 {
		return "It is the last of the plan."
	}
	if c.kept == nil {
		return "There is nothing to read for your goals; 'readpath plan' says why."
	}
	return fmt.Sprintf("The plan of %s is at its end. A new goal in the profile begins a new one.", c.kept.Planned.Today)
}
