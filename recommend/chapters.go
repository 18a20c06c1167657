package recommend

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// A ChapterPlan says which chapters of a book a reader should read, skim or
// skip. Its chapters are in the book's order; the ledger is theirs: the gains
// of a chapter sum to its value, the values of all to Reached, the hours of all
// to Hours.
type ChapterPlan struct {
	Book     BookRef       `json:"book"`
	Goals    []Target      `json:"goals"`  // that chapters are chosen for; without goals, all that the book teaches above what the reader has
	Wished   bool          `json:"wished"` // the goals are the reader's own
	Limit    int           `json:"limit"`  // pages there is patience for; 0 means no limit
	Chapters []ChapterStep `json:"chapters"`
	Pages    int           `json:"pages"`         // to read
	Skimmed  int           `json:"pages_skimmed"` // of the chapters to skim, whole
	Turned   int           `json:"pages_turned"`  // what counts against the limit: Pages, and of Skimmed a quarter
	Hours    float64       `json:"hours"`
	AllPages int           `json:"all_pages"` // of all chapters
	AllHours float64       `json:"all_hours"` // of reading them all
	Reached  float64       `json:"reached"`   // share of the goals, 0 to 1
	Most     float64       `json:"most"`      // the same by reading every chapter
	Assumed  []string      `json:"assumed"`   // in words
}

// ChapterStep is one chapter of a plan.
type ChapterStep struct {
	Number    int           `json:"number"` // in the book, from 1
	Title     string        `json:"title"`
	Pages     int           `json:"pages"`
	Do        Doing         `json:"do"`
	Why       ChapterReason `json:"why"`
	Skill     string        `json:"skill,omitempty"` // that the reason is about
	Name      string        `json:"name,omitempty"`  // of the skill
	Have      catalog.Level `json:"have"`            // in that skill, by then
	Level     catalog.Level `json:"level"`           // what the chapter brings it to, or asks for if the reader is not ready
	For       int           `json:"for,omitempty"`   // the number of the chapter that needs it
	Readiness float64       `json:"readiness"`
	Gains     []Gain        `json:"gains"`
	Value     float64       `json:"value"` // sum of the gains' values
	Hours     float64       `json:"hours"` // as told to do; 0 if skipped
}

// Doing is what to do with a chapter.
type Doing string

// What to do with a chapter.
const (
	DoRead Doing = "read"
	DoSkim Doing = "skim"
	DoSkip Doing = "skip"
)

// ChapterReason is why.
type ChapterReason string

// The reasons, in the order in which they are looked for.
const (
	ChapterUnwanted ChapterReason = "no goal wants it"
	ChapterHad      ChapterReason = "had already"
	ChapterUnready  ChapterReason = "asks for more"
	ChapterNearly   ChapterReason = "nearly had"
	ChapterWanted   ChapterReason = "a goal wants it"
	ChapterNeeded   ChapterReason = "a later chapter needs it"
	ChapterNoRoom   ChapterReason = "no room in the pages"
)

const (
	// nearlyHad is the gap, in levels, up to which a chapter is skimmed: half
	// a level is the finest that the catalog's levels tell apart.
	nearlyHad = 0.5
	// skimShare is the part of a chapter's pages that skimming it costs, and
	// brings: opening, headings, summary, and what catches the eye.
	skimShare = 0.25
)

// Chapters says what to do with each chapter of a book of the catalog, within
// a limit of pages if it is above 0. The book may have none: then the plan has
// none either.
//
// What a chapter teaches is its own levels or the book's. Chapters that bring a
// skill to one level share the way there by their pages: with the readiness
// rho and the trust eta, a chapter with the share q of it goes rho eta q of the
// way, so that all of them together do what the book does in [Model]. A chapter
// without levels of its own has no part in what another brings to the book's
// level by itself.
//
// Without a limit each chapter is judged in the book's order, after those read
// before it; see [ChapterReason]. With one, the chapters to read are a set of
// these, found by bundles of best value per page and by exchange; each keeps a
// readiness of a third at least. What room is left is for skimming.
func Chapters(r *Request, id string, limit int) *ChapterPlan {
	b := r.Catalog.Book(id)
	cp := &ChapterPlan{Book: ref(b), Goals: []Target{}, Limit: limit, Chapters: []ChapterStep{}, Assumed: []string{}}
	if len(b.Chapters) == 0 {
		return cp
	}
	from, _ := start(r.Catalog, r.Profile, &r.Model, r.Since)
	c := &chapterProblem{cat: r.Catalog, book: b, model: &r.Model, trust: r.Model.trustIn(b), from: from}
	pages := chapterPages(b, cp)
	c.divide(pages)
	c.want(r, cp)
	t := measurePace(r.Catalog, r.Profile, &r.Model).apply(profiles.Time{PagesPerHour: r.Profile.Time.PagesPerHour})
	for i := range c.parts {
		c.parts[i].hours = c.hours(&c.parts[i], t)
		cp.AllPages += c.parts[i].pages
		cp.AllHours = roundHours(cp.AllHours + c.parts[i].hours)
	}
	all := slices.Repeat([]Doing{DoRead}, len(c.parts))
	for _, s := range c.run(all) {
		cp.Most += s.Value
	}
	cp.Chapters = c.judge()
	if limit > 0 {
		c.fit(cp)
	}
	for _, s := range cp.Chapters {
		switch s.Do {
		case DoRead:
			cp.Pages += s.Pages
		case DoSkim:
			cp.Skimmed += s.Pages
		}
		cp.Turned += turned(s.Do, s.Pages)
		cp.Hours = roundHours(cp.Hours + s.Hours)
		cp.Reached += s.Value
		for _, g := range s.Gains {
			if i := slices.IndexFunc(cp.Goals, func(t Target) bool { return t.Skill == g.Skill }); i >= 0 {
				cp.Goals[i].Reached = g.After
			}
		}
	}
	return cp
}

// turned are the pages that a chapter costs.
func turned(do Doing, pages int) int {
	switch do {
	case DoRead:
		return pages
	case DoSkim:
		return int(math.Ceil(skimShare * float64(pages)))
	}
	return 0
}

// chapterPages are the pages of each chapter. Where some are not known, these
// share equally what the others leave of the book, which is said.
func chapterPages(b *catalog.Book, cp *ChapterPlan) []int {
	pages := make([]int, len(b.Chapters))
	unknown, known := 0, 0
	for i, ch := range b.Chapters {
		if pages[i] = ch.Pages; ch.Pages == 0 {
			unknown++
		}
		known += ch.Pages
	}
	if unknown == 0 {
		return pages
	}
	whole := b.Pages
	if whole == 0 {
		whole = cmp.Or(b.PagesAbout, longPages[b.Kind])
		cp.Assumed = append(cp.Assumed, fmt.Sprintf("the page count of the book is not known%s: %d pages are assumed", forSure(b.PagesAbout), whole))
	}
	which := fmt.Sprintf("the page counts of %d of the %d chapters are", unknown, len(pages))
	if unknown == len(pages) {
		which = "the page counts of the chapters are"
	}
	left, n := max(whole-known, unknown), 0
	for i := range pages {
		if pages[i] == 0 { // the shares differ by a page, and sum to what is left
			n++
			pages[i] = left*n/unknown - left*(n-1)/unknown
		}
	}
	cp.Assumed = append(cp.Assumed, which+fmt.Sprintf(" not known: equal shares of %d pages are assumed", left))
	return pages
}
