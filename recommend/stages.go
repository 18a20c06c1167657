package recommend

import "readpath/catalog"

// feeds is the share of readiness that steps must give a later one for it to
// have to wait for them: less than a point shows in no number of the plan.
const feeds = 0.01

// Stages are the steps, from 0, in groups that follow one another. A reader who
// has done the groups before is as ready for each step of a group as the plan
// says, whatever of the group is read first: they may be read in any order, or
// side by side. The groups are as long as they can be in the plan's order.
func (p *Plan) Stages() [][]int {
	var out [][]int
	level := map[string]catalog.Level{} // by skill, before the group
	for _, s := range p.Start {
		level[s.Skill] = s.Level
	}
	now := map[string]catalog.Level{} // raised by the group
	for n := range p.Steps {
		s := &p.Steps[n]
		if n == 0 || p.waits(n, level) {
			out = append(out, nil)
			for skill, l := range now {
				level[skill] = l
			}
			clear(now)
		}
		out[len(out)-1] = append(out[len(out)-1], n)
		for _, g := range s.Gains {
			now[g.Skill] = g.After
		}
	}
	return out
}

// waits reports whether step n would be read less ready by a reader of some
// levels than the plan has it, or may not trade places with the one before.
func (p *Plan) waits(n int, level map[string]catalog.Level) bool {
	s := &p.Steps[n]
	short := 0.0
	for _, r := range s.RequiresMet {
		miss := float64(max(0, r.Need-level[r.Skill]))
		short += miss * miss
	}
	if p.Model.readiness(short) <= s.Readiness-feeds {
		return true
	}
	before := &p.Steps[n-1]
	held := func(w *WhyHere, with string) bool { return w != nil && !w.Possible && w.With == with }
	return held(s.WhyHere, before.Book.ID) || held(before.WhyHere, s.Book.ID)
}
