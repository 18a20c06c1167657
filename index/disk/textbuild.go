package disk

import (
	"encoding/binary"
	"errors"
	"slices"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/document"
	"github.com/blevesearch/bleve/v2/mapping"
	index "github.com/blevesearch/bleve_index_api"

	"readpath/catalog"
)

// textBatch is how many books are indexed in memory at once.
const textBatch = 4000

// docID is the number of a book as the index has it; the order is that of
// numbers.
func docID(n uint32) string { return string(binary.BigEndian.AppendUint32(nil, n)) }

// buildText builds the search index of a part in the folder path; temporary
// files are kept in work. There must be a book.
func buildText(path, work string, books func(each func(n uint32, b *catalog.Book) error) error) error {
	builder, err := bleve.NewBuilder(path, cutMapping{bleve.NewIndexMapping()},
		map[string]any{"buildPathPrefix": work, "batchSize": textBatch, "mergeMax": 64})
	if err != nil {
		return err
	}
	c := newCutter()
	added := false
	err = books(func(n uint32, b *catalog.Book) error {
		added = true
		return builder.Index(docID(n), c.cut(b))
	})
	if !added { // an empty builder panics when it is closed
		return errors.Join(err, errors.New("a part without books cannot be indexed"))
	}
	return errors.Join(err, builder.Close())
}

// cutMapping gives the index the fields of a book as a [cutter] has cut them,
// with nothing stored and nothing kept that ranking does not read. The index's
// own analysis is several times as slow.
type cutMapping struct{ *mapping.IndexMappingImpl }

func (cutMapping) MapDocument(doc *document.Document, data any) error {
	for _, f := range data.([]cutField) {
		doc.AddField(f)
	}
	return nil
}

// A cutter cuts books into fields for the index. The index counts the words of
// one book at a time, so there is one count of each field for all books.
type cutter struct {
	*words
	tally []index.TokenFrequencies
	times []*index.TokenFreq // by how often a word stands there
	buf   []string
}

func newCutter() *cutter {
	c := &cutter{words: newWords()}
	for range searchedFields {
		c.tally = append(c.tally, index.TokenFrequencies{})
	}
	return c
}

// cut is the fields of a book that have words.
func (c *cutter) cut(b *catalog.Book) []cutField {
	fields := make([]cutField, 0, len(searchedFields))
	for i := range searchedFields {
		f := &searchedFields[i]
		c.buf = c.buf[:0]
		for _, text := range f.text(b) {
			c.split(text, f.stem, func(word string) { c.buf = append(c.buf, word) })
		}
		if len(c.buf) > 0 {
			fields = append(fields, cutField{c, i, slices.Clone(c.buf)})
		}
	}
	return fields
}

// nth is the count of a word that stands there n times.
func (c *cutter) nth(n int) *index.TokenFreq {
	for len(c.times) <= n {
		f := &index.TokenFreq{}
		f.SetFrequency(len(c.times))
		c.times = append(c.times, f)
	}
	return c.times[n]
}

// A cutField is a field of a book, cut into words, as the index reads it.
type cutField struct {
	c     *cutter
	field int // of searchedFields
	words []string
}

// AnalyzedTokenFrequencies holds until it is asked of the same field of another
// book.
func (f cutField) AnalyzedTokenFrequencies() index.TokenFrequencies {
	counts := f.c.tally[f.field]
	clear(counts)
	for _, w := range f.words {
		n := 1
		if before := counts[w]; before != nil {
			n += before.Frequency()
		}
		counts[w] = f.c.nth(n)
	}
	return counts
}

func (f cutField) Name() string                        { return searchedFields[f.field].name }
func (f cutField) AnalyzedLength() int                 { return len(f.words) }
func (f cutField) Options() index.FieldIndexingOptions { return index.IndexField }
func (f cutField) EncodedFieldType() byte              { return 't' }
func (f cutField) Analyze()                            {}
func (f cutField) Value() []byte                       { return nil }
func (f cutField) ArrayPositions() []uint64            { return nil }
func (f cutField) NumPlainTextBytes() uint64           { return 0 }
func (f cutField) Size() int                           { return 0 }
