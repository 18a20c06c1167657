package catalog_test

import (
	"fmt"
	"slices"
	"testing"

	"readpath/catalog"
)

func TestBookLevel(t *testing.T) {
	for _, test := range []struct {
		name              string
		requires, teaches catalog.Levels
		want              catalog.Level
	}{
		{"a first book", nil, catalog.Levels{{Skill: "go", Level: 2}}, 1},
		{"halfway from the highest asked to the mean taught",
			catalog.Levels{{Skill: "go", Level: 3}, {Skill: "c", Level: 1}}, catalog.Levels{{Skill: "go", Level: 4}, {Skill: "raft", Level: 3}}, 3.3},
		{"one that teaches nothing known", catalog.Levels{{Skill: "go", Level: 3}}, nil, 1.5},
		{"nothing known", nil, nil, 0},
	} {
		b := catalog.Book{Requires: test.requires, Teaches: test.teaches}
		if got := b.Level(); got != test.want {
			t.Errorf("%s: level %v, want %v", test.name, got, test.want)
		}
	}
}

func TestFullTitleAndByline(t *testing.T) {
	for _, test := range []struct {
		book          catalog.Book
		title, byline string
	}{
		{catalog.Book{Title: "T"}, "T", ""},
		{catalog.Book{Title: "T", Edition: 1, Authors: []string{"A"}}, "T", "A"},
		{catalog.Book{Title: "T", Edition: 2, Authors: []string{"A", "B"}}, "T, 2nd edition", "A and B"},
		{catalog.Book{Title: "T", Edition: 11, Authors: []string{"A", "B", "C"}}, "T, 11th edition", "A, B and C"},
		{catalog.Book{Title: "T", Edition: 3, Authors: []string{"A", "B", "C", "D"}}, "T, 3rd edition", "A and others"},
	} {
		if got := test.book.FullTitle(); got != test.title {
			t.Errorf("edition %d: %q, want %q", test.book.Edition, got, test.title)
		}
		if got := test.book.Byline(); got != test.byline {
			t.Errorf("authors %q: %q, want %q", test.book.Authors, got, test.byline)
		}
	}
}

func ExampleOrdinal() {
	for _, n := range []int{1, 2, 3, 4, 11, 12, 13, 21, 101, 111, 112} {
		fmt.Print(catalog.Ordinal(n), " ")
	}
	// Output: 1st 2nd 3rd 4th 11th 12th 13th 21st 101st 111th 112th
}

func TestParseISBN(t *testing.T) {
	for given, want := range map[string]string{
		"978-0-306-40615-7":   "9780306406157", // the example of ISO 2108 and of Wikipedia's page on it
		"0-306-40615-2":       "9780306406157",
		"0306406152":          "9780306406157",
		"978 1 4493 7332 0":   "9781449373320",
		"080442957X":          "9780804429573",
		"0-8044-2957-x":       "9780804429573",
		"9780306406158":       "", // check digit
		"9780306406517":       "", // two digits swapped
		"0306406153":          "",
		"0306406X52":          "", // X stands only at the end
		"97803064061X7":       "",
		"":                    "",
		"978030640615":        "",
		"one two three":       "",
		"٩٧٨٠٣":               "", // ten bytes, and digits of another script
		"9780306406157000000": "",
	} {
		got, err := catalog.ParseISBN(given)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("ISBN %q: got %q, %v, want %q", given, got, err, want)
		}
	}
}

func ExampleParseISBN() {
	fmt.Println(catalog.ParseISBN("0-306-40615-2"))
	fmt.Println(catalog.ParseISBN("978-0-306-40615-8"))
	// Output:
	// 9780306406157 <nil>
	//  the check digit of ISBN 978-0-306-40615-8 should be 7; a digit is mistyped
}

// editions are a work in three editions, the last of which also replaces
// another book.
const editions = `
- {id: e1, title: Work}
- {id: other, title: Other}
- {id: older, title: Older}
- {id: e2, title: Work, edition: 2, supersedes: [e1]}
- {id: e3, title: Work, edition: 3, supersedes: [e2, other, e1]}
- {id: o2, title: Other, supersedes: [older]}
`

func TestReplacements(t *testing.T) {
	cat := mustLoad(t, files("books/b.yaml", editions))
	for _, test := range []struct {
		book, by string
		replaces []string
	}{
		{"e1", "e3", nil},
		{"e2", "e3", []string{"e1"}},
		{"e3", "", []string{"e2", "other", "e1"}}, // nearest first, each once
		{"older", "o2", nil},
		{"none", "", nil},
	} {
		if got := cat.SupersededBy(test.book); got != test.by {
			t.Errorf("%s is superseded by %q, want %q", test.book, got, test.by)
		}
		if got := cat.Replaces(test.book); !slices.Equal(got, test.replaces) {
			t.Errorf("%s replaces %q, want %q", test.book, got, test.replaces)
		}
	}
}

func TestTopoSkills(t *testing.T) {
	cat := mustLoad(t, files("skills/s.yaml", `
- {id: raft, name: Raft, area: x, requires: {replication: 2, go: 1}}
- {id: apis, name: APIs, area: x}
- {id: replication, name: Replication, area: x, requires: {networks: 1}}
- {id: networks, name: Networks, area: x}
- {id: go, name: Go, area: x}
`))
	want := []string{"networks", "replication", "go", "raft", "apis"}
	if got := cat.TopoSkills(); !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
