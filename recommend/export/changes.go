package export

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"readpath/recommend"
)

// changes says how the plan differs from the one before, in a list; nil
// without one.
func (p phrases) changes() []string {
	c := p.Changes
	if c == nil {
		return nil
	}
	out := []string{p.tally()}
	for _, in := range c.Inputs {
		out = append(out, fmt.Sprintf("%s: it was %s, now %s.", upper(p.esc(in.What)), p.esc(in.Before), p.esc(in.Now)))
	}
	var read []string
	for _, d := range c.Dropped {
		if d.Why == recommend.DroppedRead {
			read = append(read, p.esc(d.Title))
		}
	}
	if len(read) > 0 {
		out = append(out, "Finished: "+recommend.Enumerate(read)+".")
	}
	for _, d := range c.Dropped {
		switch {
		case d.Why == recommend.DroppedRead:
		case d.Near != nil:
			out = append(out, "Left out: "+p.near(*d.Near))
		default:
			out = append(out, fmt.Sprintf("Left out: %s: %s.", p.esc(d.Title), p.esc(d.Why)))
		}
	}
	for _, a := range c.Added {
		words := p.whyIn(a.Is - 1)
		if a.Why != recommend.AddedWorth {
			words = strings.TrimSpace(upper(a.Why) + ". " + words)
		}
		out = append(out, fmt.Sprintf("New: %s, step %d. %s", p.title(a.Book), a.Is, words))
	}
	for _, m := range c.Moved {
		why := m.Why
		switch {
		case m.Why == recommend.MovedWorth && m.Loss >= 0.0005:
			why = "back in its place it would cost " + points(m.Loss)
		case m.Why == recommend.MovedWorth:
			why = "of the places for it, this one serves the other books"
		}
		out = append(out, fmt.Sprintf("Moved: %s, step %d before, is step %d now: %s.", p.title(m.Book), m.Was, m.Is, why))
	}
	out = append(append(out, p.kept()...), p.totals())
	if c.Paid > 0 {
		out = append(out, strings.TrimSpace(p.price()))
	}
	return out
}

// tally counts what became of the books.
func (p phrases) tally() string {
	c := p.Changes
	finished := 0
	for _, d := range c.Dropped {
		if d.Why == recommend.DroppedRead {
			finished++
		}
	}
	var parts []string
	add := func(n int, one, many string) {
		switch n {
		case 0:
		case 1:
			parts = append(parts, "1 "+one)
		default:
			parts = append(parts, fmt.Sprintf("%d %s", n, many))
		}
	}
	add(len(c.Kept), "stays", "stay")
	add(finished, "is finished", "are finished")
	add(len(c.Dropped)-finished, "is left out", "are left out")
	add(len(c.Added), "is new", "are new")
	add(len(c.Moved), "has moved", "have moved")
	if len(parts) == 0 {
		return fmt.Sprintf("The plan of %s had no book either.", c.Since)
	}
	s := fmt.Sprintf("Of the %s of %s and now: %s.", count(c.Before.Books, "book"), c.Since, recommend.Enumerate(parts))
	if len(c.Dropped)+len(c.Added)+len(c.Moved) == 0 {
		s = fmt.Sprintf("No book: the plan of %s stands.", c.Since)
	}
	return s
}

// kept says what the books that stay are worth, and which stay for the price
// of a change alone.
func (p phrases) kept() []string {
	var worth, out []string
	for _, k := range p.Changes.Kept {
		switch {
		case k.Why == recommend.KeptPrice:
			out = append(out, fmt.Sprintf("%s stays, though the plan would be worth %s more without it: %s.", p.title(k.Book), points(-k.Loss), k.Why))
		case k.Why != recommend.KeptWorth:
			worth = append(worth, fmt.Sprintf("%s (%s)", p.title(k.Book), k.Why))
		default:
			worth = append(worth, fmt.Sprintf("%s (%s)", p.title(k.Book), points(k.Loss)))
		}
	}
	if len(worth) > 0 {
		out = append([]string{"Stays, with what the plan would lose without it: " + recommend.Enumerate(worth) + "."}, out...)
	}
	return out
}

// totals sets the sums of both plans side by side.
func (p phrases) totals() string {
	was, is := p.Changes.Before, p.Changes.Now
	s := fmt.Sprintf("Before: %s. Now: %s.", p.total(was), p.total(is))
	if len(p.Changes.Whole) == 0 {
		return s + " The goals are not the same, so the shares are of another whole."
	}
	return s
}

func (p phrases) total(t recommend.Totals) string {
	if t.End == nil {
		return "nothing to read"
	}
	reached := t.Coverage
	if len(p.Changes.Whole) > 0 {
		reached = t.OfWhole
	}
	return fmt.Sprintf("%s, %s, to %s, where you have %s of the goal", count(t.Books, "book"), hours(t.Hours), t.End, percent(reached))
}

// price says what changes cost; "" without a plan before.
func (p phrases) price() string {
	if p.Changes == nil {
		return ""
	}
	paid := "nothing"
	if p.Changes.Paid > 0 {
		paid = points(p.Changes.Paid) + ", which is no part of the objective"
	}
	return fmt.Sprintf(" Each book left out, each new one and each two books turned round cost %s of the goal, so that small gains change nothing; these changes cost %s.",
		points(p.Changes.Price), paid)
}

// upper is a sentence from words.
func upper(s string) string {
	first, n := utf8.DecodeRuneInString(s)
	if n == 0 {
		return s
	}
	return string(unicode.ToUpper(first)) + s[n:]
}

// Changes says how a plan differs from the one before, a sentence or two for
// each difference; nil without a plan before. Names are made safe for a
// terminal.
func Changes(plan *recommend.Plan) []string { return phrases{plan, oneLine}.changes() }
