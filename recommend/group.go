package recommend

import (
	"errors"
	"fmt"
	"slices"
)

// sharePrice is what a book must bring a group, on the mean of its members and
// in units of the objective, besides its readers' hours: to get hold of copies,
// to settle dates, to talk it over. Without it a group's plan would be no more
// than its members' own plans shuffled together; with it, a book that serves
// several is taken before two that serve one each a little better. It is the
// price of a change, for the same reason: smaller differences say nothing.
const sharePrice = changePrice

// MostMembers is how many readers a group may have.
const MostMembers = 12

// A GroupPlan is one order of books for several readers. Its objective is
//
//	G = sum over members m of J_m / M - price * books
//
// where J_m is the objective of the member's own plan: the books of the common
// order that they read, in that order, each with their own levels, goals, hours
// and pace. Every book that somebody reads, they are ready for when they come
// to it, as in any plan; what is not worth its hours to a member, they skip.
type GroupPlan struct {
	Objective float64     `json:"objective"` // G
	Price     float64     `json:"price"`     // of each book
	Books     []GroupBook `json:"books"`     // in the common order
	Members   []Member    `json:"members"`   // as they were given
}

// A GroupBook is a book of a common order.
type GroupBook struct {
	Book  BookRef  `json:"book"`
	Read  []string `json:"read"`  // names of the members who read it
	Loss  float64  `json:"loss"`  // of G, without it; members read the rest as suits them then
	Hours float64  `json:"hours"` // of all its readers
}

// A Member is one reader of a group.
type Member struct {
	Name    string  `json:"name"`
	Plan    *Plan   `json:"plan"`  // the ledger of what they read; its objective is the member's J
	Alone   Totals  `json:"alone"` // of the plan that would be made for them alone
	AloneJ  float64 `json:"alone_objective"`
	Skipped []Skip  `json:"skipped"` // books of the common order, in that order
}

// A Skip is a book of the common order that a member does not read.
type Skip struct {
	Book   string  `json:"book"`
	Title  string  `json:"title"`
	Why    string  `json:"why"`              // one of the reasons below, or what keeps it out
	Change float64 `json:"change,omitempty"` // of the member's objective, if they read it all the same; not above 0
}

// Why a member skips a book.
const (
	SkipPrice   = "it brings less than its hours cost"
	SkipUnready = "not ready for it when it comes"
	SkipNoTime  = "no time is left for it"
	SkipIdle    = "it teaches nothing wanted or needed"
)

// errNoMembers says that nobody is to read.
var errNoMembers = errors.New("a group has no members")

// MakeGroupPlan makes one plan for the readers of several requests, which may
// differ in their profiles; Since is not looked at. MaxBooks is the number of
// books of the common order, the least that is given.
//
// The search begins with the members' own plans and improves their union, and
// an empty list, by local changes (a book in, out, for another, elsewhere),
// members reading what serves them; the better of the two is the plan. There is
// no proof that it is the best. Cost: a plan for each member, then some tenths
// of a second for five.
func MakeGroupPlan(requests []*Request) (*GroupPlan, error) {
	if len(requests) == 0 {
		return nil, errNoMembers
	}
	if len(requests) > MostMembers {
		return nil, fmt.Errorf("%d members are more than the %d of a group", len(requests), MostMembers)
	}
	g, err := newGroup(requests)
	if err != nil {
		return nil, err
	}
	return g.plan(g.search()), nil
}

// group is the members' problems, with the books that may be in the common
// order as numbers of their own.
type group struct {
	members []*compiled
	alone   [][]int
	ids     []string
	item    [][]int // by member and book, the member's item; -1 if it is none
	limit   int
	head    int // the first books are begun by somebody, and lead the order
}

// newGroup solves for each member alone, to know which books matter.
func newGroup(requests []*Request) (*group, error) {
	g := &group{}
	var begun, pool []string
	for _, r := range requests {
		own := *r
		own.Since, own.MaxBooks = nil, 0
		c, err := compile(&own)
		if err != nil {
			return nil, err
		}
		if r.MaxBooks > 0 && (g.limit == 0 || r.MaxBooks < g.limit) {
			g.limit = r.MaxBooks
		}
		begunHours := 0.0
		for _, i := range c.p.first {
			begunHours += c.p.items[i].hours
		}
		c.p.budget = max(c.p.budget, begunHours) // what is begun is read, whatever the time
		seq := solve(c.p)
		w := newWalk(c.p)
		w.set(len(c.p.first), seq[len(c.p.first):])
		for n, i := range slices.Concat(seq, extras(w, groupExtras)) {
			if id := c.p.items[i].id; n < len(c.p.first) {
				begun = append(begun, id)
			} else {
				pool = append(pool, id)
			}
		}
		g.members, g.alone = append(g.members, c), append(g.alone, seq)
	}
	slices.Sort(begun)
	begun = slices.Compact(begun)
	g.head = len(begun)
	slices.Sort(pool)
	pool = slices.DeleteFunc(slices.Compact(pool), func(id string) bool { return slices.Contains(begun, id) })
	g.ids = slices.Concat(begun, pool)
	if g.limit == 0 {
		g.limit = len(g.ids)
	}
	g.limit = max(g.limit, g.head)
	for _, c := range g.members {
		at := make([]int, len(g.ids))
		for b, id := range g.ids {
			at[b] = slices.IndexFunc(c.p.items, func(it item) bool { return it.id == id })
		}
		g.item = append(g.item, at)
	}
	return g, nil
}

// groupExtras is how many books beside their own plan each member brings in.
const groupExtras = 12

// common is a common order with what each member reads of it.
type common struct {
	order []int    // books
	reads [][]bool // by member and book
	j     []float64
}

func (s *common) clone() *common {
	c := &common{order: slices.Clone(s.order), j: slices.Clone(s.j)}
	for _, r := range s.reads {
		c.reads = append(c.reads, slices.Clone(r))
	}
	return c
}

// worth is G of a common order.
func (g *group) worth(s *common) float64 {
	sum := 0.0
	for _, j := range s.j {
		sum += j
	}
	return sum/float64(len(g.members)) - sharePrice*float64(len(s.order))
}

// sequence is what a member reads of an order, as their items.
func (g *group) sequence(m int, order []int, reads []bool) []int {
	var seq []int
	seq = append(seq, g.members[m].p.first...)
	for _, b := range order {
		if i := g.item[m][b]; reads[b] && i >= 0 && !slices.Contains(seq, i) {
			seq = append(seq, i)
		}
	}
	return seq
}

// objective is a member's J, pins counted; worse if they may not read that.
func (g *group) objective(m int, order []int, reads []bool) float64 {
	if j, ok := g.members[m].p.objective(g.sequence(m, order, reads)); ok {
		return j
	}
	return worse
}

// settle lets every member read of the order what serves them: one book more or
// less at a time, as long as that gains.
func (g *group) settle(s *common) {
	for m := range g.members {
		reads := s.reads[m]
		for b := range reads {
			reads[b] = reads[b] && slices.Contains(s.order, b)
		}
		j := g.objective(m, s.order, reads)
		if j == worse { // the order has become one that they cannot read
			clear(reads)
			j = g.objective(m, s.order, reads)
		}
		for {
			best, top := -1, j+exactTolerance
			for _, b := range s.order {
				if i := g.item[m][b]; i < 0 || slices.Contains(g.members[m].p.first, i) {
					continue
				}
				reads[b] = !reads[b]
				if now := g.objective(m, s.order, reads); now > top {
					best, top = b, now
				}
				reads[b] = !reads[b]
			}
			if best < 0 {
				break
			}
			reads[best] = !reads[best]
			j = top
		}
		s.j[m] = j
	}
	g.drop(s)
}

// drop takes the books out of the order that nobody reads.
func (g *group) drop(s *common) {
	s.order = slices.DeleteFunc(s.order, func(b int) bool {
		if b < g.head {
			return false
		}
		return !slices.ContainsFunc(s.reads, func(r []bool) bool { return r[b] })
	})
}

// start is a common order of nothing but what is begun.
func (g *group) start() *common {
	s := &common{j: make([]float64, len(g.members))}
	for b := range g.head {
		s.order = append(s.order, b)
	}
	for range g.members {
		s.reads = append(s.reads, make([]bool, len(g.ids)))
	}
	g.settle(s)
	return s
}

// union is the members' own plans, merged: of the books that come next in some
// plan, and later in none, the one that most plans have comes first.
func (g *group) union() *common {
	s := g.start()
	rest := make([][]int, len(g.members))
	for m, seq := range g.alone {
		for _, i := range seq[len(g.members[m].p.first):] {
			b := slices.Index(g.item[m], i)
			if b >= g.head {
				rest[m] = append(rest[m], b)
			}
			s.reads[m][b] = true
		}
	}
	for {
		best, votes := -1, -1
		for _, list := range rest {
			if len(list) == 0 {
				continue
			}
			b, first, later := list[0], 0, 0
			for _, other := range rest {
				switch at := slices.Index(other, b); {
				case at == 0:
					first++
				case at > 0:
					later++
				}
			}
			if v := len(rest)*first - (len(rest)+1)*later + len(rest)*len(rest)*2; v > votes {
				best, votes = b, v
			}
		}
		if best < 0 {
			break
		}
		s.order = append(s.order, best)
		for m := range rest {
			rest[m] = slices.DeleteFunc(rest[m], func(b int) bool { return b == best })
		}
	}
	g.settle(s)
	return s
}

// search is the better of what local search makes of the two starts.
func (g *group) search() *common {
	var best *common
	for _, s := range []*common{g.union(), g.start()} {
		for len(s.order) > g.limit {
			s = g.cheapest(s)
		}
		s = g.climb(s)
		if best == nil || g.worth(s) > g.worth(best)+exactTolerance {
			best = s
		}
	}
	return best
}

// cheapest is an order without the book that it loses least by.
func (g *group) cheapest(s *common) *common {
	var best *common
	for n := g.head; n < len(s.order); n++ {
		c := g.without(s, n)
		if best == nil || g.worth(c) > g.worth(best) {
			best = c
		}
	}
	return best
}

// without is an order without its book n.
func (g *group) without(s *common, n int) *common {
	c := s.clone()
	c.order = slices.Delete(c.order, n, n+1)
	g.settle(c)
	return c
}

// climb makes the best change as long as one gains.
func (g *group) climb(s *common) *common {
	for {
		best := s
		take := func(c *common) {
			if c != nil && g.worth(c) > g.worth(best)+exactTolerance {
				best = c
			}
		}
		for n := g.head; n < len(s.order); n++ {
			take(g.without(s, n))
			for to := g.head; to < len(s.order); to++ {
				if to != n {
					take(g.moved(s, n, to))
				}
			}
			take(g.insert(s, n)) // another book in the place of this one
		}
		if len(s.order) < g.limit {
			take(g.insert(s, -1))
		}
		if best == s {
			return s
		}
		s = best
	}
}

// moved is an order with its book n at another place.
func (g *group) moved(s *common, n, to int) *common {
	c := s.clone()
	c.order = moved(nil, s.order, n, to)
	for m := range g.members {
		if c.j[m] = g.objective(m, c.order, c.reads[m]); c.j[m] == worse {
			g.settle(c)
			return c
		}
	}
	return c
}

// insert is an order with the one book more by which it gains most, in the
// place of book out if that is not -1; nil if none gains. Each book is tried
// with the members who gain by it at once; then all read what serves them.
func (g *group) insert(s *common, out int) *common {
	order, from, to := s.order, g.head, len(s.order)
	if out >= 0 {
		order = slices.Delete(slices.Clone(s.order), out, out+1)
		from, to = out, out
	}
	reads := make([][]bool, len(g.members))
	base := make([]float64, len(g.members))
	for m := range g.members {
		reads[m] = slices.Clone(s.reads[m])
		if base[m] = s.j[m]; out >= 0 {
			reads[m][s.order[out]] = false
			base[m] = g.objective(m, order, reads[m])
		}
	}
	top, where, which := 0.0, -1, -1
	for b := g.head; b < len(g.ids); b++ {
		if slices.Contains(s.order, b) {
			continue
		}
		for at := from; at <= to; at++ {
			tried := slices.Insert(slices.Clone(order), at, b)
			gain := 0.0
			for m := range g.members {
				if g.item[m][b] < 0 {
					continue
				}
				reads[m][b] = true
				gain += max(0, g.objective(m, tried, reads[m])-max(base[m], 0))
				reads[m][b] = false
			}
			if gain > top {
				top, where, which = gain, at, b
			}
		}
	}
	if which < 0 {
		return nil
	}
	c := s.clone()
	c.order = slices.Insert(slices.Clone(order), where, which)
	for m := range g.members {
		copy(c.reads[m], reads[m])
		c.reads[m][which] = g.item[m][which] >= 0
		if g.objective(m, c.order, c.reads[m]) < base[m] {
			c.reads[m][which] = false
		}
	}
	g.settle(c)
	return c
}
