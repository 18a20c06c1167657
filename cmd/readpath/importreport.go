package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"readpath/catalog/imports/importers"
	"readpath/catalog/imports/intake"
)

// importReport is what an import did; "catalog import --json" prints it.
type importReport struct {
	File    string                 `json:"file"`
	Format  string                 `json:"format"`
	Library string                 `json:"library"`
	DryRun  bool                   `json:"dry_run,omitempty"` // nothing was written
	Count   int                    `json:"count"`             // of the rows
	Counts  map[intake.Outcome]int `json:"outcomes"`          // of the rows, by what became of them; all are named
	Remarks []string               `json:"remarks,omitempty"` // on the file as a whole
	Profile *shelved               `json:"profile,omitempty"`
	Rows    []intake.Row           `json:"rows"`

	o       *importOptions
	shelves shelves
	what    string // the format
	more    int    // rows that were told apart but not kept
}

// mostTold bounds how many rows are kept to be printed where not all are.
const mostTold = 1000

func newImportReport(o *importOptions, format importers.Format) *importReport {
	r := &importReport{o: o, File: o.file, Format: format.Name, what: format.What, Library: o.to, DryRun: o.dryRun,
		Counts: map[intake.Outcome]int{}, Rows: []intake.Row{}}
	for _, outcome := range intake.Outcomes {
		r.Counts[outcome] = 0
	}
	return r
}

func (r *importReport) add(row intake.Row) {
	r.Count++
	r.Counts[row.Outcome]++
	r.shelves.add(&row)
	all := r.o.verbose || r.o.asJSON || r.o.report != ""
	switch {
	case all || worthALook(&row) && len(r.Rows) < mostTold:
		r.Rows = append(r.Rows, row)
	case worthALook(&row):
		r.more++
	}
}

// worthALook reports whether a row is told of unasked.
func worthALook(row *intake.Row) bool {
	return row.Outcome == intake.Skipped || row.Outcome == intake.Ambiguous || row.Fuzzy() || len(row.Remarks) > 0
}

func (r *importReport) print(out io.Writer) error {
	if r.o.report != "" {
		if err := writeOut(r.o.report, r.writeRows); err != nil {
			return err
		}
	}
	if r.o.asJSON {
		return writeJSON(out, r)
	}
	w := newPrinter(out)
	w.para("%s: %s, read as %s", r.File, countOf(r.Count, "row"), r.what)
	for _, remark := range r.Remarks {
		w.item("  mind  ", "%s", remark)
	}
	for _, outcome := range intake.Outcomes {
		if n := r.Counts[outcome]; n > 0 || outcome == intake.Matched || outcome == intake.Added {
			w.item(fmt.Sprintf("%6d  ", n), "%s", outcomeMeaning[outcome])
		}
	}
	for _, part := range []struct {
		head string
		is   func(*intake.Row) bool
	}{
		{"Skipped:", func(row *intake.Row) bool { return row.Outcome == intake.Skipped }},
		{"May be one of several books:", func(row *intake.Row) bool { return row.Outcome == intake.Ambiguous }},
		{"Found under another title; see that they are the same:", func(row *intake.Row) bool { return row.Fuzzy() }},
		{"The others:", func(row *intake.Row) bool { return r.o.verbose || len(row.Remarks) > 0 }},
	} {
		r.part(w, part.head, part.is)
	}
	if r.more > 0 {
		w.para("And %d more like these; --report FILE writes all.", r.more)
	}
	r.closing(w)
	return w.err
}

var outcomeMeaning = map[intake.Outcome]string{
	intake.Matched:   "matched: the catalog knows them",
	intake.Added:     "added to the library",
	intake.There:     "there already: the library has them",
	intake.Newer:     "newer editions, put in the place of older ones",
	intake.Older:     "older editions of books that the library has",
	intake.Ambiguous: "ambiguous, left out",
	intake.Skipped:   "skipped",
}

// part prints the rows of a kind that were not printed yet.
func (r *importReport) part(w *printer, head string, is func(*intake.Row) bool) {
	rest := r.Rows[:0:0]
	for i := range r.Rows {
		row := &r.Rows[i]
		if !is(row) {
			rest = append(rest, *row)
			continue
		}
		if head != "" {
			w.line("")
			w.line(head)
			head = ""
		}
		w.item(fmt.Sprintf("  %s  ", row.Place), "%s", describe(row))
	}
	r.Rows = rest
}

// describe says in a sentence what became of a row.
func describe(row *intake.Row) string {
	title := row.Title
	if title != "" && len(row.Authors) > 0 {
		title += " by " + row.Authors[0]
	}
	if title == "" {
		title = row.ISBN
	}
	var s string
	switch row.Outcome {
	case intake.Skipped, intake.Ambiguous:
		s = row.Why
		if title != "" {
			s = title + ": " + s
		}
		if len(row.Maybe) > 0 {
			s += ": " + strings.Join(row.Maybe, ", ")
		}
	case intake.Added:
		s = fmt.Sprintf("%s: added as %s", title, row.Book)
	default:
		s = fmt.Sprintf("%s: %s", title, row.Book)
		if row.BookTitle != "" {
			s = fmt.Sprintf("%s: %s, %s", title, row.BookTitle, row.Book)
		}
		s += ", by " + row.By
	}
	if len(row.Remarks) > 0 {
		s += " (" + strings.Join(row.Remarks, "; ") + ")"
	}
	return s
}

// closing says what was written and how to use it.
func (r *importReport) closing(w *printer) {
	w.line("")
	if r.DryRun {
		w.para("Nothing was written (--dry-run).")
		return
	}
	if p := r.Profile; p != nil {
		w.para("%s: %d read, %d being read, %d owned were put in.", p.File, p.Read, p.Reading, p.Owned)
	}
	w.para("Use it with --catalog %s, or together with the built-in catalog: --catalog shipped --catalog %[1]s.", r.Library)
}

// writeRows writes the report of every row, as CSV or, to a .json, as JSON.
func (r *importReport) writeRows(out io.Writer) error {
	if strings.EqualFold(filepath.Ext(r.o.report), ".json") {
		return writeJSON(out, r)
	}
	w := csv.NewWriter(out)
	w.Write([]string{"row", "outcome", "title", "authors", "isbn", "book", "book title", "by", "why", "maybe", "remarks", "shelf", "owned"})
	for row := range slices.Values(r.Rows) {
		owned := ""
		if row.Owned {
			owned = "yes"
		}
		w.Write([]string{row.Place.String(), string(row.Outcome), row.Title, strings.Join(row.Authors, "; "), row.ISBN, row.Book, row.BookTitle, row.By,
			row.Why, strings.Join(row.Maybe, " "), strings.Join(row.Remarks, "; "), string(row.Shelf), owned})
	}
	w.Flush()
	return w.Error()
}

func countOf(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}
