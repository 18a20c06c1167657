package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"sync"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/catalog/imports"
	"readpath/catalog/imports/importers"
	"readpath/catalog/imports/intake"
	"readpath/catalog/infer"
	"readpath/index"
	"readpath/index/disk"
)

// importOptions are what "readpath catalog import" can be told.
type importOptions struct {
	*globalOptions
	format  string // "auto" for one that is guessed
	file    string // "-" for standard input
	to      string
	profile string
	report  string
	verbose bool
	asJSON  bool
	dryRun  bool
}

func newCatalogImportCmd(g *globalOptions) *cobra.Command {
	o := importOptions{globalOptions: g, format: "auto"}
	cmd := &cobra.Command{
		Use:   "import [FORMAT] FILE --to DIR",
		Short: "Put the books of another program's export into a library of your own",
		Long: `Put the books of another program's export into a library folder, for use with
--catalog DIR, or together with the built-in catalog: --catalog shipped
--catalog DIR.

Books that the catalog knows, by ISBN or by title and author, keep the levels
it has for them and are not copied. What the others require and teach is
inferred from their text. Running it again changes nothing. The folder changes
only if the whole file could be read.

` + formatList() + `

Without FORMAT it is guessed from what the file holds. FILE may be compressed
by gzip, and - is standard input.`,
		Example: `  readpath catalog import goodreads_library_export.csv --to my-books --profile me.yaml
  readpath catalog import calibre "Calibre Library/metadata.db" --to my-books
  readpath catalog import tsv courses.tsv --to courses --report courses-report.csv`,
		Args: cobra.RangeArgs(1, 2),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.file = args[len(args)-1]
			if len(args) == 2 {
				o.format = args[0]
			}
			return o.run(cmd)
		},
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, f := range importers.All() {
				if len(args) == 0 {
					names = append(names, cobra.CompletionWithDesc(f.Name, f.What))
				}
			}
			return names, cobra.ShellCompDirectiveDefault
		},
	}
	cmd.Flags().StringVar(&o.to, "to", "", "library `folder`; made if it is not there")
	cmd.Flags().StringVar(&o.profile, "profile", "", "put books read, being read and owned into this profile `file`, too")
	cmd.Flags().StringVar(&o.report, "report", "", "write what became of every row to this `file`: CSV, or .json")
	cmd.Flags().BoolVar(&o.verbose, "verbose", false, "print what became of every row")
	cmd.Flags().BoolVar(&o.asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&o.dryRun, "dry-run", false, "say what would be done, and do nothing")
	cmd.AddCommand(newImportDumpCmd(g))
	return cmd
}

func formatList() string {
	var b strings.Builder
	b.WriteString("Formats:")
	for _, f := range importers.All() {
		fmt.Fprintf(&b, "\n  %-12s %s", f.Name, f.What)
	}
	return b.String()
}

func (o *importOptions) run(cmd *cobra.Command) error {
	if o.to == "" {
		return usagef("name the library with --to DIR")
	}
	format, known := importers.Named(o.format)
	if !known && o.format != "auto" {
		return usagef("format %q is not known; see the list in the help, or leave it out", o.format)
	}
	if o.profile == "-" {
		return usagef("--profile takes a file that can be changed, or the name of a profile")
	}
	// As long as an import may take, memory is worth more than time.
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	file, close, err := openImport(o.file, cmd.InOrStdin(), cmd.ErrOrStderr())
	if err != nil {
		return err
	}
	defer close()
	if !known {
		if format, err = importers.Guess(file); err != nil {
			return err
		}
	}
	if err := o.checkProfile(); err != nil {
		return err
	}
	books, err := openStock(o.to)
	if err != nil {
		return err
	}
	defer books.Close()
	r := newImportReport(o, format)
	levels := &inferred{}
	if err := takeIn(file, format, intake.New(lib.Catalog(), books, levels.infer), levels, r); err != nil {
		return err
	}
	if levels.err != nil {
		return levels.err
	}
	if err := r.useless(); err != nil {
		return err
	}
	r.Remarks = file.Remarks()
	if o.dryRun {
		return r.print(cmd.OutOrStdout())
	}
	if err := books.commit(); err != nil {
		return err
	}
	if o.profile != "" {
		if r.Profile, err = o.shelve(&r.shelves); err != nil {
			return fmt.Errorf("the library is written, the profile is not: %w", err)
		}
	}
	return r.print(cmd.OutOrStdout())
}

// withLibrary opens the catalogs and, beside them, the library if it is there:
// a profile may name books of both.
func (o *importOptions) withLibrary() (*index.Library, error) {
	both := globalOptions{catalogs: o.catalogs}
	if !slices.Contains(both.catalogs, o.to) && disk.IsLibrary(o.to) {
		both.catalogs = append(slices.Clone(both.catalogs), o.to)
	}
	return both.library()
}

// checkProfile reads the profile, if it is there, before anything is written.
func (o *importOptions) checkProfile() error {
	if o.profile == "" {
		return nil
	}
	path, err := profilePath(o.profile)
	if err != nil {
		return err
	}
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return nil
	}
	lib, err := o.withLibrary()
	if err != nil {
		return err
	}
	defer lib.Close()
	_, err = loadProfile(path, nil, lib)
	return err
}

// shelve puts books into the profile.
func (o *importOptions) shelve(s *shelves) (*shelved, error) {
	lib, err := o.withLibrary()
	if err != nil {
		return nil, err
	}
	defer lib.Close()
	return s.write(o.profile, lib)
}

// inferAhead is from which row on levels are inferred ahead, by all processors:
// also of books that turn out to be known, which for a few rows costs more than
// it brings.
const inferAhead = 1000

// takeIn takes in all records of a file, in order.
func takeIn(file *imports.File, format importers.Format, in *intake.Intake, levels *inferred, r *importReport) error {
	type item struct {
		row    int
		record imports.Record
		skip   *imports.SkipError // instead of the record
	}
	items := func(yield func(item, error) bool) {
		row := 0
		for record, err := range format.Read(file) {
			skip, skipped := errors.AsType[*imports.SkipError](err)
			if err != nil && !skipped {
				yield(item{}, err)
				return
			}
			if row++; !yield(item{row, record, skip}, nil) {
				return
			}
		}
	}
	infer := func(it item) item {
		if it.row >= inferAhead && len(it.record.Book.Teaches) == 0 {
			levels.infer(&it.record.Book)
		}
		return it
	}
	return disk.InOrder(items, infer, func(it item) error {
		if it.skip != nil {
			r.add(intake.Refused(it.skip))
			return nil
		}
		row, err := in.Take(it.record)
		if err == nil {
			r.add(row)
		}
		return err
	})
}

// inferred gives levels to books that are known only by their text. The
// shipped catalog, which taught it how, is read at the first of them. It is
// safe for concurrent use.
type inferred struct {
	once  sync.Once
	model *infer.Model
	err   error
}

func (i *inferred) infer(b *catalog.Book) {
	i.once.Do(func() { _, i.model, i.err = shippedModel() })
	if i.err == nil {
		i.model.Infer(b)
	}
}

const stdinName = "standard input"

// openImport opens the file of an import, and shows on errOut how much of it
// has been read. A folder stands for the Calibre library that it may be.
func openImport(name string, stdin io.Reader, errOut io.Writer) (file *imports.File, close func() error, err error) {
	if name == "-" {
		file, err := imports.NewFile(stdinName, "", stdin)
		return file, func() error { return nil }, err
	}
	if info, err := os.Stat(name); err == nil && info.IsDir() {
		db := filepath.Join(name, "metadata.db")
		if _, err := os.Stat(db); err != nil {
			return nil, nil, fmt.Errorf("%s is a folder, and not Calibre's: it has no metadata.db; name a file", name)
		}
		name = db
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, nil, err
	}
	size := int64(-1)
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() {
		size = info.Size()
	}
	bar := newProgress(errOut, "importing", size, true)
	close = func() error { return errors.Join(bar.Exit(), f.Close()) }
	if file, err = imports.NewFile(name, name, io.TeeReader(f, bar)); err != nil {
		return nil, nil, errors.Join(err, close())
	}
	return file, close, nil
}
