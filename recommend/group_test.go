package recommend

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// randomGroup is some readers of one random catalog; with few, of its first
// five books.
func randomGroup(t *testing.T, seed uint64, members int, few bool) []*Request {
	first := randomRequest(t, seed)
	r := rand.New(rand.NewPCG(seed, 3))
	if few {
		first.Candidates = first.Catalog.BookIDs()[:5]
		first.Include, first.MaxBooks = nil, 0
		first.Profile.Reading = nil
	}
	skills := first.Catalog.Skills()
	out := []*Request{first}
	for m := 1; m < members; m++ {
		own, p := *first, *first.Profile
		own.Profile, p.Name = &p, fmt.Sprintf("M%d", m)
		if r.IntN(3) > 0 {
			p.Goals = []profiles.Goal{{Skill: skills[r.IntN(len(skills))].ID, Level: catalog.Level(1 + r.IntN(4)), Weight: 1}}
		}
		p.Skills = nil
		if r.IntN(2) == 0 {
			p.Skills = catalog.Levels{{Skill: skills[r.IntN(len(skills))].ID, Level: catalog.Level(r.IntN(4))}}
		}
		if r.IntN(2) == 0 {
			p.Time = profiles.Time{HoursPerWeek: float64(1 + r.IntN(20)), Weeks: 1 + r.IntN(40)}
		}
		out = append(out, &own)
	}
	return out
}

func TestGroupPlansKeepTheirPromises(t *testing.T) {
	t.Parallel()
	books := 0
	for seed := range uint64(60) {
		requests := randomGroup(t, seed, 3, false)
		p, err := MakeGroupPlan(requests)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		books += len(p.Books)
		var order []string
		readers := map[string][]string{}
		for _, b := range p.Books {
			order = append(order, b.Book.ID)
			readers[b.Book.ID] = b.Read
		}
		sum := 0.0
		for m, member := range p.Members {
			sum += member.Plan.Objective / 3
			for _, fault := range ledgerFaults(member.Plan) {
				t.Errorf("seed %d, %s: %s", seed, member.Name, fault)
			}
			at := -1
			for _, s := range member.Plan.Steps {
				is := slices.Index(order, s.Book.ID)
				if is < 0 || is < at && !s.Begun {
					t.Errorf("seed %d, %s reads %s out of the common order %v", seed, member.Name, s.Book.ID, order)
				}
				at = is
				if s.Readiness == 0 {
					t.Errorf("seed %d, %s reads %s unready", seed, member.Name, s.Book.ID)
				}
				if !slices.Contains(readers[s.Book.ID], member.Name) {
					t.Errorf("seed %d: %s is no reader of %s", seed, member.Name, s.Book.ID)
				}
			}
			budget := math.Inf(1)
			if member.Plan.Budget != nil {
				budget = member.Plan.Budget.Hours
			}
			if member.Plan.Hours > budget+1e-9+begunHours(member.Plan) {
				t.Errorf("seed %d, %s: %v h of %v", seed, member.Name, member.Plan.Hours, budget)
			}
			if got := len(member.Plan.Steps) + len(member.Skipped); got < len(order) {
				t.Errorf("seed %d, %s: %d books read or skipped of %d", seed, member.Name, got, len(order))
			}
			for _, s := range member.Skipped {
				if s.Change > 0 {
					t.Errorf("seed %d, %s skips %s, which would bring %v", seed, member.Name, s.Book, s.Change)
				}
			}
			if max := requests[m].MaxBooks; max > 0 && len(p.Books) > max+3 {
				t.Errorf("seed %d: %d books, at most %d", seed, len(p.Books), max)
			}
		}
		if want := sum - sharePrice*float64(len(p.Books)); math.Abs(p.Objective-want) > 1e-9 {
			t.Errorf("seed %d: objective %v, the ledgers say %v", seed, p.Objective, want)
		}
		again, err := MakeGroupPlan(randomGroup(t, seed, 3, false))
		if err != nil || asJSON(t, p) != asJSON(t, again) {
			t.Errorf("seed %d: two runs differ, %v", seed, err)
		}
	}
	if books < 60 {
		t.Errorf("%d books in 60 groups show nothing", books)
	}
}

// The search against all orders of all sets of five books, with the best that
// each member can read of each.
func TestGroupSearchAgainstBruteForce(t *testing.T) {
	var gaps []float64
	for seed := range uint64(150) {
		g, err := newGroup(randomGroup(t, seed, 2, true))
		if err != nil {
			t.Fatal(err)
		}
		if len(g.ids) > 5 {
			t.Fatalf("seed %d: %d books", seed, len(g.ids))
		}
		got, best := g.worth(g.search()), 0.0
		orders(len(g.ids), nil, func(order []int) {
			s := &shared{order: order, j: make([]float64, 2)}
			for m := range g.members {
				s.j[m] = g.bestOf(m, order)
			}
			best = max(best, g.worth(s))
		})
		if best == 0 {
			continue
		}
		if got > best+1e-9 {
			t.Errorf("seed %d: the search finds %v, brute force %v", seed, got, best)
		}
		gaps = append(gaps, (best-got)/best)
	}
	sum, worst := 0.0, 0.0
	for _, gap := range gaps {
		sum, worst = sum+gap, max(worst, gap)
	}
	t.Logf("%d groups: mean gap %.4f, worst %.4f", len(gaps), sum/float64(len(gaps)), worst)
	if len(gaps) < 30 || sum/float64(len(gaps)) > 0.005 {
		t.Errorf("mean gap %.4f over %d groups", sum/float64(len(gaps)), len(gaps))
	}
}

// orders calls do with every sequence of some of n books.
func orders(n int, begin []int, do func([]int)) {
	do(slices.Clone(begin))
	for b := range n {
		if !slices.Contains(begin, b) {
			orders(n, append(slices.Clone(begin), b), do)
		}
	}
}

// bestOf is the best that a member can read of an order.
func (g *group) bestOf(m int, order []int) float64 {
	best := worse
	for set := range 1 << len(order) {
		reads := make([]bool, len(g.ids))
		for n, b := range order {
			reads[b] = set>>n&1 == 1
		}
		best = max(best, g.objective(m, order, reads))
	}
	return best
}

// Two of a kind read the same, and one alone reads what serves a group of one.
func TestGroupOfTwins(t *testing.T) {
	for seed := range uint64(20) {
		r := randomRequest(t, seed)
		twin := *r
		p, err := MakeGroupPlan([]*Request{r, &twin})
		if err != nil {
			t.Fatal(err)
		}
		if a, b := p.Members[0].Plan, p.Members[1].Plan; asJSON(t, a) != asJSON(t, b) {
			t.Errorf("seed %d: twins read different things", seed)
		}
	}
}
