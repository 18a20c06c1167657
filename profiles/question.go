package profiles

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"readpath/catalog"
)

// ErrNoAnswer says that the answers ended before a goal was named.
var ErrNoAnswer = errors.New("the answers ended before a goal was named")

// A Question is one question of the questionnaire.
type Question struct {
	ID      string   // as in a file of answers
	Of      string   // the goal or skill that it is about; "" for most
	Text    string   // the question
	Why     string   // why it is asked
	Help    string   // what the answers mean
	Options []Option // to choose from, or to be offered while the reader types
	Free    bool     // answers need not be among the options
	Many    bool     // it takes several answers
	Needed  bool     // it cannot be skipped
	Unknown bool     // "I don't know" is an answer of its own
	Skipped string   // what skipping it means
	Usual   string   // the value that most give; "" if there is none

	take func(p *Profile, k *Known, values []string) error
}

// Closed reports whether the answer is one of a few options, all of which can
// be shown.
func (q *Question) Closed() bool { return !q.Free && !q.Many && len(q.Options) <= mostShown }

const mostShown = 12

// An Option is an answer to choose.
type Option struct {
	Value string   // as in a file of answers
	Label string   // for people
	Also  []string // other names of it
}

// The IDs of questions that are put more than once, with an Of.
const (
	farID  = "far"
	knowID = "know"
)

// usualHours is an hour on each working day.
const usualHours = 5

func (iv *Interview) learn() *Question {
	q := &Question{
		ID: "learn", Text: "What do you want to learn?", Free: true, Many: true, Needed: true,
		Why:  "The plan is for this. Everything else is asked for its sake.",
		Help: "An area, a skill, what people of some trade can do, or words of your own; several are fine, and then all of them count alike.",
	}
	for _, a := range iv.Catalog.Areas() {
		q.Options = append(q.Options, Option{Value: a, Label: areaName(a) + ", the whole area"})
	}
	for _, b := range iv.Backgrounds {
		q.Options = append(q.Options, Option{Value: b.ID, Label: b.Name + ", what one usually can"})
	}
	for _, s := range iv.Catalog.Skills() {
		q.Options = append(q.Options, Option{Value: s.ID, Label: s.Name, Also: s.Aliases})
	}
	q.take = func(p *Profile, _ *Known, values []string) error {
		for _, v := range values {
			g := NewGoal(iv.Catalog, v, DefaultGoalLevel)
			if slices.ContainsFunc(p.Goals, g.Same) {
				continue
			}
			if g.Text != "" && iv.About != nil {
				if err := iv.About(g.Text); err != nil {
					return err
				}
			}
			p.Goals = append(p.Goals, g)
		}
		return nil
	}
	return q
}

// areaName is an area for people: "Distributed systems".
func areaName(area string) string {
	words := strings.Split(area, "-")
	for i, w := range words {
		if w == "ai" {
			words[i] = "AI"
		} else if i == 0 && w != "" {
			words[i] = strings.ToUpper(w[:1]) + w[1:]
		}
	}
	return strings.Join(words, " ")
}

func (iv *Interview) far(g Goal) *Question {
	title := g.Text
	if s := iv.Catalog.Skill(g.Skill); s != nil {
		title = s.Name
	} else if g.Area != "" {
		title = areaName(g.Area)
	}
	return &Question{
		ID: farID, Of: g.Name(), Text: fmt.Sprintf("How far do you want to go in %s?", title),
		Why:     "A higher goal needs harder books and more hours; what lies beyond it is left out.",
		Help:    "Choose what you want to be able to say at the end. Most people want to use a thing on the job.",
		Options: iv.statements(g.Skill)[1:], Usual: DefaultGoalLevel.Number(), Skipped: "to use it on the job",
		take: func(p *Profile, _ *Known, values []string) error {
			l, err := level(values[0])
			if err == nil && l == 0 {
				err = errors.New("a goal's level is above 0")
			}
			for i := range p.Goals {
				if p.Goals[i].Same(g) {
					p.Goals[i].Level = l
				}
			}
			return err
		},
	}
}

// statements are the levels of a skill, from none to the highest, by what one
// can say then; where the catalog does not say it, in general words. Those
// between two statements are said to be so.
func (iv *Interview) statements(skill string) []Option {
	general := []string{
		"Nothing yet",
		"I can follow a conversation about it",
		"I can do simple tasks with help",
		"I can use it alone, on the job",
		"I can design with it, solve the hard cases, and teach others",
		"I can extend the field",
	}
	s := iv.Catalog.Skill(skill)
	out := make([]Option, len(general))
	for l := range out {
		label := general[l]
		if s != nil && len(s.CanDo) > 0 && l > 0 {
			if label = strings.TrimSuffix(s.CanDo[l], "."); label == "" {
				label = "Between the two: " + general[l]
			}
		}
		out[l] = Option{Value: strconv.Itoa(l), Label: label}
	}
	return out
}

// level reads a level as a file of answers has it: a number, or its word.
func level(s string) (catalog.Level, error) {
	for l := catalog.Level(0); l <= catalog.MaxLevel; l++ {
		if strings.EqualFold(s, l.Word()) {
			return l, nil
		}
	}
	v, err := strconv.ParseFloat(s, 64)
	if l := catalog.Level(v); err != nil || !l.Valid() {
		return 0, fmt.Errorf("%q is not a level from 0 (none) to 5 (expert)", s)
	}
	return catalog.Level(v), nil
}

// number takes a number in a range.
func number(s string, low, high float64) (float64, error) {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || !(v >= low && v <= high) {
		return 0, fmt.Errorf("%q is not a number from %g to %g", s, low, high)
	}
	return v, nil
}

func (iv *Interview) hours() *Question {
	return &Question{
		ID: "hours", Text: "How many hours a week can you read?", Free: true, Usual: strconv.Itoa(usualHours),
		Skipped: fmt.Sprintf("%d, an hour on each working day", usualHours),
		Why:     "It dates the plan and, with a last day, says how many books there is time for.",
		Help:    "Exercises at the desk count too. Half an hour a day is 3.5.",
		take: func(p *Profile, _ *Known, values []string) (err error) {
			p.Time.HoursPerWeek, err = number(values[0], 0.5, 100)
			return err
		},
	}
}

func (iv *Interview) until() *Question {
	return &Question{
		ID: "until", Text: "Until when? A number of weeks, or the last day.", Free: true, Skipped: "no limit",
		Why:  "With a limit, the plan chooses what brings most in the time; without, it ends where reading on stops paying.",
		Help: "A number of weeks, such as 12, or a date, such as 2026-12-31.",
		take: func(p *Profile, _ *Known, values []string) error {
			if weeks, err := strconv.Atoi(values[0]); err == nil && weeks >= 1 && weeks <= 1000 {
				p.Time.Weeks = weeks
				return nil
			}
			until, err := time.Parse(DateForm, values[0])
			if err != nil {
				return fmt.Errorf("%q is neither a number of weeks nor a date such as 2026-12-31", values[0])
			}
			if values[0] < iv.Today.Format(DateForm) {
				return fmt.Errorf("%s is over: today is %s", values[0], iv.Today.Format(DateForm))
			}
			p.Time.Until = until
			return nil
		},
	}
}

// books is a question that takes books of the catalog.
func (iv *Interview) books(q Question, into func(*Profile) *[]string) *Question {
	q.Many = true
	for _, b := range iv.Catalog.Books() {
		o := Option{Value: b.ID, Label: b.FullTitle()}
		if len(b.Authors) > 0 {
			o.Label += ", by " + b.Authors[0]
		}
		q.Options = append(q.Options, o)
	}
	q.take = func(p *Profile, _ *Known, values []string) error {
		list := into(p)
		for _, v := range values {
			b, err := iv.Catalog.FindBook(v)
			if err != nil {
				return err
			}
			if !slices.Contains(*list, b.ID) {
				*list = append(*list, b.ID)
			}
		}
		return nil
	}
	return &q
}

func (iv *Interview) read() *Question {
	return iv.books(Question{
		ID: "read", Text: "Which books on these things have you read?", Skipped: "none",
		Why:  "They will not be in the plan, and what they teach need not be asked.",
		Help: "Those that you finished and understood, by title, author or id.",
	}, func(p *Profile) *[]string { return &p.Read })
}

func (iv *Interview) owned() *Question {
	return iv.books(Question{
		ID: "own", Text: "Which books do you own?", Skipped: "none",
		Why:  "The plan is made of books that are free to read or yours already.",
		Help: "By title, author or id; only those that you might read matter.",
	}, func(p *Profile) *[]string { return &p.Owned })
}

func (iv *Interview) as() *Question {
	q := &Question{
		ID: "as", Text: "Which of these is nearest to you?", Skipped: "none of them",
		Why:  "One answer that says something about many skills. Those that matter most are asked one by one.",
		Help: "Not what your title is, but whose skills are most like yours.",
	}
	for _, b := range iv.Backgrounds {
		q.Options = append(q.Options, Option{Value: b.ID, Label: b.Name, Also: []string{b.Description}})
	}
	q.take = func(_ *Profile, k *Known, values []string) error {
		for _, b := range iv.Backgrounds {
			if b.ID == values[0] || catalog.Normal(b.Name) == catalog.Normal(values[0]) {
				k.Background = b.ID
				return nil
			}
		}
		_, err := iv.Catalog.FindBackground(values[0])
		return err
	}
	return q
}

func (iv *Interview) know(s *catalog.Skill) *Question {
	return &Question{
		ID: knowID, Of: s.ID, Text: fmt.Sprintf("What can you do in %s?", s.Name), Options: iv.statements(s.ID), Unknown: true,
		Skipped: "what your other answers make likely",
		Why:     fmt.Sprintf("Of all that is not known about you, your level in %s would change the plan most.", s.Name),
		Help:    strings.TrimSpace(s.Description + " Between two answers take the lower: a book that is too hard costs you more than one that is too easy."),
		take: func(_ *Profile, k *Known, values []string) error {
			l, err := level(values[0])
			if err == nil {
				k.Stated = append(k.Stated, catalog.SkillLevel{Skill: s.ID, Level: l})
			}
			return err
		},
	}
}

func (iv *Interview) practice() *Question {
	return &Question{
		ID: "practice", Text: "Theory or hands-on?", Skipped: "no preference",
		Why:  "Of two books that bring you equally far, the one to your taste comes into the plan.",
		Help: "Theory explains and proves; hands-on has you build and solve.",
		Options: []Option{
			{Value: "0", Label: "Theory"}, {Value: "0.25", Label: "Rather theory"}, {Value: "0.5", Label: "Half and half"},
			{Value: "0.75", Label: "Rather hands-on"}, {Value: "1", Label: "Hands-on"},
		},
		take: func(p *Profile, _ *Known, values []string) error {
			v, err := number(values[0], 0, 1)
			if err == nil {
				p.Prefer.Practice = catalog.KnownShare(v)
			}
			return err
		},
	}
}

func (iv *Interview) code() *Question {
	q := &Question{
		ID: "code", Text: "Which programming languages do you like in examples?", Many: true, Free: true, Skipped: "any",
		Why:  "Books with examples in them are preferred a little; none is left out for its language.",
		Help: "Several are fine.",
		take: func(p *Profile, _ *Known, values []string) error {
			for _, v := range values {
				if v = strings.ToLower(v); !slices.Contains(p.Prefer.Code, v) {
					p.Prefer.Code = append(p.Prefer.Code, v)
				}
			}
			return nil
		},
	}
	count := map[string]int{}
	for _, b := range iv.Catalog.Books() {
		for _, c := range b.Code {
			if count[c]++; count[c] == 1 {
				q.Options = append(q.Options, Option{Value: c, Label: c})
			}
		}
	}
	slices.SortStableFunc(q.Options, func(a, b Option) int {
		return cmp.Or(cmp.Compare(count[b.Value], count[a.Value]), cmp.Compare(a.Value, b.Value))
	})
	return q
}

func (iv *Interview) free() *Question {
	free := 0
	for _, b := range iv.Catalog.Books() {
		if b.Free != "" {
			free++
		}
	}
	return &Question{
		ID: "free", Text: "Must the books be free?", Usual: "no", Skipped: "no",
		Why:     "With yes, only books that may be read for nothing, or are yours, come into question.",
		Help:    fmt.Sprintf("Of the %d books, %d are legally free to read.", len(iv.Catalog.Books()), free),
		Options: []Option{{Value: "no", Label: "No, any book will do"}, {Value: "yes", Label: "Yes, free to read or mine already"}},
		take: func(p *Profile, _ *Known, values []string) error {
			switch strings.ToLower(values[0]) {
			case "y", "yes", "true":
				p.Prefer.FreeOnly = true
			case "n", "no", "false":
			default:
				return fmt.Errorf("%q is neither yes nor no", values[0])
			}
			return nil
		},
	}
}

func (iv *Interview) pages() *Question {
	return &Question{
		ID: "pages", Text: "How many pages may a book have at most?", Free: true, Skipped: "any number",
		Why:  "A long book may be the best and still not be read.",
		Help: "A number of pages, such as 500.",
		take: func(p *Profile, _ *Known, values []string) error {
			v, err := strconv.Atoi(values[0])
			if err != nil || v < 1 || v > 100000 {
				return fmt.Errorf("%q is not a number of pages", values[0])
			}
			p.Prefer.MaxPages = v
			return nil
		},
	}
}
