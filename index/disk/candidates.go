package disk

import (
	"cmp"
	"errors"
	"maps"
	"math"
	"slices"
	"sync"

	"readpath/catalog"
)

// A Want is a skill that a plan wants taught.
type Want struct {
	Skill    string
	From, To catalog.Level // where the reader stands, and what is of use
	Most     int           // so many books at most
	Taste    Taste
}

// A Candidate is a book of a library that may be of use to a plan.
type Candidate struct {
	part  *part
	book  uint32
	Score float64 // > 0; by the ranks of the book among those that teach the skill
}

// fusion is the constant of reciprocal rank fusion (Cormack, Clarke and
// Buettcher 2009).
const fusion = 60

// Teaching are the books that teach a skill beyond where the reader stands,
// the most promising first. They are those that stand high, on the whole, by
// three orders: what they bring for an hour, how far they bring the reader, and
// how little they ask beyond where he stands; in each, what is not to be
// trusted counts less. Equals stand in the order in which they came. Cost: one
// pass over the skill's list, about 10 ns for each book that teaches it.
func (l *Library) Teaching(want Want) ([]Candidate, error) {
	if want.Most <= 0 || want.To <= want.From {
		return nil, nil
	}
	orders := [3]best{{most: 3 * want.Most}, {most: 3 * want.Most}, {most: 3 * want.Most}}
	keeps := want.Taste.keeps()
	from, to := float64(want.From), float64(want.To)
	for _, p := range l.parts {
		list, err := p.skills.list(want.Skill)
		if err != nil {
			return nil, err
		}
		for ; len(list) > 0; list = list[taughtSize:] {
			t := readTaught(list)
			level := float64(t.teaches) / 10
			if level <= from || p.gone.has(t.book) || !keeps(t) {
				continue
			}
			trust := float64(t.trust) / math.MaxUint8
			gain := trust * (min(level, to) - from)
			rate := gain / hoursOf(t)
			gap := max(0, float64(t.asks)/10-from)
			c := Candidate{part: p, book: t.book}
			// The rate settles what the other two leave open.
			orders[0].add(c, rate, 0)
			orders[1].add(c, gain, rate)
			orders[2].add(c, -gap, rate)
		}
	}
	type at struct {
		part *part
		book uint32
	}
	scores := map[at]float64{}
	var all []Candidate
	for i := range orders {
		for rank, e := range orders[i].sorted() {
			k := at{e.part, e.book}
			if scores[k] == 0 {
				all = append(all, e.Candidate)
			}
			scores[k] += 1 / (fusion + float64(rank))
		}
	}
	for i, c := range all {
		all[i].Score = scores[at{c.part, c.book}]
	}
	l.inOrder(all)
	slices.SortStableFunc(all, func(a, b Candidate) int { return cmp.Compare(b.Score, a.Score) })
	return all[:min(want.Most, len(all))], nil
}

// inOrder sorts candidates as they came into the library.
func (l *Library) inOrder(all []Candidate) {
	place := map[*part]int{}
	for i, p := range l.parts {
		place[p] = i
	}
	slices.SortFunc(all, func(a, b Candidate) int {
		return cmp.Or(cmp.Compare(place[a.part], place[b.part]), cmp.Compare(a.book, b.book))
	})
}

// hoursOf is about how long a book takes: it only has to order books, and long
// stands for a length that is not known.
func hoursOf(t taught) float64 {
	const long = 620
	perPage := [4]float64{1, 0.4, 1, 2.2}[t.traits>>densityShift&3] // unknown, prose, technical, mathematical
	return float64(cmp.Or(int(t.pages), long)) * perPage
}

// best keeps the entries that are greatest by two numbers, the earliest of
// equals. It is a heap with the least of those on top.
type best struct {
	most int
	heap []ranked
	seen int
}

type ranked struct {
	Candidate
	first, second float64
	seen          int
}

// before reports whether a stands before b in the order.
func (a *ranked) before(b *ranked) bool {
	if a.first != b.first {
		return a.first > b.first
	}
	if a.second != b.second {
		return a.second > b.second
	}
	return a.seen < b.seen
}

func (h *best) add(c Candidate, first, second float64) {
	h.seen++
	if len(h.heap) == h.most && (first < h.heap[0].first || first == h.heap[0].first && second <= h.heap[0].second) {
		return // as nearly all do; of equals, those on the heap came earlier
	}
	e := ranked{c, first, second, h.seen}
	if len(h.heap) < h.most {
		h.heap = append(h.heap, e)
		for i := len(h.heap) - 1; i > 0; { // up
			above := (i - 1) / 2
			if !h.heap[above].before(&h.heap[i]) {
				break
			}
			h.heap[above], h.heap[i] = h.heap[i], h.heap[above]
			i = above
		}
		return
	}
	h.heap[0] = e
	for i := 0; ; { // down
		last := i
		for _, below := range [2]int{2*i + 1, 2*i + 2} {
			if below < len(h.heap) && h.heap[last].before(&h.heap[below]) {
				last = below
			}
		}
		if last == i {
			return
		}
		h.heap[i], h.heap[last] = h.heap[last], h.heap[i]
		i = last
	}
}

func (h *best) sorted() []ranked {
	slices.SortFunc(h.heap, func(a, b ranked) int {
		if a.before(&b) {
			return -1
		}
		return 1
	})
	return h.heap
}

// Load reads the books of candidates of this library, in their order. Each
// block of records is read once, several parts at a time.
func (l *Library) Load(all []Candidate) ([]*catalog.Book, error) {
	places := map[*part]map[uint32][]int{} // in all, by part and number
	for i, c := range all {
		if places[c.part] == nil {
			places[c.part] = map[uint32][]int{}
		}
		places[c.part][c.book] = append(places[c.part][c.book], i)
	}
	books := make([]*catalog.Book, len(all))
	errs := make([]error, len(l.parts))
	var reading sync.WaitGroup
	for i, p := range l.parts {
		of := places[p]
		if len(of) == 0 {
			continue
		}
		reading.Go(func() {
			errs[i] = p.recs.lines(slices.Sorted(maps.Keys(of)), func(n uint32, line []byte) error {
				rec, err := decodeRecord(line)
				for _, at := range of[n] {
					books[at] = rec.Book
				}
				return err
			})
		})
	}
	reading.Wait()
	return books, errors.Join(errs...)
}
