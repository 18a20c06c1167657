package recommend

import (
	"math"

	"readpath/profiles"
)

// slack is in reading days: tenths of hours add up to a hair more or less than
// whole days.
const slack = 1e-6

// schedule lays the steps out over the days on which the reader reads, from
// p.Today, at p.PerWeek hours in a week without days off, evenly over its
// reading days, one book after the other. Weeks run from p.Today; those without
// reading are left out. A day on which one book ends and the next begins belongs
// to both.
func schedule(p *Plan) {
	c := p.calendar()
	done := 0.0 // in reading days
	for i := range p.Steps {
		s := &p.Steps[i]
		from := done
		done += s.Hours / c.perDay
		first := int(math.Floor(from + slack))
		last := max(first, int(math.Ceil(done-slack))-1)
		s.Start, s.End = day(p.Today, c.day(first)), day(p.Today, c.day(last))
		s.Week, s.LastWeek = c.day(first)/7+1, c.day(last)/7+1
		for n := first; n <= last; {
			week := c.day(n) / 7
			next := n + 1 // the first reading day of a later week
			for next <= last && c.day(next)/7 == week {
				next++
			}
			if h := (min(done, float64(next)) - max(from, float64(n))) * c.perDay; h > slack {
				if len(p.Weeks) == 0 || p.Weeks[len(p.Weeks)-1].Number != week+1 {
					p.Weeks = append(p.Weeks, Week{Number: week + 1, Start: day(p.Today, 7*week), End: day(p.Today, 7*week+6)})
				}
				w := &p.Weeks[len(p.Weeks)-1]
				w.Reading = append(w.Reading, WeekBook{s.Book.ID, roundHours(h)})
			}
			n = next
		}
	}
}

// A ReadingDay is what one day of a plan is for.
type ReadingDay struct {
	Date    Date
	Reading []WeekBook // hours to the minute
}

// Days are the days of a plan on which there is something to read.
func (p *Plan) Days() []ReadingDay {
	const leastMinutes = 1
	c := p.calendar()
	var days []ReadingDay
	at, done := -1, 0.0
	for _, s := range p.Steps {
		from := done
		done += s.Hours / c.perDay
		for n := int(math.Floor(from + slack)); float64(n) < done-slack; n++ {
			minutes := math.Round((min(done, float64(n+1)) - max(from, float64(n))) * c.perDay * 60)
			if minutes < leastMinutes {
				continue
			}
			if n != at {
				at = n
				days = append(days, ReadingDay{Date: day(p.Today, c.day(n))})
			}
			d := &days[len(days)-1]
			d.Reading = append(d.Reading, WeekBook{s.Book.ID, minutes / 60})
		}
	}
	return days
}

// calendar counts the days on which a reader reads.
type calendar struct {
	time   profiles.Time
	today  Date
	perDay float64 // hours on a reading day
	days   []int   // for each reading day so far, its days from today
}

func (p *Plan) calendar() *calendar {
	c := &calendar{today: p.Today}
	if p.Profile != nil {
		c.time = p.Profile.Time
	}
	c.perDay = p.PerWeek / float64(c.time.DaysPerWeek())
	return c
}

// day is how many days after today the n-th reading day is, from 0.
func (c *calendar) day(n int) int {
	if len(c.time.Days) == 0 && len(c.time.Off) == 0 {
		return n
	}
	next := 0
	if len(c.days) > 0 {
		next = c.days[len(c.days)-1] + 1
	}
	for ; len(c.days) <= n; next++ {
		if c.time.Reads(day(c.today, next).Time) {
			c.days = append(c.days, next)
		}
	}
	return c.days[n]
}

// readingDays is how many of the first n days from today the reader reads on.
func (c *calendar) readingDays(n int) int {
	if len(c.time.Days) == 0 && len(c.time.Off) == 0 {
		return n
	}
	count := 0
	for i := range n {
		if c.time.Reads(day(c.today, i).Time) {
			count++
		}
	}
	return count
}

// day is n days after d.
func day(d Date, n int) Date { return Date{d.AddDate(0, 0, n)} }
