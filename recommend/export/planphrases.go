package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"readpath/recommend"
)

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
