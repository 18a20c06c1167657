package catalog

import (
	"maps"
	"slices"
	"sync"
)

// A Catalog is a set of books and the map of skills under them. It is valid
// and does not change; callers must not modify what it returns.
type Catalog struct {
	books   []Book
	skills  []Skill
	bookAt  map[string]int
	skillAt map[string]int
	newer   map[string]string // by id, the first book that replaces it

	sorting sync.Once
	sorted  []string // ids of books, once they are asked for

	ranking sync.Once
	topo    []string // ids of skills, once they are asked for
}

// replaced fills in newer; it is called once, when the books stand.
func (c *Catalog) replaced() {
	c.newer = map[string]string{}
	for i := range c.books {
		for _, old := range c.books[i].Supersedes {
			if _, there := c.newer[old]; !there {
				c.newer[old] = c.books[i].ID
			}
		}
	}
}

// Books are all books, in the order of the files they came from.
func (c *Catalog) Books() []Book { return c.books }

// Skills are all skills, in the order of the files they came from.
func (c *Catalog) Skills() []Skill { return c.skills }

// Book is the book of an id, nil if there is none.
func (c *Catalog) Book(id string) *Book {
	if i, ok := c.bookAt[id]; ok {
		return &c.books[i]
	}
	return nil
}

// Skill is the skill of an id, nil if there is none.
func (c *Catalog) Skill(id string) *Skill {
	if i, ok := c.skillAt[id]; ok {
		return &c.skills[i]
	}
	return nil
}

// BookIDs are the ids of all books, sorted. Cost: sorting, at the first call.
func (c *Catalog) BookIDs() []string {
	c.sorting.Do(func() { c.sorted = slices.Sorted(maps.Keys(c.bookAt)) })
	return c.sorted
}

// SkillIDs are the ids of all skills, sorted.
func (c *Catalog) SkillIDs() []string { return slices.Sorted(maps.Keys(c.skillAt)) }

// Areas are the areas that skills name, sorted.
func (c *Catalog) Areas() []string {
	seen := map[string]bool{}
	for _, s := range c.skills {
		seen[s.Area] = true
	}
	return slices.Sorted(maps.Keys(seen))
}

// SkillsIn are the ids of an area's skills, in catalog order.
func (c *Catalog) SkillsIn(area string) []string {
	var ids []string
	for _, s := range c.skills {
		if s.Area == area {
			ids = append(ids, s.ID)
		}
	}
	return ids
}

// SkillName is a skill's name, or the id itself where the catalog has no such
// skill.
func (c *Catalog) SkillName(id string) string {
	if s := c.Skill(id); s != nil {
		return s.Name
	}
	return id
}

// TopoSkills are the ids of all skills such that each stands after all that it
// requires or brings; among equals, catalog order. Cost: a walk over the graph,
// at the first call.
func (c *Catalog) TopoSkills() []string {
	c.ranking.Do(func() { c.topo = c.topoSkills() })
	return c.topo
}

func (c *Catalog) topoSkills() []string {
	order := make([]string, 0, len(c.skills))
	done := make(map[string]bool, len(c.skills))
	var visit func(id string)
	visit = func(id string) {
		if done[id] {
			return
		}
		done[id] = true
		s := c.Skill(id)
		for _, below := range [...]Levels{s.Requires, s.Brings} {
			for _, l := range below {
				visit(l.Skill)
			}
		}
		order = append(order, id)
	}
	for _, s := range c.skills {
		visit(s.ID)
	}
	return order
}

// SupersededBy is the id of the catalog's book that replaces the book of an
// id, "" if none does. Where replacements form a chain it is the last.
func (c *Catalog) SupersededBy(id string) string {
	last := ""
	for next := c.newer[id]; next != ""; next = c.newer[next] {
		last = next
	}
	return last
}

// Replaces are the ids of all that a book replaces, directly or through what
// it replaces; nearest first.
func (c *Catalog) Replaces(id string) []string {
	queue := []string{id}
	for i := 0; i < len(queue); i++ {
		b := c.Book(queue[i])
		if b == nil {
			continue
		}
		for _, old := range b.Supersedes {
			if !slices.Contains(queue, old) {
				queue = append(queue, old)
			}
		}
	}
	return queue[1:]
}
