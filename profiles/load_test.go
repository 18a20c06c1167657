package profiles_test

import (
	"bytes"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// shelf is the catalog that the profiles of these tests speak of.
func shelf(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Load(catalog.Source{Name: "cat", FS: fstest.MapFS{
		"skills/s.yaml": {Data: []byte(`
- {id: go, name: Go, area: programming-languages, aliases: [golang]}
- {id: consensus, name: Consensus, area: distributed-systems, aliases: [raft]}
- {id: databases, name: Databases, area: data-systems}
`)},
		"books/b.yaml": {Data: []byte(`
- {id: ddia, title: Designing Data-Intensive Applications, isbn: "9781449373320"}
- {id: dsgo, title: Distributed Services with Go}
- {id: uds, title: Understanding Distributed Systems}
- {id: twin-a, title: Algorithms}
- {id: twin-b, title: Algorithms}
`)},
	}})
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestLoad(t *testing.T) {
	const file = `
name: Ada
about: |
  Writes services.
skills:
  golang: 3
  databases: 1.5
  Consensus: 0
goals:
  - {skill: raft, level: 4, weight: 2}
  - {area: Distributed Systems}
  - {text: search engines, level: 2.5}
  - {background: Go developer, weight: 0.5}
read: [978-1-4493-7332-0]
reading: [distributed services with go]
owned: [uds, ddia]
exclude: [twin-a]
preferences:
  practice: 0
  code: [Go, python]
  languages: [EN]
  max_pages: 800
  newest_after: 2010
  free_only: true
  kinds: [Textbook, tutorial]
time:
  hours_per_week: 4.5
  until: 2026-09-30
  pages_per_hour: 22
progress:
  - {book: dsgo, date: 2026-02-28, hours: 7.5}
  - {book: uds}
  - {book: ddia, date: 2026-02-28, event: done, rating: 4}
  - {book: twin-a, event: drop, note: " too dry "}
plan:
  made: 2026-02-01
  begun: 2026-01-01
  goals: [consensus=4]
  skills: {go: 3, no-more: 2}
  hours_per_week: 4
  books: [ddia, gone, dsgo]
`
	want := &profiles.Profile{
		Name: "Ada", About: "Writes services.",
		Skills: catalog.Levels{{Skill: "go", Level: 3}, {Skill: "databases", Level: 1.5}, {Skill: "consensus", Level: 0}},
		Goals: []profiles.Goal{
			{Skill: "consensus", Level: 4, Weight: 2},
			{Area: "distributed-systems", Level: profiles.DefaultGoalLevel, Weight: 1},
			{Text: "search engines", Level: 2.5, Weight: 1},
			{Background: "go-developer", Weight: 0.5},
		},
		Read: []string{"ddia"}, Reading: []string{"dsgo"}, Owned: []string{"uds", "ddia"}, Exclude: []string{"twin-a"},
		Prefer: profiles.Preferences{
			Practice: catalog.KnownShare(0), Code: []string{"go", "python"}, Languages: []string{"en"},
			MaxPages: 800, NewestAfter: 2010, FreeOnly: true, Kinds: []string{"textbook", "tutorial"},
		},
		Time: profiles.Time{HoursPerWeek: 4.5, Until: time.Date(2026, 9, 30, 0, 0, 0, 0, time.UTC), PagesPerHour: 22},
		Progress: []profiles.Progress{
			{Book: "dsgo", Date: time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC), Hours: 7.5},
			{Book: "uds"},
			{Book: "ddia", Date: time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC), Event: profiles.EventDone, Rating: 4},
			{Book: "twin-a", Event: profiles.EventDrop, Note: "too dry"},
		},
		Plan: &profiles.Kept{
			Made: time.Date(2026, 2, 1, 0, 0, 0, 0, time.UTC), Begun: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
			Goals: []string{"consensus=4"}, Skills: catalog.Levels{{Skill: "go", Level: 3}}, HoursPerWeek: 4, Books: []string{"ddia", "dsgo"},
		},
	}
	got, err := profiles.Load(strings.NewReader(file), "me.yaml", shelf(t))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestLoadFaults(t *testing.T) {
	cat := shelf(t)
	for _, test := range []struct{ name, file, want string }{
		{"empty file", "", "me.yaml:1: is empty"},
		{"comments only", "# later\n", "me.yaml:1: is empty"},
		{"a list", "- name: Ada\n", "me.yaml:1: a list is not a mapping"},
		{"unknown field", "name: Ada\nskils: {go: 1}\n", `me.yaml:2: unknown field "skils"; did you mean "skill" or "skills"?`},
		{"unknown skill", "skills:\n  go: 1\n  databasse: 2\n", `me.yaml:3: unknown skill "databasse"; did you mean "databases"?`},
		{"levels off the scale", "skills:\n  go: 7\n  raft: -1\n  databases: .nan\n", `
me.yaml:2: level 7 of go is not from 0 (none) to 5 (expert)
me.yaml:3: level -1 of raft is not from 0 (none) to 5 (expert)
me.yaml:4: level NaN of databases is not from 0 (none) to 5 (expert)`},
		{"one skill under two names", "skills:\n  go: 1\n  golang: 2\n", `me.yaml:3: skill "golang" is the same as "go"`},
		{"a merge key", "skills:\n  <<: {go: 1}\n  raft: 1\n", `me.yaml:2: "<<" is not read here; write each skill out`},
		{"goals", `goals:
  - {skill: go, area: data-systems}
  - level: 3
  - {skill: rafd}
  - area: data-systms
  - {text: search, level: 0}
  - {text: search, level: 5.5}
  - {text: search, weight: 0}
  - {text: search, weight: .inf}
  - {background: go-devloper}
  - {background: go-developer, level: 3}
`, `
me.yaml:2: a goal has one of skill, area, background and text
me.yaml:3: a goal has one of skill, area, background and text
me.yaml:4: unknown skill "rafd"
me.yaml:5: unknown area "data-systms"; did you mean "data-systems"?
me.yaml:6: a goal's level is above 0
me.yaml:7: level 5.5 of the goal is not from 0 (none) to 5 (expert)
me.yaml:8: weight 0 is not above 0 and up to 1000
me.yaml:9: weight +Inf is not above 0 and up to 1000
me.yaml:10: unknown background "go-devloper"; did you mean "go-developer"?
me.yaml:11: a background has levels of its own; leave the level out`},
		{"books", "read:\n  - dsgo\n  - dsog\n  - Algorithms\nowned: [uds, Understanding Distributed Systems]\n", `
me.yaml:3: unknown book "dsog"; did you mean "dsgo"?
me.yaml:4: book "Algorithms" is ambiguous: twin-a, twin-b
me.yaml:5: book "uds" stands twice`},
		{"preferences", "preferences:\n  practice: 1.5\n  max_pages: -1\n  newest_after: 2010.5\n  kinds: [tutorial, novel]\n", `
me.yaml:2: practice 1.5 is not from 0 (theory) to 1 (hands-on)
me.yaml:3: max_pages -1 is below 0
me.yaml:4: "2010.5" is not a whole number
me.yaml:5: kind "novel" is not one of textbook, tutorial, handbook, reference, narrative`},
		{"weeks and until", "time:\n  weeks: 12\n  until: 2026-09-30\n", "me.yaml:3: give weeks or until, not both"},
		{"times", "time:\n  hours_per_week: -4\n  weeks: 0\n  pages_per_hour: .nan\n", `
me.yaml:2: hours_per_week -4 is not above 0 and up to 100
me.yaml:3: weeks 0 is not from 1 to 1000
me.yaml:4: pages_per_hour NaN is not above 0 and up to 500`},
		{"dates", "time: {until: next year}\nprogress:\n  - {book: uds, date: 2026-02-30}\n  - {book: uds, date: 30.9.2026}\n", `
me.yaml:1: "next year" is not a date like 2026-09-30
me.yaml:3: "2026-02-30" is not a date like 2026-09-30
me.yaml:4: "30.9.2026" is not a date like 2026-09-30`},
		{"progress", "progress:\n  - {book: udz, hours: 1}\n  - {book: uds, hours: -1}\n  - {hours: 1}\n", `
me.yaml:2: unknown book "udz"; did you mean "uds"?
me.yaml:3: hours -1 is not from 0 to 10000
me.yaml:4: unknown book ""`},
		{"diary", "progress:\n  - {book: uds, event: burnt}\n  - {book: uds, rating: 6}\nplan: {made: soon, skills: {go: 9}, hours_per_week: -1}\n", `
me.yaml:2: event "burnt" is not one of start, done, drop
me.yaml:3: rating 6 is not from 1 to 5
me.yaml:4: "soon" is not a date like 2026-09-30
me.yaml:4: hours_per_week -1 is not from 0 to 168
me.yaml:4: level 9 of go is not from 0 (none) to 5 (expert)`},
		{"what cannot be decoded does not hide the rest", "skills: {go: many, databases: 9}\nread: nothing\ngoals:\n  -\n  - {text: x}\n  - {skill: nope}\nprogress:\n  - {book: nope}\n", `
me.yaml:1: "many" is not a number
me.yaml:2: "nothing" is not a list
me.yaml:4: this list item is empty
me.yaml:8: unknown book "nope"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := profiles.Load(strings.NewReader(test.file), "me.yaml", cat)
			if err == nil {
				t.Fatalf("accepted as %+v", p)
			}
			if got, want := err.Error(), strings.TrimSpace(test.want); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			if _, ok := errors.AsType[catalog.Faults](err); !ok {
				t.Errorf("error is a %T, want Faults", err)
			}
		})
	}
}

func TestNewGoal(t *testing.T) {
	for _, test := range []struct {
		name string
		want profiles.Goal
	}{
		{"golang", profiles.Goal{Skill: "go", Level: 2, Weight: 1}},
		{"Data systems", profiles.Goal{Area: "data-systems", Level: 2, Weight: 1}},
		{"Go developer", profiles.Goal{Background: "go-developer", Weight: 1}},
		{"data analyst", profiles.Goal{Text: "data analyst", Level: 2, Weight: 1}}, // of whose skills the shelf has none
	} {
		if got := profiles.NewGoal(shelf(t), test.name, 2); !reflect.DeepEqual(got, test.want) {
			t.Errorf("%s: got %+v, want %+v", test.name, got, test.want)
		}
	}
}

func TestGoalString(t *testing.T) {
	for _, test := range []struct {
		goal profiles.Goal
		want string
	}{
		{profiles.Goal{Skill: "go", Level: 3}, "go=3"},
		{profiles.Goal{Area: "data-systems", Level: 2.5}, "data-systems=2.5"},
		{profiles.Goal{Text: "search engines", Level: 4}, "search engines=4"},
		{profiles.Goal{Background: "go-developer"}, "go-developer"},
	} {
		if got := test.goal.String(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// FuzzLoad: what is accepted names only books and skills of the catalog, its
// numbers are in range, and Encode loses nothing of it.
func FuzzLoad(f *testing.F) {
	f.Add("skills: {go: 3, raft: 0}\ngoals: [{skill: consensus}, {area: data-systems, level: 4}, {text: x, weight: 2}, {background: go-developer}]\n")
	f.Add("read: [ddia, uds]\ntime: {weeks: 12, hours_per_week: 5}\nprogress: [{book: uds, date: 2026-02-28, hours: 2}]\n")
	f.Add("preferences: {practice: .nan, max_pages: 1e3, kinds: [Novel]}\ntime: {until: 0000-00-00}\n")
	f.Add("goals: [&g {text: a}, {<<: *g, level: 2}]\nskills: {~: 1, <<: {go: 1}}\n")
	cat := shelf(f)
	f.Fuzz(func(t *testing.T, file string) {
		p, err := profiles.Load(strings.NewReader(file), "me.yaml", cat)
		if err != nil {
			if faults, ok := errors.AsType[catalog.Faults](err); !ok || len(faults) == 0 {
				t.Fatalf("refused with %T %v, want faults", err, err)
			}
			return
		}
		data, err := profiles.Encode(p)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := profiles.Load(bytes.NewReader(data), "me.yaml", cat); err != nil || !reflect.DeepEqual(back, p) {
			t.Errorf("encoded as\n%s\nread back as %+v (%v), want %+v", data, back, err, p)
		}
		for i, l := range p.Skills {
			if cat.Skill(l.Skill) == nil || !l.Level.Valid() || p.Skills[:i].At(l.Skill) != 0 {
				t.Errorf("skills are %v", p.Skills)
			}
		}
		for _, g := range p.Goals {
			_, err := cat.FindBackground(g.Background)
			known := g.Skill != "" && cat.Skill(g.Skill) != nil || g.Area != "" && cat.FindArea(g.Area) == g.Area || g.Text != "" || err == nil
			if !known || !g.Level.Valid() || (g.Level == 0) != (err == nil) || !(g.Weight > 0) {
				t.Errorf("goal %+v", g)
			}
		}
		for _, ids := range [][]string{p.Read, p.Reading, p.Owned, p.Exclude} {
			for _, id := range ids {
				if cat.Book(id) == nil {
					t.Errorf("book %q is not in the catalog", id)
				}
			}
		}
		if tm := p.Time; !(tm.HoursPerWeek >= 0 && tm.PagesPerHour >= 0) || tm.Weeks < 0 || tm.Weeks > 0 && !tm.Until.IsZero() {
			t.Errorf("time %+v", tm)
		}
		if v := p.Prefer.Practice.Or(0); !(v >= 0 && v <= 1) || p.Prefer.MaxPages < 0 {
			t.Errorf("preferences %+v", p.Prefer)
		}
		for _, pr := range p.Progress {
			if cat.Book(pr.Book) == nil || !(pr.Hours >= 0) {
				t.Errorf("progress %+v", pr)
			}
		}
	})
}

func ExampleParseDate() {
	day, err := profiles.ParseDate("2026-09-30")
	fmt.Println(day.Weekday(), err)
	_, err = profiles.ParseDate("soon")
	fmt.Println(err)
	// Output:
	// Wednesday <nil>
	// "soon" is not a date like 2026-09-30
}
