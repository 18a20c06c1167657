package catalog_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog"
)

// clean are entries that the linter has nothing to say about; a case changes
// or adds to them.
const (
	cleanSkills = `- id: notation
  name: Notation
  area: music
  description: Reading notes.
  can_do: {1: I can name notes., 3: I can sing at sight., 5: I can engrave.}
  half_life: 100
- id: harmony
  name: Harmony
  area: music
  description: Chords and what follows on them.
  can_do: {1: I can name chords., 3: I can set a chorale., 5: I can teach it.}
  requires: {notation: 2}
  half_life: 100
`
	cleanBooks = `- id: first
  title: First Notes
  authors: [Ada]
  year: 2000
  topics: [notes]
  best_for: Beginners
  description: WORDS
  teaches: {notation: 3}
  kind: textbook
  density: prose
  practice: 0.5
- id: second
  title: Second Chords
  authors: [Ben]
  year: 2010
  topics: [chords]
  best_for: Readers of notes
  description: WORDS
  requires: {notation: 2}
  teaches: {harmony: 3}
  kind: textbook
  density: prose
  practice: 0.5
`
)

// more makes n books that teach harmony from working notation.
func more(n int) string {
	var s strings.Builder
	for i := range n {
		entry := cleanBooks[strings.Index(cleanBooks, "- id: second"):]
		entry = strings.NewReplacer("second", "b"+string(rune('0'+i)), "Second", string(rune('A'+i))).Replace(entry)
		s.WriteString(entry)
	}
	return s.String()
}

func TestLint(t *testing.T) {
	for name, tc := range map[string]struct {
		old, new string // a change of the clean entries
		add      string // books
		want     string // findings, one a line; "accepted" after one that is
	}{
		"clean": {},
		"teaches what it requires": {"teaches: {harmony: 3}", "teaches: {notation: 2, harmony: 3}", "",
			"c/books/b.yaml:20: book second: teaches notation to 2 but requires 2 of it; raise the one or lower the other"},
		"the same ISBN": {"year: 20", `isbn: "9781718501850"` + "\n  year: 20", "",
			"c/books/b.yaml:16: book second: has the ISBN of first; keep one of the two, or correct it"},
		"the same work": {"title: Second Chords\n  authors: [Ben]", "title: The first notes\n  authors: [ADA]", "",
			"c/books/b.yaml:13: book second: has title and author of first; say which of them supersedes the other"},
		"another book's name": {"title: Second Chords\n  authors: [Ben]", "title: Second Chords\n  also: [{title: First Notes, authors: [Ada]}]\n  authors: [Ben]", "",
			`c/books/b.yaml:14: book second: is also "First Notes", and so is another book; leave it out`},
		"its own name": {"title: Second Chords\n", "title: Second Chords\n  also: [{title: Second chords}]\n", "",
			`c/books/b.yaml:14: book second: is also "Second chords", which is its title; leave it out`},
		"a name with other authors": {"title: Second Chords\n", "title: Second Chords\n  also: [{title: Second chords, authors: [Bea]}]\n", "", ""},
		"a newer edition":           {"title: Second Chords\n  authors: [Ben]", "title: First Notes\n  supersedes: [first]\n  authors: [Ada]", "", ""},
		"two volumes":               {"title: Second Chords\n  authors: [Ben]", "title: First Notes\n  series: {name: N, number: 2}\n  authors: [Ada]", "", ""},
		"long chapters": {"year: 2000", "pages: 50\n  chapters: [{title: A, pages: 30}, {title: B, pages: 21}]\n  year: 2000", "",
			"c/books/b.yaml:5: book first: the chapters have 51 pages together, the book 50; correct one of them"},
		"no book's number": {"year: 2000", `isbn: "4006381333931"` + "\n  year: 2000", "",
			"c/books/b.yaml:4: book first: 4006381333931 is the number of something that is no book; an ISBN begins with 978 or 979"},
		"fields missing": {"  topics: [notes]\n  best_for: Beginners\n", "", "",
			"c/books/b.yaml:1: warning: book first: has no topics, best_for; fill in what you know"},
		"a skill's fields missing": {"  description: Reading notes.\n", "", "",
			"c/skills/s.yaml:1: warning: skill notation: has no description; fill it in"},
		"short description": {"best_for: Beginners\n  description: WORDS", "best_for: Beginners\n  description: Good.", "",
			"c/books/b.yaml:7: warning: book first: the description has 1 words; make it 60 to 120"},
		"fine levels": {"teaches: {notation: 3}", "teaches: {notation: 2.7}", "",
			"c/books/b.yaml:8: warning: book first: teaches notation at 2.7; use whole or half levels"},
		"inferred levels": {"teaches: {notation: 3}", "teaches: {notation: 2.7}\n  inferred: {level: 2, confidence: 0.5}", "", ""},
		"a leap": {"teaches: {notation: 3}", "teaches: {notation: 3.5}", "",
			"c/books/b.yaml:8: warning: book first: teaches notation to 3.5 and asks for no more than 0 of anything; lower the one or raise the other"},
		"far from its neighbours": {"requires: {notation: 2}\n  teaches: {harmony: 3}", "teaches: {harmony: 1}", more(4),
			"c/books/b.yaml:12: warning: book second: is at level 0.5; the 4 books that teach the same are at 2.5 to 2.5, their median at 2.5; check what it requires and teaches"},
		"three neighbours say nothing": {"requires: {notation: 2}\n  teaches: {harmony: 3}", "teaches: {harmony: 1}", more(3), ""},
		"a neighbour accepted": {"requires: {notation: 2}\n  teaches: {harmony: 3}", "teaches: {harmony: 1}\n  accept: {neighbours: For children.}", more(4),
			"c/books/b.yaml:12: warning: book second: is at level 0.5; the 4 books that teach the same are at 2.5 to 2.5, their median at 2.5; check what it requires and teaches accepted: For children."},
		"old": {"year: 2000", "year: 1900", "",
			"c/books/b.yaml:4: warning: book first: is 126 years old, and half of what it teaches ages in 100; say in caveats what has aged, or what has not"},
		"old, and says so": {"year: 2000", "year: 1900\n  caveats: [It knows no jazz of later days.]", "", ""},
		"old, with another caveat": {"year: 2000", "year: 1900\n  caveats: [It is long.]", "",
			"c/books/b.yaml:4: warning: book first: is 126 years old, and half of what it teaches ages in 100; say in caveats what has aged, or what has not"},
		"out of reach": {"requires: {notation: 2}\n  teaches: {harmony", "requires: {notation: 4}\n  teaches: {harmony", "",
			"c/books/b.yaml:19: warning: book second: requires notation at 4, and the books that a beginner can read up to it lead to 3; lower it, or add a book between"},
		"untaught": {"teaches: {harmony: 3}", "teaches: {notation: 4}", "",
			"c/skills/s.yaml:7: warning: skill harmony: no book teaches it; add one, or take the skill out"},
		"one name for two": {"name: Harmony", "name: Harmony\n  aliases: [chords, The Notation]", "",
			"c/skills/s.yaml:9: warning: skill harmony: \"notation\" may mean notation too; keep it for one of them"},
		"an area's name": {"area: music", "area: harmony", "",
			"c/skills/s.yaml:7: warning: skill harmony: is an area too; rename one of them"},
		"no anchor": {"3: I can set a chorale., ", "", "",
			"c/skills/s.yaml:11: warning: skill harmony: can_do has no \"I can ...\" at 3; write one"},
		"accepts nothing": {"year: 2000", "year: 2000\n  accept: {leap: It is short.}", "",
			"c/books/b.yaml:5: warning: book first: accepts leap, which finds nothing here any more; take it out"},
		"accepts without a reason": {"teaches: {notation: 3}", "teaches: {notation: 3.5}\n  accept: {leap: \"\"}", "",
			"c/books/b.yaml:8: warning: book first: teaches notation to 3.5 and asks for no more than 0 of anything; lower the one or raise the other\n" +
				"c/books/b.yaml:9: book first: accepts leap without a reason; say why it is right"},
		"accepts a slip of the pen": {"year: 2000", "year: 2000\n  accept: {leaps: It is short.}", "",
			"c/books/b.yaml:5: book first: accept \"leaps\" is not one of missing, description, halves, leap, neighbours, age, reach, untaught, redundant, names, anchors; did you mean \"leap\"?"},
	} {
		books := strings.Replace(cleanBooks+tc.add, tc.old, tc.new, 1)
		if name == "the same ISBN" {
			books = strings.ReplaceAll(cleanBooks, tc.old, tc.new)
		}
		skills := strings.Replace(cleanSkills, tc.old, tc.new, 1)
		if tc.old != "" && books == cleanBooks+tc.add && skills == cleanSkills {
			t.Fatalf("%s: changes nothing", name)
		}
		fsys := fstest.MapFS{
			"skills/s.yaml": {Data: []byte(skills)},
			"books/b.yaml":  {Data: []byte(strings.ReplaceAll(books, "WORDS", strings.TrimSpace(strings.Repeat("word ", 60))))},
		}
		_, found, err := catalog.Lint(2026, catalog.Source{Name: "c", FS: fsys})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, f := range found {
			line := f.String()
			if f.Accepted != "" {
				line += " accepted: " + f.Accepted
			}
			got = append(got, line)
		}
		if got := strings.Join(got, "\n"); got != tc.want {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got, tc.want)
		}
	}
}

func TestLintReportsRedundantPrerequisites(t *testing.T) {
	const three = `- {id: a, name: A, area: x}
- {id: b, name: B, area: x, requires: {a: 2}}
- {id: c, name: C, area: x, requires: {b: 2, a: 1}}
`
	_, found, err := catalog.Lint(2026, catalog.Source{Name: "c", FS: fstest.MapFS{"skills/s.yaml": {Data: []byte(three)}}})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range found {
		if f.Rule == "redundant" {
			got = append(got, f.String())
		}
	}
	want := "c/skills/s.yaml:3: warning: skill c: requires a, which its requirement b rests on; take it out"
	if len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLintReportsWhatLoadReports(t *testing.T) {
	bad := catalog.Source{Name: "c", FS: fstest.MapFS{"books/b.yaml": {Data: []byte("- {id: x, title: X, teaches: {y: 1}}\n")}}}
	_, found, err := catalog.Lint(2026, bad)
	_, want := catalog.Load(bad)
	if err == nil || err.Error() != want.Error() || found != nil {
		t.Errorf("got %v and %v, want the faults of Load, %v", found, err, want)
	}
}
