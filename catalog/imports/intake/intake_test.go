package intake_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/catalog/imports"
	"readpath/catalog/imports/intake"
)

// small is a catalog of a few books.
func small(t *testing.T) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.New([]catalog.Book{
		{ID: "ddia", Title: "Designing Data-Intensive Applications", Authors: []string{"Martin Kleppmann"}, Edition: 2, Year: 2026, FirstYear: 2017,
			ISBN: "9781098119065", Teaches: catalog.Levels{{Skill: "databases", Level: 3}}},
	}, []catalog.Skill{{ID: "databases", Name: "Databases", Area: "data"}})
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func guessed(b *catalog.Book) {
	b.Teaches = catalog.Levels{{Skill: "databases", Level: 2}}
	b.Inferred = &catalog.Inference{Level: 2, Confidence: 0.5}
}

// told is what became of records, a line each, and the library then.
func told(t *testing.T, in *intake.Intake, lib *memory, records []imports.Record) string {
	t.Helper()
	var out strings.Builder
	for _, r := range records {
		row := taken(t, in, r)
		fmt.Fprintf(&out, "%s %s", row.Outcome, row.Book)
		if row.By != "" {
			fmt.Fprintf(&out, " by %s", row.By)
		}
		if row.Edition != "" {
			fmt.Fprintf(&out, "; another edition: %s", row.Edition)
		}
		for _, remark := range row.Remarks {
			fmt.Fprintf(&out, "; %s", remark)
		}
		fmt.Fprintln(&out)
	}
	for _, b := range lib.books {
		fmt.Fprintf(&out, "= %s: %s", b.ID, b.FullTitle())
		fmt.Fprintln(&out)
	}
	return out.String()
}

func withID(id string, r imports.Record) imports.Record {
	r.Book.ID = id
	return r
}

func about(text string, r imports.Record) imports.Record {
	r.Book.Description = text
	return r
}

func TestEditionsAndDuplicates(t *testing.T) {
	for _, tc := range []struct {
		what    string
		records []imports.Record
		want    string
		again   string // the outcomes of a second import
	}{
		{"the catalog's book, in an older edition", []imports.Record{record("Designing Data-Intensive Applications", "Martin Kleppmann", "9781449373320", 2017)},
			"matched ddia by title and author; another edition: that of 2017 here, 2nd of 2026 there\n", "matched"},
		{"an edition after another", []imports.Record{
			record("Roman Roads (1st Edition)", "Livia Drusilla", "", 1999),
			record("Roman Roads (2nd Edition)", "Livia Drusilla", "", 2010),
			record("Roman Roads (1st Edition)", "Livia Drusilla", "", 1999),
		}, `added roman-roads
newer roman-roads by title and author; another edition: 2nd of 2010 here, 1st of 1999 there
older roman-roads by title and author; another edition: 1st of 1999 here, 2nd of 2010 there
= roman-roads: Roman Roads, 2nd edition
`, "older there older"},
		{"an edition after another, with ISBNs", []imports.Record{
			record("Roman Roads", "Livia Drusilla", "9780262162098", 1999),
			record("Roman Roads", "Livia Drusilla", "9781449373320", 2010),
			record("Roman Roads", "", "9780262162098", 1999),
		}, `added roman-roads
newer roman-roads by title and author; another edition: that of 2010 here, that of 1999 there
older roman-roads by isbn; another edition: that of 1999 here, that of 2010 there
= roman-roads: Roman Roads
`, "older there older"},
		{"an edition before another", []imports.Record{
			record("Roman Roads (2nd Edition)", "Livia Drusilla", "", 2010),
			record("Roman Roads", "L. Drusilla", "", 1999),
		}, `added roman-roads
older roman-roads by title and author; another edition: that of 1999 here, 2nd of 2010 there
= roman-roads: Roman Roads, 2nd edition
`, "there older"},
		{"one book three times", []imports.Record{
			record("Roman Roads: A Field Guide", "Livia Drusilla; Marcus Agrippa", "9780262162098", 2010),
			record("Roman Roads", "Agrippa, Marcus", "", 2011),
			record("Roman Roads, a guide", "", "9780262162098", 0),
		}, `added roman-roads
there roman-roads by title and author
there roman-roads by isbn
= roman-roads: Roman Roads
`, "there there there"},
		{"two books of one title", []imports.Record{
			record("Linear Algebra", "Serge Lang", "", 1987),
			record("Linear Algebra", "Jim Hefferon", "", 2020),
			record("Linear Algebra", "Jim Hefferon", "", 2020),
		}, `added linear-algebra
added linear-algebra-hefferon
there linear-algebra-hefferon by title and author
= linear-algebra: Linear Algebra
= linear-algebra-hefferon: Linear Algebra
`, "there there there"},
		{"courses: ids of the file's own, and titles that books have", []imports.Record{
			withID("c1", about("Taught in autumn.", record("Designing Data-Intensive Applications", "", "", 0))),
			withID("c2", about("Taught in spring.", record("Operating Systems", "", "", 0))),
			withID("c3", about("Taught in spring.", record("Operating Systems", "", "", 0))),
			withID("Not An Id!", about("Taught never.", record("Cooking", "", "", 0))),
			withID("ddia", about("Taught never.", record("Something Else", "", "", 0))),
		}, `added c1
added c2
added c3; the library has it as c2 too, found by title
added not-an-id; its id is not-an-id: "Not An Id!" is taken, or is none
added ddia-2; its id is ddia-2: "ddia" is taken, or is none
= c1: Designing Data-Intensive Applications
= c2: Operating Systems
= c3: Operating Systems
= not-an-id: Cooking
= ddia-2: Something Else
`, "there there there there there"},
		{"titles alone, told apart by what is said of them", []imports.Record{
			about("Taught in autumn.", record("Operating Systems", "", "", 0)),
			about("Taught in spring.", record("Operating Systems", "", "", 0)),
			about("Taught in spring.", record("Operating Systems", "", "", 0)),
		}, `added operating-systems
added operating-systems-2
there operating-systems-2 by title
= operating-systems: Operating Systems
= operating-systems-2: Operating Systems
`, "there there there"},
		{"an ISBN and nothing else", []imports.Record{record("", "", "9780262162098", 0), record("", "", "9781098119065", 0)},
			"skipped \nmatched ddia by isbn\n", "skipped matched"},
		{"titles in other letters", []imports.Record{record("Война и мир", "Лев Толстой", "", 1869), record("戦争と平和", "トルストイ", "", 0), record("C# in Depth", "Jon Skeet", "", 0)}, `added book
added book-2
added csharp-in-depth
= book: Война и мир
= book-2: 戦争と平和
= csharp-in-depth: C# in Depth
`, "there there there"},
	} {
		lib := newMemory()
		in := intake.New(small(t), lib, guessed)
		if got := told(t, in, lib, tc.records); got != tc.want {
			t.Errorf("%s:\n%s\nwant\n%s", tc.what, got, tc.want)
		}
		// A second import changes nothing, whichever of several editions the
		// library answers with.
		for _, lib.first = range []bool{false, true} {
			before := len(lib.books)
			in = intake.New(small(t), lib, guessed)
			var again []string
			for _, r := range tc.records {
				again = append(again, string(taken(t, in, r).Outcome))
			}
			if got := strings.Join(again, " "); len(lib.books) != before || got != tc.again && !lib.first {
				t.Errorf("%s, again: %s, %d books, want %s, %d", tc.what, got, len(lib.books), tc.again, before)
			}
		}
	}
}

func TestLevels(t *testing.T) {
	lib := newMemory()
	in := intake.New(small(t), lib, guessed)
	given := record("Gradus ad Parnassum", "Johann Joseph Fux", "", 1725)
	given.Book.Teaches = catalog.Levels{{Skill: "databases", Level: 4}, {Skill: "counterpoint", Level: 3}, {Skill: "databases", Level: 9}}
	row := taken(t, in, given)
	if len(row.Remarks) != 2 || !strings.HasPrefix(row.Remarks[0], `level 3 of "counterpoint" not used`) {
		t.Errorf("remarks %q", row.Remarks)
	}
	taken(t, in, record("Another", "Somebody", "", 0))
	if b := lib.books[0]; b.Inferred != nil || !slices.Equal(b.Teaches, catalog.Levels{{Skill: "databases", Level: 4}}) {
		t.Errorf("given levels became %v, %v", b.Teaches, b.Inferred)
	}
	if b := lib.books[1]; b.Inferred == nil || b.Teaches.At("databases") != 2 {
		t.Errorf("no levels were inferred: %v", b.Teaches)
	}
}
