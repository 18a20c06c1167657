package recommend

import (
	"cmp"
	"slices"
	"sync"
)

const (
	// leads is how many bundles a plan is begun with anew. From 24 to 48 adds
	// little over the areas of the shipped catalog.
	leads = 24
	// climbs is how many of the plans begun anew are climbed from.
	climbs = 6
)

// turn makes the plan anew in many ways that no small change leads to, climbs
// from the most promising, and moves the walk to the best of all. Each way is
// the plan with one thing about it settled otherwise, and filled up by bundles:
// one of the bundles that bring most per felt hour comes first, or one of the
// steps is left out. The first finds what several targets need in common, which
// no bundle pays for by itself.
func turn(w *walk) {
	p, first := w.p, len(w.p.first)
	plan := slices.Clone(w.seq)
	lead := heads(w.p)
	made := make([]outcome, len(lead)+len(plan)-first)
	spare := sync.Pool{New: func() any { return newWalk(p) }}
	inParallel(len(made), func(n int) {
		w := spare.Get().(*walk)
		defer spare.Put(w)
		w.set(first, nil)
		if n < len(lead) {
			w.follow(lead[n])
			w.follow(plan)
			bundles(w)
		} else {
			out := plan[first+n-len(lead)]
			w.used[out] = true // so that nothing brings it back
			w.follow(plan)
			bundles(w)
			w.used[out] = false
		}
		made[n] = outcome{slices.Clone(w.seq), w.total()}
	})
	slices.SortStableFunc(made, func(a, b outcome) int { return cmp.Compare(b.j, a.j) })
	made = made[:min(climbs, len(made))]
	inParallel(len(made), func(n int) {
		w := spare.Get().(*walk)
		defer spare.Put(w)
		w.set(first, made[n].seq[first:])
		for singles(w) {
		}
		made[n] = outcome{slices.Clone(w.seq), w.total()}
	})
	for _, o := range made {
		if o.j > w.total()+exactTolerance {
			w.set(first, o.seq[first:])
		}
	}
}

// outcome is a sequence with its J.
type outcome struct {
	seq []int
	j   float64
}

// follow appends those of the items that can be read next, one after the other.
func (w *walk) follow(items []int) {
	for n, i := range items {
		if end := len(w.seq); !w.used[i] && w.try(end, items[n:n+1]) > worse {
			w.set(end, items[n:n+1])
		}
	}
}

// heads are the bundles that bring most per felt hour from the start, one for
// each target that they bring anything of.
func heads(p *problem) [][]int {
	type head struct {
		bundle []int
		rate   float64
	}
	w := newWalk(p)
	state := make([]float64, len(p.start))
	var list []head
	b := bundler{p: p, state: make([]float64, len(p.start))}
	for target := range p.items {
		if w.used[target] || p.ceiling(w.state[len(p.first)], &p.items[target]) == 0 {
			continue
		}
		h := head{bundle: b.bundle(w, target)}
		copy(state, w.state[len(p.first)])
		value, felt := 0.0, 0.0
		for _, i := range h.bundle {
			_, v := p.step(state, &p.items[i])
			value += v
			felt += p.items[i].felt
		}
		if h.rate = value / felt; h.rate > 0 {
			h.bundle = slices.Clone(h.bundle)
			list = append(list, h)
		}
	}
	slices.SortStableFunc(list, func(a, b head) int { return cmp.Compare(b.rate, a.rate) })
	out := make([][]int, min(leads, len(list)))
	for n := range out {
		out[n] = list[n].bundle
	}
	return out
}
