package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/profiles"
)

func newProfileSetCmd(g *globalOptions) *cobra.Command {
	var name string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "set KEY=VALUE...",
		Short: "Change a profile; comments and order stay",
		Long: `Change entries of a profile file, all of them or none; comments, blank lines and
order stay. An empty value takes an entry away; lists have commas, += adds to one
and -= takes from it. The keys are

  ` + strings.Join(profiles.Assignable, "\n  "),
		Example: `  readpath profile set skills.go=3 time.hours_per_week=6
  readpath profile set goals.consensus=4 owned+=ddia,uds --profile work
  readpath profile set time.weeks= plan=`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return g.setProfile(cmd.OutOrStdout(), name, args, asJSON)
		},
	}
	cmd.ValidArgsFunction = g.completeAssignments
	profileFlags(cmd, &name, &asJSON)
	return cmd
}

// profileFlags are those of the commands about one profile.
func profileFlags(cmd *cobra.Command, name *string, asJSON *bool) {
	cmd.Flags().StringVar(name, "profile", usualProfile, "profile `NAME|FILE`")
	cmd.Flags().BoolVar(asJSON, "json", false, "print JSON")
	must(cmd.RegisterFlagCompletionFunc("profile", completeProfiles))
}

// setProfile makes the changes, and prints the profile's file or what it says.
func (g *globalOptions) setProfile(out io.Writer, name string, changes []string, asJSON bool) error {
	lib, err := g.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	path, p, err := editProfile(name, lib, func(_ *profiles.Profile, d *profiles.Draft) error {
		for _, c := range changes {
			if err := d.Assign(lib, c); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, p)
	}
	_, err = fmt.Fprintf(out, "%s: %s\n", path, strings.Join(changes, ", "))
	return err
}

// completeAssignments offers the keys, and the skills of those that have one.
func (g *globalOptions) completeAssignments(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	const directive = cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
	lib, err := g.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	defer lib.Close()
	var out []string
	skills := func(field string, of []catalog.Skill) {
		for _, s := range of {
			out = append(out, cobra.CompletionWithDesc(field+s.ID+"=", s.Name))
		}
	}
	for _, key := range profiles.Assignable {
		switch field, _, _ := strings.Cut(key, "."); field {
		case "skills":
			skills("skills.", lib.Catalog().Skills())
		case "goals":
			skills("goals.", lib.Catalog().Skills())
			for _, a := range lib.Catalog().Areas() {
				out = append(out, cobra.CompletionWithDesc("goals."+a+"=", "all of this area"))
			}
		default:
			out = append(out, key+"=")
		}
	}
	return out, directive
}
