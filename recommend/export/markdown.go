package export

import (
	"fmt"
	"io"
	"strings"

	"readpath/profiles"
	"readpath/recommend"
)

// Flavor is the place that markdown is written for.
type Flavor string

// The flavors.
const (
	GitHub   Flavor = "github"   // GitHub, GitLab, and whatever reads their markdown
	Obsidian Flavor = "obsidian" // with the fields of its Tasks plugin
	Logseq   Flavor = "logseq"   // an outline, with its task dates and properties
)

// Flavors are all flavors, the usual one first.
var Flavors = []string{string(GitHub), string(Obsidian), string(Logseq)}

// Markdown writes the plan for GitHub, see [MarkdownFor].
func Markdown(w io.Writer, plan *recommend.Plan) error { return MarkdownFor(w, plan, GitHub) }

// MarkdownFor writes the plan as a markdown document: the path as a task list,
// with reasons, hours and dates; answers to the usual questions; how it was
// computed; and the profile that it was made for, from which [ProfileOf] makes
// it anew. Text from data is inert.
func MarkdownFor(w io.Writer, plan *recommend.Plan, flavor Flavor) error {
	m := markdown{p: phrases{plan, escapeMarkdown}, flavor: flavor}
	if err := m.document(); err != nil {
		return err
	}
	_, err := io.WriteString(w, m.b.String())
	return err
}

type markdown struct {
	outline
	p      phrases
	flavor Flavor
}

func (m *markdown) document() error {
	p := m.p
	m.bulleted = m.flavor == Logseq
	if m.flavor == Obsidian {
		m.b.WriteString("---\ntags: [reading-plan]\n---\n\n")
	}
	m.heading(1, p.heading())
	if p.Reader != "" {
		m.para("For " + p.esc(p.Reader) + ".")
	}
	m.para(p.esc(p.About))
	m.para(p.summary())
	m.section("What changed", p.changes())
	if len(p.Steps) == 0 {
		m.para(p.empty())
	} else {
		m.heading(2, "Where to start")
		m.para(p.startWith())
		m.para(p.stop())
		m.heading(2, "The path")
		for n := range p.Steps {
			m.step(n)
		}
		m.curve()
		m.weeks()
		m.heading(2, "Questions")
		for _, a := range p.faq() {
			m.para("**" + a.Question + "** " + a.Answer)
		}
	}
	var near, out []string
	for _, n := range p.Near {
		near = append(near, p.near(n))
	}
	for _, e := range p.Excluded {
		out = append(out, fmt.Sprintf("%s: %s.", p.esc(e.Book), p.esc(e.Why)))
	}
	m.section("Nearly in the plan", near)
	m.section("Not reached", p.gaps())
	m.section("Left out", out)
	m.section("Where this begins", p.start())
	m.heading(2, "How it was computed")
	m.para(p.proof())
	m.para(p.computed())
	return m.profile()
}

// section writes a heading with a list, unless the list is empty.
func (m *markdown) section(heading string, items []string) {
	if len(items) > 0 {
		m.heading(2, heading)
		m.list(items)
	}
}

func (m *markdown) curve() {
	m.heading(2, "How far each step takes you")
	rows := []string{"| after step | hours | goal reached | by this step |", "| :--- | ---: | ---: | ---: |"}
	sum := 0.0
	for n, s := range m.p.Steps {
		sum += s.Hours
		rows = append(rows, fmt.Sprintf("| %d. %s | %s | %s | +%s |", n+1, m.p.esc(s.Book.Title), hours(sum), percent(s.Reached), percent(s.Value)))
	}
	m.block(rows...)
	rows = []string{"| skill | at the start | after the plan | goal | share of the goal |", "| --- | ---: | ---: | ---: | ---: |"}
	for _, t := range m.p.Targets {
		weight := percent(t.Weight)
		if t.Weight == 0 {
			weight = "reached"
		}
		rows = append(rows, fmt.Sprintf("| %s | %s | %s | %s | %s |", m.p.esc(t.Name), t.Start, t.Reached, t.Goal, weight))
	}
	m.block(rows...)
}

func (m *markdown) weeks() {
	m.heading(2, "Week by week")
	rows := []string{"| week | from | reading |", "| ---: | --- | --- |"}
	for _, w := range m.p.Weeks {
		var parts []string
		for _, r := range w.Reading {
			parts = append(parts, fmt.Sprintf("%s %s", m.p.title(r.Book), hours(r.Hours)))
		}
		rows = append(rows, fmt.Sprintf("| %d | %s | %s |", w.Number, w.Start, strings.Join(parts, ", ")))
	}
	m.block(rows...)
}

// profileInfo marks the fence around the profile.
const profileInfo = "yaml " + profileID

// profile writes what the plan was made for, as a profile file.
func (m *markdown) profile() error {
	if m.p.Profile == nil {
		return nil
	}
	file, err := profiles.Encode(m.p.Profile)
	if err != nil {
		return err
	}
	m.heading(2, "Profile")
	m.para(fmt.Sprintf("This is what the plan was made for. `readpath plan --from FILE --today %s` makes it again from this file; "+
		"so does `--profile` from these lines alone.", m.p.Today))
	text := strings.TrimSuffix(string(file), "\n")
	fence := "```"
	for strings.Contains(text, fence) {
		fence += "`"
	}
	m.block(fence + profileInfo + "\n" + text + "\n" + fence)
	return nil
}
