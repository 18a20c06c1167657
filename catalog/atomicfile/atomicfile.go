// Package atomicfile writes files whole or not at all: whoever reads one sees
// what stood there before or what was written, also after a kill or a loss of
// power in the middle.
package atomicfile

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
)

// Write puts data at path: to a temporary name beside it, synced, renamed, and
// the folder synced. A file that stood there passes on its mode, and a link
// leads to the new content. A device or a pipe is written to as it is. The
// error names path, not the temporary file.
func Write(path string, data []byte) error {
	target := path
	if t, err := filepath.EvalSymlinks(path); err == nil {
		target = t // keep the link, replace what it leads to
	}
	info, err := os.Stat(target)
	switch {
	case err == nil && info.IsDir():
		return &os.PathError{Op: "writing", Path: path, Err: errors.New("is a folder; name a file in it")}
	case err == nil && !info.Mode().IsRegular():
		f, err := os.OpenFile(target, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		_, err = f.Write(data)
		return errors.Join(err, f.Close())
	}
	if err := replace(target, data, info); err != nil {
		return fmt.Errorf("writing %s: %w", path, cause(err))
	}
	return nil
}

// replace renames a new file to path, with the mode of the one that stood
// there (old may be nil), or the usual one.
func replace(path string, data []byte, old fs.FileInfo) (err error) {
	tmp := fmt.Sprintf(temporary, path, os.Getpid())
	os.Remove(tmp)                                                       // of a process of the same number that was killed
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666) // less the umask
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(tmp)
		}
	}()
	_, err = f.Write(data)
	if old != nil {
		err = errors.Join(err, f.Chmod(old.Mode()))
	}
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return err
	}
	return syncFolder(filepath.Dir(path))
}

// temporary is the name of what is not yet the file of a path, for a process.
const temporary = "%s.%d.tmp"

// Clean takes away what killed writers of a file left beside it. The caller
// makes sure that nobody is writing it.
func Clean(path string) {
	entries, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return // and the next write says why
	}
	for _, e := range entries {
		id, ok := strings.CutPrefix(e.Name(), filepath.Base(path)+".")
		id, tmp := strings.CutSuffix(id, ".tmp")
		if _, err := strconv.Atoi(id); ok && tmp && err == nil {
			os.Remove(filepath.Join(filepath.Dir(path), e.Name()))
		}
	}
}

// syncFolder makes a rename last. Windows has no such call and needs none.
func syncFolder(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	d.Sync() // some network file systems refuse it; the file itself is synced
	return d.Close()
}

// cause is an I/O error without the name of the temporary file.
func cause(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	if le, ok := errors.AsType[*os.LinkError](err); ok {
		return le.Err
	}
	return err
}
