package recommend

import (
	"cmp"
	"math"

	"readpath/catalog"
	"readpath/profiles"
)

// Reading rates, by density: words on a page, and words a minute when most of
// what the page says is new. The rates are those of course-workload estimates
// (Barre and Esarey, Rice University: 130 words a minute to understand a text
// with many new concepts, 65 to work through it); prose runs near the silent
// reading rate of adults, 238 words a minute (Brysbaert 2019).
var rates = map[catalog.Density]struct{ words, perMinute float64 }{
	catalog.Prose:        {350, 250},
	catalog.Technical:    {450, 130},
	catalog.Mathematical: {500, 65},
}

const (
	// knownPace is the share of the time that a book takes whose every topic
	// the reader knows: 130 words a minute for many new concepts against 180
	// for some, by the same estimates. Prose reads at its ceiling anyway.
	knownPace = 130.0 / 180.0
	// exerciseShare is the time for exercises and projects in a fully
	// hands-on book, as a share of the reading time.
	exerciseShare = 0.5
	// usualPractice stands for a share of practice that is not known.
	usualPractice = 0.3

	// The range that hours are shown with: readers differ, and so do days.
	rangeLow, rangeHigh = 0.75, 1.35
)

// longPages stand for a page count of which nothing is known, by kind; plans
// say so.
// They are the upper quartiles of the shipped catalog: no book should win a
// place by hours that nobody knows, and the counts that are missing are those
// of thick college texts more often than not.
var longPages = map[catalog.Kind]int{
	catalog.Textbook: 640, catalog.Tutorial: 560, catalog.Handbook: 550, catalog.Reference: 1130, catalog.Narrative: 470,
	"": 620,
}

// Hours is an estimate of the time that a book takes.
type Hours struct {
	Reading   float64 // of the pages
	Exercises float64 // at the desk, beside them
	Assumed   int     // pages that stand for a count that is not known for sure; 0 if it is
}

// Total is the reading and the exercises, in hours.
func (h Hours) Total() float64 { return h.Reading + h.Exercises }

// estimate is the time that a book takes a reader: its pages at the pace of
// its density, less for topics that are not new, and exercises in proportion
// to practice. A measured pace (pages an hour of technical prose) replaces the
// table's; other densities keep their proportion to it.
func estimate(b *catalog.Book, state map[string]float64, t profiles.Time) Hours {
	density := b.Density
	if density == "" {
		density = catalog.Technical
	}
	r, tech := rates[density], rates[catalog.Technical]
	perPage := r.words / r.perMinute / 60
	if t.PagesPerHour > 0 {
		perPage *= 1 / t.PagesPerHour / (tech.words / tech.perMinute / 60)
	}
	if density != catalog.Prose {
		perPage *= knownPace + (1-knownPace)*novelty(b, state)
	}
	var h Hours
	if b.Pages == 0 {
		h.Assumed = cmp.Or(b.PagesAbout, longPages[b.Kind])
	}
	pages := float64(b.Pages + h.Assumed)
	h.Reading = roundHours(pages * perPage)
	h.Exercises = roundHours(pages * perPage * exerciseShare * b.Practice.Or(usualPractice))
	return h
}

// novelty is the share of what a book teaches that is new to the reader: 1 for
// a stranger to it all, 0 for one who stands at or above every level of it.
func novelty(b *catalog.Book, state map[string]float64) float64 {
	var fresh, all float64
	for _, t := range b.Teaches {
		level := float64(t.Level)
		fresh += max(0, level-state[t.Skill])
		all += level
	}
	if all == 0 {
		return 1
	}
	return fresh / all
}

// roundHours rounds to a tenth of an hour, so that the hours a reader adds up
// are the hours the model used.
func roundHours(h float64) float64 { return math.Round(h*10) / 10 }

// WholeHours is the estimate for all of a book for the reader of a request,
// however much of it was read; 0 if the catalog does not have it.
func WholeHours(r *Request, id string) float64 {
	b := r.Catalog.Book(id)
	if b == nil {
		return 0
	}
	state, _ := start(r.Catalog, r.Profile, &r.Model, r.Since)
	t := profiles.Time{PagesPerHour: r.Profile.Time.PagesPerHour}
	return roundHours(estimate(b, state, measurePace(r.Catalog, r.Profile, &r.Model).apply(t)).Total())
}
