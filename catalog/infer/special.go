package infer

import (
	"strings"

	"readpath/catalog"
	"readpath/catalog/english"
)

// leastUsed is in how many texts of a set a word of a title must stand to tell
// anything: one that no other book uses may be a joke.
const leastUsed = 3

// mostRarity is from where on a rarer word says no more: one that a thirtieth
// of the texts have belongs to a special subject.
const mostRarity = 3.5

// Special says for each book of a set how special what its title names is among
// them: the mean rarity of the title's words by the texts of the set, each up
// to mostRarity, less that of the usual title. Below 0 are titles that name
// what many of the books speak of.
//
// Many texts of a list of courses speak of algorithms, few of approximation:
// what is general is mostly taught before what is special. Words that say for
// whom a book is (see lexicon.go) name no subject.
//
// Cost: about 30 microseconds a book.
func Special(books []*catalog.Book) []float64 {
	v, texts, seen := newVocabulary(), &counts{}, map[int]bool{}
	idle := idleStems(v)
	titles := make([][]word, len(books))
	for i, b := range books {
		titles[i] = read(nil, b.Title, v.add)
		words := read(titles[i], b.Subtitle, v.add)
		texts.add(read(words, b.Description, v.add), seen)
	}
	sums, words := make([]float64, len(books)), make([]float64, len(books))
	sum, n := 0.0, 0.0
	for i, title := range titles {
		clear(seen)
		for _, w := range title {
			if seen[w.stem] || idle[w.stem] || texts.stems[w.stem] < leastUsed || english.Function(strings.ToLower(w.text)) {
				continue
			}
			seen[w.stem] = true
			sums[i] += min(texts.rarity(w.stem), mostRarity)
			words[i]++
		}
		sum, n = sum+sums[i], n+words[i]
	}
	usual := sum / max(1, n)
	for i := range sums {
		sums[i] = (sums[i]+usual)/(words[i]+1) - usual // drawn to it, by the weight of a word
	}
	return sums
}

// idleStems are the words that are cues by themselves.
func idleStems(v *vocabulary) map[int]bool {
	idle := map[int]bool{}
	for _, c := range cues {
		for _, texts := range [][]string{c.phrases, c.openers} {
			for _, text := range texts {
				if words := read(nil, text, v.add); len(words) == 1 {
					idle[words[0].stem] = true
				}
			}
		}
	}
	return idle
}
