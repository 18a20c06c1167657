package disk

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/blevesearch/bleve/v2"
	"github.com/klauspost/compress/zstd"

	"readpath/catalog"
)

// The names of a part's files.
const (
	recordsName = "books.zst"
	blocksName  = "books.idx"
	keysName    = "keys.idx"
	skillsName  = "skills.idx"
	textName    = "text"
	workName    = "work" // temporary files of the builder
)

// A part is a part of a library, open for reading. It is safe for concurrent
// use but for what a [Writer] keeps there.
type part struct {
	info   partInfo
	dir    string
	recs   *records
	keys   *keyFile
	skills *skillFile
	gone   bitset

	// For a Writer:
	dirty bool  // gone is not as info.Bits has it
	sieve sieve // of the keys; nil as long as it is not worth it
	asked int   // how often it was asked for a key without one

	once    sync.Once
	text    bleve.Index // opened by the first search
	textErr error
}

// openPart opens a part of the library in dir.
func openPart(dir string, info partInfo, dec *zstd.Decoder) (*part, error) {
	p := &part{info: info, dir: filepath.Join(dir, partsName, info.Name)}
	for name, want := range info.Files {
		got, err := os.Stat(filepath.Join(p.dir, filepath.FromSlash(name)))
		if err != nil {
			return nil, err
		}
		if got.Size() != want.Size {
			return nil, &DamageError{File: filepath.Join(p.dir, name)}
		}
	}
	var err error
	if p.recs, err = openRecords(filepath.Join(p.dir, recordsName), filepath.Join(p.dir, blocksName), dec); err != nil {
		return nil, err
	}
	if p.keys, err = openKeys(filepath.Join(p.dir, keysName)); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if p.skills, err = openSkills(filepath.Join(p.dir, skillsName)); err != nil {
		return nil, errors.Join(err, p.close())
	}
	if info.Bits != "" {
		if p.gone, err = readBitset(filepath.Join(p.dir, info.Bits)); err != nil {
			return nil, errors.Join(err, p.close())
		}
	}
	return p, nil
}

func (p *part) close() error {
	var errs []error
	if p.recs != nil {
		errs = append(errs, p.recs.file.Close())
	}
	if p.keys != nil {
		errs = append(errs, p.keys.file.Close())
	}
	if p.skills != nil {
		errs = append(errs, p.skills.file.Close())
	}
	if p.text != nil {
		errs = append(errs, p.text.Close())
	}
	return errors.Join(errs...)
}

// find are the records that are in and go by a name, by number; at most a few.
func (p *part) find(space, name string, most int) ([]record, error) {
	numbers, err := p.keys.find(hashKey(space, name), most+p.info.Gone)
	if err != nil || len(numbers) == 0 {
		return nil, err
	}
	numbers = slices.DeleteFunc(numbers, p.gone.has)
	var found []record
	err = p.recs.lines(numbers, func(_ uint32, line []byte) error {
		rec, err := decodeRecord(line)
		if err == nil && rec.goesBy(space, name) {
			found = append(found, rec)
		}
		return err
	})
	return found, err
}

// number is the number of the book of an id that is in; ok says there is one.
func (p *part) number(id string) (n uint32, ok bool, err error) {
	numbers, err := p.keys.find(hashKey(idKey, id), 1<<20)
	if err != nil {
		return 0, false, err
	}
	numbers = slices.DeleteFunc(numbers, p.gone.has)
	err = p.recs.lines(numbers, func(at uint32, line []byte) error {
		rec, err := decodeRecord(line)
		if err == nil && rec.Book.ID == id {
			n, ok = at, true
		}
		return err
	})
	return n, ok, err
}

// goesBy reports whether a name in a space of keys is the book's.
func (rec record) goesBy(space, name string) bool {
	switch space {
	case idKey:
		return rec.Book.ID == name
	case otherKey:
		return rec.Book.ISBN == name || slices.Contains(rec.Keys, name)
	}
	return slices.Contains(titlesOf(rec.Book), name)
}

// titlesOf are the forms of a title, as they are compared.
func titlesOf(b *catalog.Book) []string {
	return []string{catalog.Normal(b.Title), catalog.Normal(b.Title + " " + b.Subtitle), catalog.Normal(b.FullTitle())}
}

// books calls each with every book that is in, by number.
func (p *part) books(each func(n uint32, rec record) error) error {
	return p.recs.all(func(n uint32, line []byte) error {
		if p.gone.has(n) {
			return nil
		}
		rec, err := decodeRecord(line)
		if err != nil {
			return err
		}
		return each(n, rec)
	})
}

// search has the search index of a part used; it is opened the first time. A
// damaged one may panic: the error names it then.
func (p *part) search(use func(bleve.Index) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("the search index of %s is damaged: %v", p.dir, r)
		}
	}()
	p.once.Do(func() { p.text, p.textErr = openText(filepath.Join(p.dir, textName)) })
	if p.textErr != nil {
		return p.textErr
	}
	return use(p.text)
}

// build builds the search index of a part anew from its records, those that
// are gone among them. stop ends it before its time.
func (p *part) build(stop func() bool) error {
	text, work := filepath.Join(p.dir, textName), filepath.Join(p.dir, workName)
	if err := errors.Join(os.RemoveAll(text), os.RemoveAll(work), os.Mkdir(work, 0o777)); err != nil {
		return err
	}
	err := buildText(text, work, func(each func(uint32, *catalog.Book) error) error {
		return p.recs.all(func(n uint32, line []byte) error {
			if stop() {
				return errStopped
			}
			b, err := decodeText(line)
			if err != nil {
				return err
			}
			return each(n, b)
		})
	})
	return errors.Join(err, os.RemoveAll(work))
}

var errStopped = errors.New("stopped")

// A bitset is a set of numbers of books; the nil set is empty.
type bitset []uint64

func (s bitset) has(n uint32) bool { return int(n/64) < len(s) && s[n/64]>>(n%64)&1 == 1 }

func (s *bitset) add(n uint32) {
	for int(n/64) >= len(*s) {
		*s = append(*s, 0)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

func writeBitset(name string, s bitset) error {
	var out []byte
	for _, w := range s {
		out = binary.LittleEndian.AppendUint64(out, w)
	}
	return writeSynced(name, binary.LittleEndian.AppendUint32(out, crc32.Checksum(out, castagnoli)))
}

func readBitset(name string) (bitset, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	body := len(data) - 4
	if body < 0 || body%8 != 0 || crc32.Checksum(data[:body], castagnoli) != binary.LittleEndian.Uint32(data[body:]) {
		return nil, &DamageError{File: name}
	}
	s := make(bitset, body/8)
	for i := range s {
		s[i] = binary.LittleEndian.Uint64(data[8*i:])
	}
	return s, nil
}
