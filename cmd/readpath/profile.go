package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"readpath/profiles"
)

func newProfileCmd(g *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "profile",
		Short:   "Begin or check a profile file",
		Example: "  readpath profile new me.yaml\n  readpath profile check me.yaml",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newProfileNewCmd(), newProfileCheckCmd(g))
	return cmd
}

func newProfileNewCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "new [FILE]",
		Short:   "Write a commented example profile, to FILE or standard output",
		Example: "  readpath profile new me.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := io.WriteString(cmd.OutOrStdout(), profiles.Template)
				return err
			}
			if _, err := os.Lstat(args[0]); err == nil {
				return fmt.Errorf("%s exists already; remove it first, or name another file", args[0])
			} else if !errors.Is(err, os.ErrNotExist) {
				return err
			}
			if err := writeOut(args[0], func(w io.Writer) error {
				_, err := io.WriteString(w, profiles.Template)
				return err
			}); err != nil {
				return err
			}
			_, err := fmt.Fprintf(cmd.OutOrStdout(), "%s: edit it, then run 'readpath plan --profile %[1]s'\n", args[0])
			return err
		},
	}
}

func newProfileCheckCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "check FILE",
		Short:   "Check a profile file and report every fault as file:line",
		Example: "  readpath profile check me.yaml",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := g.library()
			if err != nil {
				return err
			}
			defer lib.Close()
			p, err := loadProfile(args[0], cmd.InOrStdin(), lib)
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), p)
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d skills, %d goals, no faults\n", args[0], len(p.Skills), len(p.Goals))
			return err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print the profile as JSON")
	return cmd
}
