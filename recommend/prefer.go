package recommend

import (
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// A Term is one named part of a sum that a reader is shown.
type Term struct {
	Name   string  `json:"name"`
	Amount float64 `json:"amount"`
}

// What each matter of taste may make of a book's hours: 0.15 makes ten hours
// feel like eight and a half. Together they are bounded by maxPref, so that
// taste decides between books that serve alike and never between a book that
// serves and one that does not.
const (
	maxPref      = 0.25
	prefPractice = 0.15 // theory or practice just as wanted, or just not
	prefCode     = 0.05 // examples in a language the reader likes, or only in others
	prefOwned    = 0.06 // on the shelf already
	prefFree     = 0.03 // free to read
	prefEvidence = 0.02 // for each named person who recommends it, two at most
	prefAge      = 0.10 // off, for a book all of which has aged; half of it at its half-life
	prefAside    = 0.25 // off, for a book whose main skill the goals are not about
	maxEvidence  = 2
)

// tongues are the languages in which a reader is glad to see examples, as ids
// of skills where they are skills.
type tongues struct {
	ids  []string
	said bool // the reader names them; else they are those that they have, or want
}

// widespread is by how much fewer books than the most frequent language one may
// have that a newcomer can go on in.
const widespread = 4

// tonguesOf are the languages that a reader names or, if none, those of the
// skills that they have at aware or above, and want, that are languages: that
// some book has examples in. For one who has and wants none they are those in
// which the catalog has many books. A book in a language of the reader's is
// nothing special, but one in another costs them time. Cost O(books).
func tonguesOf(cat *catalog.Catalog, p *profiles.Profile) tongues {
	t := tongues{said: len(p.Prefer.Code) > 0}
	if t.said {
		for _, c := range p.Prefer.Code {
			t.ids = append(t.ids, language(c))
		}
		return t
	}
	shown, most := map[string]int{}, 0 // books with examples in a language
	books := cat.Books()
	for i := range books {
		for _, c := range books[i].Code {
			shown[language(c)]++
			most = max(most, shown[language(c)])
		}
	}
	for _, l := range p.Skills {
		if l.Level >= 1 && shown[l.Skill] > 0 {
			t.ids = append(t.ids, l.Skill)
		}
	}
	for _, g := range p.Goals {
		for _, id := range append(levelsOf(cat, g.Background).Skills(), g.Skill) {
			if shown[id] > 0 {
				t.ids = append(t.ids, id)
			}
		}
	}
	if len(t.ids) > 0 {
		return t
	}
	for lang, n := range shown {
		if n*widespread >= most {
			t.ids = append(t.ids, lang)
		}
	}
	slices.Sort(t.ids)
	return t
}

// speaks reports whether some of a book's examples are in one of the languages.
func (t tongues) speaks(b *catalog.Book) bool {
	return slices.ContainsFunc(b.Code, func(c string) bool { return slices.Contains(t.ids, language(c)) })
}

// language is the id of the skill in a language of examples, where the two are
// called differently.
func language(code string) string {
	switch code {
	case "c++":
		return "cpp"
	case "c#":
		return "csharp"
	case "bash":
		return "shell-scripting"
	case "lisp":
		return "common-lisp"
	case "racket":
		return "scheme"
	}
	return code
}

// preference is the terms of pref for a book, in a fixed order, and their sum
// within [-maxPref, maxPref]. speak are the languages of p, about is what its
// goals are about, year is the year of today.
func preference(cat *catalog.Catalog, b *catalog.Book, p *profiles.Profile, speak tongues, about topic, year int) ([]Term, float64) {
	var terms []Term
	add := func(name string, amount float64) {
		if amount = math.Round(amount*1000) / 1000; amount != 0 {
			terms = append(terms, Term{name, amount})
		}
	}
	if want := p.Prefer.Practice; want.Known && b.Practice.Known {
		add("practice", prefPractice*(1-2*math.Abs(want.Value-b.Practice.Value)))
	}
	if len(speak.ids) > 0 && len(b.Code) > 0 {
		if !speak.speaks(b) {
			add("code", -prefCode)
		} else if speak.said {
			add("code", prefCode)
		}
	}
	if slices.Contains(p.Owned, b.ID) {
		add("owned", prefOwned)
	}
	if b.Free != "" {
		add("free", prefFree)
	}
	add("recommended", prefEvidence*float64(min(len(b.Recommended), maxEvidence)))
	if age := cat.Age(b, year); age.Known() {
		add("age", -prefAge*(1-age.Current))
	}
	if about.aside(b) {
		add("off the topic", -prefAside)
	}
	var sum float64
	for _, t := range terms {
		sum += t.Amount
	}
	return terms, min(max(sum, -maxPref), maxPref)
}
