package diagram

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

// random is an acyclic graph whose nodes are in an order that its edges keep.
func random(seed uint64, nodes, edges int) *Graph {
	rng := rand.New(rand.NewPCG(seed, 1))
	words := strings.Fields("a of Systems Introduction 分散システム ẞtraße 🚀 Designing Data-Intensive incomprehensibilities WWWWWW iii")
	phrase := func(n int) string {
		var out []string
		for range 1 + rng.IntN(n) {
			out = append(out, words[rng.IntN(len(words))])
		}
		return strings.Join(out, " ")
	}
	g := &Graph{Title: "t", About: "a"}
	for i := range nodes {
		n := Node{Title: phrase(12), Faint: rng.IntN(5) == 0}
		if rng.IntN(2) == 0 {
			n.Badge = fmt.Sprint(i + 1)
		}
		if rng.IntN(2) == 0 {
			n.Note = phrase(5)
		}
		g.Nodes = append(g.Nodes, n)
	}
	for range edges {
		i, j := rng.IntN(nodes), rng.IntN(nodes)
		if i == j || slices.ContainsFunc(g.Edges, func(e Edge) bool { return e.From == min(i, j) && e.To == max(i, j) }) {
			continue
		}
		g.Edges = append(g.Edges, Edge{From: min(i, j), To: max(i, j), Labels: []string{phrase(4), phrase(2)}, Strong: rng.IntN(2) == 0})
	}
	return g
}

var shapes = map[string]Shape{
	"path":           {Ordered: true, Wide: 3, Box: 250, Labels: 2},
	"path in one":    {Ordered: true, Wide: 1, Box: 220, Labels: 1},
	"skills":         {Across: true, Box: 230},
	"skills, levels": {Across: true, Box: 230, Labels: 1},
	"down":           {Box: 200, Labels: 1},
}

// each calls f for random graphs of all sizes, in all shapes.
func each(t *testing.T, f func(t *testing.T, g *Graph, s Shape)) {
	for name, s := range shapes {
		for seed := range uint64(20) {
			n := 1 + 2*int(seed)
			t.Run(fmt.Sprintf("%s/seed=%d", name, seed), func(t *testing.T) { f(t, random(seed, n, n*3/2), s) })
		}
	}
}

func overlap(a, b Box) bool {
	const slack = 0.01
	return a.X+slack < b.X+b.W && b.X+slack < a.X+a.W && a.Y+slack < b.Y+b.H && b.Y+slack < a.Y+a.H
}

func TestNothingOverlaps(t *testing.T) {
	each(t, func(t *testing.T, g *Graph, s Shape) {
		l := g.Layout(s)
		all := slices.Clone(l.Boxes)
		for _, w := range l.Wires {
			if w.Label != nil {
				all = append(all, *w.Label)
			}
		}
		for i, a := range all {
			if a.W <= 0 || a.H <= 0 || a.X < 0 || a.Y < 0 || a.X+a.W > l.Width+0.01 || a.Y+a.H > l.Height+0.01 {
				t.Errorf("box %d, %+v, is not in a picture of %.0f by %.0f", i, a, l.Width, l.Height)
			}
			for j, b := range all[:i] {
				if overlap(a, b) {
					t.Errorf("boxes %d and %d overlap: %+v, %+v", i, j, a, b)
				}
			}
		}
	})
}

// Wires lead from their box to their box, one way, and pass no other at the
// layers' edges, where their points are.
func TestWiresGoOneWay(t *testing.T) {
	each(t, func(t *testing.T, g *Graph, s Shape) {
		l := g.Layout(s)
		if len(l.Wires) != len(g.Edges) {
			t.Fatalf("%d wires for %d edges", len(l.Wires), len(g.Edges))
		}
		for _, w := range l.Wires {
			e := g.Edges[w.Edge]
			for i, p := range w.Points[1:] {
				if was := w.Points[i]; s.Across && p.X < was.X || !s.Across && p.Y < was.Y {
					t.Errorf("edge %d goes back, from %v to %v", w.Edge, was, p)
				}
			}
			for i, b := range l.Boxes {
				inner := func(p Point) bool {
					return p.X > b.X-1 && p.X < b.X+b.W+1 && p.Y > b.Y-1 && p.Y < b.Y+b.H+1
				}
				starts, ends := inner(w.Points[0]), inner(w.Points[len(w.Points)-1])
				if starts != (i == e.From) || ends != (i == e.To) {
					t.Errorf("edge %d, of %d and %d: begins in box %d %v, ends in it %v", w.Edge, e.From, e.To, i, starts, ends)
				}
				if slices.ContainsFunc(w.Points[1:len(w.Points)-1], inner) {
					t.Errorf("edge %d, of %d and %d, runs through box %d", w.Edge, e.From, e.To, i)
				}
			}
			if w.Label == nil && s.Labels > 0 {
				t.Errorf("edge %d has no label", w.Edge)
			}
		}
	})
}

func TestTextFitsItsBox(t *testing.T) {
	each(t, func(t *testing.T, g *Graph, s Shape) {
		l := g.Layout(s)
		fits := func(f face, lines []string, room float64) {
			for _, line := range lines {
				if w := f.width(line); w > room+0.01 {
					t.Errorf("%q is %.1f wide, in %.1f", line, w, room)
				}
			}
		}
		for i, b := range l.Boxes {
			room := b.W - 2*padding
			if g.Nodes[i].Badge != "" {
				room -= badgeRoom
			}
			fits(titleFace, b.Lines, room)
			fits(noteFace, b.Note, room)
			if tall := float64(len(b.Lines))*titleFace.lead() + float64(len(b.Note))*noteFace.lead(); tall > b.H {
				t.Errorf("%d lines in a box %.0f high", len(b.Lines)+len(b.Note), b.H)
			}
		}
		for _, w := range l.Wires {
			if w.Label != nil {
				fits(labelFace, w.Label.Lines, w.Label.W)
			}
		}
	})
}

// The order of the cells must be worth its making: fewer crossings than with
// the nodes as they come, and far fewer in all.
func TestFewWiresCross(t *testing.T) {
	was, is := 0, 0
	each(t, func(t *testing.T, g *Graph, s Shape) {
		order, edges := g.forward()
		c := &canvas{Graph: g, shape: s, edges: edges, boxes: make([]Box, len(g.Nodes)), layer: make([]int, len(g.Nodes))}
		if s.Ordered {
			c.inOrder(order)
		} else {
			c.longestPath(order)
		}
		c.measure(order)
		c.fill(order)
		naive := c.crossings()
		c.sort()
		if c.crossings() > naive {
			t.Errorf("%d crossings, %d unsorted", c.crossings(), naive)
		}
		was, is = was+naive, is+c.crossings()
	})
	t.Logf("%d crossings, %d unsorted", is, was)
	if is*3 > was {
		t.Errorf("%d crossings, more than a third of the %d unsorted", is, was)
	}
}

// crossings by the book: each pair of wires between each two layers.
func (c *canvas) crossingsByBruteForce() int {
	type wire struct{ layer, from, to int }
	var wires []wire
	for l, layer := range c.layers {
		for _, i := range layer {
			for _, j := range c.cells[i].downs {
				wires = append(wires, wire{l, c.cells[i].place, c.cells[j].place})
			}
		}
	}
	n := 0
	for i, a := range wires {
		for _, b := range wires[:i] {
			if a.layer == b.layer && (a.from-b.from)*(a.to-b.to) < 0 {
				n++
			}
		}
	}
	return n
}

func TestCrossings(t *testing.T) {
	each(t, func(t *testing.T, g *Graph, s Shape) {
		order, edges := g.forward()
		c := &canvas{Graph: g, shape: s, edges: edges, boxes: make([]Box, len(g.Nodes)), layer: make([]int, len(g.Nodes))}
		c.longestPath(order)
		c.measure(order)
		c.fill(order)
		if got, want := c.crossings(), c.crossingsByBruteForce(); got != want {
			t.Errorf("%d crossings, by brute force %d", got, want)
		}
	})
}

// The layers of an ordered graph keep the order.
func TestOrderedLayersKeepTheOrder(t *testing.T) {
	each(t, func(t *testing.T, g *Graph, s Shape) {
		if !s.Ordered {
			return
		}
		l := g.Layout(s)
		for i, b := range l.Boxes[1:] {
			if b.Y < l.Boxes[i].Y {
				t.Errorf("node %d stands above node %d", i+1, i)
			}
		}
	})
}

// What cannot be drawn one way is left out, and nothing else suffers.
func TestCycle(t *testing.T) {
	g := &Graph{Nodes: []Node{{Title: "a"}, {Title: "b"}, {Title: "c"}},
		Edges: []Edge{{From: 0, To: 1}, {From: 1, To: 2}, {From: 2, To: 0}, {From: 1, To: 1}}}
	for name, s := range shapes {
		if l := g.Layout(s); len(l.Wires) != 2 || len(l.Boxes) != 3 {
			t.Errorf("%s: %d wires, %d boxes", name, len(l.Wires), len(l.Boxes))
		}
	}
}

func TestNoNodes(t *testing.T) {
	g := &Graph{Title: "nothing"}
	for name, s := range shapes {
		if svg := g.SVG(s, "x", false); !strings.Contains(svg, "nothing") {
			t.Errorf("%s: %s", name, svg)
		}
	}
	g.Rail(300, "x")
}

func TestReduce(t *testing.T) {
	for seed := range uint64(40) {
		g := random(seed, 3+int(seed)/2, 40)
		before := reachable(g)
		g.Reduce()
		if got := reachable(g); !slices.Equal(got, before) {
			t.Fatalf("seed %d: another order", seed)
		}
		for k := range g.Edges {
			less := &Graph{Nodes: g.Nodes, Edges: slices.Delete(slices.Clone(g.Edges), k, k+1)}
			if slices.Equal(reachable(less), before) {
				t.Errorf("seed %d: edge %v is not needed", seed, g.Edges[k])
			}
		}
	}
}

// reachable is, by pair of nodes, whether edges lead from one to the other.
func reachable(g *Graph) []bool {
	n := len(g.Nodes)
	r := make([]bool, n*n)
	for _, e := range g.Edges {
		r[e.From*n+e.To] = true
	}
	for k := range n {
		for i := range n {
			for j := range n {
				r[i*n+j] = r[i*n+j] || r[i*n+k] && r[k*n+j]
			}
		}
	}
	return r
}

func TestFold(t *testing.T) {
	f := face{10, &regular}
	for _, tc := range []struct {
		text string
		room float64
		most int
		want []string
	}{
		{"", 100, 3, nil},
		{"one", 100, 3, []string{"one"}},
		{"one two three", 50, 3, []string{"one two", "three"}},
		{"one two three four five", 50, 2, []string{"one two", "three fo…"}},
		{"incomprehensible", 40, 3, []string{"incomp", "rehensi", "ble"}},
		{"分散システム設計", 40, 2, []string{"分散シ", "ステ…"}},
		{"a b", 0.1, 2, []string{"a", "b"}},
	} {
		if got := f.fold(tc.text, tc.room, tc.most); !slices.Equal(got, tc.want) {
			t.Errorf("fold(%q, %v, %d) = %q, want %q", tc.text, tc.room, tc.most, got, tc.want)
		}
	}
}

func BenchmarkLayout(b *testing.B) {
	for _, n := range []int{30, 300} {
		g := random(1, n, n*3/2)
		for _, name := range []string{"path", "skills"} {
			b.Run(fmt.Sprintf("%s/nodes=%d", name, n), func(b *testing.B) {
				for b.Loop() {
					g.Layout(shapes[name])
				}
			})
		}
	}
}
