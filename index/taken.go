package index

import (
	"slices"
	"strings"
	"sync"

	"readpath/catalog"
)

// taken are the books that were taken from libraries on disk into the catalog
// that everything else works with.
type taken struct {
	mu    sync.Mutex
	cat   *catalog.Catalog // of the files, with the books taken; nil while there are none
	books []catalog.Book
	built int             // how many of them cat has
	ids   map[string]bool // of all books there are
	works map[string]bool // what worksOf says of them
}

// Catalog is the catalog of the files, with the books that were taken from
// libraries on disk so far: those that FindBook, Books, Gather and All came
// upon. A book of a file wins over one of the same id of a library.
func (l *Library) Catalog() *catalog.Catalog {
	l.taken.mu.Lock()
	defer l.taken.mu.Unlock()
	if l.taken.cat != nil {
		return l.taken.cat
	}
	return l.cat
}

// take takes books of libraries into the catalog, and passes over those whose
// id is there.
func (l *Library) take(books ...*catalog.Book) error {
	l.taken.mu.Lock()
	defer l.taken.mu.Unlock()
	l.pick(books, false)
	return l.build()
}

// pick chooses books to be taken by the next build. Where fresh is set, it
// passes over those that are another record of a work that is there: a plan is
// not to choose between a book and itself. It returns, for each book, the id
// under which the catalog will have it, "" for one passed over. l.taken.mu is
// held.
func (l *Library) pick(books []*catalog.Book, fresh bool) []string {
	t := &l.taken
	if t.works == nil {
		t.works, t.ids = map[string]bool{}, map[string]bool{}
		for i := range l.cat.Books() {
			b := &l.cat.Books()[i]
			t.ids[b.ID] = true
			for _, w := range worksOf(b) {
				t.works[w] = true
			}
		}
	}
	ids := make([]string, len(books))
	for i, b := range books {
		works := worksOf(b)
		if !t.ids[b.ID] {
			if fresh && slices.ContainsFunc(works, func(w string) bool { return t.works[w] }) {
				continue
			}
			t.ids[b.ID] = true
			t.books = append(t.books, *l.known(b))
			for _, w := range works {
				t.works[w] = true
			}
		}
		ids[i] = b.ID
	}
	return ids
}

// build makes a catalog of what was picked. l.taken.mu is held.
func (l *Library) build() error {
	t := &l.taken
	if len(t.books) == t.built {
		return nil
	}
	cat, err := catalog.New(slices.Concat(l.cat.Books(), t.books), l.cat.Skills())
	if err != nil {
		return err
	}
	t.cat, t.built = cat, len(t.books)
	return nil
}

// known is a book without what the catalog does not know: a library may have
// been made with other skills than there are now.
func (l *Library) known(b *catalog.Book) *catalog.Book {
	levels := func(ls catalog.Levels) catalog.Levels {
		return slices.DeleteFunc(ls, func(s catalog.SkillLevel) bool { return l.cat.Skill(s.Skill) == nil })
	}
	b.Requires, b.Teaches = levels(b.Requires), levels(b.Teaches)
	for i := range b.Chapters {
		b.Chapters[i].Requires, b.Chapters[i].Teaches = levels(b.Chapters[i].Requires), levels(b.Chapters[i].Teaches)
	}
	b.Supersedes = nil // what it names may not be there
	return b
}

// worksOf are the names by which two records of one work are known: the ISBN,
// and the title with an author's surname.
func worksOf(b *catalog.Book) []string {
	var works []string
	if b.ISBN != "" {
		works = append(works, b.ISBN)
	}
	title := catalog.Normal(b.Title)
	for _, a := range b.Authors {
		if words := strings.Fields(catalog.Normal(a)); len(words) > 0 {
			works = append(works, title+"\x00"+words[len(words)-1])
		}
	}
	return works
}
