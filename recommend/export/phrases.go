// Package export renders a plan: for a terminal, for a wiki, for a calendar, as
// data, through a template. Every number that it prints is one of the plan's,
// or follows from them.
package export

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"readpath/catalog"
	"readpath/recommend"
)

// The phrases are sentences about a plan, without markup, that all exporters
// share. esc makes a name from data safe for the format; it is applied to
// names only.
type phrases struct {
	*recommend.Plan
	esc func(string) string
}

// hours is "19.6 h".
func hours(h float64) string { return strconv.FormatFloat(math.Round(h*10)/10, 'f', -1, 64) + " h" }

// hoursRange is "19.6 h (14.7 to 26.5)".
func hoursRange(h, low, high float64) string {
	return fmt.Sprintf("%s (%s to %s)", hours(h), strings.TrimSuffix(hours(low), " h"), strings.TrimSuffix(hours(high), " h"))
}

// percent is a share in whole percent; what is not nothing is not "0%".
func percent(share float64) string {
	switch p := share * 100; {
	case p > 0 && p < 0.5:
		return "under 1%"
	case p > 99.5 && p < 100-1e-9:
		return "over 99%"
	default:
		return fmt.Sprintf("%.0f%%", p)
	}
}

// points is a difference of shares, "1.2 points".
func points(share float64) string {
	if share*100 < 0.05 {
		return "less than 0.1 points"
	}
	return fmt.Sprintf("%.1f points", share*100)
}

// count is "1 book", "3 books".
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// title is the name of one of the plan's books.
func (p phrases) title(id string) string {
	for _, s := range p.Steps {
		if s.Book.ID == id {
			return p.esc(s.Book.Title)
		}
	}
	return p.esc(id)
}

func (p phrases) titles(ids []string) string {
	names := make([]string, len(ids))
	for i, id := range ids {
		names[i] = p.title(id)
	}
	return recommend.Enumerate(names)
}

// goals names what the reader wants, as the reader put it.
func (p phrases) goals() string {
	var names []string
	for _, t := range p.Targets {
		for from := range strings.SplitSeq(t.From, ", ") {
			if !slices.Contains(names, from) {
				names = append(names, from)
			}
		}
	}
	slices.Sort(names)
	for i, n := range names {
		goal, level, _ := strings.Cut(n, "=")
		if l, err := strconv.ParseFloat(level, 64); err == nil {
			n = fmt.Sprintf("%s (to level %s)", goal, catalog.Level(l))
		} else if level == "" {
			n += " (to its usual levels)"
		}
		names[i] = p.esc(n)
	}
	return recommend.Enumerate(names)
}
