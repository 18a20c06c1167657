package recommend

import (
	"math"
	"slices"
	"testing"
)

// bruteForce is the best J over every sequence that may be read, by trying
// them all.
func bruteForce(p *problem) float64 {
	best := worse
	var visit func(seq []int)
	visit = func(seq []int) {
		if j, ok := p.objective(seq); ok {
			best = max(best, j)
		} else if len(seq) >= len(p.first) {
			return // nothing read on from here may be read either
		}
		for i := range p.items {
			if !slices.Contains(seq, i) {
				visit(append(slices.Clip(seq), i))
			}
		}
	}
	visit(slices.Clone(p.first))
	return best
}

// vary makes an instance of the odd kinds: felt hours that differ from real
// ones, pins, a beginning, a limit of books, an order to keep.
func vary(p *problem, seed uint64) {
	for i := range p.items {
		it := &p.items[i]
		it.felt = it.hours * (0.75 + 0.5*float64((int(seed)+7*i)%11)/10)
		it.must = (int(seed)+i)%9 == 0
	}
	if seed%3 == 0 && len(p.items) > 1 {
		p.first = []int{1}
		p.items[1].begun = true
	}
	if seed%4 == 0 {
		p.limit = max(len(p.first), int(seed%5))
	}
	if seed%5 == 0 && len(p.items) > 3 {
		p.before = []pair{{2, 3}}
	}
	p.index()
}

func TestExactIsBruteForce(t *testing.T) {
	for seed := range uint64(400) {
		for _, varied := range []bool{false, true} {
			n := 1 + int(seed%6)
			p := randomProblem(seed, n)
			if varied {
				vary(p, seed)
			}
			checkExact(t, p, seed)
		}
	}
}

func checkExact(t *testing.T, p *problem, seed uint64) {
	t.Helper()
	all := make([]int, len(p.items))
	for i := range all {
		all[i] = i
	}
	want := bruteForce(p)
	if want == worse {
		return // the beginning alone breaks the limits
	}
	seq, got, proved := exact(p, all, nil, 1_000_000)
	if !proved || math.Abs(got-want) > 1e-9 {
		t.Errorf("seed %d, %d books: exact %.12f (proved %v), brute force %.12f", seed, len(p.items), got, proved, want)
	}
	if j, ok := p.objective(seq); !ok || math.Abs(j-got) > 1e-9 {
		t.Errorf("seed %d: exact says %.12f for %v, which is worth %.12f (%v)", seed, got, seq, j, ok)
	}
	if j, ok := p.objective(solve(p)); !ok || j > want+1e-9 {
		t.Errorf("seed %d: the search's plan is worth %.12f (%v), the best %.12f", seed, j, ok, want)
	}
}
