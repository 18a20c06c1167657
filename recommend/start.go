package recommend

import (
	"math"
	"slices"

	"readpath/catalog"
	"readpath/profiles"
)

// A Standing is where the reader stands in a skill at the start, and how that
// is known.
type Standing struct {
	Skill string        `json:"skill"`
	Name  string        `json:"name"`
	Level catalog.Level `json:"level"`
	How   string        `json:"how"`          // HowStated, HowImplied or HowRead
	By    string        `json:"by,omitempty"` // the skill or book that implies it
	// Stated is the level that the reader states, where a book of the plan
	// before, finished since, has raised it.
	Stated *catalog.Level `json:"stated,omitempty"`
}

// How a level at the start is known.
const (
	HowStated  = "stated"  // the reader says so
	HowImplied = "implied" // a stated skill requires it, or brings it along
	HowRead    = "read"    // a book that was read asks for it or teaches it
)

// Wants are the skills that a request's goals come down to with the levels to
// reach, and where its reader stands at the start in each skill: what a search
// for candidates has to know. Of the request it reads the catalog, the profile,
// the model, what was found, and the plan before.
func Wants(r *Request) (wants catalog.Levels, from map[string]float64) {
	from, _ = start(r.Catalog, r.Profile, &r.Model, r.Since)
	for _, t := range targets(r.Catalog, r.Profile.Goals, r.Found) {
		wants = append(wants, catalog.SkillLevel{Skill: t.skill, Level: catalog.Level(t.level)})
	}
	return wants, from
}

// start is the state at the start, with its sources: the stated levels; what
// finished books asked for and taught; and what all of these imply, for who
// works in a skill has what working in it requires and brings, and who is on
// the way has it in proportion. A stated level wins over anything inferred. Finished books
// of the plan before count last and as in that plan: in the measure of the
// reader's readiness, implying nothing, and on top of what was stated before it
// was made; so that who reads as planned is where the plan said. A level stated
// since wins again.
//
// The standings come in the catalog's order of skills, without those at zero
// that nobody stated.
func start(cat *catalog.Catalog, p *profiles.Profile, m *Model, since *Plan) (map[string]float64, []Standing) {
	state := map[string]float64{}
	source := map[string]Standing{}
	raise := func(skill string, level float64, how, by string) {
		if (source[skill].How != HowStated || source[skill].Stated != nil) && level > state[skill] {
			state[skill] = level
			source[skill] = Standing{How: how, By: by, Stated: source[skill].Stated}
		}
	}
	planned := since.finished(p)
	for _, l := range p.Skills {
		state[l.Skill] = float64(l.Level)
		source[l.Skill] = Standing{How: HowStated}
	}
	read := func(id string) {
		b := cat.Book(id)
		if b == nil {
			return
		}
		for _, r := range b.Requires { // who finished it had what it asks for
			raise(r.Skill, float64(r.Level), HowRead, id)
		}
		for _, t := range b.Teaches {
			s := state[t.Skill]
			raise(t.Skill, s+m.trustIn(b)*max(0, float64(t.Level)-s), HowRead, id)
		}
	}
	for _, id := range p.Read {
		if !slices.Contains(planned, id) {
			read(id)
		}
	}
	topo := cat.TopoSkills()
	for i := len(topo) - 1; i >= 0; i-- { // from what is built to what it stands on
		id := topo[i]
		share := min(1, state[id]/float64(catalog.Working))
		s := cat.Skill(id)
		for _, implied := range [...]catalog.Levels{s.Requires, s.Brings} {
			for _, l := range implied {
				raise(l.Skill, share*float64(l.Level), HowImplied, id)
			}
		}
	}
	if len(planned) > 0 {
		for _, l := range p.Skills {
			if was := since.stated(l.Skill); was != nil && *was == l.Level {
				source[l.Skill] = Standing{How: HowStated, Stated: was}
			}
		}
	}
	for _, id := range planned {
		b := cat.Book(id)
		if b == nil {
			continue
		}
		short := 0.0
		for _, r := range b.Requires {
			short += math.Pow(max(0, float64(r.Level)-state[r.Skill]), 2)
		}
		rho := math.Exp(-m.Lambda * short)
		for _, t := range b.Teaches {
			s := state[t.Skill]
			raise(t.Skill, s+rho*m.trustIn(b)*max(0, float64(t.Level)-s), HowRead, id)
		}
	}
	var standings []Standing
	for _, s := range cat.Skills() {
		if src, ok := source[s.ID]; ok {
			if src.How == HowStated {
				src.Stated = nil
			}
			src.Skill, src.Name, src.Level = s.ID, s.Name, catalog.Level(state[s.ID])
			standings = append(standings, src)
		}
	}
	return state, standings
}

// Standings are where a reader stands before a plan is made: what they state,
// and what that and the books they read imply. See [Standing].
func Standings(cat *catalog.Catalog, p *profiles.Profile, m Model) []Standing {
	_, standings := start(cat, p, &m, nil)
	return standings
}
