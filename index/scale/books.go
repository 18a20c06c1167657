package scale

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"readpath/catalog"
)

const (
	vocabulary = 200_000 // distinct words, as in a library of this size
	zipf       = 1.1     // exponent of the words' frequencies
	wordCount  = 100     // of a description, on average
)

// A maker makes books with text that looks real: words with the frequencies
// of the shipped catalog's, then made-up ones, by Zipf's law; names of real
// skills stand in titles, topics and text. The n-th book depends on the
// maker's seed and n alone.
type maker struct {
	words  []string // the most frequent first
	skills []catalog.Skill
	people []string
	seed   uint64
}

func newMaker(cat *catalog.Catalog, seed uint64) *maker {
	m := &maker{skills: cat.Skills(), seed: seed}
	count := map[string]int{}
	for i := range cat.Books() {
		b := &cat.Books()[i]
		for _, w := range strings.Fields(b.Description) {
			if w = strings.Trim(w, ".,;:()\"'"); w != "" {
				count[w]++
			}
		}
		m.people = append(m.people, b.Authors...)
	}
	for w := range count {
		m.words = append(m.words, w)
	}
	slices.SortFunc(m.words, func(a, b string) int { return cmp.Or(cmp.Compare(count[b], count[a]), cmp.Compare(a, b)) })
	rng := rand.New(rand.NewPCG(seed, 1))
	for len(m.words) < vocabulary {
		m.words = append(m.words, madeUp(rng))
	}
	return m
}

// madeUp is a word of two to five syllables.
func madeUp(rng *rand.Rand) string {
	const starts, vowels, ends = "bcdfghjklmnprstvwz", "aeiou", "lmnrst"
	var w strings.Builder
	for range 2 + rng.IntN(4) {
		w.WriteByte(starts[rng.IntN(len(starts))])
		w.WriteByte(vowels[rng.IntN(len(vowels))])
		if rng.IntN(3) == 0 {
			w.WriteByte(ends[rng.IntN(len(ends))])
		}
	}
	return w.String()
}

// patterns are titles; %s is a skill.
var patterns = []string{
	"Introduction to %s", "%s for Beginners", "Practical %s", "Advanced %s", "The %s Handbook", "Learning %s", "%s in Action",
	"Foundations of %s", "%s: Theory and Practice", "A Course in %s", "Mastering %s", "Principles of %s", "%s Explained",
}

var publishers = []string{"Harbour Press", "Elm Street Books", "University Press of the Fens", "Ninth Gate", "Slow Lane"}

// book is the n-th book, without levels: these are for inference.
func (m *maker) book(n int) *catalog.Book {
	rng := rand.New(rand.NewPCG(m.seed, uint64(n)+2))
	z := rand.NewZipf(rng, zipf, 4, uint64(len(m.words)-1))
	word := func() string { return m.words[z.Uint64()] }
	skill := func() string {
		s := &m.skills[rng.IntN(len(m.skills))]
		if k := rng.IntN(len(s.Aliases) + 1); k < len(s.Aliases) {
			return s.Aliases[k]
		}
		return s.Name
	}
	main := skill()
	b := &catalog.Book{
		ID:        fmt.Sprintf("s%07d", n),
		Title:     fmt.Sprintf(patterns[rng.IntN(len(patterns))], main),
		Authors:   []string{m.people[rng.IntN(len(m.people))], m.people[rng.IntN(len(m.people))]},
		Year:      1970 + rng.IntN(56),
		Publisher: publishers[rng.IntN(len(publishers))],
		Pages:     80 + rng.IntN(700),
		ISBN:      isbn(n),
		Language:  []string{"en", "en", "en", "en", "de", "fr"}[rng.IntN(6)],
		Topics:    []string{main, word(), word()},
	}
	if rng.IntN(2) == 0 {
		b.Subtitle = fmt.Sprintf("%s and %s", word(), word())
	}
	var text strings.Builder
	for i := range wordCount*3/4 + rng.IntN(wordCount/2) {
		if i > 0 {
			text.WriteByte(' ')
		}
		switch {
		case rng.IntN(40) == 0:
			text.WriteString(skill())
		case i == 5:
			text.WriteString(main)
		default:
			text.WriteString(word())
		}
		if rng.IntN(12) == 0 {
			text.WriteByte('.')
		}
	}
	b.Description = text.String()
	return b
}

// isbn is the n-th ISBN of a country that does not exist.
func isbn(n int) string {
	s := fmt.Sprintf("97969%07d", n%10_000_000)
	sum := 0
	for i, c := range s {
		sum += int(c-'0') * (1 + i%2*2)
	}
	return fmt.Sprintf("%s%d", s, (10-sum%10)%10)
}
