package infer

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"readpath/catalog"
)

// How what a book teaches and asks for goes with its level: lines through the
// catalog's judged books.
const (
	taughtAtZero, taughtPerLevel = 1.3, 0.75 // of the main skill; of others, sideSkill less
	sideSkill                    = 0.75
	askedAtZero, askedPerLevel   = -0.8, 1.3 // the most that it asks for

	// From ownFrom on, a book mostly asks for some of what it teaches: so much
	// less than it brings the reader to.
	ownFrom, ownLess = 2.5, 1.25
	// A subject that stands on no other has only itself to ask for: three in
	// four books from aloneFrom on do, for so much less than their own level.
	aloneFrom, aloneLess = 1.75, 0.75
	// languageAsked is the language of a book on something else.
	languageAsked = 2
)

// bySide is how near a skill's score must come to the best for the skill to be
// taught.
const bySide = 0.35

// Infer fills in what is not known of a book: Teaches and Requires where both
// are empty, with [catalog.Book.Inferred] saying so, and Density and Practice.
// A text that names no skill teaches none, but has a level. Equal texts give
// equal answers.
func (m *Model) Infer(b *catalog.Book) {
	r := m.readers.Get().(*reader)
	defer m.readers.Put(r)
	e := r.read(b)
	if len(b.Teaches) == 0 && len(b.Requires) == 0 {
		level := m.level(e)
		b.Teaches = m.teaches(e, level)
		b.Requires = m.requires(e, level, b.Teaches)
		b.Inferred = &catalog.Inference{Level: level, Confidence: m.confidence(e), Because: m.because(e)}
	}
	if b.Density == "" {
		b.Density = m.density(e)
	}
	if !b.Practice.Known {
		b.Practice = catalog.KnownShare(m.practice(e))
	}
}

// Level is the level of a book by its text, to a hundredth, whatever else is
// known of the book.
func (m *Model) Level(b *catalog.Book) catalog.Level {
	r := m.readers.Get().(*reader)
	defer m.readers.Put(r)
	return m.level(r.read(b))
}

// applies reports whether a text treats its subject in a language that it does
// not teach; language is the mention of it.
func (m *Model) applies(e *evidence) (language *mention, applies bool) {
	for i := range e.skills {
		if s := &e.skills[i]; m.topics[s.skill].language {
			own := e.skills[0].skill == s.skill && !slices.ContainsFunc(e.cues[inTitle], func(ph *phrase) bool { return cues[ph.index].applied })
			return s, len(e.skills) > 1 && !own
		}
	}
	return nil, false
}

// teaches are the skills that a text of a level is on, the main one first.
func (m *Model) teaches(e *evidence, level catalog.Level) catalog.Levels {
	language, applies := m.applies(e)
	var out catalog.Levels
	best := 0.0
	for i := range e.skills {
		s := &e.skills[i]
		if applies && s == language {
			continue
		}
		if !s.sure { // a word of several meanings: the acid of a cookbook, not of a database
			continue
		}
		best = max(best, s.score)
		if s.score < bySide*best {
			continue
		}
		l := taughtAtZero + taughtPerLevel*float64(level)
		if len(out) > 0 {
			l -= sideSkill
		}
		out = append(out, catalog.SkillLevel{Skill: m.topics[s.skill].skill.ID, Level: halves(l, 1, 5)})
	}
	return out
}

// requires is what a text asks for in so many words, or else what its main
// subject stands on, as far as books of the level ask for it.
func (m *Model) requires(e *evidence, level catalog.Level, teaches catalog.Levels) catalog.Levels {
	var out catalog.Levels
	most := askedAtZero + askedPerLevel*float64(level)
	add := func(skill string, l float64) {
		at := halves(l, 0, 5)
		if goal := teaches.At(skill); goal > 0 {
			at = min(at, goal-0.5) // it takes the reader further
		}
		if at >= 0.5 && out.At(skill) == 0 {
			out = append(out, catalog.SkillLevel{Skill: skill, Level: at})
		}
	}
	if language, applies := m.applies(e); applies {
		add(m.topics[language.skill].skill.ID, languageAsked)
	}
	for _, n := range e.needs[:min(taught, len(e.needs))] {
		add(m.topics[n.skill].skill.ID, max(1, min(most, 2)))
	}
	if len(teaches) == 0 || e.free {
		return out
	}
	main := teaches[0]
	under := m.topics[m.topicAt[main.Skill]].skill.Requires
	for _, r := range under {
		add(r.Skill, min(float64(r.Level), most))
	}
	switch {
	case len(under) == 0 && level >= aloneFrom:
		add(main.Skill, float64(level)-aloneLess)
	case level >= ownFrom:
		add(main.Skill, float64(main.Level)-ownLess)
	}
	return out
}

// halves is a level rounded to halves, from low to high.
func halves(l, low, high float64) catalog.Level {
	return catalog.Level(min(max(math.Round(l*2)/2, low), high))
}

// confidence is how far what a text is said to teach is to be trusted: about
// the share of the levels it is said to bring a reader to that judged books
// with such a text do; see [Calibrate]. It grows with the score of the best skill.
func (m *Model) confidence(e *evidence) float64 {
	const mostSure, leastSure, halfSure = 1, 0.05, 9
	score := 0.0
	for _, s := range e.skills {
		if s.sure {
			score = max(score, s.score)
		}
	}
	return math.Round(100*(leastSure+(mostSure-leastSure)*score/(score+halfSure))) / 100
}

// mostReasons is how many of the words that led to an inference are named.
const mostReasons = 8

// because names the words that an inference comes from, the weightiest first:
// those that name the skills, and those that raise or lower the level.
func (m *Model) because(e *evidence) []string {
	type reason struct {
		weight float64
		text   string
	}
	var reasons []reason
	for _, s := range e.skills {
		if !s.sure || s.score < bySide*e.skills[0].score {
			continue
		}
		reasons = append(reasons, reason{s.score / e.skills[0].score, fmt.Sprintf("%q in the %s: %s",
			quote(s.said), partNames[s.part], m.topics[s.skill].skill.Name)})
	}
	for _, n := range e.needs {
		reasons = append(reasons, reason{0.5, fmt.Sprintf("asks for %q", quote(n.said))})
	}
	if e.free {
		reasons = append(reasons, reason{0.5, "says that nothing is needed"})
	}
	var seen [32]bool
	for p, found := range e.cues {
		for _, ph := range found {
			c := cues[ph.index]
			if seen[ph.index] || c.strength == 0 {
				continue
			}
			seen[ph.index] = true
			way := "raises"
			if c.strength < 0 {
				way = "lowers"
			}
			weight := math.Abs(c.strength) * weights[p] / weights[inTitle]
			reasons = append(reasons, reason{weight, fmt.Sprintf("%q in the %s %s the level", ph.text, partNames[p], way)})
		}
	}
	slices.SortStableFunc(reasons, func(a, b reason) int { return cmp.Compare(b.weight, a.weight) })
	var out []string
	for _, r := range reasons[:min(mostReasons, len(reasons))] {
		out = append(out, r.text)
	}
	return out
}

// quote is words as a text has them, in lower case.
func quote(words []word) string {
	var parts []string
	for _, w := range words {
		parts = append(parts, strings.ToLower(w.text))
	}
	return strings.Join(parts, " ")
}
