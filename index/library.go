package index

import (
	"errors"
	"io/fs"
	"sync"

	"github.com/blevesearch/bleve/v2"

	"readpath/catalog"
	"readpath/index/disk"
)

// A Library is a catalog with its search index, and libraries on disk beside
// it. It is safe for concurrent use.
type Library struct {
	cat   *catalog.Catalog // of the files
	entry string           // cache folder of the catalog; "" when there is none

	disks []*disk.Library
	taken taken // books of the disks

	once sync.Once
	mu   sync.RWMutex // held for reading by searches
	text bleve.Index  // opened at the first search
	err  error        // why there is no text
}

// Open loads the sources, from the cache folder if it has them, otherwise from
// their files, and then leaves them in the cache for the next time. The text
// index is left for the first search, which a plan for skills never makes.
// cacheDir may be "", which means no cache; a cache that cannot be used is no
// error. The error is a [catalog.Faults].
func Open(cacheDir string, sources ...catalog.Source) (*Library, error) {
	entry := ""
	if cacheDir != "" {
		if hash, err := catalog.Hash(sources...); err == nil {
			entry = entryPath(cacheDir, hash)
		}
	}
	if entry != "" {
		if cat, err := readCatalog(entry); err == nil {
			return &Library{cat: cat, entry: entry}, nil
		}
	}
	cat, err := catalog.Load(sources...)
	if err != nil {
		return nil, err
	}
	if entry == "" || writeCatalog(entry, cat) != nil {
		return &Library{cat: cat}, nil
	}
	return &Library{cat: cat, entry: entry}, nil
}

// New is a library over a catalog that is in memory already, without a cache.
func New(cat *catalog.Catalog) *Library { return &Library{cat: cat} }

// Beside puts libraries on disk beside the catalog, and closes them with it. It
// is to be called before all else.
func (l *Library) Beside(disks ...*disk.Library) { l.disks = append(l.disks, disks...) }

// ErrClosed is what a search in a closed library returns.
var ErrClosed = errors.New("the library is closed")

// Close lets go of the index. A library that was never searched holds nothing.
// Searches under way end first; later ones return [ErrClosed].
func (l *Library) Close() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var errs []error
	for _, d := range l.disks {
		errs = append(errs, d.Close())
	}
	if l.text != nil {
		errs = append(errs, l.text.Close())
	}
	l.text, l.disks, l.err = nil, nil, ErrClosed
	return errors.Join(errs...)
}

// openIndex opens the text index of the cache. One that is missing or broken
// is built there for this search and all later ones, or in memory where that
// cannot be done.
func (l *Library) openIndex() {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.err != nil { // closed before the first search
		return
	}
	if l.entry != "" {
		if text, err := cachedText(textPath(l.entry), l.cat); err == nil {
			l.text = text
			return
		}
	}
	l.text, l.err = buildText("", l.cat)
}

// cachedText opens the index in an entry, after building it if need be.
func cachedText(entry string, cat *catalog.Catalog) (bleve.Index, error) {
	text, err := openText(entry)
	if !errors.Is(err, errCorrupt) && !errors.Is(err, fs.ErrNotExist) {
		return text, err
	}
	if err := writeText(entry, cat); err != nil {
		return nil, err
	}
	return openText(entry)
}
