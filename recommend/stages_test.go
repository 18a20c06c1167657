package recommend

import (
	"fmt"
	"slices"
	"testing"
)

func TestStages(t *testing.T) {
	// Each step is ready in the plan, asks for level 2 of some skills and
	// brings its own to 3.
	step := func(id string, asks ...string) Step {
		s := Step{Book: BookRef{ID: id}, Readiness: 1, Gains: []Gain{{Skill: id, After: 3}}}
		for _, a := range asks {
			s.RequiresMet = append(s.RequiresMet, Met{Skill: a, Need: 2})
		}
		return s
	}
	volume := step("b")
	volume.WhyHere = &WhyHere{With: "a"}
	for _, tc := range []struct {
		name  string
		steps []Step
		want  string
	}{
		{"none", nil, "[]"},
		{"one", []Step{step("a")}, "[[0]]"},
		{"any order", []Step{step("a"), step("b"), step("c", "known")}, "[[0 1 2]]"},
		{"a chain", []Step{step("a"), step("b", "a"), step("c", "b")}, "[[0] [1] [2]]"},
		{"a diamond", []Step{step("a"), step("b", "a"), step("c", "a"), step("d", "b", "c")}, "[[0] [1 2] [3]]"},
		{"a volume after the one before", []Step{step("a"), volume}, "[[0] [1]]"},
	} {
		p := &Plan{Model: Model{Lambda: 0.7, MaxGap: 2}, Steps: tc.steps, Start: []Standing{{Skill: "known", Level: 3}}}
		if got := fmt.Sprint(p.Stages()); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
	}
}

// Whatever of a stage is read first, the reader is as ready for it, within a
// point, as the plan says.
func TestStagesMayBeReadInAnyOrder(t *testing.T) {
	t.Parallel()
	groups := 0
	for seed := range uint64(200) {
		r := randomRequest(t, seed)
		plan, err := MakePlan(r)
		if err != nil {
			t.Fatal(err)
		}
		c, err := compile(r)
		if err != nil {
			t.Fatal(err)
		}
		state, next := slices.Clone(c.p.start), 0
		for _, stage := range plan.Stages() {
			if len(stage) > 1 {
				groups++
			}
			for _, n := range stage {
				if n != next {
					t.Fatalf("seed %d: stages %v", seed, plan.Stages())
				}
				next++
				s := plan.Steps[n]
				rho, _ := c.p.step(slices.Clone(state), c.itemOf(s.Book.ID))
				if !s.Begun && rho <= s.Readiness-feeds {
					t.Errorf("seed %d: %s first of its stage: %.3f ready, the plan says %.3f", seed, s.Book.ID, rho, s.Readiness)
				}
			}
			for _, n := range stage {
				c.p.step(state, c.itemOf(plan.Steps[n].Book.ID))
			}
		}
		if next != len(plan.Steps) {
			t.Errorf("seed %d: %d of %d steps in stages", seed, next, len(plan.Steps))
		}
	}
	if groups < 40 {
		t.Errorf("%d stages of more than one step show nothing", groups)
	}
}

func (c *compiled) itemOf(id string) *item {
	return &c.p.items[slices.IndexFunc(c.p.items, func(it item) bool { return it.id == id })]
}
