package disk

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"path/filepath"
)

// Verify reads every file of the library and compares it with its checksum in
// the manifest. The error joins a [DamageError] for each that differs.
func (l *Library) Verify() error {
	var errs []error
	for _, p := range l.parts {
		for name, want := range p.info.Files {
			file := filepath.Join(p.dir, filepath.FromSlash(name))
			got, err := sumFile(file)
			if err != nil {
				errs = append(errs, err)
			} else if got != want {
				errs = append(errs, &DamageError{File: file})
			}
		}
	}
	return errors.Join(errs...)
}

// Sum is a checksum (SHA-256, hex) of the library's contents: of the records
// of all books that are in, in the order in which they came. How the library
// is cut into parts does not count. Cost: reading all records.
func (l *Library) Sum() (string, error) {
	h := sha256.New()
	for _, p := range l.parts {
		err := p.recs.all(func(n uint32, line []byte) error {
			if !p.gone.has(n) {
				h.Write(line)
				h.Write([]byte{'\n'})
			}
			return nil
		})
		if err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
