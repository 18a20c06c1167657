package catalog

import (
	"math"
	"strconv"
)

// Level is how far a person is in a skill: 0 none, 1 aware, 2 beginner,
// 3 working, 4 advanced, 5 expert. Files use whole and half levels; a state
// computed by the model may be anything between 0 and MaxLevel.
type Level float64

// The ends and the hinge of the scale.
const (
	MaxLevel Level = 5
	Working  Level = 3 // uses it alone, on the job
)

var levelWords = [...]string{"none", "aware", "beginner", "working", "advanced", "expert"}

// levelMeanings say what a person at each whole level can do.
var levelMeanings = [...]string{
	"nothing yet",
	"follows a conversation",
	"does simple tasks with help",
	"uses it alone, on the job",
	"designs, debugs the hard cases, teaches others",
	"extends the field",
}

// Valid reports whether l is a number from 0 to 5.
func (l Level) Valid() bool { return l >= 0 && l <= MaxLevel } // false for NaN

// Word is the level's word. Between two levels it is the lower one's with a
// plus: 2.5 is "beginner+"; between none and aware it is "under aware".
func (l Level) Word() string {
	whole := math.Floor(float64(l) + 0.25)
	if l >= 0.25 && l < 0.75 {
		return "under " + levelWords[1]
	}
	word := levelWords[int(min(max(whole, 0), float64(MaxLevel)))]
	if float64(l)-whole >= 0.25 {
		word += "+"
	}
	return word
}

// Meaning says what a person at the nearest whole level at or below l can do.
func (l Level) Meaning() string {
	return levelMeanings[int(min(max(math.Floor(float64(l)+0.25), 0), float64(MaxLevel)))]
}

// Number is the level to one decimal at most: "3", "2.5", "2.7".
func (l Level) Number() string {
	return strconv.FormatFloat(math.Round(float64(l)*10)/10, 'f', -1, 64)
}

// String is the number with its word: "2.5 beginner+".
func (l Level) String() string { return l.Number() + " " + l.Word() }
