package recommend

import (
	"fmt"
	"math"
	"strings"

	"readpath/catalog"
	"readpath/profiles"
)

// Model holds the modelling choices. None of them can be measured from the
// catalog; each has a reason, and [Sensitivity] shows how plans move when they
// move.
type Model struct {
	Lambda float64 `json:"lambda"`  // how fast readiness falls with the shortfall
	MaxGap float64 `json:"max_gap"` // D: beyond this shortfall (in levels) a book is unreadable
	Trust  float64 `json:"trust"`   // eta: share of the way to its level that a book brings a ready reader
	Kappa  float64 `json:"kappa"`   // per felt hour: how much sooner is better
	Price  float64 `json:"price"`   // mu: share of the goal that an hour must bring
}

const (
	// defaultLambda makes a book of half use to a reader who is one level
	// short in one skill (exp(-0.7) = 0.50), and of a twentieth at two.
	defaultLambda = 0.7
	// defaultMaxGap is two levels short in one skill: a beginner before a
	// book for advanced readers.
	defaultMaxGap = 2
	// defaultTrust takes an entry at its word: what a book teaches is, in the
	// catalog, where its ready reader stands at the end of it. Any less would
	// let plans end in a book that is there for the rest of the way alone.
	defaultTrust = 1
	// defaultKappa lets a gain lose 14% of its worth if it comes 100 hours
	// later, enough to put the useful first, too little to trade much of the
	// end for it.
	defaultKappa = 0.0015
	// bookOfReference is the length in hours of the book by which depths are
	// explained.
	bookOfReference = 20
)

// Depth says how much a step must bring to be in the plan.
type Depth string

// The depths. A book of 20 hours must bring about 4%, 1.5% or 0.4% of the goal.
const (
	Quick    Depth = "quick"
	Balanced Depth = "balanced"
	Thorough Depth = "thorough"
)

// Depths are all depths, from the shortest plans to the longest.
var Depths = profiles.Depths

// NewModel is the model for a depth; "" means balanced.
func NewModel(depth Depth) (Model, error) {
	share, ok := map[Depth]float64{Quick: 0.04, Balanced: 0.015, "": 0.015, Thorough: 0.004}[depth]
	if !ok {
		return Model{}, fmt.Errorf("depth %q is not one of %s", string(depth), strings.Join(Depths, ", "))
	}
	return Model{
		Lambda: defaultLambda, MaxGap: defaultMaxGap, Trust: defaultTrust,
		Kappa: defaultKappa, Price: share / bookOfReference,
	}, nil
}

// trustIn is eta for a book: less where what it teaches was inferred from its
// text, by how sure that is.
func (m *Model) trustIn(b *catalog.Book) float64 {
	if b.Inferred != nil {
		return m.Trust * b.Inferred.Confidence
	}
	return m.Trust
}

// readiness is rho for a shortfall d (a sum of squares).
func (m *Model) readiness(d float64) float64 {
	switch {
	case d == 0:
		return 1
	case d > m.MaxGap*m.MaxGap:
		return 0
	}
	return math.Exp(-m.Lambda * d)
}

// discount is what a gain is worth that comes after felt hours of reading.
func (m *Model) discount(felt float64) float64 { return math.Exp(-m.Kappa * felt) }
