package infer

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"readpath/catalog/english"
)

// A word is one word of a text, in numbers.
type word struct {
	stem    int  // in the vocabulary; unknown if it has none
	form    int  // of the word as it stands, but for a last s; unknown if it has none
	capital bool // begins with a capital letter
	begins  bool // is the first of its sentence
	text    string
}

// unknown is the number of a stem or form that the vocabulary does not have.
const unknown = -1

// A vocabulary numbers the words that the model knows by their stem, and by
// their form: "computing" and "computers" have one stem and two forms.
type vocabulary struct {
	words  map[string]numbers // as they stand in texts, in lower case
	byStem map[string]int
	byForm map[string]int
}

type numbers struct{ stem, form int }

func newVocabulary() *vocabulary {
	return &vocabulary{words: map[string]numbers{}, byStem: map[string]int{}, byForm: map[string]int{}}
}

// add is the numbers of a word, new ones if need be.
func (v *vocabulary) add(lower []byte) numbers {
	if n, ok := v.words[string(lower)]; ok {
		return n
	}
	stem, form := stemAndForm(string(lower))
	n := numbers{number(v.byStem, stem), number(v.byForm, form)}
	v.words[string(lower)] = n
	return n
}

// find is the numbers of a word that may be unknown.
func (v *vocabulary) find(lower string) numbers {
	if n, ok := v.words[lower]; ok {
		return n
	}
	stem, form := stemAndForm(lower)
	n, ok := numbers{unknown, unknown}, false
	if n.stem, ok = v.byStem[stem]; !ok {
		return numbers{unknown, unknown}
	}
	if n.form, ok = v.byForm[form]; !ok {
		n.form = unknown
	}
	return n
}

func stemAndForm(lower string) (stem, form string) {
	return english.Stem(lower), strings.TrimSuffix(lower, "s")
}

// number is the place of a key in the order of first sight.
func number(m map[string]int, key string) int {
	n, ok := m[key]
	if !ok {
		n = len(m)
		m[key] = n
	}
	return n
}

// longestWord bounds what is looked up, in bytes: what is longer is no word.
const longestWord = 40

// read appends the words of a text to dst. Words are runs of letters and
// digits, with the signs that belong to names like C++ and C#; hyphens part
// words, for writers do not agree on them; a possessive 's is dropped.
// Sentences end at . ! ? ; and line ends.
func read(dst []word, text string, numbersOf func(lower []byte) numbers) []word {
	var buf [longestWord]byte
	begins := true
	for i := 0; i < len(text); {
		r, size := runeAt(text, i)
		if !inWord(r) {
			begins = begins || strings.ContainsRune(".!?;\n", r)
			i += size
			continue
		}
		w := word{capital: unicode.IsUpper(r), begins: begins}
		n, from := 0, i
		for ; i < len(text); i += size {
			if r, size = runeAt(text, i); !inWord(r) && (n == 0 || r != '+' && r != '#') {
				break
			}
			if n+utf8.UTFMax <= longestWord {
				n += utf8.EncodeRune(buf[n:], unicode.ToLower(r))
			}
		}
		w.text = text[from:i]
		if (r == '\'' || r == '’') && i+size < len(text) && text[i+size] == 's' {
			i += size + 1
		}
		num := numbersOf(buf[:n])
		w.stem, w.form = num.stem, num.form
		dst = append(dst, w)
		begins = false
	}
	return dst
}

func runeAt(text string, i int) (r rune, size int) {
	if r = rune(text[i]); r < utf8.RuneSelf {
		return r, 1
	}
	return utf8.DecodeRuneInString(text[i:])
}

func inWord(r rune) bool {
	if r < utf8.RuneSelf {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9'
	}
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
}
