package imports_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readpath/catalog/imports"
)

func TestSetTitle(t *testing.T) {
	for _, tc := range []struct{ in, want string }{ // want: title | subtitle | edition | series
		{"Clean Code", "Clean Code"},
		{"Fluent Python: Clear, Concise, and Effective Programming", "Fluent Python | Clear, Concise, and Effective Programming"},
		{"The Way of Kings (The Stormlight Archive, #1)", "The Way of Kings | series The Stormlight Archive 1"},
		{"Mort (Discworld, #4; Death, #1)", "Mort | series Discworld 4"},
		{"Edgedancer (The Stormlight Archive #2.5)", "Edgedancer | series The Stormlight Archive 2.5"},
		{"Modern Operating Systems (4th Edition)", "Modern Operating Systems | edition 4"},
		{"Modern Operating Systems, Fourth Edition", "Modern Operating Systems | edition 4"},
		{"Operating System Concepts, 10th ed.", "Operating System Concepts | edition 10"},
		{"Algorithms 4e", "Algorithms | edition 4"},
		{"Effective Java (3rd Edition) (Kindle Edition)", "Effective Java | edition 3"},
		{"C++ Primer (5th Edition) (Primer, #1)", "C++ Primer | edition 5 | series Primer 1"},
		{"Release It! (Pragmatic Programmers)", "Release It! (Pragmatic Programmers)"}, // may be part of the title
		{"Functions (of One Variable) and More", "Functions (of One Variable) and More"},
		{"(Untitled)", "(Untitled)"},
		{"C Programming Language, The", "The C Programming Language"},
		{"Mythical Man-Month, The: Essays on Software Engineering", "The Mythical Man-Month | Essays on Software Engineering"},
		{"1984", "1984"},
		{"Catch-22", "Catch-22"},
		{"Second Edition", "Second Edition"},
		{"  Spaces\u00a0 and   more ", "Spaces and more"},
		{": Only a Subtitle", "Only a Subtitle"},
		{"", ""},
	} {
		var r imports.Record
		r.SetTitle(tc.in)
		got := r.Book.Title
		if r.Book.Subtitle != "" {
			got += " | " + r.Book.Subtitle
		}
		if r.Book.Edition != 0 {
			got += fmt.Sprint(" | edition ", r.Book.Edition)
		}
		if s := r.Book.Series; s != nil {
			got += fmt.Sprint(" | series ", s.Name, " ", s.Number)
		}
		if got != tc.want {
			t.Errorf("%q: %s, want %s", tc.in, got, tc.want)
		}
	}
}

func TestSetISBNs(t *testing.T) {
	for _, tc := range []struct {
		in     string // cells, separated by bars
		want   string
		remark string // how it begins
	}{
		{`="9781449373320"`, "9781449373320", ""},
		{`="1449373321"|="9781449373320"`, "9781449373320", ""},
		{`=""|=""`, "", ""},
		{"978-1-4493-7332-0", "9781449373320", ""},
		{"978-1-4493-7332-0 978-0-13-235088-4", "9781449373320 9780132350884", ""},
		{"9781449373320, 0132350882", "9781449373320 9780132350884", ""},
		{"080442957X", "9780804429573", ""},
		{"132350882", "9780132350884", ""}, // a spreadsheet has eaten the zero
		{"isbn:9781449373320", "9781449373320", ""},
		{"9781449373321", "", "ISBN 9781449373321 not used: its check digit"},
		{"9.78145E+12", "", "a spreadsheet has rounded the ISBN"},
		{"B08ZYQT962", "", ""}, // Amazon's
		{"2d23d820-cedb-4e32-9b1e-2becb16928b3", "", ""},
		{"", "", ""},
	} {
		var r imports.Record
		r.SetISBNs(strings.Split(tc.in, "|")...)
		if got := strings.Join(r.ISBNs, " "); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.in, got, tc.want)
		}
		if got := strings.Join(r.Remarks, "; "); !strings.HasPrefix(got, tc.remark) || tc.remark == "" && got != "" {
			t.Errorf("%q: remarks %q, want %q", tc.in, got, tc.remark)
		}
		if len(r.ISBNs) > 0 && r.Book.ISBN != r.ISBNs[0] {
			t.Errorf("%q: the book's is %q", tc.in, r.Book.ISBN)
		}
	}
}

func TestNames(t *testing.T) {
	for _, tc := range []struct {
		in   string
		want []string
	}{
		{"Martin Kleppmann", []string{"Martin Kleppmann"}},
		{"Kleppmann, Martin", []string{"Martin Kleppmann"}},
		{"Bryant, Randal E.; O'Hallaron, David R.", []string{"Randal E. Bryant", "David R. O'Hallaron"}},
		{"Brian W. Kernighan, Dennis M. Ritchie", []string{"Brian W. Kernighan", "Dennis M. Ritchie"}},
		{"Gene Kim, Kevin Behr, George Spafford", []string{"Gene Kim", "Kevin Behr", "George Spafford"}},
		{"Alan Donovan & Brian Kernighan", []string{"Alan Donovan", "Brian Kernighan"}},
		{"Harold Abelson and Gerald Jay Sussman", []string{"Harold Abelson", "Gerald Jay Sussman"}},
		{"Roberto Bolaño, Natasha Wimmer (Translator)", []string{"Roberto Bolaño"}},
		{"Ronald Graham, Donald Knuth, and Oren Patashnik", []string{"Ronald Graham", "Donald Knuth", "Oren Patashnik"}},
		{"Kernighan, Brian W. & Ritchie, Dennis M.", []string{"Brian W. Kernighan", "Dennis M. Ritchie"}},
		{"Knuth", []string{"Knuth"}},
		{"", nil},
		{" ; , ", nil},
	} {
		if got := imports.Names(tc.in); !slices.Equal(got, tc.want) {
			t.Errorf("%q: %q, want %q", tc.in, got, tc.want)
		}
	}
}

func TestSmallValues(t *testing.T) {
	for _, tc := range []struct{ what, got, want any }{
		{"Goodreads' date", imports.Date("2024/03/15").Format("2006-01-02"), "2024-03-15"},
		{"Calibre's date", imports.Date("2003-05-01T00:00:00+00:00").Format("2006-01-02"), "2003-05-01"},
		{"no date", imports.Date("soon").IsZero(), true},
		{"year of a date", imports.Year("2008-11-11"), 2008},
		{"Calibre's unknown year", imports.Year("0101-01-01"), 0},
		{"edition in words", imports.EditionNumber("Second edition"), 2},
		{"edition as a number", imports.EditionNumber("3"), 3},
		{"edition with a slash", imports.EditionNumber("4/e"), 4},
		{"revised edition", imports.EditionNumber("Revised 2nd edition"), 2},
		{"no edition", imports.EditionNumber("Illustrated"), 0},
		{"pages", imports.Pages("616"), 616},
		{"pages of Zotero", imports.Pages("616 pages"), 616},
		{"pages beyond reason", imports.Pages("99999999"), 0},
		{"no rating", imports.Stars("0"), 0.0},
		{"a rating", imports.Stars("4.25"), 4.25},
		{"not a number", imports.Stars("NaN"), 0.0},
		{"language of three letters", imports.Language("eng"), "en"},
		{"language by region", imports.Language("en-US"), "en"},
		{"language by name", imports.Language("English"), "en"},
		{"no language", imports.Language("???"), ""},
		{"shelf", imports.ShelfOf("currently-reading"), imports.Reading},
		{"shelf of Open Library", imports.ShelfOf("Already Read"), imports.Read},
		{"shelf of one's own", imports.ShelfOf("favourites"), imports.Shelf("")},
		{"HTML", imports.PlainText("<p>A &amp; B</p><p>C<b>D</b></p>"), "A & B CD"},
		{"no HTML", imports.PlainText("a < b"), "a < b"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %v, want %v", tc.what, tc.got, tc.want)
		}
	}
}
