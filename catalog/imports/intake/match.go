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
	byMain  map[string][]*catalog.Book // by the title before its subtitle
}

func newMatches(known *catalog.Catalog) *matches {
	m := &matches{known: known, matcher: catalog.NewMatcher(known), byISBN: map[string]*catalog.Book{}, byMain: map[string][]*catalog.Book{}}
	books := known.Books()
	for i := range books {
		b := &books[i]
		if b.ISBN != "" && m.byISBN[b.ISBN] == nil {
			m.byISBN[b.ISBN] = b
		}
		main, _ := split(b)
		m.byMain[main] = append(m.byMain[main], b)
	}
	return m
}

// match looks for the book in the catalog, and reports whether the row is
// dealt with.
func (m *matches) match(r *imports.Record, row *Row) bool {
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
	b, err := m.byTitle(r)
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
		if near := m.known.Book(e.Nearest[0]); shareAuthor(&r.Book, near) {
			row.Remarks = append(row.Remarks, fmt.Sprintf("not taken for %q (%s), by the same author", fullTitle(near), near.ID))
		}
	}
	return false
}

// byTitle finds a book by title and, if there are any, authors; then without
// what stands in brackets behind the title; then as another edition.
func (m *matches) byTitle(r *imports.Record) (*catalog.Book, error) {
	people := strings.Join(r.Book.Authors, "; ")
	b, err := m.matcher.Match(fullTitle(&r.Book), people)
	if err == nil || !errors.As(err, new(*catalog.UnknownError)) {
		return b, err
	}
	record := r.Book
	if bare := withoutBrackets(&record); bare != "" {
		if b, err := m.matcher.Match(bare, people); err == nil {
			return b, nil
		}
		record.Title, record.Subtitle, _ = strings.Cut(bare, ": ")
	}
	if b := m.otherEdition(&record); b != nil {
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
func (m *matches) otherEdition(r *catalog.Book) *catalog.Book {
	main, sub := split(r)
	var found *catalog.Book
	for _, b := range m.byMain[main] {
		if !shareAuthor(&catalog.Book{Authors: r.Authors[:min(1, len(r.Authors))]}, b) {
			continue
		}
		if found != nil {
			return nil // a series of this title
		}
		found = b
	}
	if found == nil {
		return nil
	}
	_, foundSub := split(found)
	words := len(telling(main))
	before := found.Edition > 1 && (r.Year == 0 || r.Year < found.Year && r.Year >= found.FirstYear-1)
	if alike(telling(sub), telling(foundSub)) || found.Series == nil && (words >= 3 || words == 2 && before) {
		return found
	}
	return nil
}

// split is a book's title as it is compared, before and behind the colon.
func split(b *catalog.Book) (main, sub string) {
	title, rest, _ := strings.Cut(b.Title, ":")
	return catalog.TitleKey(title, ""), catalog.TitleKey(rest+" "+b.Subtitle, "")
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
	words := telling(catalog.TitleKey(b, ""))
	return slices.ContainsFunc(telling(catalog.TitleKey(a, "")), func(w string) bool { return w != "/" && slices.Contains(words, w) })
}

func shareAuthor(a, b *catalog.Book) bool {
	surnames := func(x *catalog.Book) []string {
		whole, _ := catalog.WorkKeys("x", "", x.Authors)
		return whole
	}
	of := surnames(b)
	return slices.ContainsFunc(surnames(a), func(s string) bool { return slices.Contains(of, s) })
}
