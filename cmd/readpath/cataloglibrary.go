package main

import (
	"cmp"
	"errors"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"readpath/index/disk"
)

// described is what "catalog info --json" prints of a library.
type described struct {
	disk.Info
	BytesPerBook int64  `json:"bytes_per_book"`
	Verified     bool   `json:"verified"`      // every file was compared with its checksum
	Sum          string `json:"sum,omitempty"` // of the contents, if they were verified
}

func newCatalogInfoCmd() *cobra.Command {
	var asJSON, verify bool
	cmd := &cobra.Command{
		Use:   "info DIR",
		Short: "Say what a library on disk is made of",
		Long: `Say what a library on disk is made of: books, bytes, parts. With --verify every
file is read and compared with its checksum, and a checksum of the contents is
printed, which does not depend on how the library came about.`,
		Example: "  readpath catalog info my-library\n  readpath catalog info --verify my-library",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			l, err := openLibrary(args[0])
			if err != nil {
				return err
			}
			defer l.Close()
			d := described{Info: l.Info()}
			if d.Books > 0 {
				d.BytesPerBook = d.Bytes / int64(d.Books)
			}
			if verify {
				if err := l.Verify(); err != nil {
					return err
				}
				if d.Sum, err = l.Sum(); err != nil {
					return err
				}
				d.Verified = true
			}
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), d)
			}
			return printInfo(cmd.OutOrStdout(), d)
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	cmd.Flags().BoolVar(&verify, "verify", false, "compare every file with its checksum")
	return cmd
}

func printInfo(out io.Writer, d described) error {
	w := newPrinter(out)
	w.para("%s: %s, %s, %d bytes a book", d.Dir, number(d.Books, "book"), bytesOf(d.Bytes), d.BytesPerBook)
	w.para("%s, written %s", number(d.Parts, "part"), times(d.Generation))
	if d.Gone > 0 {
		w.para("%s removed or replaced, still on disk: 'readpath catalog compact %s' frees the space", number(d.Gone, "book"), d.Dir)
	}
	if d.Verified {
		w.para("every file matches its checksum")
		w.para("contents %s", d.Sum)
	}
	return w.err
}

// openLibrary opens a folder that is to be a library on disk.
func openLibrary(dir string) (*disk.Library, error) {
	if !disk.IsLibrary(dir) {
		return nil, fmt.Errorf("%s is no library on disk; 'readpath catalog import' makes one", dir)
	}
	return disk.Open(dir)
}

func newCatalogCompactCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "compact DIR",
		Short: "Rewrite a library on disk without what is no longer in it",
		Long: `Rewrite a library on disk: in as few parts as can be, without the books that were
removed or replaced. Readers are not disturbed; what they still read is removed
by the next command that writes.`,
		Example: "  readpath catalog compact my-library",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			before, err := infoOf(args[0])
			if err != nil {
				return err
			}
			bar := newProgress(cmd.ErrOrStderr(), "compacting", int64(before.Books), false)
			err = rewrite(args[0], func(w *disk.Writer) error {
				return w.Compact(func(n int) error { return cmp.Or(cmd.Context().Err(), bar.Set(n)) })
			})
			if err := errors.Join(err, bar.Exit()); err != nil {
				return err
			}
			after, err := infoOf(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %s in %s instead of %d, %s instead of %s\n", args[0], number(after.Books, "book"),
				number(after.Parts, "part"), before.Parts, bytesOf(after.Bytes), bytesOf(before.Bytes))
			return err
		},
	}
}

func newCatalogDuplicatesCmd() *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   "remove-duplicates DIR",
		Short: "Take books out of a library on disk that are in it twice",
		Long: `Take books out of a library on disk that are in it twice: records with the same
ISBN or work, or with the same title, year and author's surname. The record that
says most is kept.`,
		Example: "  readpath catalog remove-duplicates --dry-run my-library\n  readpath catalog remove-duplicates my-library",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return removeDuplicates(cmd.OutOrStdout(), args[0], dry)
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "only list them")
	return cmd
}

func removeDuplicates(out io.Writer, dir string, dry bool) error {
	l, err := openLibrary(dir)
	if err != nil {
		return err
	}
	all, err := l.Duplicates()
	if err := errors.Join(err, l.Close()); err != nil {
		return err
	}
	n := 0
	for _, d := range all {
		for _, b := range d.Remove {
			n++
			if dry {
				if _, err := fmt.Fprintf(out, "%s is %s again: %s%s\n", b.ID, d.Keep.ID, d.Keep.Title, byline(d.Keep)); err != nil {
					return err
				}
			}
		}
	}
	if !dry && n > 0 {
		err := rewrite(dir, func(w *disk.Writer) error {
			for _, d := range all {
				for _, b := range d.Remove {
					if _, err := w.Remove(b.ID); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	verb := "removed"
	if dry {
		verb = "to be removed"
	}
	_, err = fmt.Fprintf(out, "%s: %s %s\n", dir, number(n, "duplicate"), verb)
	return err
}

// rewrite changes a library and commits.
func rewrite(dir string, change func(w *disk.Writer) error) error {
	w, err := disk.NewWriter(dir, disk.Options{})
	if err != nil {
		return err
	}
	if err := change(w); err != nil {
		return errors.Join(err, w.Close())
	}
	return errors.Join(w.Commit(), w.Close())
}

func infoOf(dir string) (disk.Info, error) {
	l, err := openLibrary(dir)
	if err != nil {
		return disk.Info{}, err
	}
	return l.Info(), l.Close()
}

// number is "1 book", "2 books", "12,000 books".
func number(n int, thing string) string {
	if n != 1 {
		thing += "s"
	}
	return grouped(n) + " " + thing
}

// grouped is a number with a comma before every three digits.
func grouped(n int) string {
	digits := fmt.Sprint(n)
	for i := len(digits) - 3; i > 0; i -= 3 {
		digits = digits[:i] + "," + digits[i:]
	}
	return digits
}

func times(n int) string {
	if n == 1 {
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// bytesOf is a size for people: "1.2 MB".
func bytesOf(n int64) string {
	for _, u := range []struct {
		name string
		size int64
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if n >= u.size {
			return fmt.Sprintf("%.1f %s", float64(n)/float64(u.size), u.name)
		}
	}
	return fmt.Sprintf("%d bytes", n)
}
