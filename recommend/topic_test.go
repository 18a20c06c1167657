package recommend

import (
	"slices"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// A quant's book brings a reader as far in learning from data as the book on
// it does, in less time; who does not ask for finance gets the other.
func TestTopic(t *testing.T) {
	level := func(skill string, l catalog.Level) catalog.SkillLevel {
		return catalog.SkillLevel{Skill: skill, Level: l}
	}
	cat, err := catalog.New([]catalog.Book{
		{ID: "learning", Title: "Learning", Pages: 300, Requires: catalog.Levels{level("notation", 1)}, Teaches: catalog.Levels{level("learning", 3)}},
		{ID: "quants", Title: "Quants", Pages: 270, Teaches: catalog.Levels{level("finance", 3), level("learning", 3)}},
		{ID: "scores", Title: "Scores", Pages: 50, Teaches: catalog.Levels{level("notation", 1)}},
		{ID: "sums", Title: "Sums", Pages: 50, Teaches: catalog.Levels{level("arithmetic", 1)}},
		{ID: "plants", Title: "Plants", Pages: 50, Teaches: catalog.Levels{level("botany", 1)}},
	}, []catalog.Skill{
		{ID: "arithmetic", Name: "Arithmetic", Area: "x"}, {ID: "botany", Name: "Botany", Area: "x"}, {ID: "finance", Name: "Finance", Area: "x"},
		{ID: "learning", Name: "Learning", Area: "x", Requires: catalog.Levels{level("arithmetic", 1)}}, {ID: "notation", Name: "Notation", Area: "x"},
	})
	if err != nil {
		t.Fatal(err)
	}
	about := topicOf(cat, []weighted{{skill: "learning"}, {skill: adHocPrefix + "roses"}}, map[string]Retrieval{"roses": {Books: []Scored{{ID: "plants"}}}})
	for id, want := range map[string]bool{"learning": false, "quants": true, "scores": false, "sums": false, "plants": false} {
		if got := about.aside(cat.Book(id)); got != want {
			t.Errorf("%s is off the topic: %v, want %v", id, got, want)
		}
		if (topic{}).aside(cat.Book(id)) {
			t.Errorf("%s is off no topic", id)
		}
	}

	model, _ := NewModel(Balanced)
	plan := mustPlan(t, &Request{
		Catalog: cat, Model: model, Today: caseDay,
		Profile: &profiles.Profile{Skills: catalog.Levels{level("notation", 1)}, Goals: []profiles.Goal{{Skill: "learning", Level: 3, Weight: 1}}},
	})
	if got := stepIDs(plan); !slices.Equal(got, []string{"learning"}) {
		t.Errorf("the plan is %v", got)
	}
}
