package export

import (
	"cmp"
	"fmt"
	"io"
	"strings"

	"readpath/recommend"
)

// BibTeX writes the books of the plan as BibTeX entries, in the plan's order.
// The keys are the ids of the books.
func BibTeX(w io.Writer, plan *recommend.Plan) error {
	var b strings.Builder
	seen := map[string]bool{}
	for n, s := range plan.Steps {
		if n > 0 {
			b.WriteByte('\n')
		}
		bibtexEntry(&b, s.Book, bibtexKey(s.Book.ID, seen))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func bibtexEntry(b *strings.Builder, book recommend.BookRef, key string) {
	fmt.Fprintf(b, "@book{%s,\n", key)
	field := func(name, value string) {
		if value != "" {
			fmt.Fprintf(b, "  %s = {%s},\n", name, value)
		}
	}
	var authors, keywords []string
	for _, a := range book.Authors {
		authors = append(authors, bibtexName(a))
	}
	for _, t := range book.Topics {
		keywords = append(keywords, strings.ReplaceAll(tex(t), ",", " "))
	}
	field("title", tex(fullTitle(book)))
	field("author", strings.Join(authors, " and "))
	if book.Edition > 1 {
		field("edition", whole(book.Edition))
	}
	field("year", whole(book.Year))
	field("publisher", tex(book.Publisher))
	field("isbn", tex(book.ISBN))
	field("pagetotal", whole(book.Pages))
	field("language", tex(book.Language))
	field("url", texURL(webAddress(book)))
	field("keywords", strings.Join(keywords, ", "))
	b.WriteString("}\n")
}

// fullTitle is the title with the subtitle.
func fullTitle(b recommend.BookRef) string {
	if b.Subtitle == "" {
		return b.Title
	}
	return b.Title + ": " + b.Subtitle
}

// bibtexKey is an id without what a key may not have, unlike any before it.
func bibtexKey(id string, seen map[string]bool) string {
	key := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.:+/", r) {
			return r
		}
		return '-'
	}, cmp.Or(id, "book"))
	unique := key
	for n := 2; seen[strings.ToLower(unique)]; n++ { // BibTeX knows no case
		unique = fmt.Sprintf("%s-%d", key, n)
	}
	seen[strings.ToLower(unique)] = true
	return unique
}

// bibtexName is one author: with a suffix, by its parts; where BibTeX would see
// several names, or the parts of one, in braces.
func bibtexName(name string) string {
	if n := parseName(oneLine(name)); n.Suffix != "" {
		return fmt.Sprintf("%s, %s, %s", tex(strings.TrimSpace(n.Particle+" "+n.Family)), n.Suffix, tex(n.Given))
	}
	words := strings.Fields(oneLine(name))
	for _, w := range words {
		if strings.EqualFold(w, "and") || strings.EqualFold(w, "others") || strings.Contains(w, ",") {
			return "{" + tex(name) + "}"
		}
	}
	return tex(name)
}

var texEscaper = strings.NewReplacer(
	`\`, `\textbackslash{}`, `{`, `\textbraceleft{}`, `}`, `\textbraceright{}`, `~`, `\textasciitilde{}`, `^`, `\textasciicircum{}`,
	`$`, `\$`, `&`, `\&`, `%`, `\%`, `#`, `\#`, `_`, `\_`,
)

// tex is text as LaTeX prints it. Braces are written by name, since BibTeX
// counts those behind a backslash too.
func tex(s string) string { return texEscaper.Replace(oneLine(s)) }

// texURL is an address as the url package takes it: as it is, but for what
// would end the field.
func texURL(url string) string {
	return strings.NewReplacer(`\`, "%5C", "{", "%7B", "}", "%7D").Replace(oneLine(url))
}
