package export

import (
	"fmt"
	"math"
	"strings"

	"github.com/charmbracelet/x/ansi"
)

// The overview is the plan on one screen: a line for each book, with its hours,
// its last day, and how far the goal is reached then. Books that may be read in
// any order are joined by a line at the left.
//
// What does not fit goes, the least telling first: the days below wideEnough
// columns, then parts of the bar, then the end of titles.
const (
	wideEnough = 72 // columns, for days beside all else
	leastBar   = 8
	mostBar    = 30
)

func (t *text) overview() {
	p := t.p
	const left, right = 6, 7 + 2 + 5 // before the title; hours, a gap and the share
	days := 0
	if t.table >= wideEnough {
		days = 2 + len("2006-01-02")
	}
	room := t.table - left - right - days - 4
	longest := 0
	for _, s := range p.Steps {
		longest = max(longest, ansi.StringWidth(p.title(s.Book.ID)))
	}
	title := min(longest, room-min(max(room/3, leastBar), mostBar))
	bar := min(mostBar, room-title)
	joined, before := false, 0.0
	for _, stage := range p.Stages() {
		for i, n := range stage {
			s := p.Steps[n]
			mark := " "
			if len(stage) > 1 {
				joined = true
				mark = bracket(i, len(stage))
			}
			name := ansi.Truncate(p.title(s.Book.ID), title, "…")
			line := fmt.Sprintf("%s%2d  %s%s  %7s", t.style(faint, mark), n+1,
				t.style(accent, name), strings.Repeat(" ", title-ansi.StringWidth(name)), tenths(s.Hours))
			if days > 0 {
				line += "  " + t.style(faint, s.End.String())
			}
			fmt.Fprintf(&t.b, " %s  %s %4s\n", line, t.growth(before, s.Reached, bar), shortPercent(s.Reached))
			before = s.Reached
		}
	}
	if joined {
		t.fold("", "Books joined by a line do not need one another: read them in any order, or side by side.", faint)
	}
}

// bracket is the part of a line that joins n rows, for row i.
func bracket(i, n int) string {
	switch i {
	case 0:
		return "╭"
	case n - 1:
		return "╰"
	}
	return "│"
}

// growth is a bar of what is reached, and of what of it was before.
func (t *text) growth(before, now float64, columns int) string {
	cells := func(share float64) int { return max(0, min(columns, int(math.Round(share*float64(columns))))) }
	is := cells(now)
	was := min(is, cells(before))
	return t.style(faint, strings.Repeat("█", was)) + t.style(gain, strings.Repeat("▓", is-was)) + t.style(faint, strings.Repeat("░", columns-is))
}

// tenths is "19.6 h", also where the tenth is none, for columns.
func tenths(h float64) string { return fmt.Sprintf("%.1f h", h) }

// shortPercent is a share in four columns.
func shortPercent(share float64) string {
	switch s := percent(share); {
	case strings.HasPrefix(s, "under"):
		return "<1%"
	case strings.HasPrefix(s, "over"):
		return ">99%"
	default:
		return s
	}
}
