package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"readpath/catalog/atomicfile"
	"readpath/profiles"
)

func newProfileCmd(g *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "profile",
		Short: "Begin, show, change or check a profile",
		Long: `Profiles are YAML files. A word is the name of one in your configuration folder;
what has a slash or ends in .yaml is a file. Commands that are given no profile
take the one of the name 'me'.`,
		Example: "  readpath profile new me\n  readpath profile set skills.go=3 time.hours_per_week=6\n  readpath profile show",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newProfileNewCmd(), newProfileCheckCmd(g), newProfileShowCmd(g), newProfileSetCmd(g), newProfileSkillsCmd(g), newProfileListCmd())
	return cmd
}

func newProfileNewCmd() *cobra.Command {
	return &cobra.Command{
		Use:     "new [NAME|FILE]",
		Short:   "Write a commented example profile, by name, to a file, or to standard output",
		Example: "  readpath profile new me\n  readpath profile new ./me.yaml",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				_, err := io.WriteString(cmd.OutOrStdout(), profiles.Template)
				return err
			}
			path, err := newProfileFile(args[0], []byte(profiles.Template))
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: edit it, then run 'readpath plan --profile %s'\n", path, args[0])
			return err
		},
	}
}

// newProfileFile writes the text of a profile that is not there yet, and makes
// the folder of those with a name.
func newProfileFile(name string, text []byte) (path string, err error) {
	path, err = profilePath(name)
	if err != nil {
		return "", err
	}
	if _, err := os.Lstat(path); err == nil {
		return "", fmt.Errorf("%s exists already; remove it first, or name another file", path)
	} else if !errors.Is(err, os.ErrNotExist) {
		return "", err
	}
	if path != name {
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return "", err
		}
	}
	return path, atomicfile.Write(path, text)
}

func newProfileCheckCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "check NAME|FILE",
		Short:             "Check a profile and report every fault as file:line",
		Example:           "  readpath profile check me.yaml",
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: completeProfiles,
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
