package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
)

// listed is a book as "catalog list --json" and "catalog show --json" print
// it: the fields of [catalog.Book], and how advanced it is as a whole.
type listed struct {
	catalog.Book
	Level catalog.Level `json:"level"`
}

func newCatalogCmd(g *globalOptions) *cobra.Command {
	cmd := &cobra.Command{
		Use:   "catalog",
		Short: "List, show, search and check the books",
		Example: `  readpath catalog list
  readpath catalog show ddia
  readpath catalog search raft consensus
  readpath catalog check my-books/
  readpath catalog stats
  readpath catalog new-book --title "The Go Programming Language"`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newCatalogListCmd(g), newCatalogShowCmd(g), newCatalogSearchCmd(g), newCatalogCheckCmd(g),
		newCatalogStatsCmd(g), newCatalogNewBookCmd(),
		newCatalogImportCmd(g), newCatalogInfoCmd(), newCatalogCompactCmd(), newCatalogDuplicatesCmd())
	return cmd
}

// mostListed is how many books of libraries on disk are listed: what is more
// is to be searched.
const mostListed = 20_000

func newCatalogListCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the books, from the least advanced to the most",
		Example: "  readpath catalog list --json",
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
			return g.printBooks(cmd.OutOrStdout(), byLevel(lib.Catalog()), asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

// byLevel are the catalog's books, the least advanced first, equals by id.
func byLevel(cat *catalog.Catalog) []catalog.Book {
	var books []catalog.Book
	for _, id := range cat.BookIDs() {
		books = append(books, *cat.Book(id))
	}
	slices.SortStableFunc(books, func(a, b catalog.Book) int {
		switch la, lb := a.Level(), b.Level(); {
		case la < lb:
			return -1
		case la > lb:
			return 1
		}
		return 0
	})
	return books
}

func (g *globalOptions) printBooks(out io.Writer, books []catalog.Book, asJSON bool) error {
	if asJSON {
		list := []listed{}
		for _, b := range books {
			list = append(list, listed{b, b.Level()})
		}
		return writeJSON(out, list)
	}
	var rows [][]string
	for _, b := range books {
		year := ""
		if b.Year != 0 {
			year = strconv.Itoa(b.Year)
		}
		rows = append(rows, []string{b.ID, b.Level().String(), year, b.Title + byline(&b)})
	}
	return g.table(out, rows)
}

func byline(b *catalog.Book) string {
	if by := b.Byline(); by != "" {
		return ", by " + by
	}
	return ""
}

func newCatalogShowCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:               "show BOOK",
		Short:             "Show all that is known of a book",
		Example:           `  readpath catalog show "Security Engineering"`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: g.completeBooks,
		RunE: func(cmd *cobra.Command, args []string) error {
			lib, err := g.library()
			if err != nil {
				return err
			}
			defer lib.Close()
			b, err := lib.FindBook(args[0])
			if err != nil {
				return err
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), listed{*b, b.Level()})
			}
			return printBook(cmd.OutOrStdout(), lib.Catalog(), b)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	return cmd
}

func printBook(out io.Writer, cat *catalog.Catalog, b *catalog.Book) error {
	w := newPrinter(out)
	title := b.FullTitle()
	if b.Subtitle != "" {
		title += ": " + b.Subtitle
	}
	w.para("%s (%s)", title, b.ID)
	var facts []string
	add := func(ok bool, format string, args ...any) {
		if ok {
			facts = append(facts, fmt.Sprintf(format, args...))
		}
	}
	add(len(b.Authors) > 0, "by %s", strings.Join(b.Authors, ", "))
	add(b.Publisher != "", "%s", b.Publisher)
	add(b.Year != 0, "%d", b.Year)
	add(b.FirstYear > 0 && b.FirstYear != b.Year, "first in %d", b.FirstYear)
	add(b.FirstYear < 0, "first in %d BC", -b.FirstYear)
	add(b.Pages != 0, "%d pages", b.Pages)
	add(b.PagesAbout != 0, "about %d pages", b.PagesAbout)
	add(b.ISBN != "", "ISBN %s", b.ISBN)
	add(b.Kind != "", "%s", b.Kind)
	add(b.Density != "", "%s", b.Density)
	add(len(b.Code) > 0, "examples in %s", strings.Join(b.Code, ", "))
	w.para("%s", strings.Join(facts, ", "))
	section := func(label, text string) {
		if text != "" {
			w.item(fmt.Sprintf("%-13s", label), "%s", text)
		}
	}
	var also []string
	for _, v := range b.Also {
		name := v.Title
		if len(v.Authors) > 0 {
			name += " by " + strings.Join(v.Authors, ", ")
		}
		also = append(also, name)
	}
	section("also", strings.Join(also, "; "))
	section("level", b.Level().String())
	if b.Inferred != nil {
		section("inferred", fmt.Sprintf("from its text, %.0f%% sure", 100*b.Inferred.Confidence))
		for _, why := range b.Inferred.Because {
			section("", why)
		}
	}
	section("best for", b.BestFor)
	section("topics", strings.Join(b.Topics, ", "))
	section("asks for", levelList(cat, b.Requires))
	section("teaches", levelList(cat, b.Teaches))
	section("practice", b.PracticeNote)
	for _, r := range b.Recommended {
		who := r.Name
		if r.Role != "" {
			who += ", " + r.Role
		}
		if r.Note != "" {
			who += ": " + r.Note
		}
		if r.Source != "" {
			who += " (" + r.Source + ")"
		}
		section("recommended", who)
	}
	for _, c := range b.Caveats {
		section("mind", c)
	}
	if newer := cat.SupersededBy(b.ID); newer != "" {
		section("superseded", "by "+newer)
	}
	section("read free", b.Free)
	section("home", b.URL)
	if b.Description != "" {
		w.line("")
		w.para("%s", b.Description)
	}
	for i, ch := range b.Chapters {
		if i == 0 {
			w.line("")
		}
		pages := ""
		if ch.Pages > 0 {
			pages = fmt.Sprintf(" (%d pages)", ch.Pages)
		}
		w.item(fmt.Sprintf("%3d  ", i+1), "%s%s", ch.Title, pages)
	}
	return w.err
}

func newCatalogSearchCmd(g *globalOptions) *cobra.Command {
	var asJSON bool
	var most int
	cmd := &cobra.Command{
		Use:     "search WORD...",
		Short:   "Search titles, authors, topics, skills and descriptions",
		Example: "  readpath catalog search event sourcing",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if most < 1 {
				return usagef("--most %d is below 1", most)
			}
			lib, err := g.library()
			if err != nil {
				return err
			}
			defer lib.Close()
			hits, err := lib.Books(strings.Join(args, " "), most)
			if err != nil {
				return err
			}
			var books []catalog.Book
			for _, h := range hits {
				books = append(books, *lib.Catalog().Book(h.ID))
			}
			if len(books) == 0 && !asJSON {
				fmt.Fprintf(cmd.ErrOrStderr(), "no book is about %q\n", strings.Join(args, " "))
			}
			return g.printBooks(cmd.OutOrStdout(), books, asJSON)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().IntVar(&most, "most", 20, "at most this `number` of books")
	return cmd
}
