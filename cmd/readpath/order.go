package main

import (
	"fmt"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// orderOptions is everything "readpath order" can be told.
type orderOptions struct {
	readerOptions
	all   bool
	json  bool
	today string
}

// mostOrdered is how many books of libraries on disk --all orders.
const mostOrdered = 2_000

func newOrderCmd(g *globalOptions) *cobra.Command {
	o := orderOptions{readerOptions: readerOptions{globalOptions: g}}
	cmd := &cobra.Command{
		Use:   "order BOOK...",
		Short: "The best order of exactly these books",
		Long: `The best order of exactly these books, for the reader of the flags, or else for
one who just meets what the easiest of them asks for. A BOOK is an id, an ISBN
or an unambiguous title.`,
		Example: `  readpath order uds dsgo "Building Microservices" security-engineering
  readpath order --know go=3 --json 9781680507607 uds`,
		ValidArgsFunction: g.completeBooks,
		RunE: func(cmd *cobra.Command, args []string) error {
			if o.all != (len(args) == 0) {
				return usagef("name the books to order, or --all")
			}
			return o.run(cmd.InOrStdin(), cmd.OutOrStdout(), args)
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&o.all, "all", false, "order every book of the catalog")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	cmd.Flags().StringVar(&o.today, "today", "", "the `date` by which books have aged (default: the system's date)")
	return cmd
}

func (o *orderOptions) run(in io.Reader, out io.Writer, args []string) error {
	today, err := dayOf(o.today)
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	var ids []string
	if o.all {
		if err := lib.All(mostOrdered); err != nil {
			return err
		}
		ids = lib.Catalog().BookIDs()
	} else {
		if ids, err = findBooks(lib, args); err != nil {
			return err
		}
		slices.Sort(ids) // the order in which they were named must not count
	}
	if len(ids) == 0 {
		return fmt.Errorf("the catalog has no books")
	}
	var p *profiles.Profile
	if o.profile != "" || o.as != "" || len(o.know) > 0 {
		if p, err = o.reader(in, lib); err != nil {
			return err
		}
	}
	cat := lib.Catalog()
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		return err
	}
	ordering := recommend.Order(&recommend.OrderRequest{Catalog: cat, Profile: p, Model: model, Year: today.Year(), Books: ids})
	if o.json {
		return writeJSON(out, ordering)
	}
	return o.print(out, cat, ordering)
}

func (o *orderOptions) print(out io.Writer, cat *catalog.Catalog, ordering *recommend.Ordering) error {
	w := newPrinter(out)
	w.para("Order of %d books for %s:", len(ordering.Order), ordering.Reader)
	for n, e := range ordering.Order {
		w.item(fmt.Sprintf("%3d  ", n+1), "%s (%s)", cat.Book(e.ID).FullTitle(), e.ID)
		w.item("     ", "%s", e.Why)
	}
	if len(ordering.TakenAsMet) > 0 {
		w.para("Taken as met, since none of these books brings a reader there:")
		for _, m := range ordering.TakenAsMet {
			w.item("  - ", "%s %s", m.Name, m.Need)
		}
	}
	return w.err
}
