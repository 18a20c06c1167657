package infer

import (
	"strings"
	"sync"

	"readpath/catalog"
)

// A Model infers. It does not change and is safe for concurrent use.
type Model struct {
	topics  []topic
	topicAt map[string]int // by skill's id
	words   *vocabulary
	phrases *trie        // skills and cues
	asking  *trie        // what says that something is needed, or nothing
	names   map[int]bool // stems of single words that are names, like "Go" and "Rust"
	openers []phrase     // words by which a title says what kind of book it is
	applied phrase
	in      map[int]bool // forms of "in", "with" and "using"

	constant     float64
	coefficients []float64  // by feature
	readers      *sync.Pool // of *reader
}

// New is a model that has learnt from the catalog's judged books and skills:
// usually those of the shipped catalog. Books whose levels were inferred teach
// it nothing.
//
// Cost: 50 ms for 1,200 books.
func New(cat *catalog.Catalog) (*Model, error) {
	c, err := shipped()
	if err != nil {
		return nil, err
	}
	return NewWith(cat, c), nil
}

// NewWith is New with other coefficients than the shipped ones.
func NewWith(cat *catalog.Catalog, c *Coefficients) *Model {
	m := &Model{
		words: newVocabulary(), phrases: newTrie(), asking: newTrie(),
	}
	m.topics, m.topicAt = newTopics(cat)
	texts := m.readJudged(cat)
	m.addPhrases(texts)
	m.use(c)
	m.readers = &sync.Pool{New: func() any { return newReader(m) }}
	return m
}

// use sets the coefficients.
func (m *Model) use(c *Coefficients) {
	m.constant, m.coefficients = c.Constant, make([]float64, len(features))
	for i := range features {
		m.coefficients[i] = c.Features[features[i].name]
	}
}

// readJudged counts the words of the judged books, and finds out which words
// are names, or may be: those that often have a capital letter within a
// sentence.
func (m *Model) readJudged(cat *catalog.Catalog) *counts {
	texts := &counts{}
	const leastSeen, often = 3, 0.2
	seen := map[int]bool{}
	capital, small := map[int]int{}, map[int]int{}
	var words []word
	for i := range cat.Books() {
		b := &cat.Books()[i]
		if b.Inferred != nil {
			continue
		}
		words = read(words[:0], b.Title, m.words.add)
		words = read(words, b.Subtitle, m.words.add)
		named := len(words) // titles have capitals throughout
		words = read(words, b.Description, m.words.add)
		texts.add(words, seen)
		for _, w := range words[named:] {
			if w.capital && !w.begins {
				capital[w.stem]++
			} else if !w.capital {
				small[w.stem]++
			}
		}
	}
	m.names = map[int]bool{}
	for stem, n := range capital {
		m.names[stem] = n >= leastSeen && float64(n) > often*float64(n+small[stem])
	}
	return texts
}

// addPhrases fills the tries with the names of skills and the lexicon.
func (m *Model) addPhrases(texts *counts) {
	add := func(t *trie, kind phraseKind, index int, text string) {
		t.add(phrase{kind: kind, index: index, text: text, words: read(nil, text, m.words.add)})
	}
	for k := range m.topics {
		s := m.topics[k].skill
		own := []string{s.Name, strings.TrimPrefix(s.Name, "Fundamentals of "), strings.ReplaceAll(s.ID, "-", " ")}
		for i, name := range append(own, s.Aliases...) {
			words := read(nil, name, m.words.add)
			m.phrases.add(phrase{kind: skillPhrase, index: k, text: name, words: words, weight: texts.weight(words), named: i < len(own)})
		}
	}
	for i, c := range cues {
		for _, text := range c.phrases {
			add(m.phrases, cuePhrase, i, text)
		}
		for _, opener := range c.openers {
			m.openers = append(m.openers, phrase{kind: cuePhrase, index: i, text: opener, words: read(nil, opener, m.words.add)})
		}
		if c.applied {
			m.applied = phrase{kind: cuePhrase, index: i, text: c.name}
		}
	}
	for _, text := range idlePhrases {
		add(m.phrases, idlePhrase, 0, text)
	}
	for _, text := range needPhrases {
		add(m.asking, needPhrase, 0, text)
	}
	for _, text := range freePhrases {
		add(m.asking, freePhrase, 0, text)
	}
	m.in = map[int]bool{}
	for _, w := range read(nil, "in with using", m.words.add) {
		m.in[w.form] = true
	}
}
