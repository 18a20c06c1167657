package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

// Options are how a library is written. The zero value is good.
type Options struct {
	// Source names what is imported and how: equal for two runs exactly if the
	// second may go on where the first was killed. "" means that nothing is
	// put by.
	Source string
	// PartBooks is how many books a part holds; 0 means 50,000.
	PartBooks int
	step      func(name string) error // for tests: called between the steps of writing
	// Workers is how many search indexes are built at once; 0 means one for
	// each processor.
	Workers int
}

const partBooks = 50_000

// A Writer puts books into a library. Readers see none of it before Commit.
// It is for one goroutine. After an error of Add, Commit returns that error.
type Writer struct {
	dir   string
	o     Options
	lock  *flock.Flock
	dec   *zstd.Decoder
	made  bool // the folder was not there before
	base  manifest
	old   []*part // of the manifest
	fresh []*part // full ones of this import
	away  []*part // of the manifest, that Commit leaves out
	cur   *open   // nil until a book comes
	next  int     // number of the next part
	mark  int64   // the last of [Writer.Mark]
	marks bool
	done  bool

	mu     sync.Mutex // guards the following and unfinished.json
	sealed int64      // mark when the last part was full
	err    error      // of a builder or of a look-up

	slots   chan struct{}
	workers sync.WaitGroup
	stop    atomic.Bool
}

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

// A LockedError says that another process writes to a library.
type LockedError struct{ Dir string }

func (e *LockedError) Error() string {
	return fmt.Sprintf("another import or compaction is writing to %s; wait until it has ended", e.Dir)
}

// NewWriter creates a library in a folder, or extends the one that is there.
// A folder with other things in it is refused. Where an import of the same
// source was killed, its parts are taken up: see [Writer.Resumed].
func NewWriter(dir string, o Options) (w *Writer, err error) {
	if o.PartBooks <= 0 {
		o.PartBooks = partBooks
	}
	if o.Workers <= 0 {
		o.Workers = runtime.GOMAXPROCS(0)
	}
	w = &Writer{dir: dir, o: o, slots: make(chan struct{}, o.Workers)}
	if w.made, err = makeFolder(dir); err != nil {
		return nil, err
	}
	w.lock = flock.New(filepath.Join(dir, lockName))
	if ok, err := w.lock.TryLock(); err != nil {
		return nil, err
	} else if !ok {
		return nil, &LockedError{dir}
	}
	defer func() {
		if err != nil {
			w.closeParts()
			w.lock.Unlock()
		}
	}()
	if w.dec, err = newDecoder(); err != nil {
		return nil, err
	}
	w.base = manifest{Format: format}
	if IsLibrary(dir) {
		m, err := readManifest(dir)
		if err != nil {
			return nil, err
		}
		w.base = *m
	}
	if err := w.begin(); err != nil {
		return nil, err
	}
	return w, nil
}

func newDecoder() (*zstd.Decoder, error) {
	return zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(256<<20))
}

// makeFolder makes the folder of a library, or sees that it may be one.
func makeFolder(dir string) (made bool, err error) {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, os.ErrNotExist) {
		return true, os.MkdirAll(dir, 0o777)
	}
	if err != nil {
		return false, err
	}
	if IsLibrary(dir) {
		return false, nil
	}
	for _, e := range entries {
		switch e.Name() {
		case lockName, readingName, partsName, unfinishedName, unfinishedName + ".tmp", manifestName + ".tmp":
		default:
			return false, fmt.Errorf("%s is no library, and not empty: it has %s; name another folder", dir, e.Name())
		}
	}
	return false, nil
}

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

// clean removes what belongs to no part, and finds the next part's number.
func (w *Writer) clean(lists ...[]partInfo) error {
	known := map[string]string{} // the file of what is gone, by part
	for _, list := range lists {
		for _, info := range list {
			known[info.Name] = info.Bits
		}
	}
	dir := filepath.Join(w.dir, partsName)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	w.next = max(w.next, 1)
	free, err := w.unread()
	if err != nil {
		return err
	}
	defer free.Unlock()
	for _, e := range entries {
		if n, err := strconv.Atoi(e.Name()); err == nil {
			w.next = max(w.next, n+1)
		}
		if !free.Locked() {
			continue
		}
		bits, in := known[e.Name()]
		if !in {
			if err := os.RemoveAll(filepath.Join(dir, e.Name())); err != nil {
				return err
			}
			continue
		}
		stale, err := filepath.Glob(filepath.Join(dir, e.Name(), "gone-*"))
		if err != nil {
			return err
		}
		for _, name := range stale {
			if filepath.Base(name) != bits {
				os.Remove(name)
			}
		}
	}
	return nil
}

// unread takes the lock that readers share, if there are none: while there
// are, what belongs to no part may be a part of theirs.
func (w *Writer) unread() (*flock.Flock, error) {
	free := flock.New(filepath.Join(w.dir, readingName))
	_, err := free.TryLock()
	return free, err
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

// failed is the error of a builder or a look-up.
func (w *Writer) failed() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.err
}

func (w *Writer) fail(err error) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.err == nil {
		w.err = err
	}
	return w.err
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

// Commit makes all that was added a part of the library, at once and durably.
func (w *Writer) Commit() error {
	if w.done {
		return errors.New("the writer is closed")
	}
	if err := w.failed(); err != nil {
		return err
	}
	if w.cur != nil {
		if err := w.full(); err != nil {
			return err
		}
	}
	w.workers.Wait()
	if err := w.failed(); err != nil {
		return err
	}
	if err := w.saveGone(); err != nil {
		return w.fail(err)
	}
	m := manifest{Format: format, Generation: w.base.Generation + 1, Parts: []partInfo{}}
	for _, p := range slices.Concat(w.old, w.fresh) {
		if p.info.Gone < p.info.Books {
			m.Parts = append(m.Parts, p.info)
		}
	}
	err := inTurn(w.at("before the manifest"), func() error { return writeSummed(filepath.Join(w.dir, manifestName), m) })
	if err != nil {
		return w.fail(err)
	}
	w.base, w.done = m, true
	if err := w.at("after the manifest")(); err != nil {
		return err
	}
	if err := os.Remove(filepath.Join(w.dir, unfinishedName)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

// at is a step that tells a test how far the writing is.
func (w *Writer) at(name string) func() error {
	return func() error {
		if w.o.step == nil {
			return nil
		}
		return w.o.step(name)
	}
}

// inTurn takes steps until one fails.
func inTurn(steps ...func() error) error {
	for _, step := range steps {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// Close lets go of the library. Without Commit before it, the library is as it
// was; what was put by remains for the next import of the same source.
func (w *Writer) Close() error {
	w.stop.Store(true)
	w.workers.Wait()
	if w.cur != nil {
		w.cur.recs.file.Close()
	}
	var mine []string
	for _, p := range w.fresh {
		mine = append(mine, p.dir)
	}
	if w.cur != nil {
		mine = append(mine, w.cur.dir)
	}
	err := w.closeParts()
	if w.done {
		err = errors.Join(err, w.clean(w.base.Parts)) // what a compaction has replaced
	} else {
		err = errors.Join(err, w.abandon(mine))
	}
	w.done = true
	return errors.Join(err, w.lock.Unlock())
}

func (w *Writer) closeParts() error {
	var errs []error
	for _, p := range slices.Concat(w.old, w.fresh, w.away) {
		errs = append(errs, p.close())
	}
	w.old, w.fresh, w.away, w.cur = nil, nil, nil, nil
	return errors.Join(errs...)
}

// abandon removes what no later import can take up.
func (w *Writer) abandon(mine []string) error {
	if w.o.Source != "" && w.sealed > 0 {
		return nil
	}
	os.Remove(filepath.Join(w.dir, unfinishedName))
	for _, dir := range mine {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
	}
	if !IsLibrary(w.dir) {
		os.Remove(filepath.Join(w.dir, partsName))
		os.Remove(filepath.Join(w.dir, lockName))
		os.Remove(filepath.Join(w.dir, readingName))
		if w.made {
			os.Remove(w.dir) // fails if somebody has put something there
		}
	}
	return nil
}
