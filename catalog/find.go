package catalog

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"readpath/catalog/yamlfile"
)

// UnknownError says that no book (skill, area) goes by a name.
type UnknownError struct {
	Thing   string   // "book", "skill"
	Name    string   // as it was given
	Nearest []string // names that it may be a slip of, nearest first
}

func (e *UnknownError) Error() string {
	s := fmt.Sprintf("unknown %s %q", e.Thing, e.Name)
	if len(e.Nearest) > 0 {
		s += fmt.Sprintf("; did you mean %q?", e.Nearest[0])
	}
	return s
}

// AmbiguousError says that more than one book goes by a name.
type AmbiguousError struct {
	Thing string
	Name  string
	IDs   []string // those that match, in catalog order
}

// mostListed is how many ids an AmbiguousError prints.
const mostListed = 8

func (e *AmbiguousError) Error() string {
	ids := strings.Join(e.IDs[:min(mostListed, len(e.IDs))], ", ")
	if len(e.IDs) > mostListed {
		ids += " and more"
	}
	return fmt.Sprintf("%s %q is ambiguous: %s", e.Thing, e.Name, ids)
}

// FindBook is the book that a person means by an id, an ISBN or a title: an
// exact id or ISBN; else the one book of that title (without regard to case,
// punctuation and a leading article; with or without subtitle) or other name;
// else the one book whose title has it in it; else the one book by people of
// these surnames ("Dummit and Foote"). The error is an [UnknownError] or an
// [AmbiguousError]. Cost O(books).
func (c *Catalog) FindBook(name string) (*Book, error) {
	if b := c.Book(strings.TrimSpace(name)); b != nil {
		return b, nil
	}
	isbn, err := ParseISBN(name)
	want := Normal(name)
	var exact, part []string
	for i := range c.books {
		b := &c.books[i]
		if err == nil && b.ISBN == isbn {
			return b, nil
		}
		title, full := Normal(b.Title), Normal(b.Title+" "+b.Subtitle)
		switch {
		case want == "":
		case title == want || full == want || Normal(b.FullTitle()) == want || b.alsoCalled(want):
			exact = append(exact, b.ID)
		case strings.Contains(" "+full+" ", " "+want+" "):
			part = append(part, b.ID)
		}
	}
	matches := exact
	if len(matches) == 0 {
		matches = part
	}
	if len(matches) == 0 {
		matches = c.by(personNames(name))
	}
	switch len(matches) {
	case 0:
		return nil, &UnknownError{Thing: "book", Name: name, Nearest: c.nearestBooks(name)}
	case 1:
		return c.Book(matches[0]), nil
	}
	return nil, &AmbiguousError{Thing: "book", Name: name, IDs: matches}
}

// alsoCalled reports whether a name, as Normal has it, is one of the book's
// others.
func (b *Book) alsoCalled(normal string) bool {
	return slices.ContainsFunc(b.Also, func(v Variant) bool { return Normal(v.Title) == normal })
}

// by are the ids of the books of people who are named by their surnames.
func (c *Catalog) by(people []personName) []string {
	if len(people) == 0 {
		return nil
	}
	var ids []string
	for i := range c.books {
		authors := personNames(c.books[i].Authors...)
		if !slices.ContainsFunc(people, func(p personName) bool { return !slices.ContainsFunc(authors, p.means) }) {
			ids = append(ids, c.books[i].ID)
		}
	}
	return ids
}

// nearestBooks are ids of books whose id or title name may be a slip of.
func (c *Catalog) nearestBooks(name string) []string {
	known := make([]string, 0, 2*len(c.books))
	ids := map[string]string{}
	for i := range c.books {
		b := &c.books[i]
		ids[b.ID], ids[Normal(b.Title)] = b.ID, b.ID
		known = append(known, b.ID, Normal(b.Title))
		for _, v := range b.Also {
			ids[Normal(v.Title)] = b.ID
			known = append(known, Normal(v.Title))
		}
	}
	near := append(yamlfile.Nearest(name, known), yamlfile.Nearest(Normal(name), known)...)
	var out []string
	for _, n := range near {
		if id := ids[n]; !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out
}

// FindSkill is the skill that a person means by an id, a name or an alias,
// without regard to case and punctuation; the error is an [UnknownError].
func (c *Catalog) FindSkill(name string) (*Skill, error) {
	if s := c.Skill(strings.TrimSpace(name)); s != nil {
		return s, nil
	}
	want := Normal(name)
	known := make([]string, 0, 4*len(c.skills))
	for i := range c.skills {
		s := &c.skills[i]
		known = append(known, s.ID)
		for _, n := range append([]string{s.ID, s.Name}, s.Aliases...) {
			if want != "" && Normal(n) == want {
				return s, nil
			}
		}
	}
	return nil, &UnknownError{Thing: "skill", Name: name, Nearest: yamlfile.Nearest(name, known)}
}

// FindArea is the area that a person means by its id, written with spaces or
// hyphens; "" if there is none.
func (c *Catalog) FindArea(name string) string {
	for _, a := range c.Areas() {
		if Normal(a) == Normal(name) && Normal(name) != "" {
			return a
		}
	}
	return ""
}

// Normal is a name as it is compared: lower case, its words separated by one
// space, without punctuation and a leading article. "C++" and "C#" keep their
// signs, or they would be C.
func Normal(s string) string {
	words := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '+' && r != '#'
	})
	if len(words) > 1 && (words[0] == "the" || words[0] == "a" || words[0] == "an") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}
