package catalog

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// A Matcher finds the book that others mean when they name one by title and
// author, in their own words: a list on a web page, a syllabus, an export.
// Where [Catalog.FindBook] guesses for a person who sees the answer, a Matcher
// works unseen, and rather finds nothing than the wrong book.
//
// Titles are equal when their words are, without regard to case, diacritics,
// punctuation, "and", a leading article and a named edition ("2nd ed."). One
// of the two may lack what the other has behind its colon or as its subtitle;
// two subtitles that differ are two books. Volumes ("Vol. 1", "Part II") must
// be the same, where both name one; where one side names none, the other's
// must be the first, and the only one there is, or be the book's number in its
// series.
//
// Where both sides name authors, one surname must be in common. The other
// names of a book, [Book.Also], count as its title does.
type Matcher struct {
	cat     *Catalog
	byWords map[string][]int // positions of names, by every form of their titles; one may be there twice
	names   []matchable
}

// matchable is a name of a book as a Matcher compares it.
type matchable struct {
	book    int // its position in the catalog
	title   titleForm
	authors []personName
}

// NewMatcher prepares the books of a catalog. Cost O(books).
func NewMatcher(c *Catalog) *Matcher {
	m := &Matcher{cat: c, byWords: map[string][]int{}, names: make([]matchable, 0, len(c.books))}
	for i := range c.books {
		b := &c.books[i]
		authors := personNames(b.Authors...)
		m.add(matchable{i, formOf(b.Title, b.Subtitle), authors})
		for _, v := range b.Also {
			name := matchable{i, formOf(v.Title, ""), authors}
			if len(v.Authors) > 0 {
				name.authors = personNames(v.Authors...)
			}
			m.add(name)
		}
	}
	return m
}

func (m *Matcher) add(name matchable) {
	for _, form := range []string{name.title.full, name.title.title, name.title.short} {
		m.byWords[form] = append(m.byWords[form], len(m.names))
	}
	m.names = append(m.names, name)
}

// Match is the book of a title and an author: "Tanenbaum", "Bryant &
// O'Hallaron", "Knuth, D. E.", "Cormen et al."; "" where none is named. The
// error is an [AmbiguousError] where more than one book fits equally well and
// none of them replaces the others, else an [UnknownError], whose Nearest are
// up to three books that have the title, but not the author or the volume, or
// else the author and a title that goes on where the other ends.
func (m *Matcher) Match(title, author string) (*Book, error) {
	want, people := formOf(title, ""), personNames(author)
	var best, near []*matchable // best of each book once
	rank := 0                   // of best: the lower, the closer
	for _, name := range m.candidates(want) {
		closeness := closeness(want, name)
		switch {
		case closeness == notEqual:
		case !anyInCommon(people, name.authors):
			near = append(near, name)
		case rank == 0 || closeness < rank:
			best, rank = []*matchable{name}, closeness
		case closeness == rank && !slices.ContainsFunc(best, func(b *matchable) bool { return b.book == name.book }):
			best = append(best, name)
		}
	}
	best = m.newest(best)
	switch {
	case len(best) > 1:
		return nil, &AmbiguousError{Thing: "book", Name: title, IDs: m.ids(best)}
	case len(best) == 1 && (rank < volumeOpen || m.firstVolume(want, best[0])):
		return &m.cat.books[best[0].book], nil
	}
	near = append(best, near...)
	if len(near) == 0 {
		near = m.longer(want, people)
	}
	ids := m.ids(near)
	return nil, &UnknownError{Thing: "book", Name: title, Nearest: ids[:min(mostNear, len(ids))]}
}

// How close a book's title is to the one that is wanted.
const (
	notEqual   = iota
	wholeEqual // word for word
	shortEqual // one of the two lacks the rest of the other
	volumeOpen // as these, but only one of the two names a volume
)

const mostNear = 3

func closeness(want titleForm, name *matchable) int {
	have, closeness := name.title, notEqual
	switch {
	case want.full == have.full:
		closeness = wholeEqual
	case want.full == have.title, want.full == have.short, want.short == have.full:
		closeness = shortEqual
	}
	switch {
	case closeness == notEqual || want.volume == have.volume:
		return closeness
	case want.volume == "" || have.volume == "":
		return volumeOpen
	}
	return notEqual
}

// longer are the books by one of the people whose titles begin as the one that
// is wanted, or it as theirs. Cost O(books).
func (m *Matcher) longer(want titleForm, people []personName) []*matchable {
	if len(people) == 0 {
		return nil
	}
	goesOn := func(long, short string) bool {
		return len(long) > len(short) && long[len(short)] == ' ' && strings.HasPrefix(long, short)
	}
	var near []*matchable
	for i := range m.names {
		b := &m.names[i]
		if !goesOn(b.title.full, want.full) && !goesOn(want.full, b.title.title) {
			continue
		}
		if want.volume != "" && b.title.volume != "" && want.volume != b.title.volume {
			continue
		}
		if len(b.authors) > 0 && anyInCommon(people, b.authors) {
			near = append(near, b)
		}
	}
	return near
}

// firstVolume reports whether a book may stand for a title of which only one
// side names a volume.
func (m *Matcher) firstVolume(want titleForm, name *matchable) bool {
	volume := cmp.Or(want.volume, name.title.volume)
	if s := m.cat.books[name.book].Series; s != nil && want.volume != "" {
		return Level(s.Number).Number() == volume
	}
	return volume == "1"
}

// candidates are the names with one of the title's forms, in catalog order.
func (m *Matcher) candidates(want titleForm) []*matchable {
	if want.full == "" {
		return nil
	}
	all := slices.Concat(m.byWords[want.full], m.byWords[want.short])
	slices.Sort(all)
	var names []*matchable
	for _, i := range slices.Compact(all) {
		names = append(names, &m.names[i])
	}
	return names
}

// newest leaves out those whose books others of them replace: older editions.
func (m *Matcher) newest(names []*matchable) []*matchable {
	return slices.DeleteFunc(slices.Clone(names), func(old *matchable) bool {
		return slices.ContainsFunc(names, func(n *matchable) bool {
			return slices.Contains(m.cat.Replaces(m.cat.books[n.book].ID), m.cat.books[old.book].ID)
		})
	})
}

// ids are those of the books of names, each once.
func (m *Matcher) ids(names []*matchable) []string {
	var ids []string
	for _, n := range names {
		if id := m.cat.books[n.book].ID; !slices.Contains(ids, id) {
			ids = append(ids, id)
		}
	}
	return ids
}

// titleForm is a title as it is compared.
type titleForm struct {
	full   string // all its words, without volume and edition
	title  string // those but the subtitle's
	short  string // those before the first colon
	volume string // "1" for "Vol. I"; "3 5" for "Volumes 3-5"; "" if it names none
}

func formOf(title, subtitle string) titleForm {
	main, _, _ := strings.Cut(title, ":")
	var f titleForm
	f.full, f.volume = titleWords(title + " : " + subtitle)
	if subtitle == "" && main == title {
		f.title, f.short = f.full, f.full
		return f
	}
	f.title, _ = titleWords(title)
	f.short, _ = titleWords(main)
	if f.short == "" {
		f.short = f.title
	}
	return f
}

// titleWords are the words of a title that tell it from others, and its volume.
func titleWords(s string) (words, volume string) {
	in := strings.Fields(Normal(withoutMarks(s)))
	var out []string
	for i := 0; i < len(in); i++ {
		if numbers := volumeAt(in[i:]); volume == "" && len(numbers) > 0 {
			volume = strings.Join(numbers, " ")
			i += len(numbers)
			continue
		}
		if n := editionAt(in[i:]); n > 0 {
			i += n - 1
			continue
		}
		if in[i] != "and" {
			out = append(out, in[i])
		}
	}
	if len(out) == 0 {
		return strings.Join(in, " "), "" // a title of nothing else
	}
	return strings.Join(out, " "), volume
}

// The words that announce a volume, and those that an edition goes by: which
// one it is, or what was done to it.
var (
	volumeWords  = []string{"vol", "vols", "volume", "volumes", "part", "parts"}
	ordinals     = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
	editionKinds = []string{"revised", "updated", "expanded", "anniversary", "international", "global", "new"}
)

// smallNumbers are the ways to write the number of a volume.
var smallNumbers = map[string]string{
	"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9", "x": "10",
	"one": "1", "two": "2", "three": "3", "four": "4", "five": "5",
}

// volumeAt is the number of the volume that words begin with, or the first
// and the last of several; nil if they do not begin with one.
func volumeAt(words []string) []string {
	if !slices.Contains(volumeWords, words[0]) {
		return nil
	}
	most := 1
	if strings.HasSuffix(words[0], "s") {
		most = 2
	}
	var numbers []string
	for _, w := range words[1:min(len(words), 1+most)] {
		n, small := smallNumbers[w]
		if !small {
			if digits, letter := leadingDigits(w); digits == "" || len(letter) > 1 {
				break
			}
			n = strings.TrimLeft(w, "0")
		}
		numbers = append(numbers, n)
	}
	return numbers
}

// editionAt is how many words at the beginning name an edition: "2nd ed.",
// "third revised edition", or a last "3e".
func editionAt(words []string) int {
	if digits, rest := leadingDigits(words[0]); digits != "" && rest == "e" && len(words) == 1 {
		return 1
	}
	n, numbered := 0, false
	for ; n < len(words) && (isOrdinal(words[n]) || slices.Contains(editionKinds, words[n])); n++ {
		if isOrdinal(words[n]) && numbered {
			return 0 // "First, 2nd edition" has a title
		}
		numbered = numbered || isOrdinal(words[n])
	}
	if n > 0 && n < len(words) && (words[n] == "ed" || words[n] == "edition") {
		return n + 1
	}
	return 0
}

func isOrdinal(word string) bool {
	digits, ending := leadingDigits(word)
	return digits != "" && slices.Contains([]string{"st", "nd", "rd", "th"}, ending) || slices.Contains(ordinals, word)
}

// leadingDigits splits "4a" into "4" and "a".
func leadingDigits(word string) (digits, rest string) {
	rest = strings.TrimLeft(word, "0123456789")
	return word[:len(word)-len(rest)], rest
}

// personName is a person's name as it is compared.
type personName struct {
	surname string
	words   string // all of them but initials, sorted
}

// means reports whether a name may stand for a person's whole name: "van Steen"
// for "Maarten van Steen".
func (n personName) means(whole personName) bool {
	words := strings.Fields(whole.words)
	return n.surname == whole.surname && !slices.ContainsFunc(strings.Fields(n.words), func(w string) bool { return !slices.Contains(words, w) })
}

// noNames are words beside people's names that name nobody.
var noNames = []string{"et", "al", "jr", "sr", "ii", "iii", "phd", "others", "ed", "eds"}

// personNames are the people in lists of names. A surname is the last word
// that is neither an initial nor an ending such as "Jr."; those written first,
// as in Chinese, are found by comparing all words.
func personNames(lists ...string) []personName {
	var people []personName
	for _, list := range lists {
		list = strings.NewReplacer("'", "", "’", "", " and ", ",", ", jr", "").Replace(strings.ToLower(withoutMarks(list)))
		for _, name := range strings.FieldsFunc(stopsToCommas(list), func(r rune) bool { return strings.ContainsRune(",;&/", r) }) {
			words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
			words = slices.DeleteFunc(words, func(w string) bool { return utf8.RuneCountInString(w) == 1 || slices.Contains(noNames, w) })
			if len(words) > 0 {
				surname := words[len(words)-1]
				slices.Sort(words)
				people = append(people, personName{surname, strings.Join(words, " ")})
			}
		}
	}
	return people
}

// stopsToCommas puts a comma for a stop behind a word of three letters or
// more, as in "A. Fraenkel. Y. Bar-Hillel": it is no abbreviation's.
func stopsToCommas(list string) string {
	words := strings.Fields(list)
	for i, w := range words {
		if name, stop := strings.CutSuffix(w, "."); stop && len(name) > 2 && !strings.Contains(name, ".") {
			words[i] = name + ","
		}
	}
	return strings.Join(words, " ")
}

// anyInCommon reports whether two groups share a person, as far as one can
// tell: it does where one of them is empty.
func anyInCommon(a, b []personName) bool {
	if len(a) == 0 || len(b) == 0 {
		return true
	}
	return slices.ContainsFunc(a, func(p personName) bool {
		return slices.ContainsFunc(b, func(q personName) bool { return p.surname == q.surname || p.words == q.words })
	})
}

// plainLetters are the Latin letters with marks, each row behind the plain
// letters that stand for them.
var plainLetters = [][2]string{
	{"a", "àáâãäåāăąǎÀÁÂÃÄÅĀĂĄ"}, {"c", "çćĉċčÇĆĈĊČ"}, {"d", "ďđðĎĐÐ"}, {"e", "èéêëēĕėęěẽÈÉÊËĒĔĖĘĚ"}, {"g", "ĝğġģĜĞĠĢ"},
	{"h", "ĥħĤĦ"}, {"i", "ìíîïĩīĭįıǐÌÍÎÏĨĪĬĮİ"}, {"j", "ĵĴ"}, {"k", "ķĶ"}, {"l", "ĺļľŀłĹĻĽĿŁ"}, {"n", "ñńņňŋÑŃŅŇŊ"},
	{"o", "òóôõöøōŏőǒÒÓÔÕÖØŌŎŐ"}, {"r", "ŕŗřŔŖŘ"}, {"s", "śŝşšșŚŜŞŠȘ"}, {"t", "ţťŧțŢŤŦȚ"}, {"u", "ùúûüũūŭůűųǔÙÚÛÜŨŪŬŮŰŲ"},
	{"w", "ŵŴ"}, {"y", "ýÿŷÝŸŶ"}, {"z", "źżžŹŻŽ"}, {"ss", "ßẞ"}, {"ae", "æÆ"}, {"oe", "œŒ"}, {"th", "þÞ"},
}

// withoutMarks is s with Latin letters in their plain form, in lower case
// where they change: "Płotka" is "Plotka", "Čukić" is "cukic".
func withoutMarks(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { return r > unicode.MaxASCII }) {
		return s
	}
	var out strings.Builder
	for _, r := range s {
		at := -1
		if r > unicode.MaxASCII {
			at = slices.IndexFunc(plainLetters, func(row [2]string) bool { return strings.ContainsRune(row[1], r) })
		}
		switch {
		case at >= 0:
			out.WriteString(plainLetters[at][0])
		case !unicode.Is(unicode.Mn, r): // a mark of its own, as behind a plain letter
			out.WriteRune(r)
		}
	}
	return out.String()
}
