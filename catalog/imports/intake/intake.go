// Package intake decides what becomes of each record of an import: it is a
// book that the catalog knows, and keeps the levels a person judged; or one
// that the library has already; or it is put into the library; or nothing is
// done with it, and the report says why. It rather adds a book twice than
// takes one for another, and never does either in silence.
package intake

import (
	"fmt"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// A Library is what books are put into.
type Library interface {
	// Find is the book that goes by one of the keys.
	Find(keys ...string) (id string, ok bool)
	Has(id string) bool
	// Book is the book of an id, also one just added; nil if there is none.
	Book(id string) (*catalog.Book, error)
	Add(b *catalog.Book, keys ...string) error
	// Replace puts a book in the place of the one of its id.
	Replace(b *catalog.Book, keys ...string) error
}

// An Intake takes in the records of one import.
type Intake struct {
	*matches
	lib    Library
	levels func(*catalog.Book)
}

// New prepares an intake. known is the catalog whose books are matched; levels
// sets what a book requires and teaches, for those that say nothing of it.
func New(known *catalog.Catalog, lib Library, levels func(*catalog.Book)) *Intake {
	return &Intake{matches: newMatches(known), lib: lib, levels: levels}
}

// Outcome is what became of a row.
type Outcome string

// The outcomes.
const (
	Matched   Outcome = "matched"   // the catalog knows the book
	Added     Outcome = "added"     // the library has it now
	There     Outcome = "there"     // the library had it already
	Newer     Outcome = "newer"     // the library had an older edition, and has this one now
	Older     Outcome = "older"     // the library has a newer edition, which stands for it
	Ambiguous Outcome = "ambiguous" // it may be one of several books; nothing was done
	Skipped   Outcome = "skipped"   // nothing was done
)

// Outcomes are all outcomes, in the order in which they are reported.
var Outcomes = []Outcome{Matched, Added, There, Newer, Older, Ambiguous, Skipped}

// A Row is what the report says of one row.
type Row struct {
	Place     imports.Place `json:"place"`
	Outcome   Outcome       `json:"outcome"`
	Title     string        `json:"title,omitempty"` // as the row has it, cleaned
	Authors   []string      `json:"authors,omitempty"`
	ISBN      string        `json:"isbn,omitempty"`
	Book      string        `json:"book,omitempty"`       // id in the catalog or the library
	BookTitle string        `json:"book_title,omitempty"` // its title there, where it is not the row's, brackets aside
	By        string        `json:"by,omitempty"`         // what it was found by: "isbn", "title and author", "title", "id", "all that the row says"
	Why       string        `json:"why,omitempty"`        // it was skipped or is ambiguous
	Maybe     []string      `json:"maybe,omitempty"`      // ids of books that it may be
	Edition   string        `json:"edition,omitempty"`    // "2nd of 2007 here, 3rd of 2018 there", where they differ
	Remarks   []string      `json:"remarks,omitempty"`    // what was not used, and what else is worth a look
	Shelf     imports.Shelf `json:"shelf,omitempty"`
	Owned     bool          `json:"owned,omitempty"`
}

// Fuzzy reports whether the book has another title than the row.
func (r *Row) Fuzzy() bool { return r.BookTitle != "" }

// Refused is the row of a record that could not be read.
func Refused(e *imports.SkipError) Row {
	return Row{Place: e.Place, Outcome: Skipped, Title: e.Title, Why: e.Reason}
}

// Take takes in one record; levels of its book may be inferred already. An error is the library's, and ends the import.
func (in *Intake) Take(r imports.Record) (Row, error) {
	row := Row{
		Place: r.Place, Title: fullTitle(&r.Book), Authors: r.Book.Authors, ISBN: r.Book.ISBN,
		Remarks: r.Remarks, Shelf: r.Shelf, Owned: r.Owned,
	}
	name := nameOf(&r.Book)
	if in.match(&r, name, &row) {
		return row, nil
	}
	if r.Book.Title == "" {
		row.Outcome, row.Why = Skipped, "no book of the catalog has this ISBN, and without a title it cannot be added"
		return row, nil
	}
	k := keysOf(&r, name)
	if done, err := in.there(&r, &row, k); done || err != nil {
		return row, err
	}
	return row, in.add(&r, &row, k)
}

// found says which book a row is.
func (row *Row) found(r *imports.Record, b *catalog.Book, outcome Outcome, by string) {
	row.Outcome, row.Book, row.By = outcome, b.ID, by
	theirs := catalog.Normal(fullTitle(b))
	if catalog.Normal(row.Title) != theirs && catalog.Normal(withoutBrackets(&r.Book)) != theirs {
		row.BookTitle = fullTitle(b)
	}
	if compareEditions(&r.Book, b) != 0 {
		row.Edition = fmt.Sprintf("%s here, %s there", editionOf(&r.Book), editionOf(b))
	}
}

func fullTitle(b *catalog.Book) string {
	if b.Subtitle != "" {
		return b.Title + ": " + b.Subtitle
	}
	return b.Title
}
