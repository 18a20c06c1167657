package recommend

import (
	"math"
	"slices"

	"readpath/catalog"
)

// cautions are how much lower than they are said levels may be taken.
var cautions = []catalog.Level{0, 0.5, 1}

// Cautious are the levels to make a request's plan for: the stated ones, and
// those of the reader's background as far as what is stated does not speak
// against them. People err about themselves, and a book too hard costs its
// reader more than one too easy; so the levels are lowered, all by the same,
// where the plan made then is better on the average over the readers who may
// have said so. by is how much, 0 to 1.
//
// Equal arguments give equal levels. Cost: four plans.
func Cautious(r *Request, k Known) (levels catalog.Levels, by catalog.Level, err error) {
	c, err := compileAll(r)
	if err != nil {
		return nil, 0, err
	}
	levels, by, _ = c.cautious(k)
	return levels, by, nil
}

// cautious is [Cautious], with the plan for these levels.
func (c *compiled) cautious(k Known) (levels catalog.Levels, by catalog.Level, plan []int) {
	states := c.readers(k)
	all := make([]catalog.Levels, len(cautions))
	plans := make([][]int, len(cautions))
	inParallel(len(cautions), func(n int) {
		all[n] = lowered(c.Catalog, k, cautions[n])
		profile := *c.Profile
		profile.Skills = all[n]
		state, _ := start(c.Catalog, &profile, &c.Model, c.Since)
		p := c.problemAt(state, c.all)
		plans[n] = c.places(p, solve(p))
	})
	best, top := 0, worse
	for n, readings := range c.readings(plans, states) {
		sum := 0.0
		for _, j := range readings {
			sum += j
		}
		if sum > top+exactTolerance {
			best, top = n, sum
		}
	}
	return all[best], cautions[best], plans[best]
}

// lowered are the stated levels and then the background's, each lower by as
// much. Where what is stated implies another level of a skill than the
// background's, it wins.
func lowered(cat *catalog.Catalog, k Known, by catalog.Level) catalog.Levels {
	stated := slices.Clone(k.Stated)
	for i := range stated {
		stated[i].Level = max(0, stated[i].Level-by)
	}
	at := slices.IndexFunc(k.Backgrounds, func(b catalog.Background) bool { return b.ID == k.Background })
	if at < 0 {
		return stated
	}
	usual := slices.Clone(k.Backgrounds[at].Skills)
	for i := range usual {
		usual[i].Level = max(0, usual[i].Level-by)
	}
	graph := newPrerequisites(cat)
	state := graph.levels(append(slices.Clone(usual), stated...))
	graph.propagate(state, stated)
	out := slices.Clone(stated)
	for _, l := range usual {
		if !slices.Contains(stated.Skills(), l.Skill) {
			out = append(out, catalog.SkillLevel{Skill: l.Skill, Level: catalog.Level(math.Round(2*state[graph.at[l.Skill]]) / 2)})
		}
	}
	return out
}
