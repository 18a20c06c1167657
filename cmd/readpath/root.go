package main

import (
	"runtime/debug"

	"github.com/spf13/cobra"

	"readpath/catalog"
)

// globalOptions are what every command can be told.
type globalOptions struct {
	catalogs []string
	noPager  bool
}

func newRootCmd() *cobra.Command {
	var g globalOptions
	ask := newAskCmd(&g)
	root := &cobra.Command{
		Use:   "readpath",
		Short: "Ordered reading plans for what you want to learn",
		Long: `readpath answers which books to read, in which order, why, and how long it takes.

Without a command it asks a few questions and prints a plan. With a profile file
or flags, 'readpath plan' does the same without questions.`,
		Example: `  readpath
  readpath plan --goal distributed-systems=3 --know go=3 --know programming=3
  readpath plan --profile me.yaml --out plan.md
  readpath order ddia uds "Building Microservices"`,
		Args:          cobra.NoArgs,
		Version:       version(),
		RunE:          ask.RunE,
		SilenceErrors: true,
		SilenceUsage:  true,
	}
	root.Flags().AddFlagSet(ask.Flags())
	root.SetVersionTemplate("readpath {{.Version}}\n")
	root.PersistentFlags().StringArrayVar(&g.catalogs, "catalog", []string{catalog.ShippedName},
		"catalog `DIR` with books/ and skills/; may be repeated; 'shipped' is the built-in one")
	root.PersistentFlags().BoolVar(&g.noPager, "no-pager", false, "never show long output in $PAGER")
	root.AddCommand(newManCmd())
	root.AddCommand(newStartCmd(&g), newLogCmd(&g), newDoneCmd(&g), newDropCmd(&g), newNextCmd(&g), newStatusCmd(&g))
	root.AddCommand(ask, newPlanCmd(&g), newOrderCmd(&g), newFitCmd(&g), newChaptersCmd(&g), newWhyCmd(&g), newSensitivityCmd(&g),
		newCatalogCmd(&g), newSkillsCmd(&g), newProfileCmd(&g), newEvalCmd(&g))
	return root
}

// version is the module's version as the Go command recorded it.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}
