package export

import (
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"

	"readpath/recommend"
	"readpath/recommend/export/diagram"
)

// Curve writes the value curve as SVG: the share of the goal reached over the
// hours read.
func Curve(w io.Writer, plan *recommend.Plan) error {
	_, err := io.WriteString(w, curveSVG(plan, 760, 340, "curve", false))
	return err
}

// The room around the curve for its numbers, in pixels.
const curveLeft, curveRight, curveTop, curveBottom = 48.0, 16.0, 26.0, 42.0

// curveSVG draws the curve in so many pixels. A vertical line marks where most
// of it is had.
func curveSVG(plan *recommend.Plan, width, height float64, id string, bare bool) string {
	p := phrases{plan, plainText}
	pic := diagram.NewSVG(width, height, id, "How far each step takes you", p.aboutCurve(), bare)
	total := max(plan.Hours, 1)
	x := func(hours float64) float64 { return curveLeft + hours/total*(width-curveLeft-curveRight) }
	y := func(share float64) float64 { return height - curveBottom - share*(height-curveTop-curveBottom) }
	for percent := 0; percent <= 100; percent += 25 {
		at := y(float64(percent) / 100)
		pic.Add(`<path class="grid" d="M%.1f %.1fH%.1f"/>`, x(0), at, x(total))
		pic.Add(`<text class="axis" x="%.1f" y="%.1f" text-anchor="end">%d%%</text>`, x(0)-8, at+4, percent)
	}
	tick := hoursTick(total, width)
	for h := 0.0; h <= total+1e-9; h += tick {
		pic.Add(`<text class="axis" x="%.1f" y="%.1f" text-anchor="middle">%g</text>`, x(h), height-curveBottom+18, h)
	}
	pic.Add(`<text class="axis" x="%.1f" y="%.1f" text-anchor="middle">hours of reading</text>`, (x(0)+x(total))/2, height-6)
	if n, ok := p.mostAt(); ok {
		at := x(p.hoursUpTo(n))
		anchor, shift := "start", 6.0
		if at > width/2 {
			anchor, shift = "end", -6
		}
		pic.Add(`<path class="mark" d="M%.1f %.1fV%.1f"/>`, at, y(0), y(1)-6)
		pic.Add(`<text class="marked" x="%.1f" y="%.1f" text-anchor="%s">most of it is had</text>`, at+shift, y(1)-8, anchor)
	}
	line := fmt.Sprintf("M%.1f %.1f", x(0), y(0))
	for n, s := range plan.Steps {
		line += fmt.Sprintf("L%.1f %.1f", x(p.hoursUpTo(n)), y(s.Reached))
	}
	pic.Add(`<path class="area" d="%sV%.1fZ"/>`, line, y(0))
	pic.Add(`<path class="curve" d="%s"/>`, line)
	free := 0.0 // where the next number may stand
	for n, s := range plan.Steps {
		at, high := x(p.hoursUpTo(n)), y(s.Reached)
		pic.Add(`<g><title>%s</title><circle class="dot" cx="%.1f" cy="%.1f" r="4.5"/>`, diagram.Escape(p.afterStep(n)), at, high)
		if label := strconv.Itoa(n + 1); at >= free {
			pic.Add(`<text class="axis" x="%.1f" y="%.1f" text-anchor="middle">%s</text>`, at-4, high-10, label)
			free = at + 8 + 8*float64(len(label))
		}
		pic.Add("</g>")
	}
	return pic.End()
}

// hoursTick is a round distance of the numbers below the curve.
func hoursTick(total, width float64) float64 {
	most := max(2, width/80)
	tick := math.Pow(10, math.Floor(math.Log10(total/most)))
	for _, f := range []float64{1, 2, 5, 10} {
		if total/(tick*f) <= most {
			return max(1, tick*f)
		}
	}
	return total
}

// afterStep is a point of the curve in words.
func (p phrases) afterStep(n int) string {
	return fmt.Sprintf("After step %d, %s: %s of the goal in %s.", n+1, p.title(p.Steps[n].Book.ID),
		percent(p.Steps[n].Reached), hours(p.hoursUpTo(n)))
}

func (p phrases) aboutCurve() string {
	var parts []string
	for n := range p.Steps {
		parts = append(parts, p.afterStep(n))
	}
	return strings.Join(parts, " ")
}
