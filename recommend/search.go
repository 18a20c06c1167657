package recommend

import (
	"cmp"
	"slices"
)

// How far the search goes. Each was set where going on changed no more than a
// few of 400 random instances (see the "gap" evaluation) and of plans for the
// areas of the shipped catalog.
const (
	// pairWidth is how many books are tried as the second of two changes.
	pairWidth = 24
	// polishItems is how many books the exact search at the end may choose
	// from: the plan's and its best extras. A problem of no more books than
	// that is searched whole, and longer.
	polishItems = 24
	polishNodes = 1500
	wholeNodes  = 40000
	// polishRounds bounds how often the exact search is begun again.
	polishRounds = 4
)

// solve finds a sequence of great J: from each of the starts, local search to
// where no change of one book helps; the best of them made anew in other ways
// (see [turn]), and local search from the most promising of these; from the
// best of all, to where no change of two books helps; then an exact search over
// that plan and the books that came nearest to entering it; and again from
// there, until that finds nothing.
//
// What does not depend on one another is done on as many processors as there
// are; what is found does not depend on how many.
func solve(p *problem) []int {
	starts := []func(*walk){bundles, boldly}
	if p.change > 0 {
		starts = []func(*walk){resume, bundles, boldly} // of equals, what was planned
	}
	walks := make([]*walk, len(starts))
	inParallel(len(starts), func(n int) {
		w := newWalk(p)
		starts[n](w)
		for singles(w) {
		}
		walks[n] = w
	})
	w := walks[0]
	for _, o := range walks[1:] {
		if o.total() > w.total()+exactTolerance {
			w = o
		}
	}
	turn(w)
	if pairs(w) {
		climb(w)
	}
	nodes := polishNodes
	if len(p.items) <= polishItems {
		nodes = wholeNodes
	}
	best := slices.Clone(w.seq)
	for range polishRounds {
		pool := append(slices.Clone(best), extras(w, polishItems-len(best))...)
		if len(pool) > mostExact {
			break
		}
		seq, j, _ := exact(p, pool, best, nodes)
		if j <= w.total()+exactTolerance {
			break
		}
		w.set(len(p.first), seq[len(p.first):])
		climb(w)
		best = slices.Clone(w.seq)
	}
	return best
}

// climb changes the walk's sequence as long as a change helps: changes of one
// book first, and of two where no single one helps. Each book's best change is
// made at once; the most promising books have their turn first.
func climb(w *walk) {
	for singles(w) || pairs(w) {
	}
}

// change is the best change met so far: tail from step at on.
type change struct {
	at   int
	tail []int
	gain float64
}

// offer takes a change if it is better than the best so far.
func (c *change) offer(w *walk, at int, tail []int) {
	if gain := w.try(at, tail) - w.total(); gain > c.gain {
		c.at, c.gain = at, gain
		c.tail = append(c.tail[:0], tail...)
	}
}

// insertion offers item b before step i.
func (c *change) insertion(w *walk, i, b int) {
	if gain := w.insert(i, b, c.gain) - w.total(); gain > c.gain {
		c.at, c.gain = i, gain
		c.tail = append(append(c.tail[:0], b), w.seq[i:]...)
	}
}

// apply makes the change, if there is one, and reports whether there was.
func (c *change) apply(w *walk) bool {
	if c.gain <= exactTolerance {
		return false
	}
	w.set(c.at, c.tail)
	c.gain = exactTolerance
	return true
}

// singles makes every insertion, replacement, removal and relocation that
// helps, one round of them, and reports whether any did.
func singles(w *walk) bool {
	first, helped := len(w.p.first), false
	var buf []int
	c := change{gain: exactTolerance}
	without := removals(w)
	for _, b := range extras(w, len(w.p.items)) {
		if w.used[b] {
			continue
		}
		for i := first; i <= len(w.seq); i++ {
			hope := w.hope(i, b)
			if hope > c.gain {
				c.insertion(w, i, b)
			}
			if i < len(w.seq) && without[i].mayGain(w.p, b, hope, c.gain) {
				buf = append(append(buf[:0], b), w.seq[i+1:]...)
				c.offer(w, i, buf)
			}
		}
		if c.apply(w) {
			without, helped = removals(w), true
		}
	}
	for i := first; i < len(w.seq); i++ {
		c.offer(w, i, w.seq[i+1:])
		for j := first; j < len(w.seq); j++ {
			if j != i {
				buf = moved(buf[:0], w.seq, i, j)
				c.offer(w, min(i, j), buf[min(i, j):])
			}
		}
		helped = c.apply(w) || helped
	}
	return helped
}

// removal is what it means to leave a step out.
type removal struct {
	loss   float64 // of J; below 0 where J gains, infinite where later steps cannot be read
	skills []int   // that later steps need and the step raises
}

// removals are the removals of the walk's steps.
func removals(w *walk) []removal {
	out := make([]removal, len(w.seq))
	for i := len(w.p.first); i < len(w.seq); i++ {
		out[i].loss = w.total() - w.try(i, w.seq[i+1:])
		for _, t := range w.p.items[w.seq[i]].gains {
			if w.needed(i+1, t.skill, w.state[i][t.skill]) {
				out[i].skills = append(out[i].skills, t.skill)
			}
		}
	}
	return out
}

// mayGain reports whether putting item b in a step's stead may gain more than
// least, where b hopes to bring so much by itself: what the step did for later
// ones only a book can do that teaches the same.
func (r *removal) mayGain(p *problem, b int, hope, least float64) bool {
	if hope-r.loss > least {
		return true
	}
	return hope > worse && slices.ContainsFunc(p.items[b].gains, func(t teach) bool { return slices.Contains(r.skills, t.skill) })
}

// moved appends seq with its step i moved to place j.
func moved(buf, seq []int, i, j int) []int {
	b := seq[i]
	buf = append(buf, seq[:i]...)
	buf = append(buf, seq[i+1:]...)
	return slices.Insert(buf, j, b)
}

// pairs makes the first change of two books that helps: a book out and another
// in elsewhere, or two in one after the other, the first of which opens the way
// to the second, as they are or in the stead of a third. It reports whether
// there was one.
func pairs(w *walk) bool {
	first, n := len(w.p.first), len(w.seq)
	buf := make([]int, 0, n+2)
	c := change{gain: exactTolerance}
	without := removals(w)
	for _, b := range extras(w, pairWidth) {
		for i := first; i < n; i++ {
			for j := first; j < n; j++ {
				if j == i || !without[i].mayGain(w.p, b, w.hope(j, b), c.gain) {
					continue // j == i is a replacement, tried before
				}
				buf = append(append(buf[:0], w.seq[:i]...), w.seq[i+1:]...)
				buf = slices.Insert(buf, j, b)
				c.offer(w, min(i, j), buf[min(i, j):])
			}
		}
		if c.apply(w) {
			return true
		}
		for _, opener := range w.p.openers(b) {
			if w.used[opener] || opener == b {
				continue
			}
			for i := first; i <= n; i++ {
				both := append(buf[:0], opener, b)
				c.offer(w, i, append(both, w.seq[i:]...))
				if i < n {
					c.offer(w, i, append(both, w.seq[i+1:]...))
				}
			}
		}
		if c.apply(w) {
			return true
		}
	}
	return false
}

// openersPerNeed is how many books are tried for each thing that a book needs.
const openersPerNeed = 4

// openers are the items that raise most per felt hour what an item needs
// beyond the start.
func (p *problem) openers(then int) []int {
	type opener struct {
		item int
		rate float64
	}
	var out []int
	for _, n := range p.items[then].needs {
		if n.level <= p.start[n.skill] {
			continue
		}
		var list []opener
		for _, i := range p.teachers[n.skill] {
			for _, t := range p.items[i].gains {
				if up := min(t.level, n.level) - p.start[n.skill]; t.skill == n.skill && up > 0 {
					list = append(list, opener{i, up / p.items[i].felt})
				}
			}
		}
		slices.SortStableFunc(list, func(a, b opener) int { return cmp.Compare(b.rate, a.rate) })
		for _, o := range list[:min(openersPerNeed, len(list))] {
			if !slices.Contains(out, o.item) {
				out = append(out, o.item)
			}
		}
	}
	return out
}

// extras are up to n unread items that promise most: by the best place for
// each in the sequence as it stands, limits left aside, or by what it would
// bring to a reader who is ready for it, at a discount.
func extras(w *walk, n int) []int {
	const unready = 0.5 // what a promise counts that hangs on another book
	type extra struct {
		item int
		gain float64
	}
	list := make([]extra, 0, len(w.p.items))
	for b := range w.p.items {
		if w.used[b] {
			continue
		}
		it := &w.p.items[b]
		gain := worse
		for i := len(w.p.first); i <= len(w.seq); i++ {
			if value := w.alone(i, b); value > worse {
				gain = max(gain, w.p.worth(it, w.disc[i]*it.decay, value))
			}
		}
		promise := unready * w.p.worth(it, it.decay, w.p.ceiling(w.state[len(w.seq)], it))
		list = append(list, extra{b, max(gain, promise) / it.felt})
	}
	slices.SortFunc(list, func(a, b extra) int { return cmp.Or(cmp.Compare(b.gain, a.gain), a.item-b.item) })
	list = list[:max(0, min(n, len(list)))]
	out := make([]int, len(list))
	for i, x := range list {
		out[i] = x.item
	}
	return out
}
