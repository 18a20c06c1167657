package disk

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/gofrs/flock"
)

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
