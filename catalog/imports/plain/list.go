package plain

import (
	"bytes"
	"regexp"
	"strings"
	"unicode"

	"readpath/catalog/imports"
)

// ReadList reads a list of books, one a line: ISBNs, or titles, with or
// without "by" and an author. Bullets and numbers before them are left out; a
// ticked box, "- [x]", is a book that was read. Blank lines, headings and
// comments (#) are passed over.
func ReadList(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		for line, err := range f.Lines() {
			if err != nil {
				yield(imports.Record{}, err)
				return
			}
			text := bytes.TrimSpace(line.Text)
			if len(text) == 0 || text[0] == '#' {
				continue
			}
			if !yield(listed(imports.Line(line.Number), string(text))) {
				return
			}
		}
	}
}

const longestTitle = 500 // bytes

var (
	bullet  = regexp.MustCompile(`^(?:[-*+•]|\d{1,3}[.)])\s+`)
	box     = regexp.MustCompile(`^\[([ xX])\]\s+`)
	anISBN  = regexp.MustCompile(`^(?:(?i:isbn)(?:-1[03])?:?\s*)?((?:97[89][- ]?)?(?:\d[- ]?){9}[\dXx])(?:$|[\s,;:]+)`)
	byline  = regexp.MustCompile(`^(.+?)(?:,? by |\s+[—–]\s+)(\S.*)$`)
	nobody  = regexp.MustCompile(`(?i)^(?:examples?|design|doing|numbers?|practice|step|default|contract|nature|night)\b`)
	smaller = regexp.MustCompile(`^(?:and|et|al\.?|de|der|den|van|von|di|da|la|le|du|&|with)$`)
)

func listed(at imports.Place, line string) (imports.Record, error) {
	r := imports.Record{Place: at}
	line = bullet.ReplaceAllString(line, "")
	if m := box.FindStringSubmatch(line); m != nil {
		line = strings.TrimPrefix(line, m[0])
		if m[1] != " " {
			r.Shelf = imports.Read
		}
	}
	line = strings.Trim(strings.TrimSpace(line), "*_\"“”")
	if m := anISBN.FindStringSubmatch(line + " "); m != nil {
		r.SetISBNs(strings.ReplaceAll(m[1], " ", ""))
		if len(r.ISBNs) == 0 {
			return imports.Record{}, imports.Skip(at, line, "%s", strings.Join(r.Remarks, "; "))
		}
		line = strings.TrimSpace(strings.TrimPrefix(line+" ", m[0]))
	}
	if len(line) > longestTitle {
		return imports.Record{}, imports.Skip(at, line[:40]+"...", "is longer than any title")
	}
	if m := byline.FindStringSubmatch(line); m != nil && peoples(m[2]) {
		line = m[1]
		r.Book.Authors = imports.Names(m[2])
	}
	r.SetTitle(strings.Trim(line, "*_\"“” "))
	if r.Book.Title == "" && len(r.ISBNs) == 0 {
		return imports.Record{}, imports.Skip(at, "", "has no title")
	}
	return r, nil
}

// peoples reports whether words can be names of people, which begin with a
// capital; "Rust by Example" has no author of that name.
func peoples(words string) bool {
	if nobody.MatchString(words) {
		return false
	}
	for _, w := range strings.Fields(words) {
		if r := []rune(w)[0]; !unicode.IsUpper(r) && !smaller.MatchString(w) && unicode.IsLetter(r) {
			return false
		}
	}
	return true
}
