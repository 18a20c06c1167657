package recommend

import (
	"fmt"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// A SensitivityReport says how far a plan depends on what nobody knows
// exactly: the constants of the model, the reader's own ratings, and how high
// the goals are. Each is moved by one step down and one up, all else as it
// was, and the plan is made anew.
//
// The search is not exact, so two plans may differ by its luck alone. Therefore
// the plan made anew is the better of the one that the search finds and of what
// small changes make of the plan as it is, which stays where nothing is gained.
// And a plan that is better even with the number where it was says nothing of
// the number: such a move is reported, and not counted.
type SensitivityReport struct {
	Coverage  float64         `json:"coverage"`  // of the plan as it is, 0 to 1
	Hours     float64         `json:"hours"`     // of the plan as it is
	Stability float64         `json:"stability"` // mean of the overlaps of the moves that count, 0 to 1; 1 without any
	Counted   int             `json:"counted"`   // moves whose Anyway is 0
	Steps     []StepStability `json:"steps"`     // of the plan as it is, in its order
	Moves     []Move          `json:"moves"`     // the model's, the ratings', the goals'; each down, then up
}

// A Move is one number moved, and what becomes of the plan.
type Move struct {
	Kind         string     `json:"kind"` // MoveModel, MoveRating or MoveGoal
	What         string     `json:"what"` // the field of Model, the skill's id, or the goal without its level
	Name         string     `json:"name"` // of what is moved, for people
	From         float64    `json:"from"`
	To           float64    `json:"to"`
	Kept         int        `json:"kept"`    // books in both plans
	Dropped      []BookName `json:"dropped"` // in the plan's order
	Added        []BookName `json:"added"`   // in the order of the plan that is made then
	FirstChanges bool       `json:"first_changes"`
	First        *BookName  `json:"first,omitempty"` // the first book then, if it is another
	SameOrder    float64    `json:"same_order"`      // share of the pairs of kept books in the same order; 1 without pairs
	Overlap      float64    `json:"overlap"`         // kept, of the books in either plan (Jaccard); 1 where both are empty
	Coverage     float64    `json:"coverage_change"` // against the plan as it is; each of the goal, and from the start, that it was made for
	Hours        float64    `json:"hours_change"`
	Regret       float64    `json:"regret"`     // of the objective, by keeping to the plan as it is; >= 0
	Unreadable   bool       `json:"unreadable"` // the plan as it is breaks a bound then, and Regret is 0
	Anyway       float64    `json:"anyway"`     // of the objective, by which the plan made then is better even without the move; >= 0
}

// What a move moves.
const (
	MoveModel  = "model"
	MoveRating = "rating"
	MoveGoal   = "goal"
)

// BookName is a book by its id and title.
type BookName struct {
	ID    string `json:"id"`
	Title string `json:"title"`
}

// StepStability is how firmly a book is in the plan.
type StepStability struct {
	Book  BookName `json:"book"`
	Stays int      `json:"stays"` // in how many of the moves that count
	Hangs []Hang   `json:"hangs"` // the ratings it hangs on, in the profile's order
}

// A Hang is a rating that a book's place in a plan hangs on: with that one
// answer half a level off, and all else as it is, the book is not in the plan.
type Hang struct {
	Skill string        `json:"skill"`
	Name  string        `json:"name"`
	Level catalog.Level `json:"level"` // as the reader rates it
	At    catalog.Level `json:"at"`    // where the book is not in the plan
}

// String is "your rating of Go: at 2 instead of 2.5 it is not in the plan".
func (h Hang) String() string {
	return fmt.Sprintf("your rating of %s: at %s instead of %s it is not in the plan", h.Name, h.At.Number(), h.Level.Number())
}

const (
	// constantDown and constantUp move a constant by a quarter. Nobody can
	// claim to know them closer: a reader who is one level short is then 42%
	// to 59% ready, not 50%, and neither is plainly wrong. It is well inside
	// what is a choice: from one depth to the next the price goes by a factor
	// of more than 2.5.
	constantDown, constantUp = 0.75, 1.25
	// levelStep is the grain in which catalogs and readers give levels: two
	// fair answers to the same question may lie that far apart. MaxGap is
	// in levels too.
	levelStep = 0.5
)

// Sensitivity makes the plan of a request, and makes it anew for each move.
// Equal requests give equal reports. The errors are those of [MakePlan].
//
// Cost: 1 plan, 2 for each of the five constants, and 2 for each rating and
// each goal, less those that would not move (a rating of 0 does not go down):
// 31 plans for five ratings and five goals.
func Sensitivity(r *Request) (*SensitivityReport, error) {
	c, err := compile(r)
	if err != nil {
		return nil, err
	}
	plan := c.plan(solve(c.p))
	s := &SensitivityReport{
		Coverage: plan.Coverage, Hours: plan.Hours, Stability: 1, Steps: []StepStability{}, Moves: []Move{},
	}
	if s.Moves, err = c.moves(plan, MoveModel, MoveRating, MoveGoal); err != nil {
		return nil, err
	}
	hangsOn := hangs(s.Moves)
	for _, b := range plan.names() {
		s.Steps = append(s.Steps, StepStability{Book: b, Hangs: append([]Hang{}, hangsOn[b.ID]...)})
	}
	sum := 0.0
	for _, m := range s.Moves {
		if m.Anyway > 0 {
			continue
		}
		s.Counted++
		sum += m.Overlap
		for i := range s.Steps {
			if !slices.Contains(m.Dropped, s.Steps[i].Book) {
				s.Steps[i].Stays++
			}
		}
	}
	if s.Counted > 0 {
		s.Stability = sum / float64(s.Counted)
	}
	return s, nil
}

// HangsOn is, for each book of a request's plan that hangs on ratings, these,
// by the book's id. It is empty if no book does, or if the plan is not one
// that [MakePlan] makes of the request.
//
// Cost: 2 plans for each rating, less those that would not move. To have the
// same and more for the price of once, see [Sensitivity].
func HangsOn(r *Request, plan *Plan) map[string][]Hang {
	c, err := compile(r)
	if err != nil {
		return nil // so the plan is not the request's
	}
	moves, err := c.moves(plan, MoveRating)
	if err != nil {
		return nil
	}
	return hangs(moves)
}

// moves makes the moves of these kinds.
func (c *compiled) moves(plan *Plan, kinds ...string) ([]Move, error) {
	out := []Move{}
	was := plan.names()
	here, j := c.score(was)
	for _, n := range nudges(c.Request, kinds...) {
		d, err := compile(n.request)
		if err != nil {
			return nil, err
		}
		old, kept := d.score(was)
		seq, top := d.resolve(old, kept)
		if kept == worse {
			n.Unreadable = true
		} else if top > kept {
			n.Regret = max(0, d.worth(seq)-d.worth(old))
		}
		then := d.plan(seq)
		n.compare(plan, then)
		if same, anyway := c.score(then.names()); anyway > j+exactTolerance {
			n.Anyway = max(0, c.worth(same)-c.worth(here))
		}
		out = append(out, n.Move)
	}
	return out, nil
}

// worth is what a sequence is worth to the reader: without pins, and without a
// price on its order.
func (c *compiled) worth(seq []int) float64 {
	j, _ := c.p.pure().objective(seq)
	return j - c.pins(seq)
}

// resolve is the better of what the search finds and of what small changes
// make of an old sequence, with its objective, pins counted. Of equals it is
// the latter, which is the old one if no change helps. The old objective is
// worse if the sequence may not be read.
func (c *compiled) resolve(old []int, kept float64) ([]int, float64) {
	found := solve(c.p)
	top, _ := c.p.objective(found)
	if kept > worse {
		w := newWalk(c.p)
		w.set(0, old)
		climb(w)
		switch j, _ := c.p.objective(w.seq); {
		case j <= kept+exactTolerance && kept >= top-exactTolerance:
			return old, kept
		case j >= top-exactTolerance:
			return w.seq, j
		}
	}
	return found, top
}

// score is a plan's books as items, without those that can serve no more, and
// their objective, pins counted; worse if they break a bound.
func (c *compiled) score(books []BookName) (seq []int, j float64) {
	for _, b := range books {
		if i := slices.IndexFunc(c.p.items, func(it item) bool { return it.id == b.ID }); i >= 0 {
			seq = append(seq, i)
		}
	}
	j, ok := c.p.objective(seq)
	if !ok {
		return seq, worse
	}
	return seq, j
}

// hangs are the ratings among the moves, by the id of the book that each drops.
func hangs(moves []Move) map[string][]Hang {
	out := map[string][]Hang{}
	for _, m := range moves {
		if m.Kind != MoveRating || m.Anyway > 0 {
			continue
		}
		for _, b := range m.Dropped {
			out[b.ID] = append(out[b.ID], hangOf(m))
		}
	}
	return out
}

// hangOf is a rating's move as what a book hangs on.
func hangOf(m Move) Hang {
	return Hang{Skill: m.What, Name: m.Name, Level: catalog.Level(m.From), At: catalog.Level(m.To)}
}

// A nudge is a move with the request that it makes.
type nudge struct {
	Move
	request *Request
}

// nudges are the moves of these kinds, in this order, not yet compared.
func nudges(r *Request, kinds ...string) []nudge {
	var out []nudge
	add := func(m Move, set func(*Request)) {
		if m.From == m.To || !slices.Contains(kinds, m.Kind) {
			return
		}
		moved, profile := *r, *r.Profile
		profile.Skills, profile.Goals = slices.Clone(profile.Skills), slices.Clone(profile.Goals)
		moved.Profile = &profile
		set(&moved)
		out = append(out, nudge{m, &moved})
	}
	for i, c := range constants(&r.Model) {
		for _, to := range []float64{c.down, c.up} {
			to = math.Round(to*1e9) / 1e9 // 0.525, not 0.5249999999999999
			add(Move{Kind: MoveModel, What: c.field, Name: c.name, From: *c.at, To: to},
				func(r *Request) { *constants(&r.Model)[i].at = to })
		}
	}
	for i, l := range r.Profile.Skills {
		for _, to := range []catalog.Level{max(0, l.Level-levelStep), min(catalog.MaxLevel, l.Level+levelStep)} {
			add(Move{Kind: MoveRating, What: l.Skill, Name: skillName(r.Catalog, l.Skill), From: float64(l.Level), To: float64(to)},
				func(r *Request) { r.Profile.Skills[i].Level = to })
		}
	}
	for i, g := range r.Profile.Goals {
		if g.Background != "" {
			continue // it has levels of its own
		}
		for _, to := range []catalog.Level{g.Level - levelStep, min(catalog.MaxLevel, g.Level+levelStep)} {
			if to <= 0 {
				continue // that would be no goal
			}
			add(Move{Kind: MoveGoal, What: g.Skill + g.Area + g.Text, Name: goalName(r.Catalog, g), From: float64(g.Level), To: float64(to)},
				func(r *Request) { r.Profile.Goals[i].Level = to })
		}
	}
	return out
}

// goalName is what a goal wants, for people.
func goalName(cat *catalog.Catalog, g profiles.Goal) string {
	if g.Skill != "" {
		return skillName(cat, g.Skill)
	}
	return g.Area + g.Text
}

// constant is a constant of a model, and where its moves take it.
type constant struct {
	field, name string
	at          *float64
	down, up    float64
}

func constants(m *Model) []constant {
	of := func(field, name string, at *float64) constant {
		return constant{field, name, at, *at * constantDown, *at * constantUp}
	}
	gap := of("max_gap", "D, the gap no reader can bridge", &m.MaxGap)
	gap.down, gap.up = max(0, m.MaxGap-levelStep), m.MaxGap+levelStep
	trust := of("trust", "eta, how far one book brings you", &m.Trust)
	trust.up = min(1, trust.up) // no book brings its reader further than it goes
	return []constant{
		of("lambda", "lambda, how much a gap costs", &m.Lambda), gap, trust,
		of("kappa", "kappa, how much sooner is better", &m.Kappa), of("price", "mu, the price of an hour", &m.Price),
	}
}

// compare fills in what becomes of a plan.
func (m *Move) compare(plan, then *Plan) {
	was, is := plan.names(), then.names()
	var places []int // in then, of the kept books
	m.Dropped, m.Added = []BookName{}, []BookName{}
	for _, b := range was {
		if at := slices.Index(is, b); at >= 0 {
			places = append(places, at)
		} else {
			m.Dropped = append(m.Dropped, b)
		}
	}
	for _, b := range is {
		if !slices.Contains(was, b) {
			m.Added = append(m.Added, b)
		}
	}
	m.Kept = len(places)
	m.Overlap = 1
	if either := m.Kept + len(m.Dropped) + len(m.Added); either > 0 {
		m.Overlap = float64(m.Kept) / float64(either)
	}
	m.FirstChanges = len(was) > 0 != (len(is) > 0) || len(was) > 0 && was[0] != is[0]
	if m.FirstChanges && len(is) > 0 {
		m.First = &is[0]
	}
	m.SameOrder = sameOrder(places)
	m.Coverage = then.Coverage - plan.Coverage
	m.Hours = roundHours(then.Hours - plan.Hours)
}

// sameOrder is the share of pairs that ascend, (tau + 1) / 2 for Kendall's
// tau; 1 without pairs.
func sameOrder(places []int) float64 {
	same, pairs := 0, 0
	for i := range places {
		for j := range i {
			pairs++
			if places[j] < places[i] {
				same++
			}
		}
	}
	if pairs == 0 {
		return 1
	}
	return float64(same) / float64(pairs)
}

// names are the books of a plan, in its order.
func (p *Plan) names() []BookName {
	out := make([]BookName, len(p.Steps))
	for i, s := range p.Steps {
		out[i] = BookName{s.Book.ID, s.Book.Title}
	}
	return out
}
