package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// fitOptions is everything "readpath fit" can be told.
type fitOptions struct {
	readerOptions
	json  bool
	today string
}

func newFitCmd(g *globalOptions) *cobra.Command {
	o := fitOptions{readerOptions: readerOptions{globalOptions: g}}
	cmd := &cobra.Command{
		Use:   "fit BOOK",
		Short: "Is this book too advanced for me?",
		Long: `Say whether a book suits you now: ready, a stretch, or not yet; what you lack for
it, skill by skill, and which books would make you ready.`,
		Example:           "  readpath fit ddia --know programming=3\n  readpath fit \"Database Internals\" --profile me.yaml",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: g.completeBooks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.InOrStdin(), cmd.OutOrStdout(), args[0])
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` by which the book has aged (default: the system's date)")
	return cmd
}

func (o *fitOptions) run(in io.Reader, out io.Writer, name string) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	b, err := lib.FindBook(name)
	if err != nil {
		return err
	}
	o.usual()
	p, err := o.reader(in, lib)
	if err != nil {
		return err
	}
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return err
	}
	if err := gather(lib, towards(b, p, model, lib.Catalog())); err != nil {
		return err
	}
	f := recommend.Fit(lib.Catalog(), p, model, today, b.ID)
	if o.json {
		return writeJSON(out, f)
	}
	return printFit(out, f)
}

// towards is the request of a plan for what a book requires.
func towards(b *catalog.Book, p *profiles.Profile, model recommend.Model, cat *catalog.Catalog) *recommend.Request {
	to := *p
	to.Goals = nil
	for _, r := range b.Requires {
		to.Goals = append(to.Goals, profiles.Goal{Skill: r.Skill, Level: r.Level, Weight: 1})
	}
	return &recommend.Request{Catalog: cat, Profile: &to, Model: model}
}

func printFit(out io.Writer, f *recommend.Fitness) error {
	w := newPrinter(out)
	w.para("%s: %s. You are %.0f%% ready for it; it would take you %.1f h (%.1f to %.1f).",
		f.Book.Title, f.Verdict, 100*f.Readiness, f.Hours, f.HoursLow, f.HoursHigh)
	if len(f.Requires) == 0 {
		w.para("It asks for nothing beforehand.")
	}
	for _, r := range f.Requires {
		state := "you have it"
		if r.Short > 0 {
			state = "short by " + r.Short.Number()
		}
		w.item("  - ", "%s: it asks for %s, you have %s; %s", r.Name, r.Need, r.Have, state)
	}
	if len(f.Gains) > 0 {
		var parts []string
		for _, g := range f.Gains {
			parts = append(parts, fmt.Sprintf("%s %s to %s", g.Name, g.Before.Number(), g.After.Number()))
		}
		w.para("Read now it brings you: %s.", strings.Join(parts, ", "))
	}
	if f.Verdict != recommend.Ready {
		if len(f.Way) == 0 {
			w.para("No book of the catalog that you are ready for closes what is missing.")
		} else {
			w.para("To be %.0f%% ready, read first (%.1f h):", 100*f.ReadinessAfter, f.WayHours)
			for n, s := range f.Way {
				w.item(fmt.Sprintf("%3d  ", n+1), "%s (%s), %.1f h", s.Title, s.ID, s.Hours)
			}
		}
	}
	if f.SupersededBy != "" {
		w.para("There is a newer edition or work: %s.", f.SupersededBy)
	}
	if f.Age != nil && f.Age.Old() {
		w.para("It is %d years old, and half of what there is on its topics is new every %.1f years: expect about %.0f%% of it to be current.",
			f.Age.Years, f.Age.HalfLife, 100*f.Age.Current)
	}
	for _, c := range f.Book.Caveats {
		w.item("mind  ", "%s", c)
	}
	return w.err
}
