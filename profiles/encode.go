package profiles

import (
	"bytes"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"readpath/catalog"
)

// Encode is a profile as a file of it: what [Load] makes of it against the
// same catalog is the profile again, and equal profiles give equal bytes. What
// is at its zero value is left out.
func Encode(p *Profile) ([]byte, error) { return EncodeNoted(p, "", nil) }

// EncodeNoted is [Encode] with comments: head at the top, "" for none, and
// notes on levels, by skill. They are lines without a break.
func EncodeNoted(p *Profile, head string, notes map[string]string) ([]byte, error) {
	e := encoder{root: newObject(0), notes: notes}
	e.root.HeadComment = head
	e.profile(p)
	if e.err != nil {
		return nil, e.err
	}
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(e.root.Node); err != nil {
		return nil, err
	}
	return b.Bytes(), enc.Close()
}

type encoder struct {
	root  object
	notes map[string]string // on the reader's levels, by skill
	err   error
}

func (e *encoder) profile(p *Profile) {
	e.add(e.root, "name", p.Name)
	e.add(e.root, "about", p.About)
	e.levels(e.root, "skills", p.Skills, 0, e.notes)
	goals := &yaml.Node{Kind: yaml.SequenceNode}
	for _, g := range p.Goals {
		m := newObject(yaml.FlowStyle)
		e.add(m, "skill", g.Skill)
		e.add(m, "area", g.Area)
		e.add(m, "background", g.Background)
		e.add(m, "text", g.Text)
		e.add(m, "level", float64(g.Level))
		if g.Weight != 1 {
			e.add(m, "weight", g.Weight)
		}
		goals.Content = append(goals.Content, m.Node)
	}
	e.root.putFilled("goals", object{goals})
	e.list(e.root, "read", p.Read)
	e.list(e.root, "reading", p.Reading)
	e.list(e.root, "owned", p.Owned)
	e.list(e.root, "exclude", p.Exclude)
	e.preferences(&p.Prefer)
	e.time(&p.Time)
	progress := &yaml.Node{Kind: yaml.SequenceNode}
	for _, pr := range p.Progress {
		m := newObject(yaml.FlowStyle)
		e.add(m, "book", pr.Book)
		e.plain(m, "date", dateText(pr.Date))
		e.add(m, "hours", pr.Hours)
		e.add(m, "event", pr.Event)
		e.add(m, "rating", pr.Rating)
		e.add(m, "note", pr.Note)
		progress.Content = append(progress.Content, m.Node)
	}
	e.root.putFilled("progress", object{progress})
	e.conditions(&p.Conditions)
	e.kept(p.Plan)
}

func (e *encoder) levels(m object, key string, ls catalog.Levels, style yaml.Style, notes map[string]string) {
	levels := newObject(style)
	for _, l := range ls {
		level := e.scalar(float64(l.Level))
		level.LineComment = notes[l.Skill]
		levels.put(e.scalar(l.Skill), level)
	}
	m.putFilled(key, levels)
}

func (e *encoder) kept(k *Kept) {
	if k == nil {
		return
	}
	m := newObject(0)
	e.plain(m, "made", dateText(k.Made))
	e.plain(m, "begun", dateText(k.Begun))
	e.list(m, "goals", k.Goals)
	e.levels(m, "skills", k.Skills, yaml.FlowStyle, nil)
	e.add(m, "hours_per_week", k.HoursPerWeek)
	e.list(m, "books", k.Books)
	e.root.putFilled("plan", m)
}

func (e *encoder) preferences(p *Preferences) {
	m := newObject(0)
	if p.Practice.Known {
		m.put(e.scalar("practice"), e.scalar(p.Practice.Value))
	}
	e.list(m, "code", p.Code)
	e.list(m, "languages", p.Languages)
	e.add(m, "max_pages", p.MaxPages)
	e.add(m, "newest_after", p.NewestAfter)
	e.add(m, "free_only", p.FreeOnly)
	e.list(m, "kinds", p.Kinds)
	e.root.putFilled("preferences", m)
}

func (e *encoder) time(t *Time) {
	m := newObject(0)
	e.add(m, "hours_per_week", t.HoursPerWeek)
	e.add(m, "weeks", t.Weeks)
	e.plain(m, "until", dateText(t.Until))
	e.add(m, "pages_per_hour", t.PagesPerHour)
	var days, off []string
	for _, d := range t.Days {
		days = append(days, d.String())
	}
	for _, s := range t.Off {
		off = append(off, s.String())
	}
	e.list(m, "days", days)
	e.list(m, "days_off", off)
	e.add(m, "at", string(t.At))
	e.root.putFilled("time", m)
}

func (e *encoder) conditions(c *Conditions) {
	m := newObject(0)
	e.add(m, "depth", c.Depth)
	e.add(m, "max_books", c.MaxBooks)
	e.list(m, "among", c.Among)
	e.list(m, "include", c.Include)
	pairs := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, ids := range c.Before {
		pairs.Content = append(pairs.Content, e.strings(ids[:]))
	}
	m.putFilled("before", object{pairs})
	e.root.putFilled("conditions", m)
}

// add puts a value unless it is zero.
func (e *encoder) add(m object, key string, v any) {
	switch v {
	case "", 0, 0.0, false:
		return
	}
	m.put(e.scalar(key), e.scalar(v))
}

// plain puts text that stands without quotes.
func (e *encoder) plain(m object, key, text string) {
	if text != "" {
		m.put(e.scalar(key), &yaml.Node{Kind: yaml.ScalarNode, Value: text})
	}
}

// list puts a list on one line, unless it is empty.
func (e *encoder) list(m object, key string, items []string) {
	if len(items) > 0 {
		m.put(e.scalar(key), e.strings(items))
	}
}

func (e *encoder) strings(items []string) *yaml.Node {
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, it := range items {
		list.Content = append(list.Content, e.scalar(it))
	}
	return list
}

// scalar is a value as YAML writes it. Text that is not plain lines is quoted:
// the library's blocks lose some of what may stand in them.
func (e *encoder) scalar(v any) *yaml.Node {
	if s, ok := v.(string); ok && !plainLines(s) {
		return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!str", Value: s, Style: yaml.DoubleQuotedStyle}
	}
	n := new(yaml.Node)
	if err := n.Encode(v); err != nil {
		e.err = err
	}
	return n
}

// plainLines reports whether text is lines of what one can see, without blanks
// at their ends.
func plainLines(s string) bool {
	for line := range strings.SplitSeq(s, "\n") {
		if line == "" || line != strings.TrimSpace(line) {
			return s == ""
		}
		for _, r := range line {
			if r != ' ' && !unicode.IsGraphic(r) || r == '\ufeff' {
				return false
			}
		}
	}
	return true
}

// object is a YAML mapping, or a list where only putFilled sees it.
type object struct{ *yaml.Node }

func newObject(style yaml.Style) object {
	return object{&yaml.Node{Kind: yaml.MappingNode, Style: style}}
}

func (m object) put(key, value *yaml.Node) { m.Content = append(m.Content, key, value) }

// putFilled puts an object or list unless it is empty.
func (m object) putFilled(key string, value object) {
	if len(value.Content) > 0 {
		m.put(&yaml.Node{Kind: yaml.ScalarNode, Value: key}, value.Node)
	}
}
