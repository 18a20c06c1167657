package export

import (
	"fmt"

	"readpath/catalog"
	"readpath/recommend/export/diagram"
)

// SkillShape is how a graph of skills is laid out. The levels that edges stand
// for are for Mermaid and DOT; in a picture of hundreds they would be in the way.
func SkillShape(levels bool) diagram.Shape {
	s := diagram.Shape{Across: true, Box: 230}
	if levels {
		s.Labels = 1
	}
	return s
}

// SkillGraph is the graph of what must be had to work in what: of the skills of
// an area, with what they ask for from other areas around them, or, for "", of
// all.
func SkillGraph(cat *catalog.Catalog, area string) *diagram.Graph {
	g := &diagram.Graph{Title: "Skills and what they build on"}
	if area != "" {
		g.Title = "Skills of " + area + " and what they build on"
	}
	at := map[string]int{}
	add := func(s *catalog.Skill, faint bool) int {
		i, ok := at[s.ID]
		if !ok {
			i = len(g.Nodes)
			at[s.ID] = i
			n := diagram.Node{Title: s.Name, Faint: faint}
			if faint || area == "" {
				n.Note = s.Area
			}
			g.Nodes = append(g.Nodes, n)
		}
		return i
	}
	own := func(s *catalog.Skill) bool { return area == "" || s.Area == area }
	skills := cat.Skills()
	for i := range skills {
		if own(&skills[i]) {
			add(&skills[i], false)
		}
	}
	inner := len(g.Nodes)
	for i := range skills {
		if !own(&skills[i]) {
			continue
		}
		for _, r := range skills[i].Requires {
			from := add(cat.Skill(r.Skill), true)
			g.Edges = append(g.Edges, diagram.Edge{From: from, To: at[skills[i].ID], Labels: []string{r.Level.Number()}})
		}
	}
	g.About = fmt.Sprintf("%s, joined by %s: an arrow leads from a skill to one that asks for it.", count(inner, "skill"), count(len(g.Edges), "requirement"))
	if outer := len(g.Nodes) - inner; outer > 0 {
		g.About += fmt.Sprintf(" %s of other areas, in dashed boxes, are asked for.", upper(count(outer, "skill")))
	}
	return g
}
