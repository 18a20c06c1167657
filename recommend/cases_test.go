package recommend

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
)

// TestCases runs the cases of testdata/cases, which are written in the
// language of the problem. A file is a list of cases; a case is lines:
//
//	name: what it shows                 begins a case
//	skill ID [requires SKILL=LEVEL ...] [brings ...]
//	                                    a skill of the case's own catalog
//	book ID HOURS [requires ...] [teaches ...]
//	                                    a book of it; without any, the shipped
//	among: BOOK ...                     choose among these
//	reader: NAME                        the profile testdata/readers/NAME.yaml
//	know: SKILL=LEVEL ...
//	as: BACKGROUND                      its levels
//	goal: SKILL=LEVEL|AREA=LEVEL ...
//	become: BACKGROUND                  as a goal
//	taste: practice=1 code=go hours=5 weeks=10 books=3 read=a reading=a owned=a
//	       exclude=a include=a before=a,b depth=quick
//	plan: BOOK ...                      the plan is exactly this
//	plan begins: BOOK ...
//	plan begins one of: BOOK ...
//	plan has: BOOK ...
//	plan has one of: BOOK ...
//	plan lacks: BOOK ...
//	plan takes at most: HOURS
//	plan reaches at least: PERCENT      of the goal
//	plan keeps: A < B < C               those of these in the plan, in this order
//	order: BOOK ...                     the order of the books of among
//	order begins: BOOK ...
//	order keeps: A < B,C < D            B and C in any order
//	gap: SKILL ...                      the plan names these, and only these, as not reached
//	gap SKILL: REASON                   and why
//	fit BOOK: ready|stretch|not yet
func TestCases(t *testing.T) {
	shipped, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, text := range strings.Split("\n"+string(data), "\nname: ")[1:] {
			name, body, _ := strings.Cut(text, "\n")
			t.Run(filepath.Base(file)+"/"+name, func(t *testing.T) { runCase(t, shipped, body) })
		}
	}
}

// testCase is a case while it is read.
type testCase struct {
	*testing.T
	skills []catalog.Skill
	books  []catalog.Book
	cat    *catalog.Catalog
	among  []string
	req    Request
	plan   *Plan
}

var caseDay = time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)

func runCase(t *testing.T, shipped *catalog.Catalog, body string) {
	model, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	c := &testCase{T: t, req: Request{Profile: &profiles.Profile{}, Model: model, Today: caseDay}}
	checks := 0
	for line := range strings.Lines(body) {
		line, _, _ = strings.Cut(line, "#")
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if c.define(line) {
			continue
		}
		if c.cat == nil {
			c.cat = shipped
			if len(c.skills) > 0 {
				if c.cat, err = catalog.New(c.books, c.skills); err != nil {
					t.Fatal(err)
				}
			}
			c.req.Catalog = c.cat
		}
		if !c.setting(line) {
			c.check(line)
			checks++
		}
	}
	if checks == 0 {
		t.Error("the case checks nothing")
	}
}

// define reads a line that adds to the case's own catalog.
func (c *testCase) define(line string) bool {
	f := strings.Fields(line)
	switch f[0] {
	case "skill":
		s := catalog.Skill{ID: f[1], Name: f[1], Area: "test"}
		for part, ls := range c.clauses(f[2:]) {
			switch part {
			case "requires":
				s.Requires = ls
			case "brings":
				s.Brings = ls
			default:
				c.Fatalf("%q: a skill has no %q", line, part)
			}
		}
		c.skills = append(c.skills, s)
	case "book":
		hours, err := strconv.ParseFloat(f[2], 64)
		if err != nil {
			c.Fatalf("%q: %v", line, err)
		}
		// Prose, without practice: 350 words a page at 250 words a minute.
		b := catalog.Book{ID: f[1], Title: f[1], Density: catalog.Prose, Practice: catalog.KnownShare(0),
			Pages: int(hours*60*250/350 + 0.5)}
		for part, ls := range c.clauses(f[3:]) {
			switch part {
			case "requires":
				b.Requires = ls
			case "teaches":
				b.Teaches = ls
			default:
				c.Fatalf("%q: a book has no %q", line, part)
			}
		}
		c.books = append(c.books, b)
	default:
		return false
	}
	return true
}

// clauses reads "requires a=1 b=2 teaches c=3".
func (c *testCase) clauses(words []string) map[string]catalog.Levels {
	out := map[string]catalog.Levels{}
	part := ""
	for _, w := range words {
		if !strings.Contains(w, "=") {
			part = w
			continue
		}
		out[part] = append(out[part], c.levels([]string{w})...)
	}
	return out
}

// levels reads "a=1 b=2".
func (c *testCase) levels(words []string) catalog.Levels {
	var ls catalog.Levels
	for _, w := range words {
		id, text, _ := strings.Cut(w, "=")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			c.Fatalf("%q is not skill=level", w)
		}
		ls = append(ls, catalog.SkillLevel{Skill: id, Level: catalog.Level(v)})
	}
	return ls
}

// setting reads a line that says who the reader is.
func (c *testCase) setting(line string) bool {
	key, rest, _ := strings.Cut(line, ":")
	words := strings.Fields(rest)
	p := c.req.Profile
	switch key {
	case "among":
		c.among = words
		c.req.Candidates = words
	case "reader":
		c.req.Profile = c.reader(strings.TrimSpace(rest))
		if depth := c.req.Profile.Conditions.Depth; depth != "" {
			c.taste("depth=" + depth)
		}
	case "know":
		p.Skills = c.levels(words)
	case "as":
		p.Skills = c.background(words[0]).Skills
	case "become":
		p.Goals = append(p.Goals, profiles.Goal{Background: c.background(words[0]).ID, Weight: 1})
	case "goal":
		for _, l := range c.levels(words) {
			p.Goals = append(p.Goals, profiles.NewGoal(c.cat, l.Skill, l.Level))
		}
	case "taste":
		for _, w := range words {
			c.taste(w)
		}
	default:
		return false
	}
	return true
}

func (c *testCase) background(name string) *catalog.Background {
	b, err := c.cat.FindBackground(name)
	if err != nil {
		c.Fatal(err)
	}
	return b
}

// reader is the profile of testdata/readers of a name.
func (c *testCase) reader(name string) *profiles.Profile {
	file := "testdata/readers/" + name + ".yaml"
	f, err := os.Open(file)
	if err != nil {
		c.Fatal(err)
	}
	defer f.Close()
	p, err := profiles.Load(f, file, c.cat)
	if err != nil {
		c.Fatal(err)
	}
	return p
}

func (c *testCase) taste(word string) {
	key, text, _ := strings.Cut(word, "=")
	p := c.req.Profile
	v, err := strconv.ParseFloat(text, 64)
	list := strings.Split(text, ",")
	switch key {
	case "practice":
		p.Prefer.Practice = catalog.KnownShare(v)
	case "hours":
		p.Time.HoursPerWeek = v
	case "weeks":
		p.Time.Weeks = int(v)
	case "books":
		c.req.MaxBooks = int(v)
	default:
		err = nil
	}
	if err != nil {
		c.Fatalf("%q: %v", word, err)
	}
	switch key {
	case "practice", "hours", "weeks", "books":
	case "code":
		p.Prefer.Code = list
	case "read":
		p.Read = list
	case "reading":
		p.Reading = list
	case "owned":
		p.Owned = list
	case "exclude":
		p.Exclude = list
	case "include":
		c.req.Include = list
	case "before":
		c.req.Before = append(c.req.Before, [2]string{list[0], list[1]})
	case "depth":
		if c.req.Model, err = NewModel(Depth(text)); err != nil {
			c.Fatal(err)
		}
	default:
		c.Fatalf("unknown taste %q", word)
	}
}

// check computes what a line asks for and compares.
func (c *testCase) check(line string) {
	key, rest, ok := strings.Cut(line, ":")
	if !ok {
		c.Fatalf("line %q is not understood", line)
	}
	words := strings.Fields(rest)
	if most, least := key == "plan takes at most", key == "plan reaches at least"; most || least {
		c.amount(line, rest, most)
		return
	}
	for _, id := range words {
		for _, id := range strings.Split(id, ",") {
			if id != "<" && !strings.HasPrefix(key, "fit ") && !strings.HasPrefix(key, "gap") && c.cat.Book(id) == nil {
				c.Fatalf("%q: no book %q", line, id)
			}
		}
	}
	switch what, how, _ := strings.Cut(key, " "); what {
	case "plan":
		var ids []string
		for _, s := range c.made().Steps {
			ids = append(ids, s.Book.ID)
		}
		c.sequence(line, how, ids, words)
	case "order":
		ids := slices.Sorted(slices.Values(c.among))
		profile := c.req.Profile
		if len(profile.Skills) == 0 {
			profile = nil
		}
		var got []string
		for _, e := range Order(&OrderRequest{Catalog: c.cat, Profile: profile, Model: c.req.Model, Year: caseDay.Year(), Books: ids}).Order {
			got = append(got, e.ID)
		}
		c.sequence(line, how, got, words)
	case "gap":
		var got []string
		for _, g := range c.made().Gaps {
			if g.Skill == how && g.Why != strings.TrimSpace(rest) {
				c.Errorf("%s: got %s", line, g.Why)
			}
			got = append(got, g.Skill)
		}
		if how != "" {
			words = []string{how}
		}
		slices.Sort(got)
		slices.Sort(words)
		if !slices.Equal(got, words) {
			c.Errorf("%s: got %v", line, got)
		}
	case "fit":
		if f := Fit(c.cat, c.req.Profile, c.req.Model, caseDay, how); string(f.Verdict) != strings.TrimSpace(rest) {
			c.Errorf("%s: got %s (readiness %.2f)", line, f.Verdict, f.Readiness)
		}
	default:
		c.Fatalf("line %q is not understood", line)
	}
}

// amount compares the hours of the plan, at most those given, or how much of
// the goal it reaches, at least what is given in percent.
func (c *testCase) amount(line, text string, most bool) {
	want, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
	if err != nil {
		c.Fatalf("%q: %v", line, err)
	}
	if p := c.made(); most && p.Hours > want || !most && 100*p.Coverage < want {
		c.Errorf("%s\n got: %.1f hours, %.1f%% of the goal", line, p.Hours, 100*p.Coverage)
	}
}

// made is the plan, made once.
func (c *testCase) made() *Plan {
	if c.plan == nil {
		plan, err := MakePlan(&c.req)
		if err != nil {
			c.Fatal(err)
		}
		c.plan = plan
	}
	return c.plan
}

func (c *testCase) sequence(line, how string, got, want []string) {
	ok := false
	switch how {
	case "":
		ok = slices.Equal(got, want)
	case "begins":
		ok = len(got) >= len(want) && slices.Equal(got[:len(want)], want)
	case "begins one of":
		ok = len(got) > 0 && slices.Contains(want, got[0])
	case "has one of":
		ok = slices.ContainsFunc(want, func(id string) bool { return slices.Contains(got, id) })
	case "has":
		ok = !slices.ContainsFunc(want, func(id string) bool { return !slices.Contains(got, id) })
	case "lacks":
		ok = !slices.ContainsFunc(want, func(id string) bool { return slices.Contains(got, id) })
	case "keeps":
		ok = keeps(got, want)
	default:
		c.Fatalf("line %q is not understood", line)
	}
	if !ok {
		c.Errorf("%s\n got: %s", line, strings.Join(got, " "))
	}
}

// keeps reports whether got has the books of "a < b,c < d" in that order.
func keeps(got, want []string) bool {
	last := -1 // the latest place in the groups so far
	for _, group := range want {
		if group == "<" {
			continue
		}
		end := last
		for _, id := range strings.Split(group, ",") {
			at := slices.Index(got, id)
			if at < 0 {
				continue
			}
			if at < last {
				return false
			}
			end = max(end, at)
		}
		last = end
	}
	return true
}

func ExampleMakePlan() {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		fmt.Println(err)
		return
	}
	model, _ := NewModel(Balanced)
	plan, err := MakePlan(&Request{
		Catalog: cat,
		Profile: &profiles.Profile{
			Skills: catalog.Levels{{Skill: "programming", Level: 3}, {Skill: "databases", Level: 2}},
			Goals:  []profiles.Goal{{Skill: "elasticsearch", Level: 3, Weight: 1}},
		},
		Model: model,
		Today: time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, s := range plan.Steps {
		fmt.Printf("%s: %.0f%% of the goal\n", s.Book.Title, 100*s.Reached)
	}
	// Output:
	// Elasticsearch in Action: 100% of the goal
}
