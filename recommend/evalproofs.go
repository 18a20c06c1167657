package recommend

import (
	"context"
	"math"
	"slices"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// A ProofsReport says how good plans are over a catalog, as far as that can be
// proved, and how much better than a myopic reader's. There is a problem for
// each area as a goal, and for the skill of each area that stands on most, each
// to level 3 and from each background.
type ProofsReport struct {
	Weeks int           `json:"weeks"` // of 5 hours
	Rows  []ProofsRow   `json:"rows"`
	Times []ProofTiming `json:"-"` // by row
}

// A ProofsRow sums up some of the problems.
type ProofsRow struct {
	Goals      string  `json:"goals"`       // GoalsAreas, GoalsSkills or GoalsMany
	Problems   int     `json:"problems"`    // in which a plan can be worth anything
	Books      int     `json:"books"`       // median of the books to choose from
	Ready      float64 `json:"ready"`       // of these, the share that the reader is ready for at the start
	Share      float64 `json:"share"`       // of the hours of all of these, the share that there is time for
	OverMyopic float64 `json:"over_myopic"` // the plans' objectives by those of myopic greedy, sums of all, less 1
	Nothing    int     `json:"nothing"`     // problems where myopic greedy finds nothing to read
	Optimal    int     `json:"optimal"`     // plans proved to be the best
	Within5    int     `json:"within_5"`    // proved to be within 5% of the best, the optimal ones among them
	Within10   int     `json:"within_10"`
	Median     float64 `json:"median_gap"` // proved; 0.02 is 2%
	P90        float64 `json:"p90_gap"`
	Bettered   int     `json:"bettered"`      // plans than which the proof met a better one
	Loss       float64 `json:"mean_loss"`     // of the search's plans against the best that the proofs met, mean share
	WorstLoss  float64 `json:"worst_loss"`    // the greatest
	WorstOf    string  `json:"worst_loss_of"` // the problem it is at, "" where there is none
}

// ProofTiming is how long a plan and its proof take, medians.
type ProofTiming struct{ Plan, Proof time.Duration }

// What the goals of a row are.
const (
	GoalsAreas  = "areas"
	GoalsSkills = "skills"
	GoalsMany   = "areas, 200 books and more"
)

// manyBooks is from how many books on an area is in the row GoalsMany.
const manyBooks = 200

// proved is one problem.
type proved struct {
	name          string
	goals         string
	books         int
	ready, share  float64
	search, greed float64 // J of the search's plan and of myopic greedy's
	proof         Proof
	timing        ProofTiming
}

// MeasureProofs plans and proves. The request gives catalog, model and day; now
// is the clock that times are taken by. Equal requests give equal reports but
// for the times. Cost: about a third of a second a problem.
func MeasureProofs(ctx context.Context, base *Request, backgrounds []catalog.Background, weeks int, now func() time.Time) (*ProofsReport, error) {
	cat := base.Catalog
	deepest := map[string]string{} // by area, the skill that stands on most
	for _, id := range cat.TopoSkills() {
		deepest[cat.Skill(id).Area] = id
	}
	var all []proved
	for _, area := range cat.Areas() {
		for _, goal := range []profiles.Goal{{Area: area}, {Skill: deepest[area]}} {
			for _, b := range backgrounds {
				if err := ctx.Err(); err != nil {
					return nil, err
				}
				goal.Level, goal.Weight = catalog.Working, 1
				r := *base
				r.Profile = &profiles.Profile{
					Skills: b.Skills, Goals: []profiles.Goal{goal},
					Time: profiles.Time{HoursPerWeek: defaultHoursPerWeek, Weeks: weeks},
				}
				c, err := compile(&r)
				if err != nil {
					return nil, err
				}
				q := proved{name: goal.Area + goal.Skill + " from " + b.ID, goals: GoalsAreas}
				if goal.Skill != "" {
					q.goals = GoalsSkills
				}
				q.measure(c.p, now)
				if q.proof.Bound > exactTolerance {
					all = append(all, q)
				}
			}
		}
	}
	report := &ProofsReport{Weeks: weeks}
	for _, goals := range []string{GoalsAreas, GoalsMany, GoalsSkills} {
		var list []proved
		for _, q := range all {
			if q.goals == goals || goals == GoalsMany && q.goals == GoalsAreas && q.books >= manyBooks {
				list = append(list, q)
			}
		}
		if len(list) > 0 {
			row, timing := proofsRow(goals, list)
			report.Rows, report.Times = append(report.Rows, row), append(report.Times, timing)
		}
	}
	return report, nil
}

// measure plans, proves, and reads as a myopic reader would.
func (q *proved) measure(p *problem, now func() time.Time) {
	q.books = len(p.items)
	hours := 0.0
	for i := range p.items {
		hours += p.items[i].hours
		if shortfall(p.start, &p.items[i]) == 0 {
			q.ready += 1 / float64(q.books)
		}
	}
	q.share = min(1, p.budget/hours)
	begin := now()
	seq := solve(p)
	q.timing.Plan = now().Sub(begin)
	q.search, _ = p.objective(seq)
	begin = now()
	_, proof := prove(p, seq)
	q.timing.Proof = now().Sub(begin)
	q.proof = *proof
	w := newWalk(p)
	myopic(w)
	q.greed = w.total()
}

// gap is that of the proof; infinite where nothing is read and something may be.
func (q *proved) gap() float64 {
	if q.proof.Objective <= exactTolerance {
		return math.Inf(1)
	}
	return q.proof.Gap
}

func proofsRow(goals string, list []proved) (ProofsRow, ProofTiming) {
	row := ProofsRow{Goals: goals, Problems: len(list)}
	ours, theirs := 0.0, 0.0
	for _, q := range list {
		ours += q.search
		theirs += q.greed
		if q.greed <= exactTolerance {
			row.Nothing++
		}
		if q.proof.Optimal {
			row.Optimal++
		}
		if q.gap() <= 0.05 {
			row.Within5++
		}
		if q.gap() <= 0.10 {
			row.Within10++
		}
		if loss := gapOf(q.search, q.proof.Objective); loss > 1e-9 {
			row.Bettered++
			row.Loss += loss / float64(len(list))
			if loss > row.WorstLoss {
				row.WorstLoss, row.WorstOf = loss, q.name
			}
		}
	}
	if theirs > 0 {
		row.OverMyopic = ours/theirs - 1
	}
	row.Books = int(quantile(list, 0.5, func(q proved) float64 { return float64(q.books) }))
	row.Ready = quantile(list, 0.5, func(q proved) float64 { return q.ready })
	row.Share = quantile(list, 0.5, func(q proved) float64 { return q.share })
	row.Median = quantile(list, 0.5, func(q proved) float64 { return q.proof.Gap })
	row.P90 = quantile(list, 0.9, func(q proved) float64 { return q.proof.Gap })
	return row, ProofTiming{
		Plan:  time.Duration(quantile(list, 0.5, func(q proved) float64 { return float64(q.timing.Plan) })),
		Proof: time.Duration(quantile(list, 0.5, func(q proved) float64 { return float64(q.timing.Proof) })),
	}
}

// quantile is the least number that a share of the list's reach.
func quantile(list []proved, share float64, of func(proved) float64) float64 {
	var xs []float64
	for _, q := range list {
		xs = append(xs, of(q))
	}
	slices.Sort(xs)
	return xs[min(len(xs)-1, int(share*float64(len(xs))))]
}
