package export

import (
	"fmt"
	"strings"

	"readpath/recommend"
)

// step writes a step as a task.
func (m *markdown) step(n int) {
	switch m.flavor {
	case Obsidian:
		m.obsidianStep(n)
	case Logseq:
		m.logseqStep(n)
	default:
		m.githubStep(n)
	}
}

// githubStep is an item of a task list, with its alternatives folded away.
func (m *markdown) githubStep(n int) {
	s := m.p.Steps[n]
	lines := []string{
		fmt.Sprintf("- [ ] %d. %s  ", n+1, m.bookTitle(s.Book)),
		"  " + m.facts(s.Book) + "  ",
		"  " + m.time(s),
	}
	for _, it := range m.reasons(n) {
		lines = append(lines, "  - "+it)
	}
	if others := m.p.alternatives(s); len(others) > 0 {
		lines = append(lines, "  <details>", "  <summary>"+insteadOf+"</summary>", "")
		for _, it := range others {
			lines = append(lines, "  - "+it)
		}
		lines = append(lines, "", "  </details>")
	}
	m.block(lines...)
}

const insteadOf = "What could be read instead"

// obsidianStep is a task with the fields of the Tasks plugin, which it looks
// for at the end of the line. Obsidian folds lists by itself.
func (m *markdown) obsidianStep(n int) {
	s := m.p.Steps[n]
	task := fmt.Sprintf("- [ ] %d. %s 🆔 %s", n+1, m.bookTitle(s.Book), taskID(s.Book.ID))
	var on []string
	for _, id := range m.p.DependsOn(n) {
		on = append(on, taskID(id))
	}
	if len(on) > 0 {
		task += " ⛔ " + strings.Join(on, ",")
	}
	lines := []string{fmt.Sprintf("%s 🛫 %s 📅 %s", task, s.Start, s.End), "  - " + m.facts(s.Book), "  - " + m.time(s)}
	for _, it := range m.reasons(n) {
		lines = append(lines, "  - "+it)
	}
	if others := m.p.alternatives(s); len(others) > 0 {
		lines = append(lines, "  - "+insteadOf)
		for _, it := range others {
			lines = append(lines, "    - "+it)
		}
	}
	m.block(lines...)
}

// taskID is an id with the letters that the Tasks plugin knows.
func taskID(id string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '-' || r == '_' {
			return r
		}
		return '-'
	}, id)
}

// logseqStep is a block with a marker, its dates and properties, and the rest
// below it.
func (m *markdown) logseqStep(n int) {
	s := m.p.Steps[n]
	marker := "TODO"
	if s.Begun {
		marker = "DOING"
	}
	lines := []string{
		fmt.Sprintf("%s %d. %s", marker, n+1, m.bookTitle(s.Book)),
		fmt.Sprintf("SCHEDULED: <%s>", s.Start.Format("2006-01-02 Mon")),
		fmt.Sprintf("DEADLINE: <%s>", s.End.Format("2006-01-02 Mon")),
		"book:: " + taskID(s.Book.ID),
		"hours:: " + decimal(s.Hours, 1),
	}
	var on []string
	for _, id := range m.p.DependsOn(n) {
		on = append(on, taskID(id))
	}
	if len(on) > 0 {
		lines = append(lines, "depends-on:: "+strings.Join(on, ", "))
	}
	m.block(append(lines, "collapsed:: true")...)
	m.depth++
	m.list(append([]string{m.facts(s.Book), m.time(s)}, m.reasons(n)...))
	if others := m.p.alternatives(s); len(others) > 0 {
		m.block(insteadOf)
		m.depth++
		m.list(others)
		m.depth--
	}
	m.depth--
}

func (m *markdown) bookTitle(b recommend.BookRef) string {
	title := "**" + m.p.esc(b.Title) + "**"
	if b.Subtitle != "" {
		title += ": " + m.p.esc(b.Subtitle)
	}
	return title
}

func (m *markdown) facts(b recommend.BookRef) string {
	return m.p.facts(b) + link(b)
}

// link is a link to the book, if there is one.
func link(b recommend.BookRef) string {
	if url := webAddress(b); url != "" {
		return " (<" + url + ">)"
	}
	return ""
}

func (m *markdown) time(s recommend.Step) string {
	return hoursRange(s.Hours, s.HoursLow, s.HoursHigh) + "; " + m.p.when(s)
}

// reasons are what a step says of itself, each with its label.
func (m *markdown) reasons(n int) []string {
	p, s := m.p, m.p.Steps[n]
	var out []string
	add := func(label string, texts ...string) {
		for _, text := range texts {
			if text != "" {
				out = append(out, label+": "+text)
			}
		}
	}
	add("Best for", p.esc(s.Book.BestFor))
	add("Why", p.whyIn(n))
	add("Why here", p.whyHere(n))
	add("Skills", p.gains(s))
	add("Afterwards", p.canDo(s)...)
	add("Taste", p.taste(s))
	add("Recommended by", p.endorsements(s.Book)...)
	add("Hangs", p.hangs(s)...)
	for _, c := range s.Book.Caveats {
		add("Mind", p.esc(c))
	}
	return out
}
