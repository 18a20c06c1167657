package disk

import (
	"encoding/binary"
	"fmt"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// openText opens the search index of a part.
func openText(path string) (bleve.Index, error) {
	// Without a timeout, bolt waits for ever on a lock that somebody holds.
	text, err := bleve.OpenUsing(path, map[string]any{"read_only": true, "bolt_timeout": "250ms"})
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err) // and not text, which is a typed nil now
	}
	return text, nil
}

// A match is a book of a part that a text found.
type match struct {
	book  uint32
	score float64
}

// searchText finds the at most n books that match words best, equals by number.
func searchText(text bleve.Index, q query.Query, n int) ([]match, error) {
	req := bleve.NewSearchRequestOptions(q, n, 0, false)
	req.SortBy([]string{"-_score", "_id"})
	res, err := text.Search(req)
	if err != nil {
		return nil, err
	}
	matches := make([]match, 0, len(res.Hits))
	for _, h := range res.Hits {
		if len(h.ID) == 4 {
			matches = append(matches, match{binary.BigEndian.Uint32([]byte(h.ID)), h.Score})
		}
	}
	return matches, nil
}

// anyWord is a search for any of the words in any field, with so many wrong
// letters in each.
func anyWord(q []queryWord, fuzziness int) query.Query {
	var parts []query.Query
	for i := range q {
		for f := range searchedFields {
			parts = append(parts, oneWord(&q[i], &searchedFields[f], fuzziness)...)
		}
	}
	return bleve.NewDisjunctionQuery(parts...)
}

// allWords is a search for all of the words, each in any field.
func allWords(q []queryWord) query.Query {
	var all []query.Query
	for i := range q {
		all = append(all, anyWord(q[i:i+1], 0))
	}
	return bleve.NewConjunctionQuery(all...)
}

// allInTitle is a search for all words in the title and subtitle, nil if there
// are none that count.
func allInTitle(q []queryWord) query.Query {
	var all []query.Query
	for i := range q {
		if either := slices.Concat(oneWord(&q[i], titleField, 0), oneWord(&q[i], subjectsField, 0)); len(either) > 0 {
			all = append(all, bleve.NewDisjunctionQuery(either...))
		}
	}
	if len(all) == 0 {
		return nil
	}
	return bleve.NewConjunctionQuery(all...)
}

// anyInTitle is a search for any of the words in the title, with a wrong
// letter in each; nil if there are none that count.
func anyInTitle(q []queryWord) query.Query {
	var parts []query.Query
	for i := range q {
		parts = append(parts, oneWord(&q[i], titleField, 1)...)
	}
	if len(parts) == 0 {
		return nil
	}
	return bleve.NewDisjunctionQuery(parts...)
}

// oneWord is a search for a word in a field, none for one that the field does
// not keep.
func oneWord(q *queryWord, f *searched, fuzziness int) []query.Query {
	word := q.in(f)
	if word == "" {
		return nil
	}
	if fuzziness == 0 {
		term := bleve.NewTermQuery(word)
		term.SetField(f.name)
		term.SetBoost(f.weight)
		return []query.Query{term}
	}
	fuzzy := bleve.NewFuzzyQuery(word)
	fuzzy.SetField(f.name)
	fuzzy.SetBoost(f.weight)
	fuzzy.SetFuzziness(fuzziness)
	return []query.Query{fuzzy}
}
