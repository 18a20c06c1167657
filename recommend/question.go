package recommend

import (
	"cmp"
	"math"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"readpath/catalog"
)

// A Question is a skill to ask the reader about.
type Question struct {
	Skill string
	// Worth is what the answer is expected to add to the plan's objective, as
	// a share of it; above 0.
	Worth float64
}

const (
	// believedReaders is over how many states of the reader a plan's worth is
	// averaged, and plannedReaders for how many of them plans are sketched.
	believedReaders, plannedReaders = 128, 16
	// leastWorth is what an answer must be expected to add to be asked for:
	// less is the noise of so few readers.
	leastWorth = 0.002
)

// NextQuestion is the skill whose level is most worth knowing before the plan
// of a request is made: the value of information. It draws readers from what
// is known of the one who asks, sketches plans for some of them, and reads
// each plan as each reader. Knowing nothing more, the reader gets the plan
// that is best on the average; knowing an answer, the one that is best on the
// average over those who would give it. The plan is chosen by one half of the
// readers and judged by the other, so that luck does not look like knowledge.
// It is nil if no answer would change the plan for the better by enough. The
// request's own skills count as stated; those of except are not asked about.
//
// Equal arguments give equal questions. Cost: about four plans.
func NextQuestion(r *Request, k Known, except []string) (*Question, error) {
	c, err := compileAll(r)
	if err != nil {
		return nil, err
	}
	states := c.readers(k)
	plans := c.sketches(states[:plannedReaders])
	worth := c.readings(plans, states)
	half := len(states) / 2
	now := meanOfBest(worth, nil, half)
	if now <= 0 {
		return nil, nil
	}
	var best *Question
	for _, id := range c.doubtful(plans, except) {
		known := 0.0
		for option := range int(catalog.MaxLevel) + 1 {
			chance := make([]float64, len(states))
			for n, s := range states {
				chance[n] = answerChance(s[id], option)
			}
			known += meanOfBest(worth, chance, half)
		}
		if w := (known - now) / now; w >= leastWorth && (best == nil || w > best.Worth) {
			best = &Question{Skill: id, Worth: w}
		}
	}
	return best, nil
}

// readers are the states that plans are averaged over. The draws are the same
// whatever is known, so that two questions differ by the answers alone.
func (c *compiled) readers(k Known) belief {
	rng := rand.New(rand.NewPCG(1, believedReaders))
	states := c.believe(k, believedReaders, rng)
	rng.Shuffle(len(states), func(i, j int) { states[i], states[j] = states[j], states[i] })
	return states
}

// sketches are plans for readers at some states, as indices into c.all, each
// once: local search by single books from both starts, which is near enough
// to tell which books are in question.
func (c *compiled) sketches(states belief) [][]int {
	items := c.usefulToAny(states)
	found := make([][]int, len(states))
	inParallel(len(states), func(n int) {
		p := c.aim(states[n])
		c.choose(p, items)
		w := newWalk(p)
		top := worse
		for _, start := range []func(*walk){myopic, bundles} {
			w.set(len(p.first), nil)
			start(w)
			for singles(w) {
			}
			if w.total() > top {
				top = w.total()
				found[n] = c.places(p, w.seq)
			}
		}
	})
	slices.SortFunc(found, slices.Compare)
	return slices.CompactFunc(found, slices.Equal)
}

// usefulToAny are the items on the shortlists of a reader who has no more than
// any at the states, and of the average one, with the hours that they take the
// latter: near enough for a sketch, and the dearest parts of one.
func (c *compiled) usefulToAny(states belief) []item {
	least, mean := make(map[string]float64, len(c.skills)), make(map[string]float64, len(c.skills))
	for _, id := range c.skills {
		least[id] = states[0][id]
		for _, s := range states {
			least[id] = min(least[id], s[id])
			mean[id] += s[id] / float64(len(states))
		}
	}
	p := c.aim(least)
	items := useful(c.all, p.start, p.goal)
	for i := range items {
		c.weigh(&items[i], mean)
	}
	list := shortlist(items, p.start, p.goal)
	p = c.aim(mean)
	list = append(list, shortlist(items, p.start, p.goal)...)
	slices.SortFunc(list, byID)
	return slices.CompactFunc(list, func(a, b item) bool { return a.id == b.id })
}

// problemAt is the problem of a reader at a state, with the hours that books take
// them, over some of c.all.
func (c *compiled) problemAt(state map[string]float64, among []item) *problem {
	p := c.aim(state)
	items := slices.Clone(among)
	for i := range items {
		c.weigh(&items[i], state)
	}
	c.choose(p, items)
	return p
}

// places are a sequence's items of p as indices into c.all.
func (c *compiled) places(p *problem, seq []int) []int {
	out := make([]int, len(seq))
	for n, i := range seq {
		out[n], _ = slices.BinarySearchFunc(c.all, p.items[i], byID)
	}
	return out
}

// readings are the objectives of plans, read as readers at some states: by
// plan, then by state.
func (c *compiled) readings(plans [][]int, states belief) [][]float64 {
	out := make([][]float64, len(plans))
	for m := range out {
		out[m] = make([]float64, len(states))
	}
	inParallel(len(states), func(n int) {
		p := c.aim(states[n])
		for m, plan := range plans {
			out[m][n] = c.readAs(p, plan, states[n])
		}
	})
	return out
}

// readAs is what a plan that was made for another reader is worth to the one of
// p: a book that they are not ready for brings nothing and takes its hours all
// the same, and what does not fit the time there is stays unread.
func (c *compiled) readAs(p *problem, plan []int, state map[string]float64) float64 {
	s := slices.Clone(p.start)
	j, hours, discount := 0.0, 0.0, 1.0
	for _, i := range plan {
		it := c.all[i]
		c.weigh(&it, state)
		if !p.fits(hours + it.hours) {
			continue
		}
		hours += it.hours
		discount *= it.decay
		_, value := p.step(s, &it)
		j += discount*value - p.model.Price*it.felt
	}
	return j
}

// doubtful are the skills on which plans may hang, by id: those that their books
// ask for or teach, and what these stand on.
func (c *compiled) doubtful(plans [][]int, except []string) []string {
	in := map[string]bool{}
	var add func(id string)
	add = func(id string) {
		s := c.Catalog.Skill(id)
		if s == nil || in[id] {
			return
		}
		in[id] = true
		for _, r := range s.Requires {
			add(r.Skill)
		}
	}
	for _, plan := range plans {
		for _, i := range plan {
			for _, n := range c.all[i].needs {
				add(c.skills[n.skill])
			}
			for _, t := range c.all[i].gains {
				add(c.skills[t.skill])
			}
		}
	}
	var out []string
	for _, id := range c.Catalog.SkillIDs() {
		if in[id] && !slices.Contains(except, id) {
			out = append(out, id)
		}
	}
	return out
}

// meanOfBest is what the best plan is worth on the average over weighted
// readers (all alike where weights is nil): chosen by one half of them, judged by
// the other, and the other way round. Readers of no weight bring nothing.
func meanOfBest(worth [][]float64, weights []float64, half int) float64 {
	sum := func(m, from, to int) (s float64) {
		for n := from; n < to; n++ {
			if weights == nil {
				s += worth[m][n]
			} else {
				s += weights[n] * worth[m][n]
			}
		}
		return s
	}
	n := len(worth[0])
	first, second := make([]float64, len(worth)), make([]float64, len(worth))
	for m := range worth {
		first[m], second[m] = sum(m, 0, half), sum(m, half, n)
	}
	return (first[argMax(second)] + second[argMax(first)]) / float64(n)
}

// argMax is the place of the greatest value, the first of equals.
func argMax(v []float64) int {
	at := 0
	for i := range v {
		if cmp.Compare(v[i], v[at]) > 0 {
			at = i
		}
	}
	return at
}

// answerChance is how likely a reader at a level is to choose the answer of a
// whole level: they are off by a normal error and take what is nearest.
func answerChance(level float64, option int) float64 {
	below := func(x float64) float64 { return math.Erfc((level-x)/(answerSpread*math.Sqrt2)) / 2 }
	low, high := 0.0, 1.0
	if option > 0 {
		low = below(float64(option) - 0.5)
	}
	if option < int(catalog.MaxLevel) {
		high = below(float64(option) + 0.5)
	}
	return high - low
}

// inParallel calls f with 0 to n-1, on as many processors as there are. Each
// call must write to places of its own.
func inParallel(n int, f func(int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(n, runtime.GOMAXPROCS(0)) {
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	wg.Wait()
}
