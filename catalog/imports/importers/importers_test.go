package importers_test

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readpath/catalog/imports"
	"readpath/catalog/imports/importers"
)

var update = flag.Bool("update", false, "rewrite the goldens")

// The files of testdata have the form that each program gives its exports (its
// package says where that is documented) and are of our own making.
func TestExports(t *testing.T) {
	files, err := filepath.Glob("testdata/*")
	if err != nil {
		t.Fatal(err)
	}
	tried := 0
	for _, name := range files {
		if strings.HasSuffix(name, ".golden") {
			continue
		}
		tried++
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		got := told(filepath.Base(name), data)
		golden := name + ".golden"
		if *update {
			if err := os.WriteFile(golden, []byte(got), 0o666); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if got != string(want) {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
	if tried < 10 {
		t.Errorf("only %d exports in testdata", tried)
	}
}

// told is the format that is guessed for a file, and all that is read from it.
func told(name string, data []byte) string {
	var out strings.Builder
	f, err := imports.NewFile(name, "", bytes.NewReader(data))
	if err != nil {
		return err.Error() + "\n"
	}
	format, err := importers.Guess(f)
	if err != nil {
		return err.Error() + "\n"
	}
	fmt.Fprintf(&out, "%s\n", format.Name)
	for r, err := range format.Read(f) {
		if err != nil {
			fmt.Fprintf(&out, "%v\n", err)
			continue
		}
		fmt.Fprintf(&out, "%s: %s\n", r.Place, r.Book.Title)
		line := func(name string, value any, zero bool) {
			if !zero {
				fmt.Fprintf(&out, "  %-9s %v\n", name, value)
			}
		}
		b := &r.Book
		line("id", b.ID, b.ID == "")
		line("subtitle", b.Subtitle, b.Subtitle == "")
		line("authors", strings.Join(b.Authors, "; "), len(b.Authors) == 0)
		line("isbns", strings.Join(r.ISBNs, " "), len(r.ISBNs) == 0)
		line("edition", b.Edition, b.Edition == 0)
		line("year", b.Year, b.Year == 0)
		line("first", b.FirstYear, b.FirstYear == 0)
		line("pages", b.Pages, b.Pages == 0)
		line("publisher", b.Publisher, b.Publisher == "")
		line("language", b.Language, b.Language == "")
		line("url", b.URL, b.URL == "")
		line("topics", strings.Join(b.Topics, "; "), len(b.Topics) == 0)
		line("about", b.Description, b.Description == "")
		if b.Series != nil {
			line("series", *b.Series, false)
		}
		line("requires", b.Requires, len(b.Requires) == 0)
		line("teaches", b.Teaches, len(b.Teaches) == 0)
		line("shelf", r.Shelf, r.Shelf == "")
		line("owned", r.Owned, !r.Owned)
		line("rating", r.Rating, r.Rating == 0)
		line("read", r.DateRead.Format("2006-01-02"), r.DateRead.IsZero())
		line("remarks", strings.Join(r.Remarks, "; "), len(r.Remarks) == 0)
	}
	for _, remark := range f.Remarks() {
		fmt.Fprintf(&out, "the file %s\n", remark)
	}
	return out.String()
}

func TestEveryFormatIsNamed(t *testing.T) {
	for _, f := range importers.All() {
		if got, ok := importers.Named(strings.ToUpper(f.Name)); !ok || got.What != f.What {
			t.Errorf("%s is not found by its name", f.Name)
		}
	}
	if f, ok := importers.Named("goodread"); ok {
		t.Errorf("%q is found for a name that is none", f.Name)
	}
}

// ended is the error that ended the reading of a file, and how many records and
// skipped rows came before it.
func ended(name string, data []byte) (read, skipped int, end error) {
	f, err := imports.NewFile(name, "", bytes.NewReader(data))
	if err != nil {
		return 0, 0, err
	}
	format, err := importers.Guess(f)
	if err != nil {
		return 0, 0, err
	}
	for _, err := range format.Read(f) {
		switch {
		case err == nil:
			read++
		case errors.As(err, new(*imports.SkipError)):
			skipped++
		default:
			end = err
		}
	}
	return read, skipped, end
}
