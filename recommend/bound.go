package recommend

import (
	"math"
	"slices"
)

// A Proof says how good a plan is at least.
type Proof struct {
	Objective float64 `json:"objective"` // of the plan
	Bound     float64 `json:"bound"`     // no plan is worth more
	Gap       float64 `json:"gap"`       // (bound - objective) / objective; 0 when optimal
	Optimal   bool    `json:"optimal"`   // proved: no plan is better
	Books     int     `json:"books"`     // that a better plan could have, of those considered
}

// upper computes bounds on the objective of any plan, by relaxing the problem
// until its parts fall apart, and choosing the relaxation that does so least.
//
// First the value V(T) that can be had within T felt hours is bounded by a
// concave function of T. Let x_b be whether book b is read and y_b <= x_b how
// ready for. The level that the books read bring a skill to, at best in order
// of the levels they teach, is submodular in the set of books and linear in
// each readiness, so for every set A of books
//
//	level_k <= F_k(A) + sum over b not in A of y_b (F_k(A+b) - F_k(A))
//
// and level_k counts up to the goal. A book that needs skill n beyond the
// start has
//
//	y_b <= rho x_b + sum over c that teach n of x_c (r_c - rho)
//
// where rho is its readiness if nobody teaches n, and r_c at least what it is
// if c does, by a concave function above readiness as the level rises: of a
// submodular level, that is submodular again. These linear constraints are
// priced (Lagrange): at a price for each hour every book then decides by
// itself, and the sum is a line above V, at any prices; see [upper.line] for how
// low ones are found. y_b is also at most what [problem.reach] says. A rent for
// real hours in the price's stead, of which there is no more than the budget,
// gives a line that is flat.
//
// Then J = sum of discount * dV - mu T is at most
//
//	max over T of exp(-kappa T) V(T) + kappa * integral to T of exp(-kappa t) V(t) dt - mu T
//
// by summation by parts, V(t) being no less than what any plan has by then.
type upper struct {
	p     *problem
	known float64 // objective of the best plan, without pins
	base  float64 // value of that plan
	felt  float64 // and its felt hours
	skill []*priced
	needs [][]opening // by item, what it needs beyond the start
	lines []line
	most  []float64 // by item, how ready for it one can be; see reach
	size  []float64 // by item, of its coefficients
	scale float64   // of the prices of needs
}

// priced is a wanted skill with its constraints: the cap and one for each set.
type priced struct {
	cap   float64     // value of reaching the goal
	size  float64     // of the sets' coefficients
	at    []float64   // F(A), as a value, by set
	gain  [][]float64 // by set, by place in books
	books []int       // items that teach it above the start
}

// opening is a need that only other books can meet: the readiness without
// them, and what each adds to it at most.
type opening struct {
	rho     float64
	size    float64 // of the coefficients
	openers []opener
}

type opener struct {
	item int
	adds float64
}

// boundCell is the grid on which the integral is taken, in hours, rounded up.
const boundCell = 0.1

func newUpper(p *problem, seq []int) *upper {
	u := &upper{p: p, most: p.reach()}
	state := slices.Clone(p.start)
	discount := 1.0
	for _, i := range seq {
		it := &p.items[i]
		_, value := p.step(state, it)
		discount *= it.decay
		u.base += value
		u.felt += it.felt
		u.known += discount*value - p.model.Price*it.felt
	}
	for k, slope := range p.slope {
		if slope > 0 && p.goal[k] > p.start[k] {
			u.skill = append(u.skill, u.price(k, seq))
		}
	}
	for i := range p.items {
		u.needs = append(u.needs, u.openings(i))
	}
	u.sizes(len(seq))
	return u
}

// top is what set c allows without any other book, the cap being the last.
func (s *priced) top(c int) float64 {
	if c < len(s.at) {
		return s.at[c]
	}
	return s.cap
}

// price sets up the constraints of a skill: for the empty set, for the one
// book that teaches most, for the plan's books and for all.
func (u *upper) price(k int, seq []int) *priced {
	p := u.p
	s := &priced{cap: p.slope[k] * (p.goal[k] - p.start[k])}
	levels := map[int]float64{}
	trust, strongest := 0.0, -1
	for _, i := range p.teachers[k] {
		for _, t := range p.items[i].gains {
			if t.skill == k && t.level > p.start[k] {
				s.books = append(s.books, i)
				levels[i] = t.level
				trust = max(trust, t.trust)
				if strongest < 0 || t.level > levels[strongest] {
					strongest = i
				}
			}
		}
	}
	sets := [][]int{nil, s.books}
	if strongest >= 0 {
		sets = append(sets, []int{strongest})
	}
	var planned []int
	for _, i := range s.books {
		if slices.Contains(seq, i) {
			planned = append(planned, i)
			sets = append(sets, slices.Clone(planned))
		}
	}
	reach := func(set []int) float64 {
		var ts []float64
		for _, i := range set {
			ts = append(ts, levels[i])
		}
		slices.Sort(ts)
		level := p.start[k]
		for _, t := range ts {
			level += trust * max(0, t-level)
		}
		return p.slope[k] * (level - p.start[k])
	}
	for _, set := range sets {
		at := reach(set)
		gain := make([]float64, len(s.books))
		for n, i := range s.books {
			if !slices.Contains(set, i) {
				gain[n] = reach(append(slices.Clip(set), i)) - at
			}
		}
		s.at, s.gain = append(s.at, at), append(s.gain, gain)
	}
	return s
}

// openings are the needs of an item that the start leaves unmet.
func (u *upper) openings(i int) []opening {
	p := u.p
	it := &p.items[i]
	var out []opening
	for _, n := range it.needs {
		miss := n.level - p.start[n.skill]
		if miss <= 0 {
			continue
		}
		o := opening{rho: p.model.readiness(miss * miss)}
		if it.begun {
			o.rho = math.Exp(-p.model.Lambda * miss * miss)
		}
		slope := u.slope(miss, o.rho)
		for _, c := range p.teachers[n.skill] {
			if c == i {
				continue
			}
			for _, t := range p.items[c].gains {
				if up := t.level - p.start[n.skill]; t.skill == n.skill && up > 0 {
					o.openers = append(o.openers, opener{c, min(1-o.rho, slope*t.trust*up)})
				}
			}
		}
		out = append(out, o)
	}
	return out
}

// slope is that of the line from readiness rho, at a miss of a level, that
// lies above readiness wherever the miss is less: the first piece of its least
// concave majorant. It is taken on a grid and rounded up: within a cell
// readiness is at most what it is at the end; in the first cell its own
// steepness counts, which is greatest at an end of the cell or at its peak.
func (u *upper) slope(miss, rho float64) float64 {
	const grid = 1000
	lambda := u.p.model.Lambda
	steepness := func(m float64) float64 { return 2 * lambda * m * math.Exp(-lambda*m*m) }
	cell := miss / grid
	steepest := 0.0
	if rho > 0 {
		peak := min(max(1/math.Sqrt(2*lambda), miss-cell), miss)
		steepest = max(steepness(miss), steepness(miss-cell), steepness(peak))
	}
	for n := 1; n < grid; n++ {
		left := miss - float64(n+1)*cell
		r := u.p.model.readiness(max(0, left*left))
		steepest = max(steepest, (r-rho)/(float64(n)*cell))
	}
	return steepest
}

// bound is the greatest objective that the lines allow, for plans that have
// item with in them; -1 is any plan. Such a plan has it at its end, but may not
// have had it before.
func (u *upper) bound(with int) float64 {
	p := u.p
	kappa, mu := p.model.Kappa, p.model.Price
	most, stretch := 0.0, 0.0
	for i := range p.items {
		most += p.items[i].felt
		stretch = max(stretch, p.items[i].felt/p.items[i].hours)
	}
	most = min(most, p.budget*stretch)
	value := func(t float64, with int) float64 {
		v := 1.0
		for _, l := range u.lines {
			at := l.at + l.price*t
			if with >= 0 {
				at += min(0, l.cost[with])
			}
			v = min(v, at)
		}
		return max(0, v)
	}
	best, sum := value(0, with), 0.0
	for cell := 0; float64(cell)*boundCell <= most; cell++ {
		t := float64(cell) * boundCell
		v := value(t+boundCell, -1) // no less than anywhere in the cell
		discount := math.Exp(-kappa * t)
		best = max(best, discount*value(t+boundCell, with)+sum-mu*t)
		sum += kappa * discount * v * boundCell
		if v >= 1-1e-12 && mu*t > 1 {
			break
		}
	}
	return best
}
