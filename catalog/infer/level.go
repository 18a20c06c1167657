package infer

import (
	_ "embed"
	"encoding/json"
	"fmt"
	"math"

	"readpath/catalog"
)

// A Group is a kind of evidence for the level.
type Group string

// The groups of features.
const (
	Topic Group = "topic prior"
	Cues  Group = "cues"
)

// Groups are all groups.
var Groups = []Group{Topic, Cues}

// A feature is a term of the level.
type feature struct {
	name  string
	group Group
	// prior is the coefficient that a teacher would give, in levels, towards
	// which the fit is drawn.
	prior float64
	of    func(m *Model, e *evidence) float64
}

// features are the terms of the level. The rarity of words among the judged
// books is none of them: it tells as much of wit as of level. What rarity tells
// in a set of books is told by the set itself; see [Special].
var features = []feature{
	{"topic level", Topic, 0.3, func(m *Model, e *evidence) float64 {
		return m.meanTopic(e.skills, likelyAtNoDepth+likelyPerDepth*usualDepth, (*topic).meanLevel)
	}},
	{"topic depth", Topic, 0.15, func(m *Model, e *evidence) float64 {
		return m.meanTopic(e.skills, usualDepth, func(t *topic) float64 { return t.depth })
	}},
	{"beyond the language", Topic, 0.3, (*Model).beyond},
	{"cues in the title", Cues, 0.3, func(m *Model, e *evidence) float64 {
		sum := 0.0
		for _, ph := range e.cues[inTitle] {
			sum += cues[ph.index].strength
		}
		return sum
	}},
	{"cues in the text", Cues, 0.15, (*Model).textCues},
	{"nothing needed", Cues, -0.15, func(_ *Model, e *evidence) float64 {
		if e.free {
			return 1
		}
		return 0
	}},
}

// beyond is the share of a text about a programming language that is about
// something else, 0 where it names no language: who writes on networks in Go
// writes for those who know Go.
func (m *Model) beyond(e *evidence) float64 {
	const inPassing = 3 // a mention
	language, all := 0.0, float64(inPassing)
	for _, f := range e.skills {
		all += f.score
		if m.topics[f.skill].language {
			language = max(language, f.score)
		}
	}
	if language == 0 {
		return 0
	}
	return 1 - language/all
}

// textCues sums the cues of subtitle and description, each once.
func (m *Model) textCues(e *evidence) float64 {
	sum := 0.0
	var seen [32]bool
	for _, found := range e.cues[inTopics:] {
		for _, ph := range found {
			if !seen[ph.index] {
				seen[ph.index] = true
				sum += cues[ph.index].strength
			}
		}
	}
	return sum
}

//go:generate go test -run TestCoefficients -update .

//go:embed coefficients.json
var coefficientsJSON []byte

// Coefficients are what a feature counts, in levels for each unit of it.
type Coefficients struct {
	Constant float64            `json:"constant"`
	Features map[string]float64 `json:"features"`
}

// shipped are those of coefficients.json.
func shipped() (*Coefficients, error) {
	var c Coefficients
	if err := json.Unmarshal(coefficientsJSON, &c); err != nil {
		return nil, fmt.Errorf("coefficients.json: %w", err)
	}
	for _, f := range features {
		if _, ok := c.Features[f.name]; !ok {
			return nil, fmt.Errorf("coefficients.json: no coefficient of %q", f.name)
		}
	}
	return &c, nil
}

// level is the level of a text, to a hundredth, within what books have.
func (m *Model) level(e *evidence) catalog.Level {
	sum := m.constant
	for i, c := range m.coefficients {
		if c != 0 {
			sum += c * features[i].of(m, e)
		}
	}
	return catalog.Level(math.Round(100*min(max(sum, lowestLevel), highestLevel)) / 100)
}

// lowestLevel and highestLevel are those of books: what is for everybody
// still teaches something, and no book asks and teaches expert in all.
const lowestLevel, highestLevel = 0.5, 4.5
