package importers_test

import (
	"bytes"
	"compress/gzip"
	"io"
	"runtime"
	"runtime/metrics"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"readpath/catalog/imports"
	"readpath/catalog/imports/importers"
)

func zipped(data []byte) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	w.Write(data)
	w.Close()
	return b.Bytes()
}

// bomb is a gzip file of a header and then a line, again and again.
func bomb(header, line string, bytesLong int) []byte {
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	io.WriteString(w, header)
	block := []byte(strings.Repeat(line, 1+(1<<16)/len(line)))
	for n := 0; n < bytesLong; n += len(block) {
		w.Write(block)
	}
	w.Close()
	return b.Bytes()
}

func inUTF16(s string, little, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xfeff}, units...)
	}
	var b []byte
	for _, u := range units {
		if little {
			b = append(b, byte(u), byte(u>>8))
		} else {
			b = append(b, byte(u>>8), byte(u))
		}
	}
	return b
}

const goodreadsHeader = "Book Id,Title,Author,ISBN,ISBN13,My Rating,Exclusive Shelf,My Review\n"

// In whatever encoding, a table reads the same.
func TestEncodings(t *testing.T) {
	const table = goodreadsHeader + "1,Le café des algorithmes,Čapek Łukasz,,,5,read,\n"
	want := strings.ReplaceAll(told("x.csv", []byte(table)), "\x00", "")
	if !strings.Contains(want, "Le café") {
		t.Fatal(want)
	}
	for name, data := range map[string][]byte{
		"UTF-8 with a mark":         append([]byte("\xef\xbb\xbf"), table...),
		"UTF-16LE with a mark":      inUTF16(table, true, true),
		"UTF-16BE with a mark":      inUTF16(table, false, true),
		"UTF-16LE":                  inUTF16(table, true, false),
		"UTF-16BE":                  inUTF16(table, false, false),
		"lines end in CR LF":        []byte(strings.ReplaceAll(table, "\n", "\r\n")),
		"semicolons":                []byte(strings.ReplaceAll(table, ",", ";")),
		"tabs":                      []byte(strings.ReplaceAll(table, ",", "\t")),
		"Excel names the separator": []byte("sep=;\n" + strings.ReplaceAll(table, ",", ";")),
		"gzip":                      zipped([]byte(table)),
		"UTF-16LE in gzip":          zipped(inUTF16(table, true, true)),
	} {
		got := told("x.csv", data)
		got = strings.Replace(got, "line 3", "line 2", 1) // behind sep=
		if got != want {
			t.Errorf("%s:\n%s\nwant\n%s", name, got, want)
		}
	}
	latin := told("x.csv", []byte(goodreadsHeader+"1,Le caf\xe9 des \x84algorithmes\x93,Jos\xe9,,,5,read,\n"))
	for _, want := range []string{"Le café des „algorithmes“", "José", "the file is not UTF-8 throughout"} {
		if !strings.Contains(latin, want) {
			t.Errorf("Windows-1252: no %q in\n%s", want, latin)
		}
	}
}

func TestHostileFiles(t *testing.T) {
	manyRows := strings.Repeat("1,A Title,An Author,,,5,read,\n", 200)
	for _, tc := range []struct {
		what, name    string
		data          []byte
		read, skipped int
		end           string // how the error ends; "" for none
	}{
		{"nothing", "x.csv", nil, 0, 0, "x.csv:1: is empty"},
		{"blank lines", "x.csv", []byte("\n\n  \n"), 0, 0, "x.csv:1: is empty"},
		{"nothing in gzip", "x.csv.gz", zipped(nil), 0, 0, "x.csv.gz:1: is empty"},
		{"an image", "x.png", []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"), 0, 0, "x.png:3: is not text; is it the right file?"},
		{"a zip archive", "x.zip", []byte("PK\x03\x04...."), 0, 0, "x.zip: is a zip archive; unpack it, and import the file that is in it"},
		{"a web page", "x.csv", []byte("<!DOCTYPE html><html>"), 0, 0, "jsonl, list"},
		{"a NUL in a row", "x.csv", []byte(goodreadsHeader + manyRows + "1,A\x00B,C,,,,read,\n"), -1, 0, "is not text; is it the right file?"},
		{"no column of a title", "x.csv", []byte("a,b\n1,2\n"), 0, 0, `x.csv:1: has no column "title" and none "isbn", but "a", "b"; the first line must name the columns`},
		{"rows of other lengths", "x.csv", []byte(goodreadsHeader + "1,A,B,,,5,read,,,,,\n1,A,B\n1,A,B,,,5,read,,x\n\n1,,B,,,5,read,\n"), 2, 2, ""},
		{"a quote that is not closed", "x.csv", []byte(goodreadsHeader + manyRows + "1,\"A,B,,,5,read,\n" + manyRows), 200, 1, ""},
		{"a quote that is not closed, and long", "x.csv", []byte(goodreadsHeader + manyRows + "1,\"A,B,,,5,read,\n" + strings.Repeat(manyRows, 3000)), 200, 0, "x.csv:202: is longer than 16 MiB; is a quote not closed?"},
		{"10 MB in a cell that is not used", "x.csv", []byte(goodreadsHeader + "1,A,B,,,5,read,\"" + strings.Repeat("x", 10<<20) + "\"\n1,C,D,,,5,read,\n"), 2, 0, ""},
		{"10 MB in a title", "x.csv", []byte(goodreadsHeader + "1,\"" + strings.Repeat("x", 10<<20) + "\",B,,,5,read,\n1,C,D,,,5,read,\n"), 1, 1, ""},
		{"10 MB in a title, tabs", "x.tsv", []byte("title\tauthor\n" + strings.Repeat("x", 10<<20) + "\tB\nC\tD\n"), 1, 1, ""},
		{"10 MB in a line", "x.txt", []byte("A\n" + strings.Repeat("x", 10<<20) + "\nB\n"), 2, 1, ""},
		{"20 MB in a line", "x.txt", []byte("A\n" + strings.Repeat("x", 20<<20) + "\nB\n"), 1, 0, "x.txt:2: is longer than 16 MiB; is a quote not closed?"},
		{"20 MB in an item", "x.json", []byte(`[{"title": "A"}, {"title": "` + strings.Repeat("x", 20<<20) + `"}]`), 1, 0, "x.json: item 2: is longer than 16 MiB; is a quote not closed?"},
		{"JSON that ends too soon", "x.json", []byte(`[{"title": "A"}, {"title": `), 1, 0, "x.json: item 2: the JSON ends too soon; was it downloaded to its end?"},
		{"JSON that is broken", "x.json", []byte(`[{"title": "A"}, {"title" "B"}]`), 1, 0, "item 2: invalid character '\"' after object key"},
		{"JSON without end", "x.json", []byte(strings.Repeat("[", 1<<20)), 0, 0, "exceeded max depth"},
		{"lines that are no JSON", "x.jsonl", []byte("{\"title\": \"A\"}\n{\n[1]\n7\n{\"title\": \"B\"}\n"), 2, 3, ""},
		{"an entry that is not closed", "x.bib", []byte("@book{a, title = {A},\n@book{b, title = {B}}\n@book{c, title = \"C}\n@book{d, title = {D}}\n"), 2, 2, ""},
		{"an entry of 10 MB", "x.bib", []byte("@book{a, title = {" + strings.Repeat("x\n", 5<<20) + "}}\n@book{b, title = {B}}\n"), 1, 1, ""},
		{"abbreviations that grow", "x.bib", []byte("@string{a = {" + strings.Repeat("x", 1000) + "}}\n" + strings.Repeat("@string{a = a # a}\n", 40) + "@book{b, title = a}\n@book{c, title = {C}}\n"), -1, -1, ""},
		{"a database that is none", "metadata.db", []byte("not a database at all"), 0, 0, "metadata.db: is not a SQLite database, as Calibre's metadata.db is; is it the right file?"},
		{"a database that is damaged", "metadata.db", []byte("SQLite format 3\x00" + strings.Repeat("\xff", 4096)), 0, 0, "not a database (26)"},
		{"a gzip file that is cut off", "x.csv.gz", cutGzip(), -1, 0, "the gzip file ends too soon; was it downloaded to its end?"},
		{"a gzip file of two bytes", "x.csv.gz", []byte("\x1f\x8b"), 0, 0, "the gzip file ends too soon; was it downloaded to its end?"},
		{"a gzip file that is damaged", "x.csv.gz", []byte("\x1f\x8b\x07\x00\x00\x00\x00\x00\x00\x00"), 0, 0, "the gzip file is damaged: gzip: invalid header"},
	} {
		read, skipped, end := ended(tc.name, tc.data)
		if read != tc.read && tc.read >= 0 || skipped != tc.skipped && tc.skipped >= 0 {
			t.Errorf("%s: %d read, %d skipped, want %d, %d", tc.what, read, skipped, tc.read, tc.skipped)
		}
		if end == nil && tc.end != "" || end != nil && (tc.end == "" || !strings.HasSuffix(end.Error(), tc.end)) {
			t.Errorf("%s: ends with %v, want %s", tc.what, end, tc.end)
		}
	}
}

func cutGzip() []byte {
	var rows strings.Builder
	rows.WriteString(goodreadsHeader)
	for i := range 5000 {
		rows.WriteString(strings.Repeat("1", i%7+1) + ",A Title,An Author,,,5,read,\n")
	}
	data := zipped([]byte(rows.String()))
	return data[:len(data)/2]
}

// Bombs end soon and in little memory: each of these would unpack to 48 MB.
func TestGzipBombs(t *testing.T) {
	const size = 48 << 20
	for _, tc := range []struct {
		what, name string
		data       []byte
		end        string
	}{
		{"one line", "x.csv.gz", bomb(goodreadsHeader+"1,", "x", size), ""},
		{"rows", "x.csv.gz", bomb(goodreadsHeader, "1,A,B,,,5,read,\n", size), "unpacks to more than 100 times its size; if that is as it should be, unpack it first"},
		{"titles", "x.txt.gz", bomb("A Title\n", "Another Title\n", size), "unpacks to more than 100 times its size; if that is as it should be, unpack it first"},
		{"blank lines", "x.txt.gz", bomb("A Title\n", "\n", size), "unpacks to more than 100 times its size; if that is as it should be, unpack it first"},
		{"NULs", "x.csv.gz", bomb(goodreadsHeader, "\x00", size), "is not text; is it the right file?"},
		{"a database", "metadata.db.gz", bomb("SQLite format 3\x00", "\x00", size), "unpacks to more than 100 times its size; if that is as it should be, unpack it first"},
		{"gzip in gzip", "x.csv.gz.gz", zipped(bomb(goodreadsHeader, "x", size)), ""},
	} {
		var end error
		if got := peak(func() { _, _, end = ended(tc.name, tc.data) }) >> 20; got > 100 {
			t.Errorf("%s: took %d MiB", tc.what, got)
		}
		if end == nil || !strings.HasSuffix(end.Error(), tc.end) {
			t.Errorf("%s: ends with %v, want %s", tc.what, end, tc.end)
		}
	}
}

// peak is how much the heap grows, in bytes, while do runs.
func peak(do func()) uint64 {
	heap := func() uint64 {
		sample := []metrics.Sample{{Name: "/memory/classes/heap/objects:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	runtime.GC()
	before, most := heap(), uint64(0)
	done, over := make(chan bool), make(chan bool)
	go func() {
		defer close(over)
		for {
			most = max(most, heap())
			select {
			case <-done:
				return
			case <-time.After(time.Millisecond):
			}
		}
	}()
	do()
	close(done)
	<-over
	return most - min(before, most)
}

// Whatever a file holds, reading it ends, and what is read has a title or an
// ISBN, a place, and numbers in their ranges.
func FuzzRead(f *testing.F) {
	for _, format := range importers.All() {
		f.Add(format.Name, []byte(goodreadsHeader+"1,A (B, #2),C,=\"0441172717\",,0,read,\"x\"\"y\"\n"))
	}
	f.Add("bibtex", []byte("@string{x = \"y\"}\n@book{a, title = {A {\\\"o} $b$}, author = {B, C and {D}}, year = 2001 # x}\n"))
	f.Add("csljson", []byte(`[{"type": "book", "title": "A", "author": [{"family": "B"}], "issued": {"date-parts": [["2001", 2]]}}]`))
	f.Add("calibre", []byte(`[{"id": 1, "title": "A", "authors": "B & C", "identifiers": {"isbn": "9781449373320"}}]`))
	f.Add("jsonl", []byte("{\"title\": \"A\", \"teaches\": {\"x\": 2}, \"authors\": [\"B\", 7]}\n\"C by D\"\n"))
	f.Add("list", []byte("- [x] 978-1-4493-7332-0 A by B\n1. C — D\n"))
	f.Add("tsv", []byte("id\ttitle\tpractice\nx\t\"A \"\"B\"\"\"\t0.5\n"))
	f.Add("auto", zipped([]byte("title\nA\n")))
	f.Add("auto", inUTF16("title,author\nÄ,Ö\n", true, false))
	f.Fuzz(func(t *testing.T, name string, data []byte) {
		if bytes.HasPrefix(data, []byte("SQLite")) {
			return // FuzzDatabase of package calibre
		}
		file, err := imports.NewFile("x", "", bytes.NewReader(data))
		if err != nil {
			return
		}
		format, ok := importers.Named(name)
		if !ok {
			if format, err = importers.Guess(file); err != nil {
				return
			}
		}
		for r, err := range format.Read(file) {
			if err != nil {
				continue
			}
			b := &r.Book
			switch {
			case b.Title == "" && len(r.ISBNs) == 0, r.Place.Unit == "", strings.ContainsAny(b.Title, "\n"):
				t.Errorf("%s: %+v", format.Name, r)
			case b.Pages < 0 || b.Edition < 0 || b.Edition > 100 || b.Year < 0 || b.FirstYear != 0 && b.Year != 0 && b.FirstYear > b.Year:
				t.Errorf("%s: numbers out of range: %+v", format.Name, r)
			case !(r.Rating >= 0 && r.Rating <= 5):
				t.Errorf("%s: rating %v", format.Name, r.Rating)
			case len(r.ISBNs) > 0 && b.ISBN != r.ISBNs[0]:
				t.Errorf("%s: ISBN %s of %v", format.Name, b.ISBN, r.ISBNs)
			}
		}
	})
}
