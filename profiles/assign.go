package profiles

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"readpath/catalog/yamlfile"
)

// Assignable are the fields that [Draft.Assign] takes, as it takes them.
var Assignable = []string{
	"name", "about", "skills.SKILL", "goals.GOAL", "read", "reading", "owned", "exclude",
	"preferences.practice", "preferences.code", "preferences.languages", "preferences.max_pages",
	"preferences.newest_after", "preferences.free_only", "preferences.kinds",
	"time.hours_per_week", "time.weeks", "time.until", "time.pages_per_hour", "time.days", "time.days_off", "time.at",
	"conditions.depth", "conditions.max_books", "conditions.among", "conditions.include", "plan",
}

var (
	bookLists = []string{"read", "reading", "owned", "exclude", "conditions.among", "conditions.include"}
	wordLists = []string{"preferences.code", "preferences.languages", "preferences.kinds", "time.days", "time.days_off"}
	texts     = []string{"name", "about", "time.at"}
)

// Assign makes a change that is written as "time.weeks=12". An empty value
// takes the field away; lists have commas, "owned+=uds,ddia" adds to one and
// "owned-=uds" takes from it. Skills and books may be named as in the file. What
// a value must be, [Load] says of the file that comes out.
func (d *Draft) Assign(cat Names, change string) error {
	key, value, ok := strings.Cut(change, "=")
	if !ok {
		return fmt.Errorf("%q is not a change like time.weeks=12", change)
	}
	op := byte('=')
	if n := len(key) - 1; n >= 0 && (key[n] == '+' || key[n] == '-') {
		key, op = key[:n], key[n]
	}
	key, value = strings.TrimSpace(key), strings.TrimSpace(value)
	a := assignment{d, cat, key, value}
	field, name, _ := strings.Cut(key, ".")
	isList := slices.Contains(bookLists, key) || slices.Contains(wordLists, key)
	switch {
	case op != '=' && !isList:
		return fmt.Errorf("%q is no list: give it a value with =", key)
	case isList:
		return a.list(op)
	case field == "skills" && name != "":
		return a.skill(name)
	case field == "goals" && name != "":
		return a.goal(name)
	case key == "plan" && value == "":
		return d.Keep(nil)
	case !slices.Contains(Assignable, key) || key == "plan":
		return fmt.Errorf("there is no %q to set%s; there are %s", key, yamlfile.DidYouMean(key, Assignable), strings.Join(Assignable, ", "))
	}
	if err := d.rival(key); err != nil {
		return err
	}
	return a.set(a.value)
}

// rival takes away the one of weeks and until that is not set: a file may not
// have both.
func (d *Draft) rival(key string) error {
	switch key {
	case "time.weeks":
		return d.Delete("time", "until")
	case "time.until":
		return d.Delete("time", "weeks")
	}
	return nil
}

type assignment struct {
	*Draft
	cat        Names
	key, value string
}

// set writes a single value, or takes the field away.
func (a assignment) set(value string) error {
	path := strings.Split(a.key, ".")
	if value == "" {
		return a.Delete(path...)
	}
	if slices.Contains(texts, a.key) {
		return a.Set(value, path...)
	}
	return a.Set(plainValue(value), path...)
}

// plainValue is a value as YAML would take it without quotes.
func plainValue(s string) any {
	if n, err := strconv.Atoi(s); err == nil {
		return n
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return f
	}
	if b, err := strconv.ParseBool(s); err == nil {
		return b
	}
	return s
}

// list changes a list of books or words.
func (a assignment) list(op byte) error {
	path := strings.Split(a.key, ".")
	items := []string{}
	for item := range strings.SplitSeq(a.value, ",") {
		if item = strings.TrimSpace(item); item == "" {
			continue
		}
		if slices.Contains(bookLists, a.key) {
			b, err := a.cat.FindBook(item)
			if err != nil {
				return err
			}
			item = b.ID
		}
		items = append(items, item)
	}
	switch {
	case op == '=' && len(items) == 0:
		return a.Delete(path...)
	case op == '=':
		return a.Set(items, path...)
	}
	for _, item := range items {
		p, err := Load(bytes.NewReader(a.text), "the profile", a.cat)
		if err != nil {
			return err
		}
		at := slices.Index(p.listOf(a.key), strings.ToLower(item))
		switch {
		case op == '+' && at < 0:
			err = a.Add(item, path...)
		case op == '-' && at < 0:
			err = fmt.Errorf("%s has no %q to take away", a.key, item)
		case op == '-':
			err = a.Remove(at, path...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// listOf is a list of the profile by its field in the file.
func (p *Profile) listOf(key string) []string {
	return map[string][]string{
		"read": p.Read, "reading": p.Reading, "owned": p.Owned, "exclude": p.Exclude,
		"conditions.among": p.Conditions.Among, "conditions.include": p.Conditions.Include,
		"time.days": names(p.Time.Days), "time.days_off": names(p.Time.Off),
		"preferences.code": p.Prefer.Code, "preferences.languages": p.Prefer.Languages, "preferences.kinds": p.Prefer.Kinds,
	}[key]
}

// names are words as the file has them.
func names[T fmt.Stringer](list []T) []string {
	var out []string
	for _, v := range list {
		out = append(out, v.String())
	}
	return out
}

// skill states a level, under the name by which the file has the skill already.
func (a assignment) skill(name string) error {
	s, err := a.cat.FindSkill(name)
	if err != nil {
		return err
	}
	key := s.ID
	for _, k := range a.Keys("skills") {
		if other, err := a.cat.FindSkill(k); err == nil && other.ID == s.ID {
			key = k
		}
	}
	if a.value == "" {
		return a.Delete("skills", key)
	}
	return a.Set(plainValue(a.value), "skills", key)
}

// UsualLevels is what a background is set to that is wanted as a goal.
const UsualLevels = "usual"

// goal sets the level of a goal, adds one, or takes it away.
func (a assignment) goal(name string) error {
	p, err := Load(bytes.NewReader(a.text), "the profile", a.cat)
	if err != nil {
		return err
	}
	g := NewGoal(a.cat, name, DefaultGoalLevel)
	at := slices.IndexFunc(p.Goals, g.Same)
	if a.value == "" {
		if at < 0 {
			return fmt.Errorf("goals has no %q to take away", name)
		}
		return a.Remove(at, "goals")
	}
	f := goalEntry{Skill: g.Skill, Area: g.Area, Background: g.Background, Text: g.Text}
	if g.Background == "" {
		f.Level = plainValue(a.value)
	} else if a.value != UsualLevels {
		return fmt.Errorf("a background has levels of its own: goals.%s=%s", name, UsualLevels)
	}
	if at < 0 {
		return a.Add(f, "goals")
	}
	if w := p.Goals[at].Weight; w != 1 {
		f.Weight = &w
	}
	return a.Replace(at, f, "goals")
}

// goalEntry is a goal as it is written.
type goalEntry struct {
	Skill      string   `yaml:"skill,omitempty"`
	Area       string   `yaml:"area,omitempty"`
	Background string   `yaml:"background,omitempty"`
	Text       string   `yaml:"text,omitempty"`
	Level      any      `yaml:"level,omitempty"`
	Weight     *float64 `yaml:"weight,omitempty"`
}
