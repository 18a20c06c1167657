package recommend

import (
	"fmt"
	"testing"
)

func TestSearchIsNearTheOptimum(t *testing.T) {
	for _, n := range []int{1, 4, 8, 10} {
		r, err := MeasureGap(n, 40, 1)
		if err != nil {
			t.Fatal(err)
		}
		if r.Books != n || r.Instances != 40 {
			t.Errorf("%d books: report of %d books, %d instances", n, r.Books, r.Instances)
		}
		if r.Search.Mean > r.Myopic.Mean {
			t.Errorf("%d books: mean gap %.4f of the search, %.4f of the myopic reader", n, r.Search.Mean, r.Myopic.Mean)
		}
		for _, s := range []GapStat{r.Search, r.Myopic} {
			if s.Mean < 0 || s.Mean > s.Worst || s.P95 > s.Worst || s.Worst > 1+1e-9 || s.Optimal < 0 || s.Optimal > 40 {
				t.Errorf("%d books: %+v cannot be", n, s)
			}
			if (s.Optimal == 40) != (s.Worst < 1e-9) || s.Worst > 0 && (s.WorstSeed < 1 || s.WorstSeed > 40) {
				t.Errorf("%d books: %+v contradicts itself", n, s)
			}
		}
	}
}

// MeasureGap takes a gap below zero for none, so that the search never beats
// the exact optimum has to be seen here.
func TestSearchNeverBeatsTheOptimum(t *testing.T) {
	for seed := range uint64(60) {
		n := 6 + int(seed%7)
		p := randomProblem(seed, n)
		all := make([]int, n)
		for i := range all {
			all[i] = i
		}
		_, best, proved := exact(p, all, nil, gapNodes) // without the search's help
		got, ok := p.objective(solve(p))
		if !proved || !ok || got > best+1e-9 {
			t.Errorf("seed %d, %d books: the search %.12f (%v), the optimum %.12f (%v)", seed, n, got, ok, best, proved)
		}
	}
}

func TestMeasureGapRefuses(t *testing.T) {
	for want, args := range map[string][2]int{
		"exact solutions are had for 1 to 20 books, not 0":  {0, 10},
		"exact solutions are had for 1 to 20 books, not 21": {21, 10},
		"0 instances are none":                              {8, 0},
	} {
		if _, err := MeasureGap(args[0], args[1], 1); err == nil || err.Error() != want {
			t.Errorf("%v: %v, want %s", args, err, want)
		}
	}
}

func ExampleMeasureGap() {
	r, err := MeasureGap(8, 50, 1)
	if err != nil {
		panic(err)
	}
	fmt.Printf("of %d plans of %d books, the search finds the best %d times\n", r.Instances, r.Books, r.Search.Optimal)
	// Output: of 50 plans of 8 books, the search finds the best 50 times
}
