// Package bibtex reads bibliographies in BibTeX and BibLaTeX, as Zotero,
// JabRef and people write them. Of the entries only books are read, and what
// stands in for one: manuals, theses, reports. Editions, years and people are
// found in the fields of either dialect.
//
// Entries are taken apart one by one, so that a bibliography of any size is
// read in little memory, and an entry with a fault costs only itself.
package bibtex

import (
	"slices"
	"strconv"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// books are the types of entries that are read.
var books = []string{
	"book", "mvbook", "booklet", "collection", "mvcollection", "reference", "manual", "proceedings",
	"thesis", "phdthesis", "mastersthesis", "report", "techreport",
}

// Is reports whether a text begins as a bibliography does: with an entry,
// behind comments perhaps.
func Is(head string) bool {
	for line := range strings.Lines(head) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "%") {
			continue
		}
		return entryStart.MatchString(line)
	}
	return false
}

// Read reads a bibliography.
func Read(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		strs := map[string]string{}
		for e, err := range entries(f) {
			if err != nil {
				if !yield(imports.Record{}, err) {
					return
				}
				continue
			}
			fields, err := parse(e.body, strs)
			if err != nil {
				if !yield(imports.Record{}, imports.Skip(imports.Line(e.line), "", "@%s: %v", e.kind, err)) {
					return
				}
				continue
			}
			if e.kind == "string" {
				for name, value := range fields {
					if len(strs) < mostStrings {
						strs[name] = value
					}
				}
				continue
			}
			if !yield(record(e, fields)) {
				return
			}
		}
	}
}

const mostStrings = 10000 // abbreviations that are remembered

func record(e entry, fields map[string]string) (imports.Record, error) {
	get := func(names ...string) string {
		for _, name := range names {
			if v := PlainText(fields[name]); v != "" {
				return v
			}
		}
		return ""
	}
	at := imports.Line(e.line)
	if !slices.Contains(books, e.kind) {
		return imports.Record{}, imports.Skip(at, get("title"), "is no book: it is an @%s", e.kind)
	}
	r := imports.Record{Place: at}
	r.SetTitle(get("title"))
	if r.Book.Title == "" {
		return imports.Record{}, imports.Skip(at, "", "@%s has no title", e.kind)
	}
	if sub := get("subtitle"); sub != "" {
		r.Book.Subtitle = sub
	}
	r.SetISBNs(get("isbn"))
	r.SetVolume(get("volume"))
	if n := imports.EditionNumber(get("edition")); n > 0 {
		r.Book.Edition = n
	}
	r.SetYears(get("year", "date"), get("origdate"))
	for _, field := range []string{"author", "editor"} {
		if r.Book.Authors = people(fields[field]); len(r.Book.Authors) > 0 {
			break
		}
	}
	r.Book.Publisher, r.Book.URL = get("publisher", "institution", "school"), get("url")
	r.Book.Pages = imports.Pages(get("pagetotal", "numpages"))
	r.Book.Language = imports.Language(get("langid", "language"))
	r.Book.Description = get("abstract", "annotation")
	r.Book.Topics = imports.Words(get("keywords"))
	if n, err := strconv.ParseFloat(get("number"), 64); err == nil && get("series") != "" {
		r.Book.Series = &catalog.Series{Name: get("series"), Number: n}
	}
	r.Shelf = imports.ShelfOf(get("readstatus")) // JabRef's
	return r, nil
}

// people are the names in a field: "Last, First and First Last and {The Rust
// Team} and others".
func people(field string) []string {
	var names []string
	for _, p := range splitOutsideBraces(field) {
		p = strings.TrimSpace(p)
		if strings.HasPrefix(p, "{") && strings.HasSuffix(p, "}") {
			names = append(names, PlainText(p))
			continue
		}
		parts := strings.Split(PlainText(p), ",")
		if len(parts) == 3 { // Steele, Jr., Guy L.
			parts = []string{parts[0] + parts[1], parts[2]}
		}
		if name := imports.GivenFirst(strings.Join(parts, ",")); name != "" && name != "others" {
			names = append(names, name)
		}
	}
	return names
}

// splitOutsideBraces splits a list of names at its "and"s.
func splitOutsideBraces(s string) []string {
	var parts []string
	depth, begin := 0, 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '{':
			depth++
		case s[i] == '}':
			depth--
		case depth == 0 && isBlank(s[i]) && i+4 < len(s) && strings.EqualFold(s[i+1:i+4], "and") && isBlank(s[i+4]):
			parts = append(parts, s[begin:i])
			begin = i + 5
		}
	}
	return append(parts, s[min(begin, len(s)):])
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }
