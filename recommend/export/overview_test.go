package export

import "testing"

func TestGrowth(t *testing.T) {
	for _, tc := range []struct {
		before, now float64
		want        string
	}{
		{0, 0, "░░░░"},
		{0, 0.5, "▓▓░░"},
		{0.5, 1, "██▓▓"},
		{0.5, 0.25, "█░░░"}, // never more cells than there are
		{2, 3, "████"},
		{-1, 0.25, "▓░░░"},
	} {
		if got := new(text).growth(tc.before, tc.now, 4); got != tc.want {
			t.Errorf("from %v to %v: %q, want %q", tc.before, tc.now, got, tc.want)
		}
	}
}
