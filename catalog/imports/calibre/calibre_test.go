package calibre_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"readpath/catalog/imports"
	"readpath/catalog/imports/calibre"
)

// schema is the part of Calibre's that matters here, without its triggers,
// which call functions that only Calibre has.
const schema = `
CREATE TABLE authors (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, sort TEXT COLLATE NOCASE, link TEXT NOT NULL DEFAULT "", UNIQUE(name));
CREATE TABLE books (id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL DEFAULT 'Unknown' COLLATE NOCASE, sort TEXT COLLATE NOCASE,
  timestamp TIMESTAMP DEFAULT CURRENT_TIMESTAMP, pubdate TIMESTAMP DEFAULT CURRENT_TIMESTAMP, series_index REAL NOT NULL DEFAULT 1.0,
  author_sort TEXT COLLATE NOCASE, isbn TEXT DEFAULT "" COLLATE NOCASE, lccn TEXT DEFAULT "" COLLATE NOCASE, path TEXT NOT NULL DEFAULT "",
  flags INTEGER NOT NULL DEFAULT 1, uuid TEXT, has_cover BOOL DEFAULT 0, last_modified TIMESTAMP NOT NULL DEFAULT "2000-01-01 00:00:00+00:00");
CREATE TABLE books_authors_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, author INTEGER NOT NULL, UNIQUE(book, author));
CREATE TABLE publishers (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, sort TEXT COLLATE NOCASE, UNIQUE(name));
CREATE TABLE books_publishers_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, publisher INTEGER NOT NULL, UNIQUE(book));
CREATE TABLE series (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, sort TEXT COLLATE NOCASE, UNIQUE(name));
CREATE TABLE books_series_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, series INTEGER NOT NULL, UNIQUE(book));
CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL COLLATE NOCASE, UNIQUE(name));
CREATE TABLE books_tags_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, tag INTEGER NOT NULL, UNIQUE(book, tag));
CREATE TABLE ratings (id INTEGER PRIMARY KEY, rating INTEGER CHECK(rating > -1 AND rating < 11), UNIQUE(rating));
CREATE TABLE books_ratings_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, rating INTEGER NOT NULL, UNIQUE(book, rating));
CREATE TABLE languages (id INTEGER PRIMARY KEY, lang_code TEXT NOT NULL COLLATE NOCASE, UNIQUE(lang_code));
CREATE TABLE books_languages_link (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, lang_code INTEGER NOT NULL, item_order INTEGER NOT NULL DEFAULT 0, UNIQUE(book, lang_code));
CREATE TABLE identifiers (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, type TEXT NOT NULL DEFAULT "isbn" COLLATE NOCASE, val TEXT NOT NULL COLLATE NOCASE, UNIQUE(book, type));
CREATE TABLE comments (id INTEGER PRIMARY KEY, book INTEGER NOT NULL, text TEXT NOT NULL COLLATE NOCASE, UNIQUE(book));
`

const rows = `
INSERT INTO authors (id, name) VALUES (1, 'Brian W. Kernighan'), (2, 'Dennis M. Ritchie'), (3, 'Steele| Guy L.'), (4, 'Unknown');
INSERT INTO books (id, title, pubdate, series_index) VALUES
  (3, 'The C Programming Language (2nd Edition)', '1988-03-22 00:00:00+00:00', 1.0),
  (5, 'Common Lisp: The Language', '0101-01-01 00:00:00+00:00', 2.0),
  (8, 'Unknown', '0101-01-01 00:00:00+00:00', 1.0),
  (9, 'Notes', '0101-01-01 00:00:00+00:00', 1.0);
INSERT INTO books_authors_link (book, author) VALUES (3, 1), (3, 2), (5, 3), (9, 4);
INSERT INTO publishers (id, name) VALUES (1, 'Prentice Hall');
INSERT INTO books_publishers_link (book, publisher) VALUES (3, 1);
INSERT INTO series (id, name) VALUES (1, 'HP Technologies');
INSERT INTO books_series_link (book, series) VALUES (5, 1);
INSERT INTO tags (id, name) VALUES (1, 'c'), (2, 'programming');
INSERT INTO books_tags_link (book, tag) VALUES (3, 2), (3, 1);
INSERT INTO ratings (id, rating) VALUES (1, 9);
INSERT INTO books_ratings_link (book, rating) VALUES (3, 1);
INSERT INTO languages (id, lang_code) VALUES (1, 'eng');
INSERT INTO books_languages_link (book, lang_code) VALUES (3, 1);
INSERT INTO identifiers (book, type, val) VALUES (3, 'isbn', '0131103628'), (3, 'goodreads', '515601'), (5, 'ISBN', '9781555580414');
INSERT INTO comments (book, text) VALUES (3, '<div><p>The language, by those who made it.</p><p>With exercises.</p></div>');
`

// makeDatabase makes a library folder with a database.
func makeDatabase(t testing.TB, script string) (path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "metadata.db")
	db, err := sql.Open("sqlite", path)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if _, err := db.Exec(script); err != nil {
		t.Fatal(err)
	}
	return path
}

func read(t testing.TB, path string, data []byte) (records []imports.Record, skipped []string, end error) {
	t.Helper()
	f, err := imports.NewFile("metadata.db", path, bytes.NewReader(data))
	if err != nil {
		return nil, nil, err
	}
	for r, err := range calibre.Read(f) {
		if skip, ok := err.(*imports.SkipError); ok {
			skipped = append(skipped, skip.Error())
		} else if err != nil {
			end = err
		} else {
			records = append(records, r)
		}
	}
	return records, skipped, end
}

func TestDatabase(t *testing.T) {
	path := makeDatabase(t, schema+rows)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{path, ""} { // where it lies, and unpacked from a pipe
		records, skipped, err := read(t, from, before)
		if err != nil {
			t.Fatal(err)
		}
		if want := []string{"book 8: has no title"}; !slices.Equal(skipped, want) {
			t.Errorf("skipped %q, want %q", skipped, want)
		}
		if len(records) != 3 {
			t.Fatalf("%d records, want 3", len(records))
		}
		c, lisp, notes := records[0], records[1], records[2]
		b := c.Book
		got := fmt.Sprint(c.Place, "|", b.Title, "|", strings.Join(b.Authors, "; "), "|", c.ISBNs, b.Edition, b.Year, b.Publisher, b.Topics, b.Language, c.Rating, c.Owned, b.Series, "|", b.Description)
		want := "book 3|The C Programming Language|Brian W. Kernighan; Dennis M. Ritchie|[9780131103627] 2 1988Prentice Hall[programming c]en4.5 true <nil>|The language, by those who made it. With exercises."
		if got != want {
			t.Errorf("read\n%s\nwant\n%s", got, want)
		}
		if got := fmt.Sprint(lisp.Book.Authors, lisp.ISBNs, lisp.Book.Year, *lisp.Book.Series); got != "[Guy L. Steele] [9781555580414] 0 {HP Technologies 2}" {
			t.Error(got)
		}
		if len(notes.Book.Authors) > 0 {
			t.Errorf("unknown author is %q", notes.Book.Authors)
		}
	}
	after, err := os.ReadFile(path)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the database has changed: %v", err)
	}
	if entries, err := os.ReadDir(filepath.Dir(path)); len(entries) != 1 || err != nil {
		t.Errorf("the folder has %v, %v", entries, err)
	}
}

func TestHostileDatabases(t *testing.T) {
	good, err := os.ReadFile(makeDatabase(t, schema+rows))
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(makeDatabase(t, "CREATE TABLE cakes (name TEXT)"))
	if err != nil {
		t.Fatal(err)
	}
	big, err := os.ReadFile(makeDatabase(t, schema+rows+"UPDATE books SET title = printf('%.*c', 10000000, 'x') WHERE id = 5; UPDATE comments SET text = printf('%.*c', 10000000, 'y');"))
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		what string
		data []byte
		end  string // how the error begins; "" for none
	}{
		{"another program's", other, "metadata.db: is a database, but not Calibre's: no such table: books"},
		{"cut off", good[:len(good)/2], "metadata.db: the database is damaged"},
		{"only the beginning", good[:100], "metadata.db: "},
		{"10 MB in a title and in a comment", big, ""},
	} {
		_, _, end := read(t, "", tc.data)
		if end == nil && tc.end != "" || end != nil && (tc.end == "" || !strings.HasPrefix(end.Error(), tc.end)) {
			t.Errorf("%s: ends with %v, want %s", tc.what, end, tc.end)
		}
	}
}

// A damaged database costs an error, never more.
func FuzzDatabase(f *testing.F) {
	good, err := os.ReadFile(makeDatabase(f, schema+rows))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(good[:4096], 0, byte(0))
	f.Add(good[:4096], 100, byte(7))
	f.Fuzz(func(t *testing.T, first []byte, at int, b byte) {
		data := slices.Clone(good)
		copy(data[16:], first[min(16, len(first)):])
		if at >= 16 && at < len(data) {
			data[at] ^= b
		}
		read(t, "", data)
	})
}
