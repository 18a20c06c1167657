package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"
	"github.com/spf13/cobra"

	"readpath/catalog"
)

func newCatalogStatsCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "stats",
		Short: "Count books, skills and fields, and show where the catalog is thin",
		Long: `Count books and skills, by area and level; say how many books have each field
that may be left out, and which skills fewer than two books bring a reader to
working in. A book belongs to the area of the first skill that it teaches.`,
		Example: "  readpath catalog stats\n  readpath catalog stats --catalog my-books/ --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := g.library()
			if err != nil {
				return err
			}
			defer lib.Close()
			if err := lib.All(mostListed); err != nil {
				return err
			}
			stats := lib.Catalog().Stats()
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), stats)
			}
			return printStats(cmd.OutOrStdout(), stats)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printStats(out io.Writer, s catalog.Stats) error {
	w := newPrinter(out)
	w.para("%s, %s in %s", counted(s.Books, "book"), counted(s.Skills, "skill"), counted(len(s.Areas), "area"))
	w.line("")
	wide := len("area")
	for _, a := range s.Areas {
		wide = max(wide, len(a.Area))
	}
	wide = min(wide, w.width-46) // less those of the other columns
	w.line(fmt.Sprintf("%-*s  skills  books  level 0-1  1-2  2-3  3-4  4-5", wide, "area"))
	for _, a := range s.Areas {
		w.line(fmt.Sprintf("%-*s  %6d  %5d", wide, ansi.Truncate(a.Area, wide, "…"), a.Skills, a.Books) + bands(a.Levels))
	}
	w.line("")
	var fields []string
	for _, f := range s.Fields {
		if f.Books > 0 {
			fields = append(fields, fmt.Sprintf("%s %d%%", f.Field, 100*f.Books/s.Books))
		}
	}
	none, one := thinSkills(s.Thin)
	for _, list := range []struct {
		name  string
		items []string
	}{
		{"filled in:", fields},
		{"skills that no book brings to working:", none},
		{"skills that one book alone brings to working:", one},
	} {
		w.line(list.name)
		w.item("  ", "%s", orNone(list.items))
	}
	return w.err
}

// bands are the counts of books by level, under their heads.
func bands(n [5]int) string {
	line := ""
	for i, wide := range []int{11, 5, 5, 5, 5} {
		line += fmt.Sprintf("%*s", wide, blankZero(n[i]))
	}
	return line
}

func blankZero(n int) string {
	if n == 0 {
		return "-"
	}
	return fmt.Sprint(n)
}

// thinSkills are the skills that no book, and that one book, brings a reader
// to working in.
func thinSkills(thin []catalog.Thin) (none, one []string) {
	for _, t := range thin {
		if t.Working > 0 {
			one = append(one, t.Skill)
		} else {
			none = append(none, fmt.Sprintf("%s (%s to %s at most)", t.Skill, counted(t.Books, "book"), t.Highest.Number()))
		}
	}
	return none, one
}

func orNone(list []string) string {
	if len(list) == 0 {
		return "none"
	}
	return strings.Join(list, ", ")
}
