package recommend

import (
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// chapterProblem is a book as its chapters.
type chapterProblem struct {
	cat   *catalog.Catalog
	book  *catalog.Book
	model *Model
	trust float64            // eta
	from  map[string]float64 // the state at the start
	goals []weighted         // above the start
	parts []chapterPart
}

// chapterPart is what the model knows of a chapter.
type chapterPart struct {
	title string
	pages int
	hours float64 // of reading it
	needs catalog.Levels
	ways  []way
}

// way is a chapter's part in bringing a skill to a level.
type way struct {
	place
	share float64 // of the pages of all chapters that bring the skill there
}

// place is where a way leads.
type place struct {
	skill string
	level float64
}

// chapterState is how far a reader has come in a book.
type chapterState struct {
	level map[string]float64 // by skill, of those that chapters have raised
	gone  map[place]float64  // the part of a way that is behind the reader, up to 1
}

func newChapterState() *chapterState { return &chapterState{map[string]float64{}, map[place]float64{}} }

// on moves the reader on a way by a part of the whole of it, and says what part
// of the rest that is: equal parts of a way bring equally much.
func (s *chapterState) on(to place, part float64) float64 {
	rest := 1 - s.gone[to]
	s.gone[to] += part
	if part >= rest {
		return 1
	}
	return part / rest
}

// divide gives each chapter what it needs and its share of what is taught.
func (c *chapterProblem) divide(pages []int) {
	var common catalog.Levels // what no chapter brings by itself
	for _, l := range c.book.Teaches {
		if !slices.ContainsFunc(c.book.Chapters, func(ch catalog.Chapter) bool { return ch.Teaches.At(l.Skill) >= l.Level }) {
			common = append(common, l)
		}
	}
	if len(common) == 0 {
		for _, l := range c.book.Teaches {
			if l.Level == c.book.Teaches.Max() {
				common = append(common, l)
			}
		}
	}
	sum := map[place]int{}
	teaches := make([]catalog.Levels, len(pages))
	for i, ch := range c.book.Chapters {
		if teaches[i] = ch.Teaches; len(ch.Teaches) == 0 {
			teaches[i] = common
		}
		for _, l := range teaches[i] {
			sum[place{l.Skill, float64(l.Level)}] += pages[i]
		}
	}
	for i, ch := range c.book.Chapters {
		part := chapterPart{title: ch.Title, pages: pages[i], needs: ch.Requires}
		if len(ch.Requires) == 0 {
			part.needs = c.book.Requires
		}
		for _, l := range teaches[i] {
			to := place{l.Skill, float64(l.Level)}
			part.ways = append(part.ways, way{to, float64(pages[i]) / float64(sum[to])})
		}
		c.parts = append(c.parts, part)
	}
}

// want sets the goals: those of the request, or all that the book teaches.
func (c *chapterProblem) want(r *Request, cp *ChapterPlan) {
	all := targets(r.Catalog, r.Profile.Goals, r.Found)
	cp.Wished = len(all) > 0
	if !cp.Wished {
		all = c.everything()
	}
	all = slices.DeleteFunc(all, func(w weighted) bool { return w.level <= c.from[w.skill] })
	sum := 0.0
	for _, w := range all {
		sum += w.weight
	}
	for i, w := range all {
		all[i].weight /= sum
		t := Target{
			Skill: w.skill, Name: skillName(c.cat, w.skill), Weight: w.weight / sum,
			Start: catalog.Level(c.from[w.skill]), Goal: catalog.Level(w.level), Reached: catalog.Level(c.from[w.skill]),
		}
		if len(w.from) > 0 {
			t.From = w.from[0]
		}
		cp.Goals = append(cp.Goals, t)
	}
	slices.SortFunc(cp.Goals, byWeight)
	c.goals = all
}

// everything are goals of all that the book and its chapters teach. The book's
// skills weigh alike; one that only chapters teach weighs by their share of the
// pages, for nobody takes up the book for it.
func (c *chapterProblem) everything() []weighted {
	var out []weighted
	add := func(w place, weight float64) {
		i := slices.IndexFunc(out, func(o weighted) bool { return o.skill == w.skill })
		if i < 0 {
			i = len(out)
			out = append(out, weighted{skill: w.skill})
		}
		out[i].level = max(out[i].level, w.level)
		out[i].weight = min(1, out[i].weight+weight)
	}
	for _, l := range c.book.Teaches {
		add(place{l.Skill, float64(l.Level)}, 1)
	}
	pages := 0
	for _, p := range c.parts {
		pages += p.pages
	}
	for _, p := range c.parts {
		for _, w := range p.ways {
			add(w.place, float64(p.pages)/float64(pages))
		}
	}
	return out
}

// hours are those of reading a chapter, at the pace of its own novelty.
func (c *chapterProblem) hours(p *chapterPart, t profiles.Time) float64 {
	part := *c.book
	part.Pages, part.Teaches = p.pages, nil
	for _, w := range p.ways {
		part.Teaches = append(part.Teaches, catalog.SkillLevel{Skill: w.skill, Level: catalog.Level(w.level)})
	}
	return roundHours(estimate(&part, c.from, t).Total())
}

// run is the ledger of doing what is told with each chapter, in order.
func (c *chapterProblem) run(do []Doing) []ChapterStep {
	state := newChapterState()
	steps := make([]ChapterStep, len(c.parts))
	for i := range c.parts {
		steps[i] = c.step(state, i, do[i])
	}
	return steps
}

// at is the reader's level, in a state that holds what chapters have raised.
func (c *chapterProblem) at(state map[string]float64, skill string) float64 {
	if s, ok := state[skill]; ok {
		return s
	}
	return c.from[skill]
}

// step does a chapter to a state.
func (c *chapterProblem) step(state *chapterState, i int, do Doing) ChapterStep {
	p := &c.parts[i]
	s := ChapterStep{Number: i + 1, Title: p.title, Pages: p.pages, Do: do, Gains: []Gain{}}
	s.Readiness, _ = c.ready(state.level, p)
	effort := map[Doing]float64{DoRead: 1, DoSkim: skimShare}[do]
	s.Hours = roundHours(effort * p.hours)
	if effort == 0 {
		return s
	}
	before := make([]float64, len(p.ways))
	for n, w := range p.ways {
		before[n] = c.at(state.level, w.skill)
	}
	for n, w := range p.ways {
		was := before[n]
		is := was + state.on(w.place, s.Readiness*c.trust*effort*w.share)*max(0, w.level-was)
		if is <= was {
			continue
		}
		state.level[w.skill] = is
		g := Gain{Skill: w.skill, Name: skillName(c.cat, w.skill), Before: catalog.Level(was), After: catalog.Level(is)}
		g.Value = c.worth(w.skill, is) - c.worth(w.skill, was)
		s.Value += g.Value
		s.Gains = append(s.Gains, g)
	}
	return s
}

// worth is the part of V that a level of a skill makes.
func (c *chapterProblem) worth(skill string, level float64) float64 {
	for _, g := range c.goals {
		if from := c.from[skill]; g.skill == skill {
			return g.weight * max(0, min(level, g.level)-from) / (g.level - from)
		}
	}
	return 0
}

// ready is the readiness for a chapter, and what is most lacking for it.
func (c *chapterProblem) ready(state map[string]float64, p *chapterPart) (rho float64, lack catalog.SkillLevel) {
	short, most := 0.0, 0.0
	for _, n := range p.needs {
		miss := max(0, float64(n.Level)-c.at(state, n.Skill))
		if short += miss * miss; miss > most {
			most, lack = miss, n
		}
	}
	return c.model.readiness(short), lack
}

// wish is a level of a skill that is wanted of a chapter.
type wish struct {
	level float64
	by    int // the number of the later chapter that needs it; 0 for a goal
}

// wishes are what is wanted of each chapter: what goals want, and what a later
// chapter that is wanted asks for and the reader lacks.
func (c *chapterProblem) wishes() []map[string]wish {
	later := map[string]wish{}
	for _, g := range c.goals {
		later[g.skill] = wish{g.level, 0}
	}
	all := make([]map[string]wish, len(c.parts))
	for i := len(c.parts) - 1; i >= 0; i-- {
		all[i] = map[string]wish{}
		wanted := false
		for _, w := range c.parts[i].ways {
			if l, ok := later[w.skill]; ok {
				all[i][w.skill] = l
				wanted = wanted || min(w.level, l.level) > c.from[w.skill]
			}
		}
		if !wanted {
			continue
		}
		for _, n := range c.parts[i].needs {
			if level := float64(n.Level); level > c.from[n.Skill] && level > later[n.Skill].level {
				later[n.Skill] = wish{level, i + 1}
			}
		}
	}
	return all
}

// judge says what to do with each chapter if there are pages for all.
func (c *chapterProblem) judge() []ChapterStep {
	state := newChapterState()
	wishes := c.wishes()
	var steps []ChapterStep
	for i := range c.parts {
		verdict := c.verdict(state.level, c.outside(steps, i), i, wishes[i])
		s := c.step(state, i, verdict.Do)
		s.Why, s.Skill, s.Have, s.Level, s.For = verdict.Why, verdict.Skill, verdict.Have, verdict.Level, verdict.For
		if s.Skill != "" {
			s.Name = skillName(c.cat, s.Skill)
		}
		steps = append(steps, s)
	}
	return steps
}

// outside is the state before chapter i but for what its fellows, that share
// its ways, have brought so far: to judge whether a chapter is nearly had by the
// share of the book that it has, not by its place in it.
func (c *chapterProblem) outside(steps []ChapterStep, i int) map[string]float64 {
	state := map[string]float64{}
	for n, s := range steps {
		for _, g := range s.Gains {
			fellow := slices.ContainsFunc(c.parts[i].ways, func(w way) bool {
				return w.skill == g.Skill && slices.ContainsFunc(c.parts[n].ways, func(o way) bool { return o.skill == w.skill && o.level == w.level })
			})
			if !fellow {
				state[g.Skill] = max(float64(g.After), state[g.Skill])
			}
		}
	}
	return state
}

// verdict is what to do with a chapter and why, by the skill in which it takes
// the reader furthest towards what is wanted. Of the step it fills in that.
func (c *chapterProblem) verdict(state, outside map[string]float64, i int, wishes map[string]wish) ChapterStep {
	p := &c.parts[i]
	var best, spare way // towards a wish; towards what nobody wants
	var far, most float64
	wanted := false
	for _, w := range p.ways {
		if most < w.level {
			most, spare = w.level, w
		}
		to := min(w.level, wishes[w.skill].level)
		if gap := to - c.at(outside, w.skill); to > c.at(state, w.skill) && (!wanted || gap > far) {
			best, far, wanted = w, gap, true
		}
	}
	if !wanted {
		s := ChapterStep{Do: DoSkip, Why: ChapterHad, Skill: spare.skill, Level: catalog.Level(spare.level)}
		if l := wishes[spare.skill].level; l > 0 {
			s.Level = catalog.Level(min(l, spare.level))
		}
		for _, w := range p.ways {
			if _, ok := wishes[w.skill]; !ok && w.level > c.at(state, w.skill) {
				s.Why, s.Skill, s.Level = ChapterUnwanted, w.skill, catalog.Level(w.level)
				break
			}
		}
		s.Have = catalog.Level(c.at(state, s.Skill))
		return s
	}
	rho, lack := c.ready(state, p)
	if rho < stretchFrom {
		return ChapterStep{Do: DoSkip, Why: ChapterUnready, Skill: lack.Skill, Have: catalog.Level(c.at(state, lack.Skill)), Level: lack.Level}
	}
	s := ChapterStep{
		Do: DoRead, Why: ChapterWanted, Skill: best.skill,
		Have: catalog.Level(c.at(state, best.skill)), Level: catalog.Level(best.level), For: wishes[best.skill].by,
	}
	switch {
	case far <= nearlyHad:
		s.Do, s.Why, s.For = DoSkim, ChapterNearly, 0
	case s.For > 0:
		s.Why = ChapterNeeded
	}
	return s
}
