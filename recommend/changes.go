package recommend

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
)

// Changes is how a plan differs from the plan before.
type Changes struct {
	Since   Date     `json:"since"`  // the day that the plan before begins
	Price   float64  `json:"price"`  // of each change, in units of the objective
	Paid    float64  `json:"paid"`   // for all changes; no part of the plan's objective
	Inputs  []Input  `json:"inputs"` // what is no longer as it was
	Kept    []Change `json:"kept"`   // books of both plans, in this one's order
	Dropped []Change `json:"dropped"`
	Added   []Change `json:"added"`
	Moved   []Change `json:"moved"` // the fewest of those kept without which the others keep their order
	Before  Totals   `json:"before"`
	Now     Totals   `json:"now"`
	// Finished are the books of this chain of plans that were read: what they
	// teach counts, and implies nothing more.
	Finished []string `json:"finished,omitempty"`
	// Whole is what both plans measure the goal by, from where the reader stood
	// in the first of the plans made one from the other; none where the goals,
	// or their weights, are new. Left is the share of it that this plan begins
	// with: the weights of its targets are of that, and its model's price of an
	// hour is the request's over Left.
	Whole []Yard  `json:"whole,omitempty"`
	Left  float64 `json:"left"`
}

// An Input is something that both plans depend on, in words.
type Input struct {
	What   string `json:"what"`
	Before string `json:"before"`
	Now    string `json:"now"`
}

// Totals sum up a plan.
type Totals struct {
	Books    int     `json:"books"`
	Hours    float64 `json:"hours"`
	Coverage float64 `json:"coverage"`           // as the plan says it: of what was left when it began
	OfWhole  float64 `json:"of_whole,omitempty"` // reached at its end, of Changes.Whole; 0 without
	End      *Date   `json:"end,omitempty"`      // last day; nil where there is nothing to read
}

// A Change is what became of one book.
type Change struct {
	Book  string `json:"book"`
	Title string `json:"title"`
	Was   int    `json:"was,omitempty"` // its step in the plan before, from 1
	Is    int    `json:"is,omitempty"`  // its step in this plan, from 1
	Why   string `json:"why"`           // one of the reasons below; of a dropped book also one of [Near] or [Exclusion]
	// Loss is what the plan would be worth less otherwise: without the book
	// that was kept or added, with the one that was moved back in its place,
	// or with the one that was dropped put back at its best.
	Loss float64 `json:"loss,omitempty"`
	Near *Near   `json:"near,omitempty"` // of a dropped book that could be in
}

// Why a book is kept, added, moved or dropped.
const (
	ChangeBegun  = "you are in the middle of it"
	ChangeAsked  = "you want it in the plan"
	ChangeOpens  = "other books of the plan need it"
	KeptWorth    = "it is worth its hours"
	KeptPrice    = "leaving it out would gain less than a change costs"
	AddedWorth   = "it is worth its hours and the change"
	MovedWorth   = "it brings more there"
	MovedNeeds   = "it could not be read where it was"
	DroppedRead  = "you have read it"
	DroppedGone  = "it is no longer in the catalog"
	DroppedAmong = "it is not among the books to choose from"
	DroppedIdle  = "it serves nothing that you still want"
)

// changes compares a plan with the one before.
func (c *compiled) changes(p *Plan, seq []int) *Changes {
	ch := &Changes{
		Since: c.Since.Today, Price: changePrice / c.left, Paid: c.priced().paid(seq), Inputs: inputs(c.Since, p, c.left),
		Kept: []Change{}, Dropped: []Change{}, Added: []Change{}, Moved: []Change{},
		Before: totals(c.Since), Now: totals(p), Finished: c.Since.finished(c.Profile), Whole: c.whole, Left: c.left,
	}
	if c.whole != nil {
		ch.Before.OfWhole = 1 - c.Since.left()*(1-c.Since.Coverage)
		ch.Now.OfWhole = 1 - c.left*(1-p.Coverage)
	}
	for n, s := range p.Steps {
		is := Change{Book: s.Book.ID, Title: s.Book.Title, Was: c.Since.place(s.Book.ID), Is: n + 1, Loss: s.WhyIn.Loss}
		switch {
		case s.Begun:
			is.Why = ChangeBegun
		case slices.Contains(c.Include, is.Book):
			is.Why = ChangeAsked
		case is.Loss < 0 && len(s.WhyIn.Breaks) > 0:
			is.Why = ChangeOpens
		case is.Was == 0:
			is.Why = AddedWorth
		case is.Loss < 0:
			is.Why = KeptPrice
		default:
			is.Why = KeptWorth
		}
		if is.Was == 0 {
			ch.Added = append(ch.Added, is)
		} else {
			ch.Kept = append(ch.Kept, is)
		}
	}
	for n, s := range c.Since.Steps {
		if p.place(s.Book.ID) == 0 {
			ch.Dropped = append(ch.Dropped, c.dropped(s.Book, n+1, seq))
		}
	}
	c.moved(ch, seq)
	return ch
}

// dropped says what became of a book that only the plan before has.
func (c *compiled) dropped(b BookRef, was int, seq []int) Change {
	d := Change{Book: b.ID, Title: b.Title, Was: was}
	at := slices.IndexFunc(c.p.items, func(it item) bool { return it.id == b.ID })
	out := slices.IndexFunc(c.excluded, func(e Exclusion) bool { return e.Book == b.ID })
	switch {
	case slices.Contains(c.Profile.Read, b.ID):
		d.Why = DroppedRead
	case c.Catalog.Book(b.ID) == nil:
		d.Why = DroppedGone
	case slices.Contains(c.Profile.Exclude, b.ID):
		d.Why = excluded
	case out >= 0:
		d.Why = c.excluded[out].Why
	case at >= 0:
		free := *c.p.pure()
		free.budget, free.limit = math.Inf(1), len(free.items)
		w := newWalk(&free)
		w.set(len(c.p.first), seq[len(c.p.first):])
		near := c.nearest(w, at)
		if near.Place == 0 {
			near = c.tooHard(at, w.state[len(seq)])
		}
		d.Why, d.Near, d.Loss = near.Why, &near, -near.Change
	case c.Candidates != nil && !slices.Contains(c.Candidates, b.ID):
		d.Why = DroppedAmong
	default:
		d.Why = DroppedIdle
	}
	return d
}

// moved finds the fewest kept books whose moves explain the new order: those
// outside a longest run of the others in the old order. What a move brings is
// computed by undoing it.
func (c *compiled) moved(ch *Changes, seq []int) {
	var planned []Change // the kept ones that the plan places, not the reader
	for n, k := range ch.Kept {
		if k.Why != ChangeBegun {
			planned = append(planned, k)
			continue
		}
		if slices.ContainsFunc(ch.Kept[n+1:], func(o Change) bool { return o.Was < k.Was }) {
			ch.Moved = append(ch.Moved, k)
		}
	}
	stay := longestRun(planned)
	for _, k := range planned {
		if slices.ContainsFunc(stay, func(s Change) bool { return s.Book == k.Book }) {
			continue
		}
		p := c.p.pure()
		now, _ := p.objective(seq)
		back, possible := worse, false
		for to := len(c.p.first); to < len(seq); to++ {
			undone := moved(nil, seq, k.Is-1, to)
			if j, ok := p.objective(undone); ok && c.restored(undone, k, stay) {
				back, possible = max(back, j), true
			}
		}
		k.Loss, k.Why = 0, MovedNeeds
		if possible {
			k.Loss, k.Why = now-back, MovedWorth
		}
		ch.Moved = append(ch.Moved, k)
	}
}

// restored reports whether a book stands in a sequence as it did before,
// against those that stay.
func (c *compiled) restored(seq []int, k Change, stay []Change) bool {
	place := func(id string) int {
		return slices.IndexFunc(seq, func(i int) bool { return c.p.items[i].id == id })
	}
	at := place(k.Book)
	return !slices.ContainsFunc(stay, func(s Change) bool { return (s.Was < k.Was) != (place(s.Book) < at) })
}

// longestRun is a longest subsequence of books in the order of the plan
// before. Cost O(n^2) for n books.
func longestRun(list []Change) []Change {
	runs := make([][]Change, len(list)) // the longest that ends in each
	var best []Change
	for n, k := range list {
		for m := range n {
			if list[m].Was < k.Was && len(runs[m]) > len(runs[n]) {
				runs[n] = runs[m]
			}
		}
		runs[n] = append(slices.Clone(runs[n]), k)
		if len(runs[n]) > len(best) {
			best = runs[n]
		}
	}
	return best
}

func totals(p *Plan) Totals {
	t := Totals{Books: len(p.Steps), Hours: p.Hours, Coverage: p.Coverage}
	if n := len(p.Steps); n > 0 {
		end := p.Steps[n-1].End
		t.End = &end
	}
	return t
}

// inputs are the differences of what two plans depend on, as far as plans
// tell.
func inputs(before, now *Plan, left float64) []Input {
	out := []Input{}
	differ := func(what, was, is string) {
		if was != is {
			out = append(out, Input{what, was, is})
		}
	}
	differ("goals", join(before.goals()), join(now.goals()))
	stated := func(p *Plan, skill string) string {
		if level := p.stated(skill); level != nil {
			return level.String()
		}
		return "not stated"
	}
	seen := map[string]bool{}
	for _, s := range slices.Concat(now.Start, before.Start) {
		if (s.How == HowStated || s.Stated != nil) && !seen[s.Skill] {
			seen[s.Skill] = true
			differ("level in "+s.Name, stated(before, s.Skill), stated(now, s.Skill))
		}
	}
	hours := func(h float64) string { return strconv.FormatFloat(roundHours(h), 'f', -1, 64) + " h" }
	differ("time a week", hours(before.PerWeek), hours(now.PerWeek))
	budget := func(p *Plan) string {
		if p.Budget == nil {
			return "no limit"
		}
		return fmt.Sprintf("%s, to %s", hours(p.Budget.Hours), day(p.Today, int(math.Round(7*p.Budget.Weeks))-1))
	}
	differ("time there is", budget(before), budget(now))
	pace := func(p *Plan) string {
		if p.Pace == nil {
			return "not measured"
		}
		return strconv.FormatFloat(p.Pace.Times, 'f', -1, 64) + " times the table's hours"
	}
	differ("your pace", pace(before), pace(now))
	differ("what an hour must bring", share(before.Model.Price*before.left()), share(now.Model.Price*left))
	return out
}

// share is "0.075% of the goal".
func share(v float64) string { return strconv.FormatFloat(v*100, 'g', 4, 64) + "% of the goal" }

// goals are the goals as the reader put them, sorted.
func (p *Plan) goals() []string {
	var out []string
	for _, t := range p.Targets {
		out = append(out, strings.Split(t.From, ", ")...)
	}
	slices.Sort(out)
	return slices.Compact(out)
}
