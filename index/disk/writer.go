package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"github.com/gofrs/flock"
	"github.com/klauspost/compress/zstd"
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
