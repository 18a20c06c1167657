package disk

import (
	"errors"
	"iter"
	"testing"
)

// upTo are the numbers below n, and then an error if there is one.
func upTo(n int, last error) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := range n {
			if !yield(i, nil) {
				return
			}
		}
		if last != nil {
			yield(0, last)
		}
	}
}

func TestInOrder(t *testing.T) {
	wrong := errors.New("wrong")
	for _, n := range []int{0, 1, inOrderChunk, 10*inOrderChunk + 7} {
		for _, last := range []error{nil, wrong} {
			next := 0
			err := InOrder(upTo(n, last), func(i int) int { return 2 * i }, func(i int) error {
				if i != 2*next {
					t.Fatalf("item %d is %d", next, i)
				}
				next++
				return nil
			})
			if err != last || next != n {
				t.Errorf("%d of %d items, %v, want %v", next, n, err, last)
			}
		}
	}
	puts := 0
	err := InOrder(upTo(1_000_000, nil), func(i int) int { return i }, func(int) error {
		if puts++; puts == 5 {
			return wrong
		}
		return nil
	})
	if err != wrong || puts != 5 {
		t.Errorf("after %d items: %v", puts, err)
	}
}
