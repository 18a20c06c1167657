// Package plain reads books from files that no program in particular wrote:
// tables as CSV or TSV with a header, JSON Lines or a JSON list of objects,
// and lists of ISBNs or titles.
//
// Columns and fields go by the names that a catalog file has for them
// ([catalog.Book]), or by what else they are commonly called. A title or an
// ISBN is enough. What is not known by name is not used, which is said once.
package plain

import (
	"slices"
	"strconv"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// The columns by the field of a book that they are read into; the first of
// those present that is not blank wins. "item type" and the like are Zotero's,
// whose CSV has a column for every field of its own.
var (
	titleColumns       = []string{"title", "name", "book", "book title"}
	authorColumns      = []string{"authors", "author", "creators", "creator", "author names", "author text", "by"}
	isbn13Columns      = []string{"isbn13", "isbn 13", "ean isbn13", "ean"}
	isbnColumns        = []string{"isbn", "isbns", "isbn10", "isbn 10", "upc isbn10", "isbn uid"}
	yearColumns        = []string{"year", "year published", "publication year", "published", "publish date", "publication date", "published date", "date"}
	firstYearColumns   = []string{"first year", "original publication year", "first publish year", "first published"}
	pagesColumns       = []string{"pages", "number of pages", "num pages", "page count", "length of", "pagetotal"}
	topicColumns       = []string{"topics", "tags", "subjects", "genres", "categories", "keywords", "manual tags"}
	descriptionColumns = []string{"description", "abstract", "abstract note", "summary", "blurb", "comments"}
	shelfColumns       = []string{"shelf", "status", "read status", "exclusive shelf", "reading status", "my status", "bookshelf"}
	ratingColumns      = []string{"my rating", "my ratings", "star rating", "rating"}
	dateReadColumns    = []string{"date read", "last date read", "date finished", "finished", "completed date"}
	otherColumns       = []string{"id", "subtitle", "edition", "publisher", "language", "languages", "url", "link", "free", "best for", "kind", "density", "practice", "practice notes",
		"code", "series", "series number", "volume", "owned", "item type", "requires", "teaches", "level", "inferred", "recommended by", "caveats", "supersedes", "chapters"}
)

// known are all names of columns that mean something.
var known = slices.Concat(titleColumns, authorColumns, isbn13Columns, isbnColumns, yearColumns, firstYearColumns, pagesColumns,
	topicColumns, descriptionColumns, shelfColumns, ratingColumns, dateReadColumns, otherColumns)

// Is reports whether a header has what a book can be told by.
func Is(header []string) bool {
	return slices.ContainsFunc(header, func(h string) bool {
		h = imports.ColumnName(h)
		return slices.Contains(titleColumns, h) || slices.Contains(isbnColumns, h) || slices.Contains(isbn13Columns, h)
	})
}

// ReadTable reads CSV or TSV.
func ReadTable(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		t, err := f.Table()
		if err == nil && !Is(t.Header) {
			err = f.Fault(imports.Line(1), "has no column \"title\" and none \"isbn\", but %s; the first line must name the columns", quoted(t.Header))
		}
		if err != nil {
			yield(imports.Record{}, err)
			return
		}
		var unused unusedNames
		for _, h := range t.Header {
			unused.add(h)
		}
		unused.say(f, "column")
		for r, err := range t.Records(func(row *imports.Row) imports.Record { return record(row.Get) }) {
			if err == nil {
				r, err = checked(r)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

// unusedNames are the names of columns or fields that mean nothing here.
type unusedNames []string

func (u *unusedNames) add(name string) {
	if key := imports.ColumnName(name); key != "" && !slices.Contains(known, key) && !slices.Contains(*u, name) && len(*u) < 100 {
		*u = append(*u, strings.Clone(name))
	}
}

func (u unusedNames) say(f *imports.File, what string) {
	switch len(u) {
	case 0:
	case 1:
		f.Remark("%s not used: %s", what, u[0])
	default:
		f.Remark("%ss not used: %s", what, strings.Join(u[:min(len(u), 10)], ", ")+more(len(u)-10))
	}
}

func more(n int) string {
	if n > 0 {
		return " and " + strconv.Itoa(n) + " more"
	}
	return ""
}

func quoted(names []string) string {
	var out []string
	for _, n := range names[:min(len(names), 5)] {
		out = append(out, strconv.Quote(n[:min(len(n), 40)]))
	}
	return strings.Join(out, ", ") + more(len(names)-5)
}

// notBooks are Zotero's item types that are none, as far as a list of reading
// is concerned.
func notBook(itemType string) bool {
	return itemType != "" && !slices.Contains([]string{"book", "thesis", "report", "document", "manuscript"}, strings.ToLower(itemType))
}

// record reads a book from named values.
func record(get func(names ...string) string) imports.Record {
	var r imports.Record
	if kind := get("item type"); notBook(kind) {
		r.Book.Kind = catalog.Kind(kind) // refused by checked
		r.Book.Title = get(titleColumns...)
		return r
	}
	b := &r.Book
	r.SetTitle(get(titleColumns...))
	if s := get("subtitle"); s != "" {
		b.Subtitle = s
	}
	r.SetISBNs(get(isbn13Columns...), get(isbnColumns...))
	if len(r.ISBNs) > 0 && b.Title == "" {
		b.Title = ""
	}
	r.SetVolume(get("volume"))
	r.SetYears(get(yearColumns...), get(firstYearColumns...))
	b.ID = get("id")
	b.Authors = imports.Names(get(authorColumns...))
	b.Publisher, b.URL, b.Free, b.BestFor = get("publisher"), get("url", "link"), get("free"), get("best for")
	b.Pages = imports.Pages(get(pagesColumns...))
	if n := imports.EditionNumber(get("edition")); n > 0 {
		b.Edition = n
	}
	b.Language = imports.Language(get("language", "languages"))
	b.Topics = imports.Words(get(topicColumns...))
	b.Description = imports.PlainText(get(descriptionColumns...))
	if kind := strings.ToLower(get("kind")); slices.Contains(catalog.Kinds, kind) {
		b.Kind = catalog.Kind(kind)
	}
	if density := strings.ToLower(get("density")); slices.Contains(catalog.Densities, density) {
		b.Density = catalog.Density(density)
	}
	if v, err := strconv.ParseFloat(get("practice"), 64); err == nil && v >= 0 && v <= 1 {
		b.Practice = catalog.KnownShare(v)
	}
	b.PracticeNote = get("practice notes")
	b.Code = imports.Words(strings.ToLower(get("code")))
	if n, err := strconv.ParseFloat(get("series number"), 64); err == nil && get("series") != "" {
		b.Series = &catalog.Series{Name: get("series"), Number: n}
	}
	r.Shelf = imports.ShelfOf(get(shelfColumns...))
	r.Owned = imports.Yes(get("owned")) || strings.EqualFold(get(shelfColumns...), "owned")
	r.Rating = imports.Stars(get(ratingColumns...))
	r.DateRead = imports.Date(get(dateReadColumns...))
	return r
}

// checked skips what is no book.
func checked(r imports.Record) (imports.Record, error) {
	if kind := string(r.Book.Kind); notBook(kind) && !slices.Contains(catalog.Kinds, kind) {
		return imports.Record{}, imports.Skip(r.Place, r.Book.Title, "is no book: its type is %q", kind)
	}
	return r, nil
}
