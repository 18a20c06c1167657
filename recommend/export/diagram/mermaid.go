package diagram

import (
	"fmt"
	"strings"
)

// mermaidEscaper writes what means something to Mermaid, or to the HTML and the
// markdown that it makes of a label, as character references of its own.
var mermaidEscaper = strings.NewReplacer(
	`#`, "#35;", `"`, "#quot;", `<`, "#lt;", `>`, "#gt;", `&`, "#amp;", "`", "#96;", `*`, "#42;", `_`, "#95;", `\`, "#92;",
	`[`, "#91;", `]`, "#93;", `{`, "#123;", `}`, "#125;", `|`, "#124;", `$`, "#36;", `~`, "#126;", `%`, "#37;", `;`, "#59;",
)

func mermaidText(s string) string { return mermaidEscaper.Replace(clean(s)) }

// Mermaid is the graph as a Mermaid flowchart, for GitHub and others to draw.
func (g *Graph) Mermaid(s Shape) string {
	var b strings.Builder
	direction := "TD"
	if s.Across {
		direction = "LR"
	}
	fmt.Fprintf(&b, "flowchart %s\n  accTitle: %s\n", direction, mermaidText(g.Title))
	for i, n := range g.Nodes {
		text := mermaidText(n.Title)
		if n.Badge != "" {
			text = mermaidText(n.Badge) + " · " + text // "1. " would begin a list
		}
		if n.Note != "" {
			text += "<br/>" + mermaidText(n.Note)
		}
		fmt.Fprintf(&b, "  n%d[\"%s\"]\n", i+1, text)
	}
	_, edges := g.forward()
	for _, k := range edges {
		e := g.Edges[k]
		arrow := "-->"
		if e.Strong {
			arrow = "==>"
		}
		label := ""
		if lines := e.labels(s, mermaidText); len(lines) > 0 {
			label = `|"` + strings.Join(lines, "<br/>") + `"|`
		}
		fmt.Fprintf(&b, "  n%d %s%s n%d\n", e.From+1, arrow, label, e.To+1)
	}
	for i, n := range g.Nodes {
		if n.Faint {
			fmt.Fprintf(&b, "  style n%d stroke-dasharray: 4 3\n", i+1)
		}
	}
	return b.String()
}

// labels are as many of an edge's labels as the shape has room for.
func (e Edge) labels(s Shape, escape func(string) string) []string {
	var out []string
	for _, l := range e.Labels[:min(s.Labels, len(e.Labels))] {
		out = append(out, escape(l))
	}
	if len(e.Labels) > len(out) && len(out) > 0 {
		out[len(out)-1] += " …"
	}
	return out
}
