package recommend

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
)

// known is a book known by its text, of a level, on a skill, that asks for another.
func known(id string, level catalog.Level, teaches, requires string) catalog.Book {
	b := catalog.Book{ID: id, Title: id, Pages: 100, Inferred: &catalog.Inference{Level: level, Confidence: 0.5}}
	if teaches != "" {
		b.Teaches = catalog.Levels{{Skill: teaches, Level: 3}}
	}
	if requires != "" {
		b.Requires = catalog.Levels{{Skill: requires, Level: 2}}
	}
	return b
}

func orderOf(t *testing.T, books ...catalog.Book) []Ordered {
	t.Helper()
	cat, err := catalog.New(books, []catalog.Skill{{ID: "s", Name: "S", Area: "x"}, {ID: "u", Name: "U", Area: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	return Order(&OrderRequest{Catalog: cat, Model: model, Year: 2026, Books: cat.BookIDs()}).Order
}

func TestOrderByText(t *testing.T) {
	judged := catalog.Book{ID: "judged", Title: "Judged", Teaches: catalog.Levels{{Skill: "u", Level: 3}}} // level 1.5
	for _, tc := range []struct {
		name  string
		books []catalog.Book
		want  []string
	}{
		{"by level", []catalog.Book{known("a", 3, "", ""), known("b", 1.25, "", ""), known("c", 2, "", "")}, []string{"b", "c", "a"}},
		{"to more digits than a level shows", []catalog.Book{known("a", 2.04, "", ""), known("b", 2.01, "", "")}, []string{"b", "a"}},
		{"what others ask for first, of two about as hard",
			[]catalog.Book{known("a", 2, "", ""), known("b", 2.02, "s", ""), known("c", 2.9, "u", "s")}, []string{"b", "a", "c"}},
		{"what a book itself asks for does not bring it forward",
			[]catalog.Book{known("a", 2, "", ""), known("b", 2.02, "s", "s")}, []string{"a", "b"}},
		{"nor does what another on its subject asks for",
			[]catalog.Book{known("a", 2, "", ""), known("b", 2.02, "s", ""), known("c", 2.9, "s", "s")}, []string{"a", "b", "c"}},
		{"a judged book among them", []catalog.Book{known("a", 2, "", ""), known("b", 1, "", ""), judged}, []string{"b", "judged", "a"}},
	} {
		var got []string
		for _, o := range orderOf(t, tc.books...) {
			got = append(got, o.ID)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: got %v, want %v", tc.name, got, tc.want)
		}
	}
	var graphs []catalog.Book
	for _, title := range []string{"Graphs", "Spectral Graphs", "Graph Drawing", "Trees", "Trees and Graphs", "Spectral Trees", "Planar Graphs", "Spectral Methods for Trees"} {
		b := known(strings.ToLower(strings.ReplaceAll(title, " ", "-")), 2, "", "")
		b.Title = title
		graphs = append(graphs, b)
	}
	order := orderOf(t, graphs...)
	first, last := order[0], order[len(order)-1]
	if first.ID != "graph-drawing" && first.ID != "graphs" || !strings.HasPrefix(last.ID, "spectral") {
		t.Errorf("of books about as hard, the general is not before the special: first %s, last %s", first.ID, last.ID)
	}
	var waves []catalog.Book
	for n := range 23 {
		b := known(fmt.Sprintf("b%02d", n), 2, "", "")
		if b.Title = "Graphs"; n%8 == 0 {
			b.Title = "Wavelets"
		}
		waves = append(waves, b)
	}
	order = orderOf(t, waves...)
	if got, want := order[22].Why, "level 2 beginner, inferred from its text; few of the others speak of what its title names"; order[22].Title != "Wavelets" || got != want {
		t.Errorf("why %s is last: %q, want %q", order[22].Title, got, want)
	}
	order = orderOf(t, known("a", 1.5, "s", ""), known("b", 2, "u", "s"), known("c", 2, "u", "s"))
	if got, want := order[0].Why, "level 1.5 aware+, inferred from its text; 2 of the others ask for S"; got != want {
		t.Errorf("why: %q, want %q", got, want)
	}
	if !order[0].Inferred {
		t.Error("the level is not said to be inferred")
	}
}

// TestTrustByConfidence wants a book known by its text to bring its reader as
// far as the inference is sure.
func TestTrustByConfidence(t *testing.T) {
	b := known("a", 2, "s", "")
	cat, err := catalog.New([]catalog.Book{b}, []catalog.Skill{{ID: "s", Name: "S", Area: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := NewModel(Thorough)
	if err != nil {
		t.Fatal(err)
	}
	p, err := MakePlan(&Request{Catalog: cat, Model: model, Profile: &profiles.Profile{Goals: []profiles.Goal{{Skill: "s", Level: 3, Weight: 1}}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Steps) != 1 || len(p.Steps[0].Gains) != 1 {
		t.Fatalf("the plan is %+v", p.Steps)
	}
	if got, want := float64(p.Steps[0].Gains[0].After), defaultTrust*0.5*3; got < want-1e-9 || got > want+1e-9 {
		t.Errorf("the reader gets to %v, want %v", got, want)
	}
	if got := p.Steps[0].Book.Inferred; got == nil || got.Confidence != 0.5 {
		t.Errorf("the step says %+v of the inference", got)
	}
}
