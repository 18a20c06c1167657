package diagram

import (
	"cmp"
	"math"
	"slices"
)

// How often the layers are sorted, down and up again, and how often spread, at
// most: the first settles after some ten, the second after some tens, for a
// bend in a long wire is drawn straight from layer to layer. Sorting ends when
// it has not helped for a while, spreading when nothing moves by a pixel.
const sorts, patience, spreads = 24, 6, 120

// sort orders the cells of each layer so that few wires cross: by the mean
// place of their neighbours in the layer before, then in the layer after, and
// so on, with neighbours changing places where that helps; the best of all.
func (c *canvas) sort() {
	best, fewest, since := c.copyLayers(), c.crossings(), 0
	for n := 0; n < sorts && fewest > 0 && since < patience; n++ {
		for i := range c.layers {
			l, up := i, true
			if n%2 == 1 {
				l, up = len(c.layers)-1-i, false
			}
			c.sortLayer(l, up)
		}
		c.transpose()
		since++
		if now := c.crossings(); now < fewest {
			best, fewest, since = c.copyLayers(), now, 0
		}
	}
	c.layers = best
	c.number()
}

func (c *canvas) copyLayers() [][]int {
	out := make([][]int, len(c.layers))
	for l, layer := range c.layers {
		out[l] = slices.Clone(layer)
	}
	return out
}

func (c *canvas) number() {
	for _, layer := range c.layers {
		for place, i := range layer {
			c.cells[i].place = place
		}
	}
}

// sortLayer sorts a layer by its neighbours on one side. A cell that has none
// there stays about where it is.
func (c *canvas) sortLayer(l int, up bool) {
	for _, i := range c.layers[l] {
		w := &c.cells[i]
		side := w.downs
		if up {
			side = w.ups
		}
		w.mean = float64(w.place)
		if len(side) > 0 {
			sum := 0.0
			for _, j := range side {
				sum += float64(c.cells[j].place)
			}
			w.mean = sum / float64(len(side))
		}
	}
	slices.SortStableFunc(c.layers[l], func(a, b int) int { return cmp.Compare(c.cells[a].mean, c.cells[b].mean) })
	for place, i := range c.layers[l] {
		c.cells[i].place = place
	}
}

// transpose lets neighbours change places where fewer wires cross then.
func (c *canvas) transpose() {
	for round, better := 0, true; better && round < 8; round++ {
		better = false
		for _, layer := range c.layers {
			for p := 1; p < len(layer); p++ {
				a, b := &c.cells[layer[p-1]], &c.cells[layer[p]]
				now := c.between(a.ups, b.ups) + c.between(a.downs, b.downs)
				then := c.between(b.ups, a.ups) + c.between(b.downs, a.downs)
				if then < now {
					layer[p-1], layer[p] = layer[p], layer[p-1]
					a.place, b.place = p, p-1
					better = true
				}
			}
		}
	}
}

// between counts the crossings of wires to left with wires to right, for a
// cell that stands left of another.
func (c *canvas) between(left, right []int) int {
	n := 0
	for _, i := range left {
		for _, j := range right {
			if c.cells[i].place > c.cells[j].place {
				n++
			}
		}
	}
	return n
}

// crossings counts the wires that cross between layers: the inversions among
// their ends (Barth, Jünger and Mutzel, "Simple and efficient bilayer cross
// counting", 2002), by insertion, for layers are short.
func (c *canvas) crossings() int {
	n := 0
	var ends, of []int // places, sorted, of the wires so far, and of one cell's
	for _, layer := range c.layers {
		ends = ends[:0]
		for _, i := range layer {
			of = of[:0]
			for _, j := range c.cells[i].downs {
				of = append(of, c.cells[j].place)
			}
			slices.Sort(of)
			for _, end := range of {
				at, _ := slices.BinarySearch(ends, end+1)
				n += len(ends) - at
				ends = slices.Insert(ends, at, end)
			}
		}
	}
	return n
}

// spread gives the cells their places along the layers: each as near as the
// order allows to the mean of its neighbours, wires rather than boxes.
func (c *canvas) spread() {
	for _, layer := range c.layers {
		x := 0.0
		for p, i := range layer {
			if p > 0 {
				x += c.apart(layer[p-1], i)
			}
			c.cells[i].at = x
		}
	}
	oneSided := true // by the layer before only, or after, to move far; then by both
	for n := range spreads {
		c.middle, c.moved = 0, 0
		for i := range c.cells {
			c.middle += c.cells[i].at / float64(len(c.cells))
		}
		for i := range c.layers {
			l := i
			if n%2 == 1 {
				l = len(c.layers) - 1 - i
			}
			c.spreadLayer(l, oneSided && n%2 == 0, oneSided && n%2 == 1)
		}
		if c.moved < 1 && !oneSided {
			return
		}
		oneSided = oneSided && n < spreads/2 && c.moved >= 1
	}
}

// apart is the least distance of the middles of two neighbours.
func (c *canvas) apart(i, j int) float64 {
	a, b := c.cells[i], c.cells[j]
	gap := wireGap
	if a.node >= 0 && b.node >= 0 {
		gap = boxGap
		if c.shape.Across {
			gap = boxGap / 2
		}
	}
	return a.size/2 + gap + b.size/2
}

// spreadLayer moves the cells of a layer towards their neighbours before and
// after it, or on one side only. It is the least sum of squares under the
// order and the distances, found by pooling neighbours that want to pass each
// other (Ayer et al., "An empirical distribution function for sampling with
// incomplete information", 1955).
func (c *canvas) spreadLayer(l int, upOnly, downOnly bool) {
	layer := c.layers[l]
	type pool struct {
		want, weight float64 // the mean of what its cells want, less their offsets
		cells        int
	}
	pools := make([]pool, 0, len(layer))
	offsets := make([]float64, len(layer)) // from the first cell, all as near as can be
	for p, i := range layer {
		if p > 0 {
			offsets[p] = offsets[p-1] + c.apart(layer[p-1], i)
		}
		want, weight := c.wish(i, !downOnly, !upOnly)
		pools = append(pools, pool{want - offsets[p], weight, 1})
		for n := len(pools) - 1; n > 0 && pools[n-1].want > pools[n].want; n-- {
			a, b := pools[n-1], pools[n]
			w := a.weight + b.weight
			pools = append(pools[:n-1], pool{(a.want*a.weight + b.want*b.weight) / w, w, a.cells + b.cells})
		}
	}
	p := 0
	for _, q := range pools {
		for range q.cells {
			w := &c.cells[layer[p]]
			c.moved = max(c.moved, math.Abs(q.want+offsets[p]-w.at))
			w.at = q.want + offsets[p]
			p++
		}
	}
}

// wish is where a cell wants to be, and how much.
func (c *canvas) wish(i int, up, down bool) (want, weight float64) {
	w := &c.cells[i]
	pull := func(js []int) {
		for _, j := range js {
			f := 1.0 // between boxes; a wire wants to be straight
			switch bends := c.cells[j].node < 0; {
			case bends && w.node < 0:
				f = 8
			case bends || w.node < 0:
				f = 2
			}
			want += f * c.cells[j].at
			weight += f
		}
	}
	if up {
		pull(w.ups)
	}
	if down {
		pull(w.downs)
	}
	if weight == 0 { // nothing pulls: stay with the others
		return c.middle, 0.001
	}
	return want / weight, weight
}
