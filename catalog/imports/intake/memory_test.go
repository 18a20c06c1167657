package intake_test

import (
	"slices"

	"readpath/catalog"
)

// memory is a library that forgets itself.
type memory struct {
	books []*catalog.Book
	byKey map[string][]string // ids
	first bool                // Find answers with the oldest book, not the newest
}

func newMemory() *memory { return &memory{byKey: map[string][]string{}} }

func (m *memory) Find(keys ...string) (string, bool) {
	for _, k := range keys {
		if ids := m.byKey[k]; len(ids) > 0 && m.first {
			return ids[0], true
		} else if len(ids) > 0 {
			return ids[len(ids)-1], true
		}
	}
	return "", false
}

func (m *memory) Has(id string) bool {
	b, _ := m.Book(id)
	return b != nil
}

func (m *memory) Book(id string) (*catalog.Book, error) {
	if i := slices.IndexFunc(m.books, func(b *catalog.Book) bool { return b.ID == id }); i >= 0 {
		return m.books[i], nil
	}
	return nil, nil
}

func (m *memory) Add(b *catalog.Book, keys ...string) error {
	m.books = append(m.books, b)
	if b.ISBN != "" {
		keys = append(keys, b.ISBN)
	}
	for _, k := range keys {
		m.byKey[k] = append(m.byKey[k], b.ID)
	}
	return nil
}

func (m *memory) Replace(b *catalog.Book, keys ...string) error {
	i := slices.IndexFunc(m.books, func(old *catalog.Book) bool { return old.ID == b.ID })
	m.books = slices.Delete(m.books, i, i+1)
	for k, ids := range m.byKey {
		m.byKey[k] = slices.DeleteFunc(ids, func(id string) bool { return id == b.ID })
	}
	return m.Add(b, keys...)
}
