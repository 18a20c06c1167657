package recommend

import (
	"cmp"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/catalog/infer"
	"readpath/profiles"
)

// OrderRequest asks for the best order of exactly these books.
type OrderRequest struct {
	Catalog *catalog.Catalog
	Profile *profiles.Profile // nil: a reader who just meets the easiest book's requirements
	Model   Model
	Year    int      // of today, for the age of books
	Books   []string // ids, each once

	without string // evidence for the places of books known by text that is left out, to measure it
}

// An Ordering is books in the order in which to read them.
type Ordering struct {
	Reader     string    `json:"reader"`       // for whom the order is
	Order      []Ordered `json:"order"`        // every book of the request
	TakenAsMet []Met     `json:"taken_as_met"` // what books ask for and none of the others teaches
}

// Ordered is one book of an ordering.
type Ordered struct {
	ID        string        `json:"id"`
	Title     string        `json:"title"`
	Why       string        `json:"why"`
	Level     catalog.Level `json:"level"`
	Inferred  bool          `json:"inferred,omitempty"` // the level is, from the book's text
	Hours     float64       `json:"hours"`
	Readiness float64       `json:"readiness"`
	Missing   []Met         `json:"missing,omitempty"`   // what the reader still lacks for it there
	BuildsOn  []Built       `json:"builds_on,omitempty"` // earlier books that teach what it asks for
	LeadsTo   []string      `json:"leads_to,omitempty"`  // ids of later books that it prepares
	Gains     []Gain        `json:"gains"`               // Value is in levels
}

// Built is a requirement that an earlier book met.
type Built struct {
	Book  string `json:"book"`
	Skill string `json:"skill"`
	Name  string `json:"name"`
}

const (
	// inversionPrice is what an order pays for each step of depth by which a
	// book stands deeper in the map of skills than one that comes after it, as
	// a share of all there is to gain: where the model sees little difference,
	// this goes as a teacher would, from the shallow to the deep.
	inversionPrice = 1.0
	// mostPaid is the step of depth beyond which an order pays no more: a book
	// that builds on another, however deep, is to come after it, since
	// reading it first costs more than that.
	mostPaid = 0.5
	// movesUpTo is the number of books up to which an order is improved by
	// moves, which cost the third power of it; more go by their depth alone.
	movesUpTo = 120
)

// Order is the order in which the books serve the reader best. It is the
// sequence of all of them that has the greatest sum of discounted gains, in
// levels of every skill that they teach, as in a plan but without a price of
// hours: what is read unready teaches little, and what is learnt early counts
// more. Of orders that come to much the same, it prefers those that go from what
// stands on little in the map of skills to what stands on much, and from one
// volume of a series to the next.
//
// Where most of the books are known by their text only, they go by inferred
// level, and of books about as hard that comes first which more of the others
// build upon or speak of; see place.go.
//
// It never refuses. What a book asks for and no other teaches cannot decide
// the order: it is taken as met, and reported. A book that the reader is not
// ready for even so stands where it lacks least, and says what is missing.
//
// Cost: about n^3 steps of the model for n up to 120 books, n^2 beyond.
func Order(r *OrderRequest) *Ordering {
	o := newOrderer(r)
	o.improve()
	return o.ordering()
}

type orderer struct {
	*OrderRequest
	c     *compiled
	p     *problem
	books []*catalog.Book // by item
	depth []float64       // by item; its place where most are known by text
	taken []Met
	seq   []int

	special []float64 // by item, where most are known by text; see infer.Special
	asking  []int     // others that ask for what it mainly teaches

	state []float64 // scratch
}

func newOrderer(r *OrderRequest) *orderer {
	reader := r.Profile
	if reader == nil {
		reader = &profiles.Profile{}
	}
	c := &compiled{
		Request: &Request{Catalog: r.Catalog, Profile: reader, Model: r.Model}, pace: measurePace(r.Catalog, reader, &r.Model),
		skillAt: map[string]int{},
	}
	c.Today = c.Today.AddDate(r.Year-1, 0, 0)
	o := &orderer{OrderRequest: r, c: c, p: &problem{model: r.Model, budget: math.Inf(1), limit: len(r.Books)}}
	c.p = o.p
	c.state, _ = start(r.Catalog, reader, &r.Model, nil)
	if r.Profile == nil {
		c.state = map[string]float64{}
		for _, need := range easiest(r.Catalog, r.Books).Requires {
			c.state[need.Skill] = float64(need.Level)
		}
	}
	depths := newDepths(r.Catalog)
	for _, id := range r.Books {
		b := r.Catalog.Book(id)
		it := c.item(b, nil)
		c.like(&it)
		c.weigh(&it, c.state)
		it.begun = true // all are read, ready or not
		o.p.items = append(o.p.items, it)
		o.books = append(o.books, b)
		o.depth = append(o.depth, depths.book(b))
	}
	if o.byText() {
		o.special, o.asking = infer.Special(o.books), o.countAsking()
		o.depth = o.places()
	}
	o.inSeries()
	o.p.start = make([]float64, len(c.skills))
	for k, id := range c.skills {
		o.p.start[k] = c.state[id]
	}
	o.takeAsMet()
	o.goals()
	o.p.index()
	o.state = make([]float64, len(c.skills))
	return o
}

// volumeDepth is how much deeper each volume of a series stands at least than
// the one before it: an author who numbers volumes means them to be read so.
const volumeDepth = 0.1

// inSeries lets no volume of a series stand less deep than an earlier one.
func (o *orderer) inSeries() {
	var volumes []int
	for i, b := range o.books {
		if b.Series != nil {
			volumes = append(volumes, i)
		}
	}
	slices.SortStableFunc(volumes, func(a, b int) int {
		s, t := o.books[a].Series, o.books[b].Series
		return cmp.Or(cmp.Compare(s.Name, t.Name), cmp.Compare(s.Number, t.Number))
	})
	for n, i := range volumes[min(1, len(volumes)):] {
		before := volumes[n]
		if s, t := o.books[before].Series, o.books[i].Series; s.Name == t.Name && s.Number < t.Number {
			o.depth[i] = max(o.depth[i], o.depth[before]+volumeDepth)
		}
	}
}

// easiest is the book of the lowest level, the first of equals.
func easiest(cat *catalog.Catalog, ids []string) *catalog.Book {
	best := cat.Book(ids[0])
	for _, id := range ids[1:] {
		if b := cat.Book(id); b.Level() < best.Level() {
			best = b
		}
	}
	return best
}

// takeAsMet lowers each need to what the start and the other books can bring
// the reader to. A book that itself asks as much in a skill brings nobody to
// that need: two books of one level do not wait for each other.
func (o *orderer) takeAsMet() {
	for i := range o.p.items {
		it := &o.p.items[i]
		for n := range it.needs {
			need := &it.needs[n]
			had := o.p.start[need.skill]
			top := had
			for j := range o.p.items {
				if o.p.items[j].asks(need.skill) >= need.level {
					continue
				}
				for _, t := range o.p.items[j].gains {
					if j != i && t.skill == need.skill && t.level > had {
						top = max(top, had+t.trust*(t.level-had))
					}
				}
			}
			if need.level <= top+1e-9 {
				continue
			}
			id := o.c.skills[need.skill]
			met := Met{
				Skill: id, Name: o.Catalog.SkillName(id),
				Need: catalog.Level(need.level), Have: catalog.Level(top), Short: catalog.Level(need.level - top),
			}
			if at := slices.IndexFunc(o.taken, func(m Met) bool { return m.Skill == id }); at < 0 {
				o.taken = append(o.taken, met)
			} else if met.Need > o.taken[at].Need {
				o.taken[at] = met
			}
			need.level = top
		}
	}
}

// goals wants all that the books teach, a level in any skill worth the same,
// and the whole worth one.
func (o *orderer) goals() {
	o.p.goal = make([]float64, len(o.p.start))
	o.p.slope = make([]float64, len(o.p.start))
	for i := range o.p.items {
		for _, t := range o.p.items[i].gains {
			o.p.goal[t.skill] = max(o.p.goal[t.skill], t.level)
		}
	}
	all := 0.0
	for k, g := range o.p.goal {
		all += max(0, g-o.p.start[k])
	}
	for k, g := range o.p.goal {
		if all > 0 && g > o.p.start[k] {
			o.p.slope[k] = 1 / all
		}
	}
}

// score is what an order is worth: what it brings, less what it pays for
// going from what stands deep to what does not.
func (o *orderer) score(seq []int) float64 {
	paid := 0.0
	for n, i := range seq {
		for _, later := range seq[n+1:] {
			paid += min(mostPaid, max(0, o.depth[i]-o.depth[later]))
		}
	}
	return o.gains(seq) - inversionPrice*paid/float64(len(seq))
}

// gains is what an order brings, discounted, as a share of all there is.
func (o *orderer) gains(seq []int) float64 {
	copy(o.state, o.p.start)
	discount, sum := 1.0, 0.0
	for _, i := range seq {
		_, value := o.p.step(o.state, &o.p.items[i])
		discount *= o.p.items[i].decay
		sum += discount * value
	}
	return sum
}

// improve begins with the books from easiest to hardest and moves one at a
// time to where it serves best, until no move helps.
func (o *orderer) improve() {
	n := len(o.p.items)
	for i := range n {
		o.seq = append(o.seq, i)
	}
	slices.SortStableFunc(o.seq, func(a, b int) int {
		return cmp.Or(cmp.Compare(o.depth[a], o.depth[b]), byID(o.p.items[a], o.p.items[b]))
	})
	if n > movesUpTo || o.byText() {
		return
	}
	best := o.score(o.seq)
	buf := make([]int, 0, n)
	for helped := true; helped; {
		helped = false
		for i := range n {
			place, top := i, best
			for j := range n {
				if j == i {
					continue
				}
				buf = moved(buf[:0], o.seq, i, j)
				if s := o.score(buf); s > top+exactTolerance {
					place, top = j, s
				}
			}
			if place != i {
				o.seq = append(o.seq[:0], moved(buf[:0], o.seq, i, place)...)
				best, helped = top, true
			}
		}
	}
}

// ordering tells what the order came to.
func (o *orderer) ordering() *Ordering {
	out := &Ordering{Reader: "a reader who just meets what the easiest of these books asks for", TakenAsMet: o.taken}
	if o.Profile != nil {
		if out.Reader = o.Profile.Name; out.Reader == "" {
			out.Reader = "the reader of the profile"
		}
	}
	if out.TakenAsMet == nil {
		out.TakenAsMet = []Met{}
	}
	state := slices.Clone(o.p.start)
	raised := map[int][]string{}
	for n, i := range o.seq {
		it := &o.p.items[i]
		b := o.Catalog.Book(it.id)
		e := Ordered{ID: b.ID, Title: b.Title, Level: b.Level(), Inferred: b.Inferred != nil, Hours: roundHours(it.hours)}
		for _, need := range it.needs {
			m := o.c.met(need, state)
			if m.Short > 1e-9 {
				e.Missing = append(e.Missing, m)
			}
			for _, id := range raised[need.skill] {
				if need.level > o.p.start[need.skill] {
					e.BuildsOn = append(e.BuildsOn, Built{id, m.Skill, m.Name})
				}
			}
		}
		before := slices.Clone(state)
		e.Gains, e.Readiness = o.c.read(it, state)
		for _, g := range e.Gains {
			k := o.c.skillAt[g.Skill]
			raised[k] = append(raised[k], it.id)
		}
		e.LeadsTo = o.leadsTo(n, before)
		out.Order = append(out.Order, e)
	}
	if o.byText() {
		for n, i := range o.seq {
			out.Order[n].Why = o.placeWhy(i)
		}
		return out
	}
	for n := range out.Order {
		out.Order[n].Why = o.why(out.Order, n)
	}
	return out
}

// leadsTo are the later books that need what step n teaches, above what the
// reader had before it.
func (o *orderer) leadsTo(n int, before []float64) []string {
	var ids []string
	for _, t := range o.p.items[o.seq[n]].gains {
		for _, later := range o.seq[n+1:] {
			it := &o.p.items[later]
			for _, need := range it.needs {
				if need.skill == t.skill && need.level > before[t.skill] && !slices.Contains(ids, it.id) {
					ids = append(ids, it.id)
				}
			}
		}
	}
	return ids
}
