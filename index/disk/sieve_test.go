package disk

import (
	"math/rand/v2"
	"testing"
)

func TestSieve(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, n := range []int{0, 1, 3, 100, 20_000} {
		s := newSieve(n)
		in := make([]uint64, n)
		for i := range in {
			in[i] = rng.Uint64()
			s.add(in[i])
		}
		for _, h := range in {
			if !s.passes(h) {
				t.Fatalf("a sieve of %d hashes holds back %x, which is in", n, h)
			}
		}
		passed, asked := 0, 20_000
		for range asked {
			if s.passes(rng.Uint64()) {
				passed++
			}
		}
		if share := float64(passed) / float64(asked); share > 0.02 {
			t.Errorf("a sieve of %d hashes lets %.1f%% of others through", n, 100*share)
		}
	}
}
