package disk

import (
	"fmt"
	"path/filepath"
	"slices"
)

// Remove takes the book of an id out; it reports whether there was one. Its
// record stays where it is until the library is compacted.
func (w *Writer) Remove(id string) (bool, error) {
	if err := w.failed(); err != nil {
		return false, err
	}
	if w.cur != nil {
		if n, ok := w.cur.byKey[hashKey(idKey, id)]; ok && !w.cur.gone.has(n) {
			w.cur.gone.add(n)
			w.cur.away++
			return true, nil
		}
	}
	for p := range w.parts() {
		n, ok, err := p.number(id)
		if err != nil {
			return false, w.fail(err)
		}
		if ok {
			// The index of a fresh part may be under way, and reads gone.
			w.mu.Lock()
			p.gone = slices.Clone(p.gone)
			p.gone.add(n)
			p.info.Gone++
			p.dirty = true
			w.mu.Unlock()
			return true, nil
		}
	}
	return false, nil
}

// saveGone writes what is gone of each part where that has changed, under a new
// name: readers may have the old file. w.mu is held, or no worker is left.
func (w *Writer) saveGone() error {
	for _, p := range slices.Concat(w.old, w.fresh) {
		if !p.dirty {
			continue
		}
		name := fmt.Sprintf("gone-%d-%d", w.base.Generation+1, p.info.Gone)
		if err := writeBitset(filepath.Join(p.dir, name), p.gone); err != nil {
			return err
		}
		p.info.Bits, p.dirty = name, false
	}
	return nil
}

// Compact copies all books that are in into new parts and leaves the old ones
// out, for the next Commit. It is to be called before all else. Progress is
// told the number of books copied; its error ends it.
func (w *Writer) Compact(progress func(books int) error) error {
	done := 0
	old := w.old
	for _, p := range old {
		err := p.recs.all(func(n uint32, line []byte) error {
			if p.gone.has(n) {
				return nil
			}
			rec, err := decodeRecord(line)
			if err != nil {
				return err
			}
			if err := w.add(rec); err != nil {
				return err
			}
			if done++; done%1000 == 0 {
				if err := progress(done); err != nil {
					return err
				}
			}
			return w.failed()
		})
		if err != nil {
			return w.fail(err)
		}
	}
	w.old, w.away = nil, old
	return progress(done)
}
