package catalog

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

const (
	// maxLeap is the most levels by which what a book brings a reader to may
	// exceed all that it asks for. No book of the shipped catalog makes of one
	// who knows nothing one who designs and teaches others.
	maxLeap = 3

	// Two books are neighbours where the cosine of what they teach is this or
	// more: half of it in common. Fewer than minNeighbours say nothing.
	neighbourly   = 0.5
	minNeighbours = 4

	// maxStray is how far from the median of its neighbours, in levels, a book
	// may lie outside of all of them. Books on one subject run over two levels
	// from the first to the last, so a smaller distance is nothing strange.
	maxStray = 1.5
)

// leaps wants a book to bring its reader from somewhere near.
func (l *linter) leaps() {
	for i := range l.books {
		b := &l.books[i]
		asked := b.Requires.Max()
		for _, t := range b.Teaches {
			if t.Level > asked+maxLeap {
				l.find("book", b.ID, fmt.Sprintf("teaches %s to %v and asks for no more than %v of anything; lower the one or raise the other",
					t.Skill, float64(t.Level), float64(asked)), "teaches", t.Skill)
			}
		}
	}
}

// neighbours wants a book to be about as advanced as books that teach the
// same: not beyond them all, and far from their median.
func (l *linter) neighbours() {
	taught := make([]map[string]float64, len(l.books)) // as vectors of length 1
	for i := range l.books {
		taught[i] = direction(l.books[i].Teaches)
	}
	for i := range l.books {
		b := &l.books[i]
		var levels []Level
		for j := range l.books {
			if i != j && cosine(taught[i], taught[j], l.books[i].Teaches) >= neighbourly {
				levels = append(levels, l.books[j].Level())
			}
		}
		if len(levels) < minNeighbours {
			continue
		}
		slices.SortFunc(levels, func(a, b Level) int { return cmp.Compare(a, b) })
		low, high := levels[0], levels[len(levels)-1]
		mid := (levels[(len(levels)-1)/2] + levels[len(levels)/2]) / 2
		if own := b.Level(); (own < low || own > high) && math.Abs(float64(own-mid)) > maxStray {
			l.find("book", b.ID, fmt.Sprintf("is at level %.1f; the %d books that teach the same are at %.1f to %.1f, their median at %.1f; check what it requires and teaches",
				own, len(levels), low, high, mid), "requires")
		}
	}
}

// direction is levels as a vector of length 1.
func direction(levels Levels) map[string]float64 {
	var square float64
	for _, l := range levels {
		square += float64(l.Level * l.Level)
	}
	v := make(map[string]float64, len(levels))
	for _, l := range levels {
		v[l.Skill] = float64(l.Level) / math.Sqrt(square)
	}
	return v
}

// cosine of the angle between two directions; of orders the sum of a's parts.
func cosine(a, b map[string]float64, of Levels) float64 {
	sum := 0.0
	for _, l := range of {
		sum += a[l.Skill] * b[l.Skill]
	}
	return sum
}
