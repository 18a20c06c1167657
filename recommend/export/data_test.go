package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-ical"

	"readpath/recommend"
)

// parsedICS is the calendar of a plan as another library reads it.
func parsedICS(t *testing.T, plan *recommend.Plan) *ical.Calendar {
	t.Helper()
	var b bytes.Buffer
	if err := ICalendar(&b, plan); err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitAfterSeq(strings.TrimSuffix(b.String(), "\r\n"), "\r\n") {
		if line = strings.TrimSuffix(line, "\r\n"); len(line) > 75 || strings.ContainsAny(line, "\r\n") {
			t.Errorf("a line of %d octets: %q", len(line), line)
		}
	}
	dec := ical.NewDecoder(&b)
	cal, err := dec.Decode()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := dec.Decode(); err != io.EOF {
		t.Errorf("after the calendar: %v", err)
	}
	if err := ical.NewEncoder(io.Discard).Encode(cal); err != nil { // it checks what each component must have
		t.Error(err)
	}
	return cal
}

func property(t *testing.T, c *ical.Component, name string) string {
	t.Helper()
	text, err := c.Props.Text(name)
	if err != nil {
		t.Error(err)
	}
	return text
}

func TestICalendar(t *testing.T) {
	plan := hostile(t)
	days := plan.Days()
	todos, uids := map[string]*ical.Component{}, map[string]bool{}
	blocks := 0
	for _, c := range parsedICS(t, plan).Children {
		uid := property(t, c, ical.PropUID)
		if uids[uid] {
			t.Errorf("%s stands twice", uid)
		}
		uids[uid] = true
		if c.Name == ical.CompToDo {
			todos[uid] = c
			continue
		}
		event := ical.Event{Component: c}
		start, err1 := event.DateTimeStart(time.UTC)
		end, err2 := event.DateTimeEnd(time.UTC)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if c.Props.Get(ical.PropDateTimeStart).Value != start.Format("20060102T150405") {
			t.Errorf("%s has a time zone: %v", uid, c.Props.Get(ical.PropDateTimeStart))
		}
		at := slices.IndexFunc(days, func(d recommend.ReadingDay) bool { return strings.HasPrefix(uid, d.Date.String()) })
		if at < 0 {
			t.Fatalf("%s is on no day of the plan", uid)
		}
		d := days[at]
		r := d.Reading[len(d.Reading)-1]
		if strings.HasPrefix(uid, d.Date.String()+"-1") {
			r = d.Reading[0]
			if want := d.Date.Add(23*time.Hour + 30*time.Minute); !start.Equal(want) {
				t.Errorf("%s begins at %v, want %v", uid, start, want)
			}
		}
		if got := end.Sub(start); got.Round(time.Minute) != time.Duration(r.Hours*60+0.5)*time.Minute {
			t.Errorf("%s is %v long, the plan has %v hours", uid, got, r.Hours)
		}
		blocks++
	}
	want := 0
	for _, d := range days {
		want += len(d.Reading)
	}
	if blocks != want || len(todos) != len(plan.Steps) {
		t.Fatalf("%d blocks, want %d; %d tasks, want %d", blocks, want, len(todos), len(plan.Steps))
	}
	cal := calendar{p: phrases{plan, oneLine}}
	second := todos[cal.uid("second")]
	if got := property(t, second, ical.PropSummary); got != "2. =Advanced Plumbing for $5" {
		t.Errorf("the second task is %q", got)
	}
	if got := property(t, second, ical.PropDescription); !strings.Contains(got, "Simon and Schuster and Guy Steele, Jr., 2025") {
		t.Errorf("the second task is about %q", got)
	}
	on := second.Props["RELATED-TO"]
	if len(on) != 1 || on[0].Params.Get("RELTYPE") != "DEPENDS-ON" || on[0].Value != cal.uid("first") {
		t.Errorf("the second task depends on %v", on)
	}
	if due := second.Props.Get(ical.PropDue); due.Value != "20261014" || due.ValueType() != ical.ValueDate {
		t.Errorf("the second task is due %v", due)
	}
}

// A later plan has the names of the one before and a higher sequence number;
// what it drops is called off.
func TestICalendarUpdates(t *testing.T) {
	plan := hostile(t)
	sequence := func(p *recommend.Plan) (names map[string]string) {
		names = map[string]string{}
		for _, c := range parsedICS(t, p).Children {
			names[property(t, c, ical.PropUID)] = c.Props.Get(ical.PropSequence).Value + property(t, c, ical.PropStatus)
		}
		return names
	}
	before := sequence(plan)
	plan.Today = recommend.Date{Time: plan.Today.AddDate(0, 0, 1)}
	gone := plan.Steps[0]
	plan.Steps = plan.Steps[1:]
	plan.Changes = &recommend.Changes{Dropped: []recommend.Change{
		{Book: gone.Book.ID, Title: "First", Why: recommend.DroppedRead}, {Book: "other", Title: "Other", Why: recommend.DroppedIdle},
	}}
	cal := calendar{p: phrases{plan, oneLine}}
	after := sequence(plan)
	for uid, want := range map[string]string{
		cal.uid("first"): "20698COMPLETED", cal.uid("second"): "20698NEEDS-ACTION", cal.uid("other"): "20698CANCELLED",
	} {
		if after[uid] != want {
			t.Errorf("%s is %q, want %q", uid, after[uid], want)
		}
	}
	if got := before[cal.uid("second")]; got != "20697NEEDS-ACTION" {
		t.Errorf("before, the second was %q", got)
	}
	plan.Reader = "Another"
	if after[cal.uid("second")] != "" {
		t.Error("two readers share a task")
	}
	plan.Profile.Time.At = ""
	for _, c := range parsedICS(t, plan).Children {
		if start := c.Props.Get(ical.PropDateTimeStart); c.Name == ical.CompEvent && start.ValueType() != ical.ValueDate {
			t.Errorf("without a time of day a block begins at %v", start)
		}
	}
}

func TestCSV(t *testing.T) {
	plan := hostile(t)
	plan.Steps[0].Book.Title, plan.Steps[0].Book.BestFor = "-1+cmd|' /C calc'!A0", "a\r\nb"
	plan.Steps[0].Book.Authors = []string{"@SUM(1)", "\"Q\""}
	var b bytes.Buffer
	if err := CSV(&b, plan); err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(b.String(), "\r\n"); n != len(plan.Steps)+1 || strings.Count(b.String(), "\n") != n {
		t.Errorf("lines do not end in CRLF, or are not a row each: %q", b.String())
	}
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range map[string]string{
		"id": "first", "title": "'-1+cmd|' /C calc'!A0", "authors": `'@SUM(1); "Q"`, "hours": "17.2", "year": "2011", "readiness": "1", "depends_on": "",
	} {
		if got := rows[1][slices.Index(rows[0], i)]; got != want {
			t.Errorf("%s is %q, want %q", i, got, want)
		}
	}
}

func TestBibTeX(t *testing.T) {
	plan := hostile(t)
	for _, id := range []string{"a b{c}", "A-B-C-", "", "first"} {
		step := plan.Steps[0]
		step.Book.ID = id
		plan.Steps = append(plan.Steps, step)
	}
	var b strings.Builder
	if err := BibTeX(&b, plan); err != nil {
		t.Fatal(err)
	}
	var keys []string
	for _, m := range regexp.MustCompile(`(?m)^@book\{([^,]*),$`).FindAllStringSubmatch(b.String(), -1) {
		keys = append(keys, m[1])
	}
	if want := []string{"first", "second", "a-b-c-", "A-B-C--2", "book", "first-2"}; !slices.Equal(keys, want) {
		t.Errorf("keys %q, want %q", keys, want)
	}
	if opened, closed := strings.Count(b.String(), "{"), strings.Count(b.String(), "}"); opened != closed {
		t.Errorf("%d braces open, %d close in\n%s", opened, closed, b.String())
	}
	for in, want := range map[string]string{
		`100% & $5_#`: `100\% \& \$5\_\#`, `{a}\~^`: `\textbraceleft{}a\textbraceright{}\textbackslash{}\textasciitilde{}\textasciicircum{}`, "Élan\nvital": "Élan vital",
	} {
		if got := tex(in); got != want {
			t.Errorf("%q in TeX is %q, want %q", in, got, want)
		}
	}
}

func TestCSLNames(t *testing.T) {
	for name, want := range map[string]cslName{
		"Martin Kleppmann":         {Family: "Kleppmann", Given: "Martin"},
		"Maarten van Steen":        {Family: "Steen", Given: "Maarten", Particle: "van"},
		"Andrew S. Tanenbaum":      {Family: "Tanenbaum", Given: "Andrew S."},
		"Frederick P. Brooks, Jr.": {Family: "Brooks", Given: "Frederick P.", Suffix: "Jr."},
		"Guy L. Steele Jr.":        {Family: "Steele", Given: "Guy L.", Suffix: "Jr."},
		"曹雪芹":                      {Literal: "曹雪芹"},
		"_why the lucky stiff":     {Family: "stiff", Given: "_why", Particle: "the lucky"},
		"Simon and Schuster":       {Literal: "Simon and Schuster"},
		"Knuth, Donald":            {Literal: "Knuth, Donald"},
		"":                         {},
	} {
		if got := parseName(name); got != want {
			t.Errorf("%q is %+v, want %+v", name, got, want)
		}
	}
	var b bytes.Buffer
	if err := CSL(&b, &recommend.Plan{}); err != nil || strings.TrimSpace(b.String()) != "[]" {
		t.Errorf("no book is %q, %v", b.String(), err)
	}
	var items []map[string]any
	b.Reset()
	if err := CSL(&b, hostile(t)); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b.Bytes(), &items); err != nil || len(items) != 2 || items[0]["ISBN"] != "9780306406157" ||
		!reflect.DeepEqual(items[0]["issued"], map[string]any{"date-parts": []any{[]any{2011.0}}}) {
		t.Errorf("read back as %v, %v", items, err)
	}
}

func TestTemplateErrors(t *testing.T) {
	plan := hostile(t)
	for text, want := range map[string]string{
		"a\n{{.Nothing}}":    `me.tmpl:2:2: executing "me.tmpl" at <.Nothing>: can't evaluate field Nothing in type *recommend.Plan`,
		"a\n\n{{if}}":        "me.tmpl:3: missing value for if",
		"{{nothing}}":        `me.tmpl:1: function "nothing" not defined`,
		"{{why 7}}":          "",
		"{{range .Steps}}\n": "me.tmpl:2: unexpected EOF",
		"{{template \"x\"}}": `me.tmpl:1:11: executing "me.tmpl" at <{{template "x"}}>: template "x" not defined`,
		"{{summary}}":        "-",
	} {
		var b strings.Builder
		err := Template(&b, plan, "me.tmpl", text)
		if want == "-" {
			if err != nil || b.String() != (phrases{plan, oneLine}).summary() {
				t.Errorf("%s prints %q, %v", text, b.String(), err)
			}
			continue
		}
		if err == nil || b.Len() > 0 {
			t.Errorf("%s prints %q, %v", text, b.String(), err)
		} else if want == "" && !strings.HasPrefix(err.Error(), "me.tmpl:1:2: ") || want != "" && err.Error() != want {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

func ExampleTemplate() {
	plan := &recommend.Plan{Hours: 3, Steps: []recommend.Step{{Book: recommend.BookRef{Title: "A Book"}, Hours: 3}}}
	var b strings.Builder
	err := Template(&b, plan, "list.tmpl", "{{range $n, $s := .Steps}}{{add $n 1}}. {{title $n}}, {{hours $s.Hours}}{{end}}")
	fmt.Println(b.String(), err)
	// Output: 1. A Book, 3 h <nil>
}
