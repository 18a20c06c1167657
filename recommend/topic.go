package recommend

import "readpath/catalog"

// topic is what a reader's goals are about: the skills that are wanted, those
// that these stand on or bring in the map of skills, and what the books on them
// ask for. A book whose main skill is another is a detour, even where it brings a
// reader on as fast: a book on finance may teach machine learning, but who
// wants that reads about it with examples of no use to them.
type topic struct {
	skills map[string]bool
	books  map[string]bool // that a search found for goals that are no skill
}

// topicOf is the topic of goals. Cost O(books).
func topicOf(cat *catalog.Catalog, targets []weighted, found map[string]Retrieval) topic {
	t := topic{map[string]bool{}, map[string]bool{}}
	wanted := map[string]bool{}
	for _, w := range targets {
		wanted[w.skill] = true
		t.add(cat, w.skill)
	}
	books := cat.Books()
	for i := range books {
		if teaches := books[i].Teaches; len(teaches) > 0 && wanted[teaches[0].Skill] {
			for _, r := range books[i].Requires {
				t.add(cat, r.Skill)
			}
		}
	}
	for _, r := range found {
		if len(r.Skills) == 0 {
			for _, b := range r.Books {
				t.books[b.ID] = true
			}
		}
	}
	return t
}

// add puts a skill, and all that it stands on and brings, into the topic.
func (t topic) add(cat *catalog.Catalog, id string) {
	if t.skills[id] {
		return
	}
	t.skills[id] = true
	if s := cat.Skill(id); s != nil {
		for _, below := range [...]catalog.Levels{s.Requires, s.Brings} {
			for _, l := range below {
				t.add(cat, l.Skill)
			}
		}
	}
}

// aside reports whether a book is about something else. Where there is no
// goal, none is.
func (t topic) aside(b *catalog.Book) bool {
	return len(t.skills) > 0 && len(b.Teaches) > 0 && !t.skills[b.Teaches[0].Skill] && !t.books[b.ID]
}
