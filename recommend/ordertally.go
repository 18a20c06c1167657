package recommend

import (
	"cmp"

	"readpath/catalog"
)

// rivals are the orders that are compared: each is a pair's score, 1 where it
// is in order, 0 where it is inverted, one half where that is not known.
var rivals = []func(*bookPair) float64{
	func(p *bookPair) float64 { return counts(!p.inverted) },
	func(p *bookPair) float64 { return lessFirst(p.first.Level(), p.then.Level()) },
	func(p *bookPair) float64 { return knownFirst(firstYear(p.first), firstYear(p.then)) },
	func(p *bookPair) float64 { return knownFirst(p.first.Pages, p.then.Pages) },
}

// counts is what a pair counts for that is in order, or is not.
func counts(inOrder bool) float64 {
	if inOrder {
		return 1
	}
	return 0
}

func lessFirst[T cmp.Ordered](first, then T) float64 {
	return 0.5 - 0.5*float64(cmp.Compare(first, then))
}

// knownFirst is lessFirst of numbers that may be unknown, 0.
func knownFirst(first, then int) float64 {
	if first == 0 || then == 0 {
		return 0.5
	}
	return lessFirst(first, then)
}

func firstYear(b *catalog.Book) int { return cmp.Or(b.FirstYear, b.Year) }

// shares are the shares of pairs that are in order, by source.
type shares struct {
	at      map[string]int // index into sources
	sources []sharesOf
}

// sharesOf are the pairs of one source: how many, and the sum of what each
// counts, 0 to 1.
type sharesOf struct{ pairs, sum float64 }

func newShares() *shares { return &shares{at: map[string]int{}} }

func (s *shares) add(source string, amount float64) {
	at, ok := s.at[source]
	if !ok {
		at = len(s.sources)
		s.at[source] = at
		s.sources = append(s.sources, sharesOf{})
	}
	s.sources[at].pairs++
	s.sources[at].sum += amount
}

// agreement is 0 of no pair.
func (s *shares) agreement() Agreement {
	var a Agreement
	var all sharesOf
	for _, of := range s.sources {
		a.BySource += of.sum / of.pairs / float64(len(s.sources))
		all.pairs += of.pairs
		all.sum += of.sum
	}
	if all.pairs > 0 {
		a.ByPair = all.sum / all.pairs
	}
	return a
}

// tally adds up lists to an OrdersScore.
type tally struct {
	sum    OrdersScore
	rivals []*shares // as rivals has them
	voices []voice
}

func newTally() *tally {
	t := &tally{}
	for range rivals {
		t.rivals = append(t.rivals, newShares())
	}
	for _, end := range distanceEnds {
		t.sum.Distances = append(t.sum.Distances, Distance{Levels: end.name})
	}
	return t
}

func (t *tally) add(l *ListScore, pairs []bookPair) {
	t.sum.Lists++
	t.sum.Pairs += l.Pairs
	t.sum.Covered += len(pairs)
	if len(pairs) > 0 {
		t.sum.Scored++
	}
	for i := range pairs {
		p := &pairs[i]
		for r, rival := range rivals {
			t.rivals[r].add(l.Source, rival(p))
		}
		t.voices = append(t.voices, voiceOf(l.Source, p))
		t.distance(p)
	}
}

// distance counts a pair by how far apart its levels are.
func (t *tally) distance(p *bookPair) {
	above := levelsAbove(p.first, p.then)
	class := 0
	for above >= distanceEnds[class].below {
		class++
	}
	t.sum.Distances[class].Covered++
	if !p.inverted {
		return
	}
	t.sum.Distances[class].Inverted++
	if reversed(p.first, p.then) {
		t.sum.Reversed++
	}
	if contradicted(p.first, p.then) {
		t.sum.Contradicted++
	}
}

// score is what the lists came to.
func (t *tally) score() OrdersScore {
	out := t.sum
	out.Sources = len(t.rivals[0].sources)
	if out.Pairs > 0 {
		out.Coverage = float64(out.Covered) / float64(out.Pairs)
	}
	for r, to := range []*Agreement{&out.Order, &out.Level, &out.Year, &out.Pages} {
		*to = t.rivals[r].agreement()
	}
	out.Attested = attested(t.voices)
	return out
}
