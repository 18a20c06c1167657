// Package diagram draws graphs whose edges all go one way: boxes in layers,
// joined by wires, as SVG, and the same graphs as Mermaid and DOT for others to
// draw. It knows nothing of plans or skills.
package diagram

import (
	"slices"
	"strings"
	"unicode"
)

// A Graph is what is to be drawn. Text from data may hold anything: each
// format escapes it.
type Graph struct {
	Title string // what the picture is of, for those who cannot see it
	About string // what there is to see in it, in sentences
	Nodes []Node
	Edges []Edge
}

// A Node is a box.
type Node struct {
	Badge string // a number or so, in a disc before the title
	Title string
	Note  string // a smaller line below
	Link  string // where a click leads; "" nowhere
	Faint bool   // it stands around what the picture is of
}

// An Edge joins two nodes, by their indices in Nodes. From is used before To:
// an edge that closes a cycle, or joins a node to itself, is not drawn.
type Edge struct {
	From, To int
	Labels   []string // a line each
	Strong   bool     // it matters more than the others
}

// Shape says how a picture is laid out.
type Shape struct {
	Across  bool    // layers are columns, from left to right, not rows
	Ordered bool    // nodes come in an order that the layers are to keep
	Wide    int     // with Ordered, the most nodes in a layer
	Box     float64 // the width of a box, in pixels; with Across, the most
	Labels  int     // the most lines of an edge's label; 0 for no labels
}

// clean is text without what a reader of it could not see, or what would turn
// the text around it: control characters, and marks of direction.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// forward are the edges to draw, without those that go back in an order that
// all others keep; and that order, which is the nodes' own where it can be.
// Time O(V^2 + E), which is no matter below some thousands of nodes.
func (g *Graph) forward() (order []int, edges []int) {
	waits := make([]int, len(g.Nodes)) // for so many before it
	for _, e := range g.Edges {
		if e.From != e.To {
			waits[e.To]++
		}
	}
	place := make([]int, len(g.Nodes))
	done := make([]bool, len(g.Nodes))
	for range g.Nodes {
		next := -1
		for i := range g.Nodes {
			if !done[i] && (next < 0 || waits[i] == 0 && waits[next] > 0) {
				next = i // in a cycle, the first
			}
		}
		done[next], place[next] = true, len(order)
		order = append(order, next)
		for _, e := range g.Edges {
			if e.From == next && e.To != next {
				waits[e.To]--
			}
		}
	}
	for k, e := range g.Edges {
		if place[e.From] < place[e.To] {
			edges = append(edges, k)
		}
	}
	return order, edges
}

// parts are the sets of nodes that edges join, the largest first.
func (g *Graph) parts(edges []int) [][]int {
	root := make([]int, len(g.Nodes))
	for i := range root {
		root[i] = i
	}
	find := func(i int) int {
		for root[i] != i {
			i = root[i]
		}
		return i
	}
	for _, k := range edges {
		a, b := find(g.Edges[k].From), find(g.Edges[k].To)
		root[max(a, b)] = min(a, b)
	}
	at := map[int]int{}
	var parts [][]int
	for i := range g.Nodes {
		r := find(i)
		if _, ok := at[r]; !ok {
			at[r] = len(parts)
			parts = append(parts, nil)
		}
		parts[at[r]] = append(parts[at[r]], i)
	}
	slices.SortStableFunc(parts, func(a, b []int) int { return len(b) - len(a) })
	return parts
}

// Reduce leaves out every edge between two nodes that other edges join as well
// (the transitive reduction): what remains says as much of what comes before
// what, with the fewest wires.
func (g *Graph) Reduce() {
	order, edges := g.forward()
	reach := make([][]bool, len(g.Nodes)) // from a node, which others
	for i := range reach {
		reach[i] = make([]bool, len(g.Nodes))
	}
	for _, i := range slices.Backward(order) {
		for _, k := range edges {
			if e := g.Edges[k]; e.From == i {
				reach[i][e.To] = true
				for j, ok := range reach[e.To] {
					reach[i][j] = reach[i][j] || ok
				}
			}
		}
	}
	var kept []Edge
	for _, k := range edges {
		e := g.Edges[k]
		around := slices.ContainsFunc(edges, func(other int) bool {
			o := g.Edges[other]
			return o.From == e.From && o.To != e.To && reach[o.To][e.To]
		})
		if !around {
			kept = append(kept, e)
		}
	}
	g.Edges = kept
}
