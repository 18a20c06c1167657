package recommend

import (
	"slices"
	"testing"
)

// The shortlist leaves small problems alone, keeps pinned books and the ways
// to them, and costs little of the objective on large ones.
func TestShortlist(t *testing.T) {
	t.Parallel()
	small := randomProblem(1, shortlistFrom)
	if got := shortlist(small.items, small.start, small.goal); len(got) != shortlistFrom {
		t.Errorf("%d books became %d", shortlistFrom, len(got))
	}
	var full, listed float64
	for seed := range uint64(6) {
		p := randomProblem(seed, 1000)
		p.items[7].must = true
		j, _ := p.objective(solve(p))
		full += j
		q := *p
		q.items = shortlist(p.items, p.start, p.goal)
		if len(q.items) >= len(p.items) {
			t.Errorf("seed %d: of %d books %d are left", seed, len(p.items), len(q.items))
		}
		if !slices.ContainsFunc(q.items, func(it item) bool { return it.id == p.items[7].id }) {
			t.Errorf("seed %d: the pinned book is gone", seed)
		}
		if !slices.IsSortedFunc(q.items, byID) {
			t.Errorf("seed %d: the order of books changed", seed)
		}
		q.limit = len(q.items)
		q.index()
		j, _ = q.objective(solve(&q))
		listed += j
	}
	if lost := (full - listed) / (full - 6*pinned); lost > 0.05 {
		t.Errorf("the shortlist costs %.1f%% of the objective", 100*lost)
	}
}
