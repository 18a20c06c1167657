// Package profiles holds who the reader is: what they can do, what they want,
// how much time they have, what they like, and what they have read. Profiles
// are YAML files, read as strictly as the catalog.
package profiles

import (
	"cmp"
	"time"

	"readpath/catalog"
)

// A Profile is what is known of one reader. The zero Profile is somebody who
// has said nothing; package recommend says what it takes for granted then.
type Profile struct {
	Name     string         `json:"name,omitempty"`
	About    string         `json:"about,omitempty"`
	Skills   catalog.Levels `json:"skills"` // stated by the reader
	Goals    []Goal         `json:"goals"`
	Read     []string       `json:"read,omitempty"` // book ids, here and below
	Reading  []string       `json:"reading,omitempty"`
	Owned    []string       `json:"owned,omitempty"`
	Exclude  []string       `json:"exclude,omitempty"`
	Prefer   Preferences    `json:"preferences"`
	Time     Time           `json:"time"`
	Progress []Progress     `json:"progress,omitempty"` // the reader's diary, as it was written

	Conditions Conditions `json:"conditions,omitzero"`
	Plan       *Kept      `json:"plan,omitempty"` // the plan that is followed; nil if none is
}

// A Goal is one thing the reader wants to be able to do. Exactly one of
// Skill, Area, Background and Text is set.
type Goal struct {
	Skill      string        `json:"skill,omitempty"`
	Area       string        `json:"area,omitempty"`
	Background string        `json:"background,omitempty"` // to have the levels that such a person usually has
	Text       string        `json:"text,omitempty"`
	Level      catalog.Level `json:"level,omitempty"`  // to reach; 0 for a background
	Weight     float64       `json:"weight,omitempty"` // against the other goals; > 0
}

// Name is the goal without its level.
func (g Goal) Name() string { return cmp.Or(g.Skill, g.Area, g.Background, g.Text) }

// String is the goal as the --goal flag takes it.
func (g Goal) String() string {
	if g.Background != "" {
		return g.Background
	}
	return g.Name() + "=" + g.Level.Number()
}

// Same reports whether two goals are the same but for their levels and weights.
func (g Goal) Same(o Goal) bool {
	return g.Skill == o.Skill && g.Area == o.Area && g.Background == o.Background && g.Text == o.Text
}

// Preferences are the reader's taste; zero values mean no preference.
type Preferences struct {
	Practice    catalog.Share `json:"practice,omitzero"`      // 0 theory to 1 hands-on
	Code        []string      `json:"code,omitempty"`         // languages the reader likes to see
	Languages   []string      `json:"languages,omitempty"`    // of the books; empty means any
	MaxPages    int           `json:"max_pages,omitempty"`    // no longer book
	NewestAfter int           `json:"newest_after,omitempty"` // no edition from before this year
	FreeOnly    bool          `json:"free_only,omitempty"`    // free to read, or owned
	Kinds       []string      `json:"kinds,omitempty"`        // of books; empty means any
}

// Time is how much the reader has. At most one of Weeks and Until is set.
type Time struct {
	HoursPerWeek float64   `json:"hours_per_week,omitempty"`
	Weeks        int       `json:"weeks,omitempty"`
	Until        time.Time `json:"until,omitzero"`           // the last day, midnight UTC
	PagesPerHour float64   `json:"pages_per_hour,omitempty"` // of technical prose, measured
	Days         []Weekday `json:"days,omitempty"`           // on which the reader reads; empty means every day
	Off          []Span    `json:"days_off,omitempty"`       // without reading
	At           Clock     `json:"at,omitempty"`             // when a day's reading begins; "" means at no fixed time
}

// Conditions are what the reader asks of a plan; zero values ask nothing.
type Conditions struct {
	Depth    string      `json:"depth,omitempty"`     // one of Depths; "" means balanced
	MaxBooks int         `json:"max_books,omitempty"` // no more books
	Among    []string    `json:"among,omitempty"`     // the books to choose from, by id; empty means all
	Include  []string    `json:"include,omitempty"`   // books that must be in, by id
	Before   [][2]string `json:"before,omitempty"`    // ids: if both are in, the first comes first
}

// Depths say how much a book must bring to be in a plan, from the shortest
// plans to the longest.
var Depths = []string{"quick", "balanced", "thorough"}

// Progress is an entry of the reader's diary: reading that was done.
type Progress struct {
	Book   string    `json:"book"`
	Date   time.Time `json:"date,omitzero"`
	Hours  float64   `json:"hours,omitempty"`  // since the entry before
	Event  string    `json:"event,omitempty"`  // EventStart, EventDone or EventDrop; "" for hours alone
	Rating int       `json:"rating,omitempty"` // 1 to 5 by the reader, at the end; 0 if none. Plans do not use it
	Note   string    `json:"note,omitempty"`   // why a book was dropped
}

// What an entry of the diary may stand for beside hours. The lists Read,
// Reading and Exclude say how things are; the diary says how they came about.
const (
	EventStart = "start"
	EventDone  = "done"
	EventDrop  = "drop"
)

// Kept is the plan that the reader follows, as far as it cannot be computed
// again: its books, and what of the profile it was made from and may change
// while it is followed. The rest, reasons, hours and dates, follows from these
// and the profile; see Follow in package recommend.
type Kept struct {
	Made         time.Time      `json:"made"`                     // its first day, midnight UTC
	Begun        time.Time      `json:"begun,omitzero"`           // the first day of the first of the plans kept, from which weeks count; zero is Made
	Goals        []string       `json:"goals"`                    // as Goal.String writes them
	Skills       catalog.Levels `json:"skills,omitempty"`         // stated by the reader then
	HoursPerWeek float64        `json:"hours_per_week,omitempty"` // then
	// Books are ids in the order of the plan. Those that were read since stay,
	// for the plan measures the goal from where its reader began. A book that
	// a new catalog has no more is passed over.
	Books []string `json:"books"`
}

// MaxRating is the best rating of a book; 1 is the least.
const MaxRating = 5

// DefaultGoalLevel is what a goal without a level aims at: using it alone, on
// the job.
const DefaultGoalLevel = catalog.Working

// Names finds what a profile and a command line name: a [catalog.Catalog], or
// one with libraries on disk beside it.
type Names interface {
	Book(id string) *catalog.Book
	Skill(id string) *catalog.Skill
	FindBook(name string) (*catalog.Book, error)
	FindSkill(name string) (*catalog.Skill, error)
	FindArea(name string) string
	FindBackground(name string) (*catalog.Background, error)
	Areas() []string
}

// DateForm is how dates are written in files and flags.
const DateForm = time.DateOnly

// NewGoal is the goal that a person means by a name: a skill's id, an area, a
// background's id, the name or an alias of a skill, the name of a background, or
// else a text. A background has levels of its own in the level's stead.
func NewGoal(cat Names, name string, level catalog.Level) Goal {
	skill, skillErr := cat.FindSkill(name)
	if skillErr == nil && skill.ID == name {
		return Goal{Skill: skill.ID, Level: level, Weight: 1}
	}
	if area := cat.FindArea(name); area != "" {
		return Goal{Area: area, Level: level, Weight: 1}
	}
	background, err := cat.FindBackground(name)
	if err == nil && (background.ID == name || skillErr != nil) {
		return Goal{Background: background.ID, Weight: 1}
	}
	if skillErr == nil {
		return Goal{Skill: skill.ID, Level: level, Weight: 1}
	}
	return Goal{Text: name, Level: level, Weight: 1}
}

// Deadline is the last day of the time there is, midnight UTC; zero where there
// is no limit. Weeks count from the first day of the first plan that was kept;
// as long as none is, they have no end yet.
func (p *Profile) Deadline() time.Time {
	if p.Time.Weeks > 0 && p.Plan != nil {
		from := p.Plan.Begun
		if from.IsZero() {
			from = p.Plan.Made
		}
		return from.AddDate(0, 0, 7*p.Time.Weeks-1)
	}
	return p.Time.Until
}
