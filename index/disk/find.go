package disk

import "slices"

// parts are all parts, the newest first.
func (w *Writer) parts() []*part {
	all := slices.Concat(w.old, w.fresh)
	slices.Reverse(all)
	return all
}

// Has reports whether the library, with what was added, has a book of an id.
func (w *Writer) Has(id string) bool {
	_, ok := w.lookup(idKey, id)
	return ok
}

// Find is the id of a book, in the library or added, that goes by one of the
// keys: the first key that finds one. Keys are ISBN-13s and whatever Add was
// told. An I/O error is kept for the next Add or Commit.
func (w *Writer) Find(keys ...string) (id string, ok bool) {
	for _, k := range keys {
		if id, ok := w.lookup(otherKey, k); ok {
			return id, true
		}
	}
	return "", false
}

func (w *Writer) lookup(space, name string) (string, bool) {
	if w.cur != nil {
		if n, ok := w.cur.byKey[hashKey(space, name)]; ok && !w.cur.gone.has(n) {
			return w.cur.ids[n], true // by a hash of 64 bits
		}
	}
	for _, p := range w.parts() {
		found, err := p.find(space, name, 1)
		if err != nil {
			w.fail(err)
			return "", false
		}
		if len(found) > 0 {
			return found[0].Book.ID, true
		}
	}
	return "", false
}
