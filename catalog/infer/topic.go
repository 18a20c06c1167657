package infer

import (
	"math"
	"strings"

	"readpath/catalog"
)

// A topic is a skill as the model sees it: where it stands in the graph of
// prerequisites, and what the curated books on it are like.
type topic struct {
	skill    *catalog.Skill
	depth    float64 // the longest way down its prerequisites, each as a share of working
	language bool    // a programming language in which other subjects are treated

	books     float64 // curated books on it, each by how far it is on it
	level     float64 // sum over them
	practice  float64
	densities map[catalog.Density]float64
}

// topics are the catalog's skills, with what the curated books say of them.
func newTopics(cat *catalog.Catalog) []topic {
	topics := make([]topic, len(cat.Skills()))
	at := map[string]int{}
	for i := range topics {
		s := &cat.Skills()[i]
		at[s.ID] = i
		topics[i] = topic{skill: s, densities: map[catalog.Density]float64{}}
	}
	for _, id := range cat.TopoSkills() {
		t := &topics[at[id]]
		for _, r := range t.skill.Requires {
			t.depth = max(t.depth, topics[at[r.Skill]].depth+float64(r.Level/catalog.Working))
		}
	}
	for i := range cat.Books() {
		b := &cat.Books()[i]
		if b.Inferred != nil {
			continue
		}
		for _, code := range b.Code {
			if k, ok := at[code]; ok {
				topics[k].language = true
			}
		}
		for _, l := range b.Teaches {
			topics[at[l.Skill]].add(b, share(b, l), 1)
		}
	}
	return topics
}

// names are what texts call the topic: its name, its id in words, its aliases.
func (t *topic) names() []string {
	return append([]string{t.skill.Name, strings.ReplaceAll(t.skill.ID, "-", " ")}, t.skill.Aliases...)
}

// share is how far a book is on a skill that it teaches: 1 for what it teaches
// most of.
func share(b *catalog.Book, l catalog.SkillLevel) float64 { return float64(l.Level / b.Teaches.Max()) }

// add counts a book in, or out again for n = -1.
func (t *topic) add(b *catalog.Book, share, n float64) {
	t.books += n * share
	t.level += n * share * float64(b.Level())
	t.practice += n * share * b.Practice.Or(usualPractice)
	t.densities[b.Density] += n * share
}

const (
	// surety is how many books a topic must have for its mean level to count
	// as much as what its depth makes likely.
	surety = 10
	// likelyAtNoDepth and likelyPerDepth are the line through the levels of
	// the curated books over the depths of what they teach.
	likelyAtNoDepth, likelyPerDepth = 1.7, 0.25
	// usualDepth and unsure: the mean depth of a text's skills is drawn to the
	// usual one, by the weight of a skill that is named once in passing.
	usualDepth, unsure = 1.5, 9
)

// meanLevel is the level that a book on the topic likely has.
func (t *topic) meanLevel() float64 {
	likely := likelyAtNoDepth + likelyPerDepth*t.depth
	return (t.level + surety*likely) / (t.books + surety)
}

// meanTopic is the mean of something over the skills that a text is on, each
// by its score, drawn to usual with the weight unsure. Scores count squared:
// what is named by the way says little.
func (m *Model) meanTopic(found []mention, usual float64, of func(*topic) float64) float64 {
	sum, n := unsure*usual, float64(unsure)
	for _, f := range found {
		w := math.Pow(f.score, 2)
		sum += w * of(&m.topics[f.skill])
		n += w
	}
	return sum / n
}
