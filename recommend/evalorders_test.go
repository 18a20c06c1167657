package recommend

import (
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/catalog/published"
)

// threeSteps is a catalog of three books that build on one another, of levels
// 1, 2.5 and 3.5, and of two that share a title.
func threeSteps(t testing.TB) *catalog.Catalog {
	t.Helper()
	level := func(l catalog.Level) catalog.Levels {
		if l == 0 {
			return nil
		}
		return catalog.Levels{{Skill: "s", Level: l}}
	}
	book := func(id, title string, year, pages int, requires, teaches catalog.Level) catalog.Book {
		return catalog.Book{ID: id, Title: title, Authors: []string{"An Author"}, Year: year, Pages: pages,
			Requires: level(requires), Teaches: level(teaches)}
	}
	old := book("b", "Second", 2020, 100, 2, 3)
	old.FirstYear = 1990
	cat, err := catalog.New([]catalog.Book{
		book("a", "First", 2000, 300, 0, 2), old, book("c", "Third", 2010, 300, 3, 4),
		book("t1", "Twin", 0, 0, 0, 1), book("t2", "Twin", 0, 0, 0, 1),
	}, []catalog.Skill{{ID: "s", Name: "S", Area: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// listOf is a list of groups as in "First, Second < Third".
func listOf(id, source string, strength published.Strength, groups string) published.Order {
	o := published.Order{ID: id, Source: source, Strength: strength, Statement: groups}
	for group := range strings.SplitSeq(groups, " < ") {
		var books []published.Book
		for title := range strings.SplitSeq(group, ", ") {
			books = append(books, published.Book{Title: title, Author: "Author"})
		}
		o.Groups = append(o.Groups, books)
	}
	return o
}

func evalThree(t testing.TB) *OrdersReport {
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	return EvalOrders(&OrdersRequest{Catalog: threeSteps(t), Model: model, Year: 2026, Lists: []published.Order{
		listOf("forward", "x", published.Strong, "First < Second < Third"),
		listOf("backward", "x", published.Strong, "Third < First"),
		listOf("hint", "y", published.Coarse, "Second, Unheard Of, Twin < First, Third"),
		listOf("nothing", "z", published.Strong, "Unheard Of, First < First 2nd edition"),
	}})
}

// The shares by hand, pairs in the order of the lists (First-Second,
// First-Third, Second-Third; Third-First; Second-First, Second-Third):
//
//	order 1 1 1  0  0 1
//	level 1 1 1  0  0 1
//	year  0 1 1  0  1 1     of the first edition: 2000, 1990, 2010
//	pages 0 ½ 1  ½  1 1     300, 100, 300
func TestEvalOrdersCounts(t *testing.T) {
	r := evalThree(t)
	distances := func(counts ...int) (d []Distance) {
		for i, end := range distanceEnds {
			d = append(d, Distance{end.name, counts[2*i], counts[2*i+1]})
		}
		return d
	}
	for _, tc := range []struct {
		name      string
		got, want OrdersScore
	}{
		{"strong", r.Strong, OrdersScore{
			Lists: 3, Scored: 2, Pairs: 6, Covered: 4, Coverage: 4. / 6, Sources: 1,
			Order: Agreement{3. / 4, 3. / 4}, Level: Agreement{3. / 4, 3. / 4},
			Year: Agreement{2. / 4, 2. / 4}, Pages: Agreement{2. / 4, 2. / 4},
			Distances: distances(1, 1, 0, 0, 0, 0, 1, 0, 2, 0), Contradicted: 1,
		}},
		{"all", r.All, OrdersScore{
			Lists: 4, Scored: 3, Pairs: 12, Covered: 6, Coverage: 6. / 12, Sources: 2,
			Order: Agreement{(3./4 + 1./2) / 2, 4. / 6}, Level: Agreement{(3./4 + 1./2) / 2, 4. / 6},
			Year: Agreement{(2./4 + 1) / 2, 4. / 6}, Pages: Agreement{(2./4 + 1) / 2, 4. / 6},
			Attested:  Attested{Pairs: 2, Sources: 2, Others: Agreement{1. / 2, 1. / 2}, Order: Agreement{3. / 4, 3. / 4}, Unanimous: 1, AsAll: 1},
			Distances: distances(2, 2, 0, 0, 0, 0, 2, 0, 2, 0), Contradicted: 2,
		}},
	} {
		if got, want := rounded(tc.got), rounded(tc.want); got != want {
			t.Errorf("%s lists:\n%s\nwant\n%s", tc.name, got, want)
		}
	}
}

// rounded prints a score, shares to nine digits.
func rounded(s OrdersScore) string {
	for _, a := range []*Agreement{&s.Order, &s.Level, &s.Year, &s.Pages, &s.Attested.Others, &s.Attested.Order} {
		a.BySource, a.ByPair = math.Round(a.BySource*1e9)/1e9, math.Round(a.ByPair*1e9)/1e9
	}
	s.Coverage = math.Round(s.Coverage*1e9) / 1e9
	return fmt.Sprintf("%+v", s)
}

func TestEvalOrdersNamesWhatIsWrong(t *testing.T) {
	r := evalThree(t)
	var lists []string
	for _, l := range r.Lists {
		line := fmt.Sprintf("%s %d/%d/%d %v", l.ID, l.InOrder, l.Covered, l.Pairs, l.Order)
		for _, in := range l.Inversions {
			line += fmt.Sprintf(" %s<%s %.1f %v", in.First.Title, in.Then.Title, in.Distance, in.Reversed)
		}
		lists = append(lists, line)
	}
	want := []string{
		"backward 0/1/1 [a c] Third<First -2.5 false",
		"hint 1/2/6 [a b c] Second<First -1.5 false",
		"forward 3/3/3 [a b c]",
	}
	if !slices.Equal(lists, want) {
		t.Errorf("lists:\n%s\nwant\n%s", strings.Join(lists, "\n"), strings.Join(want, "\n"))
	}
	if got := fmt.Sprint(r.Ambiguous); got != "[{Twin Author [hint] [t1 t2]}]" {
		t.Errorf("ambiguous: %s", got)
	}
	if got := fmt.Sprint(r.Missing); got != "[{Unheard Of Author [hint nothing] []}]" {
		t.Errorf("missing: %s", got)
	}
	if a, b := asJSON(t, r), asJSON(t, evalThree(t)); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
}

func TestEvalOrdersOfNothing(t *testing.T) {
	r := EvalOrders(&OrdersRequest{Catalog: threeSteps(t), Lists: []published.Order{listOf("one", "x", published.Strong, "First, Third")}})
	if r.Strong.Pairs != 0 || r.Strong.Coverage != 0 || r.Strong.Order != (Agreement{}) || len(r.Lists) != 0 {
		t.Errorf("a list of one group came to %+v", r)
	}
}

func TestReversed(t *testing.T) {
	cat := threeSteps(t)
	for _, tc := range []struct {
		first, then            string
		reversed, contradicted bool
	}{
		{"a", "c", true, false},  // asks for nothing, asks for working
		{"a", "b", false, false}, // asks for beginner only
		{"b", "c", false, false},
		{"t1", "c", true, false},
		{"c", "a", false, true}, // the easy one was not to come first
		{"c", "b", false, true},
		{"a", "t1", false, false},
	} {
		first, then := cat.Book(tc.first), cat.Book(tc.then)
		if r, c := reversed(first, then), contradicted(first, then); r != tc.reversed || c != tc.contradicted {
			t.Errorf("%s before %s: reversed %v, contradicted %v", tc.first, tc.then, r, c)
		}
	}
}

func TestUnknownNumbersCountHalf(t *testing.T) {
	for _, tc := range []struct {
		first, then int
		want        float64
	}{{1, 2, 1}, {2, 1, 0}, {2, 2, 0.5}, {0, 2, 0.5}, {2, 0, 0.5}, {0, 0, 0.5}} {
		if got := knownFirst(tc.first, tc.then); got != tc.want {
			t.Errorf("%d before %d: %v, want %v", tc.first, tc.then, got, tc.want)
		}
	}
}

func ExampleEvalOrders() {
	cat, err := catalog.New([]catalog.Book{
		{ID: "tour", Title: "A Tour", Pages: 200, Teaches: catalog.Levels{{Skill: "go", Level: 2}}},
		{ID: "depth", Title: "In Depth", Pages: 400, Requires: catalog.Levels{{Skill: "go", Level: 2}}, Teaches: catalog.Levels{{Skill: "go", Level: 4}}},
	}, []catalog.Skill{{ID: "go", Name: "Go", Area: "programming"}})
	if err != nil {
		panic(err)
	}
	model, err := NewModel(Balanced)
	if err != nil {
		panic(err)
	}
	r := EvalOrders(&OrdersRequest{Catalog: cat, Model: model, Year: 2026, Lists: []published.Order{{
		ID: "o1", Source: "example.org", Strength: published.Strong,
		Groups: [][]published.Book{{{Title: "Tour"}}, {{Title: "In Depth, 2nd edition"}}},
	}}})
	fmt.Printf("%d of %d pairs covered, %.0f%% in order\n", r.Strong.Covered, r.Strong.Pairs, 100*r.Strong.Order.BySource)
	// Output: 1 of 1 pairs covered, 100% in order
}
