package main

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"slices"

	"readpath/catalog/atomicfile"
	"readpath/catalog/imports"
	"readpath/catalog/imports/intake"
	"readpath/profiles"
)

// shelves are the ids of books by where they stand in a profile, in the order
// of the file, each once in a list.
type shelves struct {
	read, reading, owned []string
}

func (s *shelves) add(row *intake.Row) {
	if row.Book == "" {
		return
	}
	put := func(list *[]string) {
		if !slices.Contains(*list, row.Book) {
			*list = append(*list, row.Book)
		}
	}
	switch row.Shelf {
	case imports.Read:
		put(&s.read)
	case imports.Reading:
		put(&s.reading)
	}
	if row.Owned {
		put(&s.owned)
	}
}

// shelved is what an import changed in a profile.
type shelved struct {
	File    string `json:"file"`
	Read    int    `json:"read"` // books that were put into the list
	Reading int    `json:"reading"`
	Owned   int    `json:"owned"`
}

// write puts the books into a profile's lists, where they are not in them. A
// book that was being read and has been read moves. A profile that is not
// there is begun. cat knows the books.
func (s *shelves) write(name string, cat profiles.Names) (*shelved, error) {
	path, err := profilePath(name)
	if err != nil {
		return nil, err
	}
	done := &shelved{File: path}
	change := func(p *profiles.Profile, d *profiles.Draft) error { return s.put(p, d, done) }
	if _, err := os.Stat(path); !errors.Is(err, os.ErrNotExist) {
		_, err := profiles.Edit(path, cat, change)
		return done, err
	}
	d := profiles.NewDraft(nil)
	if err := change(&profiles.Profile{}, d); err != nil || len(d.Bytes()) == 0 {
		return done, err
	}
	if _, err := profiles.Load(bytes.NewReader(d.Bytes()), path, cat); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return nil, err
	}
	return done, atomicfile.Write(path, d.Bytes())
}

func (s *shelves) put(p *profiles.Profile, d *profiles.Draft, done *shelved) error {
	for _, id := range s.read {
		if i := slices.Index(p.Reading, id); i >= 0 {
			if err := d.Remove(i, "reading"); err != nil {
				return err
			}
			p.Reading = slices.Delete(p.Reading, i, i+1)
		}
	}
	reading := slices.DeleteFunc(slices.Clone(s.reading), func(id string) bool {
		return slices.Contains(p.Read, id) || slices.Contains(s.read, id) // read again
	})
	for _, list := range []struct {
		field    string
		has, add []string
		n        *int
	}{{"read", p.Read, s.read, &done.Read}, {"reading", p.Reading, reading, &done.Reading}, {"owned", p.Owned, s.owned, &done.Owned}} {
		for _, id := range list.add {
			if slices.Contains(list.has, id) {
				continue
			}
			if err := d.Add(id, list.field); err != nil {
				return err
			}
			*list.n++
		}
	}
	return nil
}
