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
	prefCode     = 0.05 // examples in a language the reader likes, or in others only
	prefOwned    = 0.06 // on the shelf already
	prefFree     = 0.03 // free to read
	prefEvidence = 0.02 // for each named person who recommends it, two at most
	prefAge      = 0.10 // off, for a book all of which has aged; half of it at its half-life
	maxEvidence  = 2
)

// preference is the terms of pref for a book, in a fixed order, and their sum
// within [-maxPref, maxPref]. year is the year of today.
func preference(cat *catalog.Catalog, b *catalog.Book, p *profiles.Profile, year int) ([]Term, float64) {
	var terms []Term
	add := func(name string, amount float64) {
		if amount = math.Round(amount*1000) / 1000; amount != 0 {
			terms = append(terms, Term{name, amount})
		}
	}
	if want := p.Prefer.Practice; want.Known && b.Practice.Known {
		add("practice", prefPractice*(1-2*math.Abs(want.Value-b.Practice.Value)))
	}
	if len(p.Prefer.Code) > 0 && len(b.Code) > 0 {
		if slices.ContainsFunc(b.Code, func(c string) bool { return slices.Contains(p.Prefer.Code, c) }) {
			add("code", prefCode)
		} else {
			add("code", -prefCode)
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
	var sum float64
	for _, t := range terms {
		sum += t.Amount
	}
	return terms, min(max(sum, -maxPref), maxPref)
}
