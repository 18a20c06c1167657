package recommend

import (
	"cmp"
	"math/rand/v2"
	"slices"
	"sync"
)

const (
	// leads is how many bundles a plan is begun with anew. From 16 to 48 adds
	// little over the areas of the shipped catalog.
	leads = 16
	// draws is how many bundles are drawn for the target of each of them, where
	// no more than fewSkills are wanted: over the skills of the shipped catalog
	// they add 0.3% to what plans are worth, most of it where there was no plan
	// or half a one. Where more are wanted, a plan is of more bundles, less hangs
	// on each, and fewer are drawn. drawn is how many of all begin a plan.
	draws     = 60
	fewSkills = 3
	drawn     = 6
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

// head is a bundle to begin a plan with, and how good it is to do so.
type head struct {
	bundle []int
	rate   float64
}

func byRate(a, b head) int { return cmp.Compare(b.rate, a.rate) }

// heads are bundles to begin a plan with: those that bring most per felt hour
// from the start, one for each target that they bring anything of, and the best
// of those that are drawn for the same targets.
func heads(p *problem) [][]int {
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
	slices.SortStableFunc(list, byRate)
	list = list[:min(leads, len(list))]
	more := draw(p, list)
	var out [][]int
	for _, h := range append(list, more[:min(drawn, len(more))]...) {
		out = append(out, h.bundle)
	}
	return out
}

// draw makes other bundles for the targets of the heads, with luck in the
// choice of helpers: the one that closes most of a need per hour may leave no
// time for the next need. Those that are worth reading as they are come out,
// the most valuable first. The luck is the same in every run.
func draw(p *problem, heads []head) []head {
	wanted := 0
	for _, slope := range p.slope {
		if slope > 0 {
			wanted++
		}
	}
	most := draws * fewSkills / max(fewSkills, wanted)
	found := make([][]head, len(heads))
	inParallel(len(heads), func(n int) {
		w, of := newWalk(p), heads[n].bundle
		b := bundler{p: p, state: make([]float64, len(p.start)), luck: rand.New(rand.NewPCG(0, uint64(n)))}
		for draw := range most {
			bundle := b.until(w, of[len(of)-1], readyEnough[draw%len(readyEnough)])
			same := func(h head) bool { return slices.Equal(h.bundle, bundle) }
			if slices.Equal(of, bundle) || slices.ContainsFunc(found[n], same) {
				continue
			}
			if gain := w.try(len(w.seq), bundle) - w.total(); gain > 0 {
				found[n] = append(found[n], head{slices.Clone(bundle), gain})
			}
		}
	})
	all := slices.Concat(found...)
	slices.SortStableFunc(all, byRate)
	return all
}
