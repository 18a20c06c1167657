package index

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"

	"readpath/catalog"
)

const (
	catalogName  = "catalog.bin"
	textName     = "text"
	manifestName = "manifest"

	// layoutVersion is part of every entry's name; raise it when the mapping
	// or the files of an entry change.
	layoutVersion = 4

	// keepEntries bounds the cache: one catalog for each in use and each state
	// of one that is being edited, and as many indexes, a few megabytes each.
	keepEntries = 8
)

var errCorrupt = errors.New("cache entry does not match its checksum")

// entryName is the form of an entry's name: the layout's version, the
// catalog's hash, and textSuffix for an index.
var entryName = regexp.MustCompile(`^(\d{1,9})-[0-9a-f]{32}(` + textSuffix + `)?$`)

const textSuffix = "-text"

// entryPath is the folder of a catalog; that of its index is beside it.
func entryPath(cacheDir, hash string) string {
	return filepath.Join(cacheDir, fmt.Sprintf("%d-%s", layoutVersion, hash[:32]))
}

func textPath(entry string) string { return entry + textSuffix }

// readCatalog reads the compiled catalog of an entry and checks its bytes.
func readCatalog(entry string) (*catalog.Catalog, error) {
	sums, err := readManifest(entry)
	if err != nil {
		return nil, err
	}
	name := filepath.Join(entry, catalogName)
	sum := make(chan string, 1)
	go func() { // beside the decoding, for which broken bytes are no more than an error
		got, _ := fileSum(name) // an error is no sum
		sum <- got
	}()
	data, err := readString(name)
	if err != nil {
		return nil, err
	}
	cat, err := catalog.Decode(data)
	if <-sum != sums[catalogName] {
		return nil, errCorrupt
	}
	return cat, err
}

// readString reads a file without a second copy of it.
func readString(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	var b strings.Builder
	if info, err := f.Stat(); err == nil {
		b.Grow(int(info.Size()))
	}
	_, err = io.Copy(&b, f)
	return b.String(), err
}

// verify checks that the files of an entry are the ones that were written.
func verify(entry string) error {
	sums, err := readManifest(entry)
	if err != nil {
		return err
	}
	for name, want := range sums {
		if got, err := fileSum(filepath.Join(entry, filepath.FromSlash(name))); err != nil {
			return err
		} else if got != want {
			return errCorrupt
		}
	}
	return nil
}

// openText opens an index for reading, after checking its files: bleve itself
// does not notice a flipped bit.
func openText(entry string) (bleve.Index, error) {
	if err := verify(entry); err != nil {
		return nil, err
	}
	// Without a timeout, bolt waits for ever on a lock that somebody holds.
	text, err := bleve.OpenUsing(filepath.Join(entry, textName), map[string]any{
		"read_only":    true,
		"bolt_timeout": "250ms",
	})
	if err != nil {
		return nil, err // and not text, which is a typed nil now
	}
	return text, nil
}

// writeCatalog leaves a catalog in its entry.
func writeCatalog(entry string, cat *catalog.Catalog) error {
	return writeEntry(entry, func(dir string) error {
		f, err := os.Create(filepath.Join(dir, catalogName))
		if err != nil {
			return err
		}
		w := bufio.NewWriter(f)
		return errors.Join(cat.Encode(w), w.Flush(), f.Sync(), f.Close())
	})
}

// writeText leaves the index of a catalog in its entry.
func writeText(entry string, cat *catalog.Catalog) error {
	return writeEntry(entry, func(dir string) error {
		text, err := buildText(filepath.Join(dir, textName), cat)
		if err != nil {
			return err
		}
		return text.Close()
	})
}

// writeEntry fills a folder beside the entry's place and renames it there. If
// another process was faster, its entry stands.
func writeEntry(entry string, fill func(dir string) error) error {
	cacheDir := filepath.Dir(entry)
	if err := os.MkdirAll(cacheDir, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(cacheDir, "building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp) // nothing is left there after the rename
	if err := fill(tmp); err != nil {
		return err
	}
	if err := writeManifest(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, entry); err != nil {
		if verify(entry) == nil {
			return nil
		}
		// What stands there is broken: move it out of the way and try once more.
		if err := os.RemoveAll(entry); err != nil {
			return err
		}
		if err := os.Rename(tmp, entry); err != nil {
			return err
		}
	}
	prune(cacheDir)
	return nil
}

// writeManifest writes a line "sum name" for every file below dir.
func writeManifest(dir string) error {
	var lines strings.Builder
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		sum, err := fileSum(name)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		fmt.Fprintf(&lines, "%s %s\n", sum, filepath.ToSlash(rel))
		return err
	})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, manifestName), []byte(lines.String()), 0o644)
}

func readManifest(entry string) (map[string]string, error) {
	data, err := os.ReadFile(filepath.Join(entry, manifestName))
	if err != nil {
		return nil, err
	}
	sums := map[string]string{}
	for line := range strings.Lines(string(data)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		if !ok {
			return nil, errCorrupt
		}
		sums[name] = sum
	}
	if len(sums) == 0 {
		return nil, errCorrupt
	}
	return sums, nil
}

func fileSum(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// prune removes the oldest catalogs and indexes beyond keepEntries of each, all
// of older layouts, and what builders that were killed left behind more than an
// hour before the newest entry. It does what it can: a cache that cannot be
// pruned is still a cache.
func prune(cacheDir string) {
	entries, err := os.ReadDir(cacheDir)
	if err != nil {
		return
	}
	type aged struct {
		path string
		time time.Time
	}
	var newest time.Time
	done := map[string][]aged{} // by suffix
	var building []aged
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() {
			continue
		}
		a := aged{filepath.Join(cacheDir, e.Name()), info.ModTime()}
		if strings.HasPrefix(e.Name(), "building-") {
			building = append(building, a)
		} else if m := entryName.FindStringSubmatch(e.Name()); m == nil {
			continue // not ours
		} else if version, _ := strconv.Atoi(m[1]); version < layoutVersion {
			os.RemoveAll(a.path)
		} else if version == layoutVersion {
			done[m[2]] = append(done[m[2]], a)
			if a.time.After(newest) {
				newest = a.time
			}
		}
	}
	for _, entries := range done {
		slices.SortFunc(entries, func(a, b aged) int { return b.time.Compare(a.time) })
		for _, a := range entries[min(keepEntries, len(entries)):] {
			os.RemoveAll(a.path)
		}
	}
	for _, a := range building {
		if a.time.Before(newest.Add(-time.Hour)) {
			os.RemoveAll(a.path)
		}
	}
}
