package recommend

import "slices"

// DependsOn are the ids of the earlier steps that step n (from 0) stands on, in
// the plan's order: those that raised a skill towards a level that step n asks
// for, while the reader was still short of it.
func (p *Plan) DependsOn(n int) []string {
	var ids []string
	for _, met := range p.Steps[n].RequiresMet {
		for _, s := range p.Steps[:n] {
			raised := slices.ContainsFunc(s.Gains, func(g Gain) bool { return g.Skill == met.Skill && g.Before < met.Need })
			if raised && !slices.Contains(ids, s.Book.ID) {
				ids = append(ids, s.Book.ID)
			}
		}
	}
	slices.SortFunc(ids, func(a, b string) int { return p.place(a) - p.place(b) })
	return ids
}
