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
	"time"

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
		}
		names[i] = p.esc(n)
	}
	return recommend.Enumerate(names)
}

// heading is what the plan is.
func (p phrases) heading() string { return "Reading plan: " + p.goals() }

// summary is the plan in one sentence.
func (p phrases) summary() string {
	if len(p.Steps) == 0 {
		return "No book to read."
	}
	bring := "They bring"
	if len(p.Steps) == 1 {
		bring = "It brings"
	}
	s := fmt.Sprintf("%s, %s, %s at %s a week: %s to %s. %s you %s of the way to the goal.",
		count(len(p.Steps), "book"), hoursRange(p.Hours, p.HoursLow, p.HoursHigh),
		count(p.Steps[len(p.Steps)-1].LastWeek, "week"), hours(p.PerWeek), p.Steps[0].Start, p.Steps[len(p.Steps)-1].End, bring, percent(p.Coverage))
	if p.Budget != nil {
		s += fmt.Sprintf(" There is time for %s.", hours(p.Budget.Hours))
	}
	return s
}

// empty says why a plan has no steps.
func (p phrases) empty() string {
	if p.Coverage == 1 {
		return "You are there already: every level you ask for is one you state, or one that follows from it."
	}
	if p.Considered == 0 {
		return "None of the books to choose from teaches what you want."
	}
	return "No book you are ready for, and have time for, brings enough for its hours. More time, a smaller goal, or --depth thorough may change that."
}

// startWith says which book comes first, and why.
func (p phrases) startWith() string {
	s := p.Steps[0]
	out := fmt.Sprintf("Start with %s: ", p.title(s.Book.ID))
	switch {
	case s.Begun:
		out += "you are in the middle of it"
	case s.Shortfall == 0:
		out += "you have all it asks for"
	default:
		out += fmt.Sprintf("you are %s ready for it", percent(s.Readiness))
	}
	if s.Value > 0 {
		return out + fmt.Sprintf(", and its %s bring %s of the goal.", hours(s.Hours), percent(s.Value))
	}
	if len(p.opened(0)) == 0 {
		return out + "."
	}
	return out + fmt.Sprintf(", and in %s it opens the way to %s.", hours(s.Hours), p.titles(p.opened(0)))
}

// opened are the later steps that need step n.
func (p phrases) opened(n int) []string {
	w := p.Steps[n].WhyIn
	ids := slices.Clone(w.Breaks)
	for _, o := range w.Opens {
		ids = append(ids, o.Book)
	}
	return ids
}

// mostShare is the share of what a plan reaches that counts as most of it.
const mostShare = 0.8

// mostAt is the step after which most of the plan's good is had, if that is
// before the last.
func (p phrases) mostAt() (step int, ok bool) {
	for n, s := range p.Steps {
		if s.Reached >= mostShare*p.Coverage {
			return n, n < len(p.Steps)-1
		}
	}
	return 0, false
}

// stop says after which step most of the plan's good is had, if that is before
// the last.
func (p phrases) stop() string {
	n, ok := p.mostAt()
	if !ok {
		return ""
	}
	s := p.Steps[n]
	return fmt.Sprintf("Most of it is had after step %d, %s: %s of the goal in %s. What comes after it brings %s more in %s; stop there if that is enough.",
		n+1, p.title(s.Book.ID), percent(s.Reached), hours(p.hoursUpTo(n)),
		points(p.Coverage-s.Reached), hours(p.Hours-p.hoursUpTo(n)))
}

func (p phrases) hoursUpTo(n int) float64 {
	sum := 0.0
	for _, s := range p.Steps[:n+1] {
		sum += s.Hours
	}
	return sum
}

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
	if b.Pages != 0 {
		parts = append(parts, fmt.Sprintf("%d pages", b.Pages))
	} else {
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

// aged says of every step more than half of which has aged what that means.
func (p phrases) aged() []string {
	var out []string
	for _, s := range p.Steps {
		if s.Age != nil && s.Age.Old() {
			out = append(out, fmt.Sprintf("%s is %s old, and half of what there is on its topics is new every %.1f years: expect about %s of it to be current.",
				p.title(s.Book.ID), count(s.Age.Years, "year"), s.Age.HalfLife, percent(s.Age.Current)))
		}
	}
	return out
}

// gaps says what is not reached, a sentence for each reason, the worst first.
func (p phrases) gaps() []string {
	var reasons []string
	skills := map[string][]string{}
	for _, g := range p.Gaps {
		skill := fmt.Sprintf("%s (%s of %s", p.esc(g.Name), g.Reached.Number(), g.Goal.Number())
		if g.Why == recommend.GapTooLow {
			skill += ", at best " + g.Best.Number()
		}
		if !slices.Contains(reasons, g.Why) {
			reasons = append(reasons, g.Why)
		}
		skills[g.Why] = append(skills[g.Why], skill+")")
	}
	var out []string
	for _, why := range reasons {
		out = append(out, upper(why)+": "+strings.Join(skills[why], ", ")+".")
	}
	return out
}

// near says what kept a book out.
func (p phrases) near(n recommend.Near) string {
	s := fmt.Sprintf("%s (%s): ", p.esc(n.Book.Title), hours(n.Hours))
	place := fmt.Sprintf("as step %d", n.Place)
	if n.Instead != "" {
		place = "instead of " + p.title(n.Instead)
	}
	gain := "bring " + points(n.Gain) + " more"
	if n.Gain < 0.0005 {
		gain = "bring nothing more"
		if n.Gain < -0.0005 {
			gain = "bring " + points(-n.Gain) + " less"
		}
	}
	switch n.Why {
	case recommend.NearUnready:
		var lacks []string
		for _, m := range n.Missing {
			lacks = append(lacks, fmt.Sprintf("%s %s (you would have %s)", p.esc(m.Name), m.Need.Number(), m.Have.Number()))
		}
		return s + "it asks for " + recommend.Enumerate(lacks) + " even after this plan."
	case recommend.NearBudget:
		return s + fmt.Sprintf("%s it would %s, but it is %s over the time there is.", place, gain, hours(n.Over))
	case recommend.NearChange:
		return s + fmt.Sprintf("%s it would %s, less than the changes to the plan before would cost.", place, gain)
	case recommend.NearCount:
		return s + fmt.Sprintf("%s it would %s, but it is one book more than you want.", place, gain)
	}
	return s + fmt.Sprintf("%s it would %s, less than its hours are worth.", place, gain)
}

// start lists the levels the plan begins from.
func (p phrases) start() []string {
	var stated, implied []string
	for _, s := range p.Start {
		line := fmt.Sprintf("%s %s", p.esc(s.Name), s.Level)
		if s.How == recommend.HowStated {
			stated = append(stated, line)
		} else {
			implied = append(implied, line)
		}
	}
	var out []string
	if len(stated) > 0 {
		out = append(out, "Stated: "+strings.Join(stated, ", ")+".")
	}
	if len(implied) > 0 {
		out = append(out, "From that follows: "+strings.Join(implied, ", ")+".")
	}
	if len(out) == 0 {
		out = append(out, "You state no skill, so nothing is taken as known.")
	}
	if p.Pace != nil {
		out = append(out, p.esc(upper(p.Pace.String()))+".")
	}
	if days := p.readingDays(); days != "" {
		out = append(out, days)
	}
	for _, a := range p.Assumed {
		out = append(out, "Taken for granted: "+p.esc(a)+".")
	}
	return out
}

// readingDays says when the reader reads, "" for a reader who reads every day.
func (p phrases) readingDays() string {
	if p.Profile == nil {
		return ""
	}
	t := p.Profile.Time
	var days, off []string
	for _, d := range t.Days {
		days = append(days, time.Weekday(d).String())
	}
	for _, s := range t.Off {
		off = append(off, s.String())
	}
	switch {
	case len(days) > 0 && len(off) > 0:
		return fmt.Sprintf("You read on %s, but not on %s.", recommend.Enumerate(days), recommend.Enumerate(off))
	case len(days) > 0:
		return fmt.Sprintf("You read on %s.", recommend.Enumerate(days))
	case len(off) > 0:
		return fmt.Sprintf("You do not read on %s.", recommend.Enumerate(off))
	}
	return ""
}

// proof says how good the plan is, "" if that was not asked for.
func (p phrases) proof() string {
	switch {
	case p.Proof == nil:
		return ""
	case p.Proof.Optimal:
		return fmt.Sprintf("Proved: no plan of the %s considered is worth more than this one.", count(p.Considered, "book"))
	}
	return fmt.Sprintf("Proved: no plan of the %s considered is worth more than %.4f; this one, at %.4f, is within %.1f%% of that.",
		count(p.Considered, "book"), p.Proof.Bound, p.Proof.Objective, 100*p.Proof.Gap)
}

// computed says how the numbers came about.
func (p phrases) computed() string {
	m := p.Model
	return fmt.Sprintf("Of %s that could serve, this sequence was found to have the greatest objective, %.4f: the gains of each step, "+
		"discounted by exp(-%g) for each felt hour before its end, less %g for each felt hour. Readiness is exp(-%g d) for a shortfall of d "+
		"(levels squared); a ready reader goes %s of the way to what a book teaches.",
		count(p.Considered, "book"), p.Objective, m.Kappa, m.Price, m.Lambda, percent(m.Trust)) + p.price()
}
