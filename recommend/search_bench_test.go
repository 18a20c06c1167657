package recommend

import (
	"fmt"
	"testing"
)

// BenchmarkSearch times planning alone, by the number of candidates, over
// random instances with time for 300 hours. "over-myopic" is the objective
// against that of myopic greedy, as the ratio of the sums.
func BenchmarkSearch(b *testing.B) {
	for _, n := range []int{100, 300, 1000, 2000} {
		b.Run(fmt.Sprintf("candidates=%d", n), func(b *testing.B) {
			const instances = 20
			var problems []*problem
			var steps, ours, theirs float64
			for seed := range uint64(instances) {
				p := randomProblem(seed, n)
				problems = append(problems, p)
				seq := solve(p)
				j, ok := p.objective(seq)
				if !ok {
					b.Fatalf("seed %d: no plan", seed)
				}
				w := newWalk(p)
				myopic(w)
				steps += float64(len(seq))
				ours += j
				theirs += w.total()
			}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				solve(problems[i%instances])
				i++
			}
			b.ReportMetric(steps/instances, "steps")
			b.ReportMetric(ours/theirs, "over-myopic")
			b.ReportMetric(ours/instances, "objective")
		})
	}
}
