package main

import (
	"io"

	"github.com/spf13/cobra"

	"readpath/profiles"
	"readpath/recommend"
)

func newAskCmd(g *globalOptions) *cobra.Command {
	o := planOptions{readerOptions: readerOptions{globalOptions: g}, depth: string(recommend.Balanced)}
	cmd := &cobra.Command{
		Use:   "ask",
		Short: "Answer a few questions and get a plan",
		Long: `Answer a few questions and get a plan. Answers may come from a pipe, a line each;
an empty line takes the answer in brackets.`,
		Example: "  readpath ask --out plan.md",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.ask(cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.outputFlags(cmd)
	return cmd
}

// ask puts the questions on errOut, so that a plan in a pipe is the plan alone.
func (o *planOptions) ask(in io.Reader, out, errOut io.Writer) error {
	today, err := o.check()
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	p, err := profiles.Ask(in, newFolder(errOut), lib.Catalog())
	if err != nil {
		return err
	}
	return o.make(lib, p, today, out)
}
