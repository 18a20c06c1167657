package catalog_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"readpath/catalog"
)

const (
	shelfSkills = `
- {id: cpp, name: C++, area: programming-languages, aliases: [c plus plus]}
- {id: c, name: C, area: programming-languages}
- {id: consensus, name: Consensus, area: distributed-systems, aliases: [raft, paxos, leader election]}
`
	shelfBooks = `
- {id: ddia, title: Designing Data-Intensive Applications, subtitle: The Big Ideas, isbn: "9781449373320"}
- {id: go-book, title: The Go Programming Language, authors: [Alan A. A. Donovan, Brian W. Kernighan], isbn: "0134190440"}
- {id: c-book, title: The C Programming Language, also: [{title: K&R}, {title: The White Book}], authors: [Brian Kernighan, Dennis Ritchie]}
- {id: uds, title: Understanding Distributed Systems, edition: 2}
- {id: ds, title: Distributed Systems, edition: 3, authors: [Maarten van Steen, Andrew S. Tanenbaum]}
- {id: cpp-tour, title: A Tour of C++}
- {id: twin-a, title: Algorithms}
- {id: twin-b, title: Algorithms, subtitle: A Second Look}
`
)

func shelf(t testing.TB) *catalog.Catalog {
	return mustLoad(t, files("skills/s.yaml", shelfSkills, "books/b.yaml", shelfBooks))
}

func TestFindBook(t *testing.T) {
	cat := shelf(t)
	for _, test := range []struct{ by, name, want string }{
		{"id", "ddia", "ddia"},
		{"id with spaces around", " ddia ", "ddia"},
		{"ISBN-13 with hyphens", "978-1-4493-7332-0", "ddia"},
		{"ISBN-10", "1449373321", "ddia"},
		{"ISBN-13 of a book entered with ISBN-10", "9780134190440", "go-book"},
		{"title", "The Go Programming Language", "go-book"},
		{"title without article and case", "go programming language", "go-book"},
		{"title without punctuation", "designing data intensive applications", "ddia"},
		{"title with subtitle", "Designing Data-Intensive Applications: The Big Ideas", "ddia"},
		{"title with edition", "Distributed Systems, 3rd edition", "ds"},
		{"an exact title before a part of another", "Distributed Systems", "ds"},
		{"part of a title", "data-intensive", "ddia"},
		{"part of a subtitle", "big ideas", "ddia"},
		{"part that ends in signs", "c++", "cpp-tour"},
		{"another name", "K & R", "c-book"},
		{"another name without article", "white book", "c-book"},
		{"surnames", "Kernighan & Ritchie", "c-book"},
		{"surnames in any order", "ritchie and kernighan", "c-book"},
		{"a surname", "van Steen", "ds"},
		{"a whole name", "Andrew Tanenbaum", "ds"},
		{"the fuller of two", "Algorithms: a second look", "twin-b"},
	} {
		b, err := cat.FindBook(test.name)
		if err != nil {
			t.Errorf("by %s: %v", test.by, err)
		} else if b.ID != test.want {
			t.Errorf("by %s: %q is %s, want %s", test.by, test.name, b.ID, test.want)
		}
	}
}

func TestFindBookFails(t *testing.T) {
	cat := shelf(t)
	for _, test := range []struct{ by, name, want string }{
		{"mistyped id", "dida", `unknown book "dida"; did you mean "ddia"?`},
		{"mistyped title", "Desinging Data-Intensive Applications", `unknown book "Desinging Data-Intensive Applications"; did you mean "ddia"?`},
		{"mistyped other name", "the wite book", `unknown book "the wite book"; did you mean "c-book"?`},
		{"one of two people", "Kernighan", `book "Kernighan" is ambiguous: go-book, c-book`},
		{"people of two books", "Ritchie and Donovan", `unknown book "Ritchie and Donovan"`},
		{"a first name", "Andrew", `unknown book "Andrew"`},
		{"half a word", "Distrib", `unknown book "Distrib"; did you mean "ds"?`},
		{"nothing like it", "Cooking for two", `unknown book "Cooking for two"`},
		{"nothing", "", `unknown book ""`},
		{"ISBN of another book", "9780306406157", `unknown book "9780306406157"`},
		{"two of one title", "Algorithms", `book "Algorithms" is ambiguous: twin-a, twin-b`},
		{"a part of two titles", "programming language", `book "programming language" is ambiguous: go-book, c-book`},
	} {
		b, err := cat.FindBook(test.name)
		if err == nil {
			t.Errorf("by %s: %q is %s, want an error", test.by, test.name, b.ID)
		} else if err.Error() != test.want {
			t.Errorf("by %s: got %v, want %s", test.by, err, test.want)
		}
	}
}

func TestFindErrorsCarryFacts(t *testing.T) {
	cat := shelf(t)
	_, err := cat.FindBook("Algorithms")
	if e, ok := errors.AsType[*catalog.AmbiguousError](err); !ok || !slices.Equal(e.IDs, []string{"twin-a", "twin-b"}) {
		t.Errorf("got %#v, want an AmbiguousError with both books", err)
	}
	_, err = cat.FindSkill("consensu")
	if e, ok := errors.AsType[*catalog.UnknownError](err); !ok || e.Thing != "skill" || !slices.Equal(e.Nearest, []string{"consensus"}) {
		t.Errorf("got %#v, want an UnknownError with the nearest skill", err)
	}
}

func TestFindSkillAndArea(t *testing.T) {
	cat := shelf(t)
	for name, want := range map[string]string{
		"consensus": "consensus", "Consensus": "consensus", "Leader-Election": "consensus", "PAXOS": "consensus",
		"C++": "cpp", "c plus plus": "cpp", "C": "c", " c ": "c", "rust": "", "": "", "++": "",
	} {
		got := ""
		if s, err := cat.FindSkill(name); err == nil {
			got = s.ID
		}
		if got != want {
			t.Errorf("skill %q is %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"distributed-systems": "distributed-systems", "Distributed Systems": "distributed-systems", "distributed": "", "": "",
	} {
		if got := cat.FindArea(name); got != want {
			t.Errorf("area %q is %q, want %q", name, got, want)
		}
	}
}

func TestNormal(t *testing.T) {
	for given, want := range map[string]string{
		"The C++ Language":   "c++ language",
		"C#: A  Tour!":       "c# a tour",
		"A":                  "a", // a name, not an article
		"An Essay":           "essay",
		"Data-Intensive":     "data intensive",
		"Schütze's Éléments": "schütze s éléments",
		" -- ":               "",
	} {
		if got := catalog.Normal(given); got != want {
			t.Errorf("Normal(%q) = %q, want %q", given, got, want)
		}
	}
}

func ExampleCatalog_FindBook() {
	cat, err := catalog.Load(files("books/b.yaml", shelfBooks, "skills/s.yaml", shelfSkills))
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, name := range []string{"go programming language", "978-1-4493-7332-0", "dida", "Algorithms"} {
		if b, err := cat.FindBook(name); err != nil {
			fmt.Println(err)
		} else {
			fmt.Println(b.Title)
		}
	}
	// Output:
	// The Go Programming Language
	// Designing Data-Intensive Applications
	// unknown book "dida"; did you mean "ddia"?
	// book "Algorithms" is ambiguous: twin-a, twin-b
}
