package profiles

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"time"

	"readpath/catalog"
	"readpath/catalog/yamlfile"
)

// The file types say what a profile file may hold; nothing outside this file
// knows it. Field meanings are those of [Profile].
type (
	file struct {
		Name        string             `yaml:"name"`
		About       string             `yaml:"about"`
		Skills      map[string]float64 `yaml:"skills"`
		Goals       []goalFile         `yaml:"goals"`
		Read        []string           `yaml:"read"`
		Reading     []string           `yaml:"reading"`
		Owned       []string           `yaml:"owned"`
		Exclude     []string           `yaml:"exclude"`
		Preferences struct {
			Practice    *float64     `yaml:"practice"`
			Code        []string     `yaml:"code"`
			Languages   []string     `yaml:"languages"`
			MaxPages    yamlfile.Int `yaml:"max_pages"`
			NewestAfter yamlfile.Int `yaml:"newest_after"`
			FreeOnly    bool         `yaml:"free_only"`
			Kinds       []string     `yaml:"kinds"`
		} `yaml:"preferences"`
		Time struct {
			HoursPerWeek *float64      `yaml:"hours_per_week"`
			Weeks        *yamlfile.Int `yaml:"weeks"`
			Until        string        `yaml:"until"`
			PagesPerHour *float64      `yaml:"pages_per_hour"`
			Days         []string      `yaml:"days"`
			Off          []string      `yaml:"days_off"`
			At           string        `yaml:"at"`
		} `yaml:"time"`
		Progress   []progressFile `yaml:"progress"`
		Conditions conditionsFile `yaml:"conditions"`
		Plan       *keptFile      `yaml:"plan"`
	}
	goalFile struct {
		Skill      string   `yaml:"skill"`
		Area       string   `yaml:"area"`
		Background string   `yaml:"background"`
		Text       string   `yaml:"text"`
		Level      *float64 `yaml:"level"`
		Weight     *float64 `yaml:"weight"`
	}
	conditionsFile struct {
		Depth    string        `yaml:"depth"`
		MaxBooks *yamlfile.Int `yaml:"max_books"`
		Among    []string      `yaml:"among"`
		Include  []string      `yaml:"include"`
		Before   [][]string    `yaml:"before"`
	}
	progressFile struct {
		Book   string        `yaml:"book"`
		Date   string        `yaml:"date,omitempty"`
		Hours  *float64      `yaml:"hours,omitempty"`
		Event  string        `yaml:"event,omitempty"`
		Rating *yamlfile.Int `yaml:"rating,omitempty"`
		Note   string        `yaml:"note,omitempty"`
	}
	keptFile struct {
		Made         string             `yaml:"made"`
		Begun        string             `yaml:"begun"`
		Goals        []string           `yaml:"goals"`
		Skills       map[string]float64 `yaml:"skills"`
		HoursPerWeek float64            `yaml:"hours_per_week"`
		Books        []string           `yaml:"books"`
	}
)

// Load reads a profile against the catalog that it speaks of. Books may be
// given by id, ISBN or title, skills by id, name or alias; the Profile has
// their ids. shown is the name by which faults report the file. The error is
// a [catalog.Faults] with everything that is wrong.
func Load(r io.Reader, shown string, cat Names) (*Profile, error) {
	var f file
	doc, err := yamlfile.Read(r, shown, &f)
	if doc == nil {
		return nil, err
	}
	l := loader{cat: cat, doc: doc}
	p := l.profile(&f)
	if err != nil {
		return nil, err.(catalog.Faults).And(l.faults)
	} else if len(l.faults) > 0 {
		return nil, l.faults.And(nil)
	}
	return p, nil
}

type loader struct {
	cat    Names
	doc    *yamlfile.Doc
	faults catalog.Faults
}

// bad records what is wrong at the end of path.
func (l *loader) bad(what string, path ...any) {
	l.faults = append(l.faults, l.doc.Fault(what, path...))
}

func (l *loader) profile(f *file) *Profile {
	p := &Profile{
		Name: f.Name, About: strings.TrimSpace(f.About),
		Read: l.books(f.Read, "read"), Reading: l.books(f.Reading, "reading"),
		Owned: l.books(f.Owned, "owned"), Exclude: l.books(f.Exclude, "exclude"),
	}
	l.skills(p, f.Skills)
	for i, g := range whole(l, f.Goals, "goals") {
		p.Goals = append(p.Goals, l.goal(i, g))
	}
	l.preferences(p, f)
	l.time(p, f)
	l.calendar(p, f)
	for i, pr := range whole(l, f.Progress, "progress") {
		p.Progress = append(p.Progress, l.progress(i, pr))
	}
	p.Conditions = l.conditions(&f.Conditions)
	if f.Plan != nil {
		p.Plan = l.kept(f.Plan)
	}
	return p
}

// whole is a list of the file if all its items could be decoded, else nil:
// the positions of the others would not tell their lines.
func whole[T any](l *loader, items []T, path ...any) []T {
	if len(items) != l.doc.Len(path...) {
		return nil
	}
	return items
}

func (l *loader) skills(p *Profile, stated map[string]float64) {
	first := map[string]string{} // by id, the name it was stated under
	for _, name := range l.doc.Keys("skills") {
		level, there := stated[name]
		if !there {
			l.bad(fmt.Sprintf("%q is not read here; write each skill out", name), "skills", name)
			continue
		}
		s, err := l.cat.FindSkill(name)
		if err != nil {
			l.bad(err.Error(), "skills", name)
			continue
		}
		if other, twice := first[s.ID]; twice {
			l.bad(fmt.Sprintf("skill %q is the same as %q", name, other), "skills", name)
			continue
		}
		first[s.ID] = name
		if lv := catalog.Level(level); l.level(lv, name, "skills", name) {
			p.Skills = append(p.Skills, catalog.SkillLevel{Skill: s.ID, Level: lv})
		}
	}
}

// level reports whether a level is on the scale, and says so if not.
func (l *loader) level(lv catalog.Level, of string, path ...any) bool {
	if !lv.Valid() {
		l.bad(fmt.Sprintf("level %v of %s is not from 0 (none) to 5 (expert)", float64(lv), of), path...)
		return false
	}
	return true
}

func (l *loader) goal(i int, f goalFile) Goal {
	g := Goal{Level: DefaultGoalLevel, Weight: 1}
	set := 0
	for _, s := range []string{f.Skill, f.Area, f.Background, f.Text} {
		if s != "" {
			set++
		}
	}
	if set != 1 {
		l.bad("a goal has one of skill, area, background and text", "goals", i)
		return g
	}
	switch {
	case f.Skill != "":
		if s, err := l.cat.FindSkill(f.Skill); err != nil {
			l.bad(err.Error(), "goals", i, "skill")
		} else {
			g.Skill = s.ID
		}
	case f.Area != "":
		if g.Area = l.cat.FindArea(f.Area); g.Area == "" {
			l.bad(fmt.Sprintf("unknown area %q%s", f.Area, yamlfile.DidYouMean(f.Area, l.cat.Areas())), "goals", i, "area")
		}
	case f.Background != "":
		if b, err := l.cat.FindBackground(f.Background); err != nil {
			l.bad(err.Error(), "goals", i, "background")
		} else {
			g = Goal{Background: b.ID, Weight: 1}
		}
		if f.Level != nil {
			l.bad("a background has levels of its own; leave the level out", "goals", i, "level")
		}
	default:
		g.Text = f.Text
	}
	if f.Level != nil && f.Background == "" {
		g.Level = catalog.Level(*f.Level)
		if l.level(g.Level, "the goal", "goals", i, "level") && g.Level == 0 {
			l.bad("a goal's level is above 0", "goals", i, "level")
		}
	}
	if f.Weight != nil {
		g.Weight = *f.Weight
		if !(g.Weight > 0 && g.Weight <= 1000) {
			l.bad(fmt.Sprintf("weight %v is not above 0 and up to 1000", g.Weight), "goals", i, "weight")
		}
	}
	return g
}

// books are the ids of the books named.
func (l *loader) books(names []string, path ...any) []string {
	var ids []string
	for i, name := range whole(l, names, path...) {
		at := append(slices.Clone(path), i)
		b, err := l.cat.FindBook(name)
		switch {
		case err != nil:
			l.bad(err.Error(), at...)
		case slices.Contains(ids, b.ID):
			l.bad(fmt.Sprintf("book %q stands twice", b.ID), at...)
		default:
			ids = append(ids, b.ID)
		}
	}
	return ids
}

func (l *loader) preferences(p *Profile, f *file) {
	in := f.Preferences
	p.Prefer = Preferences{
		Code: lower(in.Code), Languages: lower(in.Languages),
		MaxPages: int(in.MaxPages), NewestAfter: int(in.NewestAfter), FreeOnly: in.FreeOnly, Kinds: lower(in.Kinds),
	}
	if v := in.Practice; v != nil {
		p.Prefer.Practice = catalog.KnownShare(*v)
		if !(*v >= 0 && *v <= 1) {
			l.bad(fmt.Sprintf("practice %v is not from 0 (theory) to 1 (hands-on)", *v), "preferences", "practice")
		}
	}
	if in.MaxPages < 0 {
		l.bad(fmt.Sprintf("max_pages %d is below 0", in.MaxPages), "preferences", "max_pages")
	}
	for i, k := range p.Prefer.Kinds {
		if !slices.Contains(catalog.Kinds, k) {
			l.bad(fmt.Sprintf("kind %q is not one of %s", k, strings.Join(catalog.Kinds, ", ")), "preferences", "kinds", i)
		}
	}
}

func (l *loader) time(p *Profile, f *file) {
	in := f.Time
	if v := in.HoursPerWeek; v != nil {
		p.Time.HoursPerWeek = *v
		if !(*v > 0 && *v <= 100) {
			l.bad(fmt.Sprintf("hours_per_week %v is not above 0 and up to 100", *v), "time", "hours_per_week")
		}
	}
	if v := in.Weeks; v != nil {
		p.Time.Weeks = int(*v)
		if *v < 1 || *v > 1000 {
			l.bad(fmt.Sprintf("weeks %d is not from 1 to 1000", *v), "time", "weeks")
		}
		if in.Until != "" {
			l.bad("give weeks or until, not both", "time", "until")
		}
	}
	if in.Until != "" {
		p.Time.Until = l.date(in.Until, "time", "until")
	}
	if v := in.PagesPerHour; v != nil {
		p.Time.PagesPerHour = *v
		if !(*v > 0 && *v <= 500) {
			l.bad(fmt.Sprintf("pages_per_hour %v is not above 0 and up to 500", *v), "time", "pages_per_hour")
		}
	}
}

// calendar reads the days of reading.
func (l *loader) calendar(p *Profile, f *file) {
	for i, s := range whole(l, f.Time.Days, "time", "days") {
		var d Weekday
		switch err := d.UnmarshalText([]byte(s)); {
		case err != nil:
			l.bad(err.Error(), "time", "days", i)
		case slices.Contains(p.Time.Days, d):
			l.bad(fmt.Sprintf("day %s stands twice", d), "time", "days", i)
		default:
			p.Time.Days = append(p.Time.Days, d)
		}
	}
	for i, s := range whole(l, f.Time.Off, "time", "days_off") {
		var off Span
		if err := off.UnmarshalText([]byte(s)); err != nil {
			l.bad(err.Error(), "time", "days_off", i)
		}
		p.Time.Off = append(p.Time.Off, off)
	}
	if s := f.Time.At; s != "" {
		var err error
		if p.Time.At, err = ParseClock(s); err != nil {
			l.bad(err.Error(), "time", "at")
		}
	}
}

func (l *loader) conditions(f *conditionsFile) Conditions {
	c := Conditions{
		Depth: strings.ToLower(f.Depth),
		Among: l.books(f.Among, "conditions", "among"), Include: l.books(f.Include, "conditions", "include"),
	}
	if c.Depth != "" && !slices.Contains(Depths, c.Depth) {
		l.bad(fmt.Sprintf("depth %q is not one of %s", f.Depth, strings.Join(Depths, ", ")), "conditions", "depth")
	}
	if n := f.MaxBooks; n != nil {
		c.MaxBooks = int(*n)
		if *n < 1 {
			l.bad(fmt.Sprintf("max_books %d is not above 0", *n), "conditions", "max_books")
		}
	}
	for i, pair := range whole(l, f.Before, "conditions", "before") {
		ids := l.books(pair, "conditions", "before", i)
		switch {
		case len(pair) != 2:
			l.bad("give two books, as in [uds, ddia]: the first comes before the second", "conditions", "before", i)
		case len(ids) == 2:
			c.Before = append(c.Before, [2]string{ids[0], ids[1]})
		}
	}
	return c
}

func (l *loader) progress(i int, f progressFile) Progress {
	var pr Progress
	if b, err := l.cat.FindBook(f.Book); err != nil {
		l.bad(err.Error(), "progress", i, "book")
	} else {
		pr.Book = b.ID
	}
	if f.Date != "" {
		pr.Date = l.date(f.Date, "progress", i, "date")
	}
	if f.Hours != nil {
		pr.Hours = *f.Hours
		if !(pr.Hours >= 0 && pr.Hours <= 10000) {
			l.bad(fmt.Sprintf("hours %v is not from 0 to 10000", pr.Hours), "progress", i, "hours")
		}
	}
	switch pr.Event = f.Event; f.Event {
	case "", EventStart, EventDone, EventDrop:
	default:
		l.bad(fmt.Sprintf("event %q is not one of %s, %s, %s", f.Event, EventStart, EventDone, EventDrop), "progress", i, "event")
	}
	if f.Rating != nil {
		pr.Rating = int(*f.Rating)
		if pr.Rating < 1 || pr.Rating > MaxRating {
			l.bad(fmt.Sprintf("rating %d is not from 1 to %d", pr.Rating, MaxRating), "progress", i, "rating")
		}
	}
	pr.Note = strings.TrimSpace(f.Note)
	return pr
}

// kept reads the plan that is followed. What a catalog no longer has is no
// fault: the reader did not write it, and cannot help it.
func (l *loader) kept(f *keptFile) *Kept {
	k := &Kept{Goals: f.Goals, HoursPerWeek: f.HoursPerWeek}
	if k.Made = l.date(f.Made, "plan", "made"); !(f.HoursPerWeek >= 0 && f.HoursPerWeek <= 168) {
		l.bad(fmt.Sprintf("hours_per_week %v is not from 0 to 168", f.HoursPerWeek), "plan", "hours_per_week")
	}
	if f.Begun != "" {
		k.Begun = l.date(f.Begun, "plan", "begun")
	}
	for _, name := range l.doc.Keys("plan", "skills") {
		lv := catalog.Level(f.Skills[name])
		if s := l.cat.Skill(name); s != nil && l.level(lv, name, "plan", "skills", name) {
			k.Skills = append(k.Skills, catalog.SkillLevel{Skill: s.ID, Level: lv})
		}
	}
	for _, id := range f.Books {
		if b, err := l.cat.FindBook(id); err == nil && b.ID == id && !slices.Contains(k.Books, id) {
			k.Books = append(k.Books, id)
		}
	}
	return k
}

// date reads a day; a YAML timestamp's text is its day's.
func (l *loader) date(s string, path ...any) time.Time {
	t, err := ParseDate(s)
	if err != nil {
		l.bad(err.Error(), path...)
	}
	return t
}

// ParseDate reads a day written as 2026-09-30.
func ParseDate(s string) (time.Time, error) {
	t, err := time.Parse(DateForm, s)
	if err != nil {
		return t, fmt.Errorf("%q is not a date like 2026-09-30", s)
	}
	return t, nil
}

func lower(words []string) []string {
	var out []string
	for _, w := range words {
		out = append(out, strings.ToLower(w))
	}
	return out
}
