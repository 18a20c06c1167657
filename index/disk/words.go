package disk

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"readpath/catalog"
	"readpath/catalog/english"
)

// A searched is one of the fields of a book that are searched.
type searched struct {
	name   string
	weight float64 // of a match here against one in a description
	stem   bool    // proper names are not stemmed, and have no stop words
	text   func(b *catalog.Book) []string
}

// The weights are those of package index, for the same reason.
var searchedFields = []searched{
	{"title", 4, true, func(b *catalog.Book) []string { return []string{b.Title} }},
	{"authors", 3, false, func(b *catalog.Book) []string { return b.Authors }},
	{"subjects", 2, true, func(b *catalog.Book) []string { return append([]string{b.Subtitle}, b.Topics...) }},
	{"text", 1, true, func(b *catalog.Book) []string { return []string{b.BestFor, b.Description} }},
}

var titleField, subjectsField = &searchedFields[0], &searchedFields[2]

// words cuts texts into words as the index has them. It is not safe for
// concurrent use.
type words struct {
	stems map[string]string // of words met; most texts share most words
	lower []byte
}

// keptStems bounds the memory of words: past it, it begins anew.
const keptStems = 1 << 17

func newWords() *words {
	return &words{stems: map[string]string{}}
}

var wordsPool = sync.Pool{New: func() any { return newWords() }}

// split calls each with the words of a text, in order.
func (w *words) split(text string, stem bool, each func(word string)) {
	for len(text) > 0 {
		r, size := utf8.DecodeRuneInString(text)
		if !wordRune(r) {
			text = text[size:]
			continue
		}
		end := size
		for end < len(text) {
			r, size = utf8.DecodeRuneInString(text[end:])
			if !wordRune(r) {
				break
			}
			end += size
		}
		if word := w.word(text[:end], stem); word != "" {
			each(word)
		}
		text = text[end:]
		text = strings.TrimPrefix(text, "'s")
	}
}

func wordRune(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '+' || r == '#'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}

// word is a word as the index has it, "" for one that says nothing.
func (w *words) word(raw string, stem bool) string {
	key := raw
	if !stem {
		w.lower = append(append(w.lower[:0], '\x00'), raw...)
		key = string(w.lower)
	}
	if s, known := w.stems[key]; known {
		return s
	}
	s := strings.ToLower(raw)
	switch {
	case !stem:
	case stopWords[s]:
		s = ""
	default:
		s = english.Stem(s)
	}
	if len(w.stems) >= keptStems {
		clear(w.stems)
	}
	w.stems[strings.Clone(key)] = s
	return s
}

// stopWords are in so many books that they tell none from another.
var stopWords = func() map[string]bool {
	stop := map[string]bool{}
	for _, w := range strings.Fields(`a about after all also an and any are as at be been both but by can could do does each
		for from had has have he her his how i if in into is it its may more most no not of on or other our out over she so some
		such than that the their them then there these they this those through to under up was we were what when where which
		while who will with would you your`) {
		stop[w] = true
	}
	return stop
}()
