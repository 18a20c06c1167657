package export

import (
	"encoding/json"
	"io"
	"slices"
	"strings"

	"readpath/recommend"
)

// cslItem is a book as citation processors (Zotero, Pandoc) know it.
type cslItem struct {
	ID        string    `json:"id"`
	Type      string    `json:"type"`
	Title     string    `json:"title"`
	Author    []cslName `json:"author,omitempty"`
	Issued    *cslDate  `json:"issued,omitempty"`
	Publisher string    `json:"publisher,omitempty"`
	Edition   string    `json:"edition,omitempty"`
	Pages     string    `json:"number-of-pages,omitempty"`
	ISBN      string    `json:"ISBN,omitempty"`
	URL       string    `json:"URL,omitempty"`
	Language  string    `json:"language,omitempty"`
	Keyword   string    `json:"keyword,omitempty"`
}

// cslName is a person by family and given name, or a name that has no such
// parts.
type cslName struct {
	Family   string `json:"family,omitempty"`
	Given    string `json:"given,omitempty"`
	Particle string `json:"non-dropping-particle,omitempty"`
	Suffix   string `json:"suffix,omitempty"`
	Literal  string `json:"literal,omitempty"`
}

type cslDate struct {
	Parts [][]int `json:"date-parts"`
}

// CSL writes the books of the plan as CSL-JSON, in the plan's order. The ids
// are those of the books.
func CSL(w io.Writer, plan *recommend.Plan) error {
	items := []cslItem{}
	for _, s := range plan.Steps {
		b := s.Book
		it := cslItem{
			ID: b.ID, Type: "book", Title: oneLine(fullTitle(b)), Publisher: oneLine(b.Publisher), Pages: whole(b.Pages),
			ISBN: b.ISBN, URL: webAddress(b), Language: b.Language, Keyword: oneLine(strings.Join(b.Topics, ", ")),
		}
		for _, a := range b.Authors {
			it.Author = append(it.Author, parseName(oneLine(a)))
		}
		if b.Year != 0 {
			it.Issued = &cslDate{[][]int{{b.Year}}}
		}
		if b.Edition > 1 {
			it.Edition = whole(b.Edition)
		}
		items = append(items, it)
	}
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(items)
}

// suffixes stand behind a family name.
var suffixes = []string{"Jr", "Jr.", "Sr", "Sr.", "II", "III", "IV"}

// parseName takes a name apart: the last word is the family's, with the
// particles in lower case before it. A single word, a name with a comma or with
// an "and" in it, and one in a script without blanks stay whole.
func parseName(name string) cslName {
	words := strings.Fields(name)
	var n cslName
	if last := len(words) - 1; last > 1 && slices.Contains(suffixes, words[last]) {
		n.Suffix = words[last]
		words = words[:last]
		words[last-1] = strings.TrimSuffix(words[last-1], ",")
	}
	if len(words) < 2 || strings.Contains(strings.Join(words, " "), ",") || slices.Contains(words, "and") || slices.Contains(words, "&") {
		return cslName{Literal: name}
	}
	last := len(words) - 1
	first := last
	for first > 1 && words[first-1] == strings.ToLower(words[first-1]) {
		first--
	}
	n.Given = strings.Join(words[:first], " ")
	n.Particle = strings.Join(words[first:last], " ")
	n.Family = words[last]
	return n
}
