package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/catalog/imports"
	"readpath/catalog/imports/openlibrary/dump"
	"readpath/index/disk"
)

// dumpOptions are what "readpath catalog import openlibrary-dump" can be told.
type dumpOptions struct {
	*globalOptions
	files  dump.Files
	filter dump.Filter
	to     string
	json   bool
}

// A dumpReport says what became of a dump.
type dumpReport struct {
	Library string      `json:"library"`
	Books   int         `json:"books"` // in the library now
	Added   int         `json:"added"`
	There   int         `json:"there"` // the library had them already, or a built-in book has the ISBN
	Read    dump.Counts `json:"read"`
	Refused []string    `json:"refused,omitempty"` // what is wrong with the first of those that no catalog can hold
	Resumed int64       `json:"resumed,omitempty"` // works that an import before this one, which did not end, had dealt with
}

func newImportDumpCmd(g *globalOptions) *cobra.Command {
	o := dumpOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "openlibrary-dump WORKS EDITIONS AUTHORS --to DIR",
		Short: "Put the works of Open Library's bulk dumps into a library of your own",
		Long: `Put the works of Open Library's bulk dumps (openlibrary.org/developers/dumps)
into a library folder, each with its best edition: the one that says most, and
is the newest. The files may be compressed by gzip. Works that have the ISBN of
a book that is there already are left out.

An import that was stopped goes on where it was when the same command is run
again; until it ends, the library is as it was. The works are sorted in a folder
beside the library, which takes about as much space as the unpacked dumps and is
removed at the end.`,
		Example: `  readpath catalog import openlibrary-dump works.gz editions.gz authors.gz --to ol
  readpath catalog import openlibrary-dump works.gz editions.gz authors.gz --to ol --language en`,
		Args: cobra.ExactArgs(3),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.files = dump.Files{Works: args[0], Editions: args[1], Authors: args[2]}
			return o.run(cmd.Context(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.to, "to", "", "library `folder`; made if it is not there")
	f.StringArrayVar(&o.filter.Subjects, "subject", nil, "only works with this `text` in a subject; may be repeated")
	f.StringSliceVar(&o.filter.Languages, "language", nil, "only editions in these `languages`, as en,de")
	f.IntVar(&o.filter.Since, "since", 0, "only editions of this `year` or later")
	f.IntVar(&o.filter.Until, "until", 0, "only editions of this `year` or earlier")
	f.BoolVar(&o.json, "json", false, "print JSON")
	return cmd
}

func (o *dumpOptions) run(ctx context.Context, out, errOut io.Writer) error {
	if o.to == "" {
		return usagef("name the library with --to DIR")
	}
	if o.filter.Until != 0 && o.filter.Until < o.filter.Since {
		return usagef("--until %d is before --since %d", o.filter.Until, o.filter.Since)
	}
	source, size, err := o.source()
	if err != nil {
		return err
	}
	defer littleMemory()()
	cat, model, err := shippedModel()
	if err != nil {
		return err
	}
	w, err := disk.NewWriter(o.to, disk.Options{Source: source})
	if err != nil {
		return err
	}
	r := dumpReport{Library: o.to, Resumed: w.Resumed()}
	err = o.fill(ctx, w, &r, source, size, errOut, isbnsOf(cat), model.Infer)
	if errors.Is(err, context.Canceled) {
		err = errStoppedImport
	}
	if err := errors.Join(err, w.Close()); err != nil {
		return err
	}
	info, err := infoOf(o.to)
	if err != nil {
		return err
	}
	r.Books = info.Books
	if o.json {
		return writeJSON(out, r)
	}
	return r.print(out)
}

var errStoppedImport = errors.New("stopped; the library is as it was, and the same command goes on from here")

// source names the import: the same files, as far as their names, sizes and
// times tell, and the same filter. size is that of all files together.
func (o *dumpOptions) source() (name string, size int64, err error) {
	var b strings.Builder
	fmt.Fprintf(&b, "openlibrary-dump 1 %+v", o.filter)
	for _, file := range []string{o.files.Works, o.files.Editions, o.files.Authors} {
		info, err := os.Stat(file)
		if err != nil {
			return "", 0, err
		}
		if info.IsDir() {
			return "", 0, &os.PathError{Op: "reading", Path: file, Err: errors.New("is a folder; name a file")}
		}
		path, err := filepath.Abs(file)
		if err != nil {
			return "", 0, err
		}
		fmt.Fprintf(&b, " %q %d %d", path, info.Size(), info.ModTime().UnixNano())
		size += info.Size()
	}
	return b.String(), size, nil
}

// isbnsOf are the ISBNs of a catalog's books.
func isbnsOf(cat *catalog.Catalog) map[string]bool {
	isbns := map[string]bool{}
	for i := range cat.Books() {
		isbns[cat.Books()[i].ISBN] = true
	}
	return isbns
}

// fill puts the works into the library and commits.
func (o *dumpOptions) fill(ctx context.Context, w *disk.Writer, r *dumpReport, source string, size int64, errOut io.Writer, known map[string]bool, levels func(*catalog.Book)) error {
	bar := newProgress(errOut, "reading", size, true)
	d, err := dump.Open(o.files, o.filter, filepath.Clean(o.to)+".sorting", source, func(n int) error {
		return cmp.Or(ctx.Err(), bar.Add(n))
	})
	if err := errors.Join(err, bar.Exit()); err != nil {
		return err
	}
	bar = newProgress(errOut, "indexing", int64(d.Counts.Works-d.Counts.Filtered-d.Counts.Untitled), false)
	prepare := func(rec imports.Record) imports.Record {
		if int64(rec.Place.Number) > r.Resumed {
			levels(&rec.Book)
		}
		return rec
	}
	err = disk.InOrder(d.Records(), prepare, func(rec imports.Record) error {
		n := rec.Place.Number
		if n%1000 == 0 {
			if err := cmp.Or(ctx.Err(), bar.Set(n)); err != nil {
				return err
			}
		}
		if int64(n) <= r.Resumed {
			return nil
		}
		if err := o.take(w, r, rec, known); err != nil {
			return err
		}
		return w.Mark(int64(n))
	})
	r.Read = d.Counts
	if err := errors.Join(err, bar.Exit()); err != nil {
		return errors.Join(err, d.Close())
	}
	if err := w.Commit(); err != nil {
		return errors.Join(err, d.Close())
	}
	return d.Remove()
}

// mostRefused is how many refusals a report has.
const mostRefused = 10

// take puts a work in, if it is not there.
func (o *dumpOptions) take(w *disk.Writer, r *dumpReport, rec imports.Record, isbns map[string]bool) error {
	_, there := w.Find(rec.ISBNs...)
	if there || slices.ContainsFunc(rec.ISBNs, func(i string) bool { return isbns[i] }) || w.Has(rec.Book.ID) {
		r.There++
		return nil
	}
	err := w.Add(&rec.Book, rec.ISBNs...)
	if faults, ok := errors.AsType[catalog.Faults](err); ok {
		if len(r.Refused) < mostRefused {
			r.Refused = append(r.Refused, faults[0].What)
		}
		return nil
	}
	if err == nil {
		r.Added++
	}
	return err
}

func (r *dumpReport) print(out io.Writer) error {
	w := newPrinter(out)
	w.para("%s: %s, %s added", r.Library, number(r.Books, "book"), number(r.Added, "book"))
	if r.Resumed > 0 {
		w.para("went on behind %s that the import before had dealt with", number(int(r.Resumed), "work"))
	}
	for _, c := range []struct {
		n    int
		what string
	}{
		{r.There, "were there already"}, {r.Read.Filtered, "are not what --subject, --language, --since and --until want"},
		{r.Read.Untitled, "have no title, or are editions of nothing"}, {r.Read.Damaged, "lines make no sense"},
		{r.Read.Redirects, "lines are redirects and deletions"},
	} {
		if c.n > 0 {
			w.item("  ", "%s %s", grouped(c.n), c.what)
		}
	}
	for _, what := range r.Refused {
		w.item("  refused: ", "%s", what)
	}
	return w.err
}
