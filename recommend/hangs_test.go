package recommend

import (
	"slices"
	"testing"
)

// Of each step and each rating, the cheap test says what the search says.
func TestHangsAgainstHangsOn(t *testing.T) {
	t.Parallel()
	same, other, hang := 0, 0, 0
	for seed := range uint64(100) {
		r := randomRequest(t, seed)
		plan, err := MakePlan(r)
		if err != nil {
			t.Fatal(err)
		}
		want := HangsOn(r, plan)
		before := asJSON(t, plan)
		r.Hangs = true
		if plan, err = MakePlan(r); err != nil {
			t.Fatal(err)
		}
		for _, s := range plan.Steps {
			for _, rated := range r.Profile.Skills {
				of := func(h Hang) bool { return h.Skill == rated.Skill }
				got := slices.ContainsFunc(s.Hangs, of)
				if got {
					hang++
				}
				if got == slices.ContainsFunc(want[s.Book.ID], of) {
					same++
				} else {
					other++
				}
			}
		}
		for i := range plan.Steps {
			plan.Steps[i].Hangs = nil
		}
		if asJSON(t, plan) != before {
			t.Errorf("seed %d: the plan has changed beside what its steps hang on", seed)
		}
	}
	t.Logf("%d answers agree, %d do not; %d steps hang on a rating", same, other, hang)
	if share := float64(same) / float64(same+other); share < 0.97 || hang < 5 {
		t.Errorf("%.1f%% of the answers agree; %d hang", 100*share, hang)
	}
}
