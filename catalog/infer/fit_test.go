package infer

import (
	"encoding/json"
	"flag"
	"os"
	"testing"

	"readpath/catalog"
)

var update = flag.Bool("update", false, "rewrite coefficients.json from the shipped catalog")

// TestCoefficients fits twice, to the same bytes, and wants the shipped
// coefficients to infer as well as fresh ones: a catalog that has grown need
// not ship new ones each time.
func TestCoefficients(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	first, again := asJSON(t, Fit(cat)), asJSON(t, Fit(cat))
	if first != again {
		t.Errorf("two fits differ:\n%s\n%s", first, again)
	}
	if *update {
		if err := os.WriteFile("coefficients.json", []byte(first), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	const mayBeWorse = 0.005 // levels
	s := newSample(cat)
	shipped, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	if old, fresh := s.meanError(shipped), s.meanError(Fit(cat)); old > fresh+mayBeWorse {
		t.Errorf("the shipped coefficients err by %.3f levels, fresh ones by %.3f: run 'go generate ./catalog/infer'", old, fresh)
	}
}

func asJSON(t *testing.T, c *Coefficients) string {
	t.Helper()
	data, err := json.MarshalIndent(c, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// meanError is how far the levels of the sample's own books are off.
func (s *sample) meanError(c *Coefficients) float64 {
	m := *s.m
	m.use(c)
	r := newReader(&m)
	sum := 0.0
	for i := range s.books {
		d := float64(m.level(r.read(&s.books[i])) - s.books[i].Level())
		sum += max(d, -d) / float64(len(s.books))
	}
	return sum
}
