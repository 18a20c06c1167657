package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// compiledVersion is part of every hash; raise it whenever Book or Skill, or
// the way they are encoded, changes.
const compiledVersion = 6

// Hash names the content of the sources: equal bytes under equal names give
// equal hashes (SHA-256, hex), also under another version of the file format.
// Files that [Load] would not read do not count; a source that cannot be read
// is an error, and Load says more about it.
func Hash(sources ...Source) (string, error) {
	h := sha256.New()
	fmt.Fprintf(h, "readpath catalog %d\n", compiledVersion)
	for _, src := range sources {
		fmt.Fprintf(h, "source %q\n", src.Name)
		l := loader{}
		names := slices.Concat(l.list(src, "books"), l.list(src, "skills"))
		if len(l.faults) > 0 {
			return "", l.faults
		}
		sums, errs := make([][]byte, len(names)), make([]error, len(names))
		buffers := sync.Pool{New: func() any { return new([32 << 10]byte) }}
		atOnce(len(names), func(i int) {
			buf := buffers.Get().(*[32 << 10]byte)
			sums[i], errs[i] = fileHash(src.FS, names[i], buf[:])
			buffers.Put(buf)
		})
		for i, name := range names {
			if errs[i] != nil {
				return "", errs[i]
			}
			fmt.Fprintf(h, "file %q %x\n", name, sums[i])
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// fileHash hashes a file, which it reads by way of buf.
func fileHash(fsys fs.FS, name string, buf []byte) ([]byte, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	h := sha256.New()
	_, err = io.CopyBuffer(h, f, buf)
	return h.Sum(nil), err
}

// magic begins every encoded catalog.
const magic = "readpath catalog\n"

// Encode writes the catalog in a form that [Decode] reads about two hundred
// times as fast as Load reads YAML.
func (c *Catalog) Encode(w io.Writer) error {
	e := codec{out: []byte(magic)}
	list(&e, &c.books, (*codec).book)
	list(&e, &c.skills, (*codec).skill)
	_, err := w.Write(e.out)
	return err
}

// Decode reads what Encode wrote. It checks nothing but the form: the caller
// vouches for the bytes, by a checksum. The catalog's texts are parts of data.
func Decode(data string) (*Catalog, error) {
	in, ok := strings.CutPrefix(data, magic)
	d := codec{reading: true, in: in, failed: !ok}
	c := &Catalog{}
	if !d.failed {
		list(&d, &c.books, (*codec).book)
		list(&d, &c.skills, (*codec).skill)
	}
	if d.failed || d.in != "" {
		return nil, errEncoding
	}
	c.bookAt, c.skillAt = make(map[string]int, len(c.books)), make(map[string]int, len(c.skills))
	for i := range c.books {
		c.bookAt[c.books[i].ID] = i
	}
	for i := range c.skills {
		c.skillAt[c.skills[i].ID] = i
	}
	c.replaced()
	return c, nil
}
