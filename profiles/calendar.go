package profiles

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// A Weekday is a day of the week. It is written as mon, tue, wed, thu, fri,
// sat, sun; longer names are read too.
type Weekday time.Weekday

func (d Weekday) String() string { return strings.ToLower(time.Weekday(d).String()[:3]) }

// MarshalText writes "mon".
func (d Weekday) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "mon", "Monday", and what is between them.
func (d *Weekday) UnmarshalText(text []byte) error {
	s := strings.ToLower(strings.TrimSpace(string(text)))
	for w := time.Sunday; w <= time.Saturday; w++ {
		if len(s) >= 3 && strings.HasPrefix(strings.ToLower(w.String()), s) {
			*d = Weekday(w)
			return nil
		}
	}
	return fmt.Errorf("%q is not a day of the week, such as mon", text)
}

// A Span is the days from From to To, both included. A span of one day is
// written as 2026-12-24, a longer one as 2026-12-24 to 2027-01-02.
type Span struct{ From, To time.Time }

const (
	spanWord    = " to "
	longestSpan = 1000 * 24 * time.Hour // who is off for longer has no plan to schedule
)

func (s Span) String() string {
	if s.From.Equal(s.To) {
		return s.From.Format(DateForm)
	}
	return s.From.Format(DateForm) + spanWord + s.To.Format(DateForm)
}

// MarshalText writes the span as String does.
func (s Span) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// UnmarshalText reads what String writes.
func (s *Span) UnmarshalText(text []byte) error {
	first, last, isSpan := strings.Cut(string(text), spanWord)
	from, err := ParseDate(strings.TrimSpace(first))
	to := from
	if err == nil && isSpan {
		to, err = ParseDate(strings.TrimSpace(last))
	}
	switch {
	case err != nil:
		return fmt.Errorf("%q is not a date like 2026-12-24, or two like 2026-12-24 to 2027-01-02", text)
	case to.Before(from):
		return fmt.Errorf("%q ends before it begins", text)
	case to.Sub(from) > longestSpan:
		return fmt.Errorf("%q is longer than %d days", text, longestSpan/(24*time.Hour))
	}
	*s = Span{from, to}
	return nil
}

// A Clock is a time of day, "19:00"; "" is none.
type Clock string

// ParseClock reads a time of day from 00:00 to 23:59.
func ParseClock(s string) (Clock, error) {
	t, err := time.Parse("15:04", s)
	if err != nil {
		return "", fmt.Errorf("%q is not a time of day like 19:00", s)
	}
	return Clock(t.Format("15:04")), nil
}

// Minutes are the minutes since midnight, 0 for none.
func (c Clock) Minutes() int {
	t, err := time.Parse("15:04", string(c))
	if err != nil {
		return 0
	}
	return 60*t.Hour() + t.Minute()
}

// Reads reports whether the reader reads on a day.
func (t *Time) Reads(day time.Time) bool {
	return (len(t.Days) == 0 || slices.Contains(t.Days, Weekday(day.Weekday()))) &&
		!slices.ContainsFunc(t.Off, func(s Span) bool { return !day.Before(s.From) && !day.After(s.To) })
}

// DaysPerWeek is the number of days in a week on which the reader reads, but
// for those off: 1 to 7.
func (t *Time) DaysPerWeek() int {
	if len(t.Days) == 0 {
		return 7
	}
	return len(t.Days)
}

// The JSON of a profile has dates as its file has them: 2026-12-31.

// MarshalJSON writes the fields of Time, Until as a date.
func (t Time) MarshalJSON() ([]byte, error) {
	type plain Time
	return json.Marshal(struct {
		plain
		Until string `json:"until,omitempty"`
	}{plain(t), dateText(t.Until)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (t *Time) UnmarshalJSON(data []byte) error {
	type plain Time
	v := struct {
		plain
		Until string `json:"until"`
	}{}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*t = Time(v.plain)
	return dateFromText(v.Until, &t.Until)
}

// MarshalJSON writes the fields of Progress, Date as a date.
func (p Progress) MarshalJSON() ([]byte, error) {
	type plain Progress
	return json.Marshal(struct {
		plain
		Date string `json:"date,omitempty"`
	}{plain(p), dateText(p.Date)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (p *Progress) UnmarshalJSON(data []byte) error {
	type plain Progress
	v := struct {
		plain
		Date string `json:"date"`
	}{}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*p = Progress(v.plain)
	return dateFromText(v.Date, &p.Date)
}

// MarshalJSON writes the fields of Kept, Made and Begun as dates.
func (k Kept) MarshalJSON() ([]byte, error) {
	type plain Kept
	return json.Marshal(struct {
		plain
		Made  string `json:"made"`
		Begun string `json:"begun,omitempty"`
	}{plain(k), dateText(k.Made), dateText(k.Begun)})
}

// UnmarshalJSON reads what MarshalJSON writes.
func (k *Kept) UnmarshalJSON(data []byte) error {
	type plain Kept
	v := struct {
		plain
		Made  string `json:"made"`
		Begun string `json:"begun"`
	}{}
	if err := json.Unmarshal(data, &v); err != nil {
		return err
	}
	*k = Kept(v.plain)
	return errors.Join(dateFromText(v.Made, &k.Made), dateFromText(v.Begun, &k.Begun))
}

func dateText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(DateForm)
}

func dateFromText(s string, into *time.Time) (err error) {
	if s != "" {
		*into, err = ParseDate(s)
	}
	return err
}
