package disk

import (
	"context"
	"errors"
	"math"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"readpath/catalog"
)

// The index's own scores depend on how a library is cut into parts and
// segments, so they only choose what is looked at; the order is by BM25F
// (Robertson and Zaragoza 2009) over the fields of the records, with how many
// books of the whole library have a word. The lengths that fields usually have
// are constants, so that the same book and text give about the same score in
// every library.
const (
	saturation = 1.2 // k1: how soon more of the same word adds nothing
	lengthBias = 0.6 // b: how much a word in a long field counts less
)

// usualWords are about how many words the fields have that searchedFields
// names, in its order.
var usualWords = []float64{5, 4, 8, 80}

// A queryWord is a word of a query in its two forms.
type queryWord struct {
	stemmed, plain string
	books, idf     float64 // how many have it, and what that makes it worth
}

// queryWords are the words of a query, each once.
func queryWords(text string) []queryWord {
	w := wordsPool.Get().(*words)
	defer wordsPool.Put(w)
	var out []queryWord
	seen := map[string]bool{}
	w.split(text, false, func(plain string) {
		if !seen[plain] {
			seen[plain] = true
			out = append(out, queryWord{stemmed: w.word(plain, true), plain: plain})
		}
	})
	return out
}

// in is a query word's form in a field.
func (q *queryWord) in(f *searched) string {
	if f.stem {
		return q.stemmed
	}
	return q.plain
}

// weigh fills in how rare each word is among the library's books.
func (l *Library) weigh(query []queryWord) error {
	counts := make([][]uint64, len(l.parts))
	errs := make([]error, len(l.parts))
	var counting sync.WaitGroup
	for i, p := range l.parts {
		counting.Go(func() { counts[i], errs[i] = p.count(query) })
	}
	counting.Wait()
	if err := errors.Join(errs...); err != nil {
		return err
	}
	all := 0.0
	for i, p := range l.parts {
		all += float64(p.info.Books)
		for q := range query {
			query[q].books += float64(counts[i][q])
		}
	}
	for i := range query {
		query[i].idf = math.Log(1 + (all-query[i].books+0.5)/(query[i].books+0.5))
	}
	return nil
}

// count is how many books of a part have each word: in the field where most
// have it, for the index does not know how many have it in any.
func (p *part) count(query []queryWord) ([]uint64, error) {
	counts := make([]uint64, len(query))
	err := p.search(func(idx bleve.Index) error {
		advanced, err := idx.Advanced()
		if err != nil {
			return err
		}
		reader, err := advanced.Reader()
		if err != nil {
			return err
		}
		defer reader.Close()
		for i := range query {
			for f := range searchedFields {
				word := query[i].in(&searchedFields[f])
				if word == "" {
					continue
				}
				terms, err := reader.TermFieldReader(context.Background(), []byte(word), searchedFields[f].name, false, false, false)
				if err != nil {
					return err
				}
				counts[i] = max(counts[i], terms.Count())
				if err := terms.Close(); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return counts, err
}

// score is how well a book matches a query, as a share of the most that a book
// could: from 0 to below 1.
func (w *words) score(b *catalog.Book, query []queryWord) float64 {
	counts := make([]float64, len(query))
	for i := range searchedFields {
		f := &searchedFields[i]
		length := 0.0
		found := make([]float64, len(query))
		for _, text := range f.text(b) {
			w.split(text, f.stem, func(word string) {
				length++
				for q := range query {
					if query[q].in(f) == word {
						found[q]++
					}
				}
			})
		}
		for q := range query {
			counts[q] += f.weight * found[q] / (1 - lengthBias + lengthBias*length/usualWords[i])
		}
	}
	var sum, most float64
	for q := range query {
		sum += query[q].idf * counts[q] / (saturation + counts[q])
		most += query[q].idf
	}
	if most == 0 {
		return 0
	}
	return sum / most
}
