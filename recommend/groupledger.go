package recommend

import (
	"fmt"
	"math"
	"slices"
)

// plan is the ledger of a common order.
func (g *group) plan(s *shared) *GroupPlan {
	p := &GroupPlan{Price: sharePrice, Books: []GroupBook{}, Members: []Member{}}
	for m, c := range g.members {
		seq := g.sequence(m, s.order, s.reads[m])
		alone := c.ledger(g.alone[m])
		member := Member{
			Name: c.Profile.Name, Plan: c.plan(seq), Alone: totals(alone), AloneJ: alone.Objective, Skipped: g.skipped(s, m, seq),
		}
		if member.Name == "" {
			member.Name = fmt.Sprintf("reader %d", m+1)
		}
		p.Members = append(p.Members, member)
		p.Objective += member.Plan.Objective / float64(len(g.members))
	}
	read := 0
	for n, b := range s.order {
		book := GroupBook{Book: ref(g.members[0].Catalog.Book(g.ids[b])), Read: []string{}}
		for _, m := range p.Members {
			if at := m.Plan.place(g.ids[b]); at > 0 {
				book.Read = append(book.Read, m.Name)
				book.Hours += m.Plan.Steps[at-1].Hours
			}
		}
		if len(book.Read) == 0 {
			continue // begun, and of no use to anybody now
		}
		read++
		book.Hours = roundHours(book.Hours)
		if n >= g.head {
			book.Loss = g.unpinned(s) - g.unpinned(g.without(s, n))
		}
		p.Books = append(p.Books, book)
	}
	p.Objective -= sharePrice * float64(read)
	return p
}

// unpinned is G of a common order without what pins add.
func (g *group) unpinned(s *shared) float64 {
	sum := g.worth(s)
	for m, c := range g.members {
		sum -= c.pins(g.sequence(m, s.order, s.reads[m])) / float64(len(g.members))
	}
	return sum
}

// skipped says of the books that a member does not read, why.
func (g *group) skipped(s *shared, m int, seq []int) []Skip {
	c, out := g.members[m], []Skip{}
	for _, b := range s.order {
		i := g.item[m][b]
		if i >= 0 && slices.Contains(seq, i) {
			continue
		}
		book := c.Catalog.Book(g.ids[b])
		skip := Skip{Book: book.ID, Title: book.Title, Why: SkipIdle}
		if i >= 0 {
			skip.Why, skip.Change = g.whySkipped(s, m, b, seq)
		} else if at := slices.IndexFunc(c.excluded, func(e Exclusion) bool { return e.Book == book.ID }); at >= 0 {
			skip.Why = c.excluded[at].Why
		}
		out = append(out, skip)
	}
	return out
}

// whySkipped computes the member's plan with the book, in its place.
func (g *group) whySkipped(s *shared, m, b int, seq []int) (why string, change float64) {
	reads := slices.Clone(s.reads[m])
	reads[b] = true
	c := g.members[m]
	free := *c.p.pure()
	free.budget = math.Inf(1)
	with := g.sequence(m, s.order, reads)
	j, ok := free.objective(with)
	now, _ := free.objective(seq)
	switch {
	case !ok:
		return SkipUnready, 0
	case j > now+exactTolerance:
		return SkipNoTime, 0
	}
	return SkipPrice, min(0, j-now)
}
