// Package storygraph reads the library export of The StoryGraph: Manage
// account, Export StoryGraph library.
//
// Its header (mateusz-bak/openreads, issue 525, of 2024):
//
//	Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Last Date Read,Dates Read,Read Count,Moods,
//	Pace,Character- or Plot-Driven?,Strong Character Development?,Loveable Characters?,Diverse Characters?,
//	Flawed Characters?,Star Rating,Review,Content Warnings,Content Warning Description,Tags,Owned?
//
// Until 2022 the authors' column was Author and the number's ISBN
// (bookwyrm-social/bookwyrm, issue 1056 and pull request 2466). Books without
// an ISBN have a number of the site's own in its place.
package storygraph

import "readpath/catalog/imports"

var marks = []string{"Title", "Read Status"}

// Is reports whether a header is The StoryGraph's.
func Is(header []string) bool {
	return imports.HasColumns(header, marks...) && (imports.HasColumns(header, "Star Rating") || imports.HasColumns(header, "ISBN/UID"))
}

// Read reads an export.
func Read(f *imports.File) imports.Records { return f.ReadTable("The StoryGraph", marks, record) }

func record(row *imports.Row) imports.Record {
	var r imports.Record
	r.SetTitle(row.Get("Title"))
	r.SetISBNs(row.Get("ISBN/UID", "ISBN"))
	r.Book.Authors = imports.Names(row.Get("Authors", "Author"))
	r.Rating = imports.Stars(row.Get("Star Rating"))
	r.DateRead = imports.Date(row.Get("Last Date Read"))
	r.Shelf = imports.ShelfOf(row.Get("Read Status"))
	r.Owned = imports.Yes(row.Get("Owned?"))
	return r
}
