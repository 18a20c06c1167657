package recommend

import (
	"fmt"
	"math"
	"slices"
	"strconv"

	"readpath/catalog"
	"readpath/profiles"
)

const (
	// leastLogged is how many hours on finished books make a pace: one short
	// book. Below it, a day's mood weighs more than the reader.
	leastLogged = 5
	// slowest and fastest bound a measured pace. Readers of one text differ by
	// about a factor of two to either side; what lies beyond is more likely a
	// book that was skimmed, or hours that were not logged.
	fastest, slowest = 0.4, 2.5
)

// Pace is how a reader's own hours compare with the table's, measured on the
// finished books whose hours the reader logged.
type Pace struct {
	Times    float64 `json:"times"`    // what the table's hours are multiplied by; 0.4 to 2.5
	Measured float64 `json:"measured"` // the same before it was held within these
	Logged   float64 `json:"hours"`    // on these books
	Books    int     `json:"books"`
}

// String is "your pace: 1.2 times the table's hours, from 41 h logged on 3 books".
func (p *Pace) String() string {
	number := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	s := fmt.Sprintf("your pace: %s times the table's hours", number(p.Times))
	if p.Measured != p.Times {
		s += fmt.Sprintf(" (held there; %s was measured)", number(p.Measured))
	}
	s += fmt.Sprintf(", from %s h logged on %d book", number(roundHours(p.Logged)), p.Books)
	if p.Books > 1 {
		s += "s"
	}
	return s
}

// measurePace is the sum of the hours logged on finished books over the sum of
// their estimates by the table, for a reader who had read none of them. It is
// nil where the profile states a pace, and where too little was logged. Books
// whose page count is not known measure nothing.
func measurePace(cat *catalog.Catalog, p *profiles.Profile, m *Model) *Pace {
	if p.Time.PagesPerHour > 0 {
		return nil
	}
	logged := map[string]float64{}
	for _, pr := range p.Progress {
		logged[pr.Book] += pr.Hours
	}
	measures := func(id string) bool { b := cat.Book(id); return b != nil && b.Pages > 0 && logged[id] > 0 }
	before := *p
	before.Read = slices.DeleteFunc(slices.Clone(p.Read), measures)
	if len(before.Read) == len(p.Read) {
		return nil
	}
	state, _ := start(cat, &before, m, nil)
	pace, table := &Pace{}, 0.0
	for _, id := range p.Read {
		if measures(id) {
			pace.Books++
			pace.Logged += logged[id]
			table += estimate(cat.Book(id), state, profiles.Time{}).Total()
		}
	}
	if pace.Logged < leastLogged || table == 0 {
		return nil
	}
	pace.Measured = math.Round(100*pace.Logged/table) / 100
	pace.Times = min(max(pace.Measured, fastest), slowest)
	return pace
}

// apply is the reader's time with the measured pace as the pages an hour of
// technical prose, from which estimate takes it for all.
func (p *Pace) apply(t profiles.Time) profiles.Time {
	if p != nil {
		r := rates[catalog.Technical]
		t.PagesPerHour = 60 * r.perMinute / r.words / p.Times
	}
	return t
}
