package export

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"html"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// nasty are titles that would break a careless page or picture.
var nasty = []string{
	`<script>alert("title")</script>`,
	`"Quotes", 'quotes' & </title></style></svg> --> ]]>`,
	"שלום, מערכות מבוזרות (כרך 2)",
	strings.Repeat("A Very Long Title of Many Words ", 12) + strings.Repeat("Donaudampfschifffahrt", 10),
	"Rockets 🚀 and Astronauts 👩‍🚀, in 中文",
	"New\nLines\r\nand\tTabs\x1b[31m\u202eesrever",
	"{{.Secret}} ${js} `ticks` \\ 100%",
}

// web is a plan for pages and pictures: each book needs what the one before
// teaches, and every text in it is nasty.
func web(t testing.TB) *recommend.Plan {
	t.Helper()
	var skills []catalog.Skill
	var books []catalog.Book
	for i, title := range nasty {
		s := catalog.Skill{ID: fmt.Sprintf("skill-%d", i), Name: nasty[(i+2)%len(nasty)], Area: "test", HalfLife: 4,
			CanDo: map[int]string{1: nasty[i], 3: nasty[(i+1)%len(nasty)]}}
		b := catalog.Book{ID: fmt.Sprintf("book-%d", i), Title: title, Subtitle: nasty[(i+3)%len(nasty)], Authors: []string{title, "<b>B</b>"},
			Year: 2026 - 3*i, Pages: 200 + 50*i, BestFor: title, Description: title + " " + title, Topics: []string{title, "<i>"},
			URL: `javascript:alert(1)`, Caveats: []string{title}, Teaches: catalog.Levels{{Skill: s.ID, Level: 3}},
			Recommended: []catalog.Endorsement{{Name: title, Role: "<u>", Note: title, Source: `"><img src=x onerror=alert(1)>`}}}
		if i > 0 {
			b.Requires = catalog.Levels{{Skill: fmt.Sprintf("skill-%d", (i-1)/2), Level: 2}}
			b.URL = `https://example.org/"onmouseover="alert(1)/` + fmt.Sprint(i)
		}
		skills, books = append(skills, s), append(books, b)
	}
	cat, err := catalog.New(books, skills)
	if err != nil {
		t.Fatal(err)
	}
	model, err := recommend.NewModel(recommend.Thorough)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := recommend.MakePlan(&recommend.Request{
		Catalog: cat, Model: model, Today: time.Date(2026, 9, 28, 0, 0, 0, 0, time.UTC),
		Profile: &profiles.Profile{Name: nasty[1], Goals: []profiles.Goal{{Area: "test", Level: 3, Weight: 1}}, Time: profiles.Time{HoursPerWeek: 8}},
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Steps) < len(nasty)-1 {
		t.Fatalf("only %d steps", len(plan.Steps))
	}
	return plan
}

// pictures are the formats of the path and the curve, and the page.
var pictures = map[string]func(io.Writer, *recommend.Plan) error{
	"web.html": HTML, "web.svg": SVG, "web-curve.svg": Curve, "web.mmd": Mermaid, "web.dot": DOT,
}

func TestWebGolden(t *testing.T) {
	plan := web(t)
	for name, write := range pictures {
		var b bytes.Buffer
		if err := write(&b, plan); err != nil {
			t.Fatal(err)
		}
		golden(t, name, b.Bytes())
	}
}

// pageOf is the page of a plan.
func pageOf(t testing.TB, plan *recommend.Plan) string {
	t.Helper()
	var b strings.Builder
	if err := HTML(&b, plan); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// An element is one of a page, as its start tag has it.
type element struct {
	name  string
	attrs map[string]string
}

// elements reads a page, which is well-formed XML but for its style and script.
func elements(t *testing.T, page string) []element {
	t.Helper()
	d := xml.NewDecoder(strings.NewReader(regexp.MustCompile(`(?s)<(style|script)>.*?</(style|script)>`).ReplaceAllString(page, "<$1></$1>")))
	var out []element
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		if el, ok := tok.(xml.StartElement); ok {
			g := element{el.Name.Local, map[string]string{}}
			for _, a := range el.Attr {
				g.attrs[a.Name.Local] = a.Value
			}
			out = append(out, g)
		}
	}
}

// Text stays text, and nothing is fetched: whatever the data, the page has the
// script that it ships, no handler, and links to the web and to itself only.
func TestPageHoldsNoForeignMarkup(t *testing.T) {
	page := pageOf(t, web(t))
	if n := strings.Count(page, "<script"); n != 1 {
		t.Errorf("%d scripts", n)
	}
	if !strings.Contains(page, pageScript) {
		t.Error("the script is not as it was shipped")
	}
	for _, g := range elements(t, page) {
		if slices.Contains([]string{"img", "iframe", "object", "embed", "link", "base", "form", "i", "u", "b"}, g.name) && len(g.attrs) > 0 && g.attrs["style"] == "" {
			t.Errorf("a foreign element: %v", g)
		}
		for name, value := range g.attrs {
			if strings.HasPrefix(name, "on") || name == "src" || name == "srcset" {
				t.Errorf("%s has %s=%q", g.name, name, value)
			}
			if name == "href" && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "https://example.org/") {
				t.Errorf("a link to %q", value)
			}
		}
	}
}

// A page that people who hear it can use: one h1, no level of heading skipped,
// each id once, and what labels refer to is there.
func TestPageStructure(t *testing.T) {
	for name, plan := range map[string]*recommend.Plan{"nasty": web(t), "hostile": hostile(t)} {
		all := elements(t, pageOf(t, plan))
		ids := map[string]int{}
		level := 0
		for _, g := range all {
			if id := g.attrs["id"]; id != "" {
				ids[id]++
			}
			if len(g.name) == 2 && g.name[0] == 'h' && g.name[1] >= '1' && g.name[1] <= '6' {
				at := int(g.name[1] - '0')
				if at > level+1 || at == 1 && level != 0 {
					t.Errorf("%s: h%d after h%d", name, at, level)
				}
				level = at
			}
		}
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: id %q stands %d times", name, id, n)
			}
		}
		refers := 0
		for _, g := range all {
			for _, attr := range []string{"aria-labelledby", "aria-describedby"} {
				for id := range strings.FieldsSeq(g.attrs[attr]) {
					refers++
					if ids[id] == 0 {
						t.Errorf("%s: %s of %s is %q, which is not there", name, attr, g.name, id)
					}
				}
			}
			if ref, ok := strings.CutPrefix(g.attrs["href"], "#"); ok && ids[ref] == 0 {
				t.Errorf("%s: a link to #%s, which is not there", name, ref)
			}
			if g.name == "svg" && (g.attrs["aria-labelledby"] == "" || g.attrs["aria-describedby"] == "") {
				t.Errorf("%s: a picture without words", name)
			}
		}
		if refers == 0 {
			t.Errorf("%s: no label refers to anything", name)
		}
	}
}

// All that a plan says is on the page.
func TestPageIsWhole(t *testing.T) {
	plan := hostile(t)
	page := html.UnescapeString(pageOf(t, plan))
	p := phrases{plan, plainText}
	want := []string{p.summary(), p.startWith(), p.computed()}
	for n, s := range plan.Steps {
		want = append(want, p.esc(s.Book.Title), p.facts(s.Book), p.when(s), p.whyIn(n), p.whyHere(n), p.gains(s))
		want = append(append(want, p.alternatives(s)...), p.canDo(s)...)
		for _, e := range s.Book.Recommended {
			want = append(want, p.esc(e.Name), p.esc(e.Note))
		}
		for _, c := range s.Book.Caveats {
			want = append(want, p.esc(c))
		}
	}
	for _, q := range p.faq() {
		want = append(want, q.Question, q.Answer)
	}
	want = append(append(want, p.gaps()...), p.start()...)
	for _, w := range want {
		if !strings.Contains(page, w) {
			t.Errorf("not on the page: %q", w)
		}
	}
}

func TestPageWithoutSteps(t *testing.T) {
	plan := &recommend.Plan{Today: recommend.NewDate(time.Date(2026, 9, 1, 0, 0, 0, 0, time.UTC)),
		Targets: []recommend.Target{{Skill: "a", Name: "A", Goal: 3, From: "a=3"}}}
	page := html.UnescapeString(pageOf(t, plan))
	if want := "None of the books to choose from teaches what you want."; !strings.Contains(page, want) {
		t.Errorf("%q is not on the page", want)
	}
	for name, write := range pictures {
		if err := write(io.Discard, plan); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestUpper(t *testing.T) {
	for in, want := range map[string]string{"": "", "a b": "A b", "élan": "Élan", "\u2068שלום\u2069": "\u2068שלום\u2069", "中": "中", "ǆ": "Ǆ"} {
		if got := upper(in); got != want {
			t.Errorf("upper(%q) = %q, want %q", in, got, want)
		}
	}
	pageOf(t, &recommend.Plan{}) // wants nothing
}

// What is ticked stays ticked when the plan is made anew, and not for another.
func TestPlanKey(t *testing.T) {
	plan := web(t)
	key := planKey(plan)
	later := *plan
	later.Today, later.Steps = recommend.Date{}, later.Steps[1:]
	if planKey(&later) != key {
		t.Error("a plan made anew has another key")
	}
	other := *plan
	other.Targets = other.Targets[1:]
	if planKey(&other) == key {
		t.Error("a plan for other goals has the same key")
	}
}

func TestWebLink(t *testing.T) {
	for _, tc := range []struct{ free, url, want string }{
		{"", "", ""},
		{"", "https://example.org/a b", "https://example.org/a%20b"},
		{"https://example.org/free", "https://example.org/", "https://example.org/free"},
		{"javascript:alert(1)", "http://example.org/", "http://example.org/"},
		{"", "data:text/html,x", ""},
		{"", "//example.org", ""},
		{"", "https://", ""},
		{"", "ht tp://x", ""},
	} {
		if got := webLink(recommend.BookRef{Free: tc.free, URL: tc.url}); got != tc.want {
			t.Errorf("webLink(%q, %q) = %q, want %q", tc.free, tc.url, got, tc.want)
		}
	}
}

func TestDates(t *testing.T) {
	day := func(y int, m time.Month, d int) recommend.Date {
		return recommend.NewDate(time.Date(y, m, d, 0, 0, 0, 0, time.UTC))
	}
	for _, tc := range []struct {
		from, to recommend.Date
		want     string
	}{
		{day(2026, 9, 1), day(2026, 9, 7), "1 to 7 Sep 2026"},
		{day(2026, 9, 28), day(2026, 10, 4), "28 Sep to 4 Oct 2026"},
		{day(2026, 12, 29), day(2027, 1, 4), "29 Dec 2026 to 4 Jan 2027"},
	} {
		if got := dates(tc.from, tc.to); got != tc.want {
			t.Errorf("%q, want %q", got, tc.want)
		}
	}
}
