package recommend

import "readpath/catalog"

// prerequisites is the skill graph in dense numbers: skills by their place in
// the catalog.
type prerequisites struct {
	at       map[string]int
	topo     []int    // each after all that it requires or brings
	requires [][]need // by skill
	brings   [][]need
}

func newPrerequisites(cat *catalog.Catalog) *prerequisites {
	skills := cat.Skills()
	g := &prerequisites{at: make(map[string]int, len(skills)), requires: make([][]need, len(skills)), brings: make([][]need, len(skills))}
	for i, s := range skills {
		g.at[s.ID] = i
	}
	for i, s := range skills {
		for _, r := range s.Requires {
			g.requires[i] = append(g.requires[i], need{g.at[r.Skill], float64(r.Level)})
		}
		for _, b := range s.Brings {
			g.brings[i] = append(g.brings[i], need{g.at[b.Skill], float64(b.Level)})
		}
	}
	for _, id := range cat.TopoSkills() {
		g.topo = append(g.topo, g.at[id])
	}
	return g
}

// levels are levels by skill.
func (g *prerequisites) levels(ls catalog.Levels) []float64 {
	state := make([]float64, len(g.requires))
	for _, l := range ls {
		if i, ok := g.at[l.Skill]; ok {
			state[i] = float64(l.Level)
		}
	}
	return state
}

// propagate carries levels along the graph: who works at a skill has what it
// requires and brings, and on the way to working has it in proportion; who
// stated less of what it requires has less of what stands on it. What is stated
// stays.
func (g *prerequisites) propagate(state []float64, stated catalog.Levels) {
	const working = float64(catalog.Working)
	held := make([]bool, len(state)) // stated, or lowered by what is
	fixed := make([]bool, len(state))
	for _, l := range stated {
		if i, ok := g.at[l.Skill]; ok {
			held[i], fixed[i] = true, true
		}
	}
	for _, i := range g.topo {
		for _, r := range g.requires[i] {
			if most := working * state[r.skill] / r.level; held[r.skill] && !fixed[i] && most < working && state[i] > most {
				state[i], held[i] = most, true
			}
		}
	}
	for n := len(g.topo) - 1; n >= 0; n-- {
		i := g.topo[n]
		share := min(1, state[i]/working)
		for _, implies := range [][]need{g.requires[i], g.brings[i]} {
			for _, r := range implies {
				if implied := share * r.level; !held[r.skill] && implied > state[r.skill] {
					state[r.skill] = implied
				}
			}
		}
	}
}
