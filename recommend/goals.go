package recommend

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"gonum.org/v1/gonum/mat"

	"readpath/catalog"
	"readpath/profiles"
)

// A Target is one skill that the reader's goals come down to.
type Target struct {
	Skill   string        `json:"skill"`
	Name    string        `json:"name"`
	Start   catalog.Level `json:"start"`
	Goal    catalog.Level `json:"goal"`
	Reached catalog.Level `json:"reached"` // at the end of the plan
	Weight  float64       `json:"weight"`  // share of the whole goal; 0 if reached at the start
	From    string        `json:"from"`    // the goals it comes from, as the reader put them
}

// A Retrieval is what a search found for the text of a goal: skills and books
// with their relevance, above 0 and up to 1, best first.
type Retrieval struct {
	Skills []Scored
	Books  []Scored
}

// Scored is an id with its relevance.
type Scored struct {
	ID    string
	Score float64
}

// adHocPrefix begins the id of a skill that exists for one goal only, because
// the goal's words are about nothing that the catalog has a skill for.
const adHocPrefix = "text:"

// weighted is a skill of a goal before the reader's state is looked at.
type weighted struct {
	skill  string
	level  float64
	weight float64
	from   []string
}

// targets are the skills that the goals come down to, with weights that sum
// to one over all of them, reached or not. Skills wanted by several goals get
// the highest level and the sum of the weights.
func targets(cat *catalog.Catalog, goals []profiles.Goal, found map[string]Retrieval) []weighted {
	var all []weighted
	for _, g := range goals {
		var parts []weighted
		switch {
		case g.Skill != "":
			parts = []weighted{{skill: g.Skill, weight: 1}}
		case g.Area != "":
			ids := cat.SkillsIn(g.Area)
			rank := pageRank(cat, ids)
			for i, id := range ids {
				parts = append(parts, weighted{skill: id, weight: rank[i]})
			}
		case g.Background != "":
			parts = backgroundTargets(cat, g.Background)
		default:
			parts = textTargets(g.Text, found[g.Text])
		}
		for _, w := range parts {
			w.weight *= g.Weight
			if g.Background == "" {
				w.level = float64(g.Level)
			}
			w.from = []string{g.String()}
			all = append(all, w)
		}
	}
	return merge(all)
}

// backgroundTargets share a goal among the levels of a background by how far
// each is above the mean of all backgrounds: what sets such a person apart is
// what one wants to be like them for, and what everybody has is no part of it.
func backgroundTargets(cat *catalog.Catalog, id string) []weighted {
	all, err := cat.Backgrounds()
	if err != nil {
		return nil
	}
	var levels catalog.Levels
	usual := map[string]float64{}
	for _, b := range all {
		if b.ID == id {
			levels = b.Skills
		}
		for _, l := range b.Skills {
			usual[l.Skill] += float64(l.Level) / float64(len(all))
		}
	}
	var parts []weighted
	var sum float64
	for _, l := range levels {
		if above := float64(l.Level) - usual[l.Skill]; above > 0 {
			parts = append(parts, weighted{skill: l.Skill, level: float64(l.Level), weight: above})
			sum += above
		}
	}
	for i := range parts {
		parts[i].weight /= sum
	}
	return parts
}

// levelsOf are the levels of a background; none of "", or if the catalog has no
// such.
func levelsOf(cat *catalog.Catalog, background string) catalog.Levels {
	if background == "" {
		return nil
	}
	if b, err := cat.FindBackground(background); err == nil {
		return b.Skills
	}
	return nil
}

// textTargets share a text goal among the skills that its search found, in the
// measure of their relevance; if it found none, it becomes a skill of its own.
func textTargets(text string, r Retrieval) []weighted {
	if len(r.Skills) == 0 {
		return []weighted{{skill: adHocPrefix + text, weight: 1}}
	}
	var parts []weighted
	var sum float64
	for _, s := range r.Skills {
		sum += s.Score
	}
	for _, s := range r.Skills {
		parts = append(parts, weighted{skill: s.ID, weight: s.Score / sum})
	}
	return parts
}

// merge makes one entry of each skill and scales the weights to sum to one.
func merge(all []weighted) []weighted {
	var out []weighted
	var sum float64
	for _, w := range all {
		sum += w.weight
		i := slices.IndexFunc(out, func(o weighted) bool { return o.skill == w.skill })
		if i < 0 {
			out = append(out, w)
			continue
		}
		out[i].level = max(out[i].level, w.level)
		out[i].weight += w.weight
		if !slices.Contains(out[i].from, w.from[0]) {
			out[i].from = append(out[i].from, w.from[0])
		}
	}
	for i := range out {
		out[i].weight /= sum
	}
	return out
}

// damping is the chance of following an edge. PageRank's usual 0.85 would give
// most of an area to the one or two skills that all others stand on, and a
// plan that taught nothing else would call the area nearly reached; with a
// half, a skill keeps about as much weight as it passes on.
const damping = 0.5

// pageRank weighs the skills of an area by their place in its prerequisite
// graph: each skill passes weight on to what it requires, so that what much
// else stands on counts more. It is PageRank (Page et al. 1999) on the
// subgraph, by solving (I - damping P) x = (1-damping)/n rather than by
// iteration from a random vector, so equal graphs give equal bits. The weights
// are above 0 and sum to one. Cost O(n^3) for n skills of an area.
func pageRank(cat *catalog.Catalog, ids []string) []float64 {
	n := len(ids)
	at := make(map[string]int, n)
	for i, id := range ids {
		at[id] = i
	}
	system := mat.NewDense(n, n, nil)
	rhs := mat.NewVecDense(n, nil)
	for j, id := range ids {
		system.Set(j, j, 1)
		rhs.SetVec(j, (1-damping)/float64(n))
		var inside []int
		for _, r := range cat.Skill(id).Requires {
			if i, ok := at[r.Skill]; ok {
				inside = append(inside, i)
			}
		}
		for i := range n { // a skill that requires nothing here passes on to all
			if len(inside) == 0 {
				system.Set(i, j, system.At(i, j)-damping/float64(n))
			}
		}
		for _, i := range inside {
			system.Set(i, j, system.At(i, j)-damping/float64(len(inside)))
		}
	}
	var x mat.VecDense
	if err := x.SolveVec(system, rhs); err != nil {
		panic("recommend: the PageRank system is diagonally dominant by columns, yet: " + err.Error())
	}
	rank := make([]float64, n)
	for i := range rank {
		rank[i] = x.AtVec(i)
	}
	return rank
}

// adHocBooks gives the ad-hoc skill of a text goal to the books that its
// search found: as judged books do on skills that stand on no others, a book
// teaches it to a level above its own and asks for it a level below, but for
// introductions, which ask for nothing; so the easier come first. The relevance
// is the trust in the entry.
func adHocBooks(cat *catalog.Catalog, skill string, r Retrieval) map[string]adHoc {
	out := map[string]adHoc{}
	for _, s := range r.Books {
		b := cat.Book(s.ID)
		if b == nil {
			continue
		}
		level, asked := float64(b.Level()), 0.0
		if level >= 1.5 {
			asked = level - 1
		}
		out[s.ID] = adHoc{
			skill:    skill,
			requires: asked,
			teaches:  math.Min(float64(catalog.MaxLevel), math.Max(1, level+1)),
			trust:    s.Score,
		}
	}
	return out
}

// adHoc is what a book asks and teaches in a skill made up for a text goal.
type adHoc struct {
	skill                    string
	requires, teaches, trust float64
}

// skillName is a skill's name for people; an ad-hoc skill is its text.
func skillName(cat *catalog.Catalog, id string) string {
	if text, ok := strings.CutPrefix(id, adHocPrefix); ok {
		return text
	}
	return cat.SkillName(id)
}

// byWeight orders targets by weight, greatest first, equals by skill.
func byWeight(a, b Target) int {
	return cmp.Or(cmp.Compare(b.Weight, a.Weight), strings.Compare(a.Skill, b.Skill))
}
