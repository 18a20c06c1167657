package dump

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/segmentio/encoding/json"

	"readpath/catalog/imports"
)

// A Dump is ready to be read.
type Dump struct {
	Counts Counts // of the dealing; reading adds what it filters
	dir    string
	names  *names
	filter Filter
}

// Open deals the records of the files into piles in the folder dir, or finds
// them there: of the same files and filter, as source names them. read is told
// the number of bytes read of the files since the last call; none are, if the
// piles are there. An error of read ends it.
func Open(files Files, filter Filter, dir, source string, read func(bytes int) error) (*Dump, error) {
	d := &Dump{dir: dir, filter: filter}
	done := filepath.Join(dir, "dealt")
	var before dealt
	if data, err := os.ReadFile(done); err != nil || json.Unmarshal(data, &before) != nil || before.Source != source {
		if err := os.RemoveAll(dir); err != nil {
			return nil, err
		}
		if err := d.deal(files, read); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
		data, err := json.Marshal(dealt{source, d.Counts})
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(done, data, 0o666); err != nil {
			return nil, err
		}
	} else {
		d.Counts = before.Counts
	}
	var err error
	d.names, err = openNames(filepath.Join(dir, "names"))
	return d, err
}

// dealt says what lies in a folder of piles.
type dealt struct {
	Source string
	Counts Counts
}

// Close lets go of the piles; Remove removes them, too.
func (d *Dump) Close() error { return d.names.close() }

// Remove closes the dump and removes its piles.
func (d *Dump) Remove() error { return errors.Join(d.Close(), os.RemoveAll(d.dir)) }

func (d *Dump) deal(files Files, read func(int) error) error {
	authors := filepath.Join(d.dir, "authors")
	err := d.pile(files.Authors, "/type/author", "authors", read, func(l line, p *piles) error {
		d.Counts.Authors++
		var a struct {
			Name     string `json:"name"`
			Personal string `json:"personal_name"`
		}
		if json.Unmarshal(l.json, &a) != nil {
			d.Counts.Damaged++
			return nil
		}
		if a.Name == "" {
			a.Name = a.Personal
		}
		if a.Name = strings.TrimSpace(a.Name); a.Name == "" {
			return nil
		}
		return p.put(l.key, []byte(a.Name))
	})
	if err != nil {
		return err
	}
	if err := errors.Join(buildNames(authors, filepath.Join(d.dir, "names")), os.RemoveAll(authors)); err != nil {
		return err
	}
	err = d.pile(files.Editions, "/type/edition", "editions", read, func(l line, p *piles) error {
		d.Counts.Editions++
		var e keyed
		if json.Unmarshal(l.json, &e.edition) != nil {
			d.Counts.Damaged++
			return nil
		}
		if len(e.Works) == 0 || e.Works[0] == "" {
			d.Counts.Untitled++
			return nil
		}
		if !d.filter.wantsEdition(&e.edition) {
			return nil
		}
		of := string(e.Works[0])
		e.Key, e.Works = l.key, nil
		data, err := json.Marshal(onPile{Of: of, Edition: &e})
		if err != nil {
			return err
		}
		return p.put(of, data)
	})
	if err != nil {
		return err
	}
	return d.pile(files.Works, "/type/work", "works", read, func(l line, p *piles) error {
		d.Counts.Works++
		var w work
		if json.Unmarshal(l.json, &w) != nil {
			d.Counts.Damaged++
			return nil
		}
		switch {
		case strings.TrimSpace(w.Title) == "":
			d.Counts.Untitled++
			return nil
		case !d.filter.wants(&w):
			d.Counts.Filtered++
			return nil
		}
		w.Key = l.key
		data, err := json.Marshal(onPile{Of: w.Key, Work: &w})
		if err != nil {
			return err
		}
		return p.put(w.Key, data)
	})
}

// onPile is a work or an edition, with the key of its work.
type onPile struct {
	Of      string `json:"of"`
	Work    *work  `json:"work,omitempty"`
	Edition *keyed `json:"edition,omitempty"`
}

func (d *Dump) pile(file, kind, name string, read func(int) error, each func(l line, p *piles) error) error {
	p, err := newPiles(filepath.Join(d.dir, name))
	if err != nil {
		return err
	}
	err = eachLine(file, kind, &d.Counts, read, func(l line) error { return each(l, p) })
	return errors.Join(err, p.close())
}

// Records are the works, each with its best edition; the same for equal files,
// in the order of the piles and in these of the dump. The ID of a book is its
// key in lower case.
func (d *Dump) Records() imports.Records {
	return func(yield func(imports.Record, error) bool) {
		n := 0
		for i := range pileCount {
			if err := d.join(i, &n, yield); err != nil {
				if !errors.Is(err, errEnough) {
					yield(imports.Record{}, err)
				}
				return
			}
		}
	}
}

var errEnough = errors.New("enough")

// editions are those of a work.
type editions struct {
	best  *keyed
	isbns []string
}

// join joins the works of a pile with their editions.
func (d *Dump) join(pile int, n *int, yield func(imports.Record, error) bool) error {
	of := map[string]*editions{}
	err := eachOf(filepath.Join(d.dir, "editions"), pile, func(_ uint64, value []byte) error {
		var on onPile
		if err := json.Unmarshal(value, &on); err != nil || on.Edition == nil {
			return fmt.Errorf("pile %d of %s is damaged: remove the folder and begin again", pile, d.dir)
		}
		e := of[on.Of]
		if e == nil {
			e = &editions{}
			of[on.Of] = e
		}
		for _, isbn := range slices.Concat(on.Edition.ISBN13, on.Edition.ISBN10) {
			if len(e.isbns) < mostISBNs {
				e.isbns = append(e.isbns, strings.Clone(isbn))
			}
		}
		if e.best == nil || better(on.Edition, e.best) < 0 {
			e.best = on.Edition
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachOf(filepath.Join(d.dir, "works"), pile, func(_ uint64, value []byte) error {
		var on onPile
		if err := json.Unmarshal(value, &on); err != nil || on.Work == nil {
			return fmt.Errorf("pile %d of %s is damaged: remove the folder and begin again", pile, d.dir)
		}
		e := of[on.Of]
		if e == nil && d.filter.choosy() {
			d.Counts.Filtered++
			return nil
		}
		if e == nil {
			e = &editions{}
		}
		var authors []string
		for _, a := range on.Work.Authors {
			name, err := d.names.find(string(a))
			if err != nil {
				return err
			}
			if name != "" && !slices.Contains(authors, name) {
				authors = append(authors, imports.GivenFirst(name))
			}
		}
		*n++
		r := record(on.Work, e.best, e.isbns, authors)
		r.Place = imports.Item(*n)
		if !yield(r, nil) {
			return errEnough
		}
		return nil
	})
}
