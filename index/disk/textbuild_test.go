package disk

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"readpath/catalog"
)

// TestBuildText wants the index to know of every book how often it has each
// word: books share the tables in which these are counted.
func TestBuildText(t *testing.T) {
	const books = 300
	want := map[string]int{} // times, by book, field and word
	dir := t.TempDir()
	err := buildText(filepath.Join(dir, "text"), dir, func(each func(n uint32, b *catalog.Book) error) error {
		for n := range uint32(books) {
			b := &catalog.Book{Title: fmt.Sprintf("Book %d", n%7), Description: strings.Repeat("databases ", int(n%5)) + "consensus"}
			if err := each(n, b); err != nil {
				return err
			}
			want[fmt.Sprint(n, " text databas")] = int(n % 5)
			want[fmt.Sprint(n, " text consensus")] = 1
			want[fmt.Sprint(n, " title 3")] = map[bool]int{true: 1}[n%7 == 3]
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	idx, err := openText(filepath.Join(dir, "text"))
	if err != nil {
		t.Fatal(err)
	}
	defer idx.Close()
	advanced, err := idx.Advanced()
	if err != nil {
		t.Fatal(err)
	}
	reader, err := advanced.Reader()
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	got := map[string]int{}
	for _, at := range []string{"text databas", "text consensus", "title 3"} {
		field, word, _ := strings.Cut(at, " ")
		terms, err := reader.TermFieldReader(context.Background(), []byte(word), field, true, true, false)
		if err != nil {
			t.Fatal(err)
		}
		for {
			d, err := terms.Next(nil)
			if err != nil {
				t.Fatal(err)
			}
			if d == nil {
				break
			}
			id, err := reader.ExternalID(d.ID)
			if err != nil {
				t.Fatal(err)
			}
			for n := range uint32(books) {
				if docID(n) == id {
					got[fmt.Sprint(n, " ", at)] = int(d.Freq)
				}
			}
		}
		terms.Close()
	}
	for at, n := range want {
		if got[at] != n {
			t.Errorf("%s: %d times, want %d", at, got[at], n)
		}
	}
}
