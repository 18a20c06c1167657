package export

import (
	"crypto/sha256"
	"fmt"
	"io"
	"strings"
	"time"

	ics "github.com/arran4/golang-ical"

	"readpath/profiles"
	"readpath/recommend"
)

// ICalendar writes the plan as a calendar (RFC 5545): a to-do for each book,
// from its first day to its last, which depends on those that it stands on
// (RFC 9253); and an event for each block of reading, at the profile's time of
// day, in whatever time zone the reader is, or for the whole day without one.
//
// Another plan for the same reader updates this one where it is imported: a
// to-do's UID is of its book, an event's of its day, both with the reader's
// name in them; the sequence number grows with the day of the plan. Books that
// a plan made from another one drops are cancelled, or completed if they were
// read.
func ICalendar(w io.Writer, plan *recommend.Plan) error {
	c := calendar{p: phrases{plan, oneLine}, cal: ics.NewCalendar()}
	c.cal.SetProductId("-//readpath//reading plan//EN")
	c.cal.SetXWRCalName(c.p.heading())
	for n := range plan.Steps {
		c.todo(n)
	}
	if plan.Changes != nil {
		for _, d := range plan.Changes.Dropped {
			c.dropped(d)
		}
	}
	for _, d := range plan.Days() {
		c.day(d)
	}
	return c.cal.SerializeTo(w, ics.WithNewLineWindows) // CRLF, as the standard has it
}

type calendar struct {
	p   phrases
	cal *ics.Calendar
}

const icsDay, icsMinute = "20060102", "20060102T150405"

// uid is a name that is the same in every plan for the reader.
func (c *calendar) uid(of string) string {
	reader := sha256.Sum256([]byte(c.p.Reader))
	return fmt.Sprintf("%s.%x@readpath", of, reader[:4])
}

// common are the properties of everything in the calendar.
func (c *calendar) common(to *ics.ComponentBase, summary string, about ...string) {
	today := c.p.Today
	to.SetDtStampTime(today.Time)
	to.SetSequence(int(today.Unix() / (24 * 60 * 60)))
	to.SetSummary(summary)
	if text := strings.Join(about, "\n"); text != "" {
		to.SetDescription(text)
	}
	to.AddCategory("Reading")
}

func (c *calendar) todo(n int) {
	s := c.p.Steps[n]
	b := s.Book
	about := []string{c.p.facts(b), hoursRange(s.Hours, s.HoursLow, s.HoursHigh), "Why: " + c.p.whyIn(n), "Why here: " + c.p.whyHere(n)}
	for _, caveat := range b.Caveats {
		about = append(about, "Mind: "+oneLine(caveat))
	}
	todo := c.cal.AddTodo(c.uid(b.ID))
	c.common(&todo.ComponentBase, fmt.Sprintf("%d. %s", n+1, oneLine(b.Title)), about...)
	date := ics.WithValue(string(ics.ValueDataTypeDate))
	if s.Start != s.End { // a to-do is due after it starts
		todo.SetProperty(ics.ComponentPropertyDtStart, s.Start.Format(icsDay), date)
	}
	todo.SetProperty(ics.ComponentPropertyDue, s.End.Format(icsDay), date)
	status := ics.ObjectStatusNeedsAction
	if s.Begun {
		status = ics.ObjectStatusInProcess
	}
	todo.SetStatus(status)
	if url := webAddress(b); url != "" {
		todo.SetURL(url)
	}
	for _, id := range c.p.DependsOn(n) {
		todo.AddProperty(ics.ComponentPropertyRelatedTo, c.uid(id), &ics.KeyValues{Key: "RELTYPE", Value: []string{"DEPENDS-ON"}})
	}
}

// dropped is a book of the plan before.
func (c *calendar) dropped(d recommend.Change) {
	todo := c.cal.AddTodo(c.uid(d.Book))
	c.common(&todo.ComponentBase, oneLine(d.Title), upper(d.Why)+".")
	status := ics.ObjectStatusCancelled
	if d.Why == recommend.DroppedRead {
		status = ics.ObjectStatusCompleted
	}
	todo.SetStatus(status)
}

// day are the blocks of reading of a day, one after the other.
func (c *calendar) day(d recommend.ReadingDay) {
	var at profiles.Clock
	if c.p.Profile != nil {
		at = c.p.Profile.Time.At
	}
	start := d.Date.Add(time.Duration(at.Minutes()) * time.Minute)
	for i, r := range d.Reading {
		event := c.cal.AddEvent(c.uid(fmt.Sprintf("%s-%d", d.Date, i+1)))
		length := time.Duration(r.Hours * float64(time.Hour)).Round(time.Minute)
		if at == "" {
			c.common(&event.ComponentBase, fmt.Sprintf("Read %s (%s)", c.p.title(r.Book), duration(length)))
			event.SetProperty(ics.ComponentPropertyDtStart, start.Format(icsDay), ics.WithValue(string(ics.ValueDataTypeDate)))
			event.SetTimeTransparency(ics.TransparencyTransparent)
			continue
		}
		c.common(&event.ComponentBase, "Read "+c.p.title(r.Book))
		event.SetProperty(ics.ComponentPropertyDtStart, start.Format(icsMinute))
		start = start.Add(length)
		event.SetProperty(ics.ComponentPropertyDtEnd, start.Format(icsMinute))
	}
}

// duration is "1 h 5 min".
func duration(d time.Duration) string {
	h, min := int(d.Hours()), int(d.Minutes())%60
	switch {
	case h == 0:
		return fmt.Sprintf("%d min", min)
	case min == 0:
		return fmt.Sprintf("%d h", h)
	}
	return fmt.Sprintf("%d h %d min", h, min)
}
