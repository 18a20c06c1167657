package recommend

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// A Request is everything that a plan depends on.
type Request struct {
	Catalog    *catalog.Catalog
	Profile    *profiles.Profile
	Model      Model
	Today      time.Time            // the day the plan begins
	Candidates []string             // ids of the books to choose from; nil means all
	Found      map[string]Retrieval // for each text goal, what a search found
	MaxBooks   int                  // 0 means no limit
	Include    []string             // ids of books that must be in
	Before     [][2]string          // ids: if both are in, the first comes first
	Since      *Plan                // the plan before, to change as little as it must; nil if there is none
	Hangs      bool                 // say of each step which of the reader's ratings it hangs on
}

// ErrNoGoals says that the profile wants nothing.
var ErrNoGoals = errors.New("no goal is given")

// A TooLateError says that the deadline is before the day the plan begins.
type TooLateError struct{ Until, Today Date }

func (e *TooLateError) Error() string {
	return fmt.Sprintf("the time until %s is over: today is %s", e.Until, e.Today)
}

// defaultHoursPerWeek is an hour on each working day.
const defaultHoursPerWeek = 5

// compiled is a request as a problem, with what is needed to go back from
// numbers to words.
type compiled struct {
	*Request
	asked     *Request // as it came, where [compiled.measure] changed the model
	p         *problem
	all       []item   // of all eligible books, by id, as at the start
	skills    []string // ids, by the problem's skill
	skillAt   map[string]int
	state     map[string]float64 // at the start
	standings []Standing
	wants     []weighted // what the goals come down to
	targets   []weighted // the same, by what is left of the plan before's
	excluded  []Exclusion
	perWeek   float64
	budget    *Budget
	assumed   []string
	speak     tongues
	about     topic
	depths    *depths
	done      map[string]float64 // hours logged, by book id
	pace      *Pace              // nil where the table's holds, or the profile's
	whole     []Yard             // what the plan before measures the goal by, if the goals are still those
	left      float64            // share of it that is not reached yet; 1 without
}

// compile turns a request into a problem.
func compile(r *Request) (*compiled, error) {
	if len(r.Profile.Goals) == 0 {
		return nil, ErrNoGoals
	}
	c := &compiled{
		Request: r, asked: r, skillAt: map[string]int{},
		done: map[string]float64{},
	}
	if err := c.time(); err != nil {
		return nil, err
	}
	c.state, c.standings = start(r.Catalog, r.Profile, &r.Model, r.Since)
	c.wants = targets(r.Catalog, r.Profile.Goals, r.Found)
	c.pace = measurePace(r.Catalog, r.Profile, &r.Model)
	c.speak = tonguesOf(r.Catalog, r.Profile)
	c.about = topicOf(r.Catalog, c.wants, r.Found)
	c.measure()
	for _, pr := range r.Profile.Progress {
		c.done[pr.Book] += pr.Hours
	}
	c.problem()
	return c, nil
}

// time settles the hours a week and the budget.
func (c *compiled) time() error {
	t := c.Profile.Time
	c.perWeek = t.HoursPerWeek
	if c.perWeek == 0 {
		c.perWeek = defaultHoursPerWeek
		c.assumed = append(c.assumed, fmt.Sprintf("%d hours a week, since none were given", defaultHoursPerWeek))
	}
	weeks := float64(t.Weeks)
	if !t.Until.IsZero() {
		until, today := NewDate(t.Until), NewDate(c.Today)
		if until.Before(today.Time) {
			return &TooLateError{until, today}
		}
		weeks = (until.Sub(today.Time).Hours()/24 + 1) / 7 // both days count
	}
	if weeks > 0 {
		cal := calendar{time: t, today: NewDate(c.Today)}
		days := float64(cal.readingDays(int(math.Round(7 * weeks))))
		c.budget = &Budget{Hours: roundHours(days / float64(t.DaysPerWeek()) * c.perWeek), Weeks: weeks}
	}
	return nil
}

// problem fills in c.p.
func (c *compiled) problem() {
	r := c.Request
	adhoc := map[string][]adHoc{}
	for _, g := range r.Profile.Goals {
		if found := r.Found[g.Text]; g.Text != "" && len(found.Skills) == 0 {
			for id, a := range adHocBooks(r.Catalog, adHocPrefix+g.Text, found) {
				adhoc[id] = append(adhoc[id], a)
			}
		}
	}
	for _, t := range c.targets {
		c.skill(t.skill)
	}
	books := c.eligible()
	c.all = make([]item, len(books))
	for i, b := range books {
		c.all[i] = c.item(b, adhoc[b.ID])
	}
	c.p = c.aim(c.state)
	items := useful(c.all, c.p.start, c.p.goal)
	for i := range items {
		c.like(&items[i])
		c.weigh(&items[i], c.state)
	}
	c.choose(c.p, items)
}

// aim is the problem of a reader who stands at a state, still without items.
func (c *compiled) aim(state map[string]float64) *problem {
	p := &problem{
		model: c.Model, budget: math.Inf(1),
		start: make([]float64, len(c.skills)), goal: make([]float64, len(c.skills)), slope: make([]float64, len(c.skills)),
	}
	if c.budget != nil {
		p.budget = c.budget.Hours
	}
	for k, id := range c.skills {
		p.start[k] = state[id]
	}
	open := 0.0 // weight of what is not reached yet
	for _, t := range c.targets {
		if t.level > state[t.skill] {
			open += t.weight
		}
	}
	for _, t := range c.targets {
		if k := c.skillAt[t.skill]; t.level > p.start[k] {
			p.goal[k] = t.level
			p.slope[k] = t.weight / open / (t.level - p.start[k])
		}
	}
	return p
}

// choose gives a problem those of the items that may be in its plan.
func (c *compiled) choose(p *problem, items []item) {
	c.take(p, shortlist(useful(items, p.start, p.goal), p.start, p.goal))
}

// take gives a problem its items.
func (c *compiled) take(p *problem, items []item) {
	p.items = items
	p.limit = len(p.items)
	if c.MaxBooks > 0 {
		p.limit = min(p.limit, c.MaxBooks)
	}
	c.deepen(p)
	c.constraints(p)
	p.index()
}

// deepen fills in how deep the items stand, and what that costs.
func (c *compiled) deepen(p *problem) {
	if c.depths == nil {
		c.depths = newDepths(c.Catalog)
	}
	p.depth, p.tilt = make([]float64, len(p.items)), depthPrice
	for i := range p.items {
		it := &p.items[i]
		if it.depth == 0 {
			it.depth = c.depths.book(c.Catalog.Book(it.id))
		}
		p.depth[i] = it.depth
	}
}

// skill is the problem's index of a skill.
func (c *compiled) skill(id string) int {
	k, ok := c.skillAt[id]
	if !ok {
		k = len(c.skills)
		c.skillAt[id] = k
		c.skills = append(c.skills, id)
	}
	return k
}

// item is a book as the problem sees it, without its hours.
func (c *compiled) item(b *catalog.Book, extra []adHoc) item {
	it := item{
		id:    b.ID,
		needs: make([]need, 0, len(b.Requires)+len(extra)),
		gains: make([]teach, 0, len(b.Teaches)+len(extra)),
		must:  slices.Contains(c.Include, b.ID),
		begun: slices.Contains(c.Profile.Reading, b.ID),
	}
	if !it.begun {
		it.was = c.Since.place(b.ID)
	}
	for _, r := range b.Requires {
		it.needs = append(it.needs, need{c.skill(r.Skill), float64(r.Level)})
	}
	for _, t := range b.Teaches {
		it.gains = append(it.gains, teach{c.skill(t.Skill), float64(t.Level), c.Model.trustIn(b)})
	}
	for _, a := range extra {
		k := c.skill(a.skill)
		if a.requires > 0 {
			it.needs = append(it.needs, need{k, a.requires})
		}
		it.gains = append(it.gains, teach{k, a.teaches, c.Model.Trust * a.trust})
	}
	return it
}

// like fills in the reader's taste for an item.
func (c *compiled) like(it *item) { _, it.pref = c.preference(it) }

// compileAll is compile for who weighs items at other states than the
// request's: the reader's taste is filled in for all of them.
func compileAll(r *Request) (*compiled, error) {
	c, err := compile(r)
	if err != nil {
		return nil, err
	}
	for i := range c.all {
		c.like(&c.all[i])
	}
	return c, nil
}

// weigh fills in what an item that the reader likes or not takes them at a
// state.
func (c *compiled) weigh(it *item, state map[string]float64) {
	it.hours = c.estimate(it, state).Total()
	it.felt = it.hours * (1 - it.pref)
	it.decay = c.Model.discount(it.felt)
}

// preference is the terms of the reader's taste for an item's book, and their
// bounded sum.
func (c *compiled) preference(it *item) ([]Term, float64) {
	return preference(c.Catalog, c.Catalog.Book(it.id), c.Profile, c.speak, c.about, c.Today.Year())
}

// estimate is the time that an item's book takes the reader who stands at a
// state, or what is left of it.
func (c *compiled) estimate(it *item, state map[string]float64) Hours {
	h := estimate(c.Catalog.Book(it.id), state, c.pace.apply(c.Profile.Time))
	if done := c.done[it.id]; it.begun && done > 0 {
		h = h.less(done)
	}
	return h
}

// constraints fills in what a plan begins with and which order it keeps.
func (c *compiled) constraints(p *problem) {
	at := map[string]int{}
	for i := range p.items {
		at[p.items[i].id] = i
	}
	for _, id := range c.Profile.Reading {
		if i, ok := at[id]; ok {
			p.first = append(p.first, i)
		}
	}
	p.limit = max(p.limit, len(p.first))
	for _, ids := range c.Before {
		first, ok1 := at[ids[0]]
		then, ok2 := at[ids[1]]
		if ok1 && ok2 {
			p.before = append(p.before, pair{first, then})
		}
	}
	var volumes []int
	for i := range p.items {
		if c.Catalog.Book(p.items[i].id).Series != nil {
			volumes = append(volumes, i)
		}
	}
	for _, i := range volumes { // series in order
		a := c.Catalog.Book(p.items[i].id).Series
		for _, j := range volumes {
			b := c.Catalog.Book(p.items[j].id).Series
			if a.Name == b.Name && a.Number < b.Number {
				p.before = append(p.before, pair{i, j})
			}
		}
	}
}

// eligible are the candidates that no condition of the reader's keeps out, by
// id; the others are noted in c.excluded.
func (c *compiled) eligible() []*catalog.Book {
	ids := c.Candidates
	if ids == nil {
		ids = c.Catalog.BookIDs() // all, so that those asked for by name are among them
	} else {
		ids = slices.Concat(ids, c.Include, c.Profile.Reading)
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	in := make([]*catalog.Book, 0, len(ids))
	for _, id := range ids {
		b := c.Catalog.Book(id)
		if b == nil {
			continue
		}
		if why := c.keptOut(b); why != "" {
			c.excluded = append(c.excluded, Exclusion{id, why})
		} else {
			in = append(in, b)
		}
	}
	return in
}

// excluded is why a book is kept out that the reader excludes.
const excluded = "you exclude it"

// keptOut says why a book may not be in the plan, "" if it may. What the
// reader asked for by name, or has begun, may be in whatever its length, age
// or price.
func (c *compiled) keptOut(b *catalog.Book) string {
	pr, want := c.Profile, c.Profile.Prefer
	owned := slices.Contains(pr.Owned, b.ID)
	named := slices.Contains(c.Include, b.ID) || slices.Contains(pr.Reading, b.ID)
	language := b.Language
	if language == "" {
		language = "en"
	}
	switch {
	case slices.Contains(pr.Exclude, b.ID):
		return excluded
	case slices.Contains(pr.Read, b.ID):
		return "you have read it"
	case named:
		return ""
	case want.MaxPages > 0 && b.Pages > want.MaxPages:
		return fmt.Sprintf("its %d pages are more than %d", b.Pages, want.MaxPages)
	case want.MaxPages > 0 && b.PagesAbout > want.MaxPages:
		return fmt.Sprintf("its pages, about %d, are more than %d", b.PagesAbout, want.MaxPages)
	case want.NewestAfter > 0 && b.Year > 0 && b.Year < want.NewestAfter:
		return fmt.Sprintf("it is from %d, before %d", b.Year, want.NewestAfter)
	case want.FreeOnly && b.Free == "" && !owned:
		return "it is not free to read, and you do not own it"
	case len(want.Languages) > 0 && !slices.Contains(want.Languages, language):
		return fmt.Sprintf("it is in %q", language)
	case len(want.Kinds) > 0 && b.Kind != "" && !slices.Contains(want.Kinds, string(b.Kind)):
		return fmt.Sprintf("it is a %s", b.Kind)
	}
	return c.otherEdition(b)
}

// otherEdition says which edition of the same work stands in for a book: the
// newest, or an older one if that is the one the reader owns or has read.
func (c *compiled) otherEdition(b *catalog.Book) string {
	mine := func(id string) bool { return slices.Contains(c.Profile.Owned, id) }
	if newer := c.Catalog.SupersededBy(b.ID); newer != "" && (!mine(b.ID) || mine(newer)) {
		return "superseded by " + newer
	}
	for _, old := range c.Catalog.Replaces(b.ID) {
		switch {
		case slices.Contains(c.Profile.Read, old), slices.Contains(c.Profile.Reading, old):
			return "you read an older edition, " + old
		case mine(old) && !mine(b.ID):
			return "you own an older edition, " + old
		}
	}
	return ""
}

// less is what is left of a book's hours after some were read.
func (h Hours) less(done float64) Hours {
	const atLeast = 0.1 // of a book that is not finished
	left := max(atLeast, 1-done/h.Total())
	h.Reading = roundHours(h.Reading * left)
	h.Exercises = roundHours(h.Exercises * left)
	return h
}
