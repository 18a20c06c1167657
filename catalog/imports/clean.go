package imports

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"golang.org/x/text/language"

	"readpath/catalog"
)

// SetISBNs reads every ISBN that cells name, in whatever form, into the
// record. What looks like one and is none leaves a remark.
func (r *Record) SetISBNs(cells ...string) {
	for _, cell := range cells {
		for _, word := range strings.FieldsFunc(unformula(strings.ReplaceAll(cell, "- ", "-")), func(c rune) bool {
			return unicode.IsSpace(c) || c == ',' || c == ';' || c == '|'
		}) {
			r.addISBN(strings.TrimPrefix(strings.ToLower(word), "isbn:"))
		}
	}
	if len(r.ISBNs) > 0 {
		r.Book.ISBN = r.ISBNs[0]
	}
}

func (r *Record) addISBN(word string) {
	digits := strings.Trim(strings.ReplaceAll(word, "-", ""), "()")
	isbn, err := catalog.ParseISBN(digits)
	if err != nil && len(digits) == 9 {
		isbn, err = catalog.ParseISBN("0" + digits) // a spreadsheet took it for a number
	}
	switch {
	case err == nil:
		if !slices.Contains(r.ISBNs, isbn) {
			r.ISBNs = append(r.ISBNs, isbn)
		}
	case roundedISBN.MatchString(word):
		r.Remark("a spreadsheet has rounded the ISBN to %s", word)
	case len(digits) == 10 && isbnDigits.MatchString(digits), len(digits) == 13 && isbnDigits.MatchString(digits):
		r.Remark("ISBN %s not used: its check digit does not match", word)
	}
}

var (
	roundedISBN = regexp.MustCompile(`^[0-9][.,][0-9]+e\+1[0-2]$`)
	isbnDigits  = regexp.MustCompile(`^[0-9]+x?$`)
	sortedTitle = regexp.MustCompile(`^(.+), (The|A|An)$`)
	inBrackets  = regexp.MustCompile(`\s*[(\[]([^()\[\]]*)[)\]]\s*$`)
	seriesPart  = regexp.MustCompile(`^(.+?),? *#(\d{1,4}(?:\.\d{1,2})?)$`)
	editionPart = regexp.MustCompile(`(?i)^(?:(?:revised|updated|international|global|and|&|,) +)*(\d{1,2}|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)(?:st|nd|rd|th|\.)? *(?:(?:revised|updated|international|global|and|&|,) +)*(?:e|ed\.?|edn\.?|edition)$`)
	bareEdition = regexp.MustCompile(`(?i)[,:;–—-]? +((?:\d{1,2}(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) +(?:ed\.?|edn\.?|edition)|\d{1,2}/e|\d{1,2}e)$`)
	formatPart  = regexp.MustCompile(`(?i)^(?:kindle|paperback|hardcover|hardback|ebook|e-book|epub|pdf|audible|audiobook|large print|early release|international|global)(?: edition| audio edition)?$`)
)

// SetTitle reads a title as bookshops and reading sites write it: "The Way of
// Kings (The Stormlight Archive, #1)", "Modern Operating Systems (4th
// Edition)", "Fluent Python: Clear, Concise, and Effective Programming". The
// series, the edition and the subtitle go where they belong.
func (r *Record) SetTitle(s string) {
	s = strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == ' ' || c == '\t' || c == '\u00a0' }), " ")
	b := &r.Book
	for strings.HasSuffix(s, ")") || strings.HasSuffix(s, "]") {
		m := inBrackets.FindStringSubmatch(s)
		if m == nil || len(m[0]) == len(s) || !r.bracketed(m[1]) {
			break
		}
		s = strings.TrimSpace(strings.TrimSuffix(s, m[0]))
	}
	if m := bareEdition.FindStringSubmatch(s); m != nil && len(m[0]) < len(s) {
		if n := EditionNumber(m[1]); n > 0 {
			b.Edition = n
			s = strings.TrimSuffix(s, m[0])
		}
	}
	b.Title, b.Subtitle, _ = strings.Cut(s, ": ")
	b.Title, b.Subtitle = strings.TrimSpace(b.Title), strings.TrimSpace(b.Subtitle)
	if b.Title == "" {
		b.Title, b.Subtitle = b.Subtitle, ""
	}
	if m := sortedTitle.FindStringSubmatch(b.Title); m != nil {
		b.Title = m[2] + " " + m[1]
	}
}

// bracketed takes what stood in brackets behind a title, if it is no part of
// the title.
func (r *Record) bracketed(s string) bool {
	first, _, _ := strings.Cut(s, ";") // in several series
	if m := seriesPart.FindStringSubmatch(strings.TrimSpace(first)); m != nil {
		n, _ := strconv.ParseFloat(m[2], 64)
		r.Book.Series = &catalog.Series{Name: strings.TrimSpace(m[1]), Number: n}
		return true
	}
	if n := EditionNumber(s); n > 0 && !isNumber(s) {
		r.Book.Edition = n
		return true
	}
	return formatPart.MatchString(s)
}

func isNumber(s string) bool {
	_, err := strconv.Atoi(s)
	return err == nil
}

// EditionNumber is the number in "2nd ed.", "Second Edition", "Revised 3rd
// edition", "2e", "4/e" and "2"; 0 if there is none.
func EditionNumber(s string) int {
	s = strings.ToLower(strings.TrimSpace(strings.ReplaceAll(s, "/", "")))
	word := s
	if m := editionPart.FindStringSubmatch(s); m != nil {
		word = m[1]
	}
	if i := slices.Index(ordinals, word); i >= 0 {
		return i + 1
	}
	n, err := strconv.Atoi(strings.TrimRight(word, "stndrh"))
	if err != nil || n < 1 || n > 100 {
		return 0
	}
	return n
}

var ordinals = []string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}

var between = regexp.MustCompile(` *(?:;|&| and ) *`)

var role = regexp.MustCompile(`\s*\(([^()]*)\)\s*$`)

// Names are the people in a cell: separated by semicolons, ampersands, "and"
// or, where each of them has two words or more, commas. "Kleppmann, Martin" is
// one person; so is each of "Bryant, Randal; O'Hallaron, David". Translators,
// illustrators and the like, named in brackets, are left out.
func Names(cell string) []string {
	parts := []string{cell}
	if strings.ContainsAny(cell, ";&") || strings.Contains(cell, " and ") {
		parts = between.Split(cell, -1)
	}
	if commas := strings.Split(cell, ","); len(parts) == 1 && (len(commas) > 2 || len(commas) == 2 && twoWords(commas)) {
		parts = commas
	}
	var names []string
	for _, p := range parts {
		if m := role.FindStringSubmatch(p); m != nil && strings.HasSuffix(strings.TrimSpace(p), ")") {
			if !strings.EqualFold(m[1], "author") {
				continue
			}
			p = strings.TrimSuffix(p, m[0])
		}
		if p = GivenFirst(p); p != "" && !slices.Contains(names, p) {
			names = append(names, p)
		}
	}
	return names
}

func twoWords(parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return len(strings.Fields(p)) < 2 })
}

// GivenFirst is a name as it is said: "Martin Kleppmann" for "Kleppmann,
// Martin".
func GivenFirst(name string) string {
	family, given, _ := strings.Cut(name, ",")
	return strings.Join(strings.Fields(given+" "+family), " ")
}

// Date reads a day in the forms that exports have; zero if it is none.
func Date(s string) time.Time {
	s = strings.ReplaceAll(strings.TrimSpace(s), "/", "-")
	if len(s) > 10 && (s[10] == 'T' || s[10] == ' ') {
		s = s[:10]
	}
	for _, form := range []string{"2006-01-02", "2006-1-2", "2006-01", "2006"} {
		if t, err := time.Parse(form, s); err == nil {
			return t
		}
	}
	return time.Time{}
}

var aYear = regexp.MustCompile(`\b(1[4-9]\d\d|20\d\d)\b`)

// Year is the year in a date or a bare year; 0 if there is none.
func Year(s string) int {
	y, _ := strconv.Atoi(aYear.FindString(s))
	return y
}

// SetVolume adds the number of a volume to a title that does not name it.
func (r *Record) SetVolume(volume string) {
	if volume != "" && len(volume) < 8 && !hasVolume.MatchString(r.Book.Title+" "+r.Book.Subtitle) {
		r.Book.Title += ", Volume " + volume
	}
}

var hasVolume = regexp.MustCompile(`(?i)\b(?:vol|volume|part|band)\b`)

// SetYears sets the year of the edition and that of the first one, from dates
// or years.
func (r *Record) SetYears(edition, first string) {
	r.Book.Year = Year(edition)
	if y := Year(first); y != 0 && (r.Book.Year == 0 || y < r.Book.Year) {
		r.Book.FirstYear = y
	}
}

// Pages is a number of pages; 0 for what is none.
func Pages(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(strings.TrimSuffix(strings.ToLower(s), "pages")), ".0"))
	if err != nil || n < 0 || n > 20000 {
		return 0
	}
	return n
}

// Stars is a rating out of five; 0 for none.
func Stars(s string) float64 {
	v, err := strconv.ParseFloat(strings.Replace(strings.TrimSpace(s), ",", ".", 1), 64)
	if err != nil || !(v > 0 && v <= 5) {
		return 0
	}
	return v
}

var languageNames = map[string]string{
	"english": "en", "german": "de", "deutsch": "de", "french": "fr", "français": "fr", "spanish": "es", "español": "es",
	"italian": "it", "portuguese": "pt", "dutch": "nl", "polish": "pl", "russian": "ru", "japanese": "ja", "chinese": "zh",
}

// Language is the short tag of a language named by a tag or by its name; ""
// if it is not understood.
func Language(s string) string {
	s = strings.ToLower(strings.TrimSpace(s))
	if tag, ok := languageNames[s]; ok {
		return tag
	}
	tag, err := language.Parse(s)
	if err != nil || tag == language.Und {
		return ""
	}
	base, _ := tag.Base()
	return base.String()
}

// Words are the parts of a list such as "go, databases; testing", each once.
func Words(cell string) []string {
	var words []string
	for _, w := range strings.FieldsFunc(cell, func(c rune) bool { return c == ',' || c == ';' || c == '|' }) {
		if w = strings.TrimSpace(w); w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// ShelfOf is the shelf that a program means by a word; "" if none is known
// by it.
func ShelfOf(word string) Shelf {
	return shelfWords[ColumnName(word)]
}

var shelfWords = map[string]Shelf{
	"read": Read, "already read": Read, "finished": Read, "completed": Read, "done": Read,
	"currently reading": Reading, "reading": Reading, "in progress": Reading, "started": Reading, "paused": Reading, "on hold": Reading,
	"to read": ToRead, "want to read": ToRead, "wishlist": ToRead, "planned": ToRead, "unread": ToRead, "tbr": ToRead,
	"did not finish": Stopped, "dnf": Stopped, "abandoned": Stopped, "stopped": Stopped, "stopped reading": Stopped, "ignored": Stopped,
}

// Yes reports whether a cell says so.
func Yes(s string) bool {
	switch strings.ToLower(strings.TrimSpace(s)) {
	case "yes", "true", "y", "1", "owned":
		return true
	}
	return false
}
