package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"readpath/recommend"
)

// evalQuestionsOptions is everything "readpath eval questions" can be told.
type evalQuestionsOptions struct {
	*globalOptions
	readers int
	seed    uint64
	json    bool
}

func newEvalQuestionsCmd(g *globalOptions) *cobra.Command {
	o := evalQuestionsOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "questions",
		Short: "How good a plan is after a few questions",
		Long: `How good a plan is after a few questions, over simulated readers whose levels are
known. Each is drawn from a background, with noise; wants an area or a skill; has
some hours a week; and answers what is asked, off by half a level. Regret is what
the reader loses against the plan made from the true levels, as a share of it,
when both are read at the true levels.

The first question is the background nearest to the reader; the others are about
skills: those that the questionnaire asks, those that most of the goal stands on,
or any of them. Equal seeds give equal readers. The times go to standard error.`,
		Example: "  readpath eval questions\n  readpath eval questions --readers 200 --seed 7 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.readers, "readers", 60, "this `number` of readers")
	f.Uint64Var(&o.seed, "seed", 1, "the `seed` of the readers")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

// evalDay is the day on which the plans of simulated readers begin.
var evalDay = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

func (o *evalQuestionsOptions) run(ctx context.Context, out, errOut io.Writer) error {
	if o.readers < 1 {
		return usagef("--readers %d is not above 0", o.readers)
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	backgrounds, err := lib.Catalog().Backgrounds()
	if err != nil {
		return err
	}
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return err
	}
	r, err := recommend.MeasureQuestions(ctx, &recommend.Request{Catalog: lib.Catalog(), Model: model, Today: evalDay}, backgrounds, o.readers, o.seed, time.Now)
	if err != nil {
		return err
	}
	if n := len(r.Waits); n > 0 {
		fmt.Fprintf(errOut, "from an answer to the next question: median %v, longest %v of %d\n",
			r.Waits[n/2].Round(time.Millisecond), r.Waits[n-1].Round(time.Millisecond), n)
	}
	if o.json {
		return writeJSON(out, r)
	}
	rows := [][]string{{"questions", "adaptive mean", "p90", "fixed mean", "p90", "random mean", "p90"}}
	for _, row := range r.Rows {
		cells := []string{fmt.Sprint(row.Questions)}
		for _, x := range []recommend.Regret{row.Adaptive, row.Fixed, row.Random} {
			cells = append(cells, fmt.Sprintf("%.1f%%", 100*x.Mean), fmt.Sprintf("%.1f%%", 100*x.P90))
		}
		rows = append(rows, cells)
	}
	if err := table(out, rows); err != nil {
		return err
	}
	w := newPrinter(out)
	w.line("")
	w.para("Regret over %d readers. On the average %.1f questions are asked until no answer would change the plan enough.", r.Readers, r.Asked)
	return w.err
}
