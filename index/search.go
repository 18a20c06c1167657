package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search/query"
)

// A Hit is a book or skill that a text found.
type Hit struct {
	ID    string
	Score float64 // > 0; comparable within one search only
}

// Books are the at most n books that match the text best, best first, equals
// by id. A text that finds nothing is tried again with one wrong letter
// allowed in each word. Where there are libraries on disk, it is [Library.fused].
func (l *Library) Books(text string, n int) ([]Hit, error) {
	hits, err := l.search(kindBook, bookFields, text, n)
	if err != nil || len(l.disks) == 0 {
		return hits, err
	}
	return l.fused(text, n, hits)
}

// Skills are the at most n skills that match the text best, as for Books.
func (l *Library) Skills(text string, n int) ([]Hit, error) {
	return l.search(kindSkill, skillFields, text, n)
}

func (l *Library) search(kind string, fields []field, text string, n int) ([]Hit, error) {
	if strings.TrimSpace(text) == "" || n <= 0 {
		return nil, nil
	}
	l.once.Do(l.openIndex)
	l.mu.RLock()
	defer l.mu.RUnlock()
	if l.err != nil {
		return nil, l.err
	}
	for fuzziness := range 2 {
		hits, err := searchOnce(l.text, kind, fields, text, n, fuzziness)
		if err != nil || len(hits) > 0 {
			return hits, err
		}
	}
	return nil, nil
}

func searchOnce(idx bleve.Index, kind string, fields []field, text string, n, fuzziness int) ([]Hit, error) {
	var parts []query.Query
	for _, f := range fields {
		m := bleve.NewMatchQuery(text)
		m.SetField(f.name)
		m.SetBoost(f.boost)
		m.SetFuzziness(fuzziness)
		parts = append(parts, m)
	}
	// The kind is a condition and must not count: a term query with boost 0.
	only := bleve.NewTermQuery(kind)
	only.SetField(kindField)
	only.SetBoost(0)
	req := bleve.NewSearchRequestOptions(bleve.NewConjunctionQuery(only, bleve.NewDisjunctionQuery(parts...)), n, 0, false)
	req.SortBy([]string{"-_score", "_id"})
	res, err := idx.Search(req)
	if err != nil {
		return nil, err
	}
	hits := make([]Hit, len(res.Hits))
	for i, h := range res.Hits {
		hits[i] = Hit{ID: strings.TrimPrefix(h.ID, kind+idSplitter), Score: h.Score}
	}
	return hits, nil
}
