package catalog

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
)

// A Book is one edition of a work, and what the model needs to know of it.
// What is not known is left at the zero value.
type Book struct {
	ID           string        `json:"id"` // short, stable, lower-case
	Title        string        `json:"title"`
	Subtitle     string        `json:"subtitle,omitempty"`
	Authors      []string      `json:"authors,omitempty"`
	Also         []Variant     `json:"also,omitempty"` // other names that it goes by
	Edition      int           `json:"edition,omitempty"`
	Year         int           `json:"year,omitempty"`       // of this edition
	FirstYear    int           `json:"first_year,omitempty"` // of the first edition, where it differs
	Publisher    string        `json:"publisher,omitempty"`
	Pages        int           `json:"pages,omitempty"`
	PagesAbout   int           `json:"pages_about,omitempty"` // where the count is not known for sure
	ISBN         string        `json:"isbn,omitempty"`        // 13 digits
	Language     string        `json:"language,omitempty"`    // "en" and the like
	URL          string        `json:"url,omitempty"`
	Free         string        `json:"free,omitempty"` // where it is legally free to read
	Topics       []string      `json:"topics,omitempty"`
	BestFor      string        `json:"best_for,omitempty"`
	Description  string        `json:"description,omitempty"`
	Requires     Levels        `json:"requires"`
	Teaches      Levels        `json:"teaches"` // where a reader who has the requirements stands afterwards
	Kind         Kind          `json:"kind,omitempty"`
	Practice     Share         `json:"practice,omitzero"` // 0 theory to 1 hands-on
	PracticeNote string        `json:"practice_notes,omitempty"`
	Density      Density       `json:"density,omitempty"`
	Code         []string      `json:"code,omitempty"` // languages of its examples, lower-case
	Recommended  []Endorsement `json:"recommended_by,omitempty"`
	Caveats      []string      `json:"caveats,omitempty"`
	Supersedes   []string      `json:"supersedes,omitempty"` // ids of what this one replaces
	Series       *Series       `json:"series,omitempty"`
	Chapters     []Chapter     `json:"chapters,omitempty"`
	Inferred     *Inference    `json:"inferred,omitempty"` // nil for levels that a person judged
}

// A Variant is a name that people find a book by beside its title: that of an
// earlier edition, a nickname, or the start of a long title. (Libraries keep
// these as "varying form of title", MARC 246.)
type Variant struct {
	Title   string   `json:"title"`
	Authors []string `json:"authors,omitempty"` // where they are others than the book's
}

// An Inference says that a book's levels were inferred from its text, how sure
// that is, and what led there.
type Inference struct {
	Level      Level    `json:"level"`             // of the book as a whole
	Confidence float64  `json:"confidence"`        // 0 to 1; how far what it teaches is trusted
	Because    []string `json:"because,omitempty"` // the words and where they stood, weightiest first
}

// An Endorsement is a named person's public recommendation, paraphrased.
type Endorsement struct {
	Name   string `json:"name"`
	Role   string `json:"role,omitempty"`
	Note   string `json:"note,omitempty"`
	Source string `json:"source,omitempty"`
}

// A Series is a book's place among books meant to be read one after another.
type Series struct {
	Name   string  `json:"name"`
	Number float64 `json:"number"`
}

// A Chapter is a part of a book, with what it needs and teaches where that
// differs from the book as a whole. Chapters that teach a skill to one level
// share the way there; what a chapter requires stands in place of what the book
// does.
type Chapter struct {
	Title    string `json:"title"`
	Pages    int    `json:"pages,omitempty"` // 0 if not known
	Requires Levels `json:"requires,omitempty"`
	Teaches  Levels `json:"teaches,omitempty"`
}

// Kind is the manner of a book.
type Kind string

// The kinds of books.
const (
	Textbook  Kind = "textbook"
	Tutorial  Kind = "tutorial"
	Handbook  Kind = "handbook"
	Reference Kind = "reference"
	Narrative Kind = "narrative"
)

// Kinds are all kinds, in the order in which they are offered.
var Kinds = []string{string(Textbook), string(Tutorial), string(Handbook), string(Reference), string(Narrative)}

// Density is how slowly a book reads.
type Density string

// The densities. A book that names none is read as technical.
const (
	Prose        Density = "prose"
	Technical    Density = "technical"
	Mathematical Density = "mathematical"
)

// Densities are all densities, from the fastest read to the slowest.
var Densities = []string{string(Prose), string(Technical), string(Mathematical)}

// Share is a number from 0 to 1 that may be unknown; the zero Share is.
type Share struct {
	Value float64
	Known bool
}

// KnownShare is the share v.
func KnownShare(v float64) Share { return Share{v, true} }

// Or is the share, or v where it is unknown.
func (s Share) Or(v float64) float64 {
	if s.Known {
		return s.Value
	}
	return v
}

// IsZero reports that the share is unknown, so that JSON omits it.
func (s Share) IsZero() bool { return !s.Known }

// MarshalJSON writes the number, or null.
func (s Share) MarshalJSON() ([]byte, error) {
	if !s.Known {
		return []byte("null"), nil
	}
	return json.Marshal(s.Value)
}

// UnmarshalJSON reads what MarshalJSON writes.
func (s *Share) UnmarshalJSON(data []byte) error {
	var v *float64
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*s = Share{}
	if v != nil {
		*s = KnownShare(*v)
	}
	return nil
}

// Level is how advanced the book is as a whole, to one decimal: halfway
// between the highest level it asks for and the mean of the levels it brings
// its reader to. For a book known by its text only it is the inferred level.
func (b *Book) Level() Level {
	if b.Inferred != nil {
		return Level(math.Round(float64(b.Inferred.Level)*10) / 10)
	}
	var mean float64
	for _, t := range b.Teaches {
		mean += float64(t.Level) / float64(len(b.Teaches))
	}
	return Level(math.Round((float64(b.Requires.Max())+mean)/2*10) / 10)
}

// FullTitle is the title, with the edition where it is not the first.
func (b *Book) FullTitle() string {
	if b.Edition > 1 {
		return fmt.Sprintf("%s, %s edition", b.Title, Ordinal(b.Edition))
	}
	return b.Title
}

// Byline is the authors as one would say them: "A", "A and B", "A, B and C";
// more than three are "A and others".
func (b *Book) Byline() string {
	switch n := len(b.Authors); {
	case n == 0:
		return ""
	case n > 3:
		return b.Authors[0] + " and others"
	case n > 1:
		return strings.Join(b.Authors[:n-1], ", ") + " and " + b.Authors[n-1]
	}
	return b.Authors[0]
}

// Ordinal is n with its ending: "1st", "2nd", "11th".
func Ordinal(n int) string {
	end := "th"
	if n%100 < 11 || n%100 > 13 {
		switch n % 10 {
		case 1:
			end = "st"
		case 2:
			end = "nd"
		case 3:
			end = "rd"
		}
	}
	return fmt.Sprintf("%d%s", n, end)
}
