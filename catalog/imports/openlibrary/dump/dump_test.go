package dump

import (
	"compress/gzip"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/catalog/imports"
)

const stamp = "\t3\t2023-01-01T00:00:00.000000\t"

var authorLines = []string{
	"/type/author\t/authors/OL1A" + stamp + `{"name": "Martin Kleppmann", "key": "/authors/OL1A"}`,
	"/type/author\t/authors/OL2A" + stamp + `{"personal_name": "Tanenbaum, Andrew S."}`,
	"/type/redirect\t/authors/OL3A" + stamp + `{"location": "/authors/OL1A"}`,
	"/type/author\t/authors/OL4A" + stamp + `{"name": 7}`,
}

var editionLines = []string{
	"/type/edition\t/books/OL1M" + stamp + `{"works": [{"key": "/works/OL1W"}], "title": "DDIA", "publish_date": "March 2017", "publishers": ["O'Reilly"],
		"number_of_pages": 616, "isbn_13": ["9781449373320"], "languages": [{"key": "/languages/eng"}],
		"table_of_contents": [{"title": "Reliable applications", "level": 0}, "Data models", {"label": "3"}], "edition_name": "1st ed."}`,
	"/type/edition\t/books/OL2M" + stamp + `{"works": [{"key": "/works/OL1W"}], "publish_date": "2019", "isbn_10": ["3960090757"], "languages": [{"key": "/languages/ger"}]}`,
	"/type/edition\t/books/OL3M" + stamp + `{"works": [{"key": "/works/OL2W"}], "publish_date": "1992", "number_of_pages": 700}`,
	"/type/edition\t/books/OL4M" + stamp + `{"works": [{"key": "/works/OL2W"}], "publish_date": "2014", "number_of_pages": 1136}`,
	"/type/edition\t/books/OL5M" + stamp + `{"title": "no work"}`,
	"/type/edition\t/books/OL6M" + stamp + `{broken`,
}

var workLines = []string{
	"/type/work\t/works/OL1W" + stamp + `{"title": "Designing Data-Intensive Applications: The Big Ideas", "authors": [{"type": "/type/author_role", "author": {"key": "/authors/OL1A"}}],
		"description": {"type": "/type/text", "value": "About data. ([source][1])\n\n  [1]: http://example.org"}, "subjects": ["Databases", "Distributed systems", "Databases"]}`,
	"/type/work\t/works/OL2W" + stamp + `{"title": "Modern Operating Systems", "authors": [{"author": "/authors/OL2A"}, {"author": {"key": "/authors/OL9A"}}],
		"description": "A textbook.", "subjects": ["Operating systems"], "first_publish_date": "1992"}`,
	"/type/work\t/works/OL3W" + stamp + `{"title": " ", "subjects": ["Databases"]}`,
	"/type/work\t/works/OL4W" + stamp + `{"title": "Alone"}`,
	"/type/delete\t/works/OL5W" + stamp + `{}`,
	"this is no line",
}

// dumps writes the three files; odd ones out are plain.
func dumps(t *testing.T) Files {
	t.Helper()
	dir := t.TempDir()
	file := func(name string, lines []string) string {
		name = filepath.Join(dir, name)
		f, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		w := gzip.NewWriter(f)
		for _, l := range lines {
			fmt.Fprintln(w, strings.ReplaceAll(l, "\n\t\t", ""))
		}
		if err := errors.Join(w.Close(), f.Close()); err != nil {
			t.Fatal(err)
		}
		return name
	}
	return Files{file("works.gz", workLines), file("editions.gz", editionLines), file("authors.gz", authorLines)}
}

// read opens the dumps and reads them, by the key of the work.
func read(t *testing.T, files Files, filter Filter) (map[string]imports.Record, Counts) {
	t.Helper()
	d, err := Open(files, filter, filepath.Join(t.TempDir(), "piles"), "test", func(int) error { return nil })
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]imports.Record{}
	for r, err := range d.Records() {
		if err != nil {
			t.Fatal(err)
		}
		all[r.Book.ID] = r
	}
	if err := d.Remove(); err != nil {
		t.Error(err)
	}
	return all, d.Counts
}

func TestRecords(t *testing.T) {
	all, counts := read(t, dumps(t), Filter{})
	if len(all) != 3 {
		t.Errorf("%d records, want 3: %v", len(all), all)
	}
	ddia := all["ol1w"].Book
	want := catalog.Book{
		ID: "ol1w", Title: "Designing Data-Intensive Applications", Subtitle: "The Big Ideas", Authors: []string{"Martin Kleppmann"},
		Edition: 1, Year: 2017, Publisher: "O'Reilly", Pages: 616, ISBN: "9781449373320", Language: "en",
		URL: "https://openlibrary.org/works/OL1W", Topics: []string{"Databases", "Distributed systems"}, Description: "About data.",
		Chapters: []catalog.Chapter{{Title: "Reliable applications"}, {Title: "Data models"}},
	}
	if !reflect.DeepEqual(ddia, want) {
		t.Errorf("read\n%+v, want\n%+v", ddia, want)
	}
	if got := all["ol1w"].ISBNs; !reflect.DeepEqual(got, []string{"9781449373320", "9783960090755"}) {
		t.Errorf("ISBNs %q", got)
	}
	if b := all["ol2w"].Book; b.Year != 2014 || b.Pages != 1136 || b.FirstYear != 1992 || !reflect.DeepEqual(b.Authors, []string{"Andrew S. Tanenbaum"}) {
		t.Errorf("read %+v", b)
	}
	if b := all["ol4w"].Book; b.Title != "Alone" || b.Pages != 0 {
		t.Errorf("read %+v", b)
	}
	if want := (Counts{Works: 4, Editions: 6, Authors: 3, Untitled: 2, Damaged: 3, Redirects: 2}); counts != want {
		t.Errorf("counts %+v, want %+v", counts, want)
	}
}

func TestFilter(t *testing.T) {
	for _, tc := range []struct {
		filter Filter
		want   string
	}{
		{Filter{}, "ol1w 2017, ol2w 2014, ol4w 0"},
		{Filter{Subjects: []string{"DATABASE"}}, "ol1w 2017"},
		{Filter{Languages: []string{"de"}}, "ol1w 2019"},
		{Filter{Since: 2015}, "ol1w 2017"},
		{Filter{Until: 1999}, "ol2w 1992"},
		{Filter{Since: 2018, Until: 2020}, "ol1w 2019"},
	} {
		all, _ := read(t, dumps(t), tc.filter)
		var got []string
		for _, id := range []string{"ol1w", "ol2w", "ol4w"} {
			if r, ok := all[id]; ok {
				got = append(got, fmt.Sprint(id, " ", r.Book.Year))
			}
		}
		if got := strings.Join(got, ", "); got != tc.want {
			t.Errorf("%+v lets pass %s, want %s", tc.filter, got, tc.want)
		}
	}
}

// The second Open of the same source reads nothing.
func TestDealtOnce(t *testing.T) {
	files := dumps(t)
	dir := filepath.Join(t.TempDir(), "piles")
	for i, source := range []string{"one", "one", "two"} {
		bytes := 0
		d, err := Open(files, Filter{}, dir, source, func(n int) error { bytes += n; return nil })
		if err != nil {
			t.Fatal(err)
		}
		if (bytes > 0) != (i != 1) || d.Counts.Works != 4 {
			t.Errorf("open %d, of %q, read %d bytes and has %+v", i, source, bytes, d.Counts)
		}
		d.Close()
	}
}

func TestFaults(t *testing.T) {
	whole := dumps(t)
	for name, tc := range map[string]struct {
		spoil func(data []byte) []byte
		want  string
	}{
		"cut off":   {func(data []byte) []byte { return data[:len(data)/2] }, "ends too soon"},
		"no dump":   {func([]byte) []byte { return []byte("isbn,title\n1,2\n") }, "no line of a dump"},
		"empty":     {func([]byte) []byte { return nil }, "is empty"},
		"bit error": {func(data []byte) []byte { data[len(data)-6] ^= 1; return data }, "damaged"},
	} {
		data, err := os.ReadFile(whole.Works)
		if err != nil {
			t.Fatal(err)
		}
		files := whole
		files.Works = filepath.Join(t.TempDir(), "works.gz")
		if err := os.WriteFile(files.Works, tc.spoil(data), 0o666); err != nil {
			t.Fatal(err)
		}
		_, err = Open(files, Filter{}, filepath.Join(t.TempDir(), "piles"), "", func(int) error { return nil })
		if err == nil || !strings.Contains(err.Error(), tc.want) || !strings.Contains(err.Error(), "works.gz") {
			t.Errorf("%s: %v, want it to say %q", name, err, tc.want)
		}
	}
}
