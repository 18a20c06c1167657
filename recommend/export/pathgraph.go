package export

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"readpath/recommend"
	"readpath/recommend/export/diagram"
)

// pathWide is the shape of the path where there is room.
var pathWide = diagram.Shape{Ordered: true, Wide: 3, Box: 250, Labels: 2}

// SVG writes the path as a picture: which step feeds which, and with what.
func SVG(w io.Writer, plan *recommend.Plan) error {
	_, err := io.WriteString(w, pathGraph(plan).SVG(pathWide, "path", false))
	return err
}

// Mermaid writes the path as a Mermaid flowchart.
func Mermaid(w io.Writer, plan *recommend.Plan) error {
	_, err := io.WriteString(w, pathGraph(plan).Mermaid(pathWide))
	return err
}

// DOT writes the path in the language of Graphviz.
func DOT(w io.Writer, plan *recommend.Plan) error {
	_, err := io.WriteString(w, pathGraph(plan).DOT(pathWide))
	return err
}

// pathGraph is the graph of a plan's steps: an edge leads from a step to one
// that stands on it, unless it does so by way of a step between. The edge is
// strong where without the earlier step the later one could not be read, or
// less readily.
func pathGraph(plan *recommend.Plan) *diagram.Graph {
	p := phrases{plan, plainText}
	g := &diagram.Graph{Title: "The path to " + p.goals()}
	at := map[string]int{}
	for n, s := range plan.Steps {
		at[s.Book.ID] = n
		note := fmt.Sprintf("%s, week %d", hours(s.Hours), s.Week)
		if s.LastWeek > s.Week {
			note = fmt.Sprintf("%s, weeks %d to %d", hours(s.Hours), s.Week, s.LastWeek)
		}
		g.Nodes = append(g.Nodes, diagram.Node{Badge: strconv.Itoa(n + 1), Title: p.esc(s.Book.Title), Note: note})
	}
	for n, s := range plan.Steps {
		for _, id := range plan.DependsOn(n) {
			i := at[id]
			e := diagram.Edge{From: i, To: n, Strong: slices.Contains(p.opened(i), s.Book.ID)}
			for _, m := range s.RequiresMet {
				if raisedTowards(plan.Steps[i], m) {
					e.Labels = append(e.Labels, p.esc(m.Name))
				}
			}
			g.Edges = append(g.Edges, e)
		}
	}
	g.Reduce()
	g.About = aboutPath(g)
	return g
}

// raisedTowards reports whether a step raised a skill that was below a need.
func raisedTowards(s recommend.Step, m recommend.Met) bool {
	return slices.ContainsFunc(s.Gains, func(g recommend.Gain) bool { return g.Skill == m.Skill && g.Before < m.Need })
}

// aboutPath says in sentences what the picture shows.
func aboutPath(g *diagram.Graph) string {
	if len(g.Nodes) == 0 {
		return "There is no book in the path."
	}
	var parts []string
	for _, n := range g.Nodes {
		parts = append(parts, n.Badge+", "+n.Title)
	}
	about := fmt.Sprintf("%s, in this order: %s.", count(len(parts), "step"), strings.Join(parts, "; "))
	for _, e := range g.Edges {
		about += fmt.Sprintf(" Step %s feeds step %s with %s.", g.Nodes[e.From].Badge, g.Nodes[e.To].Badge, recommend.Enumerate(e.Labels))
	}
	return about
}
