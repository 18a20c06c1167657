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

// solve finds a sequence of great J: from each of the starts, local search
// to where no change of one book helps; from the best of them, to where
// none of two does; then an exact search over that plan and the books that
// came nearest to entering it; and again from there, until that finds nothing.
func solve(p *problem) []int {
	w := newWalk(p)
	var best []int
	top := worse
	keep := func() bool {
		if w.total() <= top+exactTolerance {
			return false
		}
		best, top = slices.Clone(w.seq), w.total()
		return true
	}
	starts := []func(*walk){myopic, bundles, boldly}
	if p.change > 0 {
		starts = []func(*walk){resume, myopic, bundles, boldly} // of equals, what was planned
	}
	for _, start := range starts {
		w.set(len(p.first), nil)
		start(w)
		for singles(w) {
		}
		keep()
	}
	w.set(len(p.first), best[len(p.first):])
	climb(w)
	keep()
	nodes := polishNodes
	if len(p.items) <= polishItems {
		nodes = wholeNodes
	}
	for range polishRounds {
		pool := append(slices.Clone(best), extras(w, polishItems-len(best))...)
		if len(pool) > mostExact {
			break
		}
		seq, _, _ := exact(p, pool, best, nodes)
		w.set(len(p.first), seq[len(p.first):])
		climb(w)
		if !keep() {
			break
		}
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
				buf = append(append(buf[:0], b), w.seq[i:]...)
				c.offer(w, i, buf)
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
// to the second. It reports whether there was one.
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
				c.offer(w, i, append(append(buf[:0], opener, b), w.seq[i:]...))
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
	var list []extra
	scratch := make([]float64, len(w.p.start))
	for b := range w.p.items {
		if w.used[b] {
			continue
		}
		it := &w.p.items[b]
		gain := worse
		for i := len(w.p.first); i <= len(w.seq); i++ {
			copy(scratch, w.state[i])
			rho, value := w.p.step(scratch, it)
			if rho > 0 {
				gain = max(gain, w.p.worth(it, w.disc[i]*it.decay, value))
			}
		}
		promise := unready * w.p.worth(it, it.decay, w.p.ceiling(w.state[len(w.seq)], it))
		list = append(list, extra{b, max(gain, promise) / it.felt})
	}
	slices.SortStableFunc(list, func(a, b extra) int { return cmp.Compare(b.gain, a.gain) })
	var out []int
	for _, x := range list[:max(0, min(n, len(list)))] {
		out = append(out, x.item)
	}
	return out
}
