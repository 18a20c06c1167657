package disk

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

const (
	manifestName   = "library.json"
	unfinishedName = "unfinished.json"
	lockName       = "lock"
	readingName    = "reading"
	partsName      = "parts"

	// format is the version of the layout. A library of a later one is refused,
	// one of an earlier one is read or refused by name.
	format = 1
)

// A partInfo is what the manifest says of a part.
type partInfo struct {
	Name  string             `json:"name"`
	Books int                `json:"books"`          // in the files
	Gone  int                `json:"gone,omitempty"` // of them no longer in
	Bits  string             `json:"bits,omitempty"` // the file that says which, if any are gone
	Files map[string]fileSum `json:"files"`          // by slash-separated name
}

// A manifest is library.json.
type manifest struct {
	Format     int        `json:"format"`
	Generation int        `json:"generation"` // raised by each commit
	Parts      []partInfo `json:"parts"`
}

// An unfinished is what a writer that has not committed has put by.
type unfinished struct {
	Format     int        `json:"format"`
	Generation int        `json:"generation"` // of the manifest it builds on
	Source     string     `json:"source"`     // of [Options]
	Mark       int64      `json:"mark"`       // how far the import had come when the last part was full
	Old        []partInfo `json:"old"`        // the manifest's parts, less what has gone since
	New        []partInfo `json:"new"`        // without Files until the search index stands
}

// summed is a JSON value with its own checksum, so that a flipped bit cannot
// pass for another library.
type summed struct {
	SHA256  string          `json:"sha256"` // of the content in its shortest form
	Content json.RawMessage `json:"content"`
}

func writeSummed(name string, v any) error {
	content, err := json.Marshal(v)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(content)
	data, err := json.MarshalIndent(summed{hex.EncodeToString(sum[:]), content}, "", "\t")
	if err != nil {
		return err
	}
	return replace(name, append(data, '\n'))
}

func readSummed(name string, v any) error {
	data, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	var in summed
	var content bytes.Buffer
	if json.Unmarshal(data, &in) != nil || json.Compact(&content, in.Content) != nil {
		return &DamageError{File: name}
	}
	if sum := sha256.Sum256(content.Bytes()); hex.EncodeToString(sum[:]) != in.SHA256 {
		return &DamageError{File: name}
	}
	return json.Unmarshal(content.Bytes(), v)
}

// IsLibrary reports whether a folder holds a library.
func IsLibrary(dir string) bool {
	info, err := os.Stat(filepath.Join(dir, manifestName))
	return err == nil && info.Mode().IsRegular()
}

// readManifest reads the manifest of a library.
func readManifest(dir string) (*manifest, error) {
	var m manifest
	name := filepath.Join(dir, manifestName)
	if err := readSummed(name, &m); err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("%s is no library: it has no %s: %w", dir, manifestName, err)
		}
		return nil, err
	}
	if m.Format != format {
		return nil, fmt.Errorf("%s has format %d, this program reads format %d", name, m.Format, format)
	}
	return &m, nil
}
