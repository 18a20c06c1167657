package recommend

import (
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// BenchmarkPlan times what a command does for a plan over the shipped catalog,
// once the catalog is loaded: "compile" is what comes before the search, "plan"
// the whole, and "hangs" the whole with what its steps hang on.
func BenchmarkPlan(b *testing.B) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		b.Fatal(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		b.Fatal(err)
	}
	r := &Request{Catalog: cat, Model: model, Today: caseDay, Profile: &profiles.Profile{
		Skills: catalog.Levels{
			{Skill: "programming", Level: 3}, {Skill: "go", Level: 2.5}, {Skill: "databases", Level: 2},
			{Skill: "networking", Level: 1.5}, {Skill: "operating-systems", Level: 1.5},
		},
		Goals: []profiles.Goal{
			{Area: "distributed-systems", Level: 3, Weight: 2}, {Skill: "observability", Level: 2.5, Weight: 1},
		},
		Time: profiles.Time{HoursPerWeek: 5, Weeks: 26},
	}}
	hangs := *r
	hangs.Hangs = true
	for _, bc := range []struct {
		name string
		do   func() error
	}{
		{"compile", func() error { _, err := compile(r); return err }},
		{"plan", func() error { _, err := MakePlan(r); return err }},
		{"hangs", func() error { _, err := MakePlan(&hangs); return err }},
	} {
		b.Run(bc.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := bc.do(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
