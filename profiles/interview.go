package profiles

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"readpath/catalog"
)

// An Interview is the questionnaire, whatever asks it: a terminal's forms,
// plain lines, or a file of answers. It holds no answers itself. [Interview.Next]
// is a pure function from the answers so far to the next question, so to go
// back is to drop the last answer, and to resume is to have kept them.
type Interview struct {
	Catalog     *catalog.Catalog
	Backgrounds []catalog.Background // that a reader may name; none if empty
	Today       time.Time
	// Choose names the skill that is most worth asking about, "" if none is;
	// except are those that were asked about.
	Choose func(p *Profile, known Known, except []string) (skill string, err error)
	// About says why nothing can be planned for a goal in the reader's own
	// words; nil if it can.
	About func(text string) error
}

// Known is what the answers say of the reader's levels.
type Known struct {
	Background string         // id, "" if none
	Stated     catalog.Levels // in the order in which they were asked
}

// Answers are the answers so far, in the order of the questions.
type Answers []Answer

// An Answer is what the reader says to a question. Without values it is
// skipped, and what the question takes for granted holds.
type Answer struct {
	Question string   // its ID
	Of       string   // its Of
	Values   []string // one, or more where the question takes several
	Unknown  bool     // the reader does not know
}

// at is the answer to a question, nil if there is none.
func (as Answers) at(id, of string) *Answer {
	for i := range as {
		if as[i].Question == id && as[i].Of == of {
			return &as[i]
		}
	}
	return nil
}

// MostLevels is how many questions there are at most about what the reader can
// do, the one about their background being the first.
const MostLevels = 8

// Next is the question after some answers, nil after the last. Cost: that of
// Choose, while the questions are about skills.
func (iv *Interview) Next(as Answers) (*Question, error) {
	p, known, err := iv.Profile(as)
	if err != nil {
		return nil, err
	}
	missing := func(qs ...*Question) *Question {
		for _, q := range qs {
			if as.at(q.ID, q.Of) == nil {
				return q
			}
		}
		return nil
	}
	if len(p.Goals) == 0 {
		return iv.learn(), nil
	}
	var first []*Question
	for _, g := range p.Goals {
		if g.Background == "" { // which has its own levels
			first = append(first, iv.far(g))
		}
	}
	first = append(first, iv.hours(), iv.until(), iv.read())
	asked := 0
	if len(iv.Backgrounds) > 0 {
		first = append(first, iv.as())
		asked = 1
	}
	if q := missing(first...); q != nil {
		return q, nil
	}
	last := []*Question{iv.practice(), iv.code(), iv.free()}
	if p.Prefer.FreeOnly {
		last = append(last, iv.owned())
	}
	last = append(last, iv.pages())
	if missing(last...) == last[0] { // taste closes the questions about skills
		var except []string
		for _, a := range as {
			if a.Question == knowID {
				except = append(except, a.Of)
			}
		}
		if asked+len(except) < MostLevels && iv.Choose != nil {
			skill, err := iv.Choose(p, known, except)
			if err != nil {
				return nil, err
			}
			if s := iv.Catalog.Skill(skill); s != nil {
				return iv.know(s), nil
			}
		}
	}
	return missing(last...), nil
}

// question is the question of an ID and of what it is about, whether or not it
// is its turn; nil if there is none.
func (iv *Interview) question(id, of string) *Question {
	if of != "" {
		g, s := NewGoal(iv.Catalog, of, DefaultGoalLevel), iv.Catalog.Skill(of)
		switch {
		case id == farID && g.Background == "":
			return iv.far(g)
		case id == knowID && s != nil:
			return iv.know(s)
		}
		return nil
	}
	make, ok := map[string]func() *Question{
		"learn": iv.learn, "hours": iv.hours, "until": iv.until, "read": iv.read, "as": iv.as,
		"practice": iv.practice, "code": iv.code, "free": iv.free, "own": iv.owned, "pages": iv.pages,
	}[id]
	if !ok {
		return nil
	}
	return make()
}

// Profile is what the answers make of the reader. The levels that they state
// are apart, in known: how far to trust them is for the planner to say.
func (iv *Interview) Profile(as Answers) (p *Profile, known Known, err error) {
	p = &Profile{}
	for _, a := range as {
		q := iv.question(a.Question, a.Of)
		if q == nil {
			return nil, Known{}, fmt.Errorf("there is no question %q", strings.TrimSpace(a.Question+" "+a.Of))
		}
		if a.Unknown || len(a.Values) == 0 {
			if q.Needed {
				return nil, Known{}, ErrNoAnswer
			}
			continue
		}
		if !q.Many && len(a.Values) > 1 {
			return nil, Known{}, fmt.Errorf("%s takes one answer, not %d", q.ID, len(a.Values))
		}
		if err := q.take(p, &known, a.Values); err != nil {
			return nil, Known{}, err
		}
	}
	if p.Time.HoursPerWeek == 0 && as.at("hours", "") != nil {
		p.Time.HoursPerWeek = usualHours
	}
	return p, known, nil
}

// Check says what is wrong with an answer to a question after some others, nil
// if nothing is.
func (iv *Interview) Check(as Answers, a Answer) error {
	_, _, err := iv.Profile(append(slices.Clone(as), a))
	return err
}
