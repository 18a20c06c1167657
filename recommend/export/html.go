package export

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"html/template"
	"io"
	"math"
	"net/url"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
	"readpath/recommend/export/diagram"
)

var (
	//go:embed html.tmpl
	pageTemplate string
	//go:embed html.css
	pageStyle string
	//go:embed html.js
	pageScript string
)

// HTML writes the plan as one web page that asks nothing of a network: style,
// pictures and script are in it, and its policy forbids all else. It is whole
// without its script, which only remembers what was ticked and marks the week.
func HTML(w io.Writer, plan *recommend.Plan) error {
	t, err := template.New("plan").Parse(pageTemplate)
	if err != nil {
		return err
	}
	v := newPage(plan)
	if plan.Profile != nil {
		file, err := profiles.Encode(plan.Profile)
		if err != nil {
			return err
		}
		v.Profile, v.ProfileID = string(file), profileID
		v.Contents = append(v.Contents, section{ID: "profile", Head: "The profile"})
	}
	var b strings.Builder
	if err := t.Execute(&b, v); err != nil {
		return err
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// A page is what the template shows. All strings are text, which the template
// escapes; the pictures and the page's own files are not.
type page struct {
	Style       template.CSS
	Script      template.JS
	ScriptHash  string
	Key         string // under which the browser remembers
	Reader      string
	Title       string
	Long        bool // the title is, and is set smaller
	Goals       string
	Summary     string
	Proof       string
	Today       string
	Figures     []labelled
	Contents    []section
	Empty       string
	Changes     []string
	StartWith   string
	Stop        string
	PathWide    template.HTML
	PathNarrow  template.HTML
	PathCaption string
	CurveWide   template.HTML
	CurveNarrow template.HTML
	Books       []bookCard
	Weeks       []weekCard
	Targets     []targetRow
	MoreTargets []targetRow // of many, those that weigh less, folded away
	Questions   []Answer
	Lists       []section
	Computed    string
	Profile     string // the file that 'readpath plan --from' reads out of the page
	ProfileID   string
}

type labelled struct{ Label, Value string }

type section struct {
	ID, Head string
	Items    []string
}

// The pictures' widths in pixels: what a phone has, and what a page is wide.
const phoneWidth, columnWidth, pageWidth = 328, 720, 1150

// longTitle is how many bytes of a title fill three lines of a page.
const longTitle = 120

// mostTargets is how many targets the page shows unfolded.
const mostTargets = 20

func newPage(plan *recommend.Plan) *page {
	p := phrases{plan, plainText}
	hash := sha256.Sum256([]byte(pageScript))
	v := &page{
		Style: template.CSS(pageStyle + diagram.CSS), Script: template.JS(pageScript),
		ScriptHash: "sha256-" + base64.StdEncoding.EncodeToString(hash[:]), Key: planKey(plan),
		Reader: p.esc(p.Reader), Goals: p.goals(), Title: upper(p.goals()), Summary: p.summary(), Proof: p.proof(), Today: plan.Today.String(),
		Changes: p.changes(), Computed: p.computed(),
	}
	v.Long = len(v.Title) > longTitle
	if len(plan.Steps) == 0 {
		v.Empty = p.empty()
	} else {
		v.steps(p)
	}
	for _, t := range plan.Targets {
		v.Targets = append(v.Targets, newTargetRow(p, t))
	}
	if len(v.Targets) > mostTargets {
		v.Targets, v.MoreTargets = v.Targets[:mostTargets], v.Targets[mostTargets:]
	}
	var near, out []string
	for _, n := range plan.Near {
		near = append(near, p.near(n))
	}
	for _, e := range plan.Excluded {
		out = append(out, fmt.Sprintf("%s: %s.", p.esc(e.Book), p.esc(e.Why)))
	}
	for _, l := range []section{
		{"aged", "What has aged", p.aged()},
		{"near", "Nearly in the plan", near},
		{"gaps", "Not reached", p.gaps()},
		{"excluded", "Left out", out},
		{"start", "Where this begins", p.start()},
	} {
		if len(l.Items) > 0 {
			v.Lists = append(v.Lists, l)
		}
	}
	v.contents()
	return v
}

// steps fills in what a plan with steps has.
func (v *page) steps(p phrases) {
	v.Figures = []labelled{
		{"to read", count(len(p.Steps), "book")},
		{"of reading", hours(p.Hours)},
		{"until " + p.Steps[len(p.Steps)-1].End.String(), count(p.Steps[len(p.Steps)-1].LastWeek, "week")},
		{"of the goal", percent(p.Coverage)},
	}
	v.StartWith, v.Stop = p.startWith(), p.stop()
	g := pathGraph(p.Plan)
	for i := range g.Nodes {
		g.Nodes[i].Link = fmt.Sprintf("#step-%d", i+1)
	}
	v.PathCaption = "No step stands on another."
	if len(g.Edges) > 0 {
		v.PathCaption = "An arrow leads from a book to one that stands on it, with what it teaches for it. Where the arrow is blue, you would be less ready without the first book."
	}
	if l := g.Layout(pathWide); l.Width <= pageWidth {
		v.PathWide = template.HTML(l.SVG("path-wide", true))
	} else { // too small to read on a page: the column is better
		v.PathWide = template.HTML(g.Rail(columnWidth, "path-wide"))
	}
	v.PathNarrow = template.HTML(g.Rail(phoneWidth, "path-narrow"))
	v.CurveWide = template.HTML(curveSVG(p.Plan, 880, 340, "curve-wide", true))
	v.CurveNarrow = template.HTML(curveSVG(p.Plan, phoneWidth, 260, "curve-narrow", true))
	for n := range p.Steps {
		v.Books = append(v.Books, newBookCard(p, n))
	}
	for _, w := range p.Weeks {
		v.Weeks = append(v.Weeks, newWeekCard(p, w))
	}
	v.Questions = p.faq()
}

// contents lists the sections that the page has, in their order.
func (v *page) contents() {
	add := func(has bool, id, head string) {
		if has {
			v.Contents = append(v.Contents, section{ID: id, Head: head})
		}
	}
	add(len(v.Changes) > 0, "changes", "What changed")
	add(len(v.Books) > 0, "path", "The path")
	add(len(v.Books) > 0, "curve", "How far each step takes you")
	add(len(v.Books) > 0, "books", "The books")
	add(len(v.Books) > 0, "weeks", "Week by week")
	add(len(v.Targets) > 0, "skills", "What you will be able to do")
	add(len(v.Questions) > 0, "questions", "Questions")
	v.Contents = append(v.Contents, v.Lists...)
	add(true, "computed", "How it was computed")
}

// planKey names what a plan is for: its reader and goals. A plan made anew for
// them has the same, so that what was ticked stays ticked.
func planKey(plan *recommend.Plan) string {
	h := sha256.New()
	fmt.Fprintf(h, "%q\n", plan.Reader)
	var goals []string
	for _, t := range plan.Targets {
		goals = append(goals, fmt.Sprintf("%q %g", t.Skill, t.Goal))
	}
	slices.Sort(goals)
	fmt.Fprintln(h, strings.Join(goals, "\n"))
	return hex.EncodeToString(h.Sum(nil)[:8])
}

// A bookCard is what the page says of a step.
type bookCard struct {
	Number                       int
	ID, Title, Subtitle, Link    string
	Facts, BestFor, Description  string
	Topics                       []string
	Hours, When                  string
	RawHours                     float64
	HoursSoFar, Reached, Brings  string
	Why, WhyHere, Gives          string
	CanDo, Caveats, Alternatives []string
	Recommended                  []catalog.Endorsement
}

func newBookCard(p phrases, n int) bookCard {
	s := p.Steps[n]
	b := s.Book
	c := bookCard{
		Number: n + 1, ID: b.ID, Title: p.esc(b.Title), Subtitle: p.esc(b.Subtitle), Link: webLink(b),
		Facts: p.facts(b), BestFor: p.esc(b.BestFor), Description: p.esc(b.Description),
		Hours: hoursRange(s.Hours, s.HoursLow, s.HoursHigh), When: p.when(s), RawHours: s.Hours,
		HoursSoFar: hours(p.hoursUpTo(n)), Reached: percent(s.Reached), Brings: percent(s.Value),
		Why: p.whyIn(n), WhyHere: p.whyHere(n), Gives: p.gains(s), CanDo: p.canDo(s), Alternatives: p.alternatives(s),
	}
	for _, t := range b.Topics {
		c.Topics = append(c.Topics, p.esc(t))
	}
	for _, t := range b.Caveats {
		c.Caveats = append(c.Caveats, p.esc(t))
	}
	for _, e := range b.Recommended {
		c.Recommended = append(c.Recommended, catalog.Endorsement{
			Name: p.esc(e.Name), Role: p.esc(e.Role), Note: p.esc(e.Note), Source: p.esc(e.Source),
		})
	}
	return c
}

// webLink is an address of the book, the free one first; "" if there is none
// that a browser should follow.
func webLink(b recommend.BookRef) string {
	for _, s := range []string{b.Free, b.URL} {
		if u, err := url.Parse(strings.TrimSpace(s)); err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != "" {
			return u.String()
		}
	}
	return ""
}

type weekCard struct {
	Number          int
	From, To, Dates string
	Reading         []weekBook
}

type weekBook struct {
	Number       int
	Title, Hours string
}

func newWeekCard(p phrases, w recommend.Week) weekCard {
	c := weekCard{Number: w.Number, From: w.Start.String(), To: w.End.String(), Dates: dates(w.Start, w.End)}
	for _, r := range w.Reading {
		n := slices.IndexFunc(p.Steps, func(s recommend.Step) bool { return s.Book.ID == r.Book })
		c.Reading = append(c.Reading, weekBook{n + 1, p.title(r.Book), hours(r.Hours)})
	}
	return c
}

// dates is "1 to 7 Sep 2026", "28 Sep to 4 Oct 2026".
func dates(from, to recommend.Date) string {
	first := "2 Jan 2006"
	if from.Year() == to.Year() {
		first = "2 Jan"
		if from.Month() == to.Month() {
			first = "2"
		}
	}
	return from.Format(first) + " to " + to.Format("2 Jan 2006")
}

type targetRow struct {
	Name, Start, Reached, Goal, Weight        string
	StartPercent, ReachedPercent, GoalPercent float64
}

func newTargetRow(p phrases, t recommend.Target) targetRow {
	share := func(l catalog.Level) float64 { return math.Round(float64(l/catalog.MaxLevel) * 100) }
	r := targetRow{
		Name: p.esc(t.Name), Start: t.Start.String(), Reached: t.Reached.String(), Goal: t.Goal.String(), Weight: percent(t.Weight),
		StartPercent: share(t.Start), ReachedPercent: share(t.Reached), GoalPercent: share(t.Goal),
	}
	if t.Weight == 0 {
		r.Weight = "reached"
	}
	return r
}
