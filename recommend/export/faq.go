package export

import (
	"fmt"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/recommend"
)

// A question is what people ask of a list of books, with the answer that the
// plan gives this reader.
type question struct{ Ask, Answer string }

// questions are those that a plan with steps can answer.
func (p phrases) questions() []question {
	var out []question
	for _, q := range []question{
		{"I am overwhelmed by choice: which one should I start with?", p.startWith()},
		{"Are these books too advanced for me?", p.tooAdvanced()},
		{"What is the best order to read them?", p.bestOrder()},
		{"Must I read them all, or can I pick one?", p.allOrOne()},
		{"Is any of them outdated?", p.outdated()},
		{"How does this fit what I know and what I want?", p.fitsMe()},
		{"How long will it take?", p.howLong()},
	} {
		if q.Answer != "" {
			out = append(out, q)
		}
	}
	return out
}

// few is how many names a sentence lists; of more, it says how many.
const few = 8

// some lists names, or says how many of the steps they are.
func (p phrases) some(names []string) string {
	if len(names) > few {
		return fmt.Sprintf("%d of the %d", len(names), len(p.Steps))
	}
	return recommend.Enumerate(names)
}

// tooAdvanced says which books the reader could open today, which later, and
// which one stays the greatest stretch.
func (p phrases) tooAdvanced() string {
	var now, later []string
	hardest := -1
	for n, s := range p.Steps {
		if p.readyAtStart(s) {
			now = append(now, p.title(s.Book.ID))
		} else {
			later = append(later, p.title(s.Book.ID))
		}
		if s.Shortfall > 0 && (hardest < 0 || s.Readiness < p.Steps[hardest].Readiness) {
			hardest = n
		}
	}
	var out []string
	switch {
	case len(later) == 0 && len(now) > 1:
		out = append(out, "No: you have all that they ask for today.")
	case len(later) == 0:
		out = append(out, "No: you have all that it asks for today.")
	case len(now) > 0:
		out = append(out, fmt.Sprintf("Not in this order. You have all that %s %s for today; %s %s for more than you have now.",
			p.some(now), verb(len(now), "asks", "ask"), p.some(later), verb(len(later), "asks", "ask")))
	default:
		out = append(out, fmt.Sprintf("Each asks for more than you have now, %s too.", p.title(p.Steps[0].Book.ID)))
	}
	if len(later) > 0 {
		if hardest < 0 {
			out = append(out, "When its turn comes, you are ready for each of them.")
		} else {
			s := p.Steps[hardest]
			out = append(out, fmt.Sprintf("The greatest stretch is step %d, %s: when its turn comes, you are %s ready for it.",
				hardest+1, p.title(s.Book.ID), percent(s.Readiness)))
		}
	}
	return strings.Join(out, " ")
}

func verb(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// readyAtStart reports whether the reader has all that a step asks for before
// the first.
func (p phrases) readyAtStart(s recommend.Step) bool {
	const asGood = 1e-9
	for _, m := range s.RequiresMet {
		var have catalog.Level
		for _, st := range p.Start {
			if st.Skill == m.Skill {
				have = st.Level
			}
		}
		if have < m.Need-asGood {
			return false
		}
	}
	return true
}

// bestOrder is the order, and what hangs on it most.
func (p phrases) bestOrder() string {
	if len(p.Steps) < 2 {
		return ""
	}
	names := make([]string, len(p.Steps))
	firm, dearest := 0, -1
	for n, s := range p.Steps {
		names[n] = p.title(s.Book.ID)
		if s.WhyHere == nil {
			continue
		}
		if !s.WhyHere.Possible || s.WhyHere.Cost >= 0.0005 {
			firm++
		}
		if s.WhyHere.Possible && s.WhyHere.Cost >= 0.0005 && (dearest < 0 || s.WhyHere.Cost > p.Steps[dearest].WhyHere.Cost) {
			dearest = n
		}
	}
	out := "As they stand here: " + strings.Join(names[:len(names)-1], ", then ") + ", then " + names[len(names)-1] + "."
	if len(names) > few {
		out = fmt.Sprintf("As they stand here, from %s to %s.", names[0], names[len(names)-1])
	}
	switch {
	case firm == 0:
		out += " Neighbours may change places at no cost worth speaking of."
	case dearest >= 0:
		w := p.Steps[dearest].WhyHere
		out += fmt.Sprintf(" The order matters most for %s: to read it %s %s would cost %s of the goal.",
			names[dearest], side(w), p.title(w.With), points(w.Cost))
	}
	return out
}

// side is where a neighbour stands after a trade.
func side(w *recommend.WhyHere) string {
	if w.Later {
		return "after"
	}
	return "before"
}

// allOrOne says what one book gives, where most is had, and what can be left
// out most easily.
func (p phrases) allOrOne() string {
	if len(p.Steps) < 2 {
		return ""
	}
	first := p.Steps[0]
	out := []string{fmt.Sprintf("You need not read all %d. The first alone brings %s of the goal in %s, all of them %s in %s.",
		len(p.Steps), percent(first.Reached), hours(first.Hours), percent(p.Coverage), hours(p.Hours))}
	out = append(out, p.stop())
	least := 0
	for n, s := range p.Steps {
		if s.WhyIn.Loss < p.Steps[least].WhyIn.Loss {
			least = n
		}
	}
	s := p.Steps[least]
	out = append(out, fmt.Sprintf("The one you would miss least is %s: without it you reach %s and save %s.",
		p.title(s.Book.ID), percent(s.WhyIn.Reached), hours(s.Hours)))
	return strings.Join(slices.DeleteFunc(out, func(s string) bool { return s == "" }), " ")
}

// outdated says which books have aged, or how much of the most aged is current.
func (p phrases) outdated() string {
	worst, known := -1, 0
	var old []string
	for n, s := range p.Steps {
		if s.Age == nil {
			continue
		}
		known++
		if s.Age.Old() {
			old = append(old, fmt.Sprintf("%s (%s, %s current)", p.title(s.Book.ID), count(s.Age.Years, "year"), percent(s.Age.Current)))
		}
		if worst < 0 || s.Age.Current < p.Steps[worst].Age.Current {
			worst = n
		}
	}
	if known == 0 {
		return ""
	}
	if len(old) > 0 {
		return "Less than half is likely to be current, by how fast the topics move, of " + recommend.Enumerate(old) + "."
	}
	s := p.Steps[worst]
	out := fmt.Sprintf("No. The one that has aged most is %s, of %d: by how fast its topics move, about %s of it is current.",
		p.title(s.Book.ID), s.Book.Year, percent(s.Age.Current))
	if unknown := len(p.Steps) - known; unknown > 0 {
		out += fmt.Sprintf(" Of %s, nothing can be said: the year or how its topics age is not known.", count(unknown, "book"))
	}
	return out
}

// fitsMe says what the plan begins from and where it leads.
func (p phrases) fitsMe() string {
	var out []string
	if stated := p.start(); len(stated) > 0 {
		out = append(out, "It begins from your levels. "+stated[0])
	}
	var ends []string
	for _, t := range p.Targets {
		if t.Weight > 0 {
			ends = append(ends, fmt.Sprintf("%s from %s to %s (goal %s)", p.esc(t.Name), t.Start.Number(), t.Reached.Number(), t.Goal.Number()))
		}
	}
	if len(ends) > 0 {
		if more := len(ends) - few; more > 0 {
			ends = append(ends[:few-1], fmt.Sprintf("%d more", more+1))
		}
		out = append(out, "What you want, weightiest first: it takes you in "+recommend.Enumerate(ends)+".")
	}
	if n := len(p.Gaps); n > 0 {
		out = append(out, fmt.Sprintf("It leaves %s short of the goal.", count(n, "skill")))
	}
	return strings.Join(out, " ")
}

// howLong is the time of the plan, against the time there is.
func (p phrases) howLong() string {
	last := p.Steps[len(p.Steps)-1]
	out := fmt.Sprintf("%s at %s a week: until %s, in %s. Readers differ: %s to %s is the likely range.",
		hours(p.Hours), hours(p.PerWeek), last.End, count(len(p.Weeks), "week"), hours(p.HoursLow), hours(p.HoursHigh))
	if b := p.Budget; b != nil {
		out += fmt.Sprintf(" You have %s.", hours(b.Hours))
	}
	return out
}
