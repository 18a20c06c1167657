package recommend

import (
	"math"
	"slices"

	"readpath/profiles"
)

// Status is where a reader stands against the plan that they follow.
type Status struct {
	Today    Date     `json:"today"`
	Made     Date     `json:"made"`                              // the plan's first day
	Books    int      `json:"books"`                             // of the plan, those finished among them
	Finished []Ended  `json:"finished"`                          // of the plan's books, in the order of the diary
	Dropped  []Ended  `json:"dropped"`                           // the same, of those given up
	Reading  []Begun  `json:"reading"`                           // planned or not
	Logged   float64  `json:"hours_logged"`                      // since the plan's first day, on any book
	Planned  float64  `json:"hours_planned"`                     // by today, as the plan was made
	Left     float64  `json:"hours_left"`                        // of the plan
	Reached  float64  `json:"reached"`                           // share of the goal reached by the books finished, 0 to 1
	Foreseen float64  `json:"reached_planned"`                   // by the books that the plan has finished by today
	Coverage float64  `json:"coverage"`                          // at the plan's end
	PerWeek  float64  `json:"hours_per_week"`                    // as planned
	Measured *float64 `json:"hours_per_week_measured,omitempty"` // as read; nil in the first week, and where nothing was logged
	Pace     *Pace    `json:"pace,omitempty"`                    // how long books take; nil until it is known
	// PlannedEnd is the last day as the plan was made; End as it stands with
	// the hours planned, EndMeasured with the hours measured; nil where nothing
	// is left.
	PlannedEnd  *Date `json:"planned_end,omitempty"`
	End         *Date `json:"end,omitempty"`
	EndMeasured *Date `json:"end_measured,omitempty"`
	// Deadline is the last day of the time there is; Needs are the hours a week
	// that the rest of the plan takes until then, nil where that day is over or
	// none is set.
	Deadline *Date    `json:"deadline,omitempty"`
	Needs    *float64 `json:"hours_per_week_needed,omitempty"`
}

// Ended is a book that was finished or given up.
type Ended struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Date   *Date   `json:"date,omitempty"`   // nil if the diary does not say
	Hours  float64 `json:"hours,omitempty"`  // logged on it
	Rating int     `json:"rating,omitempty"` // 1 to 5; 0 if none was given
	Note   string  `json:"note,omitempty"`
}

// Begun is a book that is being read.
type Begun struct {
	ID     string  `json:"id"`
	Title  string  `json:"title"`
	Since  *Date   `json:"since,omitempty"` // nil if the diary does not say
	Logged float64 `json:"hours_logged"`
	Left   float64 `json:"hours_left"` // by the plan; 0 for a book that it does not read
}

// Status compares a course with the diary of its reader.
func (c *Course) Status(r *Request) *Status {
	p, today := r.Profile, NewDate(r.Today)
	s := &Status{
		Today: today, Made: c.Planned.Today, Left: c.Left.Hours, PerWeek: c.Left.PerWeek, Pace: c.Left.Pace,
		Finished: []Ended{}, Dropped: []Ended{}, Reading: []Begun{},
	}
	s.Coverage = c.Left.Changes.Now.OfWhole
	if s.Reached = 1 - c.Left.left(); s.Reached < 1e-9 {
		s.Reached = 0
	}
	if len(c.Left.Changes.Whole) == 0 {
		s.Coverage, s.Reached = c.Left.Coverage, 0
	}
	title := func(id string) string {
		if b := r.Catalog.Book(id); b != nil {
			return b.Title
		}
		return id
	}
	for _, id := range p.Plan.Books {
		switch {
		case slices.Contains(p.Read, id):
			s.Finished = append(s.Finished, ended(p.Progress, id, title(id)))
		case slices.Contains(p.Exclude, id):
			s.Dropped = append(s.Dropped, ended(p.Progress, id, title(id)))
		}
	}
	s.Books = len(s.Finished) + len(c.Left.Steps)
	for _, id := range p.Reading {
		b := Begun{ID: id, Title: title(id)}
		for _, e := range p.Progress {
			if e.Book != id {
				continue
			}
			if b.Logged += e.Hours; b.Since == nil && !e.Date.IsZero() {
				day := NewDate(e.Date)
				b.Since = &day
			}
		}
		if at := c.Left.place(id); at > 0 {
			b.Left = c.Left.Steps[at-1].Hours
		}
		s.Reading = append(s.Reading, b)
	}
	c.pace(s, p)
	return s
}

// ended is what the diary says of a book that is not being read any more.
func ended(diary []profiles.Progress, id, title string) Ended {
	e := Ended{ID: id, Title: title}
	for _, pr := range diary {
		if pr.Book != id {
			continue
		}
		e.Hours += pr.Hours
		if pr.Event == profiles.EventDone || pr.Event == profiles.EventDrop {
			e.Rating, e.Note = pr.Rating, pr.Note
			if !pr.Date.IsZero() {
				day := NewDate(pr.Date)
				e.Date = &day
			}
		}
	}
	return e
}

// pace fills in the hours and the days.
func (c *Course) pace(s *Status, p *profiles.Profile) {
	days := int(s.Today.Sub(s.Made.Time).Hours()/24) + 1 // today counts
	for _, e := range p.Progress {
		if !e.Date.Before(s.Made.Time) {
			s.Logged += e.Hours
		}
	}
	s.Logged = roundHours(s.Logged)
	s.Planned = roundHours(min(c.Planned.Hours, float64(max(0, days))/7*c.Planned.PerWeek))
	for _, step := range c.Planned.Steps {
		if !step.End.After(s.Today.Time) {
			s.Foreseen = step.Reached
		}
	}
	if n := len(c.Planned.Steps); n > 0 {
		s.PlannedEnd = &c.Planned.Steps[n-1].End
	}
	if n := len(c.Left.Steps); n > 0 {
		s.End = &c.Left.Steps[n-1].End
	}
	if days >= 7 && s.Logged > 0 {
		perWeek := roundHours(s.Logged / float64(days) * 7)
		if s.Measured = &perWeek; perWeek > 0 && s.End != nil {
			end := day(s.Today, int(math.Ceil(s.Left/perWeek*7))-1)
			s.EndMeasured = &end
		}
	}
	if c.Deadline.IsZero() {
		return
	}
	s.Deadline = &c.Deadline
	if left := int(c.Deadline.Sub(s.Today.Time).Hours()/24) + 1; left > 0 {
		needs := roundHours(s.Left / float64(left) * 7)
		s.Needs = &needs
	}
}
