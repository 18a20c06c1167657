package recommend

import "slices"

// proveNodes bounds the exact search of a proof: about a second.
const proveNodes = 200_000

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
// can have, and searches the rest exactly.
func prove(p *problem, seq []int) ([]int, *Proof) {
	u := newUpper(p, seq)
	if len(u.skill) == 0 {
		return seq, &Proof{Objective: u.known, Bound: u.known, Optimal: true}
	}
	u.solve()
	proof := &Proof{Objective: u.known, Bound: max(u.known, u.bound(-1))}
	var left []int
	for i := range p.items {
		if slices.Contains(seq, i) || p.items[i].must || u.bound(i) > u.known+exactTolerance {
			left = append(left, i)
		}
	}
	proof.Books = len(left)
	if len(left) <= mostExact {
		e := newSolver(p, left, seq)
		e.lines, e.nodes = u.lines, proveNodes
		for _, share := range proofShares {
			e.slack = share * newUpper(p, e.best).known
			whole := e.search()
			seq = e.best
			if !whole {
				break
			}
			proof.Bound = min(proof.Bound, newUpper(p, seq).known+e.slack)
			proof.Optimal = share == 0
		}
		proof.Objective = newUpper(p, seq).known
		proof.Bound = max(proof.Bound, proof.Objective)
	}
	if proof.Objective > 0 {
		proof.Gap = max(0, proof.Bound-proof.Objective) / proof.Objective
	}
	return seq, proof
}
