package imports

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"iter"
)

// An JSONItem is one value of a JSON list, and where it stands.
type JSONItem struct {
	Place Place
	JSON  json.RawMessage
}

// JSONItems are the values of a JSON list; or of JSON Lines, where a line that
// is no JSON is a [SkipError]. Any other error is the last.
func (f *File) JSONItems() iter.Seq2[JSONItem, error] {
	if head, _ := f.TextHead(); bytes.HasPrefix(bytes.TrimSpace(head), []byte("[")) {
		return f.listed
	}
	return f.jsonLines
}

func (f *File) jsonLines(yield func(JSONItem, error) bool) {
	for line, err := range f.Lines() {
		item := JSONItem{Line(line.Number), line.Text}
		switch {
		case err != nil:
		case len(line.Text) == 0:
			continue
		case !json.Valid(line.Text):
			err = Skip(item.Place, "", "is not one JSON value: %v", json.Unmarshal(line.Text, new(any)))
		}
		if !yield(item, err) {
			return
		}
	}
}

func (f *File) listed(yield func(JSONItem, error) bool) {
	text := &limited{r: f.Text(), left: maxRow}
	dec := json.NewDecoder(text)
	_, err := dec.Token() // the bracket
	for n := 1; err == nil && dec.More(); n++ {
		text.left = maxRow
		item := JSONItem{Place: Item(n)}
		if err = dec.Decode(&item.JSON); err != nil {
			yield(item, f.brokenJSON(item.Place, err))
			return
		}
		if !yield(item, nil) {
			return
		}
	}
	if err == nil {
		_, err = dec.Token()
	}
	if err != nil {
		yield(JSONItem{}, f.brokenJSON(Place{}, err))
	}
}

func (f *File) brokenJSON(p Place, err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return f.Fault(p, "the JSON ends too soon; was it downloaded to its end?")
	}
	return f.broken(p, err)
}
