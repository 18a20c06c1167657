package recommend

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/mat"

	"readpath/catalog"
)

// Known is what a reader has told of what they can do.
type Known struct {
	Backgrounds []catalog.Background // that a reader may have
	Background  string               // id of the one nearest to the reader; "" if they named none
	Stated      catalog.Levels       // in the order in which they were stated
}

// The belief about a reader who has said little: a mixture of the backgrounds,
// each a normal distribution of levels. Levels of one person go together, and
// those of one area more so; the spreads are judgements, in levels.
const (
	generalSpread = 0.4 // of a person, in all that they do
	areaSpread    = 0.4 // of a person, in one area
	skillSpread   = 0.7 // of one skill
	answerSpread  = 0.5 // of an answer about what is truly so
	// belowNone is where a skill that a background does not have stands, so
	// that about one reader in ten is aware of it all the same.
	belowNone = -0.7
	// ownShare is how often a reader is of the background that they name, and
	// not one of the others in part.
	ownShare = 0.75
)

// belief is a set of equally likely states of one reader.
type belief []map[string]float64

// believe draws n states from what is known of a reader. Equal arguments give
// equal states. Answers move what they are about, and through the spreads all
// else; then they pass along the prerequisites. Books read raise what they raise.
//
// Drawing from a normal distribution given some of its values is drawing from
// it at large and moving the draw by what it got wrong (Matheron's rule).
// Cost O(backgrounds a^2 + n skills a) for a answers.
func (c *compiled) believe(k Known, n int, rng *rand.Rand) belief {
	skills, graph := c.Catalog.Skills(), newPrerequisites(c.Catalog)
	t := tell(c.Catalog, graph, k.Stated)
	means, weights := graph.components(k)
	t.reweigh(means, weights)
	sum := 0.0
	for _, w := range weights {
		sum += w
	}
	out := make(belief, n)
	of, upTo := 0, weights[0]
	level := make([]float64, len(skills))
	for d := range n { // each component has its share of the draws
		for (float64(d)+0.5)/float64(n)*sum > upTo && of < len(means)-1 {
			of++
			upTo += weights[of]
		}
		t.draw(level, means[of], rng)
		graph.propagate(level, k.Stated)
		state := make(map[string]float64, len(skills))
		for i, l := range level {
			if l > 0 {
				state[skills[i].ID] = l
			}
		}
		for _, id := range c.Profile.Read {
			haveRead(c.Catalog.Book(id), state, c.Model.Trust)
		}
		out[d] = state
	}
	return out
}

// told is what a reader has answered, against the spreads of levels.
type told struct {
	area    []int // by skill
	areas   int
	at      []int     // the skills that were answered
	level   []float64 // the answers
	inverse *mat.Cholesky
}

func tell(cat *catalog.Catalog, graph *prerequisites, stated catalog.Levels) *told {
	t := &told{}
	areas := map[string]int{}
	for _, s := range cat.Skills() {
		if _, ok := areas[s.Area]; !ok {
			areas[s.Area] = len(areas)
		}
		t.area = append(t.area, areas[s.Area])
	}
	t.areas = len(areas)
	for _, l := range stated {
		if i, ok := graph.at[l.Skill]; ok {
			t.at = append(t.at, i)
			t.level = append(t.level, latent(float64(l.Level)))
		}
	}
	if len(t.at) == 0 {
		return t
	}
	s := mat.NewSymDense(len(t.at), nil)
	for a, i := range t.at {
		for b := a; b < len(t.at); b++ {
			s.SetSym(a, b, t.covariance(i, t.at[b]))
		}
		s.SetSym(a, a, s.At(a, a)+answerSpread*answerSpread)
	}
	t.inverse = new(mat.Cholesky)
	if !t.inverse.Factorize(s) {
		panic("recommend: a covariance with noise is positive definite, yet its factorisation fails")
	}
	return t
}

// covariance is how far the levels of two skills go together.
func (t *told) covariance(i, j int) float64 {
	v := generalSpread * generalSpread
	if t.area[i] == t.area[j] {
		v += areaSpread * areaSpread
	}
	if i == j {
		v += skillSpread * skillSpread
	}
	return v
}

// solve is the inverse covariance of the answers, times v.
func (t *told) solve(v []float64) []float64 {
	var x mat.VecDense
	if err := t.inverse.SolveVecTo(&x, mat.NewVecDense(len(v), v)); err != nil {
		panic("recommend: the covariance of the answers: " + err.Error())
	}
	return x.RawVector().Data
}

// reweigh multiplies the weights of components by how likely each makes the
// answers.
func (t *told) reweigh(means [][]float64, weights []float64) {
	if len(t.at) == 0 {
		return
	}
	logs, top := make([]float64, len(means)), worse
	miss := make([]float64, len(t.at))
	for m, mean := range means {
		for a, i := range t.at {
			miss[a] = t.level[a] - mean[i]
		}
		for a, x := range t.solve(miss) {
			logs[m] -= x * miss[a] / 2
		}
		top = max(top, logs[m])
	}
	for m := range weights {
		weights[m] *= math.Exp(logs[m] - top)
	}
}

// draw makes level a draw around a mean, given the answers, before what the
// prerequisites say.
func (t *told) draw(level, mean []float64, rng *rand.Rand) {
	general := generalSpread * rng.NormFloat64()
	area := make([]float64, t.areas)
	for a := range area {
		area[a] = areaSpread * rng.NormFloat64()
	}
	for i := range level {
		level[i] = mean[i] + general + area[t.area[i]] + skillSpread*rng.NormFloat64()
	}
	if len(t.at) > 0 {
		miss := make([]float64, len(t.at))
		for a, i := range t.at {
			miss[a] = t.level[a] - level[i] - answerSpread*rng.NormFloat64()
		}
		x := t.solve(miss)
		for i := range level {
			for a, j := range t.at {
				level[i] += t.covariance(i, j) * x[a]
			}
		}
	}
	for i, l := range level {
		level[i] = min(max(l, 0), float64(catalog.MaxLevel))
	}
}

// components are the means and the weights of the mixture: each background,
// with what it implies.
func (g *prerequisites) components(k Known) (means [][]float64, weights []float64) {
	backgrounds := k.Backgrounds
	if len(backgrounds) == 0 {
		backgrounds = []catalog.Background{{}}
	}
	for _, b := range backgrounds {
		mean := g.levels(b.Skills)
		g.propagate(mean, b.Skills)
		for i, l := range mean {
			mean[i] = latent(l)
		}
		means = append(means, mean)
		switch {
		case k.Background == "":
			weights = append(weights, 1/float64(len(backgrounds)))
		case k.Background == b.ID:
			weights = append(weights, ownShare)
		default:
			weights = append(weights, (1-ownShare)/float64(len(backgrounds)))
		}
	}
	return means, weights
}

// latent is where a level stands on a scale that goes on below none.
func latent(level float64) float64 {
	if level == 0 {
		return belowNone
	}
	return level
}

// haveRead raises a state to what a book that was finished asks for and
// teaches; b may be nil.
func haveRead(b *catalog.Book, state map[string]float64, trust float64) {
	if b == nil {
		return
	}
	for _, r := range b.Requires {
		state[r.Skill] = max(state[r.Skill], float64(r.Level))
	}
	for _, t := range b.Teaches {
		s := state[t.Skill]
		state[t.Skill] = s + trust*max(0, float64(t.Level)-s)
	}
}
