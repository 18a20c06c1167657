package diagram

import (
	"cmp"
	"slices"
	"strings"
)

// The distances of a rail, in pixels.
const (
	railGap   = 12.0 // between boxes
	trackGap  = 11.0 // between tracks, at most
	tracksMax = 84.0 // all tracks together
	railBend  = 5.0
)

// Rail draws the graph for a narrow page: boxes below each other in their
// order, wires on tracks beside them, and what feeds a box said in it. All that
// leaves a box runs on one track.
func (g *Graph) Rail(width float64, id string) string {
	_, edges := g.forward()
	track, tracks := g.tracks(edges)
	gap := min(trackGap, tracksMax/float64(max(1, tracks)))
	room := gap*float64(tracks) + railBend + headLength
	if tracks == 0 {
		room = 0
	}
	boxes := g.railBoxes(edges, width-2-room)
	height := 0.0
	for _, b := range boxes {
		height = max(height, b.Y+b.H)
	}
	p := NewSVG(width, height+1, id, g.Title, g.About, true)
	into := make([]int, len(g.Nodes)) // wires so far
	for _, strong := range []bool{false, true} {
		for _, k := range edges {
			e := g.Edges[k]
			if e.Strong != strong {
				continue
			}
			a, b := boxes[e.From], boxes[e.To]
			from := Point{X: a.X + a.W, Y: a.Y + a.H - 14}
			to := Point{X: b.X + b.W, Y: b.Y + 12 + min(9*float64(into[e.To]), b.H-34)}
			into[e.To]++
			p.rail(from, to, a.X+a.W+headLength+railBend+gap*float64(track[e.From]), e.Strong)
		}
	}
	for i, b := range boxes {
		p.box(g.Nodes[i], b)
	}
	return p.End()
}

// railBoxes are the boxes, from the top.
func (g *Graph) railBoxes(edges []int, width float64) []Box {
	var boxes []Box
	y := 1.0
	for i, n := range g.Nodes {
		room := width - 2*padding
		if n.Badge != "" {
			room -= badgeRoom
		}
		b := Box{X: 1, Y: y, W: width, Lines: titleFace.fold(clean(n.Title), room, titleLines), Note: noteFace.fold(clean(n.Note), room, 1)}
		for _, k := range edges {
			if e := g.Edges[k]; e.To == i && len(e.Labels) > 0 {
				b.Note = append(b.Note, noteFace.fold("from "+g.source(e.From, room)+": "+clean(strings.Join(e.Labels, ", ")), room, 2)...)
			}
		}
		b.H = 2*boxPad + float64(len(b.Lines))*titleFace.lead() + float64(len(b.Note))*noteFace.lead()
		boxes = append(boxes, b)
		y += b.H + railGap
	}
	return boxes
}

// source names a node within another's box: by its badge, and its title where
// that takes no more than half of the room.
func (g *Graph) source(i int, room float64) string {
	badge, title := clean(g.Nodes[i].Badge), clean(g.Nodes[i].Title)
	if badge == "" || noteFace.width(title) <= room/2 {
		return strings.TrimSpace(badge + " " + title)
	}
	return badge
}

// tracks gives each node that feeds others a track that no other uses on the
// way to the last of them: the shortest ways nearest the boxes.
func (g *Graph) tracks(edges []int) (track []int, n int) {
	last := make([]int, len(g.Nodes))
	var from []int
	for _, k := range edges {
		e := g.Edges[k]
		if last[e.From] == 0 {
			from = append(from, e.From)
		}
		last[e.From] = max(last[e.From], e.To)
	}
	slices.SortStableFunc(from, func(a, b int) int { return cmp.Compare(last[a]-a, last[b]-b) })
	track = make([]int, len(g.Nodes))
	var used [][]int // of each track, the nodes whose wires run on it
	for _, i := range from {
		t := slices.IndexFunc(used, func(others []int) bool {
			return !slices.ContainsFunc(others, func(j int) bool { return i <= last[j] && j <= last[i] })
		})
		if t < 0 {
			t = len(used)
			used = append(used, nil)
		}
		used[t] = append(used[t], i)
		track[i] = t
	}
	return track, len(used)
}

// rail draws a wire out to a track, along it, and back.
func (p *Picture) rail(from, to Point, x float64, strong bool) {
	r := railBend
	tip := to.X + headLength
	p.Add(`<g class="%s"><path class="wire" d="M%s %sH%sQ%s %s %s %sV%sQ%s %s %s %sH%s"/><path class="head" d="M%s %sL%s %sL%s %sZ"/></g>`, edgeClass(strong),
		num(from.X), num(from.Y), num(x-r), num(x), num(from.Y), num(x), num(from.Y+r),
		num(to.Y-r), num(x), num(to.Y), num(x-r), num(to.Y), num(tip),
		num(tip), num(to.Y-headLength/2), num(tip), num(to.Y+headLength/2), num(to.X), num(to.Y))
}
