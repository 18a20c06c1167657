package recommend

import (
	"math"
	"math/rand/v2"
	"slices"
)

// myopic extends the walk by the book that brings most per felt hour, as long
// as one brings anything. It is the baseline by which the search is judged.
func myopic(w *walk) {
	for {
		end := len(w.seq)
		best, density := -1, 0.0
		for b := range w.p.items {
			if w.used[b] {
				continue
			}
			gain := w.try(end, w.with(end, b)) - w.total()
			if d := gain / w.p.items[b].felt; gain > 0 && (best < 0 || d > density) {
				best, density = b, d
			}
		}
		if best < 0 {
			return
		}
		w.set(end, w.with(end, best))
	}
}

// bundleDepth bounds how many books deep a bundle looks for what a book needs
// for what it needs.
const bundleDepth = 3

// bundles extends the walk by whole bundles: for each book, the books that
// make the reader ready for it and then the book; the bundle, or the head of
// one, that brings most per felt hour is read, until none brings anything.
// It finds what myopic cannot see: books that only open the way.
func bundles(w *walk) {
	for bundled(w, func(gain, felt float64) float64 { return gain / felt }) {
	}
}

// boldly begins with the bundle that brings most on the whole, whatever its
// hours, and goes on with bundles. Where time is short, small bundles that
// bring more per hour may leave no room for one that brings more than they.
func boldly(w *walk) {
	if bundled(w, func(gain, _ float64) float64 { return gain }) {
		bundles(w)
	}
}

// bundled extends the walk by the bundle, or the head of one, that rates
// highest, if one brings anything.
func bundled(w *walk, rate func(gain, felt float64) float64) bool {
	b := bundler{p: w.p, state: make([]float64, len(w.p.start))}
	end := len(w.seq)
	var best []int
	highest := 0.0
	for target := range w.p.items {
		it := &w.p.items[target]
		if w.used[target] || !it.must && w.p.ceiling(w.state[end], it)+it.bonus <= w.p.model.Price*it.felt {
			continue // it opens ways at best, and is found as part of a bundle
		}
		bundle := b.bundle(w, target)
		felt := 0.0
		for n := range bundle {
			felt += w.p.items[bundle[n]].felt
			gain := w.try(end, bundle[:n+1]) - w.total()
			if r := rate(gain, felt); gain > 0 && (best == nil || r > highest) {
				best, highest = append(best[:0], bundle[:n+1]...), r
			}
		}
	}
	if best == nil {
		return false
	}
	w.set(end, best)
	return true
}

type bundler struct {
	p     *problem
	state []float64
	out   []int      // the bundle so far
	open  []int      // items whose needs are being closed
	short float64    // how many levels short is ready enough
	luck  *rand.Rand // nil for none; what it does to the rates of helpers
}

// bundle is target with the books before it that make the reader of the walk
// ready for it, as far as books can: quite ready, or less so where that takes
// more hours than are left.
func (b *bundler) bundle(w *walk, target int) []int {
	end := len(w.seq)
	for _, short := range readyEnough {
		b.until(w, target, short)
		hours := w.hours[end]
		for _, i := range b.out {
			hours += b.p.items[i].hours
		}
		if b.p.fits(hours) {
			break
		}
	}
	return b.out
}

// readyEnough is how many levels short a reader may be of what a bundle's books
// ask for, from the most thorough to the quickest.
var readyEnough = [...]float64{0.25, 0.75, 1.25}

// until is the bundle that leaves the reader no more than short levels short.
func (b *bundler) until(w *walk, target int, short float64) []int {
	b.short = short
	copy(b.state, w.state[len(w.seq)])
	b.out, b.open = b.out[:0], b.open[:0]
	b.add(w, target, bundleDepth)
	return b.out
}

// add appends an item after closing its largest unmet requirements, each by
// the book with the most unlocked per felt hour.
func (b *bundler) add(w *walk, target, depth int) {
	it := &b.p.items[target]
	b.open = append(b.open, target)
	for range 2 * len(it.needs) { // each turn closes one need, or gives up
		worst, miss := -1, b.short
		for n, need := range it.needs {
			if m := need.level - b.state[need.skill]; m > miss {
				worst, miss = n, m
			}
		}
		if worst < 0 || depth == 0 {
			break
		}
		helper := b.helper(w, it.needs[worst])
		if helper < 0 {
			break
		}
		b.add(w, helper, depth-1)
	}
	b.p.step(b.state, it)
	b.open = b.open[:len(b.open)-1]
	b.out = append(b.out, target)
}

// helper is the unread book that closes most of a need per felt hour, at the
// readiness that the reader would have for it now, or half of a fallback's
// worth where that readiness must itself be made first.
func (b *bundler) helper(w *walk, n need) int {
	best, rate := -1, 0.0
	for _, i := range b.p.teachers[n.skill] {
		it := &b.p.items[i]
		if w.used[i] || slices.Contains(b.out, i) || slices.Contains(b.open, i) {
			continue
		}
		for _, t := range it.gains {
			if t.skill != n.skill || t.level <= b.state[n.skill] {
				continue
			}
			up := t.trust * (t.level - b.state[n.skill])
			short := 0.0
			for _, own := range it.needs {
				if m := own.level - b.state[own.skill]; m > 0 {
					short += m * m
				}
			}
			ready := max(b.p.model.readiness(short), 0.2)
			r := min(up*ready, n.level-b.state[n.skill]) / it.felt
			if b.luck != nil {
				r *= math.Exp(b.luck.NormFloat64())
			}
			if r > rate {
				best, rate = i, r
			}
		}
	}
	return best
}
