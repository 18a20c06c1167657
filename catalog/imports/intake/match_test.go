package intake_test

import (
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/catalog/imports"
	"readpath/catalog/imports/intake"
)

// record is what an importer would make of a title, authors and an ISBN.
func record(title, authors, isbn string, year int) imports.Record {
	var r imports.Record
	r.SetTitle(title)
	r.SetISBNs(isbn)
	r.Book.Authors = imports.Names(authors)
	r.Book.Year = year
	return r
}

func taken(t *testing.T, in *intake.Intake, r imports.Record) intake.Row {
	t.Helper()
	row, err := in.Take(r)
	if err != nil {
		t.Fatal(err)
	}
	return row
}

func shipped(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// The hard cases of matching, against the shipped catalog.
func TestMatching(t *testing.T) {
	cat := shipped(t)
	for _, tc := range []struct {
		title, authors, isbn string
		year                 int
		want                 string // an id, "added", or "ambiguous: ids"
	}{
		{"Designing Data-Intensive Applications", "Martin Kleppmann", "", 2017, "ddia"},
		{"Designing Data-Intensive Applications: The Big Ideas Behind Reliable, Scalable, and Maintainable Systems", "Martin Kleppmann", "", 0, "ddia"},
		{"Anything with that ISBN and Applications", "", "9781098119065", 0, "ddia"},
		{"The Joy of Cooking", "Irma S. Rombauer", "9781098119065", 0, "ambiguous: ddia"},
		{"", "", "9781098119065", 0, "ddia"},
		{"Clean Code: A Handbook of Agile Software Craftsmanship (Robert C. Martin Series)", "Robert C. Martin", "9780132350884", 2008, "clean-code"},
		{"Refactoring: Improving the Design of Existing Code (Addison-Wesley Object Technology Series)", "Martin Fowler", "", 1999, "refactoring-fowler"},
		{"Structure and Interpretation of Computer Programs - 2nd Edition (MIT Electrical Engineering and Computer Science)", "Harold Abelson", "", 1996, "sicp"},
		{"Compilers: Principles, Techniques, and Tools (2nd Edition)", "Alfred V. Aho", "", 2006, "dragon-book"},
		{"Compilers: Principles, Techniques and Tools", "Aho, Alfred V.; Lam, Monica S.", "", 0, "dragon-book"},
		// Subtitles that changed with the edition.
		{"The Pragmatic Programmer: From Journeyman to Master", "Andrew Hunt", "", 1999, "pragmatic-programmer"},
		{"The Pragmatic Programmer: From Journeyman to Master", "Andrew Hunt", "", 0, "pragmatic-programmer"},
		{"Effective Python: 59 Specific Ways to Write Better Python", "Brett Slatkin", "", 2015, "effective-python"},
		{"Effective Java: Programming Language Guide", "Joshua Bloch", "", 2001, "effective-java"},
		{"Effective C++: 50 Specific Ways to Improve Your Programs and Designs", "Scott Meyers", "", 1992, "effective-cpp"},
		// Series, volumes, and books that begin alike.
		{"Refactoring: Ruby Edition", "Jay Fields, Shane Harvie, Martin Fowler", "", 2009, "added"},
		{"Introduction to Algorithms: A Creative Approach", "Udi Manber", "", 1989, "added"},
		{"Introduction to Algorithms", "Thomas H. Cormen, Charles E. Leiserson", "", 1990, "clrs"},
		{"Introduction to Algorithms, 3rd Edition (Mit Press)", "Thomas H. Cormen", "", 2009, "clrs"},
		{"Clean Code Cookbook", "Maximiliano Contieri", "", 2023, "added"},
		{"TCP/IP Illustrated, Vol. 1: The Protocols", "W. Richard Stevens", "", 1994, "tcpip-illustrated-1"},
		{"TCP/IP Illustrated, Volume 3: TCP for Transactions", "W. Richard Stevens", "", 1996, "added"},
		{"The Art of Computer Programming, Volume 4B: Combinatorial Algorithms, Part 2", "Donald E. Knuth", "", 2022, "added"},
		{"UNIX Network Programming, Volume 2: Interprocess Communications", "W. Richard Stevens", "", 1998, "unp-2"},
		{"Deep Learning", "Ian Goodfellow", "", 2016, "goodfellow-deep-learning"},
		{"Deep Learning: Foundations and Concepts", "Christopher M. Bishop", "", 2024, "bishop-deep-learning"},
		{"Deep Learning", "Josh Patterson", "", 2017, "added"},
		{"Linear Algebra", "Serge Lang", "", 1966, "lang-linear-algebra"},
		{"Linear Algebra", "", "", 0, "ambiguous: lang-linear-algebra, shilov-linear-algebra, hefferon-linear-algebra, friedberg-linear-algebra, hoffman-kunze"},
		{"Linear Algebra", "Gilbert Strang", "", 0, "added"},
		// Accents, articles, people.
		{"Kubernetes in Action", "Marko Luksa", "", 2017, "kubernetes-in-action"},
		{"Learn You a Haskell for Great Good!: A Beginner's Guide", "Miran Lipovaca", "", 2011, "lyah"},
		{"Mythical Man-Month, The: Essays on Software Engineering, Anniversary Edition", "Frederick P. Brooks Jr.", "", 1995, "mythical-man-month"},
		{"C Programming Language", "Kernighan, Brian W.; Ritchie, Dennis M.", "", 1988, "k-and-r"},
		{"Operating Systems: Three Easy Pieces", "Remzi H. Arpaci-Dusseau", "", 2014, "ostep"},
		{"Kubernetes Up & Running: Dive Into the Future of Infrastructure", "Kelsey Hightower", "", 2017, "kubernetes-up-and-running"},
		// Translations are books of their own, unless they keep the title.
		{"Clean Code: Refactoring, Patterns, Testen und Techniken für sauberen Code", "Robert C. Martin", "", 2009, "clean-code"},
		{"Datenintensive Anwendungen designen: Konzepte für zuverlässige Systeme", "Martin Kleppmann", "", 2018, "added"},
		// A title alone.
		{"Crafting Interpreters", "", "", 0, "crafting-interpreters"},
		{"A Cookbook of Nothing in Particular", "", "", 0, "added"},
	} {
		row := taken(t, intake.New(cat, newMemory(), func(*catalog.Book) {}), record(tc.title, tc.authors, tc.isbn, tc.year))
		got := string(row.Outcome)
		switch row.Outcome {
		case intake.Matched:
			got = row.Book
		case intake.Ambiguous:
			got += ": " + strings.Join(row.Maybe, ", ")
		}
		if got != tc.want {
			t.Errorf("%q by %q, %q, %d: %s, want %s (%+v)", tc.title, tc.authors, tc.isbn, tc.year, got, tc.want, row)
		}
	}
}

// Other subtitles of one main title may be editions, or books of a series.
func TestOtherSubtitles(t *testing.T) {
	by := func(id, title, subtitle string) catalog.Book {
		return catalog.Book{ID: id, Title: title, Subtitle: subtitle, Authors: []string{"Kyle Writer", "Ann Second"}}
	}
	once := by("once", "Garden Design Handbook", "From Plan to Plant")
	edited := by("edited", "Garden Design", "From Plan to Plant")
	edited.Edition, edited.Year, edited.FirstYear = 2, 2019, 1999
	series := by("series", "Knowing Plants Well", "Trees")
	series.Series = &catalog.Series{Name: "Knowing Plants", Number: 1}
	cat, err := catalog.New([]catalog.Book{
		once, edited, series,
		by("tools-1", "Better Garden Tools", "Spades"), by("tools-2", "Better Garden Tools", "Rakes"),
		by("short", "Gardens", "A Life"),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		title, authors string
		year           int
		want           string
	}{
		{"Garden Design Handbook: A New Way", "Kyle Writer", 0, "once"},
		{"Garden Design Handbook: A New Way", "Ann Second", 0, "once"},
		{"Garden Design Handbook: A New Way", "Bo Other, Kyle Writer", 0, ""}, // another's book, with his help
		{"Garden Design Handbook: A New Way", "", 0, ""},
		{"Garden Design: A New Way", "Kyle Writer", 2001, "edited"},
		{"Garden Design: A New Way", "Kyle Writer", 0, "edited"},
		{"Garden Design: A New Way", "Kyle Writer", 2021, ""}, // after the edition that the catalog has
		{"Garden Design: A New Way", "Kyle Writer", 1980, ""}, // before the first one
		{"Garden Design, Volume 2: A New Way", "Kyle Writer", 2001, ""},
		{"Knowing Plants Well: Herbs", "Kyle Writer", 0, ""},
		{"Better Garden Tools: Hoes", "Kyle Writer", 0, ""},
		{"Gardens: A Death", "Kyle Writer", 0, ""},
	} {
		row := taken(t, intake.New(cat, newMemory(), func(*catalog.Book) {}), record(tc.title, tc.authors, "", tc.year))
		got := row.Book
		if row.Outcome != intake.Matched {
			got = ""
		}
		if got != tc.want || got != "" && !row.Fuzzy() {
			t.Errorf("%q by %q, %d: %q, want %q (%+v)", tc.title, tc.authors, tc.year, got, tc.want, row)
		}
	}
}
