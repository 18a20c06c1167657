package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"

	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

// open is the part that is being filled.
type open struct {
	name  string
	dir   string
	recs  *recordWriter
	keys  []key
	byKey map[uint64]uint32 // the newest book of each hash
	ids   []string
	lists map[string][]byte // of skills, as in skills.idx
	gone  bitset
	away  int
}

// An IDTakenError says that the library has a book of an id.
type IDTakenError struct{ ID string }

func (e *IDTakenError) Error() string { return fmt.Sprintf("the library has a book %q already", e.ID) }

// Add puts a book in, with keys by which Find and [Library.Find] will find it,
// besides its id, ISBN and title. The error may be a [catalog.Faults], where the
// book could not be in a catalog, or an [IDTakenError]: the book is not in then,
// and the writer goes on. After all others it does not.
func (w *Writer) Add(b *catalog.Book, keys ...string) error {
	if err := w.failed(); err != nil {
		return err
	}
	if err := valid(b); err != nil {
		return err
	}
	if w.Has(b.ID) {
		return &IDTakenError{b.ID}
	}
	if err := w.failed(); err != nil {
		return err
	}
	if err := w.add(record{keys, b}); err != nil {
		return w.fail(err)
	}
	return nil
}

// valid checks a book as a catalog does that has the skills it names.
func valid(b *catalog.Book) error {
	lists := []catalog.Levels{b.Requires, b.Teaches}
	for _, c := range b.Chapters {
		lists = append(lists, c.Requires, c.Teaches)
	}
	var skills []catalog.Skill
	for _, l := range slices.Concat(lists...) {
		if !slices.ContainsFunc(skills, func(s catalog.Skill) bool { return s.ID == l.Skill }) {
			skills = append(skills, catalog.Skill{ID: l.Skill, Name: l.Skill, Area: "any"})
		}
	}
	if len(b.Supersedes) > 0 { // what it names may be in another library
		alone := *b
		alone.Supersedes = nil
		b = &alone
	}
	_, err := catalog.New([]catalog.Book{*b}, skills)
	return err
}

func (w *Writer) add(rec record) error {
	if w.cur == nil {
		if err := w.open(); err != nil {
			return err
		}
	}
	line, err := json.Append(nil, rec, 0)
	if err != nil {
		return err
	}
	n, err := w.cur.recs.add(line)
	if err != nil {
		return err
	}
	w.cur.ids = append(w.cur.ids, rec.Book.ID)
	for _, h := range keysOf(rec) {
		w.cur.keys = append(w.cur.keys, key{h, n})
		w.cur.byKey[h] = n
	}
	taughtBy(n, rec.Book, func(skill string, t taught) { w.cur.lists[skill] = t.append(w.cur.lists[skill]) })
	if !w.marks && int(w.cur.recs.books) >= w.o.PartBooks {
		return w.full()
	}
	return nil
}

// open begins a part.
func (w *Writer) open() error {
	name := fmt.Sprintf("%06d", w.next)
	w.next++
	dir := filepath.Join(w.dir, partsName, name)
	if err := os.Mkdir(dir, 0o777); err != nil {
		return err
	}
	recs, err := createRecords(filepath.Join(dir, recordsName))
	if err != nil {
		return err
	}
	w.cur = &open{name: name, dir: dir, recs: recs, byKey: map[uint64]uint32{}, lists: map[string][]byte{}}
	return nil
}

// full ends the part that is being filled: syncs it, notes it, and has its
// search index built.
func (w *Writer) full() error {
	cur := w.cur
	w.cur = nil
	err := inTurn(
		w.at("before the records are synced"),
		func() error { return cur.recs.finish(filepath.Join(cur.dir, blocksName)) },
		w.at("before the keys"),
		func() error { return writeKeys(filepath.Join(cur.dir, keysName), cur.keys) },
		w.at("before the skills"),
		func() error { return writeSkills(filepath.Join(cur.dir, skillsName), cur.lists) },
		func() error { return errors.Join(syncDir(cur.dir), syncDir(filepath.Dir(cur.dir))) },
	)
	if err != nil {
		return w.fail(err)
	}
	p, err := openPart(w.dir, partInfo{Name: cur.name, Books: int(cur.recs.books)}, w.dec)
	if err != nil {
		return w.fail(err)
	}
	p.gone, p.info.Gone, p.dirty = cur.gone, cur.away, cur.away > 0
	w.mu.Lock()
	w.fresh = append(w.fresh, p)
	w.sealed = w.mark
	err = inTurn(w.at("before a part is put by"), w.putBy, w.at("after a part is put by"))
	w.mu.Unlock()
	if err != nil {
		return w.fail(err)
	}
	w.index(p)
	return w.failed()
}

// index has a worker build the search index of a full part; it waits for a
// free one.
func (w *Writer) index(p *part) {
	w.slots <- struct{}{}
	w.workers.Go(func() {
		defer func() { <-w.slots }()
		var files map[string]fileSum
		err := inTurn(w.at("before a search index"), func() error { return p.build(w.stop.Load) }, func() (err error) {
			files, err = sumFolder(p.dir)
			return err
		})
		if err == nil {
			w.mu.Lock()
			defer w.mu.Unlock()
			p.info.Files = files
			if err = inTurn(w.at("before a search index is put by"), w.putBy); err != nil && w.err == nil {
				w.err = err
			}
			return
		}
		w.fail(err)
	})
}
