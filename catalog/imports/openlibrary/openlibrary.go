// Package openlibrary reads the reading log that Open Library exports: Account,
// Import & export, Export your reading log.
//
// Its header (Mozzo1000/booklogr, issue 147, of 2026):
//
//	Work ID,Title,Authors,First Publish Year,Edition ID,Edition Count,Bookshelf,My Ratings,Ratings Average,
//	Ratings Count,Has Ebook,Subjects,Subject People,Subject Places,Subject Times
//
// It names no ISBNs. The export of before 2022 was Work Id,Edition
// Id,Bookshelf (internetarchive/openlibrary, pull request 3662): without
// titles it says nothing to who is offline.
package openlibrary

import "readpath/catalog/imports"

var marks = []string{"Work ID", "Bookshelf"}

// Is reports whether a header is Open Library's.
func Is(header []string) bool { return imports.HasColumns(header, marks...) }

// Read reads a reading log.
func Read(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		if header, _ := imports.Header(f.Head()); Is(header) && !imports.HasColumns(header, "Title") {
			yield(imports.Record{}, f.Fault(imports.Line(1), "has no titles, only Open Library's numbers, as exports of before 2022; export the reading log again"))
			return
		}
		f.ReadTable("Open Library", marks, record)(yield)
	}
}

const mostTopics = 12 // of the subjects, which run to hundreds for famous works

func record(row *imports.Row) imports.Record {
	var r imports.Record
	r.SetTitle(row.Get("Title"))
	r.SetYears("", row.Get("First Publish Year"))
	r.Book.Authors = imports.Names(row.Get("Authors"))
	r.Book.Topics = imports.Words(row.Get("Subjects"))
	r.Book.Topics = r.Book.Topics[:min(mostTopics, len(r.Book.Topics))]
	if work := row.Get("Work ID"); work != "" {
		r.Book.URL = "https://openlibrary.org/works/" + work
	}
	r.Rating = imports.Stars(row.Get("My Ratings"))
	r.Shelf = imports.ShelfOf(row.Get("Bookshelf"))
	return r
}
