package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/keyword"
	"github.com/blevesearch/bleve/v2/analysis/analyzer/standard"
	"github.com/blevesearch/bleve/v2/analysis/lang/en"
	"github.com/blevesearch/bleve/v2/index/scorch"
	"github.com/blevesearch/bleve/v2/mapping"

	"readpath/catalog"
)

// A field is a part of a document that is searched, with the weight of a match
// there against a match in a description.
type field struct {
	name  string
	boost float64
	names bool // proper names: no stemming, no stop words
}

// The weights follow how much a word in that place says about what the book is
// about: a title word nearly settles it, a word of the description may be
// there by the way.
var (
	bookFields = []field{
		{name: "title", boost: 4},
		{name: "also", boost: 4}, // other names
		{name: "authors", boost: 3, names: true},
		{name: "topics", boost: 2.5},
		{name: "skills", boost: 2}, // names and aliases of what it teaches
		{name: "subtitle", boost: 2},
		{name: "best_for", boost: 1.5},
		{name: "description", boost: 1},
	}
	skillFields = []field{
		{name: "title", boost: 4},
		{name: "aliases", boost: 4},
		{name: "description", boost: 1.5},
		{name: "can_do", boost: 0.5},
	}
)

// kindField tells books from skills; both are documents of one index.
const (
	kindField  = "kind"
	kindBook   = "book"
	kindSkill  = "skill"
	idSplitter = "/"
)

// newMapping is the lean mapping: nothing is stored, nothing is kept that
// ranking does not read.
func newMapping() mapping.IndexMapping {
	text := func(analyzer string) *mapping.FieldMapping {
		m := bleve.NewTextFieldMapping()
		m.Analyzer = analyzer
		m.Store, m.IncludeInAll, m.IncludeTermVectors, m.DocValues = false, false, false, false
		return m
	}
	doc := bleve.NewDocumentStaticMapping()
	doc.AddFieldMappingsAt(kindField, text(keyword.Name))
	for _, fields := range [][]field{bookFields, skillFields} {
		for _, f := range fields {
			analyzer := en.AnalyzerName
			if f.names {
				analyzer = standard.Name
			}
			if _, there := doc.Properties[f.name]; !there {
				doc.AddFieldMappingsAt(f.name, text(analyzer))
			}
		}
	}
	im := bleve.NewIndexMapping()
	im.DefaultMapping = doc
	im.DefaultAnalyzer = en.AnalyzerName
	return im
}

// buildText indexes a catalog in the folder path, or in memory if path is "".
// It is one batch, so that scores do not depend on how it was cut.
func buildText(path string, cat *catalog.Catalog) (bleve.Index, error) {
	text, err := bleve.NewUsing(path, newMapping(), scorch.Name, scorch.Name, nil)
	if err != nil {
		return nil, err
	}
	batch := text.NewBatch()
	for i := range cat.Skills() {
		s := &cat.Skills()[i]
		if err := batch.Index(kindSkill+idSplitter+s.ID, skillDoc(s)); err != nil {
			return nil, err
		}
	}
	for i := range cat.Books() {
		b := &cat.Books()[i]
		if err := batch.Index(kindBook+idSplitter+b.ID, bookDoc(cat, b)); err != nil {
			return nil, err
		}
	}
	if err := text.Batch(batch); err != nil {
		text.Close()
		return nil, err
	}
	return text, nil
}

func skillDoc(s *catalog.Skill) map[string]any {
	var can []string
	for _, l := range []int{1, 2, 3, 4, 5} {
		can = append(can, s.CanDo[l])
	}
	return map[string]any{
		kindField:     kindSkill,
		"title":       s.Name,
		"aliases":     s.Aliases,
		"description": s.Description,
		"can_do":      strings.Join(can, " "),
	}
}

func bookDoc(cat *catalog.Catalog, b *catalog.Book) map[string]any {
	var skills []string
	for _, t := range b.Teaches {
		if s := cat.Skill(t.Skill); s != nil {
			skills = append(skills, s.Name)
			skills = append(skills, s.Aliases...)
		}
	}
	var also []string
	for _, v := range b.Also {
		also = append(also, v.Title)
	}
	return map[string]any{
		kindField:     kindBook,
		"also":        also,
		"title":       b.Title,
		"subtitle":    b.Subtitle,
		"authors":     b.Authors,
		"topics":      b.Topics,
		"best_for":    b.BestFor,
		"description": b.Description,
		"skills":      skills,
	}
}
