package export

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// hostileGroup is a plan for three readers, one of whom has all there is.
func hostileGroup(t *testing.T) *recommend.GroupPlan {
	t.Helper()
	cat, err := catalog.New([]catalog.Book{
		{ID: "first", Title: "Pipes | _Tees_", Pages: 250, Teaches: catalog.Levels{{Skill: "pipes", Level: 3}}},
		{ID: "second", Title: "Advanced Plumbing", Pages: 300, URL: "https://example.org/",
			Requires: catalog.Levels{{Skill: "pipes", Level: 2.5}}, Teaches: catalog.Levels{{Skill: "plumbing", Level: 3}}},
	}, []catalog.Skill{{ID: "pipes", Name: "Pipes", Area: "x"}, {ID: "plumbing", Name: "Plumbing", Area: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	var requests []*recommend.Request
	for _, p := range []*profiles.Profile{
		{Name: "A. | <Ada>\x1b[31m"},
		{Name: "Ben", Skills: catalog.Levels{{Skill: "pipes", Level: 3}}},
		{Skills: catalog.Levels{{Skill: "pipes", Level: 3}, {Skill: "plumbing", Level: 4}}},
	} {
		p.Goals = []profiles.Goal{{Skill: "plumbing", Level: 3, Weight: 1}}
		requests = append(requests, &recommend.Request{Catalog: cat, Profile: p, Model: model, Today: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC)})
	}
	plan, err := recommend.MakeGroupPlan(requests)
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Books) != 2 || len(plan.Members[0].Plan.Steps) != 2 || len(plan.Members[1].Plan.Steps) != 1 || len(plan.Members[2].Plan.Steps) != 0 {
		t.Fatalf("the plan shows too little: %+v", plan)
	}
	return plan
}

func TestGroupGolden(t *testing.T) {
	plan := hostileGroup(t)
	for name, write := range map[string]func(io.Writer) error{
		"group.md":     func(w io.Writer) error { return GroupMarkdown(w, plan) },
		"group-60.txt": func(w io.Writer) error { return GroupText(w, plan, TextOptions{Width: 60}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
		for line := range strings.Lines(b.String()) {
			if strings.HasSuffix(name, "txt") && ansi.StringWidth(strings.TrimSuffix(line, "\n")) > 60 || strings.Contains(line, "\x1b") {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}
