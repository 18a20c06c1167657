package catalog

import (
	"fmt"
	"math"
	"regexp"
	"slices"
	"strings"
)

// gain wants a book to teach more of a skill than it asks for.
func (l *linter) gain() {
	for i := range l.books {
		b := &l.books[i]
		for _, t := range b.Teaches {
			if r := b.Requires.At(t.Skill); r >= t.Level {
				l.find("book", b.ID, fmt.Sprintf("teaches %s to %v but requires %v of it; raise the one or lower the other",
					t.Skill, float64(t.Level), float64(r)), "teaches", t.Skill)
			}
		}
	}
}

// duplicates wants each edition once, and editions of one work to say which
// replaces which.
func (l *linter) duplicates() {
	byISBN, byWork := map[string]string{}, map[string]string{}
	for i := range l.books {
		b := &l.books[i]
		if other, taken := byISBN[b.ISBN]; taken && b.ISBN != "" {
			l.find("book", b.ID, fmt.Sprintf("has the ISBN of %s; keep one of the two, or correct it", other), "isbn")
		}
		byISBN[b.ISBN] = b.ID
		if len(b.Authors) == 0 {
			continue
		}
		work := Normal(b.Title) + " by " + Normal(b.Authors[0])
		if b.Series != nil { // volumes may share a title
			work += fmt.Sprint(" ", b.Series.Number)
		}
		if other, taken := byWork[work]; taken && !l.related(b.ID, other) {
			l.find("book", b.ID, fmt.Sprintf("has title and author of %s; say which of them supersedes the other", other), "title")
		}
		byWork[work] = b.ID
	}
}

// otherNames wants the other names of a book to mean it, with its authors, and
// it alone.
func (l *linter) otherNames() {
	m := NewMatcher(l.Catalog)
	for i := range l.books {
		b := &l.books[i]
		for n, v := range b.Also {
			authors := v.Authors
			if len(authors) == 0 {
				authors = b.Authors
			}
			if other, err := m.Match(v.Title, strings.Join(authors, ", ")); err != nil || other.ID != b.ID {
				l.find("book", b.ID, fmt.Sprintf("is also %q, and so is another book; leave it out", v.Title), "also", n)
			} else if len(v.Authors) == 0 && Normal(v.Title) == Normal(b.Title) {
				l.find("book", b.ID, fmt.Sprintf("is also %q, which is its title; leave it out", v.Title), "also", n)
			}
		}
	}
}

// related reports whether one of two books replaces the other.
func (l *linter) related(a, b string) bool {
	return slices.Contains(l.Replaces(a), b) || slices.Contains(l.Replaces(b), a)
}

// chapters wants the chapters of a book to have no more pages than the book.
func (l *linter) chapters() {
	for i := range l.books {
		b, sum := &l.books[i], 0
		for _, ch := range b.Chapters {
			sum += ch.Pages
		}
		if b.Pages > 0 && sum > b.Pages {
			l.find("book", b.ID, fmt.Sprintf("the chapters have %d pages together, the book %d; correct one of them", sum, b.Pages), "chapters")
		}
	}
}

// isbns wants the numbers of books: 13 digits may number any article.
func (l *linter) isbns() {
	for i := range l.books {
		b := &l.books[i]
		if b.ISBN != "" && !strings.HasPrefix(b.ISBN, "978") && !strings.HasPrefix(b.ISBN, "979") {
			l.find("book", b.ID, fmt.Sprintf("%s is the number of something that is no book; an ISBN begins with 978 or 979", b.ISBN), "isbn")
		}
	}
}

// missing wants the fields that a plan is made from, or explained by.
func (l *linter) missing() {
	for i := range l.books {
		b := &l.books[i]
		var none []string
		for _, f := range []struct {
			name  string
			there bool
		}{
			{"authors", len(b.Authors) > 0}, {"year", b.Year != 0}, {"topics", len(b.Topics) > 0}, {"best_for", b.BestFor != ""},
			{"description", b.Description != ""}, {"teaches", len(b.Teaches) > 0}, {"kind", b.Kind != ""},
			{"density", b.Density != ""}, {"practice", b.Practice.Known},
		} {
			if !f.there {
				none = append(none, f.name)
			}
		}
		if len(none) > 0 {
			l.find("book", b.ID, "has no "+strings.Join(none, ", ")+"; fill in what you know")
		}
	}
	for i := range l.skills {
		s := &l.skills[i]
		var none []string
		if s.Description == "" {
			none = append(none, "description")
		}
		if s.HalfLife == 0 {
			none = append(none, "half_life")
		}
		if len(none) > 0 {
			l.find("skill", s.ID, "has no "+strings.Join(none, ", ")+"; fill it in")
		}
	}
}

// A description of this many words says what is in a book, how it teaches and
// what one can do afterwards, and is still read.
const minWords, maxWords = 60, 120

func (l *linter) descriptions() {
	for i := range l.books {
		b := &l.books[i]
		if n := len(strings.Fields(b.Description)); n > 0 && (n < minWords || n > maxWords) {
			l.find("book", b.ID, fmt.Sprintf("the description has %d words; make it %d to %d", n, minWords, maxWords), "description")
		}
	}
}

// halves wants whole and half levels: finer ones claim more than anybody
// knows. Levels that were inferred from a text are what was computed.
func (l *linter) halves() {
	check := func(thing, id string, levels Levels, field string) {
		for _, r := range levels {
			if v := float64(r.Level); math.Mod(v, 0.5) != 0 {
				l.find(thing, id, fmt.Sprintf("%s %s at %v; use whole or half levels", field, r.Skill, v), field, r.Skill)
			}
		}
	}
	for i := range l.books {
		if b := &l.books[i]; b.Inferred == nil {
			check("book", b.ID, b.Requires, "requires")
			check("book", b.ID, b.Teaches, "teaches")
		}
	}
	for i := range l.skills {
		check("skill", l.skills[i].ID, l.skills[i].Requires, "requires")
	}
}

// ofAge finds the words in which a caveat speaks of a book's age: a year, a
// version, what came later or has gone.
var ofAge = regexp.MustCompile(`[A-Z][A-Za-z+#]* ?\d|\d\.[\dx]|(?:19|20)\d\d|(?i:\b(?:aged?|ageing|ages|dated|outdated|old|older|obsolete|early|earlier|then|later|since|now|today|recent|` +
	`newer|modern|current|contemporary|predates?|precedes?|before|replaced|superseded|overtaken|overturned|gone|vanished|dead|retired|renamed|changed|moved|` +
	`missing|absent|history|historical|century|version|versions|edition|editions)\b)`)

// ages wants the caveats of a book that is past the half-life of what it
// teaches to say what has aged, unless the catalog has what replaces it.
func (l *linter) ages() {
	for i := range l.books {
		b := &l.books[i]
		age := l.Age(b, l.year)
		if !age.Old() || l.SupersededBy(b.ID) != "" || ofAge.MatchString(strings.Join(b.Caveats, "\n")) {
			continue
		}
		l.find("book", b.ID, fmt.Sprintf("is %d years old, and half of what it teaches ages in %.0f; say in caveats what has aged, or what has not",
			age.Years, age.HalfLife), "year")
	}
}
