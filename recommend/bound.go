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
// itself, and the sum is a line above V, at any prices. Subgradient steps
// (Polyak 1969) look for prices whose line is low.
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
}

// priced is a wanted skill with its constraints: the cap and one for each set.
type priced struct {
	cap   float64     // value of reaching the goal
	at    []float64   // F(A), as a value, by set
	gain  [][]float64 // by set, by place in books
	books []int       // items that teach it above the start
}

// opening is a need that only other books can meet: the readiness without
// them, and what each adds to it at most.
type opening struct {
	rho     float64
	openers []opener
}

type opener struct {
	item int
	adds float64
}

// line is a bound on the value: at + price * T. cost is what a book's being
// read changes at these prices; a book with a cost below 0 stays out.
type line struct {
	at, price float64
	cost      []float64
}

const (
	boundPrices = 8   // prices of an hour at which a line is sought
	boundSteps  = 200 // subgradient steps for each
	boundCell   = 0.1 // hours; the grid on which the integral is taken, rounded up
)

func newUpper(p *problem, seq []int) *upper {
	u := &upper{p: p}
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
	return u
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

// line looks for a low line at a price of an hour, from the prices that are
// given, and leaves better ones in them.
func (u *upper) line(price float64, pr *prices) line {
	best := line{at: math.Inf(1), price: price}
	goal := u.base - price*u.felt // no line lies lower at this price
	ease := 1.0
	since := 0
	g := newPrices(u)
	keep := newPrices(u)
	for range boundSteps {
		at, cost := u.value(price, pr, g)
		if at < best.at-1e-9 {
			best.at, best.cost = at, cost
			keep.set(pr)
			since = 0
		} else if since++; since > 10 {
			ease /= 2
			since = 0
			pr.set(keep)
		}
		norm := g.square()
		if at-goal < 1e-9 || norm < 1e-18 || ease < 1e-3 {
			break
		}
		pr.step(ease*(at-goal)/norm, g)
	}
	pr.set(keep)
	return best
}

// value is the height of the line at zero hours for prices, with each book's
// cost; grad gets the subgradient.
func (u *upper) value(price float64, pr, grad *prices) (at float64, cost []float64) {
	n := len(u.p.items)
	worth := make([]float64, n) // of a book's readiness
	for s, sk := range u.skill {
		for c, w := range pr.sets[s] {
			if c == len(sk.at) {
				at += w * sk.cap
				grad.sets[s][c] = sk.cap
				continue
			}
			at += w * sk.at[c]
			grad.sets[s][c] = sk.at[c]
			for m, i := range sk.books {
				worth[i] += w * sk.gain[c][m]
			}
		}
	}
	cost = make([]float64, n)
	ready := make([]bool, n)
	for i := range n {
		left := worth[i]
		cost[i] -= price * u.p.items[i].felt
		for m, o := range u.needs[i] {
			b := pr.needs[i][m]
			left -= b
			cost[i] += b * o.rho
			for _, c := range o.openers {
				cost[c.item] += b * c.adds
			}
		}
		if left > 0 {
			ready[i] = true
			cost[i] += left
		}
	}
	for i := range n {
		if cost[i] > 0 {
			at += cost[i]
		}
	}
	for s, sk := range u.skill {
		for c := range sk.at {
			for m, i := range sk.books {
				if cost[i] > 0 && ready[i] {
					grad.sets[s][c] += sk.gain[c][m]
				}
			}
		}
	}
	for i := range n {
		for m, o := range u.needs[i] {
			d := 0.0
			if cost[i] > 0 {
				d += o.rho
				if ready[i] {
					d--
				}
			}
			for _, c := range o.openers {
				if cost[c.item] > 0 {
					d += c.adds
				}
			}
			grad.needs[i][m] = d
		}
	}
	return at, cost
}

// prices are the multipliers: by skill over its sets and, last, its cap, a
// share each; by item and need.
type prices struct {
	sets  [][]float64
	needs [][]float64
}

func newPrices(u *upper) *prices {
	pr := &prices{}
	for _, s := range u.skill {
		w := make([]float64, len(s.at)+1)
		for i := range w {
			w[i] = 1 / float64(len(w))
		}
		pr.sets = append(pr.sets, w)
	}
	for _, n := range u.needs {
		pr.needs = append(pr.needs, make([]float64, len(n)))
	}
	return pr
}

func (pr *prices) set(o *prices) {
	for i := range o.sets {
		copy(pr.sets[i], o.sets[i])
	}
	for i := range o.needs {
		copy(pr.needs[i], o.needs[i])
	}
}

// square is the squared length of a subgradient, that of the shares taken
// within the simplex.
func (pr *prices) square() float64 {
	sum := 0.0
	for _, s := range pr.sets {
		mean := 0.0
		for _, v := range s {
			mean += v / float64(len(s))
		}
		for _, v := range s {
			sum += (v - mean) * (v - mean)
		}
	}
	for _, n := range pr.needs {
		for _, v := range n {
			sum += v * v
		}
	}
	return sum
}

// step goes down along a subgradient and back to what prices may be.
func (pr *prices) step(size float64, g *prices) {
	for i, s := range pr.sets {
		for c := range s {
			s[c] -= size * g.sets[i][c]
		}
		simplex(s)
	}
	for i, n := range pr.needs {
		for m := range n {
			n[m] = max(0, n[m]-size*g.needs[i][m])
		}
	}
}

// simplex moves w to the nearest point whose parts are at least 0 and sum to
// one (Held, Wolfe and Crowder 1974).
func simplex(w []float64) {
	sorted := slices.Clone(w)
	slices.Sort(sorted)
	sum, shift := 0.0, 0.0
	for n, v := range slices.Backward(sorted) {
		sum += v
		if t := (sum - 1) / float64(len(w)-n); v > t {
			shift = t
		}
	}
	for i := range w {
		w[i] = max(0, w[i]-shift)
	}
}

// solve finds the lines, from dear hours to cheap ones.
func (u *upper) solve() {
	top := u.p.model.Price * 4
	for i := range u.p.items {
		it := &u.p.items[i]
		top = max(top, u.p.ceiling(u.p.start, it)/it.felt)
	}
	low := u.p.model.Price * 0.9
	pr := newPrices(u)
	for n := range boundPrices {
		share := float64(n) / (boundPrices - 1)
		price := top * math.Pow(low/top, share)
		u.lines = append(u.lines, u.line(price, pr))
	}
}

// bound is the greatest objective that the lines allow, for plans that have
// item with in them; -1 is any plan.
func (u *upper) bound(with int) float64 {
	p := u.p
	kappa, mu := p.model.Kappa, p.model.Price
	most, stretch := 0.0, 0.0
	for i := range p.items {
		most += p.items[i].felt
		stretch = max(stretch, p.items[i].felt/p.items[i].hours)
	}
	most = min(most, p.budget*stretch)
	value := func(t float64) float64 {
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
	best, sum := value(0), 0.0
	for cell := 0; float64(cell)*boundCell <= most; cell++ {
		t := float64(cell) * boundCell
		v := value(t + boundCell) // no less than anywhere in the cell
		discount := math.Exp(-kappa * t)
		best = max(best, discount*v+sum-mu*t)
		sum += kappa * discount * v * boundCell
		if v >= 1-1e-12 && mu*t > 1 {
			break
		}
	}
	return best
}
