package recommend

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// randomRequest is a request over a random catalog, with odd wishes.
func randomRequest(t *testing.T, seed uint64) *Request {
	r := rand.New(rand.NewPCG(seed, 2))
	half := func(lo, hi int) catalog.Level { return catalog.Level(lo+r.IntN(hi-lo+1)) / 2 }
	var skills []catalog.Skill
	pick := func(n int) string { return skills[r.IntN(n)].ID }
	for i := range 4 + r.IntN(12) {
		s := catalog.Skill{ID: fmt.Sprintf("s%d", i), Name: fmt.Sprintf("Skill %d", i), Area: fmt.Sprintf("area%d", i%3),
			HalfLife: float64(1 + r.IntN(30)), CanDo: map[int]string{1: "I can a", 3: "I can b", 5: "I can c"}}
		if i > 0 && r.IntN(2) == 0 {
			s.Requires = catalog.Levels{{Skill: pick(i), Level: half(1, 6)}}
		}
		skills = append(skills, s)
	}
	var books []catalog.Book
	for i := range 5 + r.IntN(40) {
		b := catalog.Book{ID: fmt.Sprintf("b%02d", i), Title: fmt.Sprintf("Book %d", i), Pages: r.IntN(800),
			Year: 1990 + r.IntN(36), Practice: catalog.KnownShare(r.Float64()), Density: catalog.Density(catalog.Densities[r.IntN(3)])}
		for _, ls := range []*catalog.Levels{&b.Requires, &b.Teaches, &b.Teaches} {
			if id := pick(len(skills)); !slices.Contains(ls.Skills(), id) && r.IntN(4) > 0 {
				*ls = append(*ls, catalog.SkillLevel{Skill: id, Level: half(1, 9)})
			}
		}
		if i > 0 && r.IntN(8) == 0 {
			b.Supersedes = []string{books[r.IntN(i)].ID}
		}
		if r.IntN(6) == 0 {
			b.Series = &catalog.Series{Name: "series", Number: float64(i)}
		}
		if r.IntN(5) == 0 {
			b.Free = "https://example.org/"
		}
		books = append(books, b)
	}
	cat, err := catalog.New(books, skills)
	if err != nil {
		t.Fatalf("seed %d: %v", seed, err)
	}
	p := &profiles.Profile{Goals: []profiles.Goal{{Skill: pick(len(skills)), Level: half(2, 10), Weight: 1}}}
	if r.IntN(2) == 0 {
		p.Goals = append(p.Goals, profiles.Goal{Area: "area1", Level: half(2, 8), Weight: 2})
	}
	for range r.IntN(4) {
		if id := pick(len(skills)); !slices.Contains(p.Skills.Skills(), id) {
			p.Skills = append(p.Skills, catalog.SkillLevel{Skill: id, Level: half(0, 8)})
		}
	}
	if r.IntN(2) == 0 {
		p.Time = profiles.Time{HoursPerWeek: float64(1 + r.IntN(20)), Weeks: 1 + r.IntN(40)}
	}
	for _, list := range []*[]string{&p.Read, &p.Reading, &p.Owned, &p.Exclude} {
		if r.IntN(4) == 0 {
			*list = []string{books[r.IntN(len(books))].ID}
		}
	}
	p.Prefer.Practice = catalog.KnownShare(r.Float64())
	model, err := NewModel(Depth(Depths[r.IntN(3)]))
	if err != nil {
		t.Fatal(err)
	}
	req := &Request{Catalog: cat, Profile: p, Model: model, Today: caseDay}
	if r.IntN(3) == 0 {
		req.MaxBooks = 1 + r.IntN(4)
	}
	if r.IntN(4) == 0 {
		req.Include = []string{books[r.IntN(len(books))].ID}
	}
	if r.IntN(3) == 0 {
		for d := range 7 {
			if r.IntN(2) == 0 {
				p.Time.Days = append(p.Time.Days, profiles.Weekday(d))
			}
		}
		from := caseDay.AddDate(0, 0, r.IntN(20)).Truncate(24 * time.Hour)
		p.Time.Off = []profiles.Span{{From: from, To: from.AddDate(0, 0, r.IntN(30))}}
	}
	return req
}

const randomCatalogs = 500

func TestPlansKeepTheirPromises(t *testing.T) {
	t.Parallel()
	steps := 0
	for seed := range uint64(randomCatalogs) {
		req := randomRequest(t, seed)
		plan, err := MakePlan(req)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		steps += len(plan.Steps)
		for _, fault := range faults(req, plan) {
			t.Errorf("seed %d: %s", seed, fault)
		}
		for _, fault := range ledgerFaults(plan) {
			t.Errorf("seed %d: %s", seed, fault)
		}
		again, err := MakePlan(randomRequest(t, seed))
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if a, b := asJSON(t, plan), asJSON(t, again); a != b {
			t.Errorf("seed %d: two runs differ:\n%s\n%s", seed, a, b)
		}
	}
	if steps < randomCatalogs {
		t.Errorf("%d steps in %d plans: the random catalogs are too poor to show anything", steps, randomCatalogs)
	}
}

func asJSON(t *testing.T, v any) string {
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// faults are the promises that a plan breaks.
func faults(req *Request, plan *Plan) []string {
	var out []string
	bad := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	p := req.Profile
	seen := map[string]int{}
	series := 0.0
	hours := 0.0
	for n, s := range plan.Steps {
		b := req.Catalog.Book(s.Book.ID)
		hours += s.Hours
		if _, twice := seen[b.ID]; twice {
			bad("%s stands twice", b.ID)
		}
		seen[b.ID] = n
		if s.Readiness <= 0 || s.Shortfall > req.Model.MaxGap*req.Model.MaxGap && !s.Begun {
			bad("%s is read with readiness %v, shortfall %v", b.ID, s.Readiness, s.Shortfall)
		}
		if slices.Contains(p.Read, b.ID) || slices.Contains(p.Exclude, b.ID) {
			bad("%s was read or excluded", b.ID)
		}
		if b.Series != nil && !s.Begun {
			if b.Series.Number < series {
				bad("%s stands after a later volume", b.ID)
			}
			series = b.Series.Number
		}
		for _, old := range req.Catalog.Replaces(b.ID) {
			if _, both := seen[old]; both && !slices.Contains(p.Reading, old) && !slices.Contains(req.Include, old) &&
				!slices.Contains(p.Reading, b.ID) && !slices.Contains(req.Include, b.ID) {
				bad("%s and its older edition %s are both in", b.ID, old)
			}
		}
	}
	if plan.Budget != nil && hours > plan.Budget.Hours+1e-9 && hours > begunHours(plan) {
		bad("%v hours are over the budget of %v", hours, plan.Budget.Hours)
	}
	if req.MaxBooks > 0 && len(plan.Steps) > max(req.MaxBooks, len(p.Reading)) {
		bad("%d books are more than %d", len(plan.Steps), req.MaxBooks)
	}
	return out
}

// begunHours are those of the books in progress, which may break a budget.
func begunHours(plan *Plan) float64 {
	sum := 0.0
	for _, s := range plan.Steps {
		if s.Begun {
			sum += s.Hours
		}
	}
	return sum
}

// ledgerFaults recomputes a plan from its own ledger, by the formulas of the
// package comment and from no other code.
func ledgerFaults(plan *Plan) []string {
	var out []string
	near := func(what string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			out = append(out, fmt.Sprintf("%s is %.12f, the ledger says %.12f", what, got, want))
		}
	}
	m := plan.Model
	level := map[string]float64{}
	for _, s := range plan.Start {
		level[s.Skill] = float64(s.Level)
	}
	slope, goal := map[string]float64{}, map[string]float64{}
	weights := 0.0
	for _, t := range plan.Targets {
		if t.Weight > 0 {
			goal[t.Skill] = float64(t.Goal)
			slope[t.Skill] = t.Weight / float64(t.Goal-t.Start)
			weights += t.Weight
		}
	}
	if weights > 0 {
		near("the sum of the weights", weights, 1)
	}
	var j, reached, felt, hours float64
	if weights == 0 {
		reached = 1
	}
	for _, s := range plan.Steps {
		short := 0.0
		for _, r := range s.RequiresMet {
			near(s.Book.ID+": have of "+r.Skill, float64(r.Have), level[r.Skill])
			short += math.Pow(max(0, float64(r.Need)-level[r.Skill]), 2)
		}
		near(s.Book.ID+": shortfall", s.Shortfall, short)
		near(s.Book.ID+": readiness", s.Readiness, math.Exp(-m.Lambda*short))
		value := 0.0
		for _, g := range s.Gains {
			near(s.Book.ID+": before of "+g.Skill, float64(g.Before), level[g.Skill])
			level[g.Skill] = float64(g.After)
			if float64(g.Before) < goal[g.Skill] {
				gain := slope[g.Skill] * (min(float64(g.After), goal[g.Skill]) - float64(g.Before))
				near(s.Book.ID+": value of "+g.Skill, g.Value, gain)
				value += gain
			}
		}
		pref := 0.0
		for _, t := range s.Preferences {
			pref += t.Amount
		}
		near(s.Book.ID+": pref", s.Pref, min(max(pref, -0.25), 0.25))
		near(s.Book.ID+": felt hours", s.Felt, s.Hours*(1-s.Pref))
		felt += s.Felt
		hours += s.Hours
		reached += value
		near(s.Book.ID+": value", s.Value, value)
		near(s.Book.ID+": reached", s.Reached, reached)
		near(s.Book.ID+": discount", s.Discount, math.Exp(-m.Kappa*felt))
		near(s.Book.ID+": contribution", s.Contribution, s.Discount*value-m.Price*s.Felt)
		j += s.Contribution
	}
	near("the objective", plan.Objective, j)
	near("the coverage", plan.Coverage, reached)
	if math.Abs(plan.Hours-hours) > 0.05 {
		out = append(out, fmt.Sprintf("hours are %v, the steps' %v", plan.Hours, hours))
	}
	for _, t := range plan.Targets {
		near("the level reached in "+t.Skill, float64(t.Reached), level[t.Skill])
	}
	return out
}

// What a step is said to be worth is what the plan is worth less without it,
// computed here from another plan.
func TestWhyInIsTheDifference(t *testing.T) {
	checked := 0
	for seed := range uint64(100) {
		req := randomRequest(t, seed)
		c, err := compile(req)
		if err != nil {
			t.Fatal(err)
		}
		seq := solve(c.p)
		plan := c.plan(seq)
		for n := range seq {
			w := plan.Steps[n].WhyIn
			if len(w.Breaks) > 0 || n < len(c.p.first) {
				continue
			}
			without := c.plan(slices.Delete(slices.Clone(seq), n, n+1))
			if diff := plan.Objective - without.Objective; math.Abs(diff-w.Loss) > 1e-9 {
				t.Errorf("seed %d: %s is said to be worth %.12f, and is worth %.12f", seed, plan.Steps[n].Book.ID, w.Loss, diff)
			}
			if math.Abs(without.Coverage-w.Reached) > 1e-9 {
				t.Errorf("seed %d: without %s the plan is said to reach %v, and reaches %v", seed, plan.Steps[n].Book.ID, w.Reached, without.Coverage)
			}
			checked++
		}
	}
	if checked < 50 {
		t.Errorf("only %d steps were checked", checked)
	}
}

func TestScheduleLaysEveryHour(t *testing.T) {
	for seed := range uint64(100) {
		plan, err := MakePlan(randomRequest(t, seed))
		if err != nil {
			t.Fatal(err)
		}
		checkDays(t, seed, plan)
		laid := map[string]float64{}
		for _, w := range plan.Weeks {
			sum := 0.0
			for _, r := range w.Reading {
				laid[r.Book] += r.Hours
				sum += r.Hours
			}
			if sum > plan.PerWeek+0.2 {
				t.Errorf("seed %d: week %d has %v hours of %v", seed, w.Number, sum, plan.PerWeek)
			}
			if days := w.End.Sub(w.Start.Time) / (24 * time.Hour); days != 6 {
				t.Errorf("seed %d: week %d ends %d days after its start", seed, w.Number, days)
			}
		}
		last := plan.Today
		for _, s := range plan.Steps {
			if math.Abs(laid[s.Book.ID]-s.Hours) > 0.1*float64(s.LastWeek-s.Week+1) {
				t.Errorf("seed %d: %s takes %v hours, the weeks have %v", seed, s.Book.ID, s.Hours, laid[s.Book.ID])
			}
			if s.Start.Before(last.Time) || s.End.Before(s.Start.Time) {
				t.Errorf("seed %d: %s runs from %s to %s, after %s", seed, s.Book.ID, s.Start, s.End, last)
			}
			last = s.Start
		}
	}
}

// checkDays holds the days of a plan to its hours and its reader's calendar.
func checkDays(t *testing.T, seed uint64, plan *Plan) {
	t.Helper()
	tm := plan.Profile.Time
	perDay := plan.PerWeek / float64(tm.DaysPerWeek())
	laid := map[string]float64{}
	last := Date{plan.Today.AddDate(0, 0, -1)}
	for _, d := range plan.Days() {
		sum := 0.0
		for _, r := range d.Reading {
			laid[r.Book] += r.Hours
			sum += r.Hours
		}
		if !d.Date.After(last.Time) || !tm.Reads(d.Date.Time) || sum > perDay+1.0/60 {
			t.Errorf("seed %d: %v hours on %s, after %s; days %v, off %v, %v hours a day", seed, sum, d.Date, last, tm.Days, tm.Off, perDay)
		}
		last = d.Date
	}
	for _, s := range plan.Steps {
		days := s.End.Sub(s.Start.Time).Hours()/24 + 1
		if math.Abs(laid[s.Book.ID]-s.Hours) > days/60 {
			t.Errorf("seed %d: %s takes %v hours, its days have %v", seed, s.Book.ID, s.Hours, laid[s.Book.ID])
		}
		if !tm.Reads(s.Start.Time) || !tm.Reads(s.End.Time) {
			t.Errorf("seed %d: %s runs from %s to %s; days %v, off %v", seed, s.Book.ID, s.Start, s.End, tm.Days, tm.Off)
		}
	}
	if n := len(plan.Steps); n > 0 && plan.Budget != nil && plan.Hours <= plan.Budget.Hours { // books begun may take more
		if days := plan.Steps[n-1].End.Sub(plan.Today.Time).Hours()/24 + 1; days > 7*plan.Budget.Weeks+1e-6 {
			t.Errorf("seed %d: the last of %v weeks is over after %v days", seed, plan.Budget.Weeks, days)
		}
	}
}

func TestDependsOn(t *testing.T) {
	gain := func(skill string, before, after catalog.Level) Gain {
		return Gain{Skill: skill, Before: before, After: after}
	}
	plan := &Plan{Steps: []Step{
		{Book: BookRef{ID: "basics"}, Gains: []Gain{gain("go", 0, 2), gain("sql", 2, 3)}},
		{Book: BookRef{ID: "aside"}, Gains: []Gain{gain("go", 2.6, 3)}},
		{Book: BookRef{ID: "more"}, Gains: []Gain{gain("go", 2, 2.6)}},
		{Book: BookRef{ID: "last"}, RequiresMet: []Met{{Skill: "go", Need: 2.5}, {Skill: "sql", Need: 2}, {Skill: "go", Need: 1}}},
	}}
	if got := plan.DependsOn(3); !slices.Equal(got, []string{"basics", "more"}) {
		t.Errorf("the last book stands on %v", got)
	}
	if got := plan.DependsOn(0); got != nil {
		t.Errorf("the first book stands on %v", got)
	}
}
