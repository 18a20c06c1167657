package intake

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// matches finds the books of a catalog that records are of.
type matches struct {
	known   *catalog.Catalog
	matcher *catalog.Matcher
	byISBN  map[string]*catalog.Book
	byMain  map[string][]named // by the title before its subtitle
}

// named is a book with what its work goes by.
type named struct {
	*catalog.Book
	name catalog.WorkName
}

func nameOf(b *catalog.Book) catalog.WorkName {
	return catalog.NameOfWork(b.Title, b.Subtitle, b.Authors)
}

func newMatches(known *catalog.Catalog) *matches {
	m := &matches{known: known, matcher: catalog.NewMatcher(known), byISBN: map[string]*catalog.Book{}, byMain: map[string][]named{}}
	books := known.Books()
	for i := range books {
		b := &books[i]
		if b.ISBN != "" && m.byISBN[b.ISBN] == nil {
			m.byISBN[b.ISBN] = b
		}
		name := nameOf(b)
		m.byMain[name.Main] = append(m.byMain[name.Main], named{b, name})
	}
	return m
}

// match looks for the book in the catalog, and reports whether the row is
// dealt with.
func (m *matches) match(r *imports.Record, name catalog.WorkName, row *Row) bool {
	for _, isbn := range r.ISBNs {
		if b := m.byISBN[isbn]; b != nil {
			if r.Book.Title != "" && !shareWord(fullTitle(&r.Book), fullTitle(b)) {
				row.Outcome, row.Maybe = Ambiguous, []string{b.ID}
				row.Why = fmt.Sprintf("its ISBN is that of %q, its title is not; correct one of them", b.Title)
				return true
			}
			row.found(r, b, Matched, "isbn")
			return true
		}
	}
	// Other things go by the titles of books too: courses, talks. With an id
	// or a text of its own, a title without an author is taken for no book's.
	nameless := len(r.Book.Authors) == 0
	if r.Book.Title == "" || nameless && (r.Book.ID != "" || r.Book.Description != "") {
		return false
	}
	b, err := m.byTitle(r, name)
	if err == nil {
		by := "title and author"
		if nameless || len(b.Authors) == 0 {
			by = "title"
		}
		row.found(r, b, Matched, by)
		return true
	}
	if e, ok := errors.AsType[*catalog.AmbiguousError](err); ok {
		row.Outcome, row.Maybe = Ambiguous, e.IDs
		row.Why = "the catalog has more than one book of this title and author; give an ISBN or the subtitle"
		if nameless {
			row.Why = "the catalog has more than one book of this title; give an ISBN or the author"
		}
		return true
	}
	if e, ok := errors.AsType[*catalog.UnknownError](err); ok && !nameless && len(e.Nearest) > 0 {
		if near := m.known.Book(e.Nearest[0]); shareAny(name.Surnames, nameOf(near).Surnames) {
			row.Remarks = append(row.Remarks, fmt.Sprintf("not taken for %q (%s), by the same author", fullTitle(near), near.ID))
		}
	}
	return false
}

// byTitle finds a book by title and, if there are any, authors; then without
// what stands in brackets behind the title; then as another edition.
func (m *matches) byTitle(r *imports.Record, name catalog.WorkName) (*catalog.Book, error) {
	people := strings.Join(r.Book.Authors, "; ")
	b, err := m.matcher.Match(fullTitle(&r.Book), people)
	if err == nil || !errors.As(err, new(*catalog.UnknownError)) {
		return b, err
	}
	if bare := withoutBrackets(&r.Book); bare != "" {
		if b, err := m.matcher.Match(bare, people); err == nil {
			return b, nil
		}
		name = catalog.NameOfWork(bare, "", r.Book.Authors)
	}
	if b := m.otherEdition(name, r.Book.Year); b != nil {
		return b, nil
	}
	return nil, err
}

// otherEdition is the one book of the same main title that has the record's
// first author, if another subtitle is all that keeps them apart: subtitles
// change with editions ("The Pragmatic Programmer: From Journeyman to Master"
// became "Your Journey to Mastery"). But they also tell books of a series
// apart. So the two subtitles must be alike; or the book is in no series that
// the catalog knows of, and its main title is one that nobody uses twice, or it
// had editions before, of which the record's year may be one.
func (m *matches) otherEdition(name catalog.WorkName, year int) *catalog.Book {
	var found *named
	for i, b := range m.byMain[name.Main] {
		if !shareAny(name.Surnames[:min(1, len(name.Surnames))], b.name.Surnames) || b.name.Volume != name.Volume {
			continue
		}
		if found != nil {
			return nil // a series of this title
		}
		found = &m.byMain[name.Main][i]
	}
	if found == nil {
		return nil
	}
	words := len(telling(name.Main))
	before := found.Edition > 1 && (year == 0 || year < found.Year && year >= found.FirstYear-1)
	if alike(telling(name.Subtitle()), telling(found.name.Subtitle())) || found.Series == nil && (words >= 3 || words == 2 && before) {
		return found.Book
	}
	return nil
}

// telling are the words that say something.
func telling(title string) []string {
	return slices.DeleteFunc(strings.Fields(title), func(w string) bool {
		return len(w) < 2 || slices.Contains([]string{"of", "the", "an", "to", "for", "and", "in", "on", "with", "how", "by", "your", "from"}, w)
	})
}

// alike reports whether two titles have most of their words in common.
func alike(a, b []string) bool {
	common := 0
	for _, w := range a {
		if slices.Contains(b, w) {
			common++
		}
	}
	return common >= 2 && 2*common >= max(len(a), len(b))
}

// withoutBrackets is the title without a last part in brackets, such as the
// name of a publisher's series; "" if it has none.
func withoutBrackets(b *catalog.Book) string {
	full := strings.TrimSpace(fullTitle(b))
	if i := strings.LastIndexAny(full, "(["); i > 0 && strings.IndexAny(full[i:], ")]") == len(full)-i-1 {
		return strings.TrimSpace(full[:i])
	}
	return ""
}

// shareWord reports whether two titles have a word in common that says
// something.
func shareWord(a, b string) bool {
	words := func(s string) []string { return telling(catalog.NameOfWork(s, "", nil).Title) }
	return shareAny(words(a), words(b))
}

func shareAny(a, b []string) bool {
	return slices.ContainsFunc(a, func(s string) bool { return slices.Contains(b, s) })
}
