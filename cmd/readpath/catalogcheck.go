package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
)

// checkOptions is everything "readpath catalog check" can be told.
type checkOptions struct {
	globalOptions
	strict bool
	today  string
	json   bool
}

// checked is what "catalog check --json" prints of a catalog.
type checked struct {
	Catalog  string            `json:"catalog"`
	Books    int               `json:"books"`
	Skills   int               `json:"skills"`
	Faults   []catalog.Finding `json:"faults"`
	Warnings []catalog.Finding `json:"warnings"`
	Accepted []catalog.Finding `json:"accepted"` // warnings that the entry accepts, with its reason
}

func newCatalogCheckCmd(g *globalOptions) *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use:   "check [DIR]",
		Short: "Check a catalog folder and report every fault as file:line",
		Long: `Check a catalog folder and report every fault as file:line. Without DIR the
catalogs of --catalog are checked together, as the other commands use them.

Faults are wrong: what cannot be loaded, a book that teaches no more of a skill
than it asks for, one ISBN or one title and author twice, chapters longer than
their book. With one, the exit status is 1. Warnings are likely slips: levels
that no book brings a beginner to, a book far from those that teach the same,
an old book whose caveats say nothing of its age, and more. An entry accepts
one on the merits by its name and a reason:

  accept: {neighbours: For everybody; its neighbours are textbooks.}

docs/CURATING.md describes each, and how to judge levels.`,
		Example: `  readpath catalog check my-books/
  readpath catalog check shipped --strict
  readpath catalog check --catalog shipped --catalog my-books/`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.globalOptions = *g
			if len(args) == 1 {
				o.catalogs = args
			}
			return o.run(cmd.OutOrStdout())
		},
	}
	cmd.Flags().BoolVar(&o.strict, "strict", false, "take warnings for faults")
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` by which books have aged (default: the system's date)")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

// run reads the files themselves, never the cache. Warnings go to out, faults
// are the error.
func (o *checkOptions) run(out io.Writer) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	sources, err := o.sources()
	if err != nil {
		return err
	}
	name := strings.Join(o.catalogs, " and ")
	cat, found, loadErr := catalog.Lint(today.Year(), sources...)
	c := checked{Catalog: name, Faults: []catalog.Finding{}, Warnings: []catalog.Finding{}, Accepted: []catalog.Finding{}}
	if faults, ok := loadErr.(catalog.Faults); ok {
		for _, f := range faults {
			c.Faults = append(c.Faults, catalog.Finding{Fault: f, Rule: "load"})
		}
	} else {
		c.Books, c.Skills = len(cat.Books()), len(cat.Skills())
	}
	for _, f := range found {
		switch {
		case f.Accepted != "":
			c.Accepted = append(c.Accepted, f)
		case f.Warning && !o.strict:
			c.Warnings = append(c.Warnings, f)
		default:
			c.Faults = append(c.Faults, f)
		}
	}
	if o.json {
		err = writeJSON(out, c)
	} else {
		err = c.print(out)
	}
	if err != nil {
		return err
	}
	if loadErr != nil {
		return loadErr
	}
	if len(c.Faults) > 0 {
		return c.faults()
	}
	return nil
}

// print writes the warnings, and how it stands where there is no fault.
func (c *checked) print(out io.Writer) error {
	for _, f := range c.Warnings {
		if _, err := fmt.Fprintln(out, f); err != nil {
			return err
		}
	}
	if len(c.Faults) > 0 {
		return nil
	}
	warnings := ""
	if n := len(c.Warnings); n > 0 {
		warnings = ", " + counted(n, "warning")
	}
	_, err := fmt.Fprintf(out, "%s: %s, %s, no faults%s\n", c.Catalog, counted(c.Books, "book"), counted(c.Skills, "skill"), warnings)
	return err
}

// faults are the faults as the error that a loading fault would be.
func (c *checked) faults() catalog.Faults {
	var faults catalog.Faults
	for _, f := range c.Faults {
		faults = append(faults, f.Fault)
	}
	return faults
}

// counted is "1 book" or "2 books".
func counted(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return fmt.Sprintf("%d %s", n, thing)
}
