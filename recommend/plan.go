package recommend

import (
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// A Plan is an ordered reading plan with the ledger of its computation. It is
// the one value that every exporter renders; its JSON form is public.
type Plan struct {
	Reader     string      `json:"reader,omitempty"`
	About      string      `json:"about,omitempty"`
	Today      Date        `json:"today"`
	Model      Model       `json:"model"`
	Objective  float64     `json:"objective"` // J; the sum of the steps' contributions
	Coverage   float64     `json:"coverage"`  // share of the goal reached at the end, 0 to 1
	Hours      float64     `json:"hours"`     // of all steps
	HoursLow   float64     `json:"hours_low"`
	HoursHigh  float64     `json:"hours_high"`
	Budget     *Budget     `json:"budget,omitempty"` // nil where time is not limited
	Pace       *Pace       `json:"pace,omitempty"`   // measured; nil where the table's or the profile's holds
	PerWeek    float64     `json:"hours_per_week"`
	Assumed    []string    `json:"assumed,omitempty"` // what was taken for granted, in words
	Start      []Standing  `json:"start"`
	Targets    []Target    `json:"targets"` // what the goals come down to, weightiest first
	Steps      []Step      `json:"steps"`
	Gaps       []Gap       `json:"gaps"`
	Near       []Near      `json:"near"`     // books that nearly made it, nearest first
	Excluded   []Exclusion `json:"excluded"` // books on the goals that a condition keeps out, by id
	Weeks      []Week      `json:"weeks"`
	Considered int         `json:"considered"`        // candidates that could serve
	Proof      *Proof      `json:"proof,omitempty"`   // nil unless asked for
	Changes    *Changes    `json:"changes,omitempty"` // from the plan before; nil without one

	// Profile is what the plan was made for, with the conditions of its
	// request: a plan made for it anew is this one. Nil in a plan of before
	// there was this field.
	Profile *profiles.Profile `json:"profile,omitempty"`
}

// Budget is the time there is.
type Budget struct {
	Hours float64 `json:"hours"`
	Weeks float64 `json:"weeks"`
}

// BookRef is what a plan says of a book.
type BookRef struct {
	ID          string                `json:"id"`
	Title       string                `json:"title"`
	Subtitle    string                `json:"subtitle,omitempty"`
	Authors     []string              `json:"authors,omitempty"`
	Edition     int                   `json:"edition,omitempty"`
	Year        int                   `json:"year,omitempty"`
	Publisher   string                `json:"publisher,omitempty"`
	Pages       int                   `json:"pages,omitempty"`
	PagesAbout  int                   `json:"pages_about,omitempty"` // where the count is not known for sure
	ISBN        string                `json:"isbn,omitempty"`
	URL         string                `json:"url,omitempty"`
	Free        string                `json:"free,omitempty"`
	BestFor     string                `json:"best_for,omitempty"`
	Language    string                `json:"language,omitempty"`
	Topics      []string              `json:"topics,omitempty"`
	Description string                `json:"description,omitempty"`
	Level       catalog.Level         `json:"level"`
	Caveats     []string              `json:"caveats,omitempty"`
	Recommended []catalog.Endorsement `json:"recommended_by,omitempty"`
	Inferred    *catalog.Inference    `json:"inferred,omitempty"` // nil for levels that a person judged
}

// A Step is one book of a plan with its part of the ledger:
//
//	value        = sum of the gains' values
//	cost         = price * felt hours
//	contribution = discount * value - cost
type Step struct {
	Book         BookRef       `json:"book"`
	Hours        float64       `json:"hours"`
	HoursLow     float64       `json:"hours_low"`
	HoursHigh    float64       `json:"hours_high"`
	Reading      float64       `json:"hours_reading"`
	Exercises    float64       `json:"hours_exercises"`
	PagesAssumed int           `json:"pages_assumed,omitempty"` // where the count is not known for sure
	Begun        bool          `json:"begun,omitempty"`         // the reader is in the middle of it
	Pref         float64       `json:"pref"`                    // sum of the preferences, bounded
	Preferences  []Term        `json:"preferences,omitempty"`
	Felt         float64       `json:"felt_hours"` // hours * (1 - pref)
	FeltSum      float64       `json:"felt_hours_sum"`
	Shortfall    float64       `json:"shortfall"`
	Readiness    float64       `json:"readiness"`
	RequiresMet  []Met         `json:"requires_met"`
	Gains        []Gain        `json:"gains"`
	Value        float64       `json:"value"`
	Discount     float64       `json:"discount"`
	Cost         float64       `json:"cost"`
	Contribution float64       `json:"contribution"`
	Reached      float64       `json:"reached"`          // share of the goal after this step, 0 to 1
	CanDo        []string      `json:"can_do,omitempty"` // what the reader can do now and could not before
	Age          *catalog.Age  `json:"age,omitempty"`
	Start        Date          `json:"start"` // first day
	End          Date          `json:"end"`   // last day
	Week         int           `json:"week"`  // of the first day, from 1
	LastWeek     int           `json:"last_week"`
	WhyIn        WhyIn         `json:"why_in"`
	Alternatives []Alternative `json:"alternatives,omitempty"` // that cost least, at most two
	WhyHere      *WhyHere      `json:"why_here,omitempty"`     // nil for the only step
	Hangs        []Hang        `json:"hangs,omitempty"`        // the ratings it hangs on; filled in where the request says so
}

// Met is one requirement of a step against where the reader stands.
type Met struct {
	Skill string        `json:"skill"`
	Name  string        `json:"name"`
	Need  catalog.Level `json:"need"`
	Have  catalog.Level `json:"have"`
	Short catalog.Level `json:"short,omitempty"` // need - have, where that is above 0
	From  []string      `json:"from,omitempty"`  // ids of earlier steps that raised it
}

// Gain is what a step does to one skill.
type Gain struct {
	Skill  string        `json:"skill"`
	Name   string        `json:"name"`
	Before catalog.Level `json:"before"`
	After  catalog.Level `json:"after"`
	Value  float64       `json:"value"` // share of the goal; 0 for a skill that no goal wants
}

// WhyIn is what a step is worth, by computing the plan without it: the same
// other steps, in the same order.
type WhyIn struct {
	Loss    float64  `json:"loss"`             // of the objective
	Reached float64  `json:"reached"`          // share of the goal at the end without it
	Breaks  []string `json:"breaks,omitempty"` // ids of steps that the reader could not read then
	Opens   []Opens  `json:"opens,omitempty"`  // later steps that are read less ready then
}

// Opens is a later step that a step makes the reader readier for.
type Opens struct {
	Book    string  `json:"book"`
	With    float64 `json:"with"`    // its readiness in the plan
	Without float64 `json:"without"` // its readiness without the step
}

// WhyHere is what it costs to trade places with a neighbour.
type WhyHere struct {
	With     string  `json:"with"`     // the neighbour's id; the one whose trade costs less
	Later    bool    `json:"later"`    // the neighbour is the next step
	Cost     float64 `json:"cost"`     // of the objective, by the trade; below 0 where the plan before, or the depth of the books, holds a step in place
	Possible bool    `json:"possible"` // false: one of the two could not be read then
}

// Gap is a target that the plan does not reach.
type Gap struct {
	Skill   string        `json:"skill"`
	Name    string        `json:"name"`
	Goal    catalog.Level `json:"goal"`
	Reached catalog.Level `json:"reached"`
	Best    catalog.Level `json:"best"` // the highest that a candidate teaches
	Why     string        `json:"why"`  // one of the reasons below
}

// Why a target is not reached.
const (
	GapNoBook  = "no book to choose from teaches it"
	GapTooLow  = "no book to choose from goes that far"
	GapUnready = "the books that go further ask for more than you would have"
	GapCount   = "you want no more books"
	GapNoTime  = "no time is left to go further"
	GapPrice   = "going further costs more hours than it brings"
)

// Near is a book that nearly made it: the best single change that brings it in
// and what is against it.
type Near struct {
	Book    BookRef `json:"book"`
	Hours   float64 `json:"hours"`
	Change  float64 `json:"change"`            // of the objective by that change; not above 0, or over the budget
	Gain    float64 `json:"gain"`              // of the share of the goal
	Place   int     `json:"place"`             // the step it would be, from 1
	Instead string  `json:"instead,omitempty"` // of this book
	Over    float64 `json:"over,omitempty"`    // hours over the budget
	Why     string  `json:"why"`               // one of the reasons below
	Missing []Met   `json:"missing,omitempty"` // what the reader lacks for it at the end of the plan
}

// What is against a book that is not in a plan.
const (
	NearBudget  = "over the time there is"
	NearPrice   = "brings less than its hours cost"
	NearCount   = "over the number of books"
	NearUnready = "needs more than the plan teaches"
	NearChange  = "brings less than it costs to change the plan before"
)

// Exclusion is a candidate that a condition of the reader's keeps out.
type Exclusion struct {
	Book string `json:"book"`
	Why  string `json:"why"`
}

// Week is one week of the schedule.
type Week struct {
	Number  int        `json:"number"` // from 1
	Start   Date       `json:"start"`
	End     Date       `json:"end"`
	Reading []WeekBook `json:"reading"`
}

// WeekBook is the hours for one book in one week.
type WeekBook struct {
	Book  string  `json:"book"`
	Hours float64 `json:"hours"`
}

// Date is a day. It prints as 2026-09-30.
type Date struct{ time.Time }

// NewDate is the day of t, in UTC.
func NewDate(t time.Time) Date {
	y, m, d := t.Date()
	return Date{time.Date(y, m, d, 0, 0, 0, 0, time.UTC)}
}

func (d Date) String() string { return d.Format(time.DateOnly) }

// MarshalText writes 2026-09-30.
func (d Date) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads 2026-09-30.
func (d *Date) UnmarshalText(text []byte) error {
	t, err := time.Parse(time.DateOnly, string(text))
	*d = Date{t}
	return err
}

// MarshalJSON writes "2026-09-30".
func (d Date) MarshalJSON() ([]byte, error) { return []byte(`"` + d.String() + `"`), nil }

// UnmarshalJSON reads "2026-09-30".
func (d *Date) UnmarshalJSON(data []byte) error {
	t, err := time.Parse(`"`+time.DateOnly+`"`, string(data))
	*d = Date{t}
	return err
}
