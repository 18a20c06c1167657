package recommend

import (
	"slices"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// Fitness says whether a book suits a reader now, and if not, what would make
// it so.
type Fitness struct {
	Book           BookRef      `json:"book"`
	Verdict        Verdict      `json:"verdict"`
	Readiness      float64      `json:"readiness"`
	Hours          float64      `json:"hours"`
	HoursLow       float64      `json:"hours_low"`
	HoursHigh      float64      `json:"hours_high"`
	Requires       []Met        `json:"requires"` // From is empty: all is had at the start
	Gains          []Gain       `json:"gains"`    // of reading it now; Value is in levels
	Way            []WayStep    `json:"way"`      // books that make the reader ready, in order
	WayHours       float64      `json:"way_hours"`
	ReadinessAfter float64      `json:"readiness_after"` // for the book, after the way
	SupersededBy   string       `json:"superseded_by,omitempty"`
	Age            *catalog.Age `json:"age,omitempty"`
}

// WayStep is a book on the way to another.
type WayStep struct {
	ID    string  `json:"id"`
	Title string  `json:"title"`
	Hours float64 `json:"hours"`
}

// Verdict is how a book suits a reader.
type Verdict string

// The verdicts. Ready is at most a third of a level short in one skill; a
// stretch still brings its reader a third or more of what it teaches.
const (
	Ready   Verdict = "ready"
	Stretch Verdict = "stretch"
	NotYet  Verdict = "not yet"

	readyFrom   = 0.9
	stretchFrom = 1.0 / 3
)

func verdict(rho float64) Verdict {
	switch {
	case rho >= readyFrom:
		return Ready
	case rho >= stretchFrom:
		return Stretch
	}
	return NotYet
}

// Fit says how a book suits a reader. The way to it, where one is needed, is
// the plan whose goals are what the book requires and the reader lacks.
func Fit(cat *catalog.Catalog, p *profiles.Profile, m Model, today time.Time, id string) *Fitness {
	b := cat.Book(id)
	state, _ := start(cat, p, &m, nil)
	c := &compiled{Request: &Request{Catalog: cat, Profile: p, Model: m, Today: today}, skillAt: map[string]int{},
		state: state, pace: measurePace(cat, p, &m)}
	c.p = &problem{model: m}
	it := c.item(b, nil)
	c.weigh(&it)
	dense := make([]float64, len(c.skills))
	for k, skill := range c.skills {
		dense[k] = state[skill]
	}
	c.p.goal, c.p.slope = make([]float64, len(dense)), make([]float64, len(dense))
	h := c.estimate(&it)
	f := &Fitness{
		Book: ref(b), Requires: []Met{}, Gains: []Gain{}, Way: []WayStep{}, SupersededBy: cat.SupersededBy(id),
		Hours: roundHours(h.Total()), HoursLow: roundHours(h.Total() * rangeLow), HoursHigh: roundHours(h.Total() * rangeHigh),
	}
	if age := cat.Age(b, today.Year()); age.Known() {
		f.Age = &age
	}
	for _, n := range it.needs {
		f.Requires = append(f.Requires, c.met(n, dense))
	}
	f.Gains, f.Readiness = c.read(&it, dense)
	f.ReadinessAfter = f.Readiness
	f.Verdict = verdict(f.Readiness)
	if f.Verdict != Ready {
		f.way(cat, p, m, today)
	}
	return f
}

// read is what reading an item does to a state, in levels.
func (c *compiled) read(it *item, state []float64) ([]Gain, float64) {
	gains := []Gain{}
	before := slices.Clone(state)
	rho, _ := c.p.step(state, it)
	for _, t := range it.gains {
		if was, is := before[t.skill], state[t.skill]; is > was {
			id := c.skills[t.skill]
			gains = append(gains, Gain{
				Skill: id, Name: skillName(c.Catalog, id),
				Before: catalog.Level(was), After: catalog.Level(is), Value: is - was,
			})
		}
	}
	return gains, rho
}

// way finds the books that close what is missing.
func (f *Fitness) way(cat *catalog.Catalog, p *profiles.Profile, m Model, today time.Time) {
	to := *p
	to.Goals, to.Reading = nil, nil
	to.Exclude = append(slices.Clone(p.Exclude), f.Book.ID)
	to.Time = profiles.Time{HoursPerWeek: p.Time.HoursPerWeek, PagesPerHour: p.Time.PagesPerHour}
	for _, r := range f.Requires {
		if r.Short > 0 {
			to.Goals = append(to.Goals, profiles.Goal{Skill: r.Skill, Level: r.Need, Weight: float64(r.Short * r.Short)})
		}
	}
	if thorough, err := NewModel(Thorough); err == nil {
		m.Price = thorough.Price // the book is wanted; hours count for less
	}
	plan, err := MakePlan(&Request{Catalog: cat, Profile: &to, Model: m, Today: today})
	if err != nil {
		return // no goals: nothing is missing
	}
	reached := map[string]catalog.Level{}
	for _, t := range plan.Targets {
		reached[t.Skill] = t.Reached
	}
	short := 0.0
	for _, r := range f.Requires {
		miss := float64(max(0, r.Need-max(r.Have, reached[r.Skill])))
		short += miss * miss
	}
	f.ReadinessAfter = m.readiness(short)
	for _, s := range plan.Steps {
		f.Way = append(f.Way, WayStep{s.Book.ID, s.Book.Title, s.Hours})
	}
	f.WayHours = plan.Hours
}
