// Package calibre reads what Calibre has of books: its database, metadata.db
// in the library folder, or what 'calibredb list --for-machine --fields all'
// prints. Everything in it counts as owned.
//
// The tables are those of kovidgoyal/calibre, resources/metadata_sqlite.sql;
// the fields of the JSON those of src/calibre/db/cli/cmd_list.py. In both a
// rating has ten points, and the year 101 stands for an unknown date.
package calibre

import (
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// Magic is what every SQLite database begins with.
const Magic = "SQLite format 3\x00"

// Read reads a database or the JSON.
func Read(f *imports.File) imports.Records {
	if strings.HasPrefix(string(f.Head()), Magic) {
		return func(yield func(imports.Record, error) bool) { database(f, yield) }
	}
	if head, err := f.TextHead(); err != nil || !strings.HasPrefix(strings.TrimSpace(string(head)), "[") {
		return func(yield func(imports.Record, error) bool) {
			yield(imports.Record{}, f.Fault(imports.Place{}, "is neither a SQLite database nor a JSON list, and so not Calibre's"))
		}
	}
	return func(yield func(imports.Record, error) bool) { printed(f, yield) }
}

// database yields the books of a database, which is opened for reading only.
func database(f *imports.File, yield func(imports.Record, error) bool) {
	stopped := false
	err := f.OnDisk(func(path string) error {
		path, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		name := url.URL{Scheme: "file", Path: filepath.ToSlash(path), RawQuery: "mode=ro&_pragma=query_only(1)&_pragma=trusted_schema(0)&_pragma=cell_size_check(1)"}
		db, err := sql.Open("sqlite", name.String())
		if err != nil {
			return err
		}
		defer db.Close()
		rows, err := db.Query(booksQuery)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			r, err := record(rows)
			if err == nil || errors.As(err, new(*imports.SkipError)) {
				if stopped = !yield(r, err); stopped {
					return nil
				}
				continue
			}
			return err
		}
		return rows.Err()
	})
	if err != nil && !stopped {
		yield(imports.Record{}, fault(f, err))
	}
}

// fault says what is wrong with a database in fewer words than SQLite.
func fault(f *imports.File, err error) error {
	if errors.As(err, new(catalog.Faults)) {
		return err
	}
	what := strings.TrimPrefix(err.Error(), "SQL logic error: ")
	switch {
	case strings.Contains(what, "no such table"), strings.Contains(what, "no such column"):
		return f.Fault(imports.Place{}, "is a database, but not Calibre's: %s", what)
	case strings.Contains(what, "malformed"), strings.Contains(what, "not a database"):
		return f.Fault(imports.Place{}, "the database is damaged: %s", what)
	}
	return f.Fault(imports.Place{}, "%s", what)
}

// between separates names in one column; it is in none.
const between = "\x1f"

// booksQuery has one row for each book. The names of people have bars for
// commas. Whatever is longer than a book's description can be is cut, so that
// one row of a hostile file does not fill the memory.
var booksQuery = fmt.Sprintf(`
SELECT b.id, substr(b.title, 1, 2000), ifnull(b.series_index, 0), ifnull(substr(b.pubdate, 1, 10), ''),
  ifnull((SELECT group_concat(substr(name, 1, 500), '%[1]s') FROM (SELECT a.name FROM books_authors_link l JOIN authors a ON a.id = l.author WHERE l.book = b.id ORDER BY l.id LIMIT 50)), ''),
  ifnull((SELECT substr(p.name, 1, 500) FROM books_publishers_link l JOIN publishers p ON p.id = l.publisher WHERE l.book = b.id LIMIT 1), ''),
  ifnull((SELECT substr(s.name, 1, 500) FROM books_series_link l JOIN series s ON s.id = l.series WHERE l.book = b.id LIMIT 1), ''),
  ifnull((SELECT group_concat(substr(name, 1, 100), '%[1]s') FROM (SELECT t.name FROM books_tags_link l JOIN tags t ON t.id = l.tag WHERE l.book = b.id ORDER BY l.id LIMIT 30)), ''),
  ifnull((SELECT r.rating FROM books_ratings_link l JOIN ratings r ON r.id = l.rating WHERE l.book = b.id LIMIT 1), 0),
  ifnull((SELECT g.lang_code FROM books_languages_link l JOIN languages g ON g.id = l.lang_code WHERE l.book = b.id ORDER BY l.id LIMIT 1), ''),
  ifnull((SELECT substr(i.val, 1, 100) FROM identifiers i WHERE i.book = b.id AND lower(i.type) = 'isbn' LIMIT 1), ''),
  ifnull((SELECT substr(c.text, 1, 20000) FROM comments c WHERE c.book = b.id LIMIT 1), '')
FROM books b ORDER BY b.id`, between)

func record(rows *sql.Rows) (imports.Record, error) {
	var b book
	var id int64
	var title sql.NullString
	var authors, tags string
	err := rows.Scan(&id, &title, &b.index, &b.published, &authors, &b.publisher, &b.series, &tags, &b.rating, &b.language, &b.isbn, &b.comments)
	if err != nil {
		return imports.Record{}, err
	}
	b.title = title.String
	for _, a := range split(authors) {
		b.authors = append(b.authors, strings.ReplaceAll(a, "|", ","))
	}
	b.tags = split(tags)
	return b.record(imports.Place{Unit: "book", Number: int(id)})
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return string(r) == between })
}

// book is a book as Calibre has it.
type book struct {
	title, published, publisher, series, language, isbn, comments string
	authors, tags                                                 []string
	index, rating                                                 float64 // rating: of ten
}

func (b *book) record(at imports.Place) (imports.Record, error) {
	r := imports.Record{Place: at, Owned: true}
	r.SetTitle(b.title)
	if r.Book.Title == "" || strings.EqualFold(b.title, "unknown") {
		return imports.Record{}, imports.Skip(at, "", "has no title")
	}
	r.SetISBNs(b.isbn)
	r.SetYears(b.published, "")
	for _, a := range b.authors {
		if !strings.EqualFold(a, "unknown") {
			r.Book.Authors = append(r.Book.Authors, imports.GivenFirst(a))
		}
	}
	r.Book.Publisher, r.Book.Topics = b.publisher, b.tags
	r.Book.Language = imports.Language(b.language)
	r.Book.Description = imports.PlainText(b.comments)
	if b.series != "" {
		r.Book.Series = &catalog.Series{Name: b.series, Number: b.index}
	}
	if b.rating > 0 && b.rating <= 10 {
		r.Rating = b.rating / 2
	}
	return r, nil
}
