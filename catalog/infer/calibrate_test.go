package infer

import (
	"math"
	"testing"

	"readpath/catalog"
)

// TestCalibrate wants a confidence to be about the share that books do bring,
// and the surer levels to be the better ones.
func TestCalibrate(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	all := Calibrate(cat)
	books := 0
	for _, c := range all {
		books += c.Books
		const enough, mayDiffer = 30, 0.05
		byChance := 2 * math.Sqrt(c.Confidence*(1-c.Confidence)/float64(c.Books)) // two standard errors
		if c.Books < enough {
			t.Errorf("below %.1f: only %d books", c.Below, c.Books)
		}
		if math.Abs(c.Brought-c.Confidence) > mayDiffer+byChance {
			t.Errorf("below %.1f: confidence %.2f, and %.2f of what is said is brought", c.Below, c.Confidence, c.Brought)
		}
	}
	if want := len(newSample(cat).books); books != want {
		t.Errorf("%d books, want %d", books, want)
	}
	if least, most := all[0], all[len(all)-1]; most.Error > least.Error/2 || most.MainRight < 0.9 || least.MainRight > 0.2 {
		t.Errorf("the surest are off by %.2f levels and right in %.2f, the others by %.2f and in %.2f", most.Error, most.MainRight, least.Error, least.MainRight)
	}
}
