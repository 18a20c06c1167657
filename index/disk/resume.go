package disk

import (
	"errors"
	"os"
	"path/filepath"
)

// begin opens the parts there are, and takes up what was put by or removes it.
func (w *Writer) begin() error {
	var before unfinished
	name := filepath.Join(w.dir, unfinishedName)
	err := readSummed(name, &before)
	resume := err == nil && w.o.Source != "" && before.Format == format && before.Source == w.o.Source &&
		before.Generation == w.base.Generation && before.Mark > 0
	parts, fresh := w.base.Parts, []partInfo(nil)
	if resume {
		parts, fresh = before.Old, before.New
		w.sealed, w.mark, w.marks = before.Mark, before.Mark, true
	} else if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	if err := w.clean(parts, fresh); err != nil {
		return err
	}
	for _, info := range parts {
		p, err := openPart(w.dir, info, w.dec)
		if err != nil {
			return err
		}
		w.old = append(w.old, p)
	}
	for _, info := range fresh {
		p, err := openPart(w.dir, info, w.dec)
		if err != nil {
			return err
		}
		w.fresh = append(w.fresh, p)
	}
	// Not before all parts are known: who indexes one puts all of them by.
	for _, p := range w.fresh {
		if p.info.Files == nil {
			w.index(p)
		}
	}
	return nil
}

// putBy writes unfinished.json. w.mu is held.
func (w *Writer) putBy() error {
	if w.o.Source == "" || w.sealed == 0 {
		return nil
	}
	if err := w.saveGone(); err != nil {
		return err
	}
	u := unfinished{Format: format, Generation: w.base.Generation, Source: w.o.Source, Mark: w.sealed}
	for _, p := range w.old {
		u.Old = append(u.Old, p.info)
	}
	for _, p := range w.fresh {
		u.New = append(u.New, p.info)
	}
	return writeSummed(filepath.Join(w.dir, unfinishedName), u)
}

// Resumed is the number that [Writer.Mark] was last told before a part was full
// in the import that is taken up: what comes before is in the library. It is 0
// for an import that begins.
func (w *Writer) Resumed() int64 { return w.sealed }

// Mark says that the importer has dealt with all of its input up to n, a count
// of records or a place in a file, ascending: where Resumed begins. Parts end
// at marks.
func (w *Writer) Mark(n int64) error {
	w.mark, w.marks = n, true
	if w.cur != nil && int(w.cur.recs.books) >= w.o.PartBooks {
		return w.full()
	}
	return w.failed()
}
