package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
	"readpath/recommend/export"
)

// planOptions is everything "readpath plan" can be told.
type planOptions struct {
	readerOptions
	goals   []string
	perWeek float64
	weeks   int
	until   string
	books   int
	depth   string
	among   []string
	include []string
	exclude []string
	before  []string
	since   string
	prove   bool
	keep    bool
	output
}

func newPlanCmd(g *globalOptions) *cobra.Command {
	o := planOptions{readerOptions: readerOptions{globalOptions: g}}
	schema := false
	cmd := &cobra.Command{
		Use:   "plan",
		Short: "Make a reading plan",
		Long: `Make an ordered reading plan for a profile, for goals given by flags, or both:
flags win over the profile's entries.

A goal is a skill, an area, or any text: --goal consensus=3, --goal
distributed-systems, --goal "search engines=2". Without a level it is 3, working.
Or it is a background, with the levels that such a person usually has: --as
front-end-developer --goal data-engineer.

With --profile more than once it is one plan for a group: the order that serves
all, and what each of them may skip.

A plan carries what it was made for: --from takes a plan that was written as
markdown, JSON, YAML or a web page for a profile, and makes it anew. The
formats, and the endings of --out that mean them, are

` + formatHelp(),
		Example: `  readpath plan --goal distributed-systems --know programming=3 --weeks 12 --hours-per-week 6
  readpath plan --profile me.yaml --today 2026-09-01 --out plan.md
  readpath plan --goal scalability --among uds,ddia,scalable-systems --books 1
  readpath plan --profile me.yaml --since plan.json --out new.json
  readpath plan --keep
  readpath plan --profile ada.yaml --profile ben.yaml
  readpath plan --from plan.md --hours-per-week 8 --out plan.ics`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			switch {
			case schema:
				_, err := io.WriteString(cmd.OutOrStdout(), export.Schema)
				return err
			case o.keep:
				return o.keepPlan(cmd.OutOrStdout(), cmd.ErrOrStderr())
			case len(o.others) > 0:
				return o.group(cmd.InOrStdin(), cmd.OutOrStdout())
			}
			return o.run(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.requestFlags(cmd)
	o.outputFlags(cmd)
	cmd.Flags().StringVar(&o.from, "from", "", "take the profile out of a plan, a markdown, JSON, YAML or HTML `FILE` of --out; - is standard input")
	cmd.Flags().BoolVar(&schema, "schema", false, "print the JSON Schema of plans, and make none")
	cmd.Flags().BoolVar(&o.keep, "keep", false, "keep the plan in the profile, for 'next', 'status' and 'done' to go by")
	cmd.Flags().StringVar(&o.since, "since", "", "the plan before, a JSON `FILE` of --out: change as little of it as need be")
	cmd.Flags().BoolVar(&o.prove, "prove", false, "say how good the plan is: optimal, or within a share of the best there could be")
	return cmd
}

// requestFlags are those that say who the reader is and what the plan is for,
// but for the day it begins.
func (o *planOptions) requestFlags(cmd *cobra.Command) {
	o.flags(cmd)
	f := cmd.Flags()
	f.StringArrayVar(&o.goals, "goal", nil, "what to learn, as `skill=level`, area=level, background or text; may be repeated")
	f.Float64Var(&o.perWeek, "hours-per-week", 0, "reading time, in `hours`")
	f.IntVar(&o.weeks, "weeks", 0, "how many `weeks` there are")
	f.StringVar(&o.until, "until", "", "the last `date`, as 2026-12-31")
	f.IntVar(&o.books, "books", 0, "at most this `number` of books")
	f.StringVar(&o.depth, "depth", "", "how much a step must bring: "+strings.Join(recommend.Depths, ", ")+" (default balanced)")
	f.StringSliceVar(&o.among, "among", nil, "choose among these `books` only")
	f.StringSliceVar(&o.include, "include", nil, "`books` that must be in the plan")
	f.StringSliceVar(&o.exclude, "exclude", nil, "`books` that must not be in the plan")
	f.StringArrayVar(&o.before, "before", nil, "`A,B`: if both books are in the plan, A comes first; may be repeated")
	must(cmd.RegisterFlagCompletionFunc("goal", o.completeGoals))
	must(cmd.RegisterFlagCompletionFunc("depth", cobra.FixedCompletions(recommend.Depths, cobra.ShellCompDirectiveNoFileComp)))
	for _, name := range []string{"among", "include", "exclude"} {
		must(cmd.RegisterFlagCompletionFunc(name, o.completeBooks))
	}
}

func (o *planOptions) run(in io.Reader, out, errOut io.Writer) error {
	return o.with(in, func(lib *index.Library, p *profiles.Profile, today time.Time) error {
		if err := o.make(lib, p, today, out); err != nil || p.Plan == nil || o.since != "" {
			return err
		}
		_, err := fmt.Fprintf(errOut, "this plan is made afresh: you follow the one of %s, see 'readpath next'; --keep changes that one\n", p.Plan.Made.Format(profiles.DateForm))
		return err
	})
}

// with checks the flags, opens the library and calls do for the reader whom
// the flags mean.
func (o *planOptions) with(in io.Reader, do func(*index.Library, *profiles.Profile, time.Time) error) error {
	today, err := o.check()
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	if len(o.goals) == 0 {
		o.usual()
	}
	p, err := o.reader(in, lib)
	if err != nil {
		return err
	}
	if err := o.override(p, lib); err != nil {
		return err
	}
	return do(lib, p, today)
}

// check refuses flags that cannot be right, and returns the day of today.
func (o *planOptions) check() (time.Time, error) {
	none := time.Time{}
	switch {
	case !(o.perWeek >= 0 && o.perWeek <= 100):
		return none, usagef("--hours-per-week %v is not from 0 to 100", o.perWeek)
	case o.weeks < 0 || o.weeks > 1000:
		return none, usagef("--weeks %d is not from 0 to 1000", o.weeks)
	case o.books < 0:
		return none, usagef("--books %d is below 0", o.books)
	case o.weeks > 0 && o.until != "":
		return none, usagef("give --weeks or --until, not both")
	case o.profile != "" && o.from != "":
		return none, usagef("give --profile or --from, not both")
	}
	if err := o.output.check(); err != nil {
		return none, err
	}
	if _, err := recommend.NewModel(recommend.Depth(o.depth)); err != nil {
		return none, usageError{err}
	}
	return dayOf(o.today)
}

// dayOf is the day of --today, the system's if it is "".
func dayOf(today string) (time.Time, error) {
	if today == "" {
		return time.Now(), nil
	}
	t, err := profiles.ParseDate(today)
	if err != nil {
		return t, usagef("--today %v", err)
	}
	return t, nil
}

// override lets the flags win over the profile.
func (o *planOptions) override(p *profiles.Profile, cat profiles.Names) error {
	if len(o.goals) > 0 {
		p.Goals = nil
	}
	for _, s := range o.goals {
		name, level, err := nameAndLevel(s)
		switch {
		case err != nil:
			return usagef("--goal %s: %v", s, err)
		case name == "":
			return usagef("--goal %q names nothing", s)
		case level == 0:
			return usagef("--goal %s: a goal's level is above 0", s)
		}
		g := profiles.NewGoal(cat, name, profiles.DefaultGoalLevel)
		if level > 0 && g.Background != "" {
			return usagef("--goal %s: a background has levels of its own; give --goal %s", s, g)
		}
		if level > 0 {
			g.Level = level
		}
		p.Goals = append(p.Goals, g)
	}
	if o.perWeek > 0 {
		p.Time.HoursPerWeek = o.perWeek
	}
	if o.weeks > 0 {
		p.Time.Weeks, p.Time.Until = o.weeks, time.Time{}
	}
	if o.until != "" {
		until, err := profiles.ParseDate(o.until)
		if err != nil {
			return usagef("--until %v", err)
		}
		p.Time.Weeks, p.Time.Until = 0, until
	}
	excluded, err := findBooks(cat, o.exclude)
	if err != nil {
		return err
	}
	for _, id := range excluded {
		if !slices.Contains(p.Exclude, id) {
			p.Exclude = append(p.Exclude, id)
		}
	}
	return o.conditions(&p.Conditions, cat)
}

// conditions lets the flags win over what the profile asks of a plan.
func (o *planOptions) conditions(c *profiles.Conditions, cat profiles.Names) error {
	if o.depth != "" {
		c.Depth = o.depth
	}
	if o.books > 0 {
		c.MaxBooks = o.books
	}
	for _, list := range []struct {
		flag []string
		into *[]string
	}{{o.among, &c.Among}, {o.include, &c.Include}} {
		ids, err := findBooks(cat, list.flag)
		if err != nil {
			return err
		}
		if len(ids) > 0 {
			*list.into = ids
		}
	}
	pairs, err := findPairs(cat, o.before)
	if len(pairs) > 0 {
		c.Before = pairs
	}
	return err
}

// make plans and prints.
func (o *planOptions) make(lib *index.Library, p *profiles.Profile, today time.Time, out io.Writer) error {
	plan, err := o.plan(lib, p, today)
	if err != nil {
		return err
	}
	return o.print(out, plan)
}

// print writes the plan where the flags say; on a terminal, through a pager
// where it is long.
func (o *planOptions) print(out io.Writer, plan *recommend.Plan) error {
	if o.out != "" {
		return o.write(out, plan, export.TextOptions{})
	}
	return o.paged(out, func(w io.Writer) error { return o.write(w, plan, textOptions(out)) })
}

func (o *planOptions) plan(lib *index.Library, p *profiles.Profile, today time.Time) (*recommend.Plan, error) {
	since, err := planBefore(o.since)
	if err != nil {
		return nil, err
	}
	if since != nil { // what it had is to be there, wherever it came from
		for _, s := range since.Steps {
			lib.FindBook(s.Book.ID)
		}
	}
	r, err := o.request(lib, p, today)
	if err != nil {
		return nil, err
	}
	r.Since, r.Hangs = since, true
	if o.prove {
		return recommend.Prove(r)
	}
	return recommend.MakePlan(r)
}

// request is what a profile, with the flags, asks of a plan.
func (o *planOptions) request(lib *index.Library, p *profiles.Profile, today time.Time) (*recommend.Request, error) {
	want := &p.Conditions
	model, err := recommend.NewModel(recommend.Depth(want.Depth))
	if err != nil {
		return nil, err
	}
	found, err := retrieve(lib, p.Goals)
	if err != nil {
		return nil, err
	}
	r := &recommend.Request{
		Catalog: lib.Catalog(), Profile: p, Model: model, Today: today,
		Candidates: want.Among, Found: found, MaxBooks: want.MaxBooks, Include: want.Include, Before: want.Before,
	}
	return r, gather(lib, r)
}

// findPairs reads "A,B" for books.
func findPairs(cat profiles.Names, pairs []string) ([][2]string, error) {
	var out [][2]string
	for _, p := range pairs {
		first, then, ok := strings.Cut(p, ",")
		if !ok {
			return nil, usagef("--before %s: give two books, as in --before uds,ddia", p)
		}
		ids, err := findBooks(cat, []string{first, then})
		if err != nil {
			return nil, err
		}
		if len(ids) != 2 {
			return nil, usagef("--before %s: a book cannot come before itself", p)
		}
		out = append(out, [2]string{ids[0], ids[1]})
	}
	return out, nil
}

// findBooks are the ids of the books that names mean.
func findBooks(cat profiles.Names, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		b, err := cat.FindBook(name)
		if err != nil {
			return nil, err
		}
		if !slices.Contains(ids, b.ID) {
			ids = append(ids, b.ID)
		}
	}
	return ids, nil
}

// must is for what can only fail by a fault of this program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}

var errNothingFound = errors.New("nothing in the catalog is about it")
