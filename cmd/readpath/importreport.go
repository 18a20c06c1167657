package main

import (
	"cmp"
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
	File     string                 `json:"file"`
	Format   string                 `json:"format"`
	Library  string                 `json:"library"`
	DryRun   bool                   `json:"dry_run,omitempty"` // nothing was written
	Count    int                    `json:"count"`             // of the rows
	Counts   map[intake.Outcome]int `json:"outcomes"`          // of the rows, by what became of them; all are named
	Editions int                    `json:"other_editions"`    // of the matched
	Remarks  []string               `json:"remarks,omitempty"` // on the file as a whole
	Profile  *shelved               `json:"profile,omitempty"`
	Rows     []intake.Row           `json:"rows"` // in the order of the file

	o       *importOptions
	shelves shelves
	what    string // the format
	more    int    // rows that were told apart but not kept
}

// mostTold bounds how many rows are kept to be printed where not all are.
const mostTold = 1000

func newImportReport(o *importOptions, format importers.Format) *importReport {
	r := &importReport{o: o, File: cmp.Or(map[string]string{"-": stdinName}[o.file], o.file), Format: format.Name, what: format.What, Library: o.to, DryRun: o.dryRun,
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
	if row.Outcome == intake.Matched && row.Edition != "" {
		r.Editions++
	}
	all := r.o.verbose || r.o.asJSON || r.o.report != ""
	switch {
	case all || worthALook(&row) && len(r.Rows) < mostTold:
		r.Rows = append(r.Rows, row)
	case worthALook(&row):
		r.more++
	}
}

// useless is the error of an import of which every row was skipped: the format
// is another one, or the file has no books.
func (r *importReport) useless() error {
	if r.Count == 0 || r.Counts[intake.Skipped] < r.Count {
		return nil
	}
	first := r.Rows[0]
	return fmt.Errorf("%s: nothing in it could be read as %s; all %s were skipped: %s: %s", r.File, r.Format, number(r.Count, "row"), first.Place, first.Why)
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
	w.para("%s: %s, read as %s", r.File, number(r.Count, "row"), r.what)
	for _, remark := range r.Remarks {
		w.item("  mind  ", "%s", remark)
	}
	for _, outcome := range intake.Outcomes {
		if n := r.Counts[outcome]; n > 0 || outcome == intake.Matched || outcome == intake.Added {
			meaning := outcomeMeaning[outcome]
			if outcome == intake.Matched && r.Editions > 0 {
				meaning += fmt.Sprintf(", %d in another edition", r.Editions)
			}
			w.item(fmt.Sprintf("%6d  ", n), "%s", meaning)
		}
	}
	for _, part := range []struct {
		head string
		is   func(*intake.Row) bool
	}{
		{"Skipped:", func(row *intake.Row) bool { return row.Outcome == intake.Skipped }},
		{"It may be one of several books:", func(row *intake.Row) bool { return row.Outcome == intake.Ambiguous }},
		{"Found under another title; see that it is the same book:", func(row *intake.Row) bool { return row.Fuzzy() }},
		{"Worth knowing:", func(row *intake.Row) bool { return len(row.Remarks) > 0 }},
		{"The others:", func(*intake.Row) bool { return r.o.verbose }},
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
	var rest, rows []intake.Row
	widest := 0
	for _, row := range r.Rows {
		if is(&row) {
			rows = append(rows, row)
			widest = max(widest, len(row.Place.String()))
		} else {
			rest = append(rest, row)
		}
	}
	r.Rows = rest
	if len(rows) == 0 {
		return
	}
	w.line("")
	w.line(head)
	for _, row := range rows {
		mark := fmt.Sprintf("  %-*s  ", widest, row.Place)
		for _, sentence := range describe(&row) {
			w.item(mark, "%s", sentence)
			mark = strings.Repeat(" ", len(mark))
		}
	}
}

// describe says what a row is, and what became of it.
func describe(row *intake.Row) []string {
	title := row.Title
	if title != "" && len(row.Authors) > 0 {
		title += ", by " + row.Authors[0]
	}
	if title == "" && row.ISBN != "" {
		title = "ISBN " + row.ISBN
	}
	var became []string
	switch row.Outcome {
	case intake.Skipped, intake.Ambiguous:
		became = append(became, row.Why)
		if len(row.Maybe) > 0 {
			became[0] += ": " + strings.Join(row.Maybe, ", ")
		}
	case intake.Added:
		became = append(became, "added as "+row.Book)
	default:
		name := row.Book
		if row.BookTitle != "" {
			name = fmt.Sprintf("%s (%s)", row.BookTitle, row.Book)
		}
		became = append(became, fmt.Sprintf("is %s, by %s", name, strings.Replace(row.By, "isbn", "ISBN", 1)))
	}
	if row.Edition != "" {
		became = append(became, "another edition: "+row.Edition)
	}
	became = append(became, row.Remarks...)
	if title == "" {
		return []string{strings.Join(became, "; ")}
	}
	return []string{title, "- " + strings.Join(became, "; ")}
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
	w.para("Use the library with --catalog shipped --catalog %s, or alone with --catalog %[1]s.", r.Library)
}

// writeRows writes the report of every row, as CSV or, to a .json, as JSON.
func (r *importReport) writeRows(out io.Writer) error {
	if strings.EqualFold(filepath.Ext(r.o.report), ".json") {
		return writeJSON(out, r)
	}
	w := csv.NewWriter(out)
	w.Write([]string{"row", "outcome", "title", "authors", "isbn", "book", "book title", "by", "edition", "why", "maybe", "remarks", "shelf", "owned"})
	for row := range slices.Values(r.Rows) {
		owned := ""
		if row.Owned {
			owned = "yes"
		}
		w.Write([]string{row.Place.String(), string(row.Outcome), row.Title, strings.Join(row.Authors, "; "), row.ISBN, row.Book, row.BookTitle, row.By,
			row.Edition, row.Why, strings.Join(row.Maybe, " "), strings.Join(row.Remarks, "; "), string(row.Shelf), owned})
	}
	w.Flush()
	return w.Error()
}
