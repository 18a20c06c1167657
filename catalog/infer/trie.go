package infer

// A trie finds phrases in texts, all in one pass. Phrases are found by their
// stems.
type trie struct {
	next  map[edge]int32
	first []bool     // by stem, whether a phrase begins with it
	ends  [][]phrase // by node, the phrases that end there
}

type edge struct{ node, stem int32 }

// A phrase stands for something that a text may say.
type phrase struct {
	kind  phraseKind
	index int    // which of the kind
	text  string // as the catalog or the lexicon has it
	words []word
	// weight is how much it says about a subject; see [Model.weight].
	weight float64
}

type phraseKind int

const (
	skillPhrase phraseKind = iota // index is the skill's
	cuePhrase                     // index is the cue's
	needPhrase                    // says that the reader must bring something
	freePhrase                    // says that the reader need not
	idlePhrase                    // stands for nothing, and hides what is inside
)

func newTrie() *trie { return &trie{next: map[edge]int32{}, ends: [][]phrase{nil}} }

func (t *trie) add(p phrase) {
	if len(p.words) == 0 {
		return
	}
	at := int32(0)
	for _, w := range p.words {
		e := edge{at, int32(w.stem)}
		to, ok := t.next[e]
		if !ok {
			to = int32(len(t.ends))
			t.next[e] = to
			t.ends = append(t.ends, nil)
		}
		at = to
	}
	for len(t.first) <= p.words[0].stem {
		t.first = append(t.first, false)
	}
	t.first[p.words[0].stem] = true
	t.ends[at] = append(t.ends[at], p)
}

// longest is the longest phrases at the beginning of words, and their length;
// n is 0 if there are none. A phrase does not go over the end of a sentence.
func (t *trie) longest(words []word) (found []phrase, n int) {
	if s := words[0].stem; s < 0 || s >= len(t.first) || !t.first[s] {
		return nil, 0
	}
	at := int32(0)
	for i, w := range words {
		to, ok := t.next[edge{at, int32(w.stem)}]
		if !ok || i > 0 && w.begins {
			break
		}
		if at = to; len(t.ends[at]) > 0 {
			found, n = t.ends[at], i+1
		}
	}
	return found, n
}

// strayed is how many words of the text differ in form from the phrase's, as
// "computer" does from "computability".
func (p *phrase) strayed(text []word) int {
	n := 0
	for i, w := range p.words {
		if w.form != text[i].form {
			n++
		}
	}
	return n
}
