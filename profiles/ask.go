package profiles

import (
	"bufio"
	"cmp"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"readpath/catalog"
)

// ErrNoAnswer says that the answers ended before a goal was named.
var ErrNoAnswer = errors.New("the answers ended before a goal was named")

// askedSkills is how many skills the questionnaire asks about.
const askedSkills = 6

// Ask makes a profile from the answers to a short questionnaire, one line
// each; its own lines are as long as they are, for the writer to fold. An empty
// line takes the answer in brackets; so does the end of the
// answers, once there is a goal. An answer that makes no sense is asked again.
func Ask(in io.Reader, out io.Writer, cat *catalog.Catalog) (*Profile, error) {
	a := &asker{in: bufio.NewScanner(in), out: out, cat: cat, p: &Profile{}}
	a.say("A few questions; Enter takes what is in brackets.\n")
	a.goals()
	if a.err == nil && len(a.p.Goals) == 0 {
		a.err = ErrNoAnswer
	}
	if a.err != nil {
		return nil, a.err
	}
	a.skills()
	a.time()
	a.taste()
	a.say("\n")
	return a.p, a.err
}

type asker struct {
	in    *bufio.Scanner
	out   io.Writer
	cat   *catalog.Catalog
	p     *Profile
	ended bool
	err   error // of reading or writing; nothing is asked after it
}

func (a *asker) say(format string, args ...any) {
	if a.err == nil {
		_, a.err = fmt.Fprintf(a.out, format, args...)
	}
}

// ask puts a question until take accepts the answer. An empty answer, and the
// end of the answers, is not given to take.
func (a *asker) ask(question, preset string, take func(answer string) error) {
	for a.err == nil && !a.ended {
		a.say("%s [%s] ", question, preset)
		if !a.in.Scan() {
			a.ended = true
			a.err = cmp.Or(a.err, a.in.Err())
			a.say("\n")
			return
		}
		answer := strings.TrimSpace(a.in.Text())
		if answer == "" {
			return
		}
		err := take(answer)
		if err == nil {
			return
		}
		a.say("  %v\n", err)
	}
}

// number takes a number in a range.
func number(low, high float64, into *float64) func(string) error {
	return func(s string) error {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil || !(v >= low && v <= high) {
			return fmt.Errorf("%q is not a number from %g to %g", s, low, high)
		}
		*into = v
		return nil
	}
}

func (a *asker) goals() {
	a.say("\nWhat do you want to learn? An area, a skill, or words of your own; several with commas between them. The areas are\n  %s.\n", strings.Join(a.cat.Areas(), ", "))
	for len(a.p.Goals) == 0 && a.err == nil && !a.ended {
		a.ask("Learn:", "needed", func(s string) error {
			for name := range strings.SplitSeq(s, ",") {
				if name = strings.TrimSpace(name); name != "" {
					a.p.Goals = append(a.p.Goals, NewGoal(a.cat, name, DefaultGoalLevel))
				}
			}
			return nil
		})
	}
	for i := range a.p.Goals {
		g := &a.p.Goals[i]
		name := cmp.Or(g.Text, a.cat.SkillName(g.Skill), g.Area)
		a.say("\nHow far in %s?\n", name)
		a.anchors(g.Skill)
		level := float64(g.Level)
		a.ask("Level:", g.Level.Number(), number(0.5, 5, &level))
		g.Level = catalog.Level(level)
	}
}

// anchors prints what the levels of a skill mean: by what one can do, where
// the catalog says it; "" is any skill.
func (a *asker) anchors(skill string) {
	s := a.cat.Skill(skill)
	for l := 1; l <= int(catalog.MaxLevel); l++ {
		switch {
		case s == nil || len(s.CanDo) == 0:
			a.say("  %d  %s: %s\n", l, catalog.Level(l).Word(), catalog.Level(l).Meaning())
		case s.CanDo[l] != "":
			a.say("  %d  %s\n", l, s.CanDo[l])
		}
	}
}

// skills asks about the skills that the goals stand on, and the goals' own.
func (a *asker) skills() {
	ids := a.relevant()
	if len(ids) == 0 || a.ended {
		return
	}
	a.say("\nWhat can you do already? 0 to 5; halves are fine, and an estimate will do.\n")
	for _, id := range ids {
		a.say("\n%s\n", a.cat.SkillName(id))
		a.anchors(id)
		var level float64
		a.ask("Level:", "0", number(0, 5, &level))
		if a.ended {
			return // not asked is not stated
		}
		a.p.Skills = append(a.p.Skills, catalog.SkillLevel{Skill: id, Level: catalog.Level(level)})
	}
}

// relevant are the skills whose level says most about where to start: what the
// goals require, directly or through what they require, by how many of the
// goals' skills stand on them; of equals, what stands on least comes first.
func (a *asker) relevant() []string {
	count := map[string]int{}
	for _, g := range a.p.Goals {
		ids := a.cat.SkillsIn(g.Area)
		if g.Skill != "" {
			ids = []string{g.Skill}
		}
		for _, id := range ids {
			seen := map[string]bool{}
			a.below(id, seen)
			for under := range seen {
				count[under]++
			}
		}
	}
	var ids []string
	for _, id := range a.cat.TopoSkills() {
		if count[id] > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(count[y], count[x]) })
	return ids[:min(askedSkills, len(ids))]
}

// below collects a skill and all that it stands on.
func (a *asker) below(id string, seen map[string]bool) {
	s := a.cat.Skill(id)
	if s == nil || seen[id] {
		return
	}
	seen[id] = true
	for _, r := range s.Requires {
		a.below(r.Skill, seen)
	}
}

func (a *asker) time() {
	a.say("\n")
	perWeek := 5.0
	a.ask("Hours a week for reading:", "5", number(0.5, 100, &perWeek))
	a.p.Time.HoursPerWeek = perWeek
	a.ask("Weeks you have, or the last date (2026-12-31):", "no limit", func(s string) error {
		if weeks, err := strconv.Atoi(s); err == nil && weeks >= 1 && weeks <= 1000 {
			a.p.Time.Weeks = weeks
			return nil
		}
		until, err := time.Parse(DateForm, s)
		if err != nil {
			return fmt.Errorf("%q is neither a number of weeks nor a date", s)
		}
		a.p.Time.Until = until
		return nil
	})
}

func (a *asker) taste() {
	a.ask("Taste, from 0 theory to 1 hands-on:", "no preference", func(s string) error {
		var v float64
		if err := number(0, 1, &v)(s); err != nil {
			return err
		}
		a.p.Prefer.Practice = catalog.KnownShare(v)
		return nil
	})
	a.ask("Languages you like in examples, with commas:", "any", func(s string) error {
		for c := range strings.SplitSeq(s, ",") {
			if c = strings.ToLower(strings.TrimSpace(c)); c != "" {
				a.p.Prefer.Code = append(a.p.Prefer.Code, c)
			}
		}
		return nil
	})
	a.ask("Only books that are free to read? y or n:", "n", func(s string) error {
		switch strings.ToLower(s) {
		case "y", "yes":
			a.p.Prefer.FreeOnly = true
		case "n", "no":
		default:
			return fmt.Errorf("%q is neither y nor n", s)
		}
		return nil
	})
	a.ask("Books you have read, by title or id, with commas:", "none", func(s string) error {
		var ids []string
		for name := range strings.SplitSeq(s, ",") {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			b, err := a.cat.FindBook(name)
			if err != nil {
				return err
			}
			if !slices.Contains(ids, b.ID) {
				ids = append(ids, b.ID)
			}
		}
		a.p.Read = ids
		return nil
	})
}
