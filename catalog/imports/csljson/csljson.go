// Package csljson reads bibliographies in CSL JSON, as Zotero and other
// reference managers export them. Of the items only books are read, and theses
// and reports, which stand in for one.
//
// The fields are those of citation-style-language/schema, csl-data.json;
// Zotero writes numbers as text, and several ISBNs in one field.
package csljson

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

type item struct {
	Type             string `json:"type"`
	Title            string `json:"title"`
	Author           []name `json:"author"`
	Editor           []name `json:"editor"`
	ISBN             string `json:"ISBN"`
	Publisher        string `json:"publisher"`
	Issued           date   `json:"issued"`
	Edition          text   `json:"edition"`
	Volume           text   `json:"volume"`
	Pages            text   `json:"number-of-pages"`
	Language         string `json:"language"`
	URL              string `json:"URL"`
	Abstract         string `json:"abstract"`
	Keyword          string `json:"keyword"`
	Collection       string `json:"collection-title"`
	CollectionNumber text   `json:"collection-number"`
}

type name struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Particle string `json:"non-dropping-particle"`
	Dropping string `json:"dropping-particle"`
	Literal  string `json:"literal"`
}

func (n name) String() string {
	return strings.Join(strings.Fields(strings.Join([]string{n.Given, n.Dropping, n.Particle, n.Family, n.Literal}, " ")), " ")
}

// text is a text or a number.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	if s := ""; json.Unmarshal(data, &s) == nil {
		*t = text(s)
	} else {
		*t = text(data)
	}
	return nil
}

type date struct {
	Parts   [][]text `json:"date-parts"`
	Raw     string   `json:"raw"`
	Literal string   `json:"literal"`
}

func (d date) year() string {
	if len(d.Parts) > 0 && len(d.Parts[0]) > 0 {
		return string(d.Parts[0][0])
	}
	return d.Raw + d.Literal
}

// Is reports whether JSON begins as CSL's: with the fields of one of its items.
func Is(head string) bool {
	return strings.Contains(head, `"type"`) && (strings.Contains(head, `"issued"`) || strings.Contains(head, `"family"`) || strings.Contains(head, `"ISBN"`))
}

// Read reads a bibliography.
func Read(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		for it, err := range f.JSONItems() {
			var r imports.Record
			if err == nil {
				r, err = record(it)
			}
			if !yield(r, err) {
				return
			}
		}
	}
}

func record(it imports.JSONItem) (imports.Record, error) {
	var i item
	if err := json.Unmarshal(it.JSON, &i); err != nil {
		return imports.Record{}, imports.Skip(it.Place, i.Title, "is not a CSL item: %v", err)
	}
	if !slices.Contains([]string{"book", "thesis", "report", "monograph"}, i.Type) {
		return imports.Record{}, imports.Skip(it.Place, i.Title, "is no book: its type is %q", i.Type)
	}
	r := imports.Record{Place: it.Place}
	r.SetTitle(imports.PlainText(i.Title))
	r.SetISBNs(i.ISBN)
	if r.Book.Title == "" {
		return imports.Record{}, imports.Skip(it.Place, "", "has no title")
	}
	r.SetVolume(string(i.Volume))
	if n := imports.EditionNumber(string(i.Edition)); n > 0 {
		r.Book.Edition = n
	}
	people := i.Author
	if len(people) == 0 {
		people = i.Editor
	}
	for _, p := range people {
		if s := p.String(); s != "" {
			r.Book.Authors = append(r.Book.Authors, s)
		}
	}
	r.SetYears(i.Issued.year(), "")
	r.Book.Publisher, r.Book.URL = i.Publisher, i.URL
	r.Book.Pages = imports.Pages(string(i.Pages))
	r.Book.Language = imports.Language(i.Language)
	r.Book.Description = imports.PlainText(i.Abstract)
	r.Book.Topics = imports.Words(i.Keyword)
	if n, err := strconv.ParseFloat(string(i.CollectionNumber), 64); err == nil && i.Collection != "" {
		r.Book.Series = &catalog.Series{Name: i.Collection, Number: n}
	}
	return r, nil
}
