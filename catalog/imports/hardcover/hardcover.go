// Package hardcover reads the library export of Hardcover: Settings, Export.
//
// Its header (nperez0111/bookhive, pull request 219, of 2026):
//
//	Title,Author,Series,Status,Privacy,Hardcover Book ID,Hardcover Edition ID,ISBN 10,ISBN 13,ASIN,Media,Country Code,
//	Language Code,Binding,Pages,Duration in Seconds,Publish Date,Publisher,Genres,Moods,Tags,Content Warnings,Lists,
//	Date Added,Date Started,Date Finished,Rating,Review,Review Contains Spoilers,Sponsored Review,Review Date,
//	Review URL,Review Media URL,Private Notes,Owned,Compilation,Review Slate
//
// The author's column names translators too, "Natasha Wimmer (Translator)";
// the series is written "Sprawl (#1.0)".
package hardcover

import (
	"regexp"
	"slices"
	"strconv"

	"readpath/catalog"
	"readpath/catalog/imports"
)

var marks = []string{"Title", "Author", "Status", "Hardcover Book ID"}

// Is reports whether a header is Hardcover's.
func Is(header []string) bool { return imports.HasColumns(header, marks...) }

// Read reads an export.
func Read(f *imports.File) imports.Records { return f.ReadTable("Hardcover", marks, record) }

var series = regexp.MustCompile(`^(.+?) \(#(\d{1,4}(?:\.\d{1,2})?)\)`)

func record(row *imports.Row) imports.Record {
	var r imports.Record
	r.SetTitle(row.Get("Title"))
	r.SetISBNs(row.Get("ISBN 13"), row.Get("ISBN 10"))
	r.SetYears(row.Get("Publish Date"), "")
	r.Book.Authors = imports.Names(row.Get("Author"))
	r.Book.Publisher = row.Get("Publisher")
	r.Book.Pages = imports.Pages(row.Get("Pages"))
	r.Book.Language = imports.Language(row.Get("Language Code"))
	r.Book.Topics = imports.Words(row.Get("Genres"))
	if m := series.FindStringSubmatch(row.Get("Series")); m != nil {
		n, _ := strconv.ParseFloat(m[2], 64)
		r.Book.Series = &catalog.Series{Name: m[1], Number: n}
	}
	r.Rating = imports.Stars(row.Get("Rating"))
	r.DateRead = imports.Date(row.Get("Date Finished"))
	r.Shelf = imports.ShelfOf(row.Get("Status"))
	r.Owned = imports.Yes(row.Get("Owned")) || slices.Contains(imports.Words(row.Get("Lists")), "Owned")
	return r
}
