package disk

import (
	"slices"
	"strings"

	"readpath/catalog"
)

// mostNamed bounds how many books a name may mean before it means too many.
const mostNamed = 50

// ByKey are the books that go by a key, an ISBN-13 or what an importer gave,
// the newest first; a few at most.
func (l *Library) ByKey(key string) ([]*catalog.Book, error) { return l.named(otherKey, key) }

// Titled are the books whose title is the one given, without regard to case,
// punctuation and a leading article, with or without subtitle; at most fifty.
func (l *Library) Titled(title string) ([]*catalog.Book, error) {
	want := catalog.Normal(title)
	if want == "" {
		return nil, nil
	}
	return l.named(titleKey, want)
}

func (l *Library) named(space, name string) ([]*catalog.Book, error) {
	var books []*catalog.Book
	for _, p := range slices.Backward(l.parts) {
		found, err := p.find(space, name, mostNamed)
		if err != nil {
			return nil, err
		}
		for _, rec := range found {
			books = append(books, rec.Book)
		}
		if len(books) >= mostNamed {
			return books[:mostNamed], nil
		}
	}
	return books, nil
}

// TitleHas are the books whose title and subtitle have the words given, one
// behind the other; at most fifty.
func (l *Library) TitleHas(text string) ([]*catalog.Book, error) {
	want := catalog.Normal(text)
	q := allInTitle(queryWords(want))
	if q == nil {
		return nil, nil
	}
	cands, err := l.matches(q, 2*mostNamed)
	if err != nil {
		return nil, err
	}
	books, err := l.Load(cands)
	if err != nil {
		return nil, err
	}
	books = slices.DeleteFunc(books, func(b *catalog.Book) bool {
		return !strings.Contains(" "+catalog.Normal(b.Title+" "+b.Subtitle)+" ", " "+want+" ")
	})
	return books[:min(mostNamed, len(books))], nil
}

// Nearest are ids of at most n books whose titles the text may be a slip of.
func (l *Library) Nearest(text string, n int) ([]string, error) {
	q := anyInTitle(queryWords(text))
	if q == nil {
		return nil, nil
	}
	cands, err := l.matches(q, n)
	if err != nil {
		return nil, err
	}
	books, err := l.Load(cands[:min(n, len(cands))])
	var ids []string
	for _, b := range books {
		ids = append(ids, b.ID)
	}
	return ids, err
}
