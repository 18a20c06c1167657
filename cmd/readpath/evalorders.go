package main

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog/published"
	"readpath/recommend"
)

// evalOrdersOptions is everything "readpath eval orders" can be told.
type evalOrdersOptions struct {
	*globalOptions
	worst int
	json  bool
	today string
}

func newEvalOrdersCmd(g *globalOptions) *cobra.Command {
	o := evalOrdersOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "orders FILE",
		Short: "How often 'readpath order' agrees with published reading orders",
		Long: `How often 'readpath order' agrees with published reading orders. FILE has one
JSON object a line; - is standard input:

  {"id": "o1", "domain": "go", "source_url_or_repo": "example.org/go",
   "kind": "explicit-order", "strength": "strong", "statement": "this, then that",
   "groups": [[{"title": "Learning Go", "author": "Bodner"}],
              [{"title": "Efficient Go", "author": "Płotka"}]]}

The groups are in reading order, the books of one group have none. A pair is a
book and one of a later group; it is covered where the catalog has both. Each
source counts as much as any other, however many lists it has.`,
		Example: "  readpath eval orders lists.jsonl\n  readpath eval orders --worst 30 --catalog shipped --catalog mine lists.jsonl",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.InOrStdin(), cmd.OutOrStdout(), args[0])
		},
	}
	cmd.Flags().IntVar(&o.worst, "worst", 10, "name this `number` of the lists that agree least")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON, with every list")
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` by which books have aged (default: the system's date)")
	return cmd
}

func (o *evalOrdersOptions) run(in io.Reader, out io.Writer, name string) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	if o.worst < 0 {
		return usagef("--worst %d is below 0", o.worst)
	}
	lists, err := readOrders(in, name)
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return err
	}
	r := recommend.EvalOrders(&recommend.OrdersRequest{Catalog: lib.Catalog(), Model: model, Year: today.Year(), Lists: lists})
	if o.json {
		return writeJSON(out, r)
	}
	return o.print(out, r)
}

// readOrders reads a file of orders, or standard input for "-".
func readOrders(in io.Reader, name string) ([]published.Order, error) {
	if name == "-" {
		return published.Read(in, "standard input")
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return published.Read(f, name)
}

func (o *evalOrdersOptions) print(out io.Writer, r *recommend.OrdersReport) error {
	scores := []recommend.OrdersScore{r.Strong, r.All}
	row := func(name string, cell func(*recommend.OrdersScore) string) []string {
		return []string{name, cell(&scores[0]), cell(&scores[1])}
	}
	agreement := func(a recommend.Agreement, pairs int) string {
		if pairs == 0 {
			return "-"
		}
		return fmt.Sprintf("%.1f%% (%.1f%%)", 100*a.BySource, 100*a.ByPair)
	}
	rows := [][]string{
		{"", "strong lists", "all lists"},
		row("lists", func(s *recommend.OrdersScore) string { return fmt.Sprintf("%d, scored %d", s.Lists, s.Scored) }),
		row("pairs covered", func(s *recommend.OrdersScore) string {
			return fmt.Sprintf("%d of %d (%.1f%%)", s.Covered, s.Pairs, 100*s.Coverage)
		}),
		row("sources", func(s *recommend.OrdersScore) string { return fmt.Sprint(s.Sources) }),
		row("pairs in order", func(s *recommend.OrdersScore) string { return agreement(s.Order, s.Covered) }),
		row("  by level alone", func(s *recommend.OrdersScore) string { return agreement(s.Level, s.Covered) }),
		row("  by year", func(s *recommend.OrdersScore) string { return agreement(s.Year, s.Covered) }),
		row("  by pages", func(s *recommend.OrdersScore) string { return agreement(s.Pages, s.Covered) }),
		row("named by two sources", func(s *recommend.OrdersScore) string { return fmt.Sprintf("%d pairs", s.Attested.Pairs) }),
		row("  in order", func(s *recommend.OrdersScore) string { return agreement(s.Attested.Order, s.Attested.Pairs) }),
		row("  as the others say", func(s *recommend.OrdersScore) string { return agreement(s.Attested.Others, s.Attested.Pairs) }),
		row("  where all agree", func(s *recommend.OrdersScore) string {
			return fmt.Sprintf("%d of %d in order", s.Attested.AsAll, s.Attested.Unanimous)
		}),
		row("reversed", func(s *recommend.OrdersScore) string { return fmt.Sprint(s.Reversed) }),
		row("contradicted", func(s *recommend.OrdersScore) string { return fmt.Sprint(s.Contradicted) }),
	}
	for i, d := range r.All.Distances {
		rows = append(rows, row("inverted, "+d.Levels+" levels", func(s *recommend.OrdersScore) string {
			return fmt.Sprintf("%d of %d", s.Distances[i].Inverted, s.Distances[i].Covered)
		}))
	}
	if err := table(out, rows); err != nil {
		return err
	}
	w := newPrinter(out)
	w.line("")
	w.para("In order: the mean over the sources, in brackets over the pairs. Named by two sources: pairs of books that two or more put in order; 'as the others say' is how far these agree among themselves. Reversed (!): an advanced book before the beginner's book that was to come first. Contradicted: inverted, but first was to come what the catalog has a level or more above the other. Levels: how far the book that the expert puts later is above the earlier one.")
	o.printWorst(w, r.Lists)
	printUnmatched(w, "Not told apart, and not counted", r.Ambiguous)
	printUnmatched(w, "Not found, though a title is alike", slices.DeleteFunc(slices.Clone(r.Missing), func(u recommend.Unmatched) bool {
		return len(u.Near) == 0
	}))
	w.line("")
	w.para("%d books that the lists name are not in the catalog.", len(r.Missing))
	return w.err
}

// mostInversions of a list are named; they are sorted from the gravest.
const mostInversions = 12

// printWorst names the lists that agree least, strong ones first.
func (o *evalOrdersOptions) printWorst(w *printer, lists []recommend.ListScore) {
	lists = slices.DeleteFunc(slices.Clone(lists), func(l recommend.ListScore) bool { return len(l.Inversions) == 0 })
	slices.SortStableFunc(lists, func(a, b recommend.ListScore) int {
		return cmp.Compare(strengthRank(a.Strength), strengthRank(b.Strength))
	})
	for _, l := range lists[:min(o.worst, len(lists))] {
		w.line("")
		w.para("%s (%s, %s): %d of %d in order. %s", l.ID, l.Source, l.Strength, l.InOrder, l.Covered, l.Statement)
		for _, in := range l.Inversions[:min(mostInversions, len(l.Inversions))] {
			mark := "  - "
			if in.Reversed {
				mark = "  ! "
			}
			w.item(mark, "%s (%s) before %s (%s)", in.First.Title, in.First.Level.Number(), in.Then.Title, in.Then.Level.Number())
		}
		if more := len(l.Inversions) - mostInversions; more > 0 {
			w.para("    and %d more, all in --json", more)
		}
	}
	if more := len(lists) - o.worst; more > 0 {
		w.line("")
		w.para("%d more lists have pairs out of order: --worst %d names them all.", more, len(lists))
	}
}

func strengthRank(s published.Strength) int {
	return slices.Index([]published.Strength{published.Strong, published.Coarse}, s)
}

func printUnmatched(w *printer, what string, books []recommend.Unmatched) {
	if len(books) == 0 {
		return
	}
	w.line("")
	w.para("%s:", what)
	for _, u := range books {
		w.item("  - ", "%s: %s", published.Book{Title: u.Title, Author: u.Author}, strings.Join(u.Near, ", "))
	}
}
