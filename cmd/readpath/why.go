package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
)

func newWhyCmd(g *globalOptions) *cobra.Command {
	o := planOptions{readerOptions: readerOptions{globalOptions: g}}
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "why BOOK",
		Short: "Why a book is in the plan, or why not and what would bring it in",
		Long: `Why a book is in the plan of these flags, with its part of the ledger; or why it
is not, what the best plan with it would be, and which changes would bring it
in. Every answer is found by planning anew.`,
		Example: `  readpath why ddia --goal distributed-systems --know programming=3
  readpath why "Security Engineering" --profile me.yaml`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: g.completeBooks,
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.why(cmd.InOrStdin(), cmd.OutOrStdout(), args[0], asJSON)
		},
	}
	o.requestFlags(cmd)
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` on which the plan begins (default: the system's date)")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func (o *planOptions) why(in io.Reader, out io.Writer, name string, asJSON bool) error {
	return o.with(in, func(lib *index.Library, reader *profiles.Profile, today time.Time) error {
		b, err := lib.FindBook(name)
		if err != nil {
			return err
		}
		r, err := o.request(lib, reader, today)
		if err != nil {
			return err
		}
		w, err := recommend.Why(r, b.ID)
		if err != nil {
			return err
		}
		if asJSON {
			return writeJSON(out, w)
		}
		return printWhy(out, r.Catalog, w)
	})
}

func printWhy(out io.Writer, cat *catalog.Catalog, w *recommend.BookWhy) error {
	p := newPrinter(out)
	switch {
	case w.Kept != "":
		p.para("%s is left out: %s.", w.Book.Title, w.Kept)
		return p.err
	case w.In:
		p.para("%s is step %d of the plan.", w.Book.Title, w.Place)
		printLedger(p, w.Plan, w.Step)
	case w.Forced == nil:
		p.para("%s is not in the plan, and no plan that you could read has it.", w.Book.Title)
	default:
		printForced(p, cat, w)
	}
	if len(w.Changes) == 0 {
		p.para("No single change of hours, depth, a level or a goal that was tried would change that.")
		return p.err
	}
	verb := "It would be in with:"
	if w.In {
		verb = "It would not be in with:"
	}
	p.para("%s", verb)
	for _, c := range w.Changes {
		p.item("  - ", "%s (%.0f%% of that goal in %.1f h)", c.Change, 100*c.Reached, c.Hours)
	}
	return p.err
}

// printLedger prints a step's part of the ledger as the sum that it is.
func printLedger(p *printer, plan *recommend.Plan, s *recommend.Step) {
	for _, r := range s.RequiresMet {
		p.item("  asks   ", "%s %s; you would have %s", r.Name, r.Need, r.Have)
	}
	p.item("  ready  ", "exp(-%g * %.3f) = %.3f", plan.Model.Lambda, s.Shortfall, s.Readiness)
	for _, g := range s.Gains {
		p.item("  gains  ", "%s %.2f to %.2f: %.2f points", g.Name, float64(g.Before), float64(g.After), 100*g.Value)
	}
	var terms []string
	for _, t := range s.Preferences {
		terms = append(terms, fmt.Sprintf("%s %+.1f%%", t.Name, 100*t.Amount))
	}
	felt := fmt.Sprintf("%.2f h of %.1f h", s.Felt, s.Hours)
	if len(terms) > 0 {
		felt += " (" + strings.Join(terms, ", ") + ")"
	}
	p.item("  felt   ", "%s", felt)
	p.item("  worth  ", "%.2f points * %.4f for coming after %.1f felt hours - %.2f points for its hours = %.2f points",
		100*s.Value, s.Discount, s.FeltSum, 100*s.Cost, 100*s.Contribution)
	p.para("Without it the plan would be worth %.2f points less and reach %.1f%% of the goal instead of %.1f%%.",
		100*s.WhyIn.Loss, 100*s.WhyIn.Reached, 100*plan.Coverage)
}

// insteadOf is a number beside what it is otherwise, where that reads
// differently.
func insteadOf(format string, is, otherwise float64) string {
	a, b := fmt.Sprintf(format, is), fmt.Sprintf(format, otherwise)
	if a == b {
		return a + " too"
	}
	return a + " instead of " + b
}

// printForced says what the best plan with the book is like.
func printForced(p *printer, cat *catalog.Catalog, w *recommend.BookWhy) {
	f := w.Forced
	titles := func(ids []string) string {
		var names []string
		for _, id := range ids {
			names = append(names, cat.Book(id).Title)
		}
		return strings.Join(names, ", ")
	}
	p.para("%s is not in the plan. The best plan with it has it as step %d and is worth %.2f points less: it reaches %s, in %s.",
		w.Book.Title, f.Place, 100*math.Max(0, f.Loss), insteadOf("%.1f%% of the goal", 100*f.Reached, 100*w.Plan.Coverage), insteadOf("%.1f h", f.Hours, w.Plan.Hours))
	if len(f.Drops) > 0 {
		p.para("It does without %s.", titles(f.Drops))
	}
	if len(f.Adds) > 0 {
		p.para("To be read it needs %s besides.", titles(f.Adds))
	}
}
