// Package imports reads what other programs export about books: reading lists,
// catalogues, bibliographies and plain tables. Its folders hold one format
// each and turn a [File] into [Record]s, one at a time, so that memory does
// not grow with the file.
//
// A row that makes no sense is a [SkipError], and reading goes on behind it. A
// file that cannot be read on ends with a [catalog.Faults] of one fault, which
// names the line, row or item.
package imports

import (
	"fmt"
	"iter"
	"time"

	"readpath/catalog"
)

// A Record is what one row, entry or item of a file says about one book.
type Record struct {
	Place    Place
	Book     catalog.Book // without levels, or with inferred ones; with an ID only where the file names ids
	ISBNs    []string     // all that are named, of 13 digits, each once; Book.ISBN is the first
	Shelf    Shelf
	Owned    bool
	Rating   float64   // stars, up to 5; 0 for unrated
	DateRead time.Time // the last time, midnight UTC; zero if unknown
	Remarks  []string  // what of the row was not used, and why
}

// Remark notes what of the row was not used.
func (r *Record) Remark(format string, args ...any) {
	r.Remarks = append(r.Remarks, fmt.Sprintf(format, args...))
}

// Shelf is how far the reader is with a book; "" where the file does not say.
type Shelf string

// The shelves. Where programs have more, they are read as the nearest of these.
const (
	ToRead  Shelf = "to-read"
	Reading Shelf = "reading"
	Read    Shelf = "read"
	Stopped Shelf = "stopped" // begun and given up
)

// Records are what the formats return: records in the order of the file, with
// a [SkipError] in place of a row that was skipped. Any other error is the
// last.
type Records = iter.Seq2[Record, error]

// A Place is where in a file something stands, as {"line", 17}.
type Place struct {
	Unit   string `json:"unit"`   // "line", "item" or "book"
	Number int    `json:"number"` // lines and items from 1; a book by its number in the file
}

func (p Place) String() string { return fmt.Sprintf("%s %d", p.Unit, p.Number) }

// Line is a place in a text file, counted from 1.
func Line(n int) Place { return Place{"line", n} }

// Item is a place in a list, counted from 1.
func Item(n int) Place { return Place{"item", n} }

// A SkipError says why a row was not read; those after it are.
type SkipError struct {
	Place  Place
	Title  string // as far as it is known
	Reason string
}

func (e *SkipError) Error() string { return fmt.Sprintf("%s: %s", e.Place, e.Reason) }

// Skip is a [SkipError].
func Skip(p Place, title, reason string, args ...any) error {
	return &SkipError{p, title, fmt.Sprintf(reason, args...)}
}
