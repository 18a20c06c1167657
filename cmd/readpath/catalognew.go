package main

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"readpath/catalog"
)

// newBookOptions is everything "readpath catalog new-book" can be told.
type newBookOptions struct {
	id, title string
	authors   []string
	isbn      string
	out       string
}

func newCatalogNewBookCmd() *cobra.Command {
	var o newBookOptions
	cmd := &cobra.Command{
		Use:   "new-book",
		Short: "Write a commented stub of a book's entry, to fill in",
		Long: `Write a commented stub of a book's entry, to fill in: every field, what it
means, and where guessing does harm. docs/CURATING.md says how to judge levels.`,
		Example: `  readpath catalog new-book --title "The Go Programming Language" --author "Alan Donovan"
  readpath catalog new-book --title "Gradus ad Parnassum" --out my-books/books/fux.yaml`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd.OutOrStdout()) },
	}
	f := cmd.Flags()
	f.StringVar(&o.id, "id", "", "the `id` (default: made from the title)")
	f.StringVar(&o.title, "title", "", "the `title`, as on the title page")
	f.StringArrayVar(&o.authors, "author", nil, "an author's `name`; may be repeated")
	f.StringVar(&o.isbn, "isbn", "", "the `ISBN`, of 10 or 13 digits")
	f.StringVar(&o.out, "out", "", "write to a new `file` instead of standard output")
	return cmd
}

func (o *newBookOptions) run(out io.Writer) error {
	b := catalog.Book{ID: o.id, Title: o.title, Authors: o.authors}
	if o.isbn != "" {
		isbn, err := catalog.ParseISBN(o.isbn)
		if err != nil {
			return usagef("--isbn: %w", err)
		}
		b.ISBN = isbn
	}
	stub := catalog.Stub(b)
	if o.out == "" {
		_, err := io.WriteString(out, stub)
		return err
	}
	if _, err := os.Lstat(o.out); err == nil {
		return fmt.Errorf("%s exists already; name a new file, or print the stub and append it", o.out)
	} else if !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := writeOut(o.out, func(w io.Writer) error {
		_, err := io.WriteString(w, stub)
		return err
	}); err != nil {
		return err
	}
	_, err := fmt.Fprintf(out, "%s: fill it in, then run 'readpath catalog check' on the folder above books/\n", o.out)
	return err
}
