package recommend

import (
	"math"
	"slices"
)

// line is a bound on the value: at + price * T. cost is what a book's being
// read changes at these prices; a book with a cost below 0 stays out.
type line struct {
	at, price float64
	cost      []float64
}

const (
	boundPrices = 8 // prices of an hour at which a line is sought, and rents
	// boundSteps is how many steps a line takes: five times as many lower the
	// bound by half a percent.
	boundSteps  = 200
	boundTry    = 20  // steps, after which prices are tried
	boundAfresh = 100 // steps, after which their mean is begun afresh
	boundScale  = 0.1 // of the value of a step: the scale of a need's price
)

// solve finds the lines, from dear hours to cheap ones: with prices for felt
// hours and, where there is a budget, with rents for real ones.
func (u *upper) solve() {
	top := u.p.model.Price * 4
	for i := range u.p.items {
		it := &u.p.items[i]
		top = max(top, u.p.ceiling(u.p.start, it)/it.felt)
	}
	low := u.p.model.Price * 0.9
	kinds := 2
	if math.IsInf(u.p.budget, 1) {
		kinds = 1
	}
	u.lines = make([]line, kinds*boundPrices)
	inParallel(kinds, func(kind int) {
		pr := newPrices(u)
		for n := range boundPrices {
			price := [2]float64{}
			price[kind] = top * math.Pow(low/top, float64(n)/(boundPrices-1))
			u.lines[kind*boundPrices+n] = u.line(price[0], price[1], pr)
		}
	})
}

// line looks for a low line at a price of a felt hour and a rent for a real
// one, from the prices that are given, and leaves better ones in them.
//
// What it looks for is a saddle point: books choose x and y for the most, prices
// move for the least. Both take steps along their gradients in turn, the books'
// last move counted double (Chambolle and Pock 2011), each coordinate by a step
// of its own that the sizes of its coefficients allow (Pock and Chambolle 2011);
// the means of the steps are tried beside them. Any prices give a line, so that
// for the proof it does not matter how near that comes.
func (u *upper) line(price, rent float64, pr *prices) line {
	n := len(u.p.items)
	best := line{at: math.Inf(1), price: price}
	keep, mean, count := newPrices(u), newPrices(u), 0.0
	try := func(pr *prices) {
		if at, cost := u.value(price, rent, pr); at < best.at {
			best.at, best.cost = at, cost
			keep.set(pr)
		}
	}
	try(pr)
	x, y := make([]float64, n), make([]float64, n)         // read, and how ready
	farX, farY := make([]float64, n), make([]float64, n)   // the same, gone on as far again
	gainX, gainY := make([]float64, n), make([]float64, n) // what more of each brings
	for step := 1; step <= boundSteps; step++ {
		u.costs(price, rent, pr, gainX, gainY)
		for i, size := range u.size {
			if size > 0 {
				nextX, nextY := chosen(x[i]+gainX[i]/size, y[i]+gainY[i]/size, u.most[i])
				farX[i], farY[i] = 2*nextX-x[i], 2*nextY-y[i]
				x[i], y[i] = nextX, nextY
			}
		}
		u.reprice(pr, farX, farY)
		count++
		mean.toward(pr, 1/count)
		if step%boundTry == 0 {
			try(pr)
			try(mean)
		}
		if step%boundAfresh == 0 {
			count = 0
		}
	}
	pr.set(keep)
	return best
}

// sizes fills in the sizes of the coefficients that steps are measured by: of
// each book, of each skill's sets and of each need. Prices of needs are values of
// books, those of sets are shares; scale makes them of a kind.
func (u *upper) sizes(steps int) {
	u.scale = boundScale * u.base / float64(max(1, steps))
	u.size = make([]float64, len(u.p.items))
	for _, sk := range u.skill {
		for c := range sk.at {
			sum := 0.0
			for m, i := range sk.books {
				sum += sk.gain[c][m]
				u.size[i] += sk.gain[c][m]
			}
			sk.size = max(sk.size, sum)
		}
	}
	for i := range u.needs {
		for m := range u.needs[i] {
			o := &u.needs[i][m]
			o.size = 1 + o.rho
			u.size[i] += u.scale * (1 + o.rho)
			for _, c := range o.openers {
				o.size += c.adds
				u.size[c.item] += u.scale * c.adds
			}
		}
	}
}

// chosen is the choice nearest to x and y: 0 <= x <= 1, 0 <= y <= most x.
func chosen(x, y, most float64) (float64, float64) {
	switch {
	case y <= 0:
		return min(max(x, 0), 1), 0
	case x >= 1:
		return 1, min(y, most)
	case y > most*x:
		t := min(max((x+most*y)/(1+most*most), 0), 1)
		return t, most * t
	}
	return x, y
}

// reprice moves prices a step against what choices leave of each constraint.
func (u *upper) reprice(pr *prices, x, y []float64) {
	for s, sk := range u.skill {
		w := pr.sets[s]
		for c := range w {
			left := sk.top(c)
			if c < len(sk.at) {
				for m, i := range sk.books {
					left += sk.gain[c][m] * y[i]
				}
			}
			w[c] -= left / max(sk.size, exactTolerance)
		}
		simplex(w)
	}
	for i := range u.needs {
		for m := range u.needs[i] {
			o := &u.needs[i][m]
			left := o.rho*x[i] - y[i]
			for _, c := range o.openers {
				left += c.adds * x[c.item]
			}
			pr.needs[i][m] = max(0, pr.needs[i][m]-u.scale/o.size*left)
		}
	}
}

// value is the height of the line at zero hours for prices, with each book's
// cost.
func (u *upper) value(price, rent float64, pr *prices) (at float64, cost []float64) {
	cost = make([]float64, len(u.p.items))
	ready := make([]float64, len(u.p.items))
	u.costs(price, rent, pr, cost, ready)
	for s, sk := range u.skill {
		for c, w := range pr.sets[s] {
			at += w * sk.top(c)
		}
	}
	for i := range cost {
		cost[i] += max(0, ready[i]) * u.most[i]
		at += max(0, cost[i])
	}
	if rent > 0 {
		at += rent * u.p.budget
	}
	return at, cost
}

// costs fills in what each book's being read, and its reader's being ready for
// it, changes at prices.
func (u *upper) costs(price, rent float64, pr *prices, read, ready []float64) {
	for i := range u.p.items {
		read[i] = -price*u.p.items[i].felt - rent*u.p.items[i].hours
		ready[i] = 0
	}
	for s, sk := range u.skill {
		for c := range sk.at {
			if w := pr.sets[s][c]; w > 0 {
				for m, i := range sk.books {
					ready[i] += w * sk.gain[c][m]
				}
			}
		}
	}
	for i := range u.p.items {
		for m, o := range u.needs[i] {
			if b := pr.needs[i][m]; b > 0 {
				ready[i] -= b
				read[i] += b * o.rho
				for _, c := range o.openers {
					read[c.item] += b * c.adds
				}
			}
		}
	}
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

// toward moves prices a share of the way to others.
func (pr *prices) toward(o *prices, share float64) {
	for i := range o.sets {
		for c := range o.sets[i] {
			pr.sets[i][c] += share * (o.sets[i][c] - pr.sets[i][c])
		}
	}
	for i := range o.needs {
		for m := range o.needs[i] {
			pr.needs[i][m] += share * (o.needs[i][m] - pr.needs[i][m])
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
