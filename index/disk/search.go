package disk

import (
	"cmp"
	"errors"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"

	"readpath/catalog"
)

// lookedAt is how many more books are ranked for a search than it returns.
const lookedAt = 40

// A Found is a book that a search found.
type Found struct {
	Book  *catalog.Book
	Score float64 // how much of the query it has: above 0, below 1
}

// Search are the at most n books that match a text best, best first, equals by
// the order in which they came. A text that finds nothing is tried again with
// one wrong letter allowed in each word.
func (l *Library) Search(text string, n int) ([]Found, error) {
	if n <= 0 {
		return nil, nil
	}
	q := telling(text)
	if len(q) == 0 {
		return nil, nil
	}
	if err := l.weigh(q); err != nil {
		return nil, err
	}
	cands, err := l.offered(q, n+lookedAt)
	if err != nil {
		return nil, err
	}
	if len(cands) == 0 {
		return l.searchSlip(q, n)
	}
	l.inOrder(cands)
	books, err := l.Load(cands)
	if err != nil {
		return nil, err
	}
	w := wordsPool.Get().(*words)
	defer wordsPool.Put(w)
	found := make([]Found, len(books))
	for i, b := range books {
		found[i] = Found{b, w.score(b, q)}
	}
	slices.SortStableFunc(found, func(a, b Found) int { return cmp.Compare(b.Score, a.Score) })
	return found[:min(n, len(found))], nil
}

// affordable is how many occurrences of words a search may look at, about:
// its cost is that of the books that have any of its words, and in a million
// books common words are in tens of thousands.
const affordable = 40_000

// offered are about n books that may be the best for a query: those with any
// of its words; or, if that is too many, those with all of its words, and
// behind them those with one of the rarest.
func (l *Library) offered(q []queryWord, n int) ([]Candidate, error) {
	known := slices.DeleteFunc(slices.Clone(q), func(w queryWord) bool { return w.books == 0 })
	slices.SortStableFunc(known, func(a, b queryWord) int { return cmp.Compare(a.books, b.books) })
	rare, sum := 0, 0.0
	for ; rare < len(known) && (rare == 0 || sum+known[rare].books <= affordable); rare++ {
		sum += known[rare].books
	}
	var all []Candidate
	var err error
	if rare < len(known) {
		if all, err = l.matches(allWords(known), n); err != nil || len(all) >= n {
			return all[:min(n, len(all))], err
		}
	}
	if len(known) == 0 {
		return nil, nil
	}
	some, err := l.matches(anyWord(known[:rare], 0), n)
	for _, c := range some[:min(n, len(some))] {
		if !slices.ContainsFunc(all, func(a Candidate) bool { return a.part == c.part && a.book == c.book }) {
			all = append(all, c)
		}
	}
	return all, err
}

// telling are the words of a query, without those that say nothing unless
// there is nothing else.
func telling(text string) []queryWord {
	q := queryWords(text)
	if slices.ContainsFunc(q, func(w queryWord) bool { return w.stemmed != "" }) {
		q = slices.DeleteFunc(q, func(w queryWord) bool { return w.stemmed == "" })
	}
	return q
}

// Relevance tells how much of a text a book has, any book: as the score of a
// book that [Library.Search] finds, by this library's statistics.
func (l *Library) Relevance(text string) (func(b *catalog.Book) float64, error) {
	q := telling(text)
	if err := l.weigh(q); err != nil {
		return nil, err
	}
	return func(b *catalog.Book) float64 {
		w := wordsPool.Get().(*words)
		defer wordsPool.Put(w)
		return w.score(b, q)
	}, nil
}

// searchSlip searches with one wrong letter in each word. The order is the
// index's own.
func (l *Library) searchSlip(q []queryWord, n int) ([]Found, error) {
	cands, err := l.matches(anyWord(q, 1), n)
	if err != nil || len(cands) == 0 {
		return nil, err
	}
	cands = cands[:min(n, len(cands))]
	books, err := l.Load(cands)
	if err != nil {
		return nil, err
	}
	found := make([]Found, len(books))
	for i, b := range books {
		found[i] = Found{b, 0.5 * cands[i].Score / cands[0].Score} // a slip has half of the query at most
	}
	return found, nil
}

// matches are the books of all parts that match a query, at most n of each, by
// the index's score.
func (l *Library) matches(q query.Query, n int) ([]Candidate, error) {
	found := make([][]match, len(l.parts))
	errs := make([]error, len(l.parts))
	var all sync.WaitGroup
	for i, p := range l.parts {
		all.Go(func() { found[i], errs[i] = p.matches(q, n) })
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var out []Candidate
	for i, p := range l.parts {
		for _, m := range found[i] {
			out = append(out, Candidate{p, m.book, m.score})
		}
	}
	slices.SortStableFunc(out, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return out, nil
}

// matches are the books of a part that are in and match a query.
func (p *part) matches(q query.Query, n int) (found []match, err error) {
	err = p.search(func(idx bleve.Index) error {
		found, err = searchText(idx, q, n+p.info.Gone)
		return err
	})
	found = slices.DeleteFunc(found, func(m match) bool { return p.gone.has(m.book) })
	return found[:min(n, len(found))], err
}
