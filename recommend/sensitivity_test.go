package recommend

import (
	"encoding/json"
	"math"
	"reflect"
	"slices"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// forked is a request for two books: the shorter of two ways to one goal, which
// asks for mathematics, and the one way to another goal, which asks for nothing.
func forked(t testing.TB) *Request {
	level := func(skill string, l catalog.Level) catalog.Levels {
		return catalog.Levels{{Skill: skill, Level: l}}
	}
	book := func(id string, pages int, requires, teaches catalog.Levels) catalog.Book {
		return catalog.Book{ID: id, Title: "The " + id, Pages: pages, Density: catalog.Prose, Practice: catalog.KnownShare(0),
			Requires: requires, Teaches: teaches}
	}
	cat, err := catalog.New([]catalog.Book{
		book("steep", 400, level("maths", 3), level("physics", 3)),
		book("gentle", 520, nil, level("physics", 3)),
		book("apart", 400, nil, level("cooking", 3)),
	}, []catalog.Skill{
		{ID: "maths", Name: "Mathematics", Area: "test"}, {ID: "physics", Name: "Physics", Area: "test"},
		{ID: "cooking", Name: "Cooking", Area: "test"}, {ID: "knots", Name: "Knots", Area: "test"},
	})
	if err != nil {
		t.Fatal(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	return &Request{Catalog: cat, Model: model, Today: caseDay, MaxBooks: 2, Profile: &profiles.Profile{
		Skills: append(level("maths", 3), level("knots", 0)...),
		Goals:  []profiles.Goal{{Skill: "physics", Level: 3, Weight: 2}, {Skill: "cooking", Level: 3, Weight: 1}},
	}}
}

func TestAStepHangsOnOneRating(t *testing.T) {
	r := forked(t)
	s, err := Sensitivity(r)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string][]Hang{"steep": {{Skill: "maths", Name: "Mathematics", Level: 3, At: 2.5}}}
	got := map[string][]Hang{}
	for _, step := range s.Steps {
		if len(step.Hangs) > 0 {
			got[step.Book.ID] = step.Hangs
		}
	}
	if len(s.Steps) != 2 || !reflect.DeepEqual(got, want) {
		t.Errorf("of %d steps these hang: %v, want %v", len(s.Steps), got, want)
	}
	plan, err := MakePlan(r)
	if err != nil {
		t.Fatal(err)
	}
	if got := HangsOn(r, plan); !reflect.DeepEqual(got, want) {
		t.Errorf("HangsOn is %v, want %v", got, want)
	}
	const text = "your rating of Mathematics: at 2.5 instead of 3 it is not in the plan"
	if got := want["steep"][0].String(); got != text {
		t.Errorf("%q, want %q", got, text)
	}
	i := slices.IndexFunc(s.Moves, func(m Move) bool { return m.What == "maths" && m.To == 2.5 })
	m := s.Moves[i]
	if m.Kept != 1 || !slices.Equal(m.Dropped, []BookName{{"steep", "The steep"}}) || !slices.Equal(m.Added, []BookName{{"gentle", "The gentle"}}) ||
		!m.FirstChanges || m.First.ID != "gentle" || m.Overlap != 1.0/3 || m.SameOrder != 1 || m.Hours <= 0 || m.Regret <= 0 || m.Unreadable || m.Anyway != 0 {
		t.Errorf("at 2.5: %+v", m)
	}
}

// A plan that the search might have missed a better one than hangs on nothing
// that leads to the better one.
func TestLuckIsNoHang(t *testing.T) {
	r := forked(t)
	r.Candidates = []string{"gentle", "apart"}
	plan, err := MakePlan(r)
	if err != nil {
		t.Fatal(err)
	}
	r.Candidates = nil
	c, err := compile(r)
	if err != nil {
		t.Fatal(err)
	}
	moves, err := c.moves(plan, MoveRating)
	if err != nil {
		t.Fatal(err)
	}
	if up := moves[1]; up.To != 3.5 || len(up.Dropped) != 1 || up.Anyway <= 0 || up.Anyway > 0.01 {
		t.Errorf("got %+v", up)
	}
	if on := HangsOn(r, plan); len(on) != 0 {
		t.Errorf("hangs: %v", on)
	}
}

func TestMovesAreCounted(t *testing.T) {
	r := forked(t)
	before, err := json.Marshal(r.Profile)
	if err != nil {
		t.Fatal(err)
	}
	s, err := Sensitivity(r)
	if err != nil {
		t.Fatal(err)
	}
	type to struct {
		what string
		to   float64
	}
	var got []to
	sum := 0.0
	for _, m := range s.Moves {
		got = append(got, to{m.Kind + " " + m.What, m.To})
		sum += m.Overlap
	}
	want := []to{
		{"model lambda", 0.525}, {"model lambda", 0.875}, {"model max_gap", 1.5}, {"model max_gap", 2.5},
		{"model trust", 0.75}, {"model kappa", 0.001125}, {"model kappa", 0.001875},
		{"model price", 0.0005625}, {"model price", 0.0009375}, // and no trust above 1
		{"rating maths", 2.5}, {"rating maths", 3.5}, {"rating knots", 0.5}, // none below 0
		{"goal physics", 2.5}, {"goal physics", 3.5}, {"goal cooking", 2.5}, {"goal cooking", 3.5},
	}
	if !slices.Equal(got, want) {
		t.Errorf("moves\n%v, want\n%v", got, want)
	}
	if s.Counted != len(want) || math.Abs(s.Stability-sum/float64(len(want))) > 1e-12 {
		t.Errorf("%d moves count, stability %v", s.Counted, s.Stability)
	}
	if after, err := json.Marshal(r.Profile); err != nil || string(after) != string(before) {
		t.Errorf("the profile is %s, was %s", after, before)
	}

	r.Profile.Skills = catalog.Levels{{Skill: "maths", Level: 5}}
	r.Profile.Goals = []profiles.Goal{{Skill: "physics", Level: 0.5, Weight: 1}}
	if s, err = Sensitivity(r); err != nil {
		t.Fatal(err)
	}
	if n := len(s.Moves) - 9; n != 2 || s.Moves[9].To != 4.5 || s.Moves[10].To != 1 {
		t.Errorf("at the ends of the scale: %+v", s.Moves[9:])
	}
}

// Whatever the request, a report is the same twice, its plan is the plan, and
// no move makes a plan that is worse than the one there was.
func TestSensitivityKeepsItsPromises(t *testing.T) {
	t.Parallel()
	hangs := 0
	for seed := range uint64(30) {
		r := randomRequest(t, seed)
		s, err := Sensitivity(r)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if again, _ := Sensitivity(r); !reflect.DeepEqual(s, again) {
			t.Errorf("seed %d: a second run reports otherwise", seed)
		}
		plan, err := MakePlan(r)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		if len(plan.Steps) != len(s.Steps) {
			t.Fatalf("seed %d: %d steps, the plan has %d", seed, len(s.Steps), len(plan.Steps))
		}
		on := HangsOn(r, plan)
		for i, step := range s.Steps {
			hangs += len(step.Hangs)
			if id := plan.Steps[i].Book.ID; step.Book.ID != id || len(on[id]) != len(step.Hangs) || step.Stays+len(step.Hangs) > s.Counted {
				t.Errorf("seed %d: step %d is %+v", seed, i+1, step)
			}
		}
		for _, m := range s.Moves {
			share := func(v float64) bool { return v >= 0 && v <= 1 }
			if m.Kept+len(m.Dropped) != len(s.Steps) || !share(m.SameOrder) || !share(m.Overlap) || m.Regret < 0 || m.Regret > 1 || m.Anyway < 0 || m.Anyway > 1 {
				t.Errorf("seed %d: %+v", seed, m)
			}
		}
	}
	if hangs == 0 {
		t.Error("no step of any plan hangs on a rating")
	}
}

func TestSensitivityOfNoGoal(t *testing.T) {
	r := forked(t)
	r.Profile.Goals = nil
	if _, err := Sensitivity(r); err != ErrNoGoals {
		t.Errorf("got %v", err)
	}
	if on := HangsOn(r, &Plan{}); len(on) != 0 {
		t.Errorf("got %v", on)
	}
}

func TestSameOrder(t *testing.T) {
	for _, tc := range []struct {
		places []int
		want   float64
	}{
		{nil, 1}, {[]int{4}, 1}, {[]int{0, 1, 5}, 1}, {[]int{1, 0, 5}, 2.0 / 3}, {[]int{2, 1, 0}, 0},
	} {
		if got := sameOrder(tc.places); got != tc.want {
			t.Errorf("sameOrder(%v) = %v, want %v", tc.places, got, tc.want)
		}
	}
}
