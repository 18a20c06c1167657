package profiles_test

import (
	"bytes"
	"errors"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

var today = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

// interview is a questionnaire over the shelf that asks about these skills, in
// this order.
func interview(t testing.TB, skills ...string) *profiles.Interview {
	return &profiles.Interview{
		Catalog: shelf(t), Today: today,
		Backgrounds: []catalog.Background{{ID: "dev", Name: "Developer", Skills: catalog.Levels{{Skill: "go", Level: 3}}}},
		Choose: func(_ *profiles.Profile, _ profiles.Known, except []string) (string, error) {
			for _, s := range skills {
				if !slices.Contains(except, s) {
					return s, nil
				}
			}
			return "", nil
		},
		About: func(text string) error {
			if text == "nothing" {
				return errors.New("nothing is about it")
			}
			return nil
		},
	}
}

// answer answers the question after some answers, which must be of an ID.
func answer(t *testing.T, iv *profiles.Interview, as profiles.Answers, id string, values ...string) profiles.Answers {
	t.Helper()
	q, err := iv.Next(as)
	if err != nil || q == nil {
		t.Fatalf("no question after %v: %v; want %q", as, err, id)
	}
	if got := strings.TrimSpace(q.ID + " " + q.Of); got != id {
		t.Fatalf("the question after %v is %q, want %q", as, got, id)
	}
	a := profiles.Answer{Question: q.ID, Of: q.Of, Values: append([]string(nil), values...)}
	if len(values) == 1 && values[0] == "!" {
		a.Values, a.Unknown = nil, true
	}
	if err := iv.Check(as, a); err != nil {
		t.Fatalf("%q %v: %v", id, values, err)
	}
	return append(slices.Clone(as), a)
}

func TestInterview(t *testing.T) {
	iv := interview(t, "databases", "go")
	var as profiles.Answers
	for _, step := range [][]string{
		{"learn", "raft", "databases", "search engines"},
		{"far consensus", "4"}, {"far databases", "working"}, {"far search engines"},
		{"hours", "4.5"}, {"until", "12"}, {"read", "ddia", "dsgo"}, {"as", "Developer"},
		{"know databases", "2"}, {"know go", "!"},
		{"practice", "0.75"}, {"code", "Go", "c"}, {"free", "yes"}, {"own", "uds"}, {"pages", "500"},
	} {
		as = answer(t, iv, as, step[0], step[1:]...)
	}
	if q, err := iv.Next(as); q != nil || err != nil {
		t.Fatalf("after the last answer there is %v, %v", q, err)
	}
	got, known, err := iv.Profile(as)
	want := &profiles.Profile{
		Goals: []profiles.Goal{
			{Skill: "consensus", Level: 4, Weight: 1}, {Skill: "databases", Level: 3, Weight: 1}, {Text: "search engines", Level: 3, Weight: 1},
		},
		Read: []string{"ddia", "dsgo"}, Owned: []string{"uds"},
		Prefer: profiles.Preferences{Practice: catalog.KnownShare(0.75), Code: []string{"go", "c"}, FreeOnly: true, MaxPages: 500},
		Time:   profiles.Time{HoursPerWeek: 4.5, Weeks: 12},
	}
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Errorf("profile %+v, %v\nwant %+v", got, err, want)
	}
	if want := (profiles.Known{Background: "dev", Stated: catalog.Levels{{Skill: "databases", Level: 2}}}); !reflect.DeepEqual(known, want) {
		t.Errorf("known %+v, want %+v", known, want)
	}

	// To go back is to drop the last answer, from any question to the first.
	for n := len(as) - 1; n >= 0; n-- {
		if q, err := iv.Next(as[:n]); err != nil || q == nil || q.ID != as[n].Question || q.Of != as[n].Of {
			t.Errorf("back at answer %d the question is %+v, %v; want %q %q", n, q, err, as[n].Question, as[n].Of)
		}
	}

	// What was kept can be gone on with.
	for n := range len(as) + 1 {
		data, err := iv.FormatAnswers(as[:n])
		if err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			continue
		}
		back, err := iv.LoadAnswers(bytes.NewReader(data), "kept.yaml")
		if err != nil || !reflect.DeepEqual(back, as[:n]) {
			t.Errorf("%d answers come back as\n%v, %v\nwant\n%v\nfrom\n%s", n, back, err, as[:n], data)
		}
	}
}

// What a background can do has its own levels: how far is not asked.
func TestBackgroundAsGoal(t *testing.T) {
	iv := interview(t)
	as := answer(t, iv, nil, "learn", "go-developer", "consensus")
	as = answer(t, iv, as, "far consensus", "4")
	as = answer(t, iv, as, "hours", "3")
	p, _, err := iv.Profile(as)
	want := []profiles.Goal{
		{Background: "go-developer", Weight: 1},
		{Skill: "consensus", Level: 4, Weight: 1},
	}
	if err != nil || !reflect.DeepEqual(p.Goals, want) {
		t.Errorf("goals %+v, %v, want %+v", p.Goals, err, want)
	}
	_, err = iv.LoadAnswers(strings.NewReader("learn: [go-developer]\nfar: {go-developer: 3}\n"), "answers.yaml")
	if want := "answers.yaml:2: go-developer is a background and has levels of its own; leave it out"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestEveryQuestionButTheFirstMayBeSkipped(t *testing.T) {
	iv := interview(t, "databases")
	as := answer(t, iv, nil, "learn", "consensus")
	for {
		q, err := iv.Next(as)
		if err != nil {
			t.Fatal(err)
		}
		if q == nil {
			break
		}
		if q.Why == "" || q.Help == "" || q.Skipped == "" {
			t.Errorf("%s does not say why it is asked, what its answers mean, or what skipping it means: %+v", q.ID, q)
		}
		as = append(as, profiles.Answer{Question: q.ID, Of: q.Of})
	}
	p, known, err := iv.Profile(as)
	want := &profiles.Profile{
		Goals: []profiles.Goal{{Skill: "consensus", Level: profiles.DefaultGoalLevel, Weight: 1}}, Time: profiles.Time{HoursPerWeek: 5},
	}
	if err != nil || !reflect.DeepEqual(p, want) || known.Background != "" || known.Stated != nil {
		t.Errorf("nothing said makes %+v and %+v, %v; want %+v", p, known, err, want)
	}
	if err := iv.Check(nil, profiles.Answer{Question: "learn"}); !errors.Is(err, profiles.ErrNoAnswer) {
		t.Errorf("no goal: %v", err)
	}
}

func TestAtMostEightQuestionsAboutLevels(t *testing.T) {
	iv := interview(t)
	var about int
	iv.Choose = func(_ *profiles.Profile, _ profiles.Known, except []string) (string, error) {
		about = len(except)
		return []string{"go", "databases", "consensus"}[len(except)%3], nil
	}
	as := profiles.Answers{
		{Question: "learn", Values: []string{"consensus"}}, {Question: "far", Of: "consensus"},
		{Question: "hours"}, {Question: "until"}, {Question: "read"}, {Question: "as"},
	}
	levels := 1 // the background
	for {
		q, err := iv.Next(as)
		if err != nil {
			t.Fatal(err)
		}
		if q.ID != "know" {
			break
		}
		levels++
		as = append(as, profiles.Answer{Question: q.ID, Of: q.Of, Unknown: true})
	}
	if levels != profiles.MostLevels || about != profiles.MostLevels-2 {
		t.Errorf("%d questions about levels, the last with %d asked before; want %d", levels, about, profiles.MostLevels)
	}
}

func TestAnswersThatMakeNoSense(t *testing.T) {
	iv := interview(t)
	for _, tc := range []struct {
		id, of string
		values []string
		want   string
	}{
		{"learn", "", []string{"nothing"}, "nothing is about it"},
		{"far", "consensus", []string{"7"}, `"7" is not a level from 0 (none) to 5 (expert)`},
		{"far", "consensus", []string{"0"}, "a goal's level is above 0"},
		{"know", "go", []string{"a bit"}, `"a bit" is not a level from 0 (none) to 5 (expert)`},
		{"know", "fishing", []string{"3"}, `there is no question "know fishing"`},
		{"hours", "", []string{"0"}, `"0" is not a number from 0.5 to 100`},
		{"hours", "", []string{"NaN"}, `"NaN" is not a number from 0.5 to 100`},
		{"hours", "", []string{"1", "2"}, "hours takes one answer, not 2"},
		{"until", "", []string{"soon"}, `"soon" is neither a number of weeks nor a date such as 2026-12-31`},
		{"until", "", []string{"2026-08-31"}, "2026-08-31 is over: today is 2026-09-01"},
		{"read", "", []string{"ddai"}, `unknown book "ddai"; did you mean "ddia"?`},
		{"as", "", []string{"nobody"}, `unknown background "nobody"`},
		{"practice", "", []string{"2"}, `"2" is not a number from 0 to 1`},
		{"free", "", []string{"perhaps"}, `"perhaps" is neither yes nor no`},
		{"pages", "", []string{"-1"}, `"-1" is not a number of pages`},
		{"shoes", "", nil, `there is no question "shoes"`},
	} {
		err := iv.Check(nil, profiles.Answer{Question: tc.id, Of: tc.of, Values: tc.values})
		if err == nil || err.Error() != tc.want {
			t.Errorf("%s %s %v: %v, want %s", tc.id, tc.of, tc.values, err, tc.want)
		}
	}
}

func TestNotedIsReadBack(t *testing.T) {
	for name, want := range map[string]*profiles.Profile{
		"all": {
			Name: "Ada", About: "Writes: services, # and more.\nOn two lines.", Skills: catalog.Levels{{Skill: "go", Level: 2.5}, {Skill: "databases", Level: 0}},
			Goals: []profiles.Goal{{Skill: "consensus", Level: 4, Weight: 2}, {Area: "data-systems", Level: 3, Weight: 1}, {Text: "on: off", Level: 2.5, Weight: 1}},
			Read:  []string{"ddia"}, Reading: []string{"dsgo"}, Owned: []string{"uds"}, Exclude: []string{"twin-a"},
			Prefer: profiles.Preferences{
				Practice: catalog.KnownShare(0), Code: []string{"go", "c++"}, Languages: []string{"no"},
				MaxPages: 500, NewestAfter: 2010, FreeOnly: true, Kinds: []string{"textbook"},
			},
			Time: profiles.Time{HoursPerWeek: 4.5, Until: today, PagesPerHour: 20},
		},
		"little": {Goals: []profiles.Goal{{Skill: "consensus", Level: 3, Weight: 1}}, Time: profiles.Time{Weeks: 3}},
	} {
		data, err := profiles.EncodeNoted(want, "Made by a test.", map[string]string{"go": "you said 3"})
		if err != nil {
			t.Fatal(err)
		}
		got, err := profiles.Load(bytes.NewReader(data), "me.yaml", shelf(t))
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("%s: %+v, %v\nwant %+v\nfrom\n%s", name, got, err, want, data)
		}
		if name == "all" && !strings.Contains(string(data), "go: 2.5 # you said 3\n") {
			t.Errorf("no note in\n%s", data)
		}
	}
}

func FuzzLoadAnswers(f *testing.F) {
	for _, s := range []string{"learn: [consensus]\nknow: {go: 3}\n", "learn: [a, b]\nfar: {a: working}\nas: dev\n", "hours: 3\nfree: no\nuntil: 2027-01-01\n", "know: {go: unknown}\nread: []\n", "[]"} {
		f.Add(s)
	}
	iv := interview(f)
	f.Fuzz(func(t *testing.T, text string) {
		as, err := iv.LoadAnswers(strings.NewReader(text), "answers.yaml")
		if err != nil {
			if !errors.As(err, new(catalog.Faults)) {
				t.Fatalf("%v is no list of faults", err)
			}
			return
		}
		if _, _, err := iv.Profile(as); err != nil {
			t.Fatalf("accepted, yet: %v", err)
		}
		data, err := iv.FormatAnswers(as)
		if err != nil {
			t.Fatal(err)
		}
		if len(as) == 0 {
			return
		}
		if back, err := iv.LoadAnswers(bytes.NewReader(data), "answers.yaml"); err != nil || !reflect.DeepEqual(back, as) {
			t.Fatalf("%v come back as %v, %v\nfrom\n%s", as, back, err, data)
		}
	})
}
