package profiles

import (
	"bytes"
	"strconv"

	"gopkg.in/yaml.v3"
)

// Format is a new profile file that [Load] reads back. notes are comments on
// levels, by skill; about is one at the head, "" for none. What is not set is
// left out.
func Format(p *Profile, about string, notes map[string]string) ([]byte, error) {
	root := mapping()
	root.HeadComment = about
	put(root, "name", p.Name)
	put(root, "about", p.About)
	skills := mapping()
	for _, l := range p.Skills {
		v := number64(float64(l.Level))
		v.LineComment = notes[l.Skill]
		skills.Content = append(skills.Content, text(l.Skill), v)
	}
	putNode(root, "skills", skills)
	goals := &yaml.Node{Kind: yaml.SequenceNode}
	for _, g := range p.Goals {
		n := mapping()
		n.Style = yaml.FlowStyle
		put(n, "skill", g.Skill)
		put(n, "area", g.Area)
		put(n, "text", g.Text)
		putNumber(n, "level", float64(g.Level))
		if g.Weight != 1 {
			putNumber(n, "weight", g.Weight)
		}
		goals.Content = append(goals.Content, n)
	}
	putNode(root, "goals", goals)
	putList(root, "read", p.Read)
	putList(root, "reading", p.Reading)
	putList(root, "owned", p.Owned)
	putList(root, "exclude", p.Exclude)
	prefer := mapping()
	if p.Prefer.Practice.Known {
		n := number64(p.Prefer.Practice.Or(0))
		prefer.Content = append(prefer.Content, text("practice"), n)
	}
	putList(prefer, "code", p.Prefer.Code)
	putList(prefer, "languages", p.Prefer.Languages)
	putNumber(prefer, "max_pages", float64(p.Prefer.MaxPages))
	putNumber(prefer, "newest_after", float64(p.Prefer.NewestAfter))
	if p.Prefer.FreeOnly {
		prefer.Content = append(prefer.Content, text("free_only"), &yaml.Node{Kind: yaml.ScalarNode, Value: "true"})
	}
	putList(prefer, "kinds", p.Prefer.Kinds)
	putNode(root, "preferences", prefer)
	time := mapping()
	putNumber(time, "hours_per_week", p.Time.HoursPerWeek)
	putNumber(time, "weeks", float64(p.Time.Weeks))
	if !p.Time.Until.IsZero() {
		time.Content = append(time.Content, text("until"), &yaml.Node{Kind: yaml.ScalarNode, Value: p.Time.Until.Format(DateForm)})
	}
	putNumber(time, "pages_per_hour", p.Time.PagesPerHour)
	putNode(root, "time", time)

	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return nil, err
	}
	return out.Bytes(), enc.Close()
}

func mapping() *yaml.Node { return &yaml.Node{Kind: yaml.MappingNode} }

func text(s string) *yaml.Node {
	n := new(yaml.Node)
	n.SetString(s)
	return n
}

func number64(v float64) *yaml.Node {
	return &yaml.Node{Kind: yaml.ScalarNode, Value: strconv.FormatFloat(v, 'f', -1, 64)}
}

// put adds a key if its value says something; so do the others.
func put(to *yaml.Node, key, value string) {
	if value != "" {
		to.Content = append(to.Content, text(key), text(value))
	}
}

func putNumber(to *yaml.Node, key string, v float64) {
	if v != 0 {
		to.Content = append(to.Content, text(key), number64(v))
	}
}

func putList(to *yaml.Node, key string, values []string) {
	list := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, v := range values {
		list.Content = append(list.Content, text(v))
	}
	putNode(to, key, list)
}

func putNode(to *yaml.Node, key string, n *yaml.Node) {
	if len(n.Content) > 0 {
		to.Content = append(to.Content, text(key), n)
	}
}
