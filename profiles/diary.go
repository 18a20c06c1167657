package profiles

import (
	"fmt"
	"slices"

	"readpath/catalog/yamlfile"
)

// Note writes an entry into the diary and brings the lists of books in line
// with it: what is started is being read, what is done was read, and what is
// dropped is excluded. p is what the draft says now, see [Edit].
func (d *Draft) Note(p *Profile, e Progress) error {
	if err := d.Add(progressNode(e), "progress"); err != nil {
		return err
	}
	lists := map[string][]string{"reading": p.Reading, "read": p.Read, "exclude": p.Exclude}
	is := map[string]string{EventStart: "reading", EventDone: "read", EventDrop: "exclude"}[e.Event]
	if is == "" {
		return nil
	}
	for _, list := range []string{"reading", "read", "exclude"} {
		at := slices.Index(lists[list], e.Book)
		var err error
		switch {
		case list == is && at < 0:
			err = d.Add(e.Book, list)
		case list != is && at >= 0:
			err = d.Remove(at, list)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// progressNode is an entry as the file has it.
func progressNode(e Progress) progressFile {
	f := progressFile{Book: e.Book, Event: e.Event, Note: e.Note}
	if !e.Date.IsZero() {
		f.Date = e.Date.Format(DateForm)
	}
	if e.Hours > 0 {
		f.Hours = &e.Hours
	}
	if e.Rating > 0 {
		rating := yamlfile.Int(e.Rating)
		f.Rating = &rating
	}
	return f
}

// Keep writes the plan that is followed, field by field; nil takes it away.
func (d *Draft) Keep(k *Kept) error {
	if k == nil {
		return d.Delete("plan")
	}
	before := d.text
	if keys := d.Keys(); len(keys) > 0 && !slices.Contains(keys, "plan") {
		d.head("The plan you follow. readpath keeps it; without these lines there is none.")
	}
	skills := map[string]float64{}
	for _, l := range k.Skills {
		skills[l.Skill] = float64(l.Level)
	}
	for _, f := range []struct {
		name  string
		value any
		none  bool
	}{
		{"made", k.Made.Format(DateForm), false},
		{"begun", k.Begun.Format(DateForm), k.Begun.IsZero() || k.Begun.Equal(k.Made)},
		{"goals", k.Goals, false},
		{"skills", skills, len(skills) == 0},
		{"hours_per_week", k.HoursPerWeek, k.HoursPerWeek == 0},
		{"books", k.Books, false},
	} {
		err := error(nil)
		if f.none {
			err = d.Delete("plan", f.name)
		} else {
			err = d.Set(f.value, "plan", f.name)
		}
		if err != nil {
			d.text = before
			return fmt.Errorf("keeping the plan: %w", err)
		}
	}
	return nil
}

// GoalNames are the profile's goals, each as [Goal.String] writes it.
func (p *Profile) GoalNames() []string {
	var out []string
	for _, g := range p.Goals {
		out = append(out, g.String())
	}
	return out
}
