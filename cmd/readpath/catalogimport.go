package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/catalog/imports"
	"readpath/catalog/imports/importers"
	"readpath/catalog/imports/intake"
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
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	file, close, err := openImport(o.file, cmd.InOrStdin())
	if err != nil {
		return err
	}
	defer close()
	if !known {
		if format, err = importers.Guess(file); err != nil {
			return err
		}
	}
	books, err := openStock(o.to)
	if err != nil {
		return err
	}
	defer books.Close()
	r := newImportReport(o, format)
	if err := takeIn(file, format, intake.New(lib.Catalog(), books, levelsOf(lib.Catalog())), r); err != nil {
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
		if r.Profile, err = r.shelves.write(o.profile, lib.Catalog(), books); err != nil {
			return fmt.Errorf("the library is written, the profile is not: %w", err)
		}
	}
	return r.print(cmd.OutOrStdout())
}

// takeIn takes in all records of a file.
func takeIn(file *imports.File, format importers.Format, in *intake.Intake, r *importReport) error {
	for record, err := range format.Read(file) {
		if skip, ok := errors.AsType[*imports.SkipError](err); ok {
			r.add(intake.Refused(skip))
			continue
		}
		if err != nil {
			return err
		}
		row, err := in.Take(record)
		if err != nil {
			return err
		}
		r.add(row)
	}
	return nil
}

// levelsOf is how books that are known only by their text get levels.
func levelsOf(*catalog.Catalog) func(*catalog.Book) {
	return func(*catalog.Book) {}
}

// openImport opens the file of an import. A folder stands for the Calibre
// library that it may be.
func openImport(name string, stdin io.Reader) (file *imports.File, close func() error, err error) {
	if name == "-" {
		file, err := imports.NewFile("standard input", "", stdin)
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
	if file, err = imports.NewFile(name, name, f); err != nil {
		return nil, nil, errors.Join(err, f.Close())
	}
	return file, f.Close, nil
}
