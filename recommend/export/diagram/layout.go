package diagram

import "slices"

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
// Time O(I (C log C + X)), for C cells, X pairs of wires compared, and I sweeps,
// at most 144.
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
	mean  float64 // of its neighbours' places, to sort by
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
	moved  float64   // most, of all cells, in this sweep
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
