package recommend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"gonum.org/v1/gonum/stat"
)

// A GapReport says how far the search stays behind the best plan there is, and
// how far a myopic reader would, over seeded random instances of one size.
// Gaps are shares of the optimum's objective: 0.01 is one percent.
type GapReport struct {
	Books     int     `json:"books"`
	Instances int     `json:"instances"`
	Search    GapStat `json:"search"`
	Myopic    GapStat `json:"myopic"`
}

// GapStat sums up the gaps of one method.
type GapStat struct {
	Mean      float64 `json:"mean"`
	P95       float64 `json:"p95"`
	Worst     float64 `json:"worst"`
	WorstSeed uint64  `json:"worst_seed"` // of the instance with the worst gap
	Optimal   int     `json:"optimal"`    // instances without a gap
}

// gapNodes is more than any instance of 16 books needs.
const gapNodes = 50_000_000

// MeasureGap solves random instances of n books (at most 20) by the search, by myopic
// greedy and exactly. Instance i has the seed seed+i.
func MeasureGap(n, instances int, seed uint64) (GapReport, error) {
	if n < 1 || n > 20 {
		return GapReport{}, fmt.Errorf("exact solutions are had for 1 to 20 books, not %d", n)
	}
	if instances < 1 {
		return GapReport{}, fmt.Errorf("%d instances are none", instances)
	}
	var search, greedy []float64
	for i := range instances {
		p := randomProblem(seed+uint64(i), n)
		seq := solve(p)
		all := make([]int, n)
		for b := range all {
			all[b] = b
		}
		_, best, proved := exact(p, all, seq, gapNodes)
		if !proved {
			return GapReport{}, fmt.Errorf("instance with seed %d was not solved exactly in %d nodes", seed+uint64(i), gapNodes)
		}
		w := newWalk(p)
		myopic(w)
		got, _ := p.objective(seq)
		search = append(search, gapOf(got, best))
		greedy = append(greedy, gapOf(w.total(), best))
	}
	return GapReport{n, instances, gapStat(search, seed), gapStat(greedy, seed)}, nil
}

func gapOf(got, best float64) float64 {
	if best <= exactTolerance {
		return 0 // nothing is worth reading, and nothing was read
	}
	return max(0, (best-got)/best)
}

func gapStat(gaps []float64, seed uint64) GapStat {
	s := GapStat{Mean: stat.Mean(gaps, nil)}
	for i, g := range gaps {
		if g > s.Worst {
			s.Worst, s.WorstSeed = g, seed+uint64(i)
		}
		if g < 1e-9 {
			s.Optimal++
		}
	}
	sorted := slices.Sorted(slices.Values(gaps))
	s.P95 = stat.Quantile(0.95, stat.Empirical, sorted, nil)
	return s
}

// randomProblem is an instance with the traits that make real ones hard:
// skills that build on one another (ten, and one more for every six books
// beyond sixty), goals high up among them, books that only open the way to
// others, several books for one thing, and time for 40% of them, or for 300
// hours if that is less.
func randomProblem(seed uint64, n int) *problem {
	skills := max(10, n/6)
	r := rand.New(rand.NewPCG(seed, 1))
	half := func(lo, hi float64) float64 { // a half level from lo to hi
		return lo + float64(r.IntN(int((hi-lo)*2)+1))/2
	}
	p := &problem{
		start: make([]float64, skills), goal: make([]float64, skills), slope: make([]float64, skills),
		limit: n,
	}
	p.model, _ = NewModel(Balanced)
	under := make([][]need, skills) // by skill, what working in it stands on
	for k := range skills {
		if r.IntN(6) == 0 {
			p.start[k] = half(0.5, 2)
		}
		for range min(k, r.IntN(3)) {
			if u := r.IntN(k); !slices.ContainsFunc(under[k], func(n need) bool { return n.skill == u }) {
				under[k] = append(under[k], need{u, half(1, 3)})
			}
		}
	}
	p.aim(r, half)
	all := 0.0
	for i := range n {
		main := r.IntN(skills)
		level := half(1, 4)
		it := item{id: fmt.Sprintf("b%04d", i), hours: math.Round(50+r.ExpFloat64()*150) / 10}
		it.felt = it.hours
		it.gains = []teach{{main, level, 0.9}}
		for range r.IntN(3) {
			if k := r.IntN(skills); k != main {
				it.gains = append(it.gains, teach{k, half(0.5, 2), 0.9})
			}
		}
		if level > 1.5 && r.IntN(3) > 0 { // a second book on its subject
			it.needs = append(it.needs, need{main, level - 1.5})
		}
		for _, u := range under[main] { // an easy book asks for less
			if ask := u.level * min(1, level/3); r.IntN(5) > 0 && ask >= 0.5 {
				it.needs = append(it.needs, need{u.skill, math.Round(2*ask) / 2})
			}
		}
		all += it.hours
		p.items = append(p.items, it)
	}
	p.budget = min(0.4*all, 300)
	p.index()
	return p
}

// aim sets goals in the upper half of the skills, four of them and one
// more for every ten skills.
func (p *problem) aim(r *rand.Rand, half func(lo, hi float64) float64) {
	skills := len(p.start)
	weights := 0.0
	for range 4 + skills/10 {
		k := skills/2 + r.IntN(skills-skills/2)
		p.goal[k] = max(p.start[k]+1, half(2, 4))
		p.slope[k] = 1 + r.Float64()
	}
	for _, w := range p.slope {
		weights += w
	}
	for k := range p.slope {
		if p.slope[k] > 0 {
			p.slope[k] /= weights * (p.goal[k] - p.start[k])
		}
	}
}
