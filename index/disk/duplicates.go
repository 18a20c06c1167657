package disk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/cespare/xxhash/v2"

	"readpath/catalog"
)

// Duplicates are the records of one edition under several ids.
type Duplicates struct {
	Keep   *catalog.Book   `json:"keep"` // the one that says most
	Remove []*catalog.Book `json:"remove"`
}

// Duplicates finds books that are in more than once: records with a key or an
// ISBN in common, or with the same title and subtitle, year, and an author's
// surname. Of records that say as much, the first is kept. They come in the
// order of those to keep. Cost: reading all records, and about 150 bytes of
// memory for each book.
func (l *Library) Duplicates() ([]Duplicates, error) {
	var at []Candidate // by a running number; Score is how much the record says
	var group []int32  // by the same: the first number of the group, or one nearer to it
	first := map[uint64]int32{}
	root := func(i int32) int32 {
		for group[i] != i {
			group[i] = group[group[i]]
			i = group[i]
		}
		return i
	}
	for _, p := range l.parts {
		err := p.books(func(n uint32, rec record) error {
			i := int32(len(at))
			at = append(at, Candidate{p, n, says(rec.Book)})
			group = append(group, i)
			for _, name := range editionOf(rec) {
				h := xxhash.Sum64String(name)
				if j, there := first[h]; there {
					a, b := root(i), root(j)
					group[max(a, b)] = min(a, b)
				} else {
					first[h] = i
				}
			}
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	members := map[int32][]Candidate{}
	for i := range at {
		if r := root(int32(i)); r != int32(i) {
			if members[r] == nil {
				members[r] = []Candidate{at[r]}
			}
			members[r] = append(members[r], at[i])
		}
	}
	var out []Duplicates
	for i := range at {
		all := members[int32(i)]
		if all == nil {
			continue
		}
		slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
		books, err := l.Load(all)
		if err != nil {
			return nil, err
		}
		out = append(out, Duplicates{books[0], books[1:]})
	}
	return out, nil
}

// says is how much a record says of its book.
func says(b *catalog.Book) float64 {
	n := float64(min(len(b.Description), 2000)) / 100
	for _, known := range []bool{b.ISBN != "", b.Pages > 0, b.Year > 0, b.Publisher != "", len(b.Authors) > 0, len(b.Topics) > 0,
		len(b.Chapters) > 0, b.URL != "", b.Inferred == nil} {
		if known {
			n += 5
		}
	}
	return n
}

// editionOf are the names that records of one edition share.
func editionOf(rec record) []string {
	names := slices.Clone(rec.Keys)
	if rec.Book.ISBN != "" {
		names = append(names, rec.Book.ISBN)
	}
	if rec.Book.Year == 0 {
		return names
	}
	title := catalog.Normal(rec.Book.Title + " " + rec.Book.Subtitle)
	for _, a := range rec.Book.Authors {
		if words := strings.Fields(catalog.Normal(a)); len(words) > 0 {
			names = append(names, fmt.Sprintf("%s\x00%s\x00%d %d", title, words[len(words)-1], rec.Book.Year, rec.Book.Edition))
		}
	}
	return names
}
