package dump

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// work is what is used of a work, and how it lies in a pile.
type work struct {
	Key         string   `json:"k"`
	Title       string   `json:"title"`
	Subtitle    string   `json:"subtitle"`
	Description text     `json:"description"`
	Subjects    []string `json:"subjects"`
	Authors     []key    `json:"authors"`
	First       string   `json:"first_publish_date"`
}

// edition is what is used of an edition.
type edition struct {
	Works      []key    `json:"works"`
	Title      string   `json:"title"`
	Subtitle   string   `json:"subtitle"`
	Published  string   `json:"publish_date"`
	Publishers []string `json:"publishers"`
	Pages      int      `json:"number_of_pages"`
	ISBN10     []string `json:"isbn_10"`
	ISBN13     []string `json:"isbn_13"`
	Languages  []key    `json:"languages"`
	Contents   []entry  `json:"table_of_contents"`
	Name       string   `json:"edition_name"`
}

// entry is a line of a table of contents: an object with a title, or a text.
type entry string

func (e *entry) UnmarshalJSON(data []byte) error {
	var s string
	if decode(data, &s) != nil {
		var o struct {
			Title string `json:"title"`
		}
		if decode(data, &o) == nil {
			s = o.Title
		}
	}
	*e = entry(strings.TrimSpace(s))
	return nil
}

const (
	mostTopics = 12 // of the subjects, which run to hundreds for famous works
	mostISBNs  = 40 // of all editions, by which a work is found
)

// wants reports whether a filter lets a work pass, as far as the work tells.
func (f *Filter) wants(w *work) bool {
	if len(f.Subjects) == 0 {
		return true
	}
	for _, s := range w.Subjects {
		s = strings.ToLower(s)
		if slices.ContainsFunc(f.Subjects, func(want string) bool { return strings.Contains(s, strings.ToLower(want)) }) {
			return true
		}
	}
	return false
}

// wantsEdition reports whether a filter lets an edition stand for its work.
func (f *Filter) wantsEdition(e *edition) bool {
	if len(f.Languages) > 0 && !slices.ContainsFunc(f.Languages, func(l string) bool { return slices.Contains(e.languages(), l) }) {
		return false
	}
	year := imports.Year(e.Published)
	return (f.Since == 0 || year >= f.Since) && (f.Until == 0 || year != 0 && year <= f.Until)
}

// choosy reports whether a work without an edition that passes is out.
func (f *Filter) choosy() bool { return len(f.Languages) > 0 || f.Since != 0 || f.Until != 0 }

func (e *edition) languages() []string {
	var tags []string
	for _, l := range e.Languages {
		if tag := imports.Language(string(l)); tag != "" {
			tags = append(tags, tag)
		}
	}
	return tags
}

// says is how much an edition says of the work: what a plan needs first.
func (e *edition) says() int {
	n := 0
	for _, known := range []struct {
		is    bool
		worth int
	}{
		{e.Pages > 0, 8}, {len(e.ISBN13)+len(e.ISBN10) > 0, 4}, {len(e.Contents) > 0, 2}, {len(e.Publishers) > 0, 1},
		{slices.Contains(e.languages(), "en") || len(e.Languages) == 0, 4},
	} {
		if known.is {
			n += known.worth
		}
	}
	return n
}

// better compares the editions of a work: the one that says more, then the
// newer one, then the one of the lower key.
func better(a, b *keyed) int {
	return cmp.Or(cmp.Compare(b.says(), a.says()), cmp.Compare(imports.Year(b.Published), imports.Year(a.Published)), cmp.Compare(a.Key, b.Key))
}

// keyed is an edition as it lies in a pile.
type keyed struct {
	Key string `json:"k"`
	edition
}

// record is a work with its best edition, nil if there is none, the ISBNs of
// all, and its authors' names.
func record(w *work, best *keyed, isbns, authors []string) imports.Record {
	var r imports.Record
	r.SetTitle(w.Title)
	b := &r.Book
	if w.Subtitle != "" {
		b.Subtitle = w.Subtitle
	}
	b.ID = strings.ToLower(w.Key)
	b.Authors = authors
	b.Description = tidy(string(w.Description))
	for _, s := range w.Subjects {
		if s = strings.TrimSpace(s); s != "" && len(b.Topics) < mostTopics && !slices.Contains(b.Topics, s) {
			b.Topics = append(b.Topics, s)
		}
	}
	b.URL = "https://openlibrary.org/works/" + w.Key
	if best == nil {
		r.SetYears("", w.First)
		return r
	}
	if b.Subtitle == "" {
		b.Subtitle = strings.TrimSpace(best.Subtitle)
	}
	r.SetYears(best.Published, w.First)
	r.SetISBNs(slices.Concat(best.ISBN13, best.ISBN10, isbns)...)
	b.Edition = imports.EditionNumber(best.Name)
	if best.Pages > 0 && best.Pages <= 20000 {
		b.Pages = best.Pages
	}
	if len(best.Publishers) > 0 {
		b.Publisher = best.Publishers[0]
	}
	if tags := best.languages(); len(tags) > 0 {
		b.Language = tags[0]
	}
	for _, title := range best.Contents {
		if title != "" {
			b.Chapters = append(b.Chapters, catalog.Chapter{Title: string(title)})
		}
	}
	return r
}

// links and sources are what descriptions end with: "([source][1])".
var links = regexp.MustCompile(`(?s)\(?\[[^\]]*\]\[\d+\]\)?|\n-{3,}.*$|\n\s*\[\d+\]:.*$`)

func tidy(s string) string {
	return imports.PlainText(strings.TrimSpace(links.ReplaceAllString(s, "")))
}
