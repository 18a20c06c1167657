package main

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/recommend"
)

// evalProofsOptions is everything "readpath eval proofs" can be told.
type evalProofsOptions struct {
	*globalOptions
	weeks       int
	backgrounds []string
	json        bool
}

func newEvalProofsCmd(g *globalOptions) *cobra.Command {
	o := evalProofsOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "proofs",
		Short: "How good plans over the catalog are proved to be",
		Long: `How good plans over the catalog are proved to be, as 'readpath plan --prove' does,
and how much more they bring than those of a reader who always takes the book
that brings most per hour. There is a plan for each area as a goal, and for the
skill of each area that stands on most, to level 3, from each background, at 5
hours a week. A gap is by how much more than the plan any other could be worth
at most. The times go to standard error. It takes minutes.`,
		Example: "  readpath eval proofs\n  readpath eval proofs --weeks 52 --background go-developer --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.IntVar(&o.weeks, "weeks", 16, "how many `weeks` there are")
	f.StringArrayVar(&o.backgrounds, "background", []string{"self-taught-beginner", "backend-developer", "mathematics-student"}, "a `background` to start from; may be repeated")
	f.BoolVar(&o.json, "json", false, "print JSON")
	must(cmd.RegisterFlagCompletionFunc("background", g.completeBackgrounds))
	return cmd
}

func (o *evalProofsOptions) run(ctx context.Context, out, errOut io.Writer) error {
	if o.weeks < 1 || o.weeks > 1000 {
		return usagef("--weeks %d is not from 1 to 1000", o.weeks)
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	var backgrounds []catalog.Background
	for _, name := range o.backgrounds {
		b, err := lib.FindBackground(name)
		if err != nil {
			return err
		}
		backgrounds = append(backgrounds, *b)
	}
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return err
	}
	r, err := recommend.MeasureProofs(ctx, &recommend.Request{Catalog: lib.Catalog(), Model: model, Today: evalDay}, backgrounds, o.weeks, time.Now)
	if err != nil {
		return err
	}
	for i, t := range r.Times {
		fmt.Fprintf(errOut, "%s: a plan takes %v, its proof %v (medians)\n", r.Rows[i].Goals, t.Plan.Round(100*time.Microsecond), t.Proof.Round(time.Millisecond))
	}
	if o.json {
		return writeJSON(out, r)
	}
	rows := [][]string{{"goals", "plans", "books", "ready", "over myopic", "myopic none", "optimal", "within 5%", "within 10%", "median gap", "p90"}}
	percent := func(x float64) string { return fmt.Sprintf("%.1f%%", 100*x) }
	for _, row := range r.Rows {
		rows = append(rows, []string{
			row.Goals, fmt.Sprint(row.Problems), fmt.Sprint(row.Books), percent(row.Ready), "+" + percent(row.OverMyopic), fmt.Sprint(row.Nothing),
			fmt.Sprint(row.Optimal), fmt.Sprint(row.Within5), fmt.Sprint(row.Within10), percent(row.Median), percent(row.P90),
		})
	}
	if err := table(out, rows); err != nil {
		return err
	}
	w := newPrinter(out)
	w.line("")
	w.para("Plans of %d weeks at 5 hours. Books: to choose from (median), and the share of them that the reader is ready for at the start. Over myopic: the sum of what the plans are worth against that of myopic greedy's.", r.Weeks)
	for _, row := range r.Rows {
		if row.Bettered > 0 {
			w.para("Of %s, proofs met a better plan for %d: by %s on the average over all, %s at most (%s).", row.Goals, row.Bettered, percent(row.Loss), percent(row.WorstLoss), row.WorstOf)
		}
	}
	return w.err
}
