package calibre

import (
	"encoding/json"
	"strings"

	"readpath/catalog/imports"
)

// printedBook is a book as calibredb prints it; without --fields there are
// only the title and the authors.
type printedBook struct {
	ID          int               `json:"id"`
	Title       string            `json:"title"`
	Authors     string            `json:"authors"` // "A & B"
	Pubdate     string            `json:"pubdate"`
	Publisher   string            `json:"publisher"`
	Series      string            `json:"series"`
	SeriesIndex float64           `json:"series_index"`
	Tags        []string          `json:"tags"`
	Rating      float64           `json:"rating"`
	Languages   []string          `json:"languages"`
	ISBN        string            `json:"isbn"`
	Identifiers map[string]string `json:"identifiers"`
	Comments    string            `json:"comments"`
}

// IsJSON reports whether JSON begins as calibredb's: with fields that only it
// prints.
func IsJSON(head string) bool {
	for _, mark := range []string{`"author_sort":`, `"last_modified":`, `"identifiers":`, `"series_index":`} {
		if strings.Contains(head, mark) {
			return true
		}
	}
	return false
}

func printed(f *imports.File, yield func(imports.Record, error) bool) {
	for item, err := range f.JSONItems() {
		var r imports.Record
		if err == nil {
			r, err = printedRecord(item)
		}
		if !yield(r, err) {
			return
		}
	}
}

func printedRecord(item imports.JSONItem) (imports.Record, error) {
	var p printedBook
	if err := json.Unmarshal(item.JSON, &p); err != nil {
		return imports.Record{}, imports.Skip(item.Place, p.Title, "is not as calibredb prints a book: %v", err)
	}
	b := book{
		title: p.Title, published: p.Pubdate, publisher: p.Publisher, series: p.Series, isbn: p.ISBN, comments: p.Comments,
		tags: p.Tags, index: p.SeriesIndex, rating: p.Rating,
	}
	if p.Authors != "" {
		b.authors = strings.Split(p.Authors, " & ")
	}
	if b.isbn == "" {
		b.isbn = p.Identifiers["isbn"]
	}
	if len(p.Languages) > 0 {
		b.language = p.Languages[0]
	}
	at := item.Place
	if p.ID > 0 {
		at = imports.Place{Unit: "book", Number: p.ID}
	}
	return b.record(at)
}
