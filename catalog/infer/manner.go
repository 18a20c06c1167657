package infer

import (
	"math"

	"readpath/catalog"
)

// usualPractice is that of a book of which nothing is known.
const usualPractice = 0.4

// density is the one that most judged books on the skills have, by the skills'
// scores; prose where none is surely named.
func (m *Model) density(e *evidence) catalog.Density {
	best, most := catalog.Prose, 0.0
	for _, name := range catalog.Densities {
		d, sum := catalog.Density(name), 0.0
		for _, f := range e.skills {
			t := &m.topics[f.skill]
			if f.sure && t.books > 0 {
				sum += math.Pow(f.score, 2) * t.densities[d] / t.books
			}
		}
		if sum > most {
			best, most = d, sum
		}
	}
	return best
}

// practice is the mean of judged books on the skills, to a tenth, moved by
// what the text says of doing and of theory.
func (m *Model) practice(e *evidence) float64 {
	p := m.meanTopic(e.skills, usualPractice, func(t *topic) float64 {
		return (t.practice + usualPractice) / (t.books + 1)
	})
	for _, found := range e.cues {
		for _, ph := range found {
			p += cues[ph.index].practice
		}
	}
	return math.Round(10*min(max(p, 0), 1)) / 10
}
