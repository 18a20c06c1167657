package disk

import (
	"iter"
	"slices"
)

// parts are all parts, the newest first.
func (w *Writer) parts() iter.Seq[*part] {
	return func(yield func(*part) bool) {
		for _, list := range [][]*part{w.fresh, w.old} {
			for _, p := range slices.Backward(list) {
				if !yield(p) {
					return
				}
			}
		}
	}
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
	hash := hashKey(space, name)
	if w.cur != nil {
		if n, ok := w.cur.byKey[hash]; ok && !w.cur.gone.has(n) {
			return w.cur.ids[n], true // by a hash of 64 bits
		}
	}
	for p := range w.parts() {
		maybe, err := p.mayHave(hash)
		if err != nil {
			w.fail(err)
			return "", false
		}
		if !maybe {
			continue
		}
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

// mayHave reports whether a part may have a key of a hash. A part that has been
// asked as often as its keys have pages reads all of these once, and then
// hardly ever reads one for nothing.
func (p *part) mayHave(hash uint64) (bool, error) {
	if p.sieve == nil {
		if p.asked++; p.asked <= p.keys.pages {
			return true, nil
		}
		var err error
		if p.sieve, err = p.keys.sieve(); err != nil {
			return false, err
		}
	}
	return p.sieve.passes(hash), nil
}
