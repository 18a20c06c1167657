package profiles_test

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// whole is a profile with something in every field.
func whole() *profiles.Profile {
	day := func(m time.Month, d int) time.Time { return time.Date(2026, m, d, 0, 0, 0, 0, time.UTC) }
	return &profiles.Profile{
		Name: "A: \"B\" | # `c`", About: "One.\nTwo ```.",
		Skills: catalog.Levels{{Skill: "go", Level: 2.5}, {Skill: "consensus", Level: 0}},
		Goals: []profiles.Goal{
			{Skill: "consensus", Level: 4, Weight: 2.25}, {Area: "data-systems", Level: 3, Weight: 1},
			{Text: "\n- no: [yes]\x7f\u0085\n \t\U0001F4DA ", Level: 0.5, Weight: 1},
			{Background: "go-developer", Weight: 1},
		},
		Read: []string{"ddia"}, Reading: []string{"uds"}, Owned: []string{"dsgo", "twin-a"}, Exclude: []string{"twin-b"},
		Prefer: profiles.Preferences{Practice: catalog.KnownShare(0), Code: []string{"c++", "no"}, Languages: []string{"en"},
			MaxPages: 500, NewestAfter: 2001, FreeOnly: true, Kinds: []string{"textbook"}},
		Time: profiles.Time{HoursPerWeek: 4.5, Until: day(12, 31), PagesPerHour: 0.1,
			Days: []profiles.Weekday{profiles.Weekday(time.Monday), profiles.Weekday(time.Sunday)},
			Off:  []profiles.Span{{From: day(10, 3), To: day(10, 3)}, {From: day(12, 24), To: day(12, 31)}}, At: "07:05"},
		Progress: []profiles.Progress{{Book: "uds", Date: day(2, 28), Hours: 7.5},
			{Book: "uds", Event: profiles.EventDone, Rating: 4, Note: "again: yes"}},
		Conditions: profiles.Conditions{Depth: "thorough", MaxBooks: 3, Among: []string{"uds", "dsgo"}, Include: []string{"uds"},
			Before: [][2]string{{"uds", "dsgo"}}},
		Plan: &profiles.Kept{Made: day(2, 1), Begun: day(1, 1), Goals: []string{"consensus=4", "a: b=3"},
			Skills: catalog.Levels{{Skill: "go", Level: 2.5}}, HoursPerWeek: 4, Books: []string{"uds", "dsgo"}},
	}
}

const wholeFile = `name: 'A: "B" | # ` + "`c`'" + `
about: |-
  One.
  Two ` + "```" + `.
skills:
  go: 2.5
  consensus: 0
goals:
  - {skill: consensus, level: 4, weight: 2.25}
  - {area: data-systems, level: 3}
  - {text: "\n- no: [yes]\x7F\N\n \t\U0001F4DA ", level: 0.5}
  - {background: go-developer}
read: [ddia]
reading: [uds]
owned: [dsgo, twin-a]
exclude: [twin-b]
preferences:
  practice: 0
  code: [c++, "no"]
  languages: [en]
  max_pages: 500
  newest_after: 2001
  free_only: true
  kinds: [textbook]
time:
  hours_per_week: 4.5
  until: 2026-12-31
  pages_per_hour: 0.1
  days: [mon, sun]
  days_off: ["2026-10-03", 2026-12-24 to 2026-12-31]
  at: "07:05"
progress:
  - {book: uds, date: 2026-02-28, hours: 7.5}
  - {book: uds, event: done, rating: 4, note: 'again: yes'}
conditions:
  depth: thorough
  max_books: 3
  among: [uds, dsgo]
  include: [uds]
  before: [[uds, dsgo]]
plan:
  made: 2026-02-01
  begun: 2026-01-01
  goals: [consensus=4, 'a: b=3']
  skills: {go: 2.5}
  hours_per_week: 4
  books: [uds, dsgo]
`

func TestEncode(t *testing.T) {
	got, err := profiles.Encode(whole())
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != wholeFile {
		t.Errorf("got\n%s\nwant\n%s", got, wholeFile)
	}
	back, err := profiles.Load(bytes.NewReader(got), "me.yaml", shelf(t))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, whole()) {
		t.Errorf("read back as\n%+v\nwant\n%+v", back, whole())
	}
}

// Every field of a profile is in whole, so that none is forgotten by Encode.
func TestWholeIsWhole(t *testing.T) {
	var walk func(path string, v reflect.Value)
	walk = func(path string, v reflect.Value) {
		if v.Kind() != reflect.Struct || v.Type() == reflect.TypeFor[time.Time]() || v.Type() == reflect.TypeFor[catalog.Share]() {
			if v.IsZero() {
				t.Errorf("%s is zero", path)
			}
			return
		}
		for i := range v.NumField() {
			if name := v.Type().Field(i).Name; name != "Weeks" { // until is given
				walk(path+"."+name, v.Field(i))
			}
		}
	}
	walk("profile", reflect.ValueOf(*whole()))
}

// The JSON of a profile is a file of it too: YAML reads JSON.
func TestJSONIsAProfile(t *testing.T) {
	p := whole()
	p.Goals[2].Text = "search" // DEL and its like stand raw in JSON, and YAML refuses them
	data, err := json.Marshal(p)
	if err != nil {
		t.Fatal(err)
	}
	back, err := profiles.Load(bytes.NewReader(data), "me.json", shelf(t))
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, p) {
		t.Errorf("%s\nread back as\n%+v\nwant\n%+v", data, back, p)
	}
	var decoded profiles.Profile
	if err := json.Unmarshal(data, &decoded); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(&decoded, p) {
		t.Errorf("decoded as\n%+v\nwant\n%+v", &decoded, p)
	}
}

func TestCalendarFaults(t *testing.T) {
	_, err := profiles.Load(strings.NewReader(`time:
  days: [mon, Monday, funday, tu]
  days_off: [2026-12-24 to 2026-12-20, xmas, 2026-02-30, 2026-01-01 to 9999-12-31]
  at: 25:00
conditions:
  depth: deep
  max_books: 0
  among: [ddia, ddai]
  before: [[uds], [uds, ddia], [uds, uds]]
`), "me.yaml", shelf(t))
	const want = `me.yaml:2: day mon stands twice
me.yaml:2: "funday" is not a day of the week, such as mon
me.yaml:2: "tu" is not a day of the week, such as mon
me.yaml:3: "2026-12-24 to 2026-12-20" ends before it begins
me.yaml:3: "xmas" is not a date like 2026-12-24, or two like 2026-12-24 to 2027-01-02
me.yaml:3: "2026-02-30" is not a date like 2026-12-24, or two like 2026-12-24 to 2027-01-02
me.yaml:3: "2026-01-01 to 9999-12-31" is longer than 1000 days
me.yaml:4: "25:00" is not a time of day like 19:00
me.yaml:6: depth "deep" is not one of quick, balanced, thorough
me.yaml:7: max_books 0 is not above 0
me.yaml:8: unknown book "ddai"; did you mean "ddia"?
me.yaml:9: give two books, as in [uds, ddia]: the first comes before the second
me.yaml:9: book "uds" stands twice`
	if err == nil || err.Error() != want {
		t.Errorf("got\n%v\nwant\n%s", err, want)
	}
}
