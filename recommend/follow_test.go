package recommend

import (
	"math"
	"slices"
	"testing"
	"time"

	"readpath/profiles"
)

// keeping is a request whose profile keeps the plan that is made of it.
func keeping(t *testing.T, r *Request) (*Request, *Plan) {
	t.Helper()
	r.Include, r.MaxBooks, r.Profile.Reading = nil, 0, nil
	r.Profile.Time.Weeks = 0
	plan, err := MakePlan(r)
	if err != nil {
		t.Fatal(err)
	}
	own, p := *r, *r.Profile
	own.Profile = &p
	p.Plan = &profiles.Kept{Made: plan.Today.Time, Goals: p.GoalNames(), Skills: p.Skills, HoursPerWeek: p.Time.HoursPerWeek}
	for _, s := range plan.Steps {
		p.Plan.Books = append(p.Plan.Books, s.Book.ID)
	}
	return &own, plan
}

// Who reads as planned is where the plan said, and has the rest of it left.
func TestFollowAsPlanned(t *testing.T) {
	t.Parallel()
	followed := 0
	for seed := range uint64(120) {
		r, plan := keeping(t, randomRequest(t, seed))
		for done := range plan.Steps {
			own, p := *r, *r.Profile
			own.Profile, own.Today = &p, r.Today.AddDate(0, 0, 10*done)
			p.Read = slices.Clone(p.Read)
			for _, s := range plan.Steps[:done] {
				p.Read = append(p.Read, s.Book.ID)
			}
			c, err := Follow(&own)
			if err != nil || c == nil {
				t.Fatalf("seed %d: %v, %v", seed, c, err)
			}
			followed++
			for n, s := range plan.Steps {
				if c.Planned.place(s.Book.ID) != n+1 {
					t.Fatalf("seed %d: %s is no more step %d of the plan as it was", seed, s.Book.ID, n+1)
				}
				if n >= done && c.Left.place(s.Book.ID) != n+1-done {
					t.Fatalf("seed %d, %d done: %s is step %d of the rest", seed, done, s.Book.ID, c.Left.place(s.Book.ID))
				}
			}
			if math.Abs(c.Planned.Objective-plan.Objective) > 1e-9 {
				t.Errorf("seed %d, %d done: the plan as it was is worth %v, not %v", seed, done, c.Planned.Objective, plan.Objective)
			}
			status := c.Status(&own)
			want := 0.0
			if done > 0 {
				want = plan.Steps[done-1].Reached
			}
			if math.Abs(status.Reached-want) > 1e-6 || math.Abs(status.Coverage-plan.Coverage) > 1e-6 {
				t.Errorf("seed %d, %d done: %v of %v reached, planned were %v of %v", seed, done, status.Reached, status.Coverage, want, plan.Coverage)
			}
			if status.Books != len(plan.Steps) || len(status.Finished) != done {
				t.Errorf("seed %d: %d of %d books, want %d of %d", seed, len(status.Finished), status.Books, done, len(plan.Steps))
			}
		}
	}
	if followed < 150 {
		t.Errorf("%d plans followed show nothing", followed)
	}
}

func TestFollowNothing(t *testing.T) {
	r, _ := keeping(t, randomRequest(t, 1))
	other := *r.Profile
	other.Goals = slices.Clone(other.Goals)
	other.Goals[0].Level = 1
	none := other
	none.Plan = nil
	for name, p := range map[string]*profiles.Profile{"other goals": &other, "no plan": &none} {
		own := *r
		own.Profile = p
		if c, err := Follow(&own); c != nil || err != nil {
			t.Errorf("%s: %v, %v", name, c, err)
		}
	}
}

// A deadline that is over is told, and limits nothing.
func TestFollowBeyondTheDeadline(t *testing.T) {
	r, plan := keeping(t, randomRequest(t, 3))
	if len(plan.Steps) == 0 {
		t.Fatal("the plan is empty")
	}
	r.Profile.Time.Weeks, r.Profile.Time.Until = 2, time.Time{}
	r.Today = r.Today.AddDate(1, 0, 0)
	c, err := Follow(r)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Status(r)
	if want := NewDate(plan.Today.AddDate(0, 0, 13)); c.Deadline != want || s.Deadline == nil || s.Needs != nil || c.Left.Budget != nil {
		t.Errorf("deadline %v, want %v; needs %v", c.Deadline, want, s.Needs)
	}
}

func TestStatusCountsHours(t *testing.T) {
	r, plan := keeping(t, randomRequest(t, 3))
	day := func(n int) time.Time { return plan.Today.AddDate(0, 0, n) }
	id := plan.Steps[0].Book.ID
	r.Profile.Reading = []string{id}
	r.Profile.Time.Weeks = 4
	r.Profile.Progress = []profiles.Progress{
		{Book: id, Date: day(-3), Hours: 50}, {Book: id, Date: day(0), Event: profiles.EventStart}, {Book: id, Date: day(3), Hours: 1.5}, {Book: id, Date: day(13), Hours: 2},
	}
	r.Today = day(13)
	c, err := Follow(r)
	if err != nil {
		t.Fatal(err)
	}
	s := c.Status(r)
	if s.Logged != 3.5 || s.Measured == nil || *s.Measured != 1.8 || s.Planned != roundHours(min(plan.Hours, 2*plan.PerWeek)) {
		t.Errorf("logged %v, %v a week, planned %v", s.Logged, s.Measured, s.Planned)
	}
	if len(s.Reading) != 1 || s.Reading[0].Logged != 53.5 || s.Reading[0].Since.String() != NewDate(day(-3)).String() {
		t.Errorf("reading %+v", s.Reading)
	}
	if want := roundHours(s.Left / 15 * 7); s.Needs == nil || *s.Needs != want {
		t.Errorf("needs %v a week, want %v", s.Needs, want)
	}
}
