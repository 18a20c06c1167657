package disk

import (
	"slices"
	"testing"

	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

// TestDecodeText wants the index to read of a record all that it searches.
func TestDecodeText(t *testing.T) {
	b := &catalog.Book{
		ID: "b", Title: "title", Subtitle: "subtitle", Authors: []string{"author", "other"}, Topics: []string{"topic", "another"},
		BestFor: "best", Description: "description", Teaches: catalog.Levels{{Skill: "go", Level: 3}},
	}
	line, err := json.Marshal(record{[]string{"key"}, b})
	if err != nil {
		t.Fatal(err)
	}
	got, err := decodeText(line)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range searchedFields {
		want := f.text(b)
		if slices.Contains(want, "") {
			t.Errorf("%s has an empty text %q, which tests nothing", f.name, want)
		}
		if !slices.Equal(f.text(got), want) {
			t.Errorf("%s is %q, want %q", f.name, f.text(got), want)
		}
	}
	if _, err := decodeText([]byte("{")); err == nil {
		t.Error("half a record is read without an error")
	}
}
