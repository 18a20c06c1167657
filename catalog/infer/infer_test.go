package infer

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"readpath/catalog"
)

// shippedModel is the model of the shipped catalog.
var shippedModel = sync.OnceValues(func() (*Model, error) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		return nil, err
	}
	return New(cat)
})

func model(t testing.TB) *Model {
	t.Helper()
	m, err := shippedModel()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestInfer(t *testing.T) {
	for _, tc := range []struct {
		name        string
		title, text string
		teaches     []string // the first skill, and others that must be there
		requires    []string // must be there
		nothing     bool     // no skill may be taught
		asksNothing bool     // no skill may be required
		without     []string // skills that may not be taught
		density     catalog.Density
		because     string // must be among the reasons
	}{
		{
			name: "a subject in a language asks for the language", title: "Network Programming with Go",
			text:    "Write secure, production-ready network code.",
			teaches: []string{"network-programming"}, requires: []string{"go"}, without: []string{"go"},
			because: `"network programming" in the title: Network programming`,
		}, {
			name: "a book on a language teaches it", title: "Learning Go", text: "An introduction to the Go programming language.",
			teaches: []string{"go"}, because: `"learning" in the title lowers the level`,
		}, {
			name: "what is assumed is asked for", title: "Compiler Construction",
			text:    "Parsing, code generation and optimization. Assumes familiarity with data structures and computer organization.",
			teaches: []string{"compilers"}, requires: []string{"algorithms", "computer-architecture"},
			without: []string{"algorithms"}, because: `asks for "data structures"`,
		}, {
			name: "no prior knowledge asks for nothing", title: "Linear Algebra", text: "No prior knowledge of calculus or proofs is needed.",
			teaches: []string{"linear-algebra"}, without: []string{"calculus"}, density: catalog.Mathematical,
			because: "says that nothing is needed",
		}, {
			name: "go is a verb", title: "Where to go from here", text: "Letters to a friend who would rather go to sea.", nothing: true,
		}, {
			name: "computer science is not computational science", title: "Computer Science", text: "A survey.", nothing: true,
		}, {
			name: "a word of several meanings is not enough", title: "Salt, Fat, Acid, Heat", text: "The elements of good cooking.",
			nothing: true, because: `"element" in the description lowers the level`,
		}, {
			name: "a history of Rome", title: "SPQR", text: "A popular history of ancient Rome, for the general reader.",
			teaches: []string{"roman-history"}, density: catalog.Prose, because: `"popular" in the description lowers the level`,
		}, {
			name: "a kitchen is not a laboratory", title: "Heat and Salt", text: "Forty recipes for one pan.",
			nothing: true, density: catalog.Prose,
		}, {
			name: "a subject that stands on no other asks for itself", title: "Positional Chess Strategy",
			text:    "Weak squares, pawn structures and outposts for intermediate players.",
			teaches: []string{"chess"}, requires: []string{"chess"},
		}, {
			name: "its first introduction asks for nothing", title: "The Game of Chess", text: "How the pieces move, for those who have never played.",
			teaches: []string{"chess"}, asksNothing: true, because: `"have never" in the description lowers the level`,
		}, {
			name: "hyphens, plurals and capitals", title: "OBJECT ORIENTED DESIGN", text: "Design-patterns for every day.",
			teaches: []string{"object-oriented-programming"},
		},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := catalog.Book{Title: tc.title, Description: tc.text}
			model(t).Infer(&b)
			got := b.Teaches.Skills()
			if tc.nothing && len(got) > 0 {
				t.Errorf("teaches %v, want nothing", got)
			}
			if len(tc.teaches) > 0 && (len(got) == 0 || got[0] != tc.teaches[0]) {
				t.Errorf("teaches %v, want %s first", got, tc.teaches[0])
			}
			if tc.asksNothing && len(b.Requires) > 0 {
				t.Errorf("requires %v, want nothing", b.Requires.Skills())
			}
			for _, s := range tc.without {
				if b.Teaches.At(s) > 0 {
					t.Errorf("teaches %v, and should not teach %s", got, s)
				}
			}
			for _, s := range tc.requires {
				if b.Requires.At(s) == 0 {
					t.Errorf("requires %v, want %s among them", b.Requires.Skills(), s)
				}
			}
			if tc.density != "" && b.Density != tc.density {
				t.Errorf("density %s, want %s", b.Density, tc.density)
			}
			if tc.because != "" && !slices.Contains(b.Inferred.Because, tc.because) {
				t.Errorf("because %q, want %s among it", b.Inferred.Because, tc.because)
			}
		})
	}
}

// TestLevels wants each book of a row below the next.
func TestLevels(t *testing.T) {
	for _, row := range [][]string{
		{"Introduction to Algorithms", "Algorithms", "Advanced Algorithms", "Advanced Topics in Algorithms: Current Research"},
		{"Go for Beginners", "Programming in Go", "Go Patterns and Pitfalls", "Advanced Go Performance: Internals and Patterns"},
		{"Arithmetic for Kids", "Abstract Algebra", "Commutative Algebra", "Advanced Commutative Algebra"},
		{"Introduction to Programming", "Operating Systems", "Distributed Systems", "Research Topics in Distributed Systems"},
	} {
		for i := range row[1:] {
			low, high := model(t).Level(&catalog.Book{Title: row[i]}), model(t).Level(&catalog.Book{Title: row[i+1]})
			if low >= high {
				t.Errorf("%s is at %.2f, and %s at %.2f", row[i], low, row[i+1], high)
			}
		}
	}
}

// TestInferKeeps wants what is known of a book to stay.
func TestInferKeeps(t *testing.T) {
	b := catalog.Book{
		Title: "Advanced Go", Teaches: catalog.Levels{{Skill: "sql", Level: 1}}, Density: catalog.Prose, Practice: catalog.KnownShare(0.9),
	}
	want := asText(t, b)
	model(t).Infer(&b)
	if got := asText(t, b); got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	b.Teaches, b.Density, b.Practice = nil, "", catalog.Share{}
	model(t).Infer(&b)
	first := asText(t, b)
	model(t).Infer(&b)
	if got := asText(t, b); got != first {
		t.Errorf("a second time: %s\nthe first: %s", got, first)
	}
}

// TestInferredIsNotLearnt wants books that were inferred to change nothing.
func TestInferredIsNotLearnt(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	odd := catalog.Book{ID: "odd", Title: "Algorithms", Teaches: catalog.Levels{{Skill: "algorithms", Level: 5}}, Inferred: &catalog.Inference{Level: 5}}
	more, err := catalog.New(append(slices.Clone(cat.Books()), odd), slices.Clone(cat.Skills()))
	if err != nil {
		t.Fatal(err)
	}
	if a, b := asText(t, Fit(cat)), asText(t, Fit(more)); a != b {
		t.Errorf("without the book:\n%s\nwith it:\n%s", a, b)
	}
}

func asText(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestRead(t *testing.T) {
	v := newVocabulary()
	for _, tc := range []struct{ text, want string }{
		{"C++ and C# in Node.js", "C++ and C# in Node| js"},
		{"Rock'n'roll: the band's story!", "Rock n roll the band story"},
		{"Gröbner bases; two words-in-one", "Gröbner bases| two words in one"},
		{"", ""},
		{"\xff\xfe...—", ""},
	} {
		var got strings.Builder
		for i, w := range read(nil, tc.text, v.add) {
			if i > 0 && w.begins {
				got.WriteString("|")
			}
			if i > 0 {
				got.WriteString(" ")
			}
			got.WriteString(w.text)
		}
		if got.String() != tc.want {
			t.Errorf("%q is read as %q, want %q", tc.text, got.String(), tc.want)
		}
	}
}

// FuzzInfer wants every text to give a book that a catalog may have, the same
// each time.
func FuzzInfer(f *testing.F) {
	f.Add("Learning Go", "for beginners", "computing, go", "An introduction. Assumes familiarity with C++; no prior knowledge of SQL.")
	f.Add("", "", "", "")
	f.Add("\xff", "ı İ ß", "\x00", strings.Repeat("x", 100)+" c# c++ 's ’s")
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		f.Fatal(err)
	}
	skills := cat.Skills()
	f.Fuzz(func(t *testing.T, title, subtitle, topics, text string) {
		m := model(t)
		infer := func() catalog.Book {
			b := catalog.Book{ID: "b", Title: "T" + title, Subtitle: subtitle, Topics: strings.Split(topics, ","), Description: text}
			m.Infer(&b)
			return b
		}
		b := infer()
		if _, err := catalog.New([]catalog.Book{b}, slices.Clone(skills)); err != nil {
			t.Errorf("not a book of a catalog: %v", err)
		}
		if b.Inferred.Level < lowestLevel || b.Inferred.Level > highestLevel {
			t.Errorf("level %v", b.Inferred.Level)
		}
		for _, l := range b.Requires {
			if goal := b.Teaches.At(l.Skill); goal > 0 && l.Level >= goal {
				t.Errorf("asks for %s %v and teaches %v", l.Skill, l.Level, goal)
			}
		}
		if first, again := asText(t, b), asText(t, infer()); first != again {
			t.Errorf("%s\nand then\n%s", first, again)
		}
	})
}

// TestInferAtOnce infers from several goroutines.
func TestInferAtOnce(t *testing.T) {
	m := model(t)
	want := catalog.Book{Title: "Advanced Operating Systems", Description: "Kernels, files and scheduling. Assumes knowledge of C."}
	m.Infer(&want)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				b := catalog.Book{Title: want.Title, Description: want.Description}
				m.Infer(&b)
				if b.Inferred.Level != want.Inferred.Level || !slices.Equal(b.Teaches, want.Teaches) {
					t.Errorf("got %v %v, want %v %v", b.Inferred.Level, b.Teaches, want.Inferred.Level, want.Teaches)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkInfer(b *testing.B) {
	m := model(b)
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	for b.Loop() {
		known := &cat.Books()[n%len(cat.Books())]
		book := catalog.Book{Title: known.Title, Subtitle: known.Subtitle, Topics: known.Topics, Description: known.Description}
		m.Infer(&book)
		n++
	}
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "books/s")
}
