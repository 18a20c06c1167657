package recommend

import "math"

// walk is a sequence with the state before each of its steps, so that a change
// at step i is judged by reading on from i alone. It allocates nothing after
// its making but when a plan grows beyond any before it.
type walk struct {
	p     *problem
	seq   []int
	used  []bool      // by item
	state [][]float64 // before step i; one more than steps
	disc  []float64   // the discount before step i
	hours []float64   // read before step i
	j     []float64   // of the steps before i
	value []float64   // of the state before step i
	short [][]bool    // by skill, whether step i or a later one finds it short
	slack []float64   // no less than what step i and later would gain if they were read ready

	stamp  []int       // a number for the state before step i that no other state had
	stamps int         // given so far
	alones [][]reading // by step and item; nil for steps that were never asked about
	lately []readiness // by item, the one met last

	scratch []float64
	buf     []int
}

// reading is what an item brings to a reader at a state.
type reading struct {
	stamp int // of the state; 0 before any
	value float64
}

// readiness is that at a shortfall.
type readiness struct{ short, rho float64 }

// worse is less than the objective of any sequence that may be read.
var worse = math.Inf(-1)

func newWalk(p *problem) *walk {
	w := &walk{p: p, used: make([]bool, len(p.items)), scratch: make([]float64, len(p.start)), lately: make([]readiness, len(p.items))}
	for i := range w.lately {
		w.lately[i].rho = 1 // at no shortfall
	}
	w.grow(8)
	w.set(0, p.first)
	return w
}

// grow makes room for sequences of n steps.
func (w *walk) grow(n int) {
	k := len(w.p.start)
	for len(w.state) < n+1 {
		w.state = append(w.state, make([]float64, k))
		w.short = append(w.short, make([]bool, k))
		w.disc, w.hours, w.j = append(w.disc, 1), append(w.hours, 0), append(w.j, 0)
		w.value, w.slack = append(w.value, 0), append(w.slack, 0)
		w.stamp = append(w.stamp, 0)
		w.alones = append(w.alones, nil)
	}
	copy(w.state[0], w.p.start)
	if w.stamps == 0 {
		w.stamps, w.stamp[0] = 1, 1
	}
}

// total is J of the sequence.
func (w *walk) total() float64 { return w.j[len(w.seq)] }

// set makes tail the sequence from step i on. The result must be one that try
// accepts.
func (w *walk) set(i int, tail []int) {
	for _, b := range w.seq[i:] {
		w.used[b] = false
	}
	w.seq = append(w.seq[:i], tail...)
	w.grow(len(w.seq))
	for ; i < len(w.seq); i++ {
		it := &w.p.items[w.seq[i]]
		w.used[w.seq[i]] = true
		copy(w.state[i+1], w.state[i])
		_, value := w.step(w.state[i+1], w.seq[i])
		w.disc[i+1] = w.disc[i] * it.decay
		w.hours[i+1] = w.hours[i] + it.hours
		w.j[i+1] = w.j[i] + w.p.worth(it, w.disc[i+1], value) - w.p.turned(w.seq[:i], w.seq[i])
		w.value[i+1] = w.value[i] + value
		w.stamps++
		w.stamp[i+1] = w.stamps
	}
	n := len(w.seq)
	clear(w.short[n])
	w.slack[n] = 0
	for i := n - 1; i >= 0; i-- {
		it := &w.p.items[w.seq[i]]
		most := w.p.worth(it, w.disc[i+1], w.p.ceiling(w.state[i], it))
		w.slack[i] = w.slack[i+1] + most - (w.j[i+1] - w.j[i])
		copy(w.short[i], w.short[i+1])
		for _, need := range it.needs {
			if w.state[i][need.skill] < need.level {
				w.short[i][need.skill] = true
			}
		}
	}
}

// hope is no less than what reading item b before step i changes in J, at
// little cost: what b brings there by itself and, if it raises a skill that a
// later step is short in, all that later steps lose by being read unready. For
// the rest, b leaves later steps less to gain, and they come later.
func (w *walk) hope(i, b int) float64 {
	it := &w.p.items[b]
	state := w.state[i]
	more := 0.0
	for _, t := range it.gains {
		if w.short[i][t.skill] && t.level > state[t.skill] {
			more = w.slack[i]
		}
	}
	value := w.alone(i, b)
	if value == worse {
		return worse
	}
	return w.p.worth(it, w.disc[i]*it.decay, value) + more
}

// ready is the readiness for item b at a state. What a book needs changes less
// often than states do, so that its shortfall mostly is the one before, and an
// exponential saved.
func (w *walk) ready(state []float64, b int) float64 {
	it, last := &w.p.items[b], &w.lately[b]
	if short := shortfall(state, it); short != last.short {
		*last = readiness{short, w.p.ready(it, short)}
	}
	return last.rho
}

// step reads item b at a state, as [problem.step] does.
func (w *walk) step(state []float64, b int) (rho, value float64) {
	if rho = w.ready(state, b); rho == 0 {
		return 0, 0
	}
	return rho, w.p.gain(state, &w.p.items[b], rho)
}

// alone is the value of reading item b before step i, of itself, or somewhat
// more where b teaches a skill twice; worse if it may not be read there.
func (w *walk) alone(i, b int) float64 {
	if w.alones[i] == nil {
		w.alones[i] = make([]reading, len(w.p.items))
	}
	r := &w.alones[i][b]
	if r.stamp == w.stamp[i] {
		return r.value
	}
	p, state := w.p, w.state[i]
	value := worse
	if rho := w.ready(state, b); rho > 0 {
		value = 0
		for _, t := range p.items[b].gains {
			slope, before, goal := p.slope[t.skill], state[t.skill], p.goal[t.skill]
			if slope > 0 && before < goal && before < t.level {
				value += slope * (min(before+rho*t.trust*(t.level-before), goal) - before)
			}
		}
	}
	*r = reading{w.stamp[i], value}
	return value
}

// try is J of the sequence with tail from step i on, or worse if that may not
// be read. tail must hold no item twice and none of the steps before i.
func (w *walk) try(i int, tail []int) float64 {
	p := w.p
	if i < len(p.first) || i+len(tail) > p.limit {
		return worse
	}
	discount, hours, j := w.disc[i], w.hours[i], w.j[i]
	for _, b := range tail {
		hours += p.items[b].hours
	}
	if !p.fits(hours) {
		return worse
	}
	copy(w.scratch, w.state[i])
	for n, b := range tail {
		it := &p.items[b]
		rho, value := w.step(w.scratch, b)
		if rho == 0 {
			return worse
		}
		discount *= it.decay
		j += p.worth(it, discount, value) - p.turned(w.seq[:i], b) - p.turned(tail[:n], b)
	}
	if len(p.before) > 0 && !p.ordered(append(append([]int(nil), w.seq[:i]...), tail...)) {
		return worse
	}
	return j
}

// insert is try of item b before step i and the steps from there on, or
// worse as soon as it shows that J would grow by no more than least: b's being
// there leaves no later step at a lower state, so what they may still gain is
// no more than their slack.
func (w *walk) insert(i, b int, least float64) float64 {
	p := w.p
	if i < len(p.first) || len(w.seq) == p.limit || !p.fits(w.hours[len(w.seq)]+p.items[b].hours) {
		return worse
	}
	if p.change > 0 || len(p.before) > 0 {
		return w.try(i, w.with(i, b))
	}
	copy(w.scratch, w.state[i])
	it := &p.items[b]
	rho, value := w.step(w.scratch, b)
	if rho == 0 {
		return worse
	}
	discount := w.disc[i] * it.decay
	more := p.worth(it, discount, value) - p.turned(w.seq[:i], b) // against the walk as it is
	for n := i; n < len(w.seq); n++ {
		if more+w.slack[n] <= least {
			return worse
		}
		it := &p.items[w.seq[n]]
		_, value := w.step(w.scratch, w.seq[n])
		discount *= it.decay
		more += p.worth(it, discount, value) - p.turned(w.seq[:n], w.seq[n]) - p.deeper(b, w.seq[n]) - (w.j[n+1] - w.j[n])
	}
	return w.total() + more
}

// with is the sequence from step i on with b put in at i, in a buffer that the
// next call overwrites.
func (w *walk) with(i, b int) []int {
	w.buf = append(append(w.buf[:0], b), w.seq[i:]...)
	return w.buf
}

// needed reports whether step i or a later one needs more of a skill than
// level.
func (w *walk) needed(i, skill int, level float64) bool {
	for _, later := range w.seq[i:] {
		if w.p.items[later].asks(skill) > level {
			return true
		}
	}
	return false
}
