package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
	"readpath/recommend/export"
)

// progressOptions is everything "readpath start", "log", "done" and "drop" can
// be told.
type progressOptions struct {
	*globalOptions
	profile string
	event   string // of the diary; "" is "log"
	hours   float64
	date    string
	rating  int
	why     string
	json    bool
}

// A progressReport is what "readpath start", "log", "done" and "drop" print.
type progressReport struct {
	Profile  string          `json:"profile"` // the file that was changed
	Book     string          `json:"book"`
	Title    string          `json:"title"`
	Event    string          `json:"event"` // start, log, done or drop
	Date     recommend.Date  `json:"date"`
	Hours    float64         `json:"hours,omitempty"`         // of this entry
	Logged   float64         `json:"hours_logged"`            // on this book, in all
	Estimate float64         `json:"hours_planned,omitempty"` // for all of this book; 0 if the plan does not have it
	Rating   int             `json:"rating,omitempty"`
	Plan     *recommend.Plan `json:"plan,omitempty"` // the new plan, with its changes; none after log, or without goals
	Next     *recommend.Step `json:"next,omitempty"` // the next book that is not begun; none after log
	Kept     bool            `json:"kept"`           // the profile keeps the plan from now on, as it is now
}

func newStartCmd(g *globalOptions) *cobra.Command {
	o := progressOptions{globalOptions: g, event: profiles.EventStart}
	return o.command("start BOOK", "Note that you begin a book", `Note in your profile that you begin a book. The plan begins with what you are
reading; if your profile keeps no plan yet, the one made now is kept, and
'readpath next', 'status' and 'done' go by it.`,
		"  readpath start dsgo\n  readpath start ddia --date 2026-09-01 --profile work")
}

func newLogCmd(g *globalOptions) *cobra.Command {
	o := progressOptions{globalOptions: g}
	return o.command("log [BOOK]", "Note hours of reading", `Note hours of reading in your profile. The book may be left out while you read
only one. From the hours of books that you finished your own pace is measured.`,
		"  readpath log --hours 1.5\n  readpath log ddia --hours 2 --date 2026-09-03")
}

func newDoneCmd(g *globalOptions) *cobra.Command {
	o := progressOptions{globalOptions: g, event: profiles.EventDone}
	return o.command("done [BOOK]", "Note that you finished a book, and get the plan from there", `Note in your profile that you finished a book, and make the plan anew from
there: it changes as little as it must, and says what changed and why. The book
may be left out while you read only one.`,
		"  readpath done dsgo\n  readpath done dsgo --hours 3 --rating 4")
}

func newDropCmd(g *globalOptions) *cobra.Command {
	o := progressOptions{globalOptions: g, event: profiles.EventDrop}
	return o.command("drop [BOOK]", "Note that you will not read a book, and get a plan without it", `Note in your profile that you will not read a book, or not to its end, and make
the plan anew without it. 'readpath start BOOK' takes it up again.`,
		"  readpath drop ddia --why \"not before the holidays\"")
}

func (o progressOptions) command(use, short, long, example string) *cobra.Command {
	cmd := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.OutOrStdout(), strings.Join(args, ""))
		},
	}
	if o.event == profiles.EventStart {
		cmd.Args = cobra.ExactArgs(1)
	}
	cmd.ValidArgsFunction = o.completeCourse
	f := cmd.Flags()
	f.StringVar(&o.profile, "profile", usualProfile, "profile `NAME|FILE` to change")
	f.Float64Var(&o.hours, "hours", 0, "reading since the last entry, in `hours`")
	f.StringVar(&o.date, "date", "", "the `date` of it (default: the system's date)")
	f.BoolVar(&o.json, "json", false, "print JSON")
	switch o.event {
	case profiles.EventDone:
		f.IntVar(&o.rating, "rating", 0, "how you liked it, from 1 to 5, for yourself: plans do not use it")
	case profiles.EventDrop:
		f.StringVar(&o.why, "why", "", "`words` on why, for yourself")
	}
	must(cmd.RegisterFlagCompletionFunc("profile", completeProfiles))
	return cmd
}

// check refuses flags that cannot be right, and returns the day.
func (o *progressOptions) check() (time.Time, error) {
	switch {
	case !(o.hours >= 0 && o.hours <= 10000):
		return time.Time{}, usagef("--hours %v is not from 0 to 10000", o.hours)
	case o.event == "" && o.hours == 0:
		return time.Time{}, usagef("say how long you read, as in --hours 1.5")
	case o.rating < 0 || o.rating > profiles.MaxRating:
		return time.Time{}, usagef("--rating %d is not from 1 to %d", o.rating, profiles.MaxRating)
	}
	if o.date == "" {
		return time.Now(), nil
	}
	day, err := profiles.ParseDate(o.date)
	if err != nil {
		return day, usagef("--date %v", err)
	}
	return day, nil
}

func (o *progressOptions) run(out io.Writer, name string) error {
	day, err := o.check()
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	var r *progressReport
	path, _, err := editProfile(o.profile, lib, func(p *profiles.Profile, d *profiles.Draft) (err error) {
		r, err = o.note(lib, p, d, name, day)
		return err
	})
	if err != nil {
		return err
	}
	r.Profile = path
	if o.json {
		return writeJSON(out, r)
	}
	return r.print(out)
}

// note writes the entry and, where the books changed, the plan.
func (o *progressOptions) note(lib *index.Library, p *profiles.Profile, d *profiles.Draft, name string, day time.Time) (*progressReport, error) {
	b, err := o.book(lib, p, name)
	if err != nil {
		return nil, err
	}
	r := &progressReport{
		Book: b.ID, Title: b.Title, Event: cmp.Or(o.event, "log"), Date: recommend.NewDate(day), Hours: o.hours, Rating: o.rating, Logged: o.hours,
	}
	for _, e := range p.Progress {
		if e.Book == b.ID {
			r.Logged += e.Hours
		}
	}
	c, err := newCourse(lib, p, day)
	if err != nil {
		return nil, err
	}
	r.Estimate = c.estimate(b.ID)
	entry := profiles.Progress{Book: b.ID, Date: r.Date.Time, Hours: o.hours, Event: o.event, Rating: o.rating, Note: o.why}
	if o.event == "" && !slices.Contains(p.Reading, b.ID) && !slices.Contains(p.Read, b.ID) {
		entry.Event = profiles.EventStart // who reads it has begun it
	}
	if err := d.Note(p, entry); err != nil || entry.Event == "" {
		return r, err
	}
	after, err := reread(d, lib)
	if err != nil {
		return nil, err
	}
	if r.Plan, err = c.replan(after); err != nil || r.Plan == nil {
		return r, err
	}
	for i := range r.Plan.Steps {
		if s := &r.Plan.Steps[i]; !s.Begun {
			r.Next = s
			break
		}
	}
	r.Kept = true
	return r, d.Keep(c.keep(after, r.Plan))
}

// book is the book of a name, or the one that is being read.
func (o *progressOptions) book(cat profiles.Names, p *profiles.Profile, name string) (*catalog.Book, error) {
	if name == "" {
		switch len(p.Reading) {
		case 0:
			return nil, fmt.Errorf("name a book, for you are reading none; 'readpath next' says what comes next")
		case 1:
			return cat.Book(p.Reading[0]), nil
		}
		return nil, fmt.Errorf("name a book, for you are reading %s", recommend.Enumerate(p.Reading))
	}
	b, err := cat.FindBook(name)
	if err != nil {
		return nil, err
	}
	switch {
	case o.event == profiles.EventStart && slices.Contains(p.Reading, b.ID):
		return nil, fmt.Errorf("you are reading %s already", b.ID)
	case o.event == profiles.EventDone && slices.Contains(p.Read, b.ID),
		o.event != "" && o.event != profiles.EventDone && slices.Contains(p.Read, b.ID):
		return nil, fmt.Errorf("you have read %s; take it out of 'read' in the profile if you have not", b.ID)
	case o.event == profiles.EventDrop && slices.Contains(p.Exclude, b.ID):
		return nil, fmt.Errorf("you have dropped %s already", b.ID)
	}
	return b, nil
}

// estimate is how long the plan takes a book to be, all of it; 0 if it does not
// have it.
func (c *course) estimate(id string) float64 {
	if c.left == nil {
		return 0
	}
	for _, s := range c.left.Steps {
		if s.Book.ID == id {
			return recommend.WholeHours(c.request, id)
		}
	}
	return 0
}

func (r *progressReport) print(out io.Writer) error {
	w := newPrinter(out)
	spent := ""
	if r.Logged > 0 {
		spent = fmt.Sprintf(" %.1f h are logged on it", r.Logged)
		if r.Estimate > 0 {
			spent += fmt.Sprintf("; it was taken for %.1f h", r.Estimate)
		}
		spent += "."
	}
	switch r.Event {
	case profiles.EventStart:
		if spent == "" && r.Estimate > 0 {
			spent = fmt.Sprintf(" It is taken for %.1f h.", r.Estimate)
		}
		w.para("You begin %s.%s", r.Title, spent)
	case profiles.EventDone:
		w.para("You have finished %s.%s", r.Title, spent)
	case profiles.EventDrop:
		w.para("%s is dropped.%s 'readpath start %s' would take it up again.", r.Title, spent, r.Book)
	default:
		w.para("%.1f h for %s.%s", r.Hours, r.Title, spent)
	}
	if r.Plan == nil {
		return w.err
	}
	if ended := r.Event == profiles.EventDone || r.Event == profiles.EventDrop; ended || changesBooks(r.Plan, r.Book) {
		w.line("")
		for _, words := range export.Changes(r.Plan) {
			w.item("  - ", "%s", words)
		}
		w.line("")
	}
	switch {
	case r.Next != nil && r.Event == profiles.EventDone:
		w.para("Next: %s (%s), %.1f h. 'readpath next' says why, 'readpath start %s' begins it.", r.Next.Book.Title, r.Next.Book.ID, r.Next.Hours, r.Next.Book.ID)
	case r.Next == nil && len(r.Plan.Steps) == 0:
		w.para("Nothing is left to read: the plan is at its end.")
	}
	return w.err
}

// changesBooks reports whether a plan has other books than the one before, or
// another order, beside one book.
func changesBooks(p *recommend.Plan, but string) bool {
	if p.Changes == nil {
		return false
	}
	is := func(c recommend.Change) bool { return c.Book != but }
	return slices.ContainsFunc(p.Changes.Dropped, is) || slices.ContainsFunc(p.Changes.Added, is) || slices.ContainsFunc(p.Changes.Moved, is)
}

// completeCourse offers the books that the reader is at, or all.
func (o *progressOptions) completeCourse(cmd *cobra.Command, args []string, part string) ([]string, cobra.ShellCompDirective) {
	if len(args) > 0 {
		return nil, cobra.ShellCompDirectiveNoFileComp
	}
	all, directive := o.completeBooks(cmd, args, part)
	lib, err := o.library()
	if err != nil {
		return all, directive
	}
	defer lib.Close()
	p, err := loadProfile(o.profile, strings.NewReader(""), lib)
	if err != nil {
		return all, directive
	}
	likely := slices.Clone(p.Reading)
	if o.event == profiles.EventStart || o.event == profiles.EventDrop {
		if p.Plan != nil {
			likely = append(likely, p.Plan.Books...)
		}
	}
	var mine []string
	for _, b := range all {
		id, _, _ := strings.Cut(b, "\t")
		if slices.Contains(likely, id) && !slices.Contains(p.Read, id) {
			mine = append(mine, b)
		}
	}
	if len(mine) == 0 {
		return all, directive
	}
	return mine, directive
}
