package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"readpath/recommend"
)

// evalGapOptions is everything "readpath eval gap" can be told.
type evalGapOptions struct {
	sizes     []int
	instances int
	seed      uint64
	json      bool
}

// mostExactBooks is how many books an instance may have to be solved exactly
// in minutes.
const mostExactBooks = 20

func newEvalGapCmd() *cobra.Command {
	var o evalGapOptions
	cmd := &cobra.Command{
		Use:   "gap",
		Short: "How far the search stays behind the best plan there is",
		Long: `How far the search stays behind the best plan there is, over random problems of
a few books that are solved exactly; and how far a reader would who always takes
the book that brings most per hour. A gap is a share of what the best plan is
worth. Equal seeds give equal problems. 400 problems of 16 books take minutes.`,
		Example: "  readpath eval gap\n  readpath eval gap --n 8 --n 10 --instances 100 --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.run(cmd.Context(), cmd.OutOrStdout())
		},
	}
	f := cmd.Flags()
	f.IntSliceVar(&o.sizes, "n", []int{8, 10, 12, 14, 16}, "the `number` of books of a problem; may be repeated")
	f.IntVar(&o.instances, "instances", 400, "this `number` of problems of each size")
	f.Uint64Var(&o.seed, "seed", 1, "the `seed` of the first problem; each next has the next one")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o *evalGapOptions) run(ctx context.Context, out io.Writer) error {
	for _, n := range o.sizes {
		if n < 1 || n > mostExactBooks {
			return usagef("--n %d is not from 1 to %d", n, mostExactBooks)
		}
	}
	if o.instances < 1 {
		return usagef("--instances %d is not above 0", o.instances)
	}
	rows := [][]string{{"books", "mean", "p95", "worst (seed)", "optimal", "myopic mean", "p95", "worst (seed)", "optimal"}}
	reports := []recommend.GapReport{}
	for _, n := range o.sizes {
		r, err := o.measure(ctx, n)
		if err != nil {
			return err
		}
		reports = append(reports, r)
		row := append([]string{fmt.Sprint(n)}, gapCells(r.Search, r.Instances)...)
		rows = append(rows, append(row, gapCells(r.Myopic, r.Instances)...))
	}
	if o.json {
		return writeJSON(out, reports)
	}
	return table(out, rows)
}

// measure measures one size, or returns early when it is interrupted.
func (o *evalGapOptions) measure(ctx context.Context, n int) (r recommend.GapReport, err error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		r, err = recommend.MeasureGap(n, o.instances, o.seed)
	}()
	select {
	case <-done:
		return r, err
	case <-ctx.Done():
		return recommend.GapReport{}, ctx.Err()
	}
}

func gapCells(s recommend.GapStat, instances int) []string {
	worst := "0.00%"
	if s.Worst > 0 {
		worst = fmt.Sprintf("%.2f%% (%d)", 100*s.Worst, s.WorstSeed)
	}
	return []string{
		fmt.Sprintf("%.2f%%", 100*s.Mean), fmt.Sprintf("%.2f%%", 100*s.P95), worst, fmt.Sprintf("%d/%d", s.Optimal, instances),
	}
}
