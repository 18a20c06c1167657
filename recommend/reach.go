package recommend

import (
	"cmp"
	"math"
	"slices"
)

// reachCells is how many cells the time of a plan is divided into at most.
const reachCells = 400

// reach is, for each item, no less than how ready for it any plan can make the
// reader: what prepares for it must be read within the hours that it leaves.
//
// Let level_k(H) be the highest level of skill k within H hours. A book c adds
// to it at most trust rho (t - start) where rho is at best its readiness at the
// levels within H - h_c, and books fill H: a fractional knapsack bounds the sum,
// and no level is above all that is taught. It is computed from H = 0 up, on a
// grid, times rounded up. Cost O(cells (items + teachers log teachers)).
func (p *problem) reach() []float64 {
	most := make([]float64, len(p.items))
	if math.IsInf(p.budget, 1) {
		for i := range most {
			most[i] = 1
		}
		return most
	}
	shortest := math.Inf(1)
	for i := range p.items {
		shortest = min(shortest, p.items[i].hours)
	}
	cell := max(p.budget/reachCells, shortest)
	cells := int(math.Ceil(p.budget/cell)) + 1
	level := make([][]float64, cells) // by cell and skill, within its end
	rho := make([]float64, len(p.items))
	type raise struct{ adds, hours float64 }
	var raises []raise
	ready := func(it *item, hours float64) float64 {
		g := int(math.Ceil(hours/cell - 1e-9))
		if hours < -1e-9 {
			return 0
		}
		if g >= len(level) || level[g] == nil {
			return 1 // a book shorter than a cell
		}
		return p.ready(it, shortfall(level[g], it))
	}
	for g := range level {
		hours := float64(g) * cell
		for i := range p.items {
			rho[i] = ready(&p.items[i], hours-p.items[i].hours)
		}
		now := slices.Clone(p.start)
		for k, teachers := range p.teachers {
			top := p.start[k]
			raises = raises[:0]
			for _, i := range teachers {
				for _, t := range p.items[i].gains {
					if t.skill == k && t.level > p.start[k] && rho[i] > 0 {
						top = max(top, t.level)
						raises = append(raises, raise{rho[i] * t.trust * (t.level - p.start[k]), p.items[i].hours})
					}
				}
			}
			slices.SortFunc(raises, func(a, b raise) int { return cmp.Compare(b.adds*a.hours, a.adds*b.hours) })
			room := hours
			for _, r := range raises {
				now[k] += r.adds * min(1, room/r.hours)
				if room -= r.hours; room <= 0 {
					break
				}
			}
			now[k] = min(now[k], top)
		}
		level[g] = now
	}
	for i := range p.items {
		most[i] = ready(&p.items[i], p.budget+1e-9-p.items[i].hours)
	}
	return most
}
