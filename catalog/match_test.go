package catalog_test

import (
	"fmt"
	"strings"
	"testing"

	"readpath/catalog"
)

func bookBy(id, title, subtitle string, authors ...string) catalog.Book {
	return catalog.Book{ID: id, Title: title, Subtitle: subtitle, Authors: authors}
}

func TestMatch(t *testing.T) {
	tuned := bookBy("mysql", "High Performance MySQL", "Proven Strategies", "Silvia Botros", "Jeremy Tinley")
	tuned.Also = []catalog.Variant{{Title: "High Performance MySQL", Authors: []string{"Baron Schwartz", "Peter Zaitsev"}}}
	started := bookBy("ydkjs-1", "You Don't Know JS Yet: Get Started", "", "Kyle Simpson")
	started.Also = []catalog.Variant{{Title: "You Don't Know JS: Up & Going"}}
	variable := bookBy("conway", "Functions of One Complex Variable I", "", "John B. Conway")
	variable.Also = []catalog.Variant{{Title: "Functions of One Complex Variable"}}
	second := bookBy("clean-2", "Clean Code", "", "Robert C. Martin")
	second.Edition, second.Supersedes = 2, []string{"clean-1"}
	part2 := bookBy("ray-2", "The Next Week", "", "Peter Shirley")
	part2.Series = &catalog.Series{Name: "Ray Tracing", Number: 2}
	cat, err := catalog.New([]catalog.Book{
		bookBy("csapp", "Computer Systems", "A Programmer's Perspective", "Randal E. Bryant", "David R. O'Hallaron"),
		bookBy("mos", "Modern Operating Systems", "", "Andrew S. Tanenbaum", "Herbert Bos"),
		bookBy("taocp-1", "The Art of Computer Programming, Volume 1", "Fundamental Algorithms", "Donald E. Knuth"),
		bookBy("taocp-4a", "The Art of Computer Programming, Volume 4A", "Combinatorial Algorithms, Part 1", "Donald E. Knuth"),
		bookBy("tcpip", "TCP/IP Illustrated", "Volume 1: The Protocols", "W. Richard Stevens"),
		bookBy("core-java-1", "Core Java, Vol. I: Fundamentals", "", "Cay S. Horstmann"),
		bookBy("core-java-2", "Core Java, Vol. II: Advanced Features", "", "Cay S. Horstmann"),
		bookBy("cidg-3-5", "Differential Geometry, Volumes 3-5", "", "Michael Spivak"),
		bookBy("second-only", "Harmonic Materials, Part II", "", "Greg Steinke"),
		bookBy("js", "JavaScript: The Definitive Guide", "Master the World's Most-Used Language", "David Flanagan"),
		started, tuned, variable,
		bookBy("ydkjs-2", "You Don't Know JS Yet: Scope & Closures", "", "Kyle Simpson"),
		bookBy("efficient-go", "Efficient Go", "", "Bartłomiej Płotka"),
		bookBy("plain-author", "Functional Programming in C++", "", "Ivan Cukic"),
		bookBy("hou", "The Annotated STL Sources", "", "Jie Hou"),
		bookBy("algebra-artin", "Algebra", "", "Michael Artin"),
		bookBy("algebra-lang", "Algebra", "", "Serge Lang"),
		bookBy("algebra-isaacs", "Algebra", "A Graduate Course", "I. Martin Isaacs"),
		bookBy("clean-1", "Clean Code", "A Handbook", "Robert C. Martin"),
		second, part2,
		bookBy("anonymous", "Rust by Example", ""),
		bookBy("geometry", "Computational Geometry", "", "Mark de Berg", "Otfried Cheong"),
		bookBy("krug", "Don't Make Me Think, Revisited", "", "Steve Krug"),
		bookBy("fraenkel", "Foundations of Set Theory", "", "Abraham Fraenkel", "Yehoshua Bar-Hillel"),
		bookBy("edwards", "Advanced Calculus of Several Variables", "", "C. H. Edwards, Jr."),
		bookBy("first", "First", "", "Some Body"),
		bookBy("part", "Part of Your World", "", "Abby Jimenez"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	m := catalog.NewMatcher(cat)
	for _, tc := range []struct{ title, author, want string }{ // want: an id, or how the error begins
		{"Computer Systems: A Programmer's Perspective", "Bryant & O'Hallaron", "csapp"},
		{"Computer Systems – A Programmer’s Perspective", "O’Hallaron", "csapp"},
		{"Computer Systems", "Bryant et al.", "csapp"},
		{"Computer Systems: Digital Design", "Bryant", "unknown; near csapp"},
		{"Computer Systems", "Warford", "unknown; near csapp"},
		{"The Modern Operating Systems (4th ed.)", "Tanenbaum", "mos"},
		{"Modern Operating Systems, Third Revised Edition", "A. S. Tanenbaum", "mos"},
		{"Modern Operating Systems: 5th edition", "Tanenbaum, Andrew S.", "mos"},
		{"Modern Operating Systems 4e", "", "mos"},
		{"Modern Operating Systems: A Guide", "Tanenbaum", "mos"},
		{"Art of Computer Programming, Volume 1", "Knuth", "taocp-1"},
		{"The Art of Computer Programming, Vol. I: Fundamental Algorithms", "Knuth", "taocp-1"},
		{"The Art of Computer Programming vol 4a", "Knuth", "taocp-4a"},
		{"The Art of Computer Programming, Volume 2", "Knuth", "unknown"},
		{"The Art of Computer Programming", "Knuth", "ambiguous: taocp-1, taocp-4a"},
		{"TCP/IP Illustrated, Volume One", "Stevens", "tcpip"},
		{"TCP/IP Illustrated", "Stevens", "tcpip"},
		{"TCP/IP Illustrated, Volume 2", "Wright & Stevens", "unknown"},
		{"Core Java, Volume 1", "Horstmann", "core-java-1"},
		{"Core Java, Volume II", "Horstmann", "core-java-2"},
		{"Core Java Volume 02 -- Advanced Features", "Horstmann", "core-java-2"},
		{"Core Java", "Horstmann", "ambiguous: core-java-1, core-java-2"},
		{"Differential Geometry, Volume 3", "Spivak", "unknown"},
		{"Differential Geometry, Vols. 3-5", "Spivak", "cidg-3-5"},
		{"Harmonic Materials", "Steinke", "unknown; near second-only"},
		{"The Next Week, Part 2", "Shirley", "ray-2"},
		{"The Next Week, Part 3", "Shirley", "unknown; near ray-2"},
		{"JavaScript: The Definitive Guide", "Flanagan", "js"},
		{"JavaScript", "Flanagan", "js"},
		{"You Don't Know JS Yet: Scope and Closures", "Simpson", "ydkjs-2"},
		{"You Don't Know JS: Up and Going", "Simpson", "ydkjs-1"},
		{"You Don't Know JS: Up and Going", "Flanagan", "unknown; near ydkjs-1"},
		{"You Don't Know JS: Scope & Closures", "Simpson", "unknown"},
		{"High Performance MySQL, 3rd edition", "Schwartz et al.", "mysql"},
		{"High Performance MySQL", "Botros", "mysql"},
		{"High Performance MySQL", "Simpson", "unknown; near mysql"},
		{"High Performance MySQL", "", "mysql"},
		{"Functions of One Complex Variable", "Conway", "conway"},
		{"Functions of One Complex Variable II", "Conway", "unknown; near conway"},
		{"You Don't Know JS Yet: Types & Grammar", "Simpson", "unknown"},
		{"You Don't Know JS Yet", "Simpson", "ambiguous: ydkjs-1, ydkjs-2"},
		{"Efficient Go", "Plotka", "efficient-go"},
		{"Efficient Go", "PŁOTKA", "efficient-go"},
		{"Efficient Go", "P\u0142otka, B.", "efficient-go"},
		{"Functional Programming in C++", "Čukić", "plain-author"},
		{"Functional Programming in C++", "C\u030cukic\u0301", "plain-author"}, // marks of their own
		{"Functional Programming in C", "Čukić", "unknown"},
		{"The Annotated STL Sources", "Hou Jie", "hou"},
		{"Algebra", "Artin", "algebra-artin"},
		{"Algebra", "Lang", "algebra-lang"},
		{"Algebra", "Isaacs", "algebra-isaacs"},
		{"Algebra: A Graduate Course", "Isaacs", "algebra-isaacs"},
		{"Algebra", "Cohn", "unknown; near algebra-artin, algebra-lang, algebra-isaacs"},
		{"Algebra", "", "ambiguous: algebra-artin, algebra-lang"},
		{"Clean Code", "Martin", "clean-2"}, // the newest of two editions
		{"Rust by Example", "Rust Project", "anonymous"},
		{"Computational Geometry", "de Berg et al.", "geometry"},
		{"Computational Geometry", "Berg, M. de; Cheong, O.", "geometry"},
		{"Don't Make Me Think", "Krug", "unknown; near krug"},
		{"Foundations of Set Theory", "A.A. Fraenkel. Y. Bar-Hillel, A. Levy", "fraenkel"},
		{"Foundations of Set Theory", "Levy. Hillel", "fraenkel"},
		{"Advanced Calculus of Several Variables", "Edwards Jr", "edwards"},
		{"First, 2nd edition", "Body", "first"},
		{"First Edition", "Body", "unknown; near first"},
		{"Part of Your World", "Jimenez", "part"},
		{"", "Knuth", "unknown"},
		{"!!", "", "unknown"},
	} {
		if got := matched(m, tc.title, tc.author); got != tc.want {
			t.Errorf("%q by %q: %s, want %s", tc.title, tc.author, got, tc.want)
		}
	}
}

// matched is the id of a match, or its error in short.
func matched(m *catalog.Matcher, title, author string) string {
	b, err := m.Match(title, author)
	switch e := err.(type) {
	case nil:
		return b.ID
	case *catalog.AmbiguousError:
		return "ambiguous: " + strings.Join(e.IDs, ", ")
	case *catalog.UnknownError:
		if len(e.Nearest) > 0 {
			return "unknown; near " + strings.Join(e.Nearest, ", ")
		}
		return "unknown"
	}
	return err.Error()
}

func shippedCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestMatchFindsEveryShippedBook(t *testing.T) {
	cat := shippedCatalog(t)
	m := catalog.NewMatcher(cat)
	for _, b := range cat.Books() {
		author := strings.Join(b.Authors, ", ")
		for _, title := range []string{b.Title, b.Title + ": " + b.Subtitle, b.FullTitle()} {
			if got := matched(m, title, author); got != b.ID && !strings.Contains(got, b.ID) && cat.SupersededBy(b.ID) != got {
				t.Errorf("%q by %q: %s, want %s", title, author, got, b.ID)
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("Core Java, Vol. I: Fundamentals, 2nd ed.", "Horstmann & Cornell")
	f.Add("volumes 1-", "et al.")
	m := catalog.NewMatcher(shippedCatalog(f))
	f.Fuzz(func(t *testing.T, title, author string) {
		if b, err := m.Match(title, author); (b == nil) == (err == nil) {
			t.Errorf("%q by %q: %v, %v", title, author, b, err)
		}
	})
}

func ExampleMatcher_Match() {
	cat, err := catalog.New([]catalog.Book{
		{ID: "apue", Title: "Advanced Programming in the UNIX Environment", Authors: []string{"W. Richard Stevens", "Stephen A. Rago"}},
	}, nil)
	if err != nil {
		panic(err)
	}
	b, err := catalog.NewMatcher(cat).Match("Advanced programming in the Unix environment (3rd ed.)", "Stevens & Rago")
	if err != nil {
		panic(err)
	}
	fmt.Println(b.ID)
	// Output: apue
}
