package profiles

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"

	"readpath/catalog/atomicfile"
)

const (
	// lockWait is how long an edit waits for another one. An edit holds the
	// lock for some milliseconds.
	lockWait  = 10 * time.Second
	lockRetry = 5 * time.Millisecond
)

// A BusyError says that another process kept a profile locked all the while.
type BusyError struct {
	Path string // of the profile
	Wait time.Duration
}

func (e *BusyError) Error() string {
	return fmt.Sprintf("%s has been locked by another run of readpath for %v", e.Path, e.Wait)
}

// Edit changes the profile file at path: it reads the file, calls change with
// what it says and with its text, checks that the new text is a profile, and
// writes it whole or not at all; if change leaves the text as it was, or
// returns an error, nothing is written. It returns the profile as it is then.
//
// Only one Edit of a file runs at a time, in all processes of the machine: the
// others wait, at most ten seconds, and see what it wrote. The lock is a file
// beside the profile, ".NAME.lock", that is taken away at the end; one that a
// killed process left behind hinders nobody, and goes with the next edit.
//
// The errors are those of reading and writing, the faults of [Load], a
// [*BusyError], a [*EditError] and whatever change returns.
func Edit(path string, cat Names, change func(*Profile, *Draft) error) (*Profile, error) {
	if target, err := filepath.EvalSymlinks(path); err == nil {
		path = target // one lock, by whatever name the file is called
	}
	if _, err := os.Stat(path); err != nil {
		return nil, err
	}
	unlock, err := lock(path)
	if err != nil {
		return nil, err
	}
	defer unlock()
	atomicfile.Clean(path)
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	p, err := Load(bytes.NewReader(text), path, cat)
	if err != nil {
		return nil, err
	}
	d := NewDraft(text)
	if err := change(p, d); err != nil {
		if e, ok := errors.AsType[*EditError](err); ok {
			return nil, fmt.Errorf("%s: %w", path, e)
		}
		return nil, err
	}
	if bytes.Equal(d.text, text) {
		return p, nil
	}
	if p, err = Load(bytes.NewReader(d.text), path, cat); err != nil {
		return nil, fmt.Errorf("the change is not made, for then: %w", err)
	}
	return p, atomicfile.Write(path, d.text)
}

// lock takes the lock of a profile; unlock gives it back.
func lock(path string) (unlock func(), err error) {
	name := filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".lock")
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	for {
		l := flock.New(name)
		ok, err := l.TryLockContext(ctx, lockRetry)
		if errors.Is(err, context.DeadlineExceeded) {
			return nil, &BusyError{path, lockWait}
		} else if err != nil || !ok {
			return nil, fmt.Errorf("locking %s: %w", path, err)
		}
		// Whoever held it may have taken the file away meanwhile: then this is
		// the lock of a file that nobody else will find.
		held, err1 := l.Stat()
		there, err2 := os.Stat(name)
		if err1 == nil && err2 == nil && os.SameFile(held, there) {
			return func() {
				os.Remove(name)
				l.Close()
			}, nil
		}
		l.Close()
	}
}
