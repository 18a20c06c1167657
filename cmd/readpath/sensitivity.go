package main

import (
	"fmt"
	"io"
	"math"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
)

// sensitivityOptions is everything "readpath sensitivity" can be told.
type sensitivityOptions struct {
	planOptions
	json bool
}

func newSensitivityCmd(g *globalOptions) *cobra.Command {
	o := sensitivityOptions{planOptions: planOptions{readerOptions: readerOptions{globalOptions: g}}}
	cmd := &cobra.Command{
		Use:   "sensitivity",
		Short: "How much a plan hangs on what nobody knows exactly",
		Long: `Say how stable a plan is. Each rating of yours and each goal is moved down and up
by half a level, each constant of the model by a quarter (the largest gap by half
a level), one at a time, and the plan is made anew: which books stay, which step
hangs on which single answer of yours.`,
		Example: `  readpath sensitivity --goal distributed-systems --know programming=3 --know databases=2
  readpath sensitivity --profile me.yaml --json`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.InOrStdin(), cmd.OutOrStdout())
		},
	}
	o.requestFlags(cmd)
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` on which the plan begins (default: the system's date)")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o *sensitivityOptions) run(in io.Reader, out io.Writer) error {
	return o.with(in, func(lib *index.Library, p *profiles.Profile, today time.Time) error {
		r, err := o.request(lib, p, today)
		if err != nil {
			return err
		}
		s, err := recommend.Sensitivity(r)
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(out, s)
		}
		return printSensitivity(newPrinter(out), s)
	})
}

func printSensitivity(w *printer, s *recommend.SensitivityReport) error {
	same := 0 // moves that keep all books and add none
	for _, m := range s.Moves {
		if m.Overlap == 1 {
			same++
		}
	}
	w.para("The plan takes %.1f h and brings %.0f%% of the goal.", s.Hours, 100*s.Coverage)
	w.para("Stability %.0f%%: one number was moved at a time, %d moves in all, and the plan made anew for each; of the books in either plan, so many are in both, on average. %d of the moves change no book.",
		100*s.Stability, len(s.Moves), same)
	if luck := len(s.Moves) - s.Counted; luck > 0 {
		w.para("%d of the moves are not counted: they led the search to a plan that is better without the move, too.", luck)
	}
	printSteps(w, s)
	printMoves(w, s.Moves)
	return w.err
}

// printSteps says of each step how often it stays, and what it hangs on.
func printSteps(w *printer, s *recommend.SensitivityReport) {
	w.line("")
	w.line("Step by step")
	rated := false
	for _, m := range s.Moves {
		rated = rated || m.Kind == recommend.MoveRating
	}
	hang := false
	for n, step := range s.Steps {
		w.item(fmt.Sprintf("%3d  ", n+1), "%s: stays in %d of %d.", step.Book.Title, step.Stays, s.Counted)
		for _, h := range step.Hangs {
			w.item("       - ", "hangs on %s", h)
			hang = true
		}
	}
	switch {
	case len(s.Steps) == 0:
		w.item("     ", "There is no book in the plan.")
	case !rated:
		w.item("     ", "You rate no skill, so none hangs on a rating.")
	case !hang:
		w.item("     ", "None hangs on a single rating of yours.")
	}
}

// printMoves is a table whose last column is folded.
func printMoves(w *printer, moves []recommend.Move) {
	head := map[string]string{
		recommend.MoveModel: "The model's constants", recommend.MoveRating: "Your ratings", recommend.MoveGoal: "Your goals",
	}
	w.line("")
	w.para("Move by move: books kept, out and in; how many in a hundred pairs of kept books keep their order; the change of the goal's share, in points, and of the hours.")
	kind := ""
	for _, m := range moves {
		if m.Kind != kind {
			kind = m.Kind
			w.line("")
			w.line(head[kind])
			w.line("kept out in order goal hours")
		}
		order := "-"
		if m.Kept > 1 {
			order = fmt.Sprintf("%.0f", 100*m.SameOrder)
		}
		w.item(fmt.Sprintf("%4d %3d %2d %5s %4s %5s  ", m.Kept, len(m.Dropped), len(m.Added), order, signed(100*m.Coverage), signed(m.Hours)),
			"%s %.4g, not %.4g", m.Name, m.To, m.From)
		var changes []string
		if len(m.Dropped) > 0 {
			changes = append(changes, "without "+titles(m.Dropped))
		}
		if len(m.Added) > 0 {
			changes = append(changes, "with "+titles(m.Added))
		}
		if m.First != nil {
			changes = append(changes, "begins with "+m.First.Title)
		}
		switch {
		case m.Anyway > 0:
			changes = append(changes, fmt.Sprintf("better by %s without the move, too: not counted", points(m.Anyway)))
		case m.Unreadable:
			changes = append(changes, "the plan as it is could not be read")
		case m.Regret > 0:
			changes = append(changes, fmt.Sprintf("to keep the plan as it is would cost %s", points(m.Regret)))
		}
		if len(changes) > 0 {
			w.item("       - ", "%s", strings.Join(changes, "; "))
		}
	}
}

// signed is a change in whole numbers: "+12", "-3", "0".
func signed(v float64) string {
	if v = math.Round(v); v == 0 {
		return "0"
	}
	return fmt.Sprintf("%+.0f", v)
}

// points is a difference of shares, or of what plans are worth.
func points(share float64) string {
	if share < 0.0005 {
		return "less than 0.1 points"
	}
	return fmt.Sprintf("%.1f points", 100*share)
}

func titles(books []recommend.BookName) string {
	out := make([]string, len(books))
	for i, b := range books {
		out[i] = b.Title
	}
	return strings.Join(out, ", ")
}
