package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"readpath/catalog"
	"readpath/profiles"
)

// picker finds options by what is typed, and keeps those that were picked.
type picker struct {
	screen *screen
	picked []string // values
	found  []profiles.Option
	at     int // the row of the cursor; -1 where Enter would pick nothing
	top    int // the first row in sight
	rows   int // in sight at once
	query  string
	words  []string // of each option, what is searched
}

func newPicker(s *screen) *picker {
	p := &picker{screen: s, rows: 8, query: "\x00"}
	if s.was != nil {
		p.picked = slices.Clone(s.was.Values)
	}
	for _, o := range s.Options {
		p.words = append(p.words, " "+catalog.Normal(o.Label+" "+o.Value)+" "+catalog.Normal(strings.Join(o.Also, " ")))
	}
	return p
}

// find searches for what stands in the line: options with all its words, the
// last of which may be the beginning of one. Those whose name begins so come first.
func (p *picker) find(query string) {
	if query == p.query {
		return
	}
	p.query, p.top = query, 0
	p.found, p.at = p.found[:0], 0
	want := catalog.Normal(query)
	all := p.screen.Many && len(p.screen.Options) > 500
	if want == "" {
		if p.screen.Many {
			p.at = -1
		}
		if !all {
			p.found = p.unpicked(p.screen.Options)
		}
		if !p.screen.Many && !p.screen.Needed { // to choose none is the first choice
			none := profiles.Option{Value: rowSkip, Label: upper(p.screen.Skipped)}
			p.found = slices.Insert(p.found, 0, none)
		}
		return
	}
	type hit struct {
		option profiles.Option
		rank   int
	}
	var hits []hit
	for i, o := range p.screen.Options {
		rank := 3
		name := catalog.Normal(o.Label)
		switch {
		case catalog.Normal(o.Value) == want || name == want:
			rank = 0
		case strings.HasPrefix(name, want):
			rank = 1
		case strings.Contains(" "+name, " "+want):
			rank = 2
		case !hasAll(p.words[i], strings.Fields(want)):
			continue
		}
		hits = append(hits, hit{o, rank})
	}
	slices.SortStableFunc(hits, func(a, b hit) int { return cmp.Compare(a.rank, b.rank) })
	for _, h := range hits {
		p.found = append(p.found, h.option)
	}
	p.found = p.unpicked(p.found)
	if p.screen.Free && (len(hits) == 0 || hits[0].rank > 0) {
		own := profiles.Option{Value: strings.TrimSpace(query), Label: "“" + strings.TrimSpace(query) + "”, in your own words"}
		p.found = append(p.found, own)
	}
}

// hasAll reports whether text has words that begin as each of those wanted.
func hasAll(text string, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(w string) bool { return !strings.Contains(text, " "+w) })
}

func (p *picker) unpicked(options []profiles.Option) []profiles.Option {
	return slices.DeleteFunc(slices.Clone(options), func(o profiles.Option) bool { return slices.Contains(p.picked, o.Value) })
}

// chosen is the value at the cursor.
func (p *picker) chosen() (string, bool) {
	if p.at < 0 || p.at >= len(p.found) {
		return "", false
	}
	return p.found[p.at].Value, true
}

func (p *picker) pick(value string) {
	p.picked = append(p.picked, value)
	p.query = "\x00"
}

// key moves the cursor, or takes back the last that was picked.
func (p *picker) key(k string) {
	switch {
	case k == "up" && p.at > 0:
		p.at--
	case k == "up" && p.screen.Many && p.query == "":
		p.at = -1
	case k == "down" && p.at < len(p.found)-1:
		p.at++
	case k == "backspace" && len(p.picked) > 0:
		p.picked = p.picked[:len(p.picked)-1]
		query := p.query
		p.query = "\x00"
		p.find(query)
	}
	if p.at >= 0 {
		p.top = min(max(p.top, p.at-p.rows+1), p.at)
	}
}

// above are the lines of what was picked.
func (p *picker) above(width int) string {
	var b strings.Builder
	for _, v := range p.picked {
		b.WriteString(ansi.Truncate("  ✓ "+p.label(v), width, "…") + "\n")
	}
	return b.String()
}

func (p *picker) label(value string) string {
	for _, o := range p.screen.Options {
		if o.Value == value {
			return o.Label
		}
	}
	return value
}

// below are the lines of what is found.
func (p *picker) below(width int) string {
	var b strings.Builder
	end := min(p.top+p.rows, len(p.found))
	for i := p.top; i < end; i++ {
		line := ansi.Truncate(p.found[i].Label, width-5, "…")
		if i == p.at {
			b.WriteString(" " + formHere("> "+line) + "\n")
		} else {
			b.WriteString("   " + line + "\n")
		}
	}
	if more := len(p.found) - end; more > 0 {
		b.WriteString("   " + formDim("…") + "\n")
	}
	return b.String()
}
