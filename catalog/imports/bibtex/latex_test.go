package bibtex_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"readpath/catalog/imports"
	"readpath/catalog/imports/bibtex"
)

func TestPlainText(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{`Designing {Data}-{Intensive} {Applications}`, "Designing Data-Intensive Applications"},
		{`G{\"o}del, Escher, Bach`, "Gödel, Escher, Bach"},
		{`G\"odel`, "Gödel"},
		{`G\" odel`, "Gödel"},
		{`Erd{\H{o}}s`, "Erdős"},
		{`Po\'{s}wi{\k e}cony`, "Poświęcony"},
		{`na\"{\i}ve`, "naïve"},
		{`{\v C}apek, {\L}ukasz`, "Čapek, Łukasz"},
		{`{\AA}ngstr{\"o}m \& S{\o}n`, "Ångström & Søn"},
		{`stra{\ss}e, Stra\ss e`, "straße, Straße"},
		{`50\% of C\# and F\#`, "50% of C# and F#"},
		{`pages 1--2 --- or more`, "pages 1–2 — or more"},
		{"``quoted''", "“quoted”"},
		{`$\lambda$-calculus`, "λ-calculus"},
		{`The \emph{very} best`, "The very best"},
		{`A~B \\ C`, "A B C"},
		{"over\n\ttwo  lines", "over two lines"},
		{`already é`, "already é"},
		{`\`, `\`},
		{`ends with \"`, "ends with"},
		{``, ``},
	} {
		if got := bibtex.PlainText(tc.in); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.in, got, tc.want)
		}
	}
}

// What people write, and what becomes of it: title, authors, year.
func TestEntries(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{`@book{k, title = {T}, author = {Knuth, Donald E. and Graham, Ronald L.}, year = 1994}`, "T|Donald E. Knuth; Ronald L. Graham|1994"},
		{`@BOOK{k,TITLE="T {"}quoted{"}",AUTHOR="D. Knuth",YEAR="1994"}`, `T "quoted"|D. Knuth|1994`},
		{"@book(k,\n title = {T (x)},\n year = {1994}\n)\n", "T (x)||1994"},
		{"@string{aw = \"Addison\" # {-Wesley}}\n@book{k, title = {T from } # aw, date = {1994-05-01}}", "T from Addison-Wesley||1994"},
		{`@book{k, title = {T}, author = {Steele, Jr., Guy L. and {The Rust and Go Teams} and others}}`, "T|Guy L. Steele Jr.; The Rust and Go Teams|0"},
		{`@book{k, title = {T}, editor = {A. B}, journal = jan}`, "T|A. B|0"},
		{"% a comment @book{not, title = {X}}\n@comment{@book{nor, title = {Y}}}\n@book{k, title = {T},}", "T||0"},
		{`@book{title = {No key}}`, "No key||0"},
		{`@article{k, title = {T}}`, "line 1: is no book: it is an @article"},
		{`@book{k, author = {A}}`, "line 1: @book has no title"},
		{`@book{k, title {T}}`, `line 1: @book: "title {T}" is not a field like name = {value}`},
		{`@book{k, title = "T}`, "line 1: @book: field title: a quote or brace is not closed"},
		{`@book{k, title = }`, "line 1: @book: field title: has no value"},
		{"@book{a, title = {A}\n\n@book{b, title = {B}}", "line 1: @book is not closed before the next entry, in line 3\nB||0"},
		{`@book{k, title = {T}`, "line 1: @book is not closed before the file ends"},
		{`no bibliography`, ""},
	} {
		f, err := imports.NewFile("x.bib", "", bytes.NewReader([]byte(tc.in)))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for r, err := range bibtex.Read(f) {
			if err != nil {
				got = append(got, err.Error())
			} else {
				got = append(got, fmt.Sprintf("%s|%s|%d", r.Book.Title, strings.Join(r.Book.Authors, "; "), r.Book.Year))
			}
		}
		if got := strings.Join(got, "\n"); got != tc.want {
			t.Errorf("%s:\n%s\nwant\n%s", tc.in, got, tc.want)
		}
	}
}
