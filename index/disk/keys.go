package disk

import (
	"cmp"
	"encoding/binary"
	"hash/crc32"
	"io"
	"os"
	"slices"

	"github.com/cespare/xxhash/v2"

	"readpath/catalog"
)

// The keys of a part are pages of pageSize bytes: a checksum, a count, and so
// many entries of a hash and a book's number, sorted. All pages but the last
// are full, and the hashes are uniform, so the page of a hash is guessed from
// its value and is nearly always at most one away.
const (
	pageSize    = 4096
	pageHead    = 8
	keyEntry    = 12
	pageEntries = (pageSize - pageHead) / keyEntry
)

// A key is a hash of one of a book's names, and the book's number.
type key struct {
	hash uint64
	book uint32
}

// The spaces of keys: an id is not found by a title of the same letters.
const (
	idKey    = "id\x00"
	otherKey = "key\x00"
	titleKey = "title\x00"
)

func hashKey(space, name string) uint64 { return xxhash.Sum64String(space + name) }

// keysOf are the hashes by which a book is found.
func keysOf(rec record) []uint64 {
	hashes := []uint64{hashKey(idKey, rec.Book.ID)}
	for _, k := range rec.Keys {
		hashes = append(hashes, hashKey(otherKey, k))
	}
	if rec.Book.ISBN != "" {
		hashes = append(hashes, hashKey(otherKey, rec.Book.ISBN))
	}
	for _, t := range []string{rec.Book.Title, rec.Book.Title + " " + rec.Book.Subtitle, rec.Book.FullTitle()} {
		hashes = append(hashes, hashKey(titleKey, catalog.Normal(t)))
	}
	slices.Sort(hashes)
	return slices.Compact(hashes)
}

// writeKeys sorts the keys and writes them.
func writeKeys(name string, keys []key) error {
	slices.SortFunc(keys, func(a, b key) int { return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.book, b.book)) })
	out := make([]byte, 0, (len(keys)/pageEntries+1)*pageSize)
	for page := range slices.Chunk(keys, pageEntries) {
		buf := make([]byte, pageSize)
		binary.LittleEndian.PutUint32(buf[4:], uint32(len(page)))
		for i, k := range page {
			binary.LittleEndian.PutUint64(buf[pageHead+i*keyEntry:], k.hash)
			binary.LittleEndian.PutUint32(buf[pageHead+i*keyEntry+8:], k.book)
		}
		binary.LittleEndian.PutUint32(buf, crc32.Checksum(buf[4:], castagnoli))
		out = append(out, buf...)
	}
	return writeSynced(name, out)
}

// keyFile looks keys up on disk. It is safe for concurrent use.
type keyFile struct {
	file  *os.File
	pages int
}

func openKeys(name string) (*keyFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, err
	}
	if info.Size()%pageSize != 0 {
		f.Close()
		return nil, &DamageError{File: name}
	}
	return &keyFile{f, int(info.Size() / pageSize)}, nil
}

// page reads the entries of a page and checks their sum.
func (k *keyFile) page(i int, buf []byte) ([]byte, error) {
	if _, err := k.file.ReadAt(buf, int64(i)*pageSize); err != nil && err != io.EOF {
		return nil, err
	}
	n := int(binary.LittleEndian.Uint32(buf[4:]))
	if crc32.Checksum(buf[4:], castagnoli) != binary.LittleEndian.Uint32(buf) || n == 0 || n > pageEntries {
		return nil, &DamageError{File: k.file.Name()}
	}
	return buf[pageHead : pageHead+n*keyEntry], nil
}

func entryHash(page []byte, i int) uint64 { return binary.LittleEndian.Uint64(page[i*keyEntry:]) }

// find are the numbers of the books with a key of this hash, ascending, at
// most a few; whether they do have the key is for the caller to see. Cost: one
// page or two.
func (k *keyFile) find(hash uint64, most int) ([]uint32, error) {
	if k.pages == 0 {
		return nil, nil
	}
	var buf [pageSize]byte
	// The guess, then steps to the first page whose last hash is not below.
	guess := int(float64(hash) / (1 << 63) / 2 * float64(k.pages))
	at := min(max(guess, 0), k.pages-1)
	page, err := k.page(at, buf[:])
	if err != nil {
		return nil, err
	}
	last := func() uint64 { return entryHash(page, len(page)/keyEntry-1) }
	for last() < hash && at < k.pages-1 {
		at++
		if page, err = k.page(at, buf[:]); err != nil {
			return nil, err
		}
	}
	for entryHash(page, 0) >= hash && at > 0 {
		at--
		if page, err = k.page(at, buf[:]); err != nil {
			return nil, err
		}
	}
	var found []uint32
	for {
		for i := range len(page) / keyEntry {
			switch h := entryHash(page, i); {
			case h > hash:
				return found, nil
			case h == hash && len(found) < most:
				found = append(found, binary.LittleEndian.Uint32(page[i*keyEntry+8:]))
			}
		}
		if at++; at >= k.pages || len(found) >= most {
			return found, nil
		}
		if page, err = k.page(at, buf[:]); err != nil {
			return nil, err
		}
	}
}

// sieve reads all keys.
func (k *keyFile) sieve() (sieve, error) {
	s := newSieve(k.pages * pageEntries)
	var buf [pageSize]byte
	for i := range k.pages {
		page, err := k.page(i, buf[:])
		if err != nil {
			return nil, err
		}
		for i := range len(page) / keyEntry {
			s.add(entryHash(page, i))
		}
	}
	return s, nil
}
