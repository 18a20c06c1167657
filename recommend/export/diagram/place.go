package diagram

import (
	"cmp"
	"slices"
)

// finish turns cells into boxes and wires.
func (c *canvas) finish(order []int) *Layout {
	out := &Layout{graph: c.Graph, across: c.shape.Across, Boxes: make([]Box, len(c.Nodes)), crossings: c.crossings()}
	tops := make([]float64, len(c.layers))
	depth := margin
	for l := range c.layers {
		if l > 0 {
			depth += c.gap(l)
		}
		tops[l] = depth
		depth += c.thick[l]
	}
	depth += margin
	low, high := 0.0, 0.0
	for i, w := range c.cells {
		if i == 0 || w.at-w.size/2 < low {
			low = w.at - w.size/2
		}
		if i == 0 || w.at+w.size/2 > high {
			high = w.at + w.size/2
		}
	}
	point := func(along, across float64) Point {
		if c.shape.Across {
			return Point{X: across, Y: along - low + margin}
		}
		return Point{X: along - low + margin, Y: across}
	}
	end := point(high+margin, depth)
	out.Width, out.Height = end.X, end.Y
	place := func(b Box, w cell, l int) Box {
		_, thick := c.along(b)
		if w.node >= 0 {
			thick = c.thick[l]
		}
		p := point(w.at-w.size/2, tops[l]+(c.thick[l]-thick)/2)
		q := point(w.at+w.size/2, tops[l]+(c.thick[l]+thick)/2)
		b.X, b.Y, b.W, b.H = p.X, p.Y, q.X-p.X, q.Y-p.Y
		return b
	}
	layerOf := map[int]int{}
	for l, layer := range c.layers {
		for _, i := range layer {
			layerOf[i] = l
			if w := c.cells[i]; w.node >= 0 {
				out.Boxes[w.node] = place(c.boxes[w.node], w, l)
			}
		}
	}
	for n, chain := range c.chains {
		wire := Wire{Edge: c.edges[n]}
		from, to := chain[0], chain[len(chain)-1]
		wire.Points = append(wire.Points, point(c.port(from, c.cells[from].downs, chain[1], n, 1), tops[layerOf[from]]+c.thick[layerOf[from]]))
		for _, i := range chain[1 : len(chain)-1] {
			w, l := c.cells[i], layerOf[i]
			if w.size == 0 && c.labelled() && l%2 == 1 {
				p := point(w.at, tops[l]+c.thick[l]/2)
				p.aslant = true
				wire.Points = append(wire.Points, p)
				continue
			}
			wire.Points = append(wire.Points, point(w.at, tops[l]), point(w.at, tops[l]+c.thick[l]))
			if w.size > 0 {
				b := place(c.labels[n], w, l)
				wire.Label = &b
			}
		}
		wire.Points = append(wire.Points, point(c.port(to, c.cells[to].ups, chain[len(chain)-2], n, -1), tops[layerOf[to]]))
		out.Wires = append(out.Wires, wire)
	}
	return out
}

// gap is the distance before layer l.
func (c *canvas) gap(l int) float64 {
	wires := 0
	for _, i := range c.layers[l] {
		wires += len(c.cells[i].ups)
	}
	switch {
	case len(c.layers) > 1 && c.labelled():
		return labelGap
	case c.shape.Across: // long slopes need room
		return min(layerGap+4*float64(wires), 3*layerGap)
	}
	return layerGap
}

func (c *canvas) labelled() bool {
	return slices.ContainsFunc(c.labels, func(b Box) bool { return b.W > 0 })
}

// port is where along its layer the wire to a neighbour leaves a box: the
// wires on one side leave in the order of where they go.
func (c *canvas) port(box int, neighbours []int, to, edge, side int) float64 {
	w := c.cells[box]
	sorted := slices.Clone(neighbours)
	slices.SortStableFunc(sorted, func(a, b int) int { return cmp.Compare(c.cells[a].at, c.cells[b].at) })
	gap := min(portGap, (w.size-2*padding)/float64(len(sorted)))
	return w.at + gap*(float64(slices.Index(sorted, to))-float64(len(sorted)-1)/2)
}

// pack puts layouts on shelves, the highest first, none wider than the widest.
func (g *Graph) pack(parts []*Layout) *Layout {
	out := &Layout{Boxes: make([]Box, len(g.Nodes))}
	for _, p := range parts {
		out.Width = max(out.Width, p.Width)
	}
	slices.SortStableFunc(parts, func(a, b *Layout) int { return cmp.Compare(b.Height, a.Height) })
	x, y, shelf := 0.0, 0.0, 0.0
	for _, p := range parts {
		if x > 0 && x+p.Width > out.Width {
			x, y, shelf = 0, y+shelf, 0
		}
		p.move(x, y)
		for i, b := range p.Boxes {
			if b.W > 0 {
				out.Boxes[i] = b
			}
		}
		out.Wires = append(out.Wires, p.Wires...)
		out.crossings += p.crossings
		x, shelf = x+p.Width, max(shelf, p.Height)
	}
	out.Height = y + shelf
	return out
}

func (l *Layout) move(x, y float64) {
	for i := range l.Boxes {
		l.Boxes[i].X += x
		l.Boxes[i].Y += y
	}
	for _, w := range l.Wires {
		for i := range w.Points {
			w.Points[i].X += x
			w.Points[i].Y += y
		}
		if w.Label != nil {
			w.Label.X += x
			w.Label.Y += y
		}
	}
}
