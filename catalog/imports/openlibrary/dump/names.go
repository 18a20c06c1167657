package dump

import (
	"bufio"
	"cmp"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sort"
)

// names finds the name of an author by key, on disk: blocks of nameBlock names
// sorted by the hash of their keys; of each block its first hash and its place
// are held in memory, 16 bytes for each nameBlock authors.
type names struct {
	file   *os.File
	hashes []uint64
	places []int64 // one more than blocks
}

const nameBlock = 64

// buildNames sorts piles of names into one table.
func buildNames(dir, table string) error {
	f, err := os.Create(table)
	if err != nil {
		return err
	}
	w := bufio.NewWriterSize(f, 1<<18)
	type entry struct {
		hash uint64
		name string
	}
	for i := range pileCount {
		var all []entry
		err := eachOf(dir, i, func(hash uint64, value []byte) error {
			all = append(all, entry{hash, string(value)})
			return nil
		})
		if err != nil {
			return errors.Join(err, f.Close())
		}
		slices.SortStableFunc(all, func(a, b entry) int { return cmp.Compare(a.hash, b.hash) })
		for _, e := range all {
			var head [9]byte
			binary.LittleEndian.PutUint64(head[:], e.hash)
			name := e.name[:min(len(e.name), 255)]
			head[8] = byte(len(name))
			if _, err := w.Write(append(head[:], name...)); err != nil {
				return errors.Join(err, f.Close())
			}
		}
	}
	return errors.Join(w.Flush(), f.Close())
}

func openNames(table string) (*names, error) {
	f, err := os.Open(table)
	if err != nil {
		return nil, err
	}
	n := &names{file: f}
	r := bufio.NewReaderSize(f, 1<<18)
	var place int64
	var head [9]byte
	for i := 0; ; i++ {
		if _, err := io.ReadFull(r, head[:]); err == io.EOF {
			break
		} else if err != nil {
			return nil, errors.Join(fmt.Errorf("reading %s: %w", table, err), f.Close())
		}
		if i%nameBlock == 0 {
			n.hashes, n.places = append(n.hashes, binary.LittleEndian.Uint64(head[:])), append(n.places, place)
		}
		if _, err := r.Discard(int(head[8])); err != nil {
			return nil, errors.Join(fmt.Errorf("reading %s: %w", table, err), f.Close())
		}
		place += int64(len(head)) + int64(head[8])
	}
	n.places = append(n.places, place)
	return n, nil
}

// find is the name of an author, "" for one that is not known.
func (n *names) find(key string) (string, error) {
	want := hashOf(key)
	b := sort.Search(len(n.hashes), func(i int) bool { return n.hashes[i] > want }) - 1
	if b < 0 {
		return "", nil
	}
	block := make([]byte, n.places[b+1]-n.places[b])
	if _, err := n.file.ReadAt(block, n.places[b]); err != nil && err != io.EOF {
		return "", err
	}
	for len(block) > 9 {
		size := 9 + int(block[8])
		if binary.LittleEndian.Uint64(block) == want {
			return string(block[9:size]), nil
		}
		block = block[size:]
	}
	return "", nil
}

func (n *names) close() error { return n.file.Close() }
