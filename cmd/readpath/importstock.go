package main

import (
	"readpath/catalog"
	"readpath/index/disk"
)

// stock is a library that an import puts books into.
type stock struct {
	dir   string
	w     *disk.Writer
	old   *disk.Library            // as it was; nil for a new one
	fresh map[string]*catalog.Book // by id, what tells the added ones apart
}

func openStock(dir string) (*stock, error) {
	s := &stock{dir: dir, fresh: map[string]*catalog.Book{}}
	var err error
	if s.w, err = disk.NewWriter(dir, disk.Options{}); err != nil {
		return nil, err
	}
	if disk.IsLibrary(dir) {
		if s.old, err = disk.Open(dir); err != nil {
			s.w.Close()
			return nil, err
		}
	}
	return s, nil
}

func (s *stock) Find(keys ...string) (string, bool) { return s.w.Find(keys...) }

func (s *stock) Has(id string) bool { return s.w.Has(id) }

// Book is a book of the library. Of those just added it has no more than
// tells editions apart.
func (s *stock) Book(id string) (*catalog.Book, error) {
	if b := s.fresh[id]; b != nil || s.old == nil {
		return b, nil
	}
	return s.old.Book(id)
}

func (s *stock) Add(b *catalog.Book, keys ...string) error {
	s.fresh[b.ID] = &catalog.Book{ID: b.ID, Title: b.Title, Subtitle: b.Subtitle, Authors: b.Authors, Edition: b.Edition, Year: b.Year, ISBN: b.ISBN}
	return s.w.Add(b, keys...)
}

func (s *stock) Replace(b *catalog.Book, keys ...string) error {
	if _, err := s.w.Remove(b.ID); err != nil {
		return err
	}
	return s.Add(b, keys...)
}

// commit writes what was added. A library to which nothing was added stays as
// it is, byte for byte.
func (s *stock) commit() error {
	if len(s.fresh) == 0 && s.old != nil {
		return nil
	}
	return s.w.Commit()
}

func (s *stock) Close() error {
	if s.old != nil {
		s.old.Close()
	}
	return s.w.Close()
}
