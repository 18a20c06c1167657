package export

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"readpath/recommend"
)

// GroupText writes a group's plan for a terminal.
func GroupText(w io.Writer, plan *recommend.GroupPlan, o TextOptions) error {
	t := newText(&recommend.Plan{}, o)
	t.group(plan)
	_, err := io.WriteString(w, t.b.String())
	return err
}

func (t *text) group(plan *recommend.GroupPlan) {
	t.fold("", groupTitle(plan, oneLine), heading)
	t.para(groupSummary(plan))
	for n, b := range plan.Books {
		t.b.WriteString("\n")
		t.fold(fmt.Sprintf("%2d  ", n+1), oneLine(b.Book.Title), accent)
		t.fold("    ", t.p.facts(b.Book), faint)
		t.fold("    read  ", oneLine(strings.Join(groupReaders(plan, b), ", ")), plain)
		for _, skip := range groupSkips(plan, b.Book.ID) {
			t.fold("    skip  ", oneLine(skip), plain)
		}
		t.fold("    why   ", groupWhy(b), plain)
	}
	if len(plan.Books) == 0 {
		t.para("No book serves more of these goals than it costs.")
		return
	}
	t.heading("Each reader")
	for _, m := range plan.Members {
		t.fold("  - ", memberLine(m, oneLine), plain)
		t.b.WriteString("    " + t.bar(m.Plan.Coverage, min(30, t.width-14)) + " " + percent(m.Plan.Coverage) + "\n")
	}
}

// GroupMarkdown writes a group's plan as markdown.
func GroupMarkdown(w io.Writer, plan *recommend.GroupPlan) error {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("# %s\n\n%s\n", groupTitle(plan, escapeMarkdown), groupSummary(plan))
	head, rule := "| | book |", "| ---: | --- |"
	for _, m := range plan.Members {
		head += " " + escapeMarkdown(m.Name) + " |"
		rule += " ---: |"
	}
	line("%s\n%s", head, rule)
	for n, book := range plan.Books {
		row := fmt.Sprintf("| %d | %s |", n+1, escapeMarkdown(book.Book.Title))
		for _, m := range plan.Members {
			row += " " + stepHours(m.Plan, book.Book.ID) + " |"
		}
		line("%s", row)
	}
	sums := []string{"| | of the goal |", "| | hours |", "| | until |"}
	for _, m := range plan.Members {
		end := "-"
		if n := len(m.Plan.Steps); n > 0 {
			end = m.Plan.Steps[n-1].End.String()
		}
		sums[0] += " " + percent(m.Plan.Coverage) + " |"
		sums[1] += " " + hours(m.Plan.Hours) + " |"
		sums[2] += " " + end + " |"
	}
	line("%s\n", strings.Join(sums, "\n"))
	p := phrases{&recommend.Plan{}, escapeMarkdown}
	for n, book := range plan.Books {
		line("## %d. %s\n\n%s%s\n", n+1, escapeMarkdown(book.Book.Title), p.facts(book.Book), link(book.Book))
		line("- Read: %s", escapeMarkdown(strings.Join(groupReaders(plan, book), ", ")))
		for _, skip := range groupSkips(plan, book.Book.ID) {
			line("- Skip: %s", escapeMarkdown(skip))
		}
		line("- Why: %s\n", groupWhy(book))
	}
	line("## Each reader\n")
	for _, m := range plan.Members {
		line("- [ ] %s", memberLine(m, escapeMarkdown))
		for _, s := range m.Plan.Steps {
			line("  - [ ] %s: %s to %s, %s", escapeMarkdown(s.Book.Title), s.Start, s.End, hours(s.Hours))
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func groupTitle(plan *recommend.GroupPlan, esc func(string) string) string {
	var names []string
	for _, m := range plan.Members {
		names = append(names, esc(m.Name))
	}
	return fmt.Sprintf("Reading plan for %s: %s", count(len(names), "reader"), recommend.Enumerate(names))
}

// groupSummary is a group's plan in a few sentences.
func groupSummary(plan *recommend.GroupPlan) string {
	mean, alone, shared := 0.0, 0.0, 0
	for _, m := range plan.Members {
		mean += m.Plan.Coverage / float64(len(plan.Members))
		alone += m.Alone.Coverage / float64(len(plan.Members))
	}
	for _, b := range plan.Books {
		if len(b.Read) > 1 {
			shared++
		}
	}
	verb := "are"
	if shared == 1 {
		verb = "is"
	}
	return fmt.Sprintf("%s in one order, %d of which %s read by more than one. On the mean they bring %s of the way to the goals; plans for each alone would bring %s.",
		count(len(plan.Books), "book"), shared, verb, percent(mean), percent(alone))
}

// groupReaders are the readers of a book with their hours.
func groupReaders(plan *recommend.GroupPlan, b recommend.GroupBook) []string {
	var out []string
	for _, m := range plan.Members {
		for _, s := range m.Plan.Steps {
			if s.Book.ID == b.Book.ID {
				out = append(out, m.Name+" "+hours(s.Hours))
			}
		}
	}
	return out
}

// groupSkips says who skips a book, and why: those with one reason together.
func groupSkips(plan *recommend.GroupPlan, id string) []string {
	var whys []string
	who := map[string][]string{}
	for _, m := range plan.Members {
		for _, s := range m.Skipped {
			if s.Book != id {
				continue
			}
			why := s.Why
			if s.Change <= -0.0005 {
				why += " (by " + points(-s.Change) + ")"
			}
			if !slices.Contains(whys, why) {
				whys = append(whys, why)
			}
			who[why] = append(who[why], m.Name)
		}
	}
	for i, why := range whys {
		whys[i] = recommend.Enumerate(who[why]) + ": " + why
	}
	return whys
}

func groupWhy(b recommend.GroupBook) string {
	if b.Loss == 0 {
		return "It is begun."
	}
	return fmt.Sprintf("Without it the group's plan would be worth %s less.", points(b.Loss))
}

// memberLine is a reader's part of the plan, beside the plan for them alone.
func memberLine(m recommend.Member, esc func(string) string) string {
	p := m.Plan
	if len(p.Steps) == 0 {
		return esc(m.Name) + ": nothing to read here."
	}
	return fmt.Sprintf("%s: %s, %s, %s to %s, at %s a week: %s of the goal. Alone: %s, %s, %s.",
		esc(m.Name), count(len(p.Steps), "book"), hours(p.Hours), p.Steps[0].Start, p.Steps[len(p.Steps)-1].End, hours(p.PerWeek),
		percent(p.Coverage), count(m.Alone.Books, "book"), hours(m.Alone.Hours), percent(m.Alone.Coverage))
}

// stepHours is how long a plan's reader takes for a book; "-" if they skip it.
func stepHours(p *recommend.Plan, id string) string {
	for _, s := range p.Steps {
		if s.Book.ID == id {
			return hours(s.Hours)
		}
	}
	return "-"
}
