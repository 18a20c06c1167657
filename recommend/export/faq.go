package export

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"readpath/recommend"
)

// An Answer is what a plan says to a question that readers ask.
type Answer struct{ Question, Answer string }

// faq answers what readers ask of a list of books, for this reader: each
// answer is computed from the plan. A plan without steps answers nothing.
func (p phrases) faq() []Answer {
	if len(p.Steps) == 0 {
		return nil
	}
	answers := []Answer{{"Which one should I start with?", p.startWith()}}
	if len(p.Steps) > 1 {
		answers = append(answers, Answer{"Is any of them too advanced for me?", p.tooAdvanced()},
			Answer{"What is the best order to read them?", p.bestOrder()},
			Answer{"Must I read all of them, or can I pick one?", p.allOrOne()},
			Answer{"Are any of them outdated?", p.outdated()})
	} else {
		answers = append(answers, Answer{"Is it too advanced for me?", p.tooAdvanced()},
			Answer{"Is it outdated?", p.outdated()})
	}
	return append(answers, Answer{"Does this fit my experience and my goals?", p.fits()})
}

// readyEnough is the readiness that counts as ready, as the verdict of a fit
// does.
const readyEnough = 0.9

// tooAdvanced tells the books that find the reader unready in their place, and
// those that would today.
func (p phrases) tooAdvanced() string {
	var short, early []string
	for n, s := range p.Steps {
		if s.Readiness < readyEnough {
			short = append(short, fmt.Sprintf("%s finds you %s ready", p.title(s.Book.ID), percent(s.Readiness)))
		}
		if today := p.readyToday(s); n > 0 && today < readyEnough && today < s.Readiness-0.005 {
			early = append(early, fmt.Sprintf("%s would find you %s ready", p.title(s.Book.ID), percent(today)))
		}
	}
	var out string
	switch {
	case len(short) > 0:
		out = fmt.Sprintf("A little, even in its place: %s.", recommend.Enumerate(short))
	case len(p.Steps) == 1:
		out = "No: you have what it asks for."
	default:
		out = "Not in this order: when its turn comes, you have what each one asks for, or nearly."
	}
	if len(early) > 0 {
		out += fmt.Sprintf(" Read today, without those before, %s.", recommend.Enumerate(atMost(early, "more would find you less ready")))
	} else if len(p.Steps) > 1 {
		out += " None of them would be harder today than in its place."
	}
	return out
}

// mostListed is how many books an answer tells of one by one.
const mostListed = 8

// atMost is a list, of a long one the beginning and how many more there are.
func atMost(list []string, more string) []string {
	if len(list) <= mostListed {
		return list
	}
	return append(slices.Clone(list[:mostListed-1]), fmt.Sprintf("%d %s", len(list)-mostListed+1, more))
}

// readyToday is the readiness for a step where the reader stands at the start.
func (p phrases) readyToday(s recommend.Step) float64 {
	shortfall := 0.0
	for _, m := range s.RequiresMet {
		have := 0.0
		for _, st := range p.Start {
			if st.Skill == m.Skill {
				have = float64(st.Level)
			}
		}
		shortfall += math.Pow(max(0, float64(m.Need)-have), 2)
	}
	if shortfall > p.Model.MaxGap*p.Model.MaxGap {
		return 0
	}
	return math.Exp(-p.Model.Lambda * shortfall)
}

// bestOrder tells which books stand on which, and where the order is free.
func (p phrases) bestOrder() string {
	var on, free []string
	for n, s := range p.Steps {
		if ids := p.DependsOn(n); len(ids) > 0 {
			on = append(on, fmt.Sprintf("%s builds on %s", p.title(s.Book.ID), p.titles(ids)))
		}
		if w := s.WhyHere; w != nil && w.Later && w.Possible && math.Abs(w.Cost) < 0.0005 {
			free = append(free, fmt.Sprintf("%s and %s might as well trade places", p.title(s.Book.ID), p.title(w.With)))
		}
	}
	out := "That of the plan."
	if len(on) > 0 {
		out += fmt.Sprintf(" %s.", strings.Join(atMost(on, "more build on earlier ones"), "; "))
	} else {
		out += " None of them needs another: what brings most for its hours comes first."
	}
	if len(free) > 0 {
		out += fmt.Sprintf(" %s.", strings.Join(atMost(free, "more pairs are as free"), "; "))
	}
	return out
}

// allOrOne tells where one may stop, what one book brings, and which is the
// first to leave out.
func (p phrases) allOrOne() string {
	out := p.stop()
	if out == "" {
		out = "They are all worth it: most of the goal is had only with the last."
	}
	first := p.Steps[0]
	out += fmt.Sprintf(" The first alone, %s, brings %s of the goal in %s.", p.title(first.Book.ID), percent(first.Reached), hours(first.Hours))
	least := -1
	for n, s := range p.Steps {
		if len(s.WhyIn.Breaks) == 0 && !s.Begun && (least < 0 || s.WhyIn.Loss < p.Steps[least].WhyIn.Loss) {
			least = n
		}
	}
	if least < 0 {
		return out
	}
	s := p.Steps[least]
	if s.WhyIn.Reached < mostShare*p.Coverage {
		return out + fmt.Sprintf(" None can go without harm: even without %s the plan reaches %s, not %s.",
			p.title(s.Book.ID), percent(s.WhyIn.Reached), percent(p.Coverage))
	}
	return out + fmt.Sprintf(" If one has to go, leave out %s: without it the plan reaches %s, not %s, in %s less.",
		p.title(s.Book.ID), percent(s.WhyIn.Reached), percent(p.Coverage), hours(s.Hours))
}

// outdated tells what has aged, or how current the most aged is.
func (p phrases) outdated() string {
	if aged := p.aged(); len(aged) > 0 {
		return strings.Join(aged, " ") + " The plan reckons with that, and has found nothing better for you."
	}
	var oldest *recommend.Step
	for n := range p.Steps {
		if s := &p.Steps[n]; s.Age != nil && (oldest == nil || s.Age.Current < oldest.Age.Current) {
			oldest = s
		}
	}
	if oldest == nil {
		return "That is not known: the catalog does not say when they appeared, or how fast their topics move."
	}
	return fmt.Sprintf("No. The most aged is %s: %s old, on topics half of which is new every %s years, so expect about %s of it to be current.",
		p.title(oldest.Book.ID), count(oldest.Age.Years, "year"), decimal(oldest.Age.HalfLife, 1), percent(oldest.Age.Current))
}

// mostStated is how many levels an answer names.
const mostStated = 4

// fits tells where the plan begins, and how far it goes.
func (p phrases) fits() string {
	var have []string
	for _, s := range p.Start {
		if s.How == recommend.HowStated && s.Level > 0 {
			have = append(have, fmt.Sprintf("%s %s", p.esc(s.Name), s.Level))
		}
	}
	out := "You state no skill, so it begins at the beginning."
	if n := len(have); n > mostStated {
		out = fmt.Sprintf("It begins where you are: %s, and %s more.", strings.Join(have[:mostStated], ", "), count(n-mostStated, "level"))
	} else if n > 0 {
		out = fmt.Sprintf("It begins where you are: %s.", recommend.Enumerate(have))
	}
	out += fmt.Sprintf(" It goes %s of the way to what you want", percent(p.Coverage))
	switch wanted := len(p.Targets); {
	case len(p.Gaps) > 0:
		return out + fmt.Sprintf("; of %s wanted, %d reach their goal, or nearly.", count(wanted, "skill"), wanted-len(p.Gaps))
	case wanted > 1:
		return out + fmt.Sprintf(", and brings all %d skills to their goal, or nearly.", wanted)
	}
	return out + "."
}
