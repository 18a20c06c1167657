package recommend

import (
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// shipped is a request over the shipped catalog, with its backgrounds.
func shipped(t testing.TB, goals ...profiles.Goal) (*Request, []catalog.Background) {
	t.Helper()
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	backgrounds, err := cat.Backgrounds()
	if err != nil {
		t.Fatal(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	return &Request{
		Catalog: cat, Model: model, Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
		Profile: &profiles.Profile{Goals: goals, Time: profiles.Time{HoursPerWeek: 5, Weeks: 26}},
	}, backgrounds
}

func TestPropagate(t *testing.T) {
	r, _ := shipped(t)
	graph := newPrerequisites(r.Catalog)
	for name, tc := range map[string]struct{ state, stated, want catalog.Levels }{
		"who works at it has what it requires": {
			catalog.Levels{{Skill: "replication", Level: 3}}, nil,
			catalog.Levels{{Skill: "replication", Level: 3}, {Skill: "databases", Level: 2}, {Skill: "distributed-fundamentals", Level: 2}},
		},
		"on the way to working, in proportion": {
			catalog.Levels{{Skill: "replication", Level: 1.5}}, nil, catalog.Levels{{Skill: "replication", Level: 1.5}, {Skill: "databases", Level: 1}},
		},
		"who is none at programming is none at what requires it": {
			catalog.Levels{{Skill: "go", Level: 3}, {Skill: "web-backend", Level: 2}}, catalog.Levels{{Skill: "programming", Level: 0}},
			catalog.Levels{{Skill: "programming", Level: 0}, {Skill: "go", Level: 0}, {Skill: "web-backend", Level: 0}},
		},
		"who works at it has what is learnt with it": {
			catalog.Levels{{Skill: "java", Level: 3}}, nil,
			catalog.Levels{{Skill: "object-oriented-programming", Level: 2.5}, {Skill: "programming", Level: 2.5}},
		},
		"who lacks what is learnt with it may work at it": {
			catalog.Levels{{Skill: "java", Level: 3}}, catalog.Levels{{Skill: "object-oriented-programming", Level: 1}},
			catalog.Levels{{Skill: "java", Level: 3}, {Skill: "object-oriented-programming", Level: 0}},
		},
		"what is stated stays": {
			catalog.Levels{{Skill: "replication", Level: 3}, {Skill: "databases", Level: 1}}, catalog.Levels{{Skill: "replication", Level: 3}, {Skill: "databases", Level: 1}},
			catalog.Levels{{Skill: "replication", Level: 3}, {Skill: "databases", Level: 1}},
		},
	} {
		state := graph.levels(tc.state)
		graph.propagate(state, tc.stated)
		for _, want := range tc.want {
			if got := state[graph.at[want.Skill]]; math.Abs(got-float64(want.Level)) > 1e-9 {
				t.Errorf("%s: %s at %v, want %v", name, want.Skill, got, want.Level)
			}
		}
	}
}

// TestBelief holds the belief to what was told: an answer moves its skill to
// it, those that go with it in its direction, and those it rules out away.
func TestBelief(t *testing.T) {
	r, backgrounds := shipped(t, profiles.Goal{Area: "distributed-systems", Level: 3, Weight: 1})
	c, err := compile(r)
	if err != nil {
		t.Fatal(err)
	}
	mean := func(k Known, skill string) float64 {
		sum := 0.0
		for _, s := range c.believe(k, 400, rand.New(rand.NewPCG(1, 2))) {
			sum += s[skill] / 400
		}
		return sum
	}
	none := Known{Backgrounds: backgrounds}
	dev := Known{Backgrounds: backgrounds, Background: "backend-developer"}
	low, high := dev, dev
	low.Stated, high.Stated = catalog.Levels{{Skill: "databases", Level: 1}}, catalog.Levels{{Skill: "databases", Level: 4}}
	for _, tc := range []struct {
		skill    string
		less     Known
		more     Known
		at, most float64 // of the mean of more
	}{
		{"sql", none, dev, 2, 3.5},
		{"databases", low, high, 3.2, 4.3},
		{"databases", low, dev, 2, 3},
		{"data-modelling", low, high, 0.3, 4}, // of the same area
		{"programming", Known{Backgrounds: backgrounds, Stated: catalog.Levels{{Skill: "precalculus", Level: 0}}}, dev, 3, 4},
	} {
		if a, b := mean(tc.less, tc.skill), mean(tc.more, tc.skill); a >= b || b < tc.at || b > tc.most {
			t.Errorf("%s: %.2f and %.2f; want less and more, the latter from %v to %v", tc.skill, a, b, tc.at, tc.most)
		}
	}
	first := c.believe(high, 5, rand.New(rand.NewPCG(1, 2)))
	if again := c.believe(high, 5, rand.New(rand.NewPCG(1, 2))); !reflect.DeepEqual(first, again) {
		t.Error("equal arguments give different states")
	}
}

func TestNextQuestion(t *testing.T) {
	r, backgrounds := shipped(t, profiles.Goal{Skill: "deep-learning", Level: 3, Weight: 1})
	k := Known{Backgrounds: backgrounds}
	q, err := NextQuestion(r, k, nil)
	if err != nil || q == nil || q.Worth < leastWorth {
		t.Fatalf("nothing is worth asking: %v %v", q, err)
	}
	if again, _ := NextQuestion(r, k, nil); !reflect.DeepEqual(q, again) {
		t.Errorf("asked again, it is %v, not %v", again, q)
	}
	if other, _ := NextQuestion(r, k, []string{q.Skill}); other != nil && other.Skill == q.Skill {
		t.Errorf("%s is asked about twice", q.Skill)
	}
	for _, s := range r.Catalog.Skills() { // once all is known nothing is left
		k.Stated = append(k.Stated, catalog.SkillLevel{Skill: s.ID, Level: 2})
	}
	if q, err := NextQuestion(r, k, k.Stated.Skills()); q != nil || err != nil {
		t.Errorf("all is known, and it asks %v, %v", q, err)
	}
	far, _ := shipped(t)
	if _, err := NextQuestion(far, k, nil); err != ErrNoGoals {
		t.Errorf("without a goal: %v", err)
	}
}

func TestCautious(t *testing.T) {
	r, backgrounds := shipped(t, profiles.Goal{Area: "distributed-systems", Level: 3, Weight: 1})
	k := Known{Backgrounds: backgrounds, Background: "backend-developer", Stated: catalog.Levels{{Skill: "programming", Level: 1}, {Skill: "distributed-fundamentals", Level: 3}}}
	levels, by, err := Cautious(r, k)
	if err != nil {
		t.Fatal(err)
	}
	if levels[0].Skill != "programming" || levels[0].Level != 1-min(1, by) || levels[1].Level != 3-by {
		t.Errorf("stated levels, lower by %v, are %v", by, levels[:2])
	}
	if got := levels.At("web-backend"); got > 1 {
		t.Errorf("a beginner at programming works at the back end of the web: %v", got)
	}
	again, _, _ := Cautious(r, k)
	if !reflect.DeepEqual(levels, again) {
		t.Error("equal arguments give different levels")
	}
	if levels, _, err := Cautious(r, Known{Backgrounds: backgrounds}); len(levels) != 0 || err != nil {
		t.Errorf("who has said nothing has levels %v, %v", levels, err)
	}
}

// TestMeanOfBest checks the value of information on a case by hand: two plans,
// each good for one of two kinds of readers and useless for the other.
func TestMeanOfBest(t *testing.T) {
	worth := [][]float64{{1, 0, 1, 0}, {0, 0.8, 0, 0.8}}
	if got := meanOfBest(worth, nil, 2); got != 0.5 {
		t.Errorf("knowing nothing: %v, want 0.5", got)
	}
	known := meanOfBest(worth, []float64{1, 0, 1, 0}, 2) + meanOfBest(worth, []float64{0, 1, 0, 1}, 2)
	if math.Abs(known-0.9) > 1e-12 {
		t.Errorf("knowing the kind: %v, want 0.9", known)
	}
}

func TestAnswerChance(t *testing.T) {
	for _, level := range []float64{0, 0.5, 2.2, 5} {
		sum := 0.0
		for option := range 6 {
			sum += answerChance(level, option)
		}
		if math.Abs(sum-1) > 1e-9 {
			t.Errorf("at %v the chances sum to %v", level, sum)
		}
	}
	if a, b := answerChance(2.2, 2), answerChance(2.2, 3); a <= b || math.Abs(answerChance(2, 3)-0.1573) > 0.001 {
		t.Errorf("chances %v, %v, %v", a, b, answerChance(2, 3))
	}
}

// TestReadAs reads a plan that was made for somebody else.
func TestReadAs(t *testing.T) {
	r, _ := shipped(t, profiles.Goal{Skill: "consensus", Level: 3, Weight: 1})
	c, err := compileAll(r)
	if err != nil {
		t.Fatal(err)
	}
	seq := solve(c.p)
	want, ok := c.p.pure().objective(seq)
	if got := c.readAs(c.p, c.places(c.p, seq), c.state); !ok || math.Abs(got-want) > 1e-9 {
		t.Errorf("one's own plan is worth %v, want %v", got, want)
	}
	hard := c.places(c.p, seq[len(seq)-1:]) // its last book alone, unready
	if got := c.readAs(c.p, hard, c.state); got >= want {
		t.Errorf("the last book alone is worth %v, the plan %v", got, want)
	}
}

// BenchmarkNextQuestion is the time between an answer and the next question,
// on the shipped catalog.
func BenchmarkNextQuestion(b *testing.B) {
	r, backgrounds := shipped(b, profiles.Goal{Area: "distributed-systems", Level: 3, Weight: 1})
	k := Known{Backgrounds: backgrounds, Background: "backend-developer", Stated: catalog.Levels{{Skill: "databases", Level: 3}, {Skill: "go", Level: 2}}}
	for b.Loop() {
		if _, err := NextQuestion(r, k, []string{"databases", "go"}); err != nil {
			b.Fatal(err)
		}
	}
}
