package english

import "testing"

func TestStem(t *testing.T) {
	for _, same := range [][]string{
		{"database", "databases"}, {"compute", "computing", "computed", "computer"}, {"theory", "theories"}, {"ski", "skis"},
	} {
		for _, w := range same[1:] {
			if Stem(w) != Stem(same[0]) {
				t.Errorf("%s has the stem %s, %s has %s", w, Stem(w), same[0], Stem(same[0]))
			}
		}
	}
	for _, apart := range [][2]string{{"it", "its"}, {"have", "having"}, {"news", "new"}, {"c", "c++"}, {"université", "universität"}} {
		if Stem(apart[0]) == Stem(apart[1]) {
			t.Errorf("%s and %s have one stem, %s", apart[0], apart[1], Stem(apart[0]))
		}
	}
	if Stem("") != "" {
		t.Errorf("no word has the stem %q", Stem(""))
	}
}

func TestFunction(t *testing.T) {
	for word, want := range map[string]bool{"the": true, "of": true, "your": true, "without": true, "set": false, "go": false, "c": false, "r": false} {
		if Function(word) != want {
			t.Errorf("%s: %v, want %v", word, !want, want)
		}
	}
}
