// Package published reads reading orders that experts have published, one JSON
// object a line:
//
//	{"id": "o1", "domain": "go", "source_url_or_repo": "example.org/go",
//	 "kind": "explicit-order", "strength": "strong", "statement": "this, then that",
//	 "groups": [[{"title": "Learning Go", "author": "Bodner"}], [{"title": "Efficient Go", "author": "Płotka"}]]}
package published

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"readpath/catalog"
)

// An Order is one published order of books.
type Order struct {
	ID        string   `json:"id"` // of its own in a file
	Domain    string   `json:"domain"`
	Source    string   `json:"source_url_or_repo"` // who says it; one source may have many lists
	Kind      string   `json:"kind"`
	Strength  Strength `json:"strength"`
	Statement string   `json:"statement"` // what the source says, paraphrased
	Groups    [][]Book `json:"groups"`    // in reading order; the books of one group have none
}

// A Book is a book as a list names it.
type Book struct {
	Title  string `json:"title"`
	Author string `json:"author"` // often surnames alone; "" where the list names none
}

// String is the title with its author.
func (b Book) String() string {
	if b.Author == "" {
		return b.Title
	}
	return b.Title + ", by " + b.Author
}

// Strength says how much a list means its order.
type Strength string

// The strengths.
const (
	Strong Strength = "strong" // it states an order or a grade
	Coarse Strength = "coarse" // it hints at one
)

const (
	maxLine   = 1 << 20 // bytes
	maxFaults = 100     // behind as many, it is not the right file
)

// Read reads the orders of a file; name is what faults call it. An empty line
// is skipped. The error is a [catalog.Faults] with every fault of the file, up
// to a hundred of them and to the first line of more than 1 MiB, or an error
// of reading. Apart from what it returns it holds one line at a time.
func Read(r io.Reader, name string) ([]Order, error) {
	var orders []Order
	var faults catalog.Faults
	ids := map[string]int{} // the line of each
	lines := bufio.NewScanner(r)
	lines.Buffer(nil, maxLine)
	n := 0
	for len(faults) < maxFaults && lines.Scan() {
		n++
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		o, what := parse(line)
		if at := ids[o.ID]; what == "" && at > 0 {
			what = fmt.Sprintf("order %s was on line %d already", o.ID, at)
		}
		if what != "" {
			faults = append(faults, catalog.Fault{File: name, Line: n, What: what})
			continue
		}
		ids[o.ID] = n
		orders = append(orders, o)
	}
	switch err := lines.Err(); {
	case errors.Is(err, bufio.ErrTooLong):
		faults = append(faults, catalog.Fault{File: name, Line: n + 1, What: "is longer than 1 MiB; is it the right file?"})
	case err != nil:
		return nil, fmt.Errorf("reading %s: %w", name, err)
	case len(orders) == 0 && len(faults) == 0:
		faults = append(faults, catalog.Fault{File: name, What: "has no reading orders"})
	}
	if len(faults) > 0 {
		return nil, faults
	}
	return orders, nil
}

// parse reads a line; what says what is wrong with it.
func parse(line []byte) (o Order, what string) {
	if !utf8.Valid(line) {
		return o, "is not UTF-8 text"
	}
	dec := json.NewDecoder(bytes.NewReader(line))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&o); err != nil {
		return o, jsonFault(err)
	}
	if _, err := dec.Token(); err != io.EOF {
		return o, "has more behind its object"
	}
	for _, field := range [][2]string{{"id", o.ID}, {"source_url_or_repo", o.Source}} {
		if strings.TrimSpace(field[1]) == "" {
			return o, field[0] + " is missing"
		}
	}
	switch {
	case o.Strength != Strong && o.Strength != Coarse:
		return o, fmt.Sprintf("strength %q is not %s or %s", string(o.Strength), Strong, Coarse)
	case len(o.Groups) == 0:
		return o, "groups is missing"
	}
	for i, group := range o.Groups {
		if len(group) == 0 {
			return o, fmt.Sprintf("group %d has no books", i+1)
		}
		if slices.ContainsFunc(group, func(b Book) bool { return strings.TrimSpace(b.Title) == "" }) {
			return o, fmt.Sprintf("group %d has a book without a title", i+1)
		}
	}
	return o, ""
}

// jsonFault says in words what a decoder found.
func jsonFault(err error) string {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		if e.Field == "" {
			return fmt.Sprintf("is no object but a JSON %s", e.Value)
		}
		return fmt.Sprintf("%s may not be JSON of type %s", e.Field, e.Value)
	}
	if e, ok := errors.AsType[*json.SyntaxError](err); ok {
		return fmt.Sprintf("is not JSON: %v", e)
	}
	if errors.Is(err, io.ErrUnexpectedEOF) {
		return "is not JSON: it ends too early"
	}
	return strings.TrimPrefix(err.Error(), "json: ")
}
