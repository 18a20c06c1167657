package catalog_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog"
)

// files is a source named "cat" of file names and contents by turns.
func files(nameAndText ...string) catalog.Source {
	m := fstest.MapFS{}
	for i := 0; i < len(nameAndText); i += 2 {
		m[nameAndText[i]] = &fstest.MapFile{Data: []byte(nameAndText[i+1])}
	}
	return catalog.Source{Name: "cat", FS: m}
}

func mustLoad(t testing.TB, sources ...catalog.Source) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(sources...)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

// wantFaults compares an error with the lines that it should print.
func wantFaults(t *testing.T, err error, want string) {
	t.Helper()
	want = strings.TrimSpace(want)
	if err == nil {
		t.Fatalf("no fault, want\n%s", want)
	}
	if got := err.Error(); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if _, ok := errors.AsType[catalog.Faults](err); !ok {
		t.Errorf("error is a %T, want Faults", err)
	}
}

// twoSkills are a skill and one that needs it, on lines 1 and 2.
const twoSkills = `- {id: go, name: Go, area: languages}
- {id: raft, name: Raft, area: distributed-systems, requires: {go: 2}}
`

func TestSkillFaults(t *testing.T) {
	for _, test := range []struct{ name, skills, want string }{
		{"no id", "- name: Go\n  area: x\n- name: Rust\n  area: x\n", `
cat/skills/x.yaml:1: skill has no id
cat/skills/x.yaml:3: skill has no id`},
		{"id form", "- name: Go\n  area: A b\n  id: Go Lang\n", `
cat/skills/x.yaml:2: skill Go Lang: area id "A b" may have only lower-case letters, digits and . + _ -
cat/skills/x.yaml:3: skill Go Lang: id "Go Lang" may have only lower-case letters, digits and . + _ -`},
		{"no name, no area", "- id: go\n", `
cat/skills/x.yaml:1: skill go: has no name
cat/skills/x.yaml:1: skill go: has no area`},
		{"unknown skill, nearest named", twoSkills + "- id: paxos\n  name: Paxos\n  area: x\n  requires:\n    go: 1\n    rapt: 2\n", `
cat/skills/x.yaml:8: skill paxos: unknown skill "rapt"; did you mean "raft"?`},
		{"cycle", "- id: a\n  name: A\n  area: x\n  requires: {b: 1}\n- {id: b, name: B, area: x, requires: {c: 1}}\n- {id: c, name: C, area: x, requires: {a: 1}}\n", `
cat/skills/x.yaml:4: skill a: requires itself: a -> b -> c -> a`},
		{"cycle not through the first", "- {id: a, name: A, area: x, requires: {b: 1}}\n- {id: b, name: B, area: x, requires: {b: 1}}\n", `
cat/skills/x.yaml:2: skill b: requires itself: b -> b`},
		{"a cycle through what comes with it", "- {id: a, name: A, area: x, requires: {b: 1}}\n- {id: b, name: B, area: x, brings: {a: 1}}\n", `
cat/skills/x.yaml:1: skill a: requires itself: a -> b -> a`},
		{"brings what it requires", "- {id: a, name: A, area: x}\n- {id: b, name: B, area: x, requires: {a: 2}, brings: {a: 1, c: 6}}\n", `
cat/skills/x.yaml:2: skill b: unknown skill "c"; did you mean "a" or "b"?
cat/skills/x.yaml:2: skill b: level 6 of c is not above 0 and up to 5
cat/skills/x.yaml:2: skill b: brings a, which it requires; take out one of them`},
		{"half-life", "- {id: a, name: A, area: x, half_life: 0.1}\n- {id: b, name: B, area: x, half_life: .nan}\n- {id: c, name: C, area: x, half_life: -1}\n", `
cat/skills/x.yaml:1: skill a: half_life 0.1 is not from 0.5 to 1000 years
cat/skills/x.yaml:2: skill b: half_life NaN is not from 0.5 to 1000 years
cat/skills/x.yaml:3: skill c: half_life -1 is not from 0.5 to 1000 years`},
		{"can_do", "- id: a\n  name: A\n  area: x\n  can_do:\n    0: x\n    3: ''\n    6: y\n", `
cat/skills/x.yaml:5: skill a: can_do 0: levels run from 1 to 5
cat/skills/x.yaml:6: skill a: can_do 3 is empty
cat/skills/x.yaml:7: skill a: can_do 6: levels run from 1 to 5`},
		{"can_do on one line, in order", "- {id: a, name: A, area: x, can_do: {9: x, 0: x, 8: x, 7: x}}\n", `
cat/skills/x.yaml:1: skill a: can_do 0: levels run from 1 to 5
cat/skills/x.yaml:1: skill a: can_do 7: levels run from 1 to 5
cat/skills/x.yaml:1: skill a: can_do 8: levels run from 1 to 5
cat/skills/x.yaml:1: skill a: can_do 9: levels run from 1 to 5`},
		{"twice in one file", twoSkills + "- {id: go, name: Golang, area: x}\n", `
cat/skills/x.yaml:3: skill go stands twice, first at cat/skills/x.yaml:1`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.Load(files("skills/x.yaml", test.skills))
			wantFaults(t, err, test.want)
		})
	}
}

func TestBookFaults(t *testing.T) {
	for _, test := range []struct{ name, books, want string }{
		{"no id", "- title: A\n", "cat/books/x.yaml:1: book has no id"},
		{"no title", "- pages: 10\n  id: a\n", "cat/books/x.yaml:1: book a: has no title"},
		{"levels", `- id: a
  title: A
  requires:
    go: 7
    raft: -1
  teaches:
    go: .nan
    raft: .inf
- {id: b, title: B, teaches: {go: 0}}
`, `
cat/books/x.yaml:4: book a: level 7 of go is not above 0 and up to 5
cat/books/x.yaml:5: book a: level -1 of raft is not above 0 and up to 5
cat/books/x.yaml:7: book a: level NaN of go is not above 0 and up to 5
cat/books/x.yaml:8: book a: level +Inf of raft is not above 0 and up to 5
cat/books/x.yaml:9: book b: level 0 of go is not above 0 and up to 5`},
		{"numbers out of range", `- id: a
  title: A
  edition: -1
  year: 20211
  pages: 20001
  practice: 1.5
- id: b
  title: B
  year: 2010
  first_year: 2011
  practice: .nan
`, `
cat/books/x.yaml:3: book a: edition -1 is not from 1 to 100
cat/books/x.yaml:4: book a: year 20211 is not from -3000 to 2100
cat/books/x.yaml:5: book a: pages 20001 is not from 1 to 20000
cat/books/x.yaml:6: book a: practice 1.5 is not from 0 (theory) to 1 (hands-on)
cat/books/x.yaml:10: book b: first_year 2011 is after year 2010
cat/books/x.yaml:11: book b: practice NaN is not from 0 (theory) to 1 (hands-on)`},
		{"about how many pages", "- {id: a, title: A, pages: 10, pages_about: 12}\n- {id: b, title: B, pages_about: -1}\n", `
cat/books/x.yaml:1: book a: has pages and pages_about; take out one of them
cat/books/x.yaml:2: book b: pages_about -1 is not from 1 to 20000`},
		{"half a page", "- {id: a, title: A, pages: 12.5}\n", `cat/books/x.yaml:1: "12.5" is not a whole number`},
		{"ISBN", `- {id: a, title: A, isbn: "9781680507608"}
- {id: b, title: B, isbn: 0-306-40615-3}
- {id: c, title: C, isbn: 97816805}
`, `
cat/books/x.yaml:1: book a: the check digit of ISBN 9781680507608 should be 7; a digit is mistyped
cat/books/x.yaml:2: book b: the check digit of ISBN 0-306-40615-3 does not match; a digit is mistyped
cat/books/x.yaml:3: book c: an ISBN has 13 digits (or 10 in its old form), not 8`},
		{"kind and density", "- id: a\n  title: A\n  kind: novel\n  density: thick\n", `
cat/books/x.yaml:3: book a: kind "novel" is not one of textbook, tutorial, handbook, reference, narrative
cat/books/x.yaml:4: book a: density "thick" is not one of prose, technical, mathematical`},
		{"inferred", "- {id: a, title: A, inferred: {level: 6, confidence: 1.5}}\n", `
cat/books/x.yaml:1: book a: inferred level 6 is not from 0 to 5
cat/books/x.yaml:1: book a: inferred confidence 1.5 is not from 0 to 1`},
		{"nameless parts", "- id: a\n  title: A\n  recommended_by:\n    - {name: Ada}\n    - {role: sage}\n  series: {number: 1}\n", `
cat/books/x.yaml:5: book a: recommended_by has no name
cat/books/x.yaml:6: book a: series needs a name and a number`},
		{"series number", "- {id: a, title: A, series: {name: S, number: .inf}}\n", "cat/books/x.yaml:1: book a: series needs a name and a number"},
		{"chapters", `- id: a
  title: A
  pages: 100
  chapters:
    - {title: One, pages: 101}
    - pages: -1
    - title: Three
      requires: {got: 1}
      teaches: {go: 6}
`, `
cat/books/x.yaml:5: book a: chapter 1 has 101 pages, the book 100
cat/books/x.yaml:6: book a: chapter 2 has no title
cat/books/x.yaml:6: book a: chapter 2 has -1 pages, the book 100
cat/books/x.yaml:8: book a: unknown skill "got"; did you mean "go"?
cat/books/x.yaml:9: book a: level 6 of go is not above 0 and up to 5`},
		{"supersedes unknown", "- {id: abc, title: A}\n- id: b\n  title: B\n  supersedes:\n    - abc\n    - abd\n", `
cat/books/x.yaml:6: book b: supersedes unknown book "abd"; did you mean "abc"?`},
		{"supersedes in a circle", "- {id: a, title: A, supersedes: [b]}\n- {id: b, title: B, supersedes: [a]}\n", `
cat/books/x.yaml:1: book a: supersedes itself: a -> b -> a`},
		{"an empty item", "-\n- id: b\n  title: B\n  pages: -3\n", `
cat/books/x.yaml:1: this list item is empty`},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := catalog.Load(files("skills/s.yaml", twoSkills, "books/x.yaml", test.books))
			wantFaults(t, err, test.want)
		})
	}
}

func TestAllFaultsOfAllFiles(t *testing.T) {
	_, err := catalog.Load(files(
		"skills/a.yaml", twoSkills,
		"skills/b.yaml", "- id: c\n  - d\n",
		"skills/empty.yaml", "",
		"skills/notes.txt", "not a catalog file",
		"skills/.hidden.yaml", "not a catalog file",
		"books/a.yaml", "- id: a\n  titel: A\n  pages: many\n  year: 3000\n- id: b\n  title: [B]\n  isbn: '1'\n",
		"books/b.yml", "- id: a\n  title: again\n- id: c\n  title: C\n  teaches: {go: 9, c: 2}\n",
	))
	wantFaults(t, err, `
cat/books/a.yaml:1: book a: has no title
cat/books/a.yaml:2: unknown field "titel"; did you mean "title"?
cat/books/a.yaml:3: "many" is not a whole number
cat/books/a.yaml:4: book a: year 3000 is not from -3000 to 2100
cat/books/a.yaml:6: a list is not text
cat/books/a.yaml:7: book b: an ISBN has 13 digits (or 10 in its old form), not 1
cat/books/b.yml:1: book a stands twice, first at cat/books/a.yaml:1
cat/books/b.yml:5: book c: level 9 of go is not above 0 and up to 5
cat/skills/b.yaml:1: did not find expected key
cat/skills/empty.yaml:1: is empty`)
}

// Files are read at once; nothing shows it.
func TestLoadIsTheSameOnAnyNumberOfProcessors(t *testing.T) {
	many := func(book string) catalog.Source {
		var all []string
		for i := range 40 {
			all = append(all, fmt.Sprintf("skills/%02d.yaml", i), fmt.Sprintf("- {id: s%d, name: S, area: x}\n", i),
				fmt.Sprintf("books/%02d.yaml", i), strings.ReplaceAll(book, "N", fmt.Sprint(i))+strings.Repeat("# long\n", 1000*(i%3)))
		}
		return files(all...)
	}
	load := func(processors int, src catalog.Source) (*catalog.Catalog, error) {
		defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(processors))
		return catalog.Load(src)
	}
	sound, bad := many("- {id: bN, title: B, teaches: {sN: 2}}\n"), many("- {id: b, titel: N}\n- {id: cN, title: [C]}\n")
	wantCat, err := load(1, sound)
	if err != nil {
		t.Fatal(err)
	}
	_, wantErr := load(1, bad)
	for range 10 {
		if got, err := load(8, sound); err != nil || !reflect.DeepEqual(got, wantCat) {
			t.Errorf("on 8 processors the catalog is another: %v", err)
		}
		_, err := load(8, bad)
		wantFaults(t, err, wantErr.Error())
	}
}

func TestFoldersThatAreNone(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name string
		src  catalog.Source
		want string // the beginning
	}{
		{"empty", files(), "cat: has no books/*.yaml and no skills/*.yaml; a catalog folder holds these"},
		{"missing", catalog.Source{Name: "cat", FS: os.DirFS(file + ".none")}, "cat: cannot be read as a folder: "},
		{"a file", catalog.Source{Name: "cat", FS: os.DirFS(file)}, "cat: cannot be read as a folder: "},
		{"books is a file", files("books", "", "skills/s.yaml", twoSkills), "cat/books: is a file, not a folder"},
	} {
		_, err := catalog.Load(test.src)
		if err == nil || !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: got %v, want one line with %s", test.name, err, test.want)
		}
		if test.name == "empty" {
			continue
		}
		if hash, err := catalog.Hash(test.src); err == nil {
			t.Errorf("%s: has hash %s, want an error", test.name, hash)
		}
	}
}

func TestLevelsKeepFileOrder(t *testing.T) {
	cat := mustLoad(t, files("skills/s.yaml", twoSkills+"- {id: algorithms, name: Algorithms, area: x}\n",
		"books/b.yaml", "- {id: a, title: A, teaches: {raft: 3, algorithms: 1, go: 2.5}}\n"))
	want := catalog.Levels{{Skill: "raft", Level: 3}, {Skill: "algorithms", Level: 1}, {Skill: "go", Level: 2.5}}
	if got := cat.Book("a").Teaches; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// What a merge key brings in stands behind what the book itself says, which wins.
func TestMergeKeys(t *testing.T) {
	cat := mustLoad(t, files("skills/s.yaml", twoSkills+"- {id: algorithms, name: Algorithms, area: x}\n", "books/b.yaml", `
- {id: a, title: A, requires: &base {raft: 3, go: 1, algorithms: 2}}
- {id: b, title: B, requires: {<<: *base, go: 2}}
`))
	want := catalog.Levels{{Skill: "go", Level: 2}, {Skill: "algorithms", Level: 2}, {Skill: "raft", Level: 3}}
	if got := cat.Book("b").Requires; !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

func TestALaterSourceReplaces(t *testing.T) {
	own := files("skills/s.yaml", "- {id: go, name: Golang, area: mine}\n", "books/b.yaml", "- {id: b, title: My B, teaches: {raft: 1}}\n")
	own.Name = "own"
	shared := files("skills/s.yaml", twoSkills, "books/b.yaml", "- {id: a, title: A}\n- {id: b, title: B}\n- {id: c, title: C}\n")
	cat := mustLoad(t, shared, own)
	var titles []string
	for _, b := range cat.Books() {
		titles = append(titles, b.Title)
	}
	if want := []string{"A", "My B", "C"}; !slices.Equal(titles, want) {
		t.Errorf("titles %q, want %q: replaced in its place", titles, want)
	}
	if got := cat.Skill("go").Name; got != "Golang" || len(cat.Skills()) != 2 {
		t.Errorf("skill go is %q of %d skills, want Golang of 2", got, len(cat.Skills()))
	}

	own.FS.(fstest.MapFS)["books/b.yaml"].Data = []byte("- id: b\n  title: B\n  teaches: {go: 8}\n")
	_, err := catalog.Load(shared, own)
	wantFaults(t, err, "own/books/b.yaml:3: book b: level 8 of go is not above 0 and up to 5")
}

func TestEveryFieldIsRead(t *testing.T) {
	cat := mustLoad(t, files("skills/s.yaml", `
- id: go
  name: Go
  area: languages
  aliases: [golang]
  description: A language.
  can_do: {1: I can read it., 3: I can write it.}
  requires: {programming: 1.5}
  brings: {concurrency: 1}
  half_life: 8
- {id: programming, name: Programming, area: languages}
- {id: concurrency, name: Concurrency, area: languages}
`, "books/b.yaml", `
- id: old
  title: Go, Once
- id: b
  title: Go
  subtitle: A Tour
  authors: [Ada, Grace]
  edition: 2
  year: 2020
  first_year: 2015
  publisher: P
  pages: 300
  isbn: 0-306-40615-2
  also: [{title: Going}, {title: Gone, authors: [Bob]}]
  language: en
  url: https://example.org
  free: https://example.org/free
  topics: [go]
  best_for: Gophers
  description: " All of it. "
  requires: {programming: 1}
  teaches: {go: 3}
  kind: tutorial
  practice: 0
  practice_notes: None.
  density: prose
  code: [go]
  recommended_by: [{name: Rob, role: author, note: Short., source: web}]
  caveats: [Old.]
  supersedes: [old]
  series: {name: Tours, number: 1.5}
  chapters: [{title: One, pages: 30, requires: {programming: 0.5}, teaches: {go: 1}}]
  inferred: {level: 2.4, confidence: 0.6, because: ["go: in the title"]}
`))
	wantBook := catalog.Book{
		ID: "b", Title: "Go", Subtitle: "A Tour", Authors: []string{"Ada", "Grace"}, Also: []catalog.Variant{{Title: "Going"}, {Title: "Gone", Authors: []string{"Bob"}}}, Edition: 2, Year: 2020, FirstYear: 2015,
		Publisher: "P", Pages: 300, ISBN: "9780306406157", Language: "en", URL: "https://example.org", Free: "https://example.org/free",
		Topics: []string{"go"}, BestFor: "Gophers", Description: "All of it.",
		Requires: catalog.Levels{{Skill: "programming", Level: 1}}, Teaches: catalog.Levels{{Skill: "go", Level: 3}},
		Kind: catalog.Tutorial, Practice: catalog.KnownShare(0), PracticeNote: "None.", Density: catalog.Prose, Code: []string{"go"},
		Recommended: []catalog.Endorsement{{Name: "Rob", Role: "author", Note: "Short.", Source: "web"}},
		Caveats:     []string{"Old."}, Supersedes: []string{"old"}, Series: &catalog.Series{Name: "Tours", Number: 1.5},
		Chapters: []catalog.Chapter{{Title: "One", Pages: 30,
			Requires: catalog.Levels{{Skill: "programming", Level: 0.5}}, Teaches: catalog.Levels{{Skill: "go", Level: 1}}}},
		Inferred: &catalog.Inference{Level: 2.4, Confidence: 0.6, Because: []string{"go: in the title"}},
	}
	if got := *cat.Book("b"); !reflect.DeepEqual(got, wantBook) {
		t.Errorf("got  %+v\nwant %+v", got, wantBook)
	}
	wantSkill := catalog.Skill{ID: "go", Name: "Go", Area: "languages", Aliases: []string{"golang"}, Description: "A language.",
		CanDo: map[int]string{1: "I can read it.", 3: "I can write it."}, Requires: catalog.Levels{{Skill: "programming", Level: 1.5}},
		Brings: catalog.Levels{{Skill: "concurrency", Level: 1}}, HalfLife: 8}
	if got := *cat.Skill("go"); !reflect.DeepEqual(got, wantSkill) {
		t.Errorf("got  %+v\nwant %+v", got, wantSkill)
	}
}

func TestNewChecksAsLoadDoes(t *testing.T) {
	skill := catalog.Skill{ID: "go", Name: "Go", Area: "x"}
	book := catalog.Book{ID: "a", Title: "A"}
	again := catalog.Book{ID: "b", Title: "B", Teaches: catalog.Levels{{Skill: "go", Level: 1}, {Skill: "go", Level: 2}}}
	_, err := catalog.New([]catalog.Book{book, book, again, {}}, []catalog.Skill{skill, skill})
	wantFaults(t, err, `
book : book : has no id
book : book : has no title
book a: book a: stands twice
book b: book b: skill "go" stands twice
skill go: skill go: stands twice`)
}

// FuzzLoad: whatever is accepted is a catalog in which one can rely on every
// name and number, and which survives the cache.
func FuzzLoad(f *testing.F) {
	f.Add(twoSkills, "- {id: a, title: A, isbn: 0306406152, requires: {go: 1}, teaches: {raft: 3}}\n- {id: b, title: B, supersedes: [a]}\n")
	f.Add("- &a {id: a, name: A, area: x}\n- {<<: *a, id: b, requires: {a: 2}}\n", "- {id: a, title: A, authors: [], chapters: [{title: T, teaches: {b: 1}}]}\n")
	f.Add("- {id: a, name: A, area: x, requires: {b: 1}}\n- {id: b, name: B, area: x, requires: {a: 1}}", "[]")
	f.Add("- &a\n  <<: *a\n", "-\n- id: b\n  practice: .nan\n  series: {name: s, number: .inf}\n")
	f.Fuzz(func(t *testing.T, skills, books string) {
		cat, err := catalog.Load(files("skills/s.yaml", skills, "books/b.yaml", books))
		if err != nil {
			if faults, ok := errors.AsType[catalog.Faults](err); !ok || len(faults) == 0 {
				t.Fatalf("refused with %T %v, want faults", err, err)
			}
			return
		}
		check := func(of string, lists ...catalog.Levels) {
			for _, l := range slices.Concat(lists...) {
				if cat.Skill(l.Skill) == nil || !(l.Level > 0 && l.Level <= 5) {
					t.Errorf("%s has level %v in %q", of, l.Level, l.Skill)
				}
			}
		}
		for _, b := range cat.Books() {
			check("book "+b.ID, b.Requires, b.Teaches)
			for _, ch := range b.Chapters {
				check("chapter of book "+b.ID, ch.Requires, ch.Teaches)
			}
			cat.SupersededBy(b.ID)
			cat.Replaces(b.ID)
		}
		done := map[string]bool{}
		for _, id := range cat.TopoSkills() {
			check("skill "+id, cat.Skill(id).Requires)
			for _, r := range cat.Skill(id).Requires {
				if !done[r.Skill] {
					t.Errorf("skill %s stands before %s, which it requires", id, r.Skill)
				}
			}
			done[id] = true
		}
		if len(done) != len(cat.Skills()) {
			t.Errorf("%d skills in order, want %d", len(done), len(cat.Skills()))
		}
		again, first := encode(t, cat), encode(t, decode(t, encode(t, cat)))
		if !bytes.Equal(first, again) {
			t.Error("encoding, decoding and encoding again gives other bytes")
		}
	})
}

func ExampleLoad() {
	cat, err := catalog.Load(files(
		"skills/languages.yaml", "- {id: go, name: Go, area: languages}\n",
		"books/go.yaml", "- {id: tour, title: A Tour of Go, teaches: {go: 2}}\n",
	))
	fmt.Println(cat.Book("tour").Title, cat.Book("tour").Teaches.At("go"), err)

	_, err = catalog.Load(files(
		"skills/languages.yaml", "- {id: go, name: Go}\n",
		"books/go.yaml", "- id: tour\n  title: A Tour of Go\n  teaches: {goo: 7}\n",
	))
	fmt.Println(err)
	// Output:
	// A Tour of Go 2 beginner <nil>
	// cat/books/go.yaml:3: book tour: unknown skill "goo"; did you mean "go"?
	// cat/books/go.yaml:3: book tour: level 7 of goo is not above 0 and up to 5
	// cat/skills/languages.yaml:1: skill go: has no area
}
