package export

import (
	"fmt"
	"io"
	"strings"

	"readpath/recommend"
)

// mdEscaper makes text from data inert in markdown: CommonMark, with GitHub's
// tables and strikethrough, and mathematics.
var mdEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`,
	`|`, `\|`, `~`, `\~`, `&`, `\&`, `#`, `\#`, `$`, `\$`,
)

// escapeMarkdown is text as it is meant to be read, on one line.
func escapeMarkdown(s string) string { return mdEscaper.Replace(oneLine(s)) }

// Markdown writes the plan as a markdown document that GitHub and GitLab
// render: the path as a task list, with reasons, hours and dates.
func Markdown(w io.Writer, plan *recommend.Plan) error {
	m := markdown{p: phrases{plan, escapeMarkdown}}
	m.document()
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	b strings.Builder
	p phrases
}

func (m *markdown) line(format string, args ...any) { fmt.Fprintf(&m.b, format+"\n", args...) }

// para writes a paragraph, unless it is empty.
func (m *markdown) para(text string) {
	if text != "" {
		m.line("%s\n", text)
	}
}

// bullets writes a section with a list, unless the list is empty.
func (m *markdown) bullets(heading string, items []string) {
	if len(items) == 0 {
		return
	}
	m.line("## %s\n", heading)
	for _, it := range items {
		m.line("- %s", it)
	}
	m.line("")
}

func (m *markdown) document() {
	p := m.p
	m.line("# Reading plan: %s\n", p.goals())
	if p.Reader != "" {
		m.line("For %s.\n", p.esc(p.Reader))
	}
	m.para(p.summary())
	m.bullets("What changed", p.changes())
	if len(p.Steps) == 0 {
		m.para(p.empty())
	} else {
		m.line("## Where to start\n")
		m.para(p.startWith())
		m.para(p.stop())
		m.line("## The path\n")
		for n := range p.Steps {
			m.step(n)
		}
		m.curve()
		m.weeks()
	}
	m.bullets("What has aged", p.aged())
	var near, out []string
	for _, n := range p.Near {
		near = append(near, p.near(n))
	}
	for _, e := range p.Excluded {
		out = append(out, fmt.Sprintf("%s: %s.", p.esc(e.Book), p.esc(e.Why)))
	}
	m.bullets("Nearly in the plan", near)
	m.bullets("Not reached", p.gaps())
	m.bullets("Left out", out)
	m.bullets("Where this begins", p.start())
	m.line("## How it was computed\n")
	m.para(p.proof())
	m.line("%s", p.computed())
}

func (m *markdown) step(n int) {
	p, s := m.p, m.p.Steps[n]
	b := s.Book
	title := "**" + p.esc(b.Title) + "**"
	if b.Subtitle != "" {
		title += ": " + p.esc(b.Subtitle)
	}
	m.line("- [ ] %d. %s  ", n+1, title)
	m.line("  %s%s  ", p.facts(b), link(b))
	m.line("  %s; %s", hoursRange(s.Hours, s.HoursLow, s.HoursHigh), p.when(s))
	item := func(label, text string) {
		if text != "" {
			m.line("  - %s: %s", label, text)
		}
	}
	if b.BestFor != "" {
		item("Best for", p.esc(b.BestFor))
	}
	item("Why", p.whyIn(n))
	item("Why here", p.whyHere(n))
	item("Skills", p.gains(s))
	for _, can := range p.canDo(s) {
		item("Afterwards", can)
	}
	item("Taste", p.taste(s))
	for _, a := range p.alternatives(s) {
		item("Instead", a)
	}
	for _, e := range p.endorsements(b) {
		item("Recommended by", e)
	}
	for _, h := range p.hangs(s) {
		item("Hangs", h)
	}
	for _, c := range b.Caveats {
		item("Mind", p.esc(c))
	}
	m.line("")
}

// link is a link to the book, the free one first.
func link(b recommend.BookRef) string {
	for _, url := range []string{b.Free, b.URL} {
		if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
			return " (<" + strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "").Replace(url) + ">)"
		}
	}
	return ""
}

func (m *markdown) curve() {
	m.line("## How far each step takes you\n")
	m.line("| after step | hours | goal reached | by this step |\n| ---: | ---: | ---: | ---: |")
	sum := 0.0
	for n, s := range m.p.Steps {
		sum += s.Hours
		m.line("| %d. %s | %s | %s | +%s |", n+1, m.p.esc(s.Book.Title), hours(sum), percent(s.Reached), percent(s.Value))
	}
	m.line("")
	m.line("| skill | at the start | after the plan | goal | share of the goal |\n| --- | ---: | ---: | ---: | ---: |")
	for _, t := range m.p.Targets {
		weight := percent(t.Weight)
		if t.Weight == 0 {
			weight = "reached"
		}
		m.line("| %s | %s | %s | %s | %s |", m.p.esc(t.Name), t.Start, t.Reached, t.Goal, weight)
	}
	m.line("")
}

func (m *markdown) weeks() {
	m.line("## Week by week\n")
	m.line("| week | from | reading |\n| ---: | --- | --- |")
	for _, w := range m.p.Weeks {
		var parts []string
		for _, r := range w.Reading {
			parts = append(parts, fmt.Sprintf("%s %s", m.p.title(r.Book), hours(r.Hours)))
		}
		m.line("| %d | %s | %s |", w.Number, w.Start, strings.Join(parts, ", "))
	}
	m.line("")
}
