package diagram

import (
	"cmp"
	"slices"
)

// A Layout is where everything of a graph goes, in pixels from the upper left.
type Layout struct {
	Width, Height float64
	Boxes         []Box // of the nodes, in their order
	Wires         []Wire

	graph     *Graph
	across    bool
	crossings int
}

// A Box is a rectangle with lines of text.
type Box struct {
	X, Y, W, H float64
	Lines      []string
	Note       []string
}

// A Wire is an edge as drawn: a curve that goes through points, straight across
// the layers, but aslant where it passes labels.
type Wire struct {
	Edge   int // its index in the graph
	Points []Point
	Label  *Box // nil without one
}

// A Point is a place.
type Point struct {
	X, Y   float64
	aslant bool
}

// The distances between things, in pixels.
const (
	margin     = 12.0 // around the picture
	padding    = 12.0 // in a box, left and right
	boxPad     = 9.0  // in a box, above and below
	badgeRoom  = 34.0 // a badge and the space after it
	boxGap     = 24.0 // between boxes of a layer
	wireGap    = 12.0 // between wires, and of a wire from a box
	layerGap   = 46.0 // between layers of boxes
	labelGap   = 28.0 // between a layer of boxes and one of labels
	portGap    = 16.0 // between wires at a box, at most
	titleLines = 3
)

// Layout draws the graph in layers (Sugiyama, Tagawa and Toda, "Methods for
// visual understanding of hierarchical system structures", IEEE SMC 11(2),
// 1981): nodes get layers so that edges go one way; an edge over several layers
// becomes a chain of cells, one of which holds its label; cells are sorted so
// that few wires cross; and each layer is spread so that wires are straight.
// Nothing overlaps, for a layer keeps its cells apart and layers are apart.
//
// Time O(I (C log C + X)), for C cells, X pairs of wires compared, and I = 144
// sweeps.
func (g *Graph) Layout(s Shape) *Layout {
	order, edges := g.forward()
	if s.Ordered {
		return g.lay(s, order, edges)
	}
	var parts []*Layout
	for _, nodes := range g.parts(edges) {
		in := func(i int) bool { return slices.Contains(nodes, i) }
		parts = append(parts, g.lay(s,
			slices.DeleteFunc(slices.Clone(order), func(i int) bool { return !in(i) }),
			slices.DeleteFunc(slices.Clone(edges), func(k int) bool { return !in(g.Edges[k].From) })))
	}
	out := g.pack(parts)
	out.graph, out.across = g, s.Across
	return out
}

// A cell is what takes room in a layer: a node's box, an edge's label, or the
// place where a wire passes.
type cell struct {
	node  int     // -1 where there is none
	edge  int     // of the wire; -1 for a node
	size  float64 // along the layer
	at    float64 // its middle, along the layer
	place int     // in the layer
	ups   []int   // cells of the layer before that it is joined to
	downs []int   // of the layer after
}

// canvas is a layout in the making.
type canvas struct {
	*Graph
	shape  Shape
	cells  []cell
	layers [][]int   // cells, in order
	thick  []float64 // of the layers
	chains [][]int   // of each edge drawn, its cells from end to end
	edges  []int     // that are drawn
	labels []Box     // of each edge drawn; W is 0 for those without one
	boxes  []Box     // of nodes, by index
	layer  []int     // of nodes, by index
	middle float64   // of all cells, along the layers
}

// lay draws the nodes of order with edges between them.
func (g *Graph) lay(s Shape, order, edges []int) *Layout {
	c := &canvas{Graph: g, shape: s, edges: edges, boxes: make([]Box, len(g.Nodes)), layer: make([]int, len(g.Nodes))}
	if s.Ordered {
		c.inOrder(order)
	} else {
		c.longestPath(order)
	}
	c.measure(order)
	c.fill(order)
	c.sort()
	c.spread()
	return c.finish(order)
}

// inOrder gives each node the layer of the node before it, or a later one: as
// soon as what it needs is in earlier layers, and there is room.
func (c *canvas) inOrder(order []int) {
	at, count := 0, 0
	for _, i := range order {
		layer := at
		for _, k := range c.edges {
			if e := c.Edges[k]; e.To == i {
				layer = max(layer, c.layer[e.From]+1)
			}
		}
		if layer == at && count == max(1, c.shape.Wide) {
			layer++
		}
		if layer > at {
			at, count = layer, 0
		}
		c.layer[i] = layer
		count++
	}
}

// longestPath gives each node the first layer after all it needs, and then
// moves those that more wires leave than reach as near as they can to where
// they are needed.
func (c *canvas) longestPath(order []int) {
	for _, i := range order {
		for _, k := range c.edges {
			if e := c.Edges[k]; e.To == i {
				c.layer[i] = max(c.layer[i], c.layer[e.From]+1)
			}
		}
	}
	for _, i := range slices.Backward(order) {
		in, out, next := 0, 0, len(order)
		for _, k := range c.edges {
			switch e := c.Edges[k]; i {
			case e.To:
				in++
			case e.From:
				out++
				next = min(next, c.layer[e.To])
			}
		}
		if out > in {
			c.layer[i] = next - 1
		}
	}
}

// measure makes the boxes and labels as large as their text.
func (c *canvas) measure(order []int) {
	for _, i := range order {
		n, room := c.Nodes[i], c.shape.Box-2*padding
		if n.Badge != "" {
			room -= badgeRoom
		}
		b := Box{Lines: titleFace.fold(clean(n.Title), room, titleLines), Note: noteFace.fold(clean(n.Note), room, 1)}
		if len(b.Lines) == 0 {
			b.Lines = []string{"?"}
		}
		b.W = c.shape.Box
		if c.shape.Across {
			b.W -= room
			widest := 0.0
			for _, line := range b.Lines {
				widest = max(widest, titleFace.width(line))
			}
			for _, line := range b.Note {
				widest = max(widest, noteFace.width(line))
			}
			b.W += widest
		}
		b.H = 2*boxPad + float64(len(b.Lines))*titleFace.lead() + float64(len(b.Note))*noteFace.lead()
		c.boxes[i] = b
	}
	for _, k := range c.edges {
		var b Box
		for _, l := range c.Edges[k].Labels[:min(c.shape.Labels, len(c.Edges[k].Labels))] {
			lines := labelFace.fold(clean(l), c.shape.Box*0.7, 2)
			b.Lines = append(b.Lines, lines...)
		}
		if len(c.Edges[k].Labels) > c.shape.Labels && len(b.Lines) > 0 {
			b.Lines[len(b.Lines)-1] += " …"
		}
		for _, line := range b.Lines {
			b.W = max(b.W, labelFace.width(line)+8)
		}
		b.H = float64(len(b.Lines))*labelFace.lead() + 4
		c.labels = append(c.labels, b)
	}
}

// fill makes the cells: where there are labels, there is a layer for them
// between each two layers of boxes.
func (c *canvas) fill(order []int) {
	first, step := len(order), 1
	for _, i := range order {
		first = min(first, c.layer[i])
	}
	if slices.ContainsFunc(c.labels, func(b Box) bool { return b.W > 0 }) {
		step = 2
	}
	last := 0
	for _, i := range order {
		c.layer[i] = (c.layer[i] - first) * step
		last = max(last, c.layer[i])
	}
	c.layers = make([][]int, last+1)
	c.thick = make([]float64, last+1)
	of := map[int]int{} // node to cell
	for _, i := range order {
		size, thick := c.along(c.boxes[i])
		of[i] = c.add(c.layer[i], cell{node: i, edge: -1, size: size}, thick)
	}
	room := make([]float64, last+1) // that labels take
	for n, k := range c.edges {
		e := c.Edges[k]
		holds := -1 // the layer for the label: of those it may be in, the emptiest
		for l := c.layer[e.From] + 1; step == 2 && c.labels[n].W > 0 && l < c.layer[e.To]; l += 2 {
			if holds < 0 || room[l] < room[holds] {
				holds = l
			}
		}
		chain := []int{of[e.From]}
		for l := c.layer[e.From] + 1; l < c.layer[e.To]; l++ {
			w, size, thick := cell{node: -1, edge: n}, 0.0, 0.0
			if l == holds {
				size, thick = c.along(c.labels[n])
				room[l] += size + wireGap
			}
			w.size = size
			chain = append(chain, c.add(l, w, thick))
		}
		chain = append(chain, of[e.To])
		for i, next := range chain[1:] {
			c.cells[chain[i]].downs = append(c.cells[chain[i]].downs, next)
			c.cells[next].ups = append(c.cells[next].ups, chain[i])
		}
		c.chains = append(c.chains, chain)
	}
}

// along is the size of a box along the layers, and its thickness across them.
func (c *canvas) along(b Box) (size, thick float64) {
	if c.shape.Across {
		return b.H, b.W
	}
	return b.W, b.H
}

func (c *canvas) add(layer int, w cell, thick float64) int {
	w.place = len(c.layers[layer])
	c.cells = append(c.cells, w)
	c.layers[layer] = append(c.layers[layer], len(c.cells)-1)
	c.thick[layer] = max(c.thick[layer], thick)
	return len(c.cells) - 1
}

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
