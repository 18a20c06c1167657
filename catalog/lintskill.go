package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// bearable is the level above one's own that a reader can bear when [linter]
// follows books up from nothing.
const bearable = 0.5

// reach wants one who knows nothing to be able to read their way through the
// whole catalog: books that ask for at most half a level more than one has
// lead to every level that any book or skill asks for.
func (l *linter) reach() {
	to := l.reached()
	check := func(thing, id string, asked Levels) {
		for _, r := range asked {
			if r.Level > to[r.Skill]+bearable {
				l.find(thing, id, fmt.Sprintf("requires %s at %v, and the books that a beginner can read up to it lead to %v; lower it, or add a book between",
					r.Skill, float64(r.Level), float64(to[r.Skill])), "requires", r.Skill)
			}
		}
	}
	for i := range l.books {
		check("book", l.books[i].ID, l.books[i].Requires)
	}
	for i := range l.skills {
		check("skill", l.skills[i].ID, l.skills[i].Requires)
	}
}

// reached is how far the catalog's books lead one who knows nothing, by skill.
// Cost O(books) for each round of books that the one before has opened.
func (l *linter) reached() map[string]Level {
	state := map[string]Level{}
	for grown := true; grown; {
		grown = false
		for i := range l.books {
			b := &l.books[i]
			if slices.ContainsFunc(b.Requires, func(r SkillLevel) bool { return r.Level > state[r.Skill]+bearable }) {
				continue
			}
			for _, t := range b.Teaches {
				if t.Level > state[t.Skill] {
					state[t.Skill], grown = t.Level, true
				}
			}
		}
	}
	return state
}

// untaught wants a book for every skill.
func (l *linter) untaught() {
	taught := map[string]bool{}
	for i := range l.books {
		for _, t := range l.books[i].Teaches {
			taught[t.Skill] = true
		}
	}
	for _, s := range l.skills {
		if !taught[s.ID] {
			l.find("skill", s.ID, "no book teaches it; add one, or take the skill out")
		}
	}
}

// redundant wants no prerequisite that another prerequisite rests on: it says
// nothing new (transitive reduction: Aho, Garey and Ullman, SIAM J. Comput.
// 1(2), 1972).
func (l *linter) redundant() {
	below := map[string]map[string]bool{} // all that a skill rests on
	for _, id := range l.TopoSkills() {
		below[id] = map[string]bool{}
		for _, r := range l.Skill(id).Requires {
			below[id][r.Skill] = true
			for deep := range below[r.Skill] {
				below[id][deep] = true
			}
		}
	}
	for _, s := range l.skills {
		for _, r := range s.Requires {
			for _, via := range s.Requires {
				if below[via.Skill][r.Skill] {
					l.find("skill", s.ID, fmt.Sprintf("requires %s, which its requirement %s rests on; take it out", r.Skill, via.Skill), "requires", r.Skill)
					break
				}
			}
		}
	}
}

// names wants every name and alias to mean one skill, and no skill to bear the
// name of an area.
func (l *linter) names() {
	owner := map[string]string{} // of each name, as names are compared
	for _, s := range l.skills {
		if slices.Contains(l.Areas(), s.ID) {
			l.find("skill", s.ID, "is an area too; rename one of them", "id")
		}
		for i, n := range append([]string{s.ID, s.Name}, s.Aliases...) {
			path := []any{[]string{"id", "name", "aliases"}[min(i, 2)]}
			if i >= 2 {
				path = append(path, i-2)
			}
			n = Normal(n)
			if other, taken := owner[n]; taken && other != s.ID {
				l.find("skill", s.ID, fmt.Sprintf("%q may mean %s too; keep it for one of them", n, other), path...)
			}
			owner[n] = s.ID
		}
	}
}

// anchors wants each skill to say what one can do at levels 1, 3 and 5: the
// questionnaire asks by them.
func (l *linter) anchors() {
	for _, s := range l.skills {
		var without []string
		for _, level := range []int{1, 3, 5} {
			if !strings.HasPrefix(s.CanDo[level], "I can ") {
				without = append(without, fmt.Sprint(level))
			}
		}
		if len(without) > 0 {
			l.find("skill", s.ID, fmt.Sprintf("can_do has no \"I can ...\" at %s; write one", strings.Join(without, ", ")), "can_do")
		}
	}
}
