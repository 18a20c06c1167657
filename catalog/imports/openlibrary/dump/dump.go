// Package dump reads the bulk dumps of Open Library (openlibrary.org/developers/
// dumps): works, editions and authors, each a gzipped table without a header
// whose columns are type, key, revision, time of change, and the record as JSON:
//
//	/type/work	/works/OL45804W	11	2023-01-01T00:00:00	{"title": "...", "authors": [...], ...}
//
// Works come out as records, joined with their best edition and the names of
// their authors. A dump has tens of millions of lines, so nothing is joined in
// memory: editions and works are dealt into piles by their work's key, each
// small enough to be held, and authors into a table on disk ([names]). The
// dealing is done once; [Open] finds it where an earlier run has left it.
package dump

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

// Files are the three dumps.
type Files struct{ Works, Editions, Authors string }

// A Filter says which works are wanted; zero values want all.
type Filter struct {
	Subjects  []string // any of them, as a part of a subject, without regard to case
	Languages []string // short tags; of the edition
	Since     int      // year of the edition, and of Until
	Until     int
}

// Counts are of what was read, and what of it was not wanted.
type Counts struct {
	Works     int `json:"works"`
	Editions  int `json:"editions"`
	Authors   int `json:"authors"`
	Untitled  int `json:"untitled"`  // works without a title, or editions without a work
	Filtered  int `json:"filtered"`  // works that the filter keeps out
	Damaged   int `json:"damaged"`   // lines that are no records
	Redirects int `json:"redirects"` // lines of other types: redirects, deletions
}

// line is a record of a dump.
type line struct {
	key  string // as "OL45804W"
	json []byte // valid until the next line
}

// mostLine bounds a line: a work's record runs to some hundred kilobytes.
const mostLine = 16 << 20

// eachLine calls each with the records of a type in a dump, gzipped or not;
// read is told the number of bytes read from the file since the last call; its
// error ends the reading.
func eachLine(name, kind string, n *Counts, read func(bytes int) error, each func(l line) error) error {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer f.Close()
	in := bufio.NewReaderSize(&told{f, read}, 1<<18)
	var text io.Reader = in
	if head, _ := in.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		if text, err = gzip.NewReader(in); err != nil {
			return broken(name, 0, err)
		}
	}
	lines := bufio.NewScanner(text)
	lines.Buffer(make([]byte, 1<<20), mostLine)
	at := 0
	for lines.Scan() {
		at++
		cells := bytes.SplitN(lines.Bytes(), []byte("\t"), 5)
		switch {
		case len(cells) != 5 || !bytes.HasPrefix(cells[0], []byte("/type/")):
			if at == 1 {
				return catalog.Faults{{File: name, Line: 1, What: "is no line of a dump of Open Library: type, key, revision, time and JSON, with tabs between"}}
			}
			n.Damaged++
			continue
		case string(cells[0]) != kind:
			n.Redirects++
			continue
		}
		_, key, ok := cutLast(string(cells[1]))
		if !ok {
			n.Damaged++
			continue
		}
		if err := each(line{key, cells[4]}); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return broken(name, at+1, err)
	}
	if at == 0 {
		return catalog.Faults{{File: name, What: "is empty"}}
	}
	return nil
}

// cutLast splits "/works/OL45804W" before its last part.
func cutLast(key string) (before, last string, ok bool) {
	for i := len(key) - 1; i >= 0; i-- {
		if key[i] == '/' {
			return key[:i], key[i+1:], i < len(key)-1
		}
	}
	return "", "", false
}

func broken(name string, line int, err error) error {
	what := err.Error()
	switch {
	case errors.Is(err, context.Canceled):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		what = "the gzip file ends too soon; was it downloaded to its end?"
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		what = "the gzip file is damaged: " + what
	case errors.Is(err, bufio.ErrTooLong):
		what = fmt.Sprintf("is longer than %d MB", mostLine>>20)
	}
	return catalog.Faults{{File: name, Line: line, What: what}}
}

// told is a reader that tells how much is read.
type told struct {
	r    io.Reader
	read func(bytes int) error
}

func (t *told) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	if stop := t.read(n); stop != nil {
		return n, stop
	}
	return n, err
}

// text is a string, or an object with a string as its value: Open Library has
// both.
type text string

func (t *text) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) == nil {
		*t = text(s)
		return nil
	}
	var o struct {
		Value string `json:"value"`
	}
	if json.Unmarshal(data, &o) == nil {
		*t = text(o.Value)
	}
	return nil // what is neither is nothing
}

// key is the last part of a key, which stands alone or in an object, or deeper
// in one, or without its beginning: "/authors/OL1A", {"key": "/authors/OL1A"}, {"author": {"key": ...}}.
type key string

func (k *key) UnmarshalJSON(data []byte) error {
	var s string
	if json.Unmarshal(data, &s) != nil {
		var o struct {
			Key    string `json:"key"`
			Author key    `json:"author"`
		}
		if json.Unmarshal(data, &o) != nil {
			return nil
		}
		if o.Author != "" {
			*k = o.Author
			return nil
		}
		s = o.Key
	}
	if _, last, ok := cutLast(s); ok {
		s = last
	}
	*k = key(s)
	return nil
}
