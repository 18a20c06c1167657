package recommend

import (
	"cmp"
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// A QuestionsReport says how good a plan is that is made from a few answers,
// by the number of questions. Regret is what the reader loses by it:
//
//	1 - J(plan made from the answers) / J(plan made from the true levels)
//
// both read by the reader at their true levels. A book of which they cannot
// follow a word then costs its hours and brings nothing, and what does not fit
// the time there is stays unread. A plan that is better than that made from the
// true levels, by the search's luck, has regret 0.
type QuestionsReport struct {
	Readers int             `json:"readers"`
	Seed    uint64          `json:"seed"`
	Rows    []QuestionsRow  `json:"rows"`  // by questions asked, from 0
	Asked   float64         `json:"asked"` // questions that a reader is asked, on the average, until nothing would change
	Waits   []time.Duration `json:"-"`     // between an answer and the next question, sorted
}

// A QuestionsRow is the regret after some questions, the background being the
// first; or after fewer, where nothing was left to ask.
type QuestionsRow struct {
	Questions int    `json:"questions"`
	Adaptive  Regret `json:"adaptive"` // as the questionnaire asks
	Fixed     Regret `json:"fixed"`    // what most of the goal stands on first
	Random    Regret `json:"random"`   // any skill of the goal or under it
}

// Regret is its distribution over readers, shares from 0 to 1.
type Regret struct {
	Mean float64 `json:"mean"`
	P90  float64 `json:"p90"`
}

// MostQuestions is how many questions about the reader's levels there are at
// most, the one about their background being the first.
const MostQuestions = 8

// MeasureQuestions simulates readers and asks them. Readers are drawn from a
// background, with noise that passes along the prerequisites, a few things
// that nobody would expect, and answers that are off by half a level, so one
// in three lands on a neighbour's. The request gives catalog, model and day;
// the rest is the readers'. now is the clock that the waits are taken by. Equal
// seeds give equal readers, and equal regrets. Cost: about a second a reader.
func MeasureQuestions(ctx context.Context, r *Request, backgrounds []catalog.Background, readers int, seed uint64, now func() time.Time) (*QuestionsReport, error) {
	report := &QuestionsReport{Readers: readers, Seed: seed}
	all := make([]*questioned, readers)
	for n := range all {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		q, err := questionReader(r, backgrounds, rand.New(rand.NewPCG(seed, uint64(n))), now)
		if err != nil {
			return nil, err
		}
		all[n] = q
		report.Asked += float64(q.asked) / float64(readers)
		report.Waits = append(report.Waits, q.waits...)
	}
	slices.Sort(report.Waits)
	for n := range MostQuestions + 1 {
		row := QuestionsRow{Questions: n}
		for m, into := range []*Regret{&row.Adaptive, &row.Fixed, &row.Random} {
			var list []float64
			for _, q := range all {
				list = append(list, q.regret[m][n])
			}
			*into = regretOf(list)
		}
		report.Rows = append(report.Rows, row)
	}
	return report, nil
}

func regretOf(list []float64) Regret {
	slices.Sort(list)
	sum := 0.0
	for _, x := range list {
		sum += x
	}
	return Regret{sum / float64(len(list)), list[int(0.9*float64(len(list)-1))]}
}

// questioned is one reader after the questions.
type questioned struct {
	regret [3][MostQuestions + 1]float64 // adaptive, fixed, random
	asked  int
	waits  []time.Duration
}

// simulated is a reader whose levels are known.
type simulated struct {
	request    *Request // with what the questionnaire knows before it asks about levels
	state      map[string]float64
	background string // what they answer
	answers    map[string]catalog.Level
	asked      *compiled // the request
	truth      *compiled // the same, with the true levels stated
	best       float64   // J of the plan made from the true levels
}

func questionReader(base *Request, backgrounds []catalog.Background, rng *rand.Rand, now func() time.Time) (*questioned, error) {
	r, err := drawReader(base, backgrounds, rng)
	if err != nil {
		return nil, err
	}
	q := &questioned{}
	order := relevantSkills(base.Catalog, r.request.Profile.Goals)
	shuffled := slices.Clone(order)
	rng.Shuffle(len(shuffled), func(i, j int) { shuffled[i], shuffled[j] = shuffled[j], shuffled[i] })
	inTurn := func(ids []string) func(Known) (string, error) {
		return func(k Known) (string, error) {
			if len(k.Stated) < len(ids) {
				return ids[len(k.Stated)], nil
			}
			return "", nil
		}
	}
	adaptive := func(k Known) (string, error) {
		begin := now()
		next, err := NextQuestion(r.request, k, k.Stated.Skills())
		q.waits = append(q.waits, now().Sub(begin))
		if next == nil || err != nil {
			return "", err
		}
		q.asked++
		return next.Skill, nil
	}
	known := Known{Backgrounds: backgrounds}
	nothing := r.regret(known)
	known.Background = r.background
	first := r.regret(known)
	for m, next := range []func(Known) (string, error){adaptive, inTurn(order), inTurn(shuffled)} {
		k, regret, ended := known, &q.regret[m], false
		regret[0], regret[1] = nothing, first
		for n := 2; n <= MostQuestions; n++ {
			regret[n] = regret[n-1]
			if ended {
				continue
			}
			skill, err := next(k)
			if err != nil {
				return nil, err
			}
			if ended = skill == ""; ended {
				continue
			}
			k.Stated = append(slices.Clone(k.Stated), catalog.SkillLevel{Skill: skill, Level: r.answers[skill]})
			regret[n] = r.regret(k)
		}
	}
	q.asked++ // the background
	return q, nil
}

// regret is that of the plan made from what is known.
func (r *simulated) regret(k Known) float64 {
	_, _, plan := r.asked.cautious(k)
	return max(0, 1-r.truth.readAs(r.truth.p, plan, r.state)/r.best)
}

// drawReader draws readers until there is one for whom there is a plan to make.
func drawReader(base *Request, backgrounds []catalog.Background, rng *rand.Rand) (*simulated, error) {
	const (
		shift  = 0.5  // of a reader against the background, in all skills
		spread = 0.6  // and in each
		noise  = 0.5  // of an answer
		extras = 4    // skills that the background would not make one expect
		own    = 0.8  // share of readers who name the background that they are drawn from
		worthy = 0.15 // of the goal: the least that the best plan brings
	)
	cat, graph := base.Catalog, newPrerequisites(base.Catalog)
	skills := cat.Skills()
	for {
		r := &simulated{answers: map[string]catalog.Level{}}
		b := backgrounds[rng.IntN(len(backgrounds))]
		r.background = b.ID
		if rng.Float64() > own {
			r.background = backgrounds[rng.IntN(len(backgrounds))].ID
		}
		levels := graph.levels(b.Skills)
		graph.propagate(levels, nil)
		general := shift * rng.NormFloat64()
		for i, l := range levels {
			if e := spread * rng.NormFloat64(); l > 0 {
				levels[i] = l + general + e
			}
		}
		for range extras {
			i := rng.IntN(len(skills))
			ready := !slices.ContainsFunc(graph.requires[i], func(n need) bool { return levels[n.skill] < n.level-1 })
			if l := 1 + 2*rng.Float64(); ready {
				levels[i] = max(levels[i], l)
			}
		}
		for i, l := range levels {
			levels[i] = math.Round(2*min(max(l, 0), float64(catalog.MaxLevel))) / 2
		}
		graph.propagate(levels, nil)
		r.state = make(map[string]float64, len(skills))
		for i, s := range skills {
			r.state[s.ID] = levels[i]
		}
		truth := &profiles.Profile{Time: profiles.Time{HoursPerWeek: 3 + 5*rng.Float64(), Weeks: 10 + rng.IntN(40)}}
		for _, s := range skills {
			truth.Skills = append(truth.Skills, catalog.SkillLevel{Skill: s.ID, Level: catalog.Level(r.state[s.ID])})
			answer := math.Round(r.state[s.ID] + noise*rng.NormFloat64())
			r.answers[s.ID] = catalog.Level(min(max(answer, 0), float64(catalog.MaxLevel)))
		}
		goal := profiles.Goal{Level: catalog.Level(2+rng.IntN(5))/2 + 1.5, Weight: 1}
		if rng.IntN(2) == 0 {
			goal.Area = cat.Areas()[rng.IntN(len(cat.Areas()))]
		} else {
			goal.Skill = skills[rng.IntN(len(skills))].ID
		}
		truth.Goals = []profiles.Goal{goal}
		known, full := *base, *base
		known.Profile, full.Profile = &profiles.Profile{Goals: truth.Goals, Time: truth.Time}, truth
		r.request = &known
		var err error
		if r.truth, err = compileAll(&full); err != nil {
			return nil, err
		}
		if r.asked, err = compileAll(&known); err != nil {
			return nil, err
		}
		plan := r.truth.places(r.truth.p, solve(r.truth.p))
		if r.best = r.truth.readAs(r.truth.p, plan, r.state); r.best >= worthy {
			return r, nil
		}
	}
}

// relevantSkills are the goals' skills and all that they stand on, by how many
// of the goals' skills do; of equals, what stands on least comes first.
func relevantSkills(cat *catalog.Catalog, goals []profiles.Goal) []string {
	count := map[string]int{}
	for _, g := range goals {
		ids := cat.SkillsIn(g.Area)
		if g.Skill != "" {
			ids = []string{g.Skill}
		}
		for _, id := range ids {
			seen := map[string]bool{}
			var below func(id string)
			below = func(id string) {
				if seen[id] {
					return
				}
				seen[id] = true
				count[id]++
				for _, r := range cat.Skill(id).Requires {
					below(r.Skill)
				}
			}
			below(id)
		}
	}
	var ids []string
	for _, id := range cat.TopoSkills() {
		if count[id] > 0 {
			ids = append(ids, id)
		}
	}
	slices.SortStableFunc(ids, func(x, y string) int { return cmp.Compare(count[y], count[x]) })
	return ids
}
