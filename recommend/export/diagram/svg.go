package diagram

import (
	_ "embed"
	"encoding/xml"
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// CSS is how the pictures look, in light and in dark. A page that holds
// pictures needs it once.
//
//go:embed diagram.css
var CSS string

// SVG draws the graph: see [Layout.SVG].
func (g *Graph) SVG(s Shape, id string, bare bool) string { return g.Layout(s).SVG(id, bare) }

// SVG draws what is laid out. id begins the ids of the picture's own elements;
// for a page that has [CSS] already, the picture is bare, and as large as the
// page lets it be.
func (l *Layout) SVG(id string, bare bool) string {
	g := l.graph
	p := NewSVG(l.Width, l.Height, id, g.Title, g.About, bare)
	for _, strong := range []bool{false, true} { // those that matter above the others
		for _, w := range l.Wires {
			if g.Edges[w.Edge].Strong == strong {
				p.wire(w, strong, l.across)
			}
		}
	}
	for _, w := range l.Wires {
		if w.Label != nil {
			p.label(*w.Label)
		}
	}
	for i, b := range l.Boxes {
		p.box(g.Nodes[i], b)
	}
	return p.End()
}

// A Picture is SVG in the making.
type Picture struct{ b strings.Builder }

// NewSVG begins a picture, with a title and a description for those who
// cannot see it.
func NewSVG(width, height float64, id, title, about string, bare bool) *Picture {
	p := &Picture{}
	role, size := "img", ""
	if bare {
		role = "group" // for the links in it
		size = fmt.Sprintf(` style="width:%spx"`, num(width))
	} else {
		size = fmt.Sprintf(` width="%s" height="%s"`, num(width), num(height))
	}
	p.Add(`<svg xmlns="http://www.w3.org/2000/svg" class="diagram" viewBox="0 0 %s %s"%s role="%s" aria-labelledby="%s-title" aria-describedby="%s-about">`,
		num(width), num(height), size, role, id, id)
	p.Add(`<title id="%s-title">%s</title>`, id, Escape(title))
	p.Add(`<desc id="%s-about">%s</desc>`, id, Escape(about))
	if !bare {
		p.Add("<style>\n%s</style>", CSS)
		p.Add(`<rect class="paper" width="100%%" height="100%%"/>`)
	}
	return p
}

// Add writes a line of SVG; its text is to be escaped already.
func (p *Picture) Add(format string, args ...any) { fmt.Fprintf(&p.b, format+"\n", args...) }

// End is the whole picture.
func (p *Picture) End() string {
	p.Add("</svg>")
	return p.b.String()
}

// Escape is text for between tags, or for an attribute in quotes.
func Escape(text string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(clean(text))) // a strings.Builder takes all
	return b.String()
}

// num is a number with at most a decimal.
func num(v float64) string {
	s := strconv.FormatFloat(v, 'f', 1, 64)
	return strings.TrimSuffix(strings.Replace(s, "-0.0", "0.0", 1), ".0")
}

const headLength = 8.0 // of an arrow

// wire draws a wire, with an arrow's head where it ends.
func (p *Picture) wire(w Wire, strong, across bool) {
	points := slices.Clone(w.Points)
	last := &points[len(points)-1]
	tip := *last
	half := Point{X: headLength / 2}
	if across {
		last.X -= headLength
		half = Point{Y: headLength / 2}
	} else {
		last.Y -= headLength
	}
	path := fmt.Sprintf("M%s %s", num(points[0].X), num(points[0].Y))
	for n := range points[1:] {
		path += curveTo(points, n, across)
	}
	p.Add(`<g class="%s"><path class="wire" d="%s"/><path class="head" d="M%s %sL%s %sL%s %sZ"/></g>`, edgeClass(strong), path,
		num(last.X-half.X), num(last.Y-half.Y), num(last.X+half.X), num(last.Y+half.Y), num(tip.X), num(tip.Y))
}

func edgeClass(strong bool) string {
	if strong {
		return "edge strong"
	}
	return "edge"
}

// curveTo leads from point n to the next.
func curveTo(points []Point, n int, across bool) string {
	from, to := points[n], points[n+1]
	if from.X == to.X || from.Y == to.Y {
		return fmt.Sprintf("L%s %s", num(to.X), num(to.Y))
	}
	// tangent is a handle at point i, reaching half the way to the other.
	tangent := func(i int) (x, y float64) {
		slope := 0.0
		if points[i].aslant {
			a, b := points[i-1], points[i+1]
			slope = (b.X - a.X) / (b.Y - a.Y)
			if across {
				slope = (b.Y - a.Y) / (b.X - a.X)
			}
		}
		if across {
			x = (to.X - from.X) / 2
			return x, slope * x
		}
		y = (to.Y - from.Y) / 2
		return slope * y, y
	}
	ax, ay := tangent(n)
	bx, by := tangent(n + 1)
	return fmt.Sprintf("C%s %s %s %s %s %s", num(from.X+ax), num(from.Y+ay), num(to.X-bx), num(to.Y-by), num(to.X), num(to.Y))
}

// text writes lines one below the other; y is the top of the first.
func (p *Picture) text(class string, f face, x, y float64, anchor string, lines []string) float64 {
	for _, line := range lines {
		y += f.lead()
		p.Add(`<text class="%s" x="%s" y="%s"%s>%s</text>`, class, num(x), num(y-0.32*f.size), anchor, Escape(line))
	}
	return y
}

const middle = ` text-anchor="middle"`

func (p *Picture) label(b Box) {
	p.Add(`<g><rect class="paper" x="%s" y="%s" width="%s" height="%s" rx="3"/>`, num(b.X), num(b.Y), num(b.W), num(b.H))
	p.text("label", labelFace, b.X+b.W/2, b.Y+2, middle, b.Lines)
	p.Add("</g>")
}

func (p *Picture) box(n Node, b Box) {
	class := "node"
	if n.Faint {
		class += " faint"
	}
	if n.Link != "" {
		p.Add(`<a href="%s">`, Escape(n.Link))
	}
	p.Add(`<g class="%s"><title>%s</title>`, class, Escape(strings.TrimSpace(n.Badge+" "+n.Title)))
	p.Add(`<rect class="box" x="%s" y="%s" width="%s" height="%s" rx="8"/>`, num(b.X), num(b.Y), num(b.W), num(b.H))
	x := b.X + padding
	tall := float64(len(b.Lines))*titleFace.lead() + float64(len(b.Note))*noteFace.lead()
	y := b.Y + (b.H-tall)/2
	if n.Badge != "" {
		r := 11.0
		p.Add(`<circle class="disc" cx="%s" cy="%s" r="%s"/>`, num(x+r), num(b.Y+b.H/2), num(r))
		p.text("badge", noteFace, x+r, b.Y+b.H/2-noteFace.lead()/2, middle, []string{n.Badge})
		x += badgeRoom
	}
	y = p.text("title", titleFace, x, y, "", b.Lines)
	p.text("note", noteFace, x, y, "", b.Note)
	p.Add("</g>")
	if n.Link != "" {
		p.Add("</a>")
	}
}
