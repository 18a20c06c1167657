package index

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/index/disk"
)

// fusion is the constant of reciprocal rank fusion (Cormack, Clarke and
// Buettcher 2009).
const fusion = 60

// fused are the hits of the catalog and of all libraries, by the sum of their
// reciprocal ranks: the scores of different indexes do not compare. The Score
// of a hit is how much of the text the book has, above 0 and below 1. The books
// are in Catalog from then on.
func (l *Library) fused(text string, n int, own []Hit) ([]Hit, error) {
	relevance, err := l.largest().Relevance(text)
	if err != nil {
		return nil, err
	}
	type entry struct {
		Hit
		sum float64
	}
	all := map[string]*entry{}
	add := func(id string, rank int, score float64) {
		if all[id] == nil {
			all[id] = &entry{Hit: Hit{ID: id, Score: score}}
		}
		all[id].sum += 1 / (fusion + float64(rank))
	}
	for rank, h := range own {
		add(h.ID, rank, max(relevance(l.cat.Book(h.ID)), leastScore))
	}
	for _, d := range l.disks {
		found, err := d.Search(text, n)
		if err != nil {
			return nil, err
		}
		books := make([]*catalog.Book, len(found))
		for i, f := range found {
			books[i] = f.Book
		}
		l.taken.mu.Lock()
		ids := l.pick(books, true)
		err = l.build()
		l.taken.mu.Unlock()
		if err != nil {
			return nil, err
		}
		for rank, id := range ids {
			if id != "" {
				add(id, rank, max(found[rank].Score, leastScore))
			}
		}
	}
	sorted := make([]*entry, 0, len(all))
	for _, e := range all {
		sorted = append(sorted, e)
	}
	slices.SortFunc(sorted, func(a, b *entry) int {
		return cmp.Or(cmp.Compare(b.sum, a.sum), cmp.Compare(b.Score, a.Score), strings.Compare(a.ID, b.ID))
	})
	hits := make([]Hit, 0, min(n, len(sorted)))
	for _, e := range sorted[:min(n, len(sorted))] {
		hits = append(hits, e.Hit)
	}
	return hits, nil
}

// leastScore is that of a book that a slip of the pen found.
const leastScore = 0.01

// largest is the library with the most books: its statistics are the best.
func (l *Library) largest() *disk.Library {
	return slices.MaxFunc(l.disks, func(a, b *disk.Library) int { return cmp.Compare(a.Len(), b.Len()) })
}

// FindBook is the book that a person means by an id, an ISBN or a title, as
// [catalog.Catalog.FindBook] has it, in the catalog and in all libraries; of
// several with the title, one whose levels a person judged. The book is in
// Catalog from then on. The error is an [catalog.UnknownError] or an
// [catalog.AmbiguousError], or one of reading. Cost: some look-ups on disk,
// whatever the size of the libraries.
func (l *Library) FindBook(name string) (*catalog.Book, error) {
	own, err := l.cat.FindBook(name)
	if len(l.disks) == 0 || err == nil && isExact(own, name) {
		return own, err
	}
	var near []string
	if unknown, ok := errors.AsType[*catalog.UnknownError](err); ok {
		near = unknown.Nearest
	}
	exact, part := l.ownMatches(own, err, name)
	for _, find := range []func(d *disk.Library) ([]*catalog.Book, error){
		func(d *disk.Library) ([]*catalog.Book, error) {
			b, err := d.Book(strings.TrimSpace(name))
			if b == nil {
				return nil, err
			}
			return []*catalog.Book{b}, err
		},
		func(d *disk.Library) ([]*catalog.Book, error) {
			isbn, err := catalog.ParseISBN(name)
			if err != nil {
				return nil, nil // it is no ISBN
			}
			return d.ByKey(isbn)
		},
		func(d *disk.Library) ([]*catalog.Book, error) {
			if len(exact) > 0 {
				return nil, nil // judged books win
			}
			return d.Titled(name)
		},
		func(d *disk.Library) ([]*catalog.Book, error) { return d.TitleHas(name) },
	} {
		var found []*catalog.Book
		for _, d := range slices.Backward(l.disks) { // a later one may redefine a book of an earlier one
			books, err := find(d)
			if err != nil {
				return nil, err
			}
			found = append(found, books...)
		}
		if len(found) > 0 {
			part = append(part, found...)
			break
		}
		if len(exact) > 0 {
			part = exact
			break
		}
	}
	return l.only(name, part, near)
}

// only is the one book of those found; the error says that there is none, or
// are several.
func (l *Library) only(name string, found []*catalog.Book, near []string) (*catalog.Book, error) {
	var ids []string
	for _, b := range found {
		if !slices.Contains(ids, b.ID) {
			ids = append(ids, b.ID)
		}
	}
	switch len(ids) {
	case 0:
		for _, d := range l.disks {
			more, err := d.Nearest(name, 3)
			if err != nil {
				return nil, err
			}
			near = append(near, more...)
		}
		return nil, &catalog.UnknownError{Thing: "book", Name: name, Nearest: near}
	case 1:
		if err := l.take(found[0]); err != nil {
			return nil, err
		}
		return l.Catalog().Book(ids[0]), nil
	}
	return nil, &catalog.AmbiguousError{Thing: "book", Name: name, IDs: ids}
}

// ownMatches are the books of the catalog that FindBook found or wavered
// between: those of exactly the title, and those whose title has the name.
func (l *Library) ownMatches(own *catalog.Book, err error, name string) (exact, part []*catalog.Book) {
	books := []*catalog.Book{}
	if own != nil {
		books = append(books, own)
	}
	if ambiguous, ok := errors.AsType[*catalog.AmbiguousError](err); ok {
		for _, id := range ambiguous.IDs {
			books = append(books, l.cat.Book(id))
		}
	}
	if len(books) > 0 && isExact(books[0], name) {
		return books, nil
	}
	return nil, books
}

// isExact reports whether a name is a book's id, ISBN or title, and not only a
// part of the title.
func isExact(b *catalog.Book, name string) bool {
	want := catalog.Normal(name)
	isbn, err := catalog.ParseISBN(name)
	return b.ID == strings.TrimSpace(name) || err == nil && b.ISBN == isbn ||
		slices.Contains([]string{catalog.Normal(b.Title), catalog.Normal(b.Title + " " + b.Subtitle), catalog.Normal(b.FullTitle())}, want)
}

// Book is the book of an id in Catalog, nil if there is none.
func (l *Library) Book(id string) *catalog.Book { return l.Catalog().Book(id) }

// Skill is the skill of an id, nil if there is none.
func (l *Library) Skill(id string) *catalog.Skill { return l.cat.Skill(id) }

// FindSkill, FindArea, Areas and FindBackground are those of the catalog of the
// files: libraries on disk have no skills of their own.
func (l *Library) FindSkill(name string) (*catalog.Skill, error) { return l.cat.FindSkill(name) }

// FindArea is that of the catalog.
func (l *Library) FindArea(name string) string { return l.cat.FindArea(name) }

// Areas are those of the catalog.
func (l *Library) Areas() []string { return l.cat.Areas() }

// FindBackground is that of the catalog.
func (l *Library) FindBackground(name string) (*catalog.Background, error) {
	return l.cat.FindBackground(name)
}

// A TooManyError says that the libraries have more books than can be loaded.
type TooManyError struct{ Have, Limit int }

func (e *TooManyError) Error() string {
	return fmt.Sprintf("the libraries have %d books; at most %d can be looked at together", e.Have, e.Limit)
}

// All takes all books of the libraries into Catalog. The error is a
// [TooManyError] if that makes more than limit.
func (l *Library) All(limit int) error {
	n := 0
	for _, d := range l.disks {
		n += d.Len()
	}
	if n > limit {
		return &TooManyError{n, limit}
	}
	var all []*catalog.Book
	for _, d := range slices.Backward(l.disks) {
		for b, err := range d.Books() {
			if err != nil {
				return err
			}
			all = append(all, b)
		}
	}
	return l.take(all...)
}
