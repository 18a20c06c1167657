package imports

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"
)

// A Table is a text file of rows below a header. Cells are asked for by the
// names of their columns, so their order does not matter, nor what other
// columns there are.
type Table struct {
	Header []string // as the file has it
	file   *File
	column map[string]int // by the normal form of the name
	asked  map[string]int // by names as they were asked for; -1 for none
	rows   iter.Seq2[tableRow, error]
}

type tableRow struct {
	line  int
	cells []string
}

// excelSeparator begins a line before the header in which Excel names the
// separator.
const excelSeparator = "sep="

// Header guesses from the beginning of a text what the names of its columns
// are, and what separates them.
func Header(head []byte) (names []string, separator rune) {
	line, rest, _ := bytes.Cut(head, []byte("\n"))
	if bytes.HasPrefix(line, []byte(excelSeparator)) {
		line, _, _ = bytes.Cut(rest, []byte("\n"))
	}
	text := strings.TrimSpace(string(line))
	separator = ','
	for _, s := range "\t;|" {
		if strings.Count(text, string(s)) > strings.Count(text, string(separator)) {
			separator = s
		}
	}
	if separator == '\t' {
		return splitTabs(text), separator
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.LazyQuotes = separator, true
	names, _ = r.Read()
	return names, separator
}

// Table reads the header. Cells are separated as they are there: by commas,
// semicolons, bars or tabs.
func (f *File) Table() (*Table, error) {
	text := bufio.NewReaderSize(f.Text(), headSize)
	first, err := text.Peek(headSize)
	if len(bytes.TrimSpace(first)) == 0 {
		if err != nil && err != io.EOF {
			return nil, f.broken(Line(1), err)
		}
		return nil, f.Fault(Line(1), "is empty")
	}
	_, separator := Header(first)
	if line, _, ok := bytes.Cut(first, []byte("\n")); ok && bytes.HasPrefix(line, []byte(excelSeparator)) {
		text.Discard(len(line) + 1)
	}
	t := &Table{file: f, column: map[string]int{}, asked: map[string]int{}}
	if separator == '\t' {
		t.rows = tabRows(f, text)
	} else {
		t.rows = csvRows(f, &limited{r: text, left: maxRow}, separator)
	}
	next, stop := iter.Pull2(t.rows)
	header, err, ok := next()
	if err != nil || !ok {
		stop()
		return nil, err
	}
	t.rows = func(yield func(tableRow, error) bool) {
		defer stop()
		for row, err, ok := next(); ok; row, err, ok = next() {
			if !yield(row, err) {
				return
			}
		}
	}
	t.Header = slices.Clone(header.cells)
	for i, name := range t.Header {
		if key := ColumnName(name); key != "" {
			if _, twice := t.column[key]; !twice {
				t.column[key] = i
			}
		}
	}
	return t, nil
}

// ColumnName is the name of a column as it is compared: lower case, its words
// separated by one space.
func ColumnName(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}

// Has reports whether the table has a column of one of the names.
func (t *Table) Has(names ...string) bool {
	return slices.ContainsFunc(names, func(name string) bool {
		return t.at(name) >= 0
	})
}

// at is where the column of a name is, -1 for nowhere.
func (t *Table) at(name string) int {
	i, ok := t.asked[name]
	if !ok {
		if i, ok = t.column[ColumnName(name)]; !ok {
			i = -1
		}
		t.asked[name] = i
	}
	return i
}

// A Row is one row of a [Table].
type Row struct {
	Place Place
	table *Table
	cells []string
	big   string // a column that was asked for and is too large
}

// Get is the first of the columns of these names that is not blank, without
// blanks around it; "" if all are.
func (r *Row) Get(names ...string) string {
	for _, name := range names {
		i := r.table.at(name)
		if i < 0 || i >= len(r.cells) {
			continue
		}
		if len(r.cells[i]) > maxCell {
			r.big = r.table.Header[i]
			continue
		}
		if cell := strings.TrimSpace(unformula(r.cells[i])); cell != "" {
			return strings.Clone(cell) // it would keep the whole row in memory
		}
	}
	return ""
}

// unformula is the text of a cell that is written as a formula, ="0441172717",
// so that spreadsheets keep its zeros.
func unformula(cell string) string {
	if inner, ok := strings.CutPrefix(cell, `="`); ok {
		if inner, ok := strings.CutSuffix(inner, `"`); ok {
			return inner
		}
	}
	return cell
}

// ReadTable reads a table that must have certain columns, the mark of the
// program that wrote it.
func (f *File) ReadTable(program string, marks []string, read func(*Row) Record) Records {
	return func(yield func(Record, error) bool) {
		t, err := f.Table()
		if err == nil {
			for _, mark := range marks {
				if err == nil && !t.Has(mark) {
					err = f.Fault(Line(1), "has no column %q; is it an export of %s?", mark, program)
				}
			}
		}
		if err != nil {
			yield(Record{}, err)
			return
		}
		t.Records(read)(yield)
	}
}

// HasColumns reports whether a header has all the columns.
func HasColumns(header []string, columns ...string) bool {
	return !slices.ContainsFunc(columns, func(c string) bool {
		return !slices.ContainsFunc(header, func(h string) bool { return ColumnName(h) == ColumnName(c) })
	})
}

// Records turns each row into a record by read. Rows that cannot be one are
// skipped: those with more cells than the header, since their columns are
// shifted, with a cell that is too large, or without a title and an ISBN.
func (t *Table) Records(read func(*Row) Record) Records {
	return func(yield func(Record, error) bool) {
		for row, err := range t.rows {
			if err != nil {
				yield(Record{}, err)
				return
			}
			r := Row{Place: Line(row.line), table: t, cells: row.cells}
			if !yield(r.record(read)) {
				return
			}
		}
	}
}

func (r *Row) record(read func(*Row) Record) (Record, error) {
	extra := len(r.cells) > len(r.table.Header) && strings.TrimSpace(strings.Join(r.cells[len(r.table.Header):], "")) != ""
	rec := read(r)
	rec.Place = r.Place
	last := r.cells[len(r.cells)-1]
	switch {
	case extra:
		return Record{}, Skip(r.Place, "", "has %d cells where the header has %d; is a comma or quote in a cell not quoted?", len(r.cells), len(r.table.Header))
	case r.big != "":
		return Record{}, Skip(r.Place, "", "%q is larger than %d KiB", r.big, maxCell>>10)
	case strings.ContainsRune(rec.Book.Title, '\n') || len(r.cells) < len(r.table.Header) && strings.Contains(last, "\n"):
		return Record{}, Skip(r.Place, "", "runs over %d lines and has %d of %d cells; is a quote not closed?",
			1+strings.Count(strings.Join(r.cells, ""), "\n"), len(r.cells), len(r.table.Header))
	case rec.Book.Title == "" && len(rec.ISBNs) == 0:
		return Record{}, Skip(r.Place, "", "has no title")
	case len(r.cells) < len(r.table.Header):
		rec.Remark("has %d of %d cells", len(r.cells), len(r.table.Header))
	}
	return rec, nil
}

// csvRows are the rows of RFC 4180, read leniently: Goodreads writes
// ="0441172717" without quotes around it.
func csvRows(f *File, text *limited, separator rune) iter.Seq2[tableRow, error] {
	return func(yield func(tableRow, error) bool) {
		r := csv.NewReader(text)
		r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = separator, true, -1, true
		next := 1 // the line behind the last row
		for {
			text.left = maxRow
			cells, err := r.Read()
			if err == io.EOF {
				return
			}
			if err != nil {
				yield(tableRow{}, f.broken(Line(next), err))
				return
			}
			line, _ := r.FieldPos(0)
			last, _ := r.FieldPos(len(cells) - 1)
			next = last + strings.Count(cells[len(cells)-1], "\n") + 1
			if !yield(tableRow{line, cells}, nil) {
				return
			}
		}
	}
}

// tabRows are lines of cells separated by tabs. Quotes mean something only
// around a whole cell, as spreadsheets write them.
func tabRows(f *File, text io.Reader) iter.Seq2[tableRow, error] {
	return func(yield func(tableRow, error) bool) {
		for line, err := range lines(f, text) {
			if err != nil {
				yield(tableRow{}, err)
				return
			}
			if len(bytes.TrimSpace(line.Text)) > 0 && !yield(tableRow{line.Number, splitTabs(string(line.Text))}, nil) {
				return
			}
		}
	}
}

func splitTabs(line string) []string {
	cells := strings.Split(line, "\t")
	for i, c := range cells {
		if inner, ok := strings.CutPrefix(c, `"`); ok {
			if inner, ok := strings.CutSuffix(inner, `"`); ok && !strings.Contains(strings.ReplaceAll(inner, `""`, ""), `"`) {
				cells[i] = strings.ReplaceAll(inner, `""`, `"`)
			}
		}
	}
	return cells
}

// limited fails once more than left bytes were read; who reads sets left anew
// for each row.
type limited struct {
	r    io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, fmt.Errorf("%w", errRowTooLong)
	}
	n, err := l.r.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}
