package recommend

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// No plan is worth more than the bound, and what is proved optimal is.
func TestBoundHolds(t *testing.T) {
	t.Parallel()
	tight, optimal := 0, 0
	for seed := range uint64(200) {
		p := randomProblem(seed, 4+int(seed%9))
		if seed%2 == 0 {
			for i := range p.items { // felt hours that differ from real ones
				p.items[i].felt = p.items[i].hours * (0.75 + 0.5*float64(i%5)/4)
			}
			p.index()
		}
		all := make([]int, len(p.items))
		for i := range all {
			all[i] = i
		}
		_, best, whole := exact(p, all, nil, gapNodes)
		if !whole {
			t.Fatalf("seed %d: not solved", seed)
		}
		seq := solve(p)
		u := newUpper(p, seq)
		u.solve()
		if b := u.bound(-1); b < best-1e-9 {
			t.Errorf("seed %d: the bound %.9f is below the optimum %.9f", seed, b, best)
		} else if b < best*1.5 {
			tight++
		}
		for i := range p.items {
			with := *p
			with.items = slices.Clone(p.items)
			with.items[i].must = true
			if _, j, _ := exact(&with, all, nil, gapNodes); j > pinned/2 && u.bound(i) < j-pinned-1e-9 {
				t.Errorf("seed %d: the bound with book %d %.9f is below what a plan with it is worth, %.9f", seed, i, u.bound(i), j-pinned)
			}
		}
		e := newSolver(p, all, nil)
		e.lines, e.most, e.nodes = u.lines, u.most, gapNodes
		if !e.search() || math.Abs(e.j-best) > 1e-9 {
			t.Errorf("seed %d: cut by the lines the exact search finds %.9f, not %.9f", seed, e.j, best)
		}
		e = newSolver(p, all, nil)
		e.lines, e.most, e.nodes, e.slack = u.lines, u.most, gapNodes, best/10
		if !e.search() || e.j < best*0.9-1e-9 {
			t.Errorf("seed %d: with a tenth of slack the exact search finds %.9f of %.9f", seed, e.j, best)
		}
		seq, proof := prove(p, seq)
		if j, ok := p.objective(seq); !ok || math.Abs(j-proof.Objective) > 1e-9 {
			t.Errorf("seed %d: the proof is of %.9f, the plan worth %.9f (%v)", seed, proof.Objective, j, ok)
		}
		if proof.Optimal {
			optimal++
			if math.Abs(proof.Objective-best) > 1e-9 {
				t.Errorf("seed %d: %.9f is called optimal, %.9f is", seed, proof.Objective, best)
			}
		}
	}
	if tight < 100 || optimal < 190 {
		t.Errorf("of 200, %d bounds are within half of the optimum and %d plans proved optimal", tight, optimal)
	}
}

// No sequence makes a reader readier for a book than reach says.
func TestReachHolds(t *testing.T) {
	t.Parallel()
	below, met := 0, 0
	for seed := range uint64(300) {
		p := randomProblem(seed, 6+int(seed%30))
		p.budget *= 0.25 + float64(seed%4)/2
		if seed%3 == 0 {
			p.items[0].hours, p.items[0].begun = 0.1, true
			p.index()
		}
		most := p.reach()
		for _, m := range most {
			if m < 1 {
				below++
			}
		}
		r := rand.New(rand.NewPCG(seed, 2))
		for range 200 {
			state, hours := slices.Clone(p.start), 0.0
			for _, i := range r.Perm(len(p.items)) {
				it := &p.items[i]
				rho := p.ready(it, shortfall(state, it))
				if rho == 0 || !p.fits(hours+it.hours) {
					continue
				}
				if rho > most[i]+1e-9 {
					t.Fatalf("seed %d: readiness %.9f for book %d, at most %.9f by reach", seed, rho, i, most[i])
				}
				if rho > 0.99*most[i] {
					met++
				}
				p.gain(state, it, rho)
				hours += it.hours
			}
		}
	}
	if below < 300 || met < 10000 {
		t.Errorf("%d books cannot be made quite ready for, %d were read as ready as can be: too few to tell", below, met)
	}
}

func TestSimplex(t *testing.T) {
	for _, w := range [][]float64{{1}, {0.2, 0.8}, {5, 1, -3}, {-1, -1, -1, -1}, {0.5, 0.5, 0.5}} {
		far := append([]float64(nil), w...)
		simplex(w)
		sum := 0.0
		for i, v := range w {
			sum += v
			if v < 0 {
				t.Errorf("%v: a part below 0: %v", far, w)
			}
			// the nearest point moves all positive parts by the same
			if i > 0 && v > 0 && w[i-1] > 0 && math.Abs((far[i]-v)-(far[i-1]-w[i-1])) > 1e-12 {
				t.Errorf("%v: parts move apart: %v", far, w)
			}
		}
		if math.Abs(sum-1) > 1e-12 {
			t.Errorf("%v: sums to %v", far, sum)
		}
	}
}
