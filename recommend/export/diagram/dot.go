package diagram

import (
	"fmt"
	"strings"
)

// dotText is text within a quoted string of DOT's.
func dotText(s string) string {
	return strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(clean(s))
}

// DOT is the graph in the language of Graphviz.
func (g *Graph) DOT(s Shape) string {
	var b strings.Builder
	fmt.Fprintf(&b, "digraph {\n  graph [label=\"%s\", labelloc=t, fontname=\"Helvetica\"", dotText(g.Title))
	if s.Across {
		b.WriteString(", rankdir=LR")
	}
	b.WriteString("]\n  node [shape=box, style=\"rounded,filled\", fillcolor=\"#f4f7fb\", color=\"#b9c4d2\", fontname=\"Helvetica\"]\n" +
		"  edge [color=\"#8490a0\", fontname=\"Helvetica\", fontsize=10]\n")
	for i, n := range g.Nodes {
		text := dotText(n.Title)
		if n.Badge != "" {
			text = dotText(n.Badge) + ". " + text
		}
		if n.Note != "" {
			text += `\n` + dotText(n.Note)
		}
		faint := ""
		if n.Faint {
			faint = `, style="rounded,dashed"`
		}
		fmt.Fprintf(&b, "  n%d [label=\"%s\"%s]\n", i+1, text, faint)
	}
	_, edges := g.forward()
	for _, k := range edges {
		e := g.Edges[k]
		var attrs []string
		if lines := e.labels(s, dotText); len(lines) > 0 {
			attrs = append(attrs, `label="`+strings.Join(lines, `\n`)+`"`)
		}
		if e.Strong {
			attrs = append(attrs, `color="#1f5fbf"`, "penwidth=2")
		}
		list := ""
		if len(attrs) > 0 {
			list = " [" + strings.Join(attrs, ", ") + "]"
		}
		fmt.Fprintf(&b, "  n%d -> n%d%s\n", e.From+1, e.To+1, list)
	}
	b.WriteString("}\n")
	return b.String()
}
