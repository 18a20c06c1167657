package main

import "github.com/spf13/cobra"

func newEvalCmd(g *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "eval",
		Short: "Measure how good the plans and orders are",
		Long: `Measure how good the plans and orders are: how far the search stays behind the
best plan there is, how good plans over the catalog are proved to be, how often
'readpath order' agrees with orders that experts have published, how well levels
are inferred from texts, how good a plan is after a few questions, and what a
million books cost.`,
		Example: "  readpath eval gap --n 12\n  readpath eval orders lists.jsonl\n  readpath eval levels graded.tsv\n  readpath eval questions",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newEvalGapCmd(), newEvalOrdersCmd(g), newEvalLevelsCmd(g), newEvalQuestionsCmd(g), newEvalProofsCmd(g),
		newEvalScaleCmd(), newEvalReadersCmd(), newEvalKillCmd())
	return cmd
}
