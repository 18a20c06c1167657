package export

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// replanned is a plan made from another: one book was read, one is excluded,
// one is new, one comes sooner, and titles would break a careless exporter.
func replanned(t *testing.T) *recommend.Plan {
	t.Helper()
	skills := []catalog.Skill{{ID: "a", Name: "A", Area: "x"}, {ID: "b", Name: "B | *b*", Area: "x"}, {ID: "c", Name: "C", Area: "x"}}
	book := func(id, title string, pages int, skill string) catalog.Book {
		return catalog.Book{ID: id, Title: title, Pages: pages, Density: catalog.Prose, Practice: catalog.KnownShare(0),
			Teaches: catalog.Levels{{Skill: skill, Level: 3}}}
	}
	books := []catalog.Book{book("one", "One", 400, "a"), book("two", "Two | <b>", 420, "b"), book("three", "Three", 440, "c"),
		book("other", "Other *two*", 460, "b")}
	cat, err := catalog.New(books, skills)
	if err != nil {
		t.Fatal(err)
	}
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	p := &profiles.Profile{Time: profiles.Time{HoursPerWeek: 5}}
	for _, s := range skills {
		p.Goals = append(p.Goals, profiles.Goal{Skill: s.ID, Level: 2.5, Weight: 1})
	}
	r := &recommend.Request{Catalog: cat, Profile: p, Model: model, Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)}
	if r.Since, err = recommend.MakePlan(r); err != nil {
		t.Fatal(err)
	}
	p.Read, p.Exclude = []string{"one"}, []string{"two"}
	p.Progress = []profiles.Progress{{Book: "one", Hours: 14}}
	p.Time.HoursPerWeek = 7
	r.Today = r.Today.AddDate(0, 0, 14)
	plan, err := recommend.MakePlan(r)
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func TestWhatChanged(t *testing.T) {
	plan := replanned(t)
	for name, want := range map[string][]string{
		"text": {
			"\nWhat changed\n  - Of the 3 books of 2026-09-01 and now: 1 stays, 1 is finished, 1 is left out and 1 is new.\n",
			"  - Time a week: it was 5 h, now 7 h.\n",
			"  - Your pace: it was not measured, now 1.51 times the table's hours.\n",
			"  - Finished: One.\n",
			"  - Left out: Two | <b>: you exclude it.\n",
			"  - New: Other *two*, step 2. Brings 50% of the goal.",
			"  - Stays, with what the plan would lose without it: Three (",
			"where you have 100% of the goal.",
			"these changes cost 1.5 points",
			"  - Your pace: 1.51 times the table's hours, from 14 h logged on 1 book.\n",
		},
		"markdown": {
			"\n## What changed\n\n- Of the 3 books",
			"- Left out: Two \\| \\<b\\>: you exclude it.\n",
			"- New: Other \\*two\\*, step 2.",
		},
	} {
		var b bytes.Buffer
		write := Markdown
		if name == "text" {
			write = func(w io.Writer, p *recommend.Plan) error { return Text(w, p, TextOptions{Width: 1000}) }
		}
		if err := write(&b, plan); err != nil {
			t.Fatal(err)
		}
		got := b.String()
		if name == "text" { // lines are no longer than 100; compare without breaks
			got = strings.ReplaceAll(got, "\n    ", " ")
		}
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s: %q is not in\n%s", name, part, got)
			}
		}
		if strings.Index(got, "What changed") > strings.Index(got, "Start with") {
			t.Errorf("%s: what changed does not stand near the top", name)
		}
	}
}

func TestReadJSON(t *testing.T) {
	var written bytes.Buffer
	if err := JSON(&written, replanned(t)); err != nil {
		t.Fatal(err)
	}
	back, err := ReadJSON(bytes.NewReader(written.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var twice bytes.Buffer
	if err := JSON(&twice, back); err != nil {
		t.Fatal(err)
	}
	if twice.String() != written.String() {
		t.Errorf("read and written again it is\n%s\nit was\n%s", twice.String(), written.String())
	}
	const head = `{"today": "2026-09-01", "targets": [], "steps": `
	for text, want := range map[string]string{
		"":                        "is not JSON",
		"# Reading plan":          "is not JSON",
		"{} {}":                   "is not JSON",
		"[]":                      "is not a plan",
		"null":                    "is not a plan: it lacks steps, targets or a date",
		"{}":                      "is not a plan: it lacks steps, targets or a date",
		`{"order": []}`:           "is not a plan: it lacks steps, targets or a date",
		`{"steps": "none"}`:       "is not a plan: its steps is a string",
		`{"today": "1.9.2026"}`:   "is not a plan",
		head + `[{}]}`:            "is not a plan: step 1 names no book",
		head + `[{"book": "a"}]}`: "is not a plan: its steps.book is a string",
		head + `[{"book": {"id": "a"}}, {"book": {"id": "a"}}]}`: `is not a plan: book "a" stands in it twice`,
		head + `[{"book": {"id": "a"}}], "later": 1}`:            "",
		head + `[]}`: "",
		`{"version": 2, "today": "2026-09-01", "targets": [], "steps": []}`: "is of version 2 of this form; this program reads up to 1",
	} {
		_, err := ReadJSON(strings.NewReader(text))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}
