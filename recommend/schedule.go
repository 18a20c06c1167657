package recommend

import "math"

// schedule lays the steps out over days from p.Today at p.PerWeek hours a
// week, evenly over the week, one book after the other; weeks run from the
// first day. A day on which one book ends and the next begins belongs to both.
func schedule(p *Plan) {
	const slack = 1e-6 // tenths of hours add up to a hair more or less than whole days
	perDay := p.PerWeek / 7
	done := 0.0
	for i := range p.Steps {
		s := &p.Steps[i]
		first := int(math.Floor(done/perDay + slack))
		from := done
		done += s.Hours
		last := max(first, int(math.Ceil(done/perDay-slack))-1)
		s.Start, s.End = day(p.Today, first), day(p.Today, last)
		s.Week, s.LastWeek = first/7+1, last/7+1
		for week := s.Week; week <= s.LastWeek; week++ {
			lo := max(from, float64(week-1)*p.PerWeek)
			hi := min(done, float64(week)*p.PerWeek)
			if hi-lo <= slack {
				continue
			}
			if len(p.Weeks) < week {
				p.Weeks = append(p.Weeks, Week{
					Number: week, Start: day(p.Today, 7*(week-1)), End: day(p.Today, 7*week-1),
				})
			}
			w := &p.Weeks[week-1]
			w.Reading = append(w.Reading, WeekBook{s.Book.ID, roundHours(hi - lo)})
		}
	}
}

// day is n days after d.
func day(d Date, n int) Date { return Date{d.AddDate(0, 0, n)} }
