package dump

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"

	"github.com/segmentio/encoding/json"
)

// pileCount is how many piles there are: of the whole of Open Library, one
// takes some tens of megabytes.
const pileCount = 256

// decode and encode are JSON's.
func decode(data []byte, v any) error { return json.Unmarshal(data, v) }

func hashOf(key string) uint64 {
	h := fnv.New64a()
	h.Write([]byte(key))
	// The upper bits of FNV of short texts are not even; those of this are.
	x := h.Sum64()
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x ^ x>>32
}

// piles are files of values, dealt by the hash of a key: equal keys are in one
// pile.
type piles struct {
	dir   string
	files []*os.File
	bufs  []*bufio.Writer
}

func newPiles(dir string) (*piles, error) {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return nil, err
	}
	p := &piles{dir: dir}
	for i := range pileCount {
		f, err := os.Create(pileName(dir, i))
		if err != nil {
			return nil, errors.Join(err, p.close())
		}
		p.files, p.bufs = append(p.files, f), append(p.bufs, bufio.NewWriterSize(f, 1<<15))
	}
	return p, nil
}

func pileName(dir string, i int) string { return filepath.Join(dir, fmt.Sprintf("%03d", i)) }

// put puts a value on the pile of its key.
func (p *piles) put(key string, value []byte) error {
	h := hashOf(key)
	w := p.bufs[h>>56]
	var head [12]byte
	binary.LittleEndian.PutUint64(head[:], h)
	binary.LittleEndian.PutUint32(head[8:], uint32(len(value)))
	if _, err := w.Write(head[:]); err != nil {
		return err
	}
	_, err := w.Write(value)
	return err
}

func (p *piles) close() error {
	var errs []error
	for i, f := range p.files {
		errs = append(errs, p.bufs[i].Flush(), f.Close())
	}
	p.files = nil
	return errors.Join(errs...)
}

// eachOf calls each with the values of a pile, in the order in which they were
// put; value is valid until the next one.
func eachOf(dir string, i int, each func(hash uint64, value []byte) error) error {
	f, err := os.Open(pileName(dir, i))
	if err != nil {
		return err
	}
	defer f.Close()
	r := bufio.NewReaderSize(f, 1<<18)
	var head [12]byte
	var value []byte
	for {
		if _, err := io.ReadFull(r, head[:]); err == io.EOF {
			return nil
		} else if err != nil {
			return fmt.Errorf("reading %s: %w", f.Name(), err)
		}
		n := int(binary.LittleEndian.Uint32(head[8:]))
		if cap(value) < n {
			value = make([]byte, n, 2*n)
		}
		value = value[:n]
		if _, err := io.ReadFull(r, value); err != nil {
			return fmt.Errorf("reading %s: %w", f.Name(), err)
		}
		if err := each(binary.LittleEndian.Uint64(head[:]), value); err != nil {
			return err
		}
	}
}
