package index

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"

	"readpath/catalog"
)

const (
	catalogName  = "catalog.gob"
	textName     = "text"
	manifestName = "manifest"

	// layoutVersion is part of every entry's name; raise it when the mapping
	// or the files of an entry change.
	layoutVersion = "1"

	// keepEntries bounds the cache: one entry for each catalog in use and each
	// state of a catalog that is being edited, a few megabytes each.
	keepEntries = 8
)

var errCorrupt = errors.New("cache entry does not match its checksum")

func entryPath(cacheDir, hash string) string {
	return filepath.Join(cacheDir, layoutVersion+"-"+hash[:32])
}

// readCatalog reads the compiled catalog of an entry and checks its bytes.
func readCatalog(entry string) (*catalog.Catalog, error) {
	sums, err := readManifest(entry)
	if err != nil {
		return nil, err
	}
	data, err := os.ReadFile(filepath.Join(entry, catalogName))
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(data)
	if hex.EncodeToString(sum[:]) != sums[catalogName] {
		return nil, errCorrupt
	}
	return catalog.Decode(bytes.NewReader(data))
}

// openText opens the index of an entry for reading, after checking that its
// files are the ones that were written: bleve itself does not notice a flipped
// bit.
func openText(entry string) (bleve.Index, error) {
	sums, err := readManifest(entry)
	if err != nil {
		return nil, err
	}
	for name, want := range sums {
		if name == catalogName {
			continue
		}
		if got, err := fileSum(filepath.Join(entry, filepath.FromSlash(name))); err != nil {
			return nil, err
		} else if got != want {
			return nil, errCorrupt
		}
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

// writeEntry builds an entry beside its place and renames it there. If another
// process was faster, its entry stands.
func writeEntry(entry string, cat *catalog.Catalog) (err error) {
	cacheDir := filepath.Dir(entry)
	if err := os.MkdirAll(cacheDir, 0o755); err != nil {
		return err
	}
	tmp, err := os.MkdirTemp(cacheDir, "building-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(tmp) // nothing is left there after the rename
	if err := writeCatalog(filepath.Join(tmp, catalogName), cat); err != nil {
		return err
	}
	text, err := buildText(filepath.Join(tmp, textName), cat)
	if err != nil {
		return err
	}
	if err := text.Close(); err != nil {
		return err
	}
	if err := writeManifest(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, entry); err != nil {
		if _, readErr := readCatalog(entry); readErr == nil {
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

func writeCatalog(name string, cat *catalog.Catalog) error {
	f, err := os.Create(name)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	return errors.Join(cat.Encode(w), w.Flush(), f.Sync(), f.Close())
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

// prune removes the oldest entries beyond keepEntries, and what builders that
// were killed left behind more than an hour before the newest entry. It does
// what it can: a cache that cannot be pruned is still a cache.
func prune(cacheDir string) {
	entries, err := os.ReadDir(cacheDir)
	if err != nil {
		return
	}
	type aged struct {
		path string
		time time.Time
	}
	var done, building []aged
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !e.IsDir() {
			continue
		}
		a := aged{filepath.Join(cacheDir, e.Name()), info.ModTime()}
		switch {
		case strings.HasPrefix(e.Name(), "building-"):
			building = append(building, a)
		case strings.HasPrefix(e.Name(), layoutVersion+"-"):
			done = append(done, a)
		}
	}
	slices.SortFunc(done, func(a, b aged) int { return b.time.Compare(a.time) })
	for i, a := range done {
		if i >= keepEntries {
			os.RemoveAll(a.path)
		}
	}
	for _, a := range building {
		if len(done) > 0 && a.time.Before(done[0].time.Add(-time.Hour)) {
			os.RemoveAll(a.path)
		}
	}
}
