package recommend

import (
	"math"
	"slices"
	"testing"
)

// What an alternative is said to cost is the difference to the plan that has
// it, computed as a plan of its own.
func TestAlternativesAreComputed(t *testing.T) {
	checked := 0
	for seed := range uint64(60) {
		c, err := compile(randomRequest(t, seed))
		if err != nil {
			t.Fatal(err)
		}
		seq := c.search()
		plan := c.plan(seq)
		for n, s := range plan.Steps {
			if len(s.Alternatives) > alternativesPerStep {
				t.Errorf("seed %d: %d alternatives to one step", seed, len(s.Alternatives))
			}
			for _, a := range s.Alternatives {
				b := slices.IndexFunc(c.p.items, func(it item) bool { return it.id == a.ID })
				if slices.Contains(seq, b) {
					t.Errorf("seed %d: %s stands in for %s and is in the plan", seed, a.ID, s.Book.ID)
				}
				if len(a.Breaks) > 0 {
					continue
				}
				traded := slices.Clone(seq)
				traded[n] = b
				other := c.plan(traded)
				for _, diff := range []float64{
					plan.Objective - other.Objective - a.Loss, other.Coverage - a.Reached, other.Hours - plan.Hours - a.More,
				} {
					if math.Abs(diff) > 0.051 || math.Abs(diff) > 1e-9 && diff != other.Hours-plan.Hours-a.More {
						t.Errorf("seed %d: %s for %s is said to cost %+v, and comes to %.12f, %.12f, %.1f h",
							seed, a.ID, s.Book.ID, a, plan.Objective-other.Objective, other.Coverage, other.Hours-plan.Hours)
					}
				}
				checked++
			}
		}
	}
	if checked < 30 {
		t.Errorf("only %d alternatives were checked", checked)
	}
}

// Why says of every book what planning anew says.
func TestWhyIsTrue(t *testing.T) {
	t.Parallel()
	in, out, changes := 0, 0, 0
	for seed := range uint64(25) {
		req := randomRequest(t, seed)
		plan, err := MakePlan(req)
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range req.Catalog.BookIDs()[:5] {
			w, err := Why(req, id)
			if err != nil {
				t.Fatalf("seed %d: %s: %v", seed, id, err)
			}
			at := slices.IndexFunc(plan.Steps, func(s Step) bool { return s.Book.ID == id })
			if w.In != (at >= 0) || w.In && w.Place != at+1 {
				t.Errorf("seed %d: %s is said to be in %v at %d, and is at %d", seed, id, w.In, w.Place, at)
			}
			if w.In {
				in++
			} else {
				out++
			}
			changes += len(w.Changes)
			for _, v := range w.Changes {
				if v.In == w.In {
					t.Errorf("seed %d: %s: %q changes nothing", seed, id, v.Change)
				}
			}
			if f := w.Forced; f != nil {
				with := *req
				with.Include = append(slices.Clone(req.Include), id)
				other, err := MakePlan(&with)
				if err != nil {
					t.Fatal(err)
				}
				if other.Steps[f.Place-1].Book.ID != id || math.Abs(plan.Objective-other.Objective-f.Loss) > 1e-12 {
					t.Errorf("seed %d: %s: the best plan with it is said to be %+v", seed, id, f)
				}
			}
		}
	}
	if in < 5 || out < 20 || changes < 10 {
		t.Errorf("%d books in, %d out, %d changes: too few to show anything", in, out, changes)
	}
}
