package catalog

import (
	"fmt"
	"maps"
	"math"
	"regexp"
	"slices"
	"strings"

	"readpath/catalog/yamlfile"
)

// Fault and Faults are what loading reports: every fault of every file at
// once, each with its place.
type (
	Fault  = yamlfile.Fault
	Faults = yamlfile.Faults
)

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.+_-]*$`)

// New makes a catalog of books and skills, checked as [Load] checks files.
// The error is a [Faults] whose File is the id of the book or skill at fault.
func New(books []Book, skills []Skill) (*Catalog, error) {
	return build(books, skills, func(thing, id string, _ ...any) Fault {
		return Fault{File: thing + " " + id}
	}, false)
}

// place finds where a part of a book or skill was defined. thing is "book" or
// "skill"; path leads to the part, as in [yamlfile.Doc.Line].
type place func(thing, id string, path ...any) Fault

// checker collects the faults of books and skills.
type checker struct {
	*Catalog
	at     place
	partly bool // some files could not be read: an unknown id is no fault
	faults Faults
}

func build(books []Book, skills []Skill, at place, partly bool) (*Catalog, error) {
	c := &checker{at: at, partly: partly, Catalog: &Catalog{
		books:   books,
		skills:  skills,
		bookAt:  make(map[string]int, len(books)),
		skillAt: make(map[string]int, len(skills)),
	}}
	for i := range skills {
		if _, twice := c.skillAt[skills[i].ID]; twice {
			c.fault("skill", skills[i].ID, "stands twice")
		}
		c.skillAt[skills[i].ID] = i
	}
	for i := range books {
		if _, twice := c.bookAt[books[i].ID]; twice {
			c.fault("book", books[i].ID, "stands twice")
		}
		c.bookAt[books[i].ID] = i
	}
	for i := range skills {
		c.checkSkill(&skills[i])
	}
	for i := range books {
		c.checkBook(&books[i])
	}
	c.checkCycles()
	c.checkSupersedes()
	if len(c.faults) > 0 {
		c.faults.Sort()
		return nil, c.faults
	}
	c.replaced()
	return c.Catalog, nil
}

// fault records that a part of a thing is wrong.
func (c *checker) fault(thing, id, what string, path ...any) {
	f := c.at(thing, id, path...)
	f.What = fmt.Sprintf("%s %s: %s", thing, id, what)
	c.faults = append(c.faults, f)
}

func (c *checker) checkSkill(s *Skill) {
	bad := func(what string, path ...any) { c.fault("skill", s.ID, what, path...) }
	if !idForm.MatchString(s.ID) {
		bad(idFault(s.ID), "id")
	}
	if s.Name == "" {
		bad("has no name", "name")
	}
	if s.Area == "" {
		bad("has no area", "area")
	} else if !idForm.MatchString(s.Area) {
		bad("area "+idFault(s.Area), "area")
	}
	if s.HalfLife != 0 && !(s.HalfLife >= 0.5 && s.HalfLife <= 1000) {
		bad(fmt.Sprintf("half_life %v is not from 0.5 to 1000 years", s.HalfLife), "half_life")
	}
	for _, l := range slices.Sorted(maps.Keys(s.CanDo)) {
		if l < 1 || l > 5 {
			bad(fmt.Sprintf("can_do %d: levels run from 1 to 5", l), "can_do", fmt.Sprint(l))
		} else if s.CanDo[l] == "" {
			bad(fmt.Sprintf("can_do %d is empty", l), "can_do", fmt.Sprint(l))
		}
	}
	c.checkLevels("skill", s.ID, s.Requires, "requires")
	c.checkLevels("skill", s.ID, s.Brings, "brings")
	for _, l := range s.Brings {
		if s.Requires.At(l.Skill) > 0 {
			bad(fmt.Sprintf("brings %s, which it requires; take out one of them", l.Skill), "brings", l.Skill)
		}
	}
}

func (c *checker) checkBook(b *Book) {
	bad := func(what string, path ...any) { c.fault("book", b.ID, what, path...) }
	if !idForm.MatchString(b.ID) {
		bad(idFault(b.ID), "id")
	}
	if b.Title == "" {
		bad("has no title", "title")
	}
	for i, v := range b.Also {
		if v.Title == "" {
			bad("also has no title", "also", i)
		}
	}
	if b.Edition < 0 || b.Edition > 100 {
		bad(fmt.Sprintf("edition %d is not from 1 to 100", b.Edition), "edition")
	}
	const oldest, newest = -3000, 2100
	if b.Year != 0 && (b.Year < oldest || b.Year > newest) {
		bad(fmt.Sprintf("year %d is not from %d to %d", b.Year, oldest, newest), "year")
	}
	if b.FirstYear != 0 && (b.FirstYear < oldest || b.FirstYear > newest) {
		bad(fmt.Sprintf("first_year %d is not from %d to %d", b.FirstYear, oldest, newest), "first_year")
	} else if b.Year != 0 && b.FirstYear > b.Year {
		bad(fmt.Sprintf("first_year %d is after year %d", b.FirstYear, b.Year), "first_year")
	}
	if b.Pages < 0 || b.Pages > 20000 {
		bad(fmt.Sprintf("pages %d is not from 1 to 20000", b.Pages), "pages")
	}
	if b.PagesAbout < 0 || b.PagesAbout > 20000 {
		bad(fmt.Sprintf("pages_about %d is not from 1 to 20000", b.PagesAbout), "pages_about")
	} else if b.Pages > 0 && b.PagesAbout > 0 {
		bad("has pages and pages_about; take out one of them", "pages_about")
	}
	if b.ISBN != "" {
		if isbn, err := ParseISBN(b.ISBN); err != nil {
			bad(err.Error(), "isbn")
		} else {
			b.ISBN = isbn
		}
	}
	if b.Kind != "" && !slices.Contains(Kinds, string(b.Kind)) {
		bad(notOneOf("kind", string(b.Kind), Kinds), "kind")
	}
	if b.Density != "" && !slices.Contains(Densities, string(b.Density)) {
		bad(notOneOf("density", string(b.Density), Densities), "density")
	}
	if p := b.Practice; p.Known && !(p.Value >= 0 && p.Value <= 1) {
		bad(fmt.Sprintf("practice %v is not from 0 (theory) to 1 (hands-on)", p.Value), "practice")
	}
	for i, r := range b.Recommended {
		if r.Name == "" {
			bad("recommended_by has no name", "recommended_by", i)
		}
	}
	if s := b.Series; s != nil && (s.Name == "" || math.IsNaN(s.Number) || math.IsInf(s.Number, 0)) {
		bad("series needs a name and a number", "series")
	}
	if inf := b.Inferred; inf != nil {
		if !inf.Level.Valid() {
			bad(fmt.Sprintf("inferred level %v is not from 0 to 5", float64(inf.Level)), "inferred", "level")
		}
		if !(inf.Confidence >= 0 && inf.Confidence <= 1) {
			bad(fmt.Sprintf("inferred confidence %v is not from 0 to 1", inf.Confidence), "inferred", "confidence")
		}
	}
	c.checkLevels("book", b.ID, b.Requires, "requires")
	c.checkLevels("book", b.ID, b.Teaches, "teaches")
	for i, ch := range b.Chapters {
		if ch.Title == "" {
			bad(fmt.Sprintf("chapter %d has no title", i+1), "chapters", i)
		}
		if ch.Pages < 0 || b.Pages > 0 && ch.Pages > b.Pages {
			bad(fmt.Sprintf("chapter %d has %d pages, the book %d", i+1, ch.Pages, b.Pages), "chapters", i, "pages")
		}
		c.checkLevels("book", b.ID, ch.Requires, "chapters", i, "requires")
		c.checkLevels("book", b.ID, ch.Teaches, "chapters", i, "teaches")
	}
}

// checkLevels wants known skills, each once, at levels above 0 and up to 5.
func (c *checker) checkLevels(thing, id string, ls Levels, path ...any) {
	seen := make(map[string]bool, len(ls))
	for _, l := range ls {
		where := append(slices.Clone(path), l.Skill)
		if c.Skill(l.Skill) == nil && !c.partly {
			c.fault(thing, id, fmt.Sprintf("unknown skill %q%s", l.Skill, yamlfile.DidYouMean(l.Skill, c.SkillIDs())), where...)
		}
		if seen[l.Skill] {
			c.fault(thing, id, fmt.Sprintf("skill %q stands twice", l.Skill), where...)
		}
		seen[l.Skill] = true
		if !l.Level.Valid() || l.Level == 0 {
			c.fault(thing, id, fmt.Sprintf("level %v of %s is not above 0 and up to 5", float64(l.Level), l.Skill), where...)
		}
	}
}

// checkCycles reports one cycle for each knot of skills that require or bring
// one another, as "a -> b -> a".
func (c *checker) checkCycles() {
	next := func(id string) []string {
		if s := c.Skill(id); s != nil {
			return append(s.Requires.Skills(), s.Brings.Skills()...)
		}
		return nil
	}
	for _, cycle := range cycles(c.skillIDsInOrder(), next) {
		c.fault("skill", cycle[0], "requires itself: "+strings.Join(cycle, " -> "), "requires")
	}
}

func (c *checker) skillIDsInOrder() []string {
	ids := make([]string, len(c.skills))
	for i := range c.skills {
		ids[i] = c.skills[i].ID
	}
	return ids
}

// checkSupersedes wants known books and no circle of replacements.
func (c *checker) checkSupersedes() {
	ids := make([]string, len(c.books))
	for i := range c.books {
		b := &c.books[i]
		ids[i] = b.ID
		for j, old := range b.Supersedes {
			if c.Book(old) == nil && !c.partly {
				c.fault("book", b.ID, fmt.Sprintf("supersedes unknown book %q%s", old, yamlfile.DidYouMean(old, c.BookIDs())), "supersedes", j)
			}
		}
	}
	next := func(id string) []string {
		if b := c.Book(id); b != nil {
			return b.Supersedes
		}
		return nil
	}
	for _, cycle := range cycles(ids, next) {
		c.fault("book", cycle[0], "supersedes itself: "+strings.Join(cycle, " -> "), "supersedes")
	}
}

// cycles returns a closed walk ("a", "b", "a") for every back edge that a
// depth-first search in the order of ids meets. Cost O(V+E).
func cycles(ids []string, next func(string) []string) [][]string {
	const (
		unseen = iota
		open
		closed
	)
	state := make(map[string]int, len(ids))
	var path []string
	var found [][]string
	var visit func(id string)
	visit = func(id string) {
		state[id] = open
		path = append(path, id)
		for _, n := range next(id) {
			switch state[n] {
			case unseen:
				visit(n)
			case open:
				from := slices.Index(path, n)
				found = append(found, append(slices.Clone(path[from:]), n))
			}
		}
		path = path[:len(path)-1]
		state[id] = closed
	}
	for _, id := range ids {
		if state[id] == unseen {
			visit(id)
		}
	}
	return found
}

func idFault(id string) string {
	if id == "" {
		return "has no id"
	}
	return fmt.Sprintf("id %q may have only lower-case letters, digits and . + _ -", id)
}

func notOneOf(field, got string, known []string) string {
	return fmt.Sprintf("%s %q is not one of %s", field, got, strings.Join(known, ", "))
}
