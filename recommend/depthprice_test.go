package recommend

import (
	"math"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// The price of an order is the search's alone: what a reader is told a plan is
// worth, and by how much another is worth less, has none of it.
func TestDepthPriceIsNotShown(t *testing.T) {
	t.Parallel()
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	model, _ := NewModel(Balanced)
	paid := 0
	for _, area := range []string{"distributed-systems", "security", "data-engineering"} {
		c, err := compile(&Request{
			Catalog: cat, Model: model, Today: caseDay,
			Profile: &profiles.Profile{Skills: catalog.Levels{{Skill: "programming", Level: 3}}, Goals: []profiles.Goal{{Area: area, Level: 3, Weight: 1}}},
		})
		if err != nil {
			t.Fatal(err)
		}
		seq := c.search()
		plan := c.plan(seq)
		if got := c.worth(seq); math.Abs(got-plan.Objective) > 1e-9 {
			t.Errorf("%s: worth %v, the ledger sums to %v", area, got, plan.Objective)
		}
		if j, _ := c.p.objective(seq); j < plan.Objective-1e-9 {
			paid++
		}
		for _, n := range plan.Near {
			if n.Place == 0 {
				continue // it cannot be read at all
			}
			free := *c.p.pure()
			free.budget, free.limit = math.Inf(1), len(free.items)
			b := c.indices([]string{n.Book.ID})[0]
			with := append(append(append([]int{}, seq[:n.Place-1]...), b), seq[n.Place-1:]...)
			if n.Instead != "" {
				with = append(with[:n.Place], with[n.Place+1:]...)
			}
			if j, ok := free.objective(with); !ok || math.Abs(j-plan.Objective-n.Change) > 1e-9 {
				t.Errorf("%s: %s changes the plan by %v, said %v", area, n.Book.ID, j-plan.Objective, n.Change)
			}
		}
	}
	if paid == 0 {
		t.Error("no order was paid for")
	}
}
