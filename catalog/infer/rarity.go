package infer

import "math"

// counts says in how many texts of a collection each stem stands.
type counts struct {
	texts int
	stems []int // by stem
}

// add counts the words of one text; seen is scratch.
func (c *counts) add(words []word, seen map[int]bool) {
	c.texts++
	clear(seen)
	for _, w := range words {
		if !seen[w.stem] {
			seen[w.stem] = true
			for len(c.stems) <= w.stem {
				c.stems = append(c.stems, 0)
			}
			c.stems[w.stem]++
		}
	}
}

// rarity is the idf of a stem, -ln of the share of texts that have it: from 0,
// for one that all have, to that of one that none has.
func (c *counts) rarity(stem int) float64 {
	n := 0
	if stem != unknown && stem < len(c.stems) {
		n = c.stems[stem]
	}
	return math.Log(float64(c.texts+1) / float64(n+1))
}

// weight is how much a phrase says about a subject, by the rarity of its words:
// a phrase of n words like the square root of n such words.
func (c *counts) weight(words []word) float64 {
	sum := 0.0
	for _, w := range words {
		sum += c.rarity(w.stem)
	}
	return sum / math.Sqrt(float64(len(words)))
}
