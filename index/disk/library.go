package disk

import (
	"errors"
	"io/fs"
	"iter"
	"path/filepath"
	"slices"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"

	"readpath/catalog"
)

// A Library is a library on disk, open for reading. It is of the generation
// that stood when it was opened, whatever is written meanwhile. It is safe for
// concurrent use.
type Library struct {
	dir   string
	man   *manifest
	open  *flock.Flock // shared by all readers of the library; see [Writer]
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
	open := flock.New(filepath.Join(dir, readingName))
	if IsLibrary(dir) {
		// Where that cannot be had, a folder that nobody may write to, nothing
		// is going to be removed either.
		_, _ = open.TryRLock()
	}
	m, err := readManifest(dir)
	if err != nil {
		return nil, errors.Join(err, open.Unlock())
	}
	l := &Library{dir: dir, man: m, open: open}
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
	if l.dec != nil {
		l.dec.Close()
	}
	return errors.Join(append(errs, l.open.Unlock())...)
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
	books, err := l.ByKey(key)
	if err != nil || len(books) == 0 {
		return "", false, err
	}
	return books[0].ID, true, nil
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
