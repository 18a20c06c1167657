package recommend

import (
	"math"
	"slices"
)

// proveNodes bounds the exact search of a proof: about half a second.
const proveNodes = 400_000

// proofRounds is how often at most what is left is bounded again.
const proofRounds = 6

// proofShares are how far from the best a plan is asked to be at most, one
// after the other as long as the nodes suffice: the more is allowed, the more
// the bound cuts off.
var proofShares = []float64{0.2, 0.1, 0.05, 0.02, 0}

// Prove makes the plan of a request as [MakePlan] does, and says how good it
// is: optimal, or within a share of the best that could be. If the exact
// search behind the proof meets a better plan, that one is returned.
//
// The bound holds for the request's candidates and the model as it is, whatever
// the order of the books. Cost: about a second. For a request with a plan
// before, the plan is MakePlan's: the proof says how far it stays behind the
// best that the goal alone would have.
func Prove(r *Request) (*Plan, error) {
	c, err := compile(r)
	if err != nil {
		return nil, err
	}
	seq := c.search()
	better, proof := prove(c.p.pure(), seq)
	if c.Since == nil {
		w := newWalk(c.p)
		w.set(len(c.p.first), better[len(c.p.first):])
		climb(w)
		if j, _ := c.p.objective(seq); w.total() > j+exactTolerance {
			seq = w.seq
		}
	}
	plan := c.plan(seq)
	if proof.Objective = plan.Objective; proof.Objective > 0 {
		proof.Gap = max(0, proof.Bound-proof.Objective) / proof.Objective
	}
	proof.Optimal = proof.Optimal && proof.Bound <= plan.Objective+exactTolerance
	plan.Proof = proof
	return plan, nil
}

// prove bounds what any plan can be worth, drops the books that no better plan
// can have, bounds again what is left as long as that drops more, and searches
// the rest exactly.
func prove(p *problem, seq []int) ([]int, *Proof) {
	u := newUpper(p, seq)
	if len(u.skill) == 0 {
		return seq, &Proof{Objective: u.known, Bound: u.known, Optimal: true}
	}
	proof := &Proof{Objective: u.known, Bound: math.Inf(1)}
	q, at := p, make([]int, len(p.items)) // what is left of the problem; its items' places in it
	for i := range at {
		at[i] = i
	}
	for round := 0; ; round++ {
		u.solve()
		proof.Bound = max(u.known, min(proof.Bound, u.bound(-1)))
		var left []int
		for i := range q.items {
			if slices.Contains(seq, i) || q.items[i].must || u.bound(i) > u.known+exactTolerance {
				left = append(left, i)
			}
		}
		if len(left) == len(q.items) || round == proofRounds {
			break
		}
		q, seq = q.only(left, seq)
		for n, i := range left {
			at[n] = at[i]
		}
		u = newUpper(q, seq)
	}
	proof.Books = len(q.items)
	if len(q.items) <= mostExact {
		all := make([]int, len(q.items))
		for i := range all {
			all[i] = i
		}
		e := newSolver(q, all, seq)
		e.lines, e.most, e.nodes = u.lines, u.most, proveNodes
		for _, share := range proofShares {
			e.slack = share * newUpper(q, e.best).known
			whole := e.search()
			seq = e.best
			if !whole {
				break
			}
			proof.Bound = min(proof.Bound, newUpper(q, seq).known+e.slack)
			proof.Optimal = share == 0
		}
		proof.Objective = newUpper(q, seq).known
		proof.Bound = max(proof.Bound, proof.Objective)
	}
	if proof.Objective > 0 {
		proof.Gap = max(0, proof.Bound-proof.Objective) / proof.Objective
	}
	out := make([]int, len(seq))
	for n, i := range seq {
		out[n] = at[i]
	}
	return out, proof
}

// only is the problem with some of its items alone, in ascending order, and a
// sequence of these in it.
func (p *problem) only(items []int, seq []int) (*problem, []int) {
	q := *p
	place := map[int]int{}
	q.items = make([]item, len(items))
	for n, i := range items {
		q.items[n], place[i] = p.items[i], n
	}
	of := func(list []int) []int {
		var out []int
		for _, i := range list {
			out = append(out, place[i])
		}
		return out
	}
	q.first, q.before = of(p.first), nil
	for _, pr := range p.before {
		first, ok1 := place[pr.first]
		then, ok2 := place[pr.then]
		if ok1 && ok2 {
			q.before = append(q.before, pair{first, then})
		}
	}
	q.index()
	return &q, of(seq)
}
