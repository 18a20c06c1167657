package export

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"readpath/catalog"
	"readpath/recommend"
)

// facts is a book's authors, year and so on, as on a card.
func (p phrases) facts(b recommend.BookRef) string {
	var parts []string
	if by := (&catalog.Book{Authors: b.Authors}).Byline(); by != "" {
		parts = append(parts, p.esc(by))
	}
	if b.Edition > 1 {
		parts = append(parts, catalog.Ordinal(b.Edition)+" edition")
	}
	if b.Year != 0 {
		parts = append(parts, strconv.Itoa(b.Year))
	}
	switch {
	case b.Pages != 0:
		parts = append(parts, fmt.Sprintf("%d pages", b.Pages))
	case b.PagesAbout != 0:
		parts = append(parts, fmt.Sprintf("about %d pages", b.PagesAbout))
	default:
		parts = append(parts, "page count not known")
	}
	parts = append(parts, "level "+b.Level.String())
	if b.Inferred != nil {
		parts = append(parts, fmt.Sprintf("inferred from its text, %s sure", percent(b.Inferred.Confidence)))
	}
	if b.Free != "" {
		parts = append(parts, "free to read")
	}
	return strings.Join(parts, ", ")
}

// when is the dates of a step.
func (p phrases) when(s recommend.Step) string {
	weeks := fmt.Sprintf("week %d", s.Week)
	if s.LastWeek > s.Week {
		weeks = fmt.Sprintf("weeks %d to %d", s.Week, s.LastWeek)
	}
	return fmt.Sprintf("%s to %s, %s", s.Start, s.End, weeks)
}

// whyIn says what step n is in the plan for.
func (p phrases) whyIn(n int) string {
	s := p.Steps[n]
	w := s.WhyIn
	var parts []string
	if s.Value > 0 {
		parts = append(parts, fmt.Sprintf("Brings %s of the goal.", percent(s.Value)))
	}
	if len(w.Breaks) > 0 {
		parts = append(parts, fmt.Sprintf("Without it you could not read %s.", p.titles(w.Breaks)))
	}
	for _, o := range w.Opens {
		parts = append(parts, fmt.Sprintf("Makes you %s instead of %s ready for %s.", percent(o.With), percent(o.Without), p.title(o.Book)))
	}
	if lost := p.Coverage - w.Reached; lost >= 0.0005 {
		parts = append(parts, fmt.Sprintf("Without it the plan would reach %s, not %s.", percent(w.Reached), percent(p.Coverage)))
	} else if w.Loss > 0 {
		parts = append(parts, fmt.Sprintf("The plan would reach as much without it, but later or in more hours: it would be worth %s less.", points(w.Loss)))
	}
	return strings.Join(parts, " ")
}

// whyHere says why step n has its place: what it asks for and where that comes
// from, and what it would cost to trade with a neighbour.
func (p phrases) whyHere(n int) string {
	s := p.Steps[n]
	var parts []string
	switch {
	case len(s.RequiresMet) == 0:
		parts = append(parts, "It asks for nothing beforehand.")
	case s.Shortfall == 0:
		parts = append(parts, fmt.Sprintf("You are ready: it asks for %s.", p.needs(s)))
	default:
		parts = append(parts, fmt.Sprintf("You are %s ready: it asks for %s.", percent(s.Readiness), p.needs(s)))
	}
	if w := s.WhyHere; w != nil {
		side := "before"
		if w.Later {
			side = "after"
		}
		switch {
		case !w.Possible:
			parts = append(parts, fmt.Sprintf("It cannot stand %s %s.", side, p.title(w.With)))
		case w.Cost >= 0.0005:
			parts = append(parts, fmt.Sprintf("To read it %s %s would cost %s.", side, p.title(w.With), points(w.Cost)))
		case w.Cost <= -0.0005:
			why := "too little to go from deep to shallow"
			if p.Changes != nil {
				why = "less than changing the plan before costs"
			}
			parts = append(parts, fmt.Sprintf("To read it %s %s would bring %s, %s.", side, p.title(w.With), points(-w.Cost), why))
		default:
			parts = append(parts, fmt.Sprintf("It might as well be read %s %s.", side, p.title(w.With)))
		}
	}
	return strings.Join(parts, " ")
}

// needs lists requirements: "Go 2.5 (you have 3)", "SQL 2 (2.7 after Learning SQL)".
func (p phrases) needs(s recommend.Step) string {
	var parts []string
	for _, m := range s.RequiresMet {
		have := "you have " + m.Have.Number()
		if len(m.From) > 0 {
			have = fmt.Sprintf("%s after %s", m.Have.Number(), p.titles(m.From))
		}
		parts = append(parts, fmt.Sprintf("%s %s (%s)", p.esc(m.Name), m.Need.Number(), have))
	}
	return recommend.Enumerate(parts)
}

// mostGains is how many of the skills that a book raises are listed, and
// mostCanDo how many of the things one can do afterwards: a survey raises a
// dozen a little.
const mostGains, mostCanDo = 6, 4

// gains lists the skills that a step raises, those that bring the goal most
// first.
func (p phrases) gains(s recommend.Step) string {
	var parts []string
	for _, g := range s.Gains[:min(mostGains, len(s.Gains))] {
		parts = append(parts, fmt.Sprintf("%s %s to %s", p.esc(g.Name), g.Before.Number(), g.After.Number()))
	}
	if more := len(s.Gains) - len(parts); more > 0 {
		parts = append(parts, fmt.Sprintf("%d more a little", more))
	}
	return strings.Join(parts, ", ")
}

// canDo is what a reader can do after a step, of the skills that bring the
// goal most.
func (p phrases) canDo(s recommend.Step) []string {
	var out []string
	for _, text := range s.CanDo[:min(mostCanDo, len(s.CanDo))] {
		out = append(out, p.esc(text))
	}
	return out
}

// taste lists what makes a book's hours feel fewer or more for this reader.
func (p phrases) taste(s recommend.Step) string {
	var parts []string
	for _, t := range s.Preferences {
		if math.Abs(t.Amount) >= 0.005 {
			parts = append(parts, fmt.Sprintf("%s %+.0f%%", t.Name, t.Amount*100))
		}
	}
	return strings.Join(parts, ", ")
}

// hangs says which single answers a step hangs on.
func (p phrases) hangs(s recommend.Step) []string {
	var out []string
	for _, h := range s.Hangs {
		out = append(out, fmt.Sprintf("on your rating of %s: at %s instead of %s it is not in the plan.", p.esc(h.Name), h.At.Number(), h.Level.Number()))
	}
	return out
}

// endorsements says who recommends a book.
func (p phrases) endorsements(b recommend.BookRef) []string {
	var out []string
	for _, e := range b.Recommended {
		who := p.esc(e.Name)
		if e.Role != "" {
			who += ", " + p.esc(e.Role)
		}
		if e.Note != "" {
			who += ": " + p.esc(e.Note)
		}
		if e.Source != "" {
			who += " (" + p.esc(e.Source) + ")"
		}
		out = append(out, who)
	}
	return out
}

// alternatives says which books could stand in for a step, and at what cost.
func (p phrases) alternatives(s recommend.Step) []string {
	var out []string
	for _, a := range s.Alternatives {
		cost := "worth " + points(a.Loss) + " less"
		if a.Loss < 0 { // the plan before, or a limit, holds this one in place
			cost = "worth " + points(-a.Loss) + " more"
		}
		text := fmt.Sprintf("%s: the plan would be %s and reach %s", p.esc(a.Title), cost, percent(a.Reached))
		switch {
		case a.More > 0:
			text += fmt.Sprintf(" in %s more", hours(a.More))
		case a.More < 0:
			text += fmt.Sprintf(" in %s less", hours(-a.More))
		}
		if a.Over > 0 {
			text += fmt.Sprintf(", %s over the time there is", hours(a.Over))
		}
		if len(a.Breaks) > 0 {
			text += "; you could not read " + p.titles(a.Breaks)
		}
		out = append(out, text+".")
	}
	return out
}
