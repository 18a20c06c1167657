package disk

import (
	"cmp"
	"errors"
	"io/fs"
	"iter"
	"slices"
	"sync"

	"github.com/klauspost/compress/zstd"

	"readpath/catalog"
	"readpath/index"
)

// A Library is a library on disk, open for reading. It is of the generation
// that stood when it was opened, whatever is written meanwhile. It is safe for
// concurrent use.
type Library struct {
	dir   string
	man   *manifest
	dec   *zstd.Decoder
	parts []*part // the oldest first
}

// Open opens a library. Cost: a few files for each part.
func Open(dir string) (*Library, error) {
	for try := 0; ; try++ {
		l, err := open1(dir)
		// A compaction may have removed parts between manifest and part.
		if err == nil || !errors.Is(err, fs.ErrNotExist) || !IsLibrary(dir) || try == 3 {
			return l, err
		}
	}
}

func open1(dir string) (*Library, error) {
	m, err := readManifest(dir)
	if err != nil {
		return nil, err
	}
	l := &Library{dir: dir, man: m}
	if l.dec, err = newDecoder(); err != nil {
		return nil, err
	}
	for _, info := range m.Parts {
		p, err := openPart(dir, info, l.dec)
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
		l.parts = append(l.parts, p)
	}
	return l, nil
}

// Close lets go of the files.
func (l *Library) Close() error {
	var errs []error
	for _, p := range l.parts {
		errs = append(errs, p.close())
	}
	l.parts = nil
	l.dec.Close()
	return errors.Join(errs...)
}

// Len is how many books there are.
func (l *Library) Len() int {
	n := 0
	for _, p := range l.parts {
		n += p.info.Books - p.info.Gone
	}
	return n
}

// Info says what a library is made of.
type Info struct {
	Dir        string `json:"dir"`
	Generation int    `json:"generation"` // how often it was written
	Parts      int    `json:"parts"`
	Books      int    `json:"books"`
	Gone       int    `json:"gone"` // books that were replaced or removed and still take space
	Bytes      int64  `json:"bytes"`
}

// Info is what the manifest says.
func (l *Library) Info() Info {
	info := Info{Dir: l.dir, Generation: l.man.Generation, Parts: len(l.parts), Books: l.Len()}
	for _, p := range l.parts {
		info.Gone += p.info.Gone
		for _, f := range p.info.Files {
			info.Bytes += f.Size
		}
	}
	return info
}

// Book is the book of an id, nil if there is none. The caller may change it.
func (l *Library) Book(id string) (*catalog.Book, error) {
	for _, p := range slices.Backward(l.parts) {
		found, err := p.find(idKey, id, 1)
		if err != nil {
			return nil, err
		}
		if len(found) > 0 {
			return found[0].Book, nil
		}
	}
	return nil, nil
}

// Find is the id of the book that goes by a key: an ISBN-13, or what the
// importer has given.
func (l *Library) Find(key string) (id string, ok bool, err error) {
	for _, p := range slices.Backward(l.parts) {
		found, err := p.find(otherKey, key, 1)
		if err != nil {
			return "", false, err
		}
		if len(found) > 0 {
			return found[0].ID, true, nil
		}
	}
	return "", false, nil
}

// Books are all books, in the order in which they came.
func (l *Library) Books() iter.Seq2[*catalog.Book, error] {
	return func(yield func(*catalog.Book, error) bool) {
		for _, p := range l.parts {
			err := p.books(func(_ uint32, rec record) error {
				if !yield(rec.Book, nil) {
					return errStopped
				}
				return nil
			})
			if err != nil {
				if !errors.Is(err, errStopped) {
					yield(nil, err)
				}
				return
			}
		}
	}
}

// Search are the at most n books that match a text best, best first, equals by
// the order in which they came. A text that finds nothing is tried again with
// one wrong letter allowed in each word.
func (l *Library) Search(text string, n int) ([]index.Hit, error) {
	for fuzziness := range 2 {
		hits, err := l.search(text, n, fuzziness)
		if err != nil || len(hits) > 0 {
			return hits, err
		}
	}
	return nil, nil
}

func (l *Library) search(text string, n, fuzziness int) ([]index.Hit, error) {
	q := textQuery(text, fuzziness)
	if q == nil || n <= 0 {
		return nil, nil
	}
	found := make([][]match, len(l.parts))
	errs := make([]error, len(l.parts))
	var all sync.WaitGroup
	for i, p := range l.parts {
		all.Go(func() {
			idx, err := p.search()
			if err == nil {
				found[i], err = searchText(idx, q, n+p.info.Gone)
			}
			errs[i] = err
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	type hit struct {
		part *part
		match
	}
	var hits []hit
	for i, p := range l.parts {
		for _, m := range found[i] {
			if !p.gone.has(m.book) {
				hits = append(hits, hit{p, m})
			}
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(b.score, a.score) })
	hits = hits[:min(n, len(hits))]
	out := make([]index.Hit, len(hits))
	for i, h := range hits {
		err := h.part.recs.lines([]uint32{h.book}, func(_ uint32, line []byte) error {
			rec, err := decodeRecord(line)
			if err == nil {
				out[i] = index.Hit{ID: rec.ID, Score: h.score}
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}
