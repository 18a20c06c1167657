package infer

import (
	"math"
	"slices"

	"readpath/catalog"
)

// part is a part of a book's text.
type part int

const (
	inTitle  part = iota
	inTopics      // and the subtitle
	inText        // the description
	parts
)

// weights of a skill's name by the part it stands in: a title names the
// subject, a description also what is there by the way.
var weights = [parts]float64{3, 2, 1}

var partNames = [parts]string{"title", "subtitle or topics", "description"}

// strayPenalty is what a phrase loses for each word that only shares the stem.
const strayPenalty = 0.4

// ownName is what the skill's own name counts beside an alias.
const ownName = 1.3

// repeated is what a skill's later mentions add, as a share of what they would
// add alone: a text that says a word ten times is not ten times on it.
const repeated = 0.3

// taught is how many skills a text is taken to be on.
const taught = 4

// evidence is what a text says, before it is weighed.
type evidence struct {
	title, text []word
	skills      []mention // by score, the best first, at most taught
	needs       []mention // in sentences about what the reader must bring
	cues        [parts][]*phrase
	free        bool // a sentence says that nothing is needed
}

// mention is a skill that a text names.
type mention struct {
	skill int
	score float64
	said  []word  // in the weightiest phrase
	part  part    // where that stands
	top   float64 // what it scored
	sure  bool    // its name or a longer phrase stands there, or it is named twice
}

// reader reads texts; it is scratch space, used by one goroutine at a time.
type reader struct {
	m     *Model
	words []word
	met   map[string]numbers // of words in lower case
	found evidence
	skill []mention // by skill; score 0 where it is not named
	need  []mention
	named []int // skills with a score in skill or need
}

func newReader(m *Model) *reader {
	return &reader{m: m, met: map[string]numbers{}, skill: make([]mention, len(m.topics)), need: make([]mention, len(m.topics))}
}

// mostMet bounds what a reader remembers of words: past it, it begins anew.
const mostMet = 1 << 16

// numbers are those of a word. To stem takes longest, and texts repeat their
// words.
func (r *reader) numbers(lower []byte) numbers {
	n, ok := r.met[string(lower)]
	if !ok {
		if len(r.met) >= mostMet {
			clear(r.met)
		}
		n = r.m.words.find(string(lower))
		r.met[string(lower)] = n
	}
	return n
}

// read is the evidence of a book. It holds until the next call.
func (r *reader) read(b *catalog.Book) *evidence {
	for _, k := range r.named {
		r.skill[k], r.need[k] = mention{}, mention{}
	}
	r.named = r.named[:0]
	e := &r.found
	e.skills, e.needs, e.free = e.skills[:0], e.needs[:0], false
	for p := range e.cues {
		e.cues[p] = e.cues[p][:0]
	}
	r.words = read(r.words[:0], b.Title, r.numbers)
	titleEnd := len(r.words)
	r.words = read(r.words, b.Subtitle, r.numbers)
	for _, t := range b.Topics {
		r.words = read(r.words, t, r.numbers)
	}
	topicsEnd := len(r.words)
	r.words = read(r.words, b.Description, r.numbers)
	e.title, e.text = r.words[:titleEnd], r.words[topicsEnd:]
	r.titleCues(e.title)
	r.sentences(inTitle, e.title)
	r.sentences(inTopics, r.words[titleEnd:topicsEnd])
	r.sentences(inText, e.text)
	for _, k := range r.named {
		if r.skill[k].score > 0 {
			e.skills = append(e.skills, r.skill[k])
		}
		if r.need[k].score > 0 {
			e.needs = append(e.needs, r.need[k])
		}
	}
	slices.SortFunc(e.skills, byScore)
	slices.SortFunc(e.needs, byScore)
	e.skills = e.skills[:min(taught, len(e.skills))]
	return e
}

func byScore(a, b mention) int {
	switch {
	case a.score > b.score:
		return -1
	case a.score < b.score:
		return 1
	}
	return a.skill - b.skill
}

// titleCues finds the cues that are more than a phrase.
func (r *reader) titleCues(title []word) {
	if len(title) < 2 {
		return
	}
	for i := range r.m.openers {
		if o := &r.m.openers[i]; o.words[0].form == title[0].form {
			r.found.cues[inTitle] = append(r.found.cues[inTitle], o)
		}
	}
}

// sentences reads a part sentence by sentence.
func (r *reader) sentences(p part, words []word) {
	for from := 0; from < len(words); {
		to := from + 1
		for to < len(words) && !words[to].begins {
			to++
		}
		r.sentence(p, words[from:to])
		from = to
	}
}

func (r *reader) sentence(p part, words []word) {
	needs, free := false, false
	if p == inText {
		needs, free = r.asks(words)
		r.found.free = r.found.free || free
	}
	for i := 0; i < len(words); {
		found, n := r.m.phrases.longest(words[i:])
		least := n
		for k := range found {
			least = min(least, found[k].strayed(words[i:]))
		}
		for k := range found {
			ph := &found[k]
			switch strayed := ph.strayed(words[i:]); {
			case strayed > least: // "computer science" is not "computational science"
			case ph.kind == cuePhrase && strayed == 0:
				r.cue(p, ph)
			case ph.kind == skillPhrase && !free && r.proper(ph, words[i]):
				r.mention(p, ph, words, i, strayed, needs)
			}
		}
		i += max(1, n)
	}
}

// asks reports whether a sentence says what a reader must bring, or that
// nothing is needed.
func (r *reader) asks(words []word) (needs, free bool) {
	for i := 0; i < len(words); {
		found, n := r.m.asking.longest(words[i:])
		for k := range found {
			needs = needs || found[k].kind == needPhrase
			free = free || found[k].kind == freePhrase
		}
		i += max(1, n)
	}
	return needs && !free, free
}

// proper reports whether a word may be the name that it looks like: "Go" and
// "go" are two words.
func (r *reader) proper(ph *phrase, first word) bool {
	return len(ph.words) > 1 || first.capital || !r.m.names[ph.words[0].stem]
}

// cue notes a cue once for each part.
func (r *reader) cue(p part, ph *phrase) {
	if !slices.ContainsFunc(r.found.cues[p], func(o *phrase) bool { return o.index == ph.index }) {
		r.found.cues[p] = append(r.found.cues[p], ph)
	}
}

// mention adds to the score of the skill that words[at:] name.
func (r *reader) mention(p part, ph *phrase, words []word, at, strayed int, needs bool) {
	k := ph.index
	if len(ph.words) == 1 && p == inText {
		strayed++
	}
	score := weights[p] * ph.weight * math.Pow(strayPenalty, float64(strayed))
	if ph.named {
		score *= ownName
	}
	if p == inTitle && at >= 2 && r.m.topics[k].language && r.m.in[words[at-1].form] {
		r.cue(inTitle, &r.m.applied)
	}
	m := &r.skill[k]
	if needs {
		m = &r.need[k]
	}
	if r.skill[k].score == 0 && r.need[k].score == 0 {
		r.named = append(r.named, k)
	}
	m.skill = k
	m.sure = m.sure || ph.named || len(ph.words) > 1 || m.score > 0
	m.score = max(m.score, score) + repeated*min(m.score, score)
	if score > m.top {
		m.top, m.said, m.part = score, words[at:at+len(ph.words)], p
	}
}
