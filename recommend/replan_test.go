package recommend

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

func mustPlan(t *testing.T, r *Request) *Plan {
	t.Helper()
	p, err := MakePlan(r)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func stepIDs(p *Plan) []string {
	ids := []string{}
	for _, s := range p.Steps {
		ids = append(ids, s.Book.ID)
	}
	return ids
}

func changeIDs(list []Change) []string {
	ids := []string{}
	for _, c := range list {
		ids = append(ids, c.Book)
	}
	return ids
}

// again is the plan as a file would bring it back.
func again(t *testing.T, p *Plan) *Plan {
	t.Helper()
	var back Plan
	if err := json.Unmarshal([]byte(asJSON(t, p)), &back); err != nil {
		t.Fatal(err)
	}
	return &back
}

// within reports whether got has the books of rest in their order.
func within(rest, got []string) bool {
	for _, id := range got {
		if len(rest) > 0 && id == rest[0] {
			rest = rest[1:]
		}
	}
	return len(rest) == 0
}

// Who reads a plan as it says, book by book, is told the same plan each time;
// but for a book towards the end of a long one, which comes nearer all the
// time, and may then want one before it.
func TestFinishingABookLeavesTheRest(t *testing.T) {
	t.Parallel()
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	finished, more := 0, 0 // books read as planned, and those that came in then
	for n, area := range cat.Areas() {
		if n%2 == 1 {
			continue // half of them say enough
		}
		profile := &profiles.Profile{
			Skills: catalog.Levels{{Skill: "programming", Level: 3}, {Skill: "databases", Level: 2}},
			Goals:  []profiles.Goal{{Area: area, Level: 3, Weight: 1}, {Skill: "observability", Level: 2.5, Weight: 0.5}},
		}
		r := &Request{Catalog: cat, Profile: profile, Model: model, Today: caseDay}
		plan := mustPlan(t, r)
		whole := plan.Coverage
		for len(plan.Steps) > 0 {
			rest := stepIDs(plan)[1:]
			profile.Read = append(profile.Read, plan.Steps[0].Book.ID)
			r.Since, r.Today = again(t, plan), plan.Steps[0].End.Time
			plan = mustPlan(t, r)
			got := stepIDs(plan)
			if len(profile.Read) == 1 && !slices.Equal(got, rest) || !within(rest, got) {
				t.Errorf("%s: after %v the plan is %v, it was %v", area, profile.Read, got, rest)
				break
			}
			finished++
			more += len(got) - len(rest)
			c := plan.Changes
			if len(c.Dropped) != 1 || c.Dropped[0].Why != DroppedRead || len(c.Added) == 0 && c.Paid != 0 {
				t.Errorf("%s: after %v, paid %v for %+v", area, profile.Read, c.Paid, c.Dropped)
			}
			if c.Whole == nil {
				break // all is reached
			}
			if math.Abs(c.Before.OfWhole-whole) > 1e-9 || c.Now.OfWhole < whole-0.01 || len(c.Added) == 0 && c.Now.OfWhole > whole+0.01 {
				t.Errorf("%s: the plan reached %.3f of the whole; now that is %.3f, the new one's %.3f", area, whole, c.Before.OfWhole, c.Now.OfWhole)
			}
			whole = c.Now.OfWhole
		}
	}
	t.Logf("%d books were finished, %d came in underway", finished, more)
	if finished < 50 || more > finished/5 {
		t.Errorf("%d books came in as %d were finished", more, finished)
	}
}

// small is a catalog of prose books: "a 10 s=3" takes 10 hours.
func small(t *testing.T, lines ...string) *catalog.Catalog {
	t.Helper()
	c := &testCase{T: t}
	for _, line := range lines {
		if !c.define(line) {
			t.Fatalf("line %q is not understood", line)
		}
	}
	cat, err := catalog.New(c.books, c.skills)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func goalsOf(skills ...string) []profiles.Goal {
	var out []profiles.Goal
	for _, s := range skills {
		out = append(out, profiles.Goal{Skill: s, Level: 2.5, Weight: 1})
	}
	return out
}

func TestReplan(t *testing.T) {
	base := []string{"skill s", "skill r", "book a 30 teaches s=3", "book b 30 teaches r=3"}
	for _, tc := range []struct {
		name   string
		more   []string // of the catalog, since the plan before
		change func(*profiles.Profile)
		want   string
		check  func(*Changes) bool
	}{
		{"nothing new", nil, func(*profiles.Profile) {}, "a b",
			func(c *Changes) bool { return len(c.Inputs) == 0 && c.Paid == 0 && len(c.Kept) == 2 }},
		{"a little shorter is not worth a change", []string{"book c 29 teaches s=3"}, func(*profiles.Profile) {}, "a b",
			func(c *Changes) bool { return c.Paid == 0 }},
		{"much shorter is", []string{"book c 10 teaches s=3"}, func(*profiles.Profile) {}, "c b",
			func(c *Changes) bool {
				return math.Abs(c.Paid-2*changePrice) < 1e-12 && c.Dropped[0].Why == NearPrice && c.Added[0].Loss > changePrice
			}},
		{"excluded, replaced", []string{"book c 31 teaches s=3"}, func(p *profiles.Profile) { p.Exclude = []string{"a"} }, "b c",
			func(c *Changes) bool {
				return c.Dropped[0].Why == excluded && math.Abs(c.Paid-changePrice) < 1e-12 && len(c.Moved) == 0
			}},
		{"begun", nil, func(p *profiles.Profile) { p.Reading = []string{"b"} }, "b a",
			func(c *Changes) bool { return c.Paid == 0 && len(c.Moved) == 1 && c.Moved[0].Why == ChangeBegun }},
		{"a goal less", nil, func(p *profiles.Profile) { p.Goals = goalsOf("r") }, "b",
			func(c *Changes) bool {
				return c.Dropped[0].Why == DroppedIdle && c.Paid == 0 && c.Inputs[0] == Input{"goals", "r=2.5, s=2.5", "r=2.5"} && c.Whole == nil
			}},
		{"less time", nil, func(p *profiles.Profile) { p.Time = profiles.Time{HoursPerWeek: 7, Weeks: 5} }, "a",
			func(c *Changes) bool { return c.Dropped[0].Why == NearBudget && len(c.Inputs) == 2 }},
		{"a level stated", nil, func(p *profiles.Profile) { p.Skills = catalog.Levels{{Skill: "s", Level: 3}} }, "b",
			func(c *Changes) bool {
				return c.Inputs[0] == Input{"level in s", "not stated", "3 working"} && c.Dropped[0].Why == DroppedIdle
			}},
		{"the later need comes first now", []string{"skill q", "book q 10 requires r=2 teaches q=3"},
			func(p *profiles.Profile) {
				p.Goals = append(goalsOf("s", "r"), profiles.Goal{Skill: "q", Level: 2.5, Weight: 9})
			}, "b q a",
			func(c *Changes) bool { return len(c.Moved) == 1 && c.Moved[0].Why == MovedWorth && c.Moved[0].Loss > 0 }},
	} {
		profile := &profiles.Profile{Goals: goalsOf("s", "r"), Time: profiles.Time{HoursPerWeek: 5}}
		model, err := NewModel(Balanced)
		if err != nil {
			t.Fatal(err)
		}
		r := &Request{Catalog: small(t, base...), Profile: profile, Model: model, Today: caseDay}
		r.Since = mustPlan(t, r)
		if got := stepIDs(r.Since); strings.Join(got, " ") != "a b" {
			t.Fatalf("%s: the plan before is %v", tc.name, got)
		}
		r.Catalog = small(t, append(slices.Clone(base), tc.more...)...)
		tc.change(profile)
		plan := mustPlan(t, r)
		if got := strings.Join(stepIDs(plan), " "); got != tc.want || !tc.check(plan.Changes) {
			t.Errorf("%s: %s, want %s\n%s", tc.name, got, tc.want, asJSON(t, plan.Changes))
		}
	}
}

// A book that the catalog has no longer, or that was made up, is gone and
// nothing else.
func TestReplanWithoutABook(t *testing.T) {
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	r := &Request{Catalog: small(t, "skill s", "skill r", "book a 30 teaches s=3", "book b 30 teaches r=3"),
		Profile: &profiles.Profile{Goals: goalsOf("s", "r")}, Model: model, Today: caseDay}
	r.Since = mustPlan(t, r)
	r.Catalog = small(t, "skill s", "skill r", "book b 30 teaches r=3")
	plan := mustPlan(t, r)
	if d := plan.Changes.Dropped; len(d) != 1 || d[0].Book != "a" || d[0].Why != DroppedGone || plan.Changes.Paid != 0 {
		t.Errorf("dropped %+v, paid %v", d, plan.Changes.Paid)
	}
}

// later is a request some time after another: something was read, begun,
// excluded, or is wanted otherwise.
func later(r *Request, plan *Plan, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 3))
	p := r.Profile
	r.Since = plan
	r.Today = r.Today.Add(time.Duration(rnd.IntN(60)) * 24 * time.Hour)
	for _, s := range plan.Steps {
		switch id := s.Book.ID; rnd.IntN(6) {
		case 0:
			p.Reading = slices.DeleteFunc(p.Reading, func(o string) bool { return o == id })
			p.Read = append(p.Read, id)
			p.Progress = append(p.Progress, profiles.Progress{Book: id, Hours: s.Hours * (0.3 + 2*rnd.Float64())})
		case 1:
			if !slices.Contains(p.Exclude, id) && !slices.Contains(p.Reading, id) {
				p.Exclude = append(p.Exclude, id)
			}
		case 2:
			if len(p.Reading) == 0 && !slices.Contains(p.Exclude, id) {
				p.Reading = []string{id}
			}
		}
	}
	switch rnd.IntN(4) {
	case 0:
		p.Goals[0].Level = 5
	case 1:
		p.Time.HoursPerWeek = float64(1 + rnd.IntN(20))
	}
}

func TestReplansKeepTheirPromises(t *testing.T) {
	t.Parallel()
	kept, added, moves, paces, wholes := 0, 0, 0, 0, 0
	for seed := range uint64(150) {
		req := randomRequest(t, seed)
		before := mustPlan(t, req)
		later(req, again(t, before), seed)
		plan := mustPlan(t, req)
		bad := func(format string, args ...any) { t.Errorf("seed %d: %s", seed, fmt.Sprintf(format, args...)) }
		for _, fault := range append(faults(req, plan), ledgerFaults(plan)...) {
			bad("%s", fault)
		}
		was, is, c := stepIDs(before), stepIDs(plan), plan.Changes
		diff := func(a, b []string) []string {
			return slices.DeleteFunc(slices.Clone(a), func(id string) bool { return slices.Contains(b, id) })
		}
		if got, want := changeIDs(c.Dropped), diff(was, is); !slices.Equal(got, want) {
			bad("dropped %v, want %v", got, want)
		}
		if got, want := changeIDs(c.Added), diff(is, was); !slices.Equal(got, want) {
			bad("added %v, want %v", got, want)
		}
		if got, want := changeIDs(c.Kept), diff(is, diff(is, was)); !slices.Equal(got, want) {
			bad("kept %v, want %v", got, want)
		}
		moved := changeIDs(c.Moved)
		if still := diff(changeIDs(c.Kept), moved); !slices.IsSortedFunc(still, func(a, b string) int {
			return slices.Index(was, a) - slices.Index(was, b)
		}) {
			bad("%v were %v, and not moved but %v", still, was, moved)
		}
		for _, list := range [][]Change{c.Kept, c.Dropped, c.Added, c.Moved} {
			for _, ch := range list {
				if ch.Why == "" || ch.Title == "" || math.IsInf(ch.Loss, 0) {
					bad("%+v says too little", ch)
				}
				if ch.Why == KeptPrice && -ch.Loss > c.Price+1e-9 {
					bad("%s stays for the price of a change, and costs %v", ch.Book, -ch.Loss)
				}
			}
		}
		if want := pricedByHand(req, was, plan); math.Abs(c.Paid-want*c.Price) > 1e-9 {
			bad("paid %v, want %v of %v", c.Paid, want, c.Price)
		}
		// No worse, all told, than to go on with what is left of the plan before.
		cc, err := compile(req)
		if err != nil {
			t.Fatal(err)
		}
		p := cc.priced()
		w := newWalk(p)
		resume(w)
		if got, _ := p.objective(cc.indices(is)); got < w.total()-1e-9 {
			bad("worth %v with its changes, the plan before is worth %v", got, w.total())
		}
		kept, added, moves = kept+len(c.Kept), added+len(c.Added), moves+len(c.Moved)
		if plan.Pace != nil {
			paces++
		}
		if c.Whole != nil && c.Left != 1 {
			wholes++
		}
	}
	t.Logf("kept %d, added %d, moved %d, paces %d, wholes %d", kept, added, moves, paces, wholes)
	if kept < 100 || added < 30 || moves < 5 || paces < 10 || wholes < 10 {
		t.Error("the replans show too little")
	}
}

// indices are the items of books.
func (c *compiled) indices(ids []string) []int {
	var out []int
	for _, id := range ids {
		out = append(out, slices.IndexFunc(c.p.items, func(it item) bool { return it.id == id }))
	}
	return out
}

// pricedByHand counts the changes that a plan has chosen.
func pricedByHand(r *Request, was []string, plan *Plan) float64 {
	is := stepIDs(plan)
	begun := func(id string) bool { return slices.Contains(r.Profile.Reading, id) }
	n := 0
	for i, id := range is {
		if begun(id) {
			continue
		}
		at := slices.Index(was, id)
		if at < 0 {
			n++
			continue
		}
		for _, earlier := range is[:i] {
			if !begun(earlier) && slices.Index(was, earlier) > at {
				n++
			}
		}
	}
	for _, d := range plan.Changes.Dropped {
		if d.Near != nil { // it could be in
			n++
		}
	}
	return float64(n)
}

// The prices keep the exact search exact.
func TestExactIsBruteForceWithPrices(t *testing.T) {
	for seed := range uint64(200) {
		p := randomProblem(seed, 1+int(seed%6))
		vary(p, seed)
		p.change = changePrice * float64(1+seed%8)
		for i := range p.items {
			it := &p.items[i]
			switch it.was = (i*5 + int(seed)) % 7; {
			case it.begun:
				it.was = 0
			case it.was > 0:
				it.bonus = p.change
			default:
				it.bonus = -p.change
			}
		}
		checkExact(t, p, seed)
	}
}

func TestPace(t *testing.T) {
	cat := small(t, "skill s", "skill r", "book a 10 teaches s=3", "book b 20 teaches r=3", "book c 10 teaches s=1")
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	log := func(book string, hours float64) profiles.Progress { return profiles.Progress{Book: book, Hours: hours} }
	for _, tc := range []struct {
		name  string
		read  []string
		log   []profiles.Progress
		pages float64 // an hour
		hours float64 // of b
		words string
	}{
		{"nothing logged", []string{"a"}, nil, 0, 20, ""},
		{"slower", []string{"a"}, []profiles.Progress{log("a", 5), log("a", 7)}, 0, 24,
			"your pace: 1.2 times the table's hours, from 12 h logged on 1 book"},
		{"over two books", []string{"a", "c"}, []profiles.Progress{log("a", 5), log("c", 5)}, 0, 10,
			"your pace: 0.5 times the table's hours, from 10 h logged on 2 books"},
		{"too little", []string{"a"}, []profiles.Progress{log("a", 4.9)}, 0, 20, ""},
		{"not finished", nil, []profiles.Progress{log("a", 40)}, 0, 20, ""},
		{"held", []string{"a"}, []profiles.Progress{log("a", 90)}, 0, 50,
			"your pace: 2.5 times the table's hours (held there; 9 was measured), from 90 h logged on 1 book"},
		{"held below", []string{"a", "b", "c"}, []profiles.Progress{log("a", 5), log("b", 1)}, 0, 8,
			"your pace: 0.4 times the table's hours (held there; 0.2 was measured), from 6 h logged on 2 books"},
		{"stated", []string{"a"}, []profiles.Progress{log("a", 12)}, 60 * 130. / 450, 20, ""},
	} {
		p := &profiles.Profile{Goals: goalsOf("s", "r"), Read: tc.read, Progress: tc.log, Time: profiles.Time{PagesPerHour: tc.pages}}
		pace := measurePace(cat, p, &model)
		words := ""
		if pace != nil {
			words = pace.String()
		}
		if words != tc.words {
			t.Errorf("%s: %q, want %q", tc.name, words, tc.words)
		}
		if got := estimate(cat.Book("b"), nil, pace.apply(p.Time)).Total(); math.Abs(got-tc.hours) > 0.11 {
			t.Errorf("%s: b takes %v hours, want %v", tc.name, got, tc.hours)
		}
		if f := Fit(cat, p, model, caseDay, "b"); tc.name == "slower" && math.Abs(f.Hours-24) > 0.11 {
			t.Errorf("%s: fit says %v hours, want 24", tc.name, f.Hours)
		}
	}
}
