// Package goodreads reads the library export of Goodreads: My Books, Tools,
// Import and export, Export library.
//
// Its header, since the columns on recommendations and purchases went away in
// 2022 (PaulKlinger/Enhance-GoodReads-Export, issue 5):
//
//	Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,
//	Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,
//	Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies
//
// ISBNs stand as formulas, ="0441172717", in quotes or not, and are ="" where
// unknown; the series stands in the title; a rating of 0 is none; the shelves
// read, currently-reading and to-read exclude each other and any others that
// the reader has made exclusive.
package goodreads

import (
	"slices"
	"strings"

	"readpath/catalog/imports"
)

var marks = []string{"Title", "Author", "Exclusive Shelf"}

// Is reports whether a header is Goodreads'.
func Is(header []string) bool {
	return imports.HasColumns(header, marks...) && (imports.HasColumns(header, "Book Id") || imports.HasColumns(header, "My Rating"))
}

// Read reads an export.
func Read(f *imports.File) imports.Records { return f.ReadTable("Goodreads", marks, record) }

func record(row *imports.Row) imports.Record {
	var r imports.Record
	r.SetTitle(row.Get("Title"))
	r.SetISBNs(row.Get("ISBN13"), row.Get("ISBN"))
	r.SetYears(row.Get("Year Published"), row.Get("Original Publication Year"))
	// The author is one person, even one with a comma in the name.
	r.Book.Authors = slices.Compact(append([]string{strings.Join(strings.Fields(row.Get("Author")), " ")}, imports.Names(row.Get("Additional Authors"))...))
	if r.Book.Authors[0] == "" {
		r.Book.Authors = r.Book.Authors[1:]
	}
	r.Book.Publisher = row.Get("Publisher")
	r.Book.Pages = imports.Pages(row.Get("Number of Pages"))
	r.Rating = imports.Stars(row.Get("My Rating"))
	r.DateRead = imports.Date(row.Get("Date Read"))
	r.Shelf = imports.ShelfOf(row.Get("Exclusive Shelf"))
	copies := row.Get("Owned Copies")
	shelves := imports.Words(row.Get("Bookshelves"))
	r.Owned = copies != "" && strings.Trim(copies, "0") != "" || slices.ContainsFunc(shelves, owns)
	return r
}

func owns(shelf string) bool {
	return slices.Contains([]string{"owned", "own", "i own", "books i own", "my library"}, imports.ColumnName(shelf))
}
