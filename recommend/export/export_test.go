package export

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// hostileSkills and hostileBooks have names that would break a careless
// exporter.
var (
	hostileSkills = []catalog.Skill{
		{ID: "pipes", Name: "Pipes | and *stars*", Area: "test", HalfLife: 3,
			CanDo: map[int]string{1: "I can say `ls | wc`.", 3: "I can <b>compose</b> filters."}},
		{ID: "plumbing", Name: "Plumbing", Area: "test", HalfLife: 30, Requires: catalog.Levels{{Skill: "pipes", Level: 2}}},
		{ID: "alchemy", Name: "Alchemy", Area: "test"},
	}
	hostileBooks = []catalog.Book{
		{ID: "first", Title: "Pipes | _Tees_ & <script>alert(1)</script>", Subtitle: "A `first` [course](x)",
			Authors: []string{"A. *Author*", "Élise Ünal", "曹雪芹"}, Edition: 2, Year: 2011, Pages: 250,
			Publisher: "{Smith} & Sons, 100%_\\", ISBN: "9780306406157", Language: "en", Topics: []string{"pipes, mostly", "#tags"},
			URL: "https://example.org/a b>", BestFor: "People # who pipe", Teaches: catalog.Levels{{Skill: "pipes", Level: 3}},
			Practice: catalog.KnownShare(0.5), Density: catalog.Technical,
			Recommended: []catalog.Endorsement{{Name: "Dr. |", Role: "plumber", Note: "Good\nfor *all*.", Source: "X"}},
			Caveats:     []string{"Assumes a\tterminal.\x1b[31m Red."}},
		{ID: "second", Title: "=Advanced Plumbing\nfor $5", Authors: []string{"Maarten van der Hoek", "Simon and Schuster", "Guy Steele, Jr."}, Year: 2025, Pages: 400, Free: "https://example.org/free",
			Requires: catalog.Levels{{Skill: "pipes", Level: 2.5}}, Teaches: catalog.Levels{{Skill: "plumbing", Level: 3}},
			Practice: catalog.KnownShare(0), Density: catalog.Prose},
		{ID: "third", Title: "More Plumbing", Pages: 1900, Requires: catalog.Levels{{Skill: "plumbing", Level: 2}},
			Teaches: catalog.Levels{{Skill: "plumbing", Level: 3.5}}},
		{ID: "fourth", Title: "1. Gold from Lead:: https://a_b.example/*x* ==and== @you", Pages: 100, Requires: catalog.Levels{{Skill: "alchemy", Level: 4}},
			Teaches: catalog.Levels{{Skill: "alchemy", Level: 5}}},
	}
)

// hostile is a plan over books whose titles would break a careless exporter.
func hostile(t testing.TB) *recommend.Plan {
	t.Helper()
	cat := planCatalog(t)
	model, err := recommend.NewModel(recommend.Balanced)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := recommend.MakePlan(&recommend.Request{
		Catalog: cat,
		Profile: &profiles.Profile{
			Name: "R. | Reader", About: "- Likes ```fences```,\n# no | headings.", Skills: catalog.Levels{{Skill: "pipes", Level: 0.5}},
			Goals: []profiles.Goal{{Skill: "plumbing", Level: 3, Weight: 2}, {Skill: "alchemy", Level: 2, Weight: 1}},
			Time: profiles.Time{HoursPerWeek: 5, Weeks: 20, Days: []profiles.Weekday{1, 3, 6}, At: "23:30",
				Off: []profiles.Span{{From: date(2026, 9, 14), To: date(2026, 9, 20)}}},
		},
		Model: model,
		Today: time.Date(2026, 9, 1, 12, 0, 0, 0, time.UTC),
	})
	if err != nil {
		t.Fatal(err)
	}
	return plan
}

func date(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	name = filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(name, got, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) {
		t.Errorf("%s differs; got\n%s", name, got)
	}
}

func TestGolden(t *testing.T) {
	plan := hostile(t)
	if len(plan.Steps) < 2 || len(plan.Near) == 0 || len(plan.Gaps) == 0 {
		t.Fatalf("the plan shows too little: %d steps, %d near, %d gaps", len(plan.Steps), len(plan.Near), len(plan.Gaps))
	}
	for name, write := range map[string]func(io.Writer) error{
		"hostile.md":            func(w io.Writer) error { return Markdown(w, plan) },
		"hostile-obsidian.md":   func(w io.Writer) error { return MarkdownFor(w, plan, Obsidian) },
		"hostile-logseq.md":     func(w io.Writer) error { return MarkdownFor(w, plan, Logseq) },
		"hostile.json":          func(w io.Writer) error { return JSON(w, plan) },
		"hostile.yaml":          func(w io.Writer) error { return YAML(w, plan) },
		"hostile.csv":           func(w io.Writer) error { return CSV(w, plan) },
		"hostile.ics":           func(w io.Writer) error { return ICalendar(w, plan) },
		"hostile.bib":           func(w io.Writer) error { return BibTeX(w, plan) },
		"hostile.csl.json":      func(w io.Writer) error { return CSL(w, plan) },
		"hostile-60.txt":        func(w io.Writer) error { return Text(w, plan, TextOptions{Width: 60}) },
		"hostile-80.txt":        func(w io.Writer) error { return Text(w, plan, TextOptions{}) },
		"hostile-120-color.txt": func(w io.Writer) error { return Text(w, plan, TextOptions{Width: 120, Color: true}) },
	} {
		var b bytes.Buffer
		if err := write(&b); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

func TestTextFitsItsWidth(t *testing.T) {
	plan := hostile(t)
	for _, width := range []int{40, 60, 80, 120} {
		for _, color := range []bool{false, true} {
			var b strings.Builder
			if err := Text(&b, plan, TextOptions{Width: width, Color: color}); err != nil {
				t.Fatal(err)
			}
			for line := range strings.Lines(b.String()) {
				line = strings.TrimSuffix(line, "\n")
				if w := ansi.StringWidth(line); w > width && strings.Contains(strings.TrimSpace(line), " ") {
					t.Errorf("width %d: a line of %d columns: %q", width, w, line)
				}
			}
			if !color && strings.Contains(b.String(), "\x1b") {
				t.Errorf("width %d: an escape sequence without colour", width)
			}
			if color && !strings.Contains(b.String(), "\x1b[") {
				t.Errorf("width %d: no colour", width)
			}
		}
	}
}

func TestNothingToRead(t *testing.T) {
	cat, err := catalog.New(nil, []catalog.Skill{{ID: "a", Name: "A", Area: "x"}})
	if err != nil {
		t.Fatal(err)
	}
	model, err := recommend.NewModel("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		have catalog.Level
		want string
	}{
		{0, "None of the books to choose from teaches what you want."},
		{4, "You are there already"},
	} {
		plan, err := recommend.MakePlan(&recommend.Request{Catalog: cat, Model: model, Profile: &profiles.Profile{
			Skills: catalog.Levels{{Skill: "a", Level: tc.have}}, Goals: []profiles.Goal{{Skill: "a", Level: 3, Weight: 1}},
		}})
		if err != nil {
			t.Fatal(err)
		}
		for _, write := range []func(io.Writer) error{
			func(w io.Writer) error { return Markdown(w, plan) },
			func(w io.Writer) error { return Text(w, plan, TextOptions{Width: 100}) },
		} {
			var b strings.Builder
			if err := write(&b); err != nil {
				t.Fatal(err)
			}
			if !strings.Contains(b.String(), tc.want) {
				t.Errorf("level %v: %q is not in\n%s", tc.have, tc.want, b.String())
			}
		}
	}
}

// The JSON form is public: these names are what other programs rely on.
func TestJSONShape(t *testing.T) {
	var b bytes.Buffer
	if err := JSON(&b, hostile(t)); err != nil {
		t.Fatal(err)
	}
	var v struct {
		Objective, Coverage, Hours *float64
		Gaps                       []any
		Steps                      []map[string]any
	}
	if err := json.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	if v.Objective == nil || v.Coverage == nil || v.Hours == nil || v.Gaps == nil || len(v.Steps) == 0 {
		t.Fatalf("a plan lacks a field: %s", b.Bytes())
	}
	for _, key := range []string{"book", "hours", "readiness", "gains", "requires_met", "start", "end"} {
		if _, ok := v.Steps[0][key]; !ok {
			t.Errorf("a step has no %q", key)
		}
	}
	gain := v.Steps[0]["gains"].([]any)[0].(map[string]any)
	for _, key := range []string{"skill", "before", "after", "value"} {
		if _, ok := gain[key]; !ok {
			t.Errorf("a gain has no %q", key)
		}
	}
	if book := v.Steps[0]["book"].(map[string]any); fmt.Sprint(book["id"]) != "first" {
		t.Errorf("the first book's id is %v", book["id"])
	}
}
