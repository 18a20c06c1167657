package scale

import (
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"strings"
	"time"

	"github.com/blevesearch/bleve/v2"
	_ "modernc.org/sqlite" // the driver

	"readpath/catalog"
	"readpath/index/disk"
)

// A Job makes books and puts them somewhere.
type Job struct {
	Catalog *catalog.Catalog    // whose skills and words are mixed in
	Seed    uint64              // of the books
	First   int                 // number of the first
	Books   int                 // how many
	Levels  func(*catalog.Book) // sets what a book requires and teaches; nil leaves that
	Done    func(books int)     // is told now and then how many are in; nil tells nobody
}

// each calls put with every book, in order, from 1. They are made, and their
// levels inferred, by as many goroutines as there are processors.
func (j *Job) each(put func(n int, b *catalog.Book) error) error {
	m := newMaker(j.Catalog, j.Seed)
	type made struct {
		n    int
		book *catalog.Book
	}
	numbers := func(yield func(made, error) bool) {
		for n := range j.Books {
			if !yield(made{n: n + 1}, nil) {
				return
			}
		}
	}
	prepare := func(it made) made {
		it.book = m.book(j.First + it.n - 1)
		if j.Levels != nil {
			j.Levels(it.book)
		}
		return it
	}
	return disk.InOrder(numbers, prepare, func(it made) error {
		if j.Done != nil && (it.n%1000 == 0 || it.n == j.Books) {
			j.Done(it.n)
		}
		return put(it.n, it.book)
	})
}

// Library puts the books into a library on disk, as an import does: it goes on
// where one that was killed had come to.
func (j *Job) Library(dir string, o disk.Options) error {
	o.Source = fmt.Sprintf("synthetic books %d to %d of seed %d", j.First, j.First+j.Books, j.Seed)
	w, err := disk.NewWriter(dir, o)
	if err != nil {
		return err
	}
	rest := *j
	before := int(w.Resumed())
	rest.First, rest.Books = j.First+before, j.Books-before
	err = rest.each(func(n int, b *catalog.Book) error {
		if _, there := w.Find(b.ISBN); there {
			return w.Mark(int64(before + n))
		}
		if err := w.Add(b); err != nil {
			return err
		}
		return w.Mark(int64(before + n))
	})
	if err == nil {
		err = w.Commit()
	}
	return errors.Join(err, w.Close())
}

// document is a book as the peers index it: the text that a library searches.
func document(b *catalog.Book) map[string]any {
	return map[string]any{
		"title": b.Title, "authors": strings.Join(b.Authors, " "), "subjects": strings.Join(append([]string{b.Subtitle}, b.Topics...), " "),
		"text": b.Description,
	}
}

// Bleve puts the books into an index as bleve's documentation does: the usual
// mapping, batches of a thousand.
func (j *Job) Bleve(dir string) error {
	idx, err := bleve.New(dir, bleve.NewIndexMapping())
	if err != nil {
		return err
	}
	batch := idx.NewBatch()
	err = j.each(func(_ int, b *catalog.Book) error {
		if err := batch.Index(b.ID, document(b)); err != nil || batch.Size() < 1000 {
			return err
		}
		defer batch.Reset()
		return idx.Batch(batch)
	})
	if err == nil {
		err = idx.Batch(batch)
	}
	return errors.Join(err, idx.Close())
}

// BleveQuery searches an index of Bleve for the texts and returns how long each
// search took.
func BleveQuery(dir string, texts []string) ([]time.Duration, error) {
	idx, err := bleve.OpenUsing(dir, map[string]any{"read_only": true, "bolt_timeout": "250ms"})
	if err != nil {
		return nil, err
	}
	times, err := timed(texts, func(text string) error {
		_, err := idx.Search(bleve.NewSearchRequestOptions(bleve.NewMatchQuery(text), 40, 0, false))
		return err
	})
	return times, errors.Join(err, idx.Close())
}

// SQLite puts the books into a table of SQLite's full-text search.
func (j *Job) SQLite(dir string) error {
	db, err := openSQLite(dir)
	if err != nil {
		return err
	}
	return errors.Join(j.fillSQLite(db), db.Close())
}

func openSQLite(dir string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(filepath.Join(dir, "books.db")))
	if err == nil {
		db.SetMaxOpenConns(1)
	}
	return db, err
}

func (j *Job) fillSQLite(db *sql.DB) error {
	for _, stmt := range []string{
		"PRAGMA journal_mode=WAL", "PRAGMA synchronous=NORMAL",
		"CREATE VIRTUAL TABLE books USING fts5(id UNINDEXED, title, authors, subjects, text, tokenize='porter unicode61')",
	} {
		if _, err := db.Exec(stmt); err != nil {
			return err
		}
	}
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	insert, err := tx.Prepare("INSERT INTO books VALUES (?, ?, ?, ?, ?)")
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	err = j.each(func(_ int, b *catalog.Book) error {
		d := document(b)
		_, err := insert.Exec(b.ID, d["title"], d["authors"], d["subjects"], d["text"])
		return err
	})
	if err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// SQLiteQuery searches a table of SQLite for the texts.
func SQLiteQuery(dir string, texts []string) ([]time.Duration, error) {
	db, err := openSQLite(dir)
	if err != nil {
		return nil, err
	}
	times, err := timed(texts, func(text string) error {
		var words []string
		for _, w := range strings.Fields(catalog.Normal(text)) {
			words = append(words, `"`+w+`"`)
		}
		rows, err := db.Query("SELECT id FROM books WHERE books MATCH ? ORDER BY bm25(books, 0, 4, 3, 2, 1) LIMIT 40", strings.Join(words, " OR "))
		if err != nil {
			return err
		}
		for rows.Next() {
			var id string
			if err := rows.Scan(&id); err != nil {
				return errors.Join(err, rows.Close())
			}
		}
		return errors.Join(rows.Err(), rows.Close())
	})
	return times, errors.Join(err, db.Close())
}

// LibraryQuery searches a library for the texts.
func LibraryQuery(dir string, texts []string) ([]time.Duration, error) {
	l, err := disk.Open(dir)
	if err != nil {
		return nil, err
	}
	times, err := timed(texts, func(text string) error {
		_, err := l.Search(text, 40)
		return err
	})
	return times, errors.Join(err, l.Close())
}

func timed(texts []string, search func(text string) error) ([]time.Duration, error) {
	times := make([]time.Duration, len(texts))
	for i, text := range texts {
		start := time.Now()
		if err := search(text); err != nil {
			return nil, err
		}
		times[i] = time.Since(start)
	}
	return times, nil
}

// Size is the bytes of all files below a folder.
func Size(dir string) (int64, error) {
	var n int64
	err := filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	return n, err
}
