package plain_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"readpath/catalog/imports"
	"readpath/catalog/imports/plain"
)

// read is what a file holds, a line for each row: title|authors|isbn|shelf.
func read(t *testing.T, text string, format func(*imports.File) imports.Records) string {
	t.Helper()
	f, err := imports.NewFile("x", "", bytes.NewReader([]byte(text)))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for r, err := range format(f) {
		if skip, ok := errors.AsType[*imports.SkipError](err); ok {
			out = append(out, "skipped: "+skip.Reason)
		} else if err != nil {
			out = append(out, err.Error())
		} else {
			out = append(out, fmt.Sprintf("%s|%s|%s|%s", r.Book.Title, strings.Join(r.Book.Authors, "; "), strings.Join(r.ISBNs, " "), r.Shelf))
		}
	}
	return strings.Join(append(out, f.Remarks()...), "\n")
}

func TestList(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"9781449373320", "||9781449373320|"},
		{"978-1-4493-7332-0", "||9781449373320|"},
		{"ISBN-13: 978 1 4493 7332 0", "||9781449373320|"},
		{"0-13-235088-2 Clean Code", "Clean Code||9780132350884|"},
		{"9781449373321", "skipped: ISBN 9781449373321 not used: its check digit does not match"},
		{"1984", "1984|||"},
		{"Clean Code by Robert C. Martin", "Clean Code|Robert C. Martin||"},
		{"Concrete Mathematics by Graham, Knuth and Patashnik", "Concrete Mathematics|Graham; Knuth; Patashnik||"},
		{"Dune — Frank Herbert", "Dune|Frank Herbert||"},
		{"Rust by Example", "Rust by Example|||"},
		{"Discovering Statistics by hand", "Discovering Statistics by hand|||"},
		{"Computational Geometry by Mark de Berg", "Computational Geometry|Mark de Berg||"},
		{"- [x] Done Book\n- [ ] Other Book", "Done Book|||read\nOther Book|||"},
		{"12. *Numbered* Book", "Numbered* Book|||"},
		{"# heading\n\n  \nBook", "Book|||"},
		{strings.Repeat("x", 600), "skipped: is longer than any title"},
		{"- ", "-|||"},
	} {
		if got := read(t, tc.in, plain.ReadList); got != tc.want {
			t.Errorf("%q:\n%s\nwant\n%s", tc.in, got, tc.want)
		}
	}
}

func TestTable(t *testing.T) {
	for _, tc := range []struct{ in, want string }{
		{"title\nA\n", "A|||"},
		{"Author;Title;Status\nKnuth, Donald;A;done\n", "A|Donald Knuth||read"},
		{"isbn_13,year\n9781449373320,2017\n", "||9781449373320|"},
		{"isbn10,Book Title\n\"=\"\"0132350882\"\"\",A\n", "A||9780132350884|"},
		{"title\tshelf\n\"A \"\"b\"\"\"\tto-read\n\"C\tx\n", "A \"b\"|||to-read\n\"C|||"},
		{"Title,Item Type\nA,journalArticle\nB,book\n", "skipped: is no book: its type is \"journalArticle\"\nB|||"},
		{"title,colour,size\nA,red,9\n", "A|||\ncolumns not used: colour, size"},
		{"title,kind\nA,textbook\nB,nonsense\n", "A|||\nB|||"},
		{"name\nÉ\n", "É|||"},
	} {
		if got := read(t, tc.in, plain.ReadTable); got != tc.want {
			t.Errorf("%q:\n%s\nwant\n%s", tc.in, got, tc.want)
		}
	}
}
