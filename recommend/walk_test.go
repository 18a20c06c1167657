package recommend

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// The quick ways to judge an insertion say what the whole sequence is worth,
// with a price on its order too.
func TestInsertIsTry(t *testing.T) {
	t.Parallel()
	asked := 0
	for seed := range uint64(60) {
		p := randomProblem(seed, 16)
		rnd := rand.New(rand.NewPCG(seed, 7))
		p.tilt = 0.01
		for range p.items {
			p.depth = append(p.depth, 4*rnd.Float64())
		}
		w := newWalk(p)
		bundles(w)
		for b := range p.items {
			if w.used[b] {
				continue
			}
			for i := range len(w.seq) + 1 {
				want := w.try(i, slices.Clone(w.with(i, b)))
				got := w.insert(i, b, worse)
				if math.Abs(got-want) > 1e-12 && got != want {
					t.Errorf("seed %d: %d before step %d gives %v, want %v", seed, b, i, got, want)
				}
				if want > worse && want-w.total() > w.hope(i, b)+1e-12 {
					t.Errorf("seed %d: %d before step %d gains %v, hoped were %v", seed, b, i, want-w.total(), w.hope(i, b))
				}
				asked++
			}
		}
		if j, ok := p.objective(w.seq); !ok || math.Abs(j-w.total()) > 1e-12 {
			t.Errorf("seed %d: the walk says %v, the objective is %v", seed, w.total(), j)
		}
	}
	if asked < 500 {
		t.Errorf("%d insertions asked", asked)
	}
}
