package disk

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sort"

	"github.com/klauspost/compress/zstd"
	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

const (
	blockSize  = 4 << 10 // bytes of JSON, at least, in a block
	blockEntry = 16      // bytes of books.idx on a block
)

// record is a book as books.zst holds it, with the keys that it goes by. The
// book is a field and not embedded: segmentio's encoder leaves out fields of
// an embedded pointer.
type record struct {
	Keys []string      `json:"keys,omitempty"`
	Book *catalog.Book `json:"book"`
}

// castagnoli is the checksum of what is read in pieces; processors compute it.
var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// recordWriter writes books.zst and keeps the index of its blocks.
type recordWriter struct {
	file   *os.File
	buf    *bufio.Writer
	enc    *zstd.Encoder
	block  []byte // lines not yet compressed
	packed []byte
	first  uint32 // number of the block's first book
	books  uint32
	offset uint64
	index  []byte
}

func createRecords(name string) (*recordWriter, error) {
	f, err := os.Create(name)
	if err != nil {
		return nil, err
	}
	enc, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	return &recordWriter{file: f, buf: bufio.NewWriterSize(f, 1<<18), enc: enc}, nil
}

// add appends a record and returns its number.
func (w *recordWriter) add(line []byte) (uint32, error) {
	n := w.books
	w.block = append(append(w.block, line...), '\n')
	w.books++
	if len(w.block) >= blockSize {
		return n, w.flush()
	}
	return n, nil
}

func (w *recordWriter) flush() error {
	if len(w.block) == 0 {
		return nil
	}
	w.packed = w.enc.EncodeAll(w.block, w.packed[:0])
	w.index = binary.LittleEndian.AppendUint64(w.index, w.offset)
	w.index = binary.LittleEndian.AppendUint32(w.index, w.first)
	w.index = binary.LittleEndian.AppendUint32(w.index, crc32.Checksum(w.packed, castagnoli))
	w.offset += uint64(len(w.packed))
	w.block, w.first = w.block[:0], w.books
	_, err := w.buf.Write(w.packed)
	return err
}

// finish syncs the records and writes the index of blocks beside them.
func (w *recordWriter) finish(indexName string) error {
	if err := errors.Join(w.flush(), w.buf.Flush(), w.file.Sync(), w.file.Close()); err != nil {
		return err
	}
	// A last entry says where the blocks end and how many books there are.
	w.index = binary.LittleEndian.AppendUint64(w.index, w.offset)
	w.index = binary.LittleEndian.AppendUint32(w.index, w.books)
	w.index = binary.LittleEndian.AppendUint32(w.index, crc32.Checksum(w.index, castagnoli))
	return writeSynced(indexName, w.index)
}

func newDecoder() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(256<<20))
}

// records reads books.zst. It is safe for concurrent use.
type records struct {
	file  *os.File
	dec   *zstd.Decoder
	index []byte // books.idx
}

// openRecords opens the records of a part, dec shared with other parts.
func openRecords(name, indexName string, dec *zstd.Decoder) (*records, error) {
	index, err := os.ReadFile(indexName)
	if err != nil {
		return nil, err
	}
	body := len(index) - 4
	if len(index) < blockEntry || len(index)%blockEntry != 0 ||
		crc32.Checksum(index[:body], castagnoli) != binary.LittleEndian.Uint32(index[body:]) {
		return nil, &DamageError{File: indexName}
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &records{file: f, dec: dec, index: index}, nil
}

func (r *records) blocks() int { return len(r.index)/blockEntry - 1 }

func (r *records) offset(block int) int64 {
	return int64(binary.LittleEndian.Uint64(r.index[block*blockEntry:]))
}

// first is the number of a block's first book; the block behind the last one
// has the number of books.
func (r *records) first(block int) uint32 {
	return binary.LittleEndian.Uint32(r.index[block*blockEntry+8:])
}

func (r *records) len() int { return int(r.first(r.blocks())) }

// block reads and decompresses a block, and checks its sum.
func (r *records) block(i int) ([]byte, error) {
	packed := make([]byte, r.offset(i+1)-r.offset(i))
	if _, err := r.file.ReadAt(packed, r.offset(i)); err != nil && err != io.EOF {
		return nil, err
	}
	if crc32.Checksum(packed, castagnoli) != binary.LittleEndian.Uint32(r.index[i*blockEntry+12:]) {
		return nil, &DamageError{File: r.file.Name()}
	}
	return r.dec.DecodeAll(packed, nil)
}

// lines are the records of the books of the numbers, which are sorted; each
// block is read once.
func (r *records) lines(numbers []uint32, each func(n uint32, line []byte) error) error {
	for i := 0; i < len(numbers); {
		if int(numbers[i]) >= r.len() {
			return &DamageError{File: r.file.Name()}
		}
		b := sort.Search(r.blocks(), func(b int) bool { return r.first(b) > numbers[i] }) - 1
		rest, err := r.block(b)
		if err != nil {
			return err
		}
		for n := r.first(b); n < r.first(b+1); n++ {
			line, after, whole := bytes.Cut(rest, []byte("\n"))
			if !whole {
				return &DamageError{File: r.file.Name()}
			}
			rest = after
			if i < len(numbers) && numbers[i] == n {
				if err := each(n, line); err != nil {
					return err
				}
				for i < len(numbers) && numbers[i] == n {
					i++
				}
			}
		}
	}
	return nil
}

// all are the records of all books.
func (r *records) all(each func(n uint32, line []byte) error) error {
	numbers := make([]uint32, r.len())
	for n := range numbers {
		numbers[n] = uint32(n)
	}
	return r.lines(numbers, each)
}

func decodeRecord(line []byte) (record, error) {
	var rec record
	if err := json.Unmarshal(line, &rec); err != nil {
		return record{}, fmt.Errorf("a record cannot be read: %w", err)
	} else if rec.Book == nil {
		return record{}, errors.New("a record has no book")
	}
	return rec, nil
}

// decodeText reads of a record what [searchedFields] look at, in half the time.
func decodeText(line []byte) (*catalog.Book, error) {
	var rec struct {
		Book struct {
			Title       string   `json:"title"`
			Subtitle    string   `json:"subtitle"`
			Authors     []string `json:"authors"`
			Topics      []string `json:"topics"`
			BestFor     string   `json:"best_for"`
			Description string   `json:"description"`
		} `json:"book"`
	}
	if err := json.Unmarshal(line, &rec); err != nil {
		return nil, fmt.Errorf("a record cannot be read: %w", err)
	}
	b := &rec.Book
	return &catalog.Book{
		Title: b.Title, Subtitle: b.Subtitle, Authors: b.Authors, Topics: b.Topics, BestFor: b.BestFor, Description: b.Description,
	}, nil
}

// A DamageError says that a file of a library is not as it was written.
type DamageError struct{ File string }

func (e *DamageError) Error() string {
	return fmt.Sprintf("%s is damaged: it does not match its checksum", e.File)
}
