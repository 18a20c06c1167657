package recommend

import (
	"fmt"
	"slices"
	"strings"
)

// why puts the numbers of one place in an order into a sentence: what it
// builds on, what it prepares, what it lacks; where none of these decides,
// what it would cost to read it before its predecessor.
func (o *orderer) why(order []Ordered, n int) string {
	e := &order[n]
	var parts []string
	if n == 0 && len(e.Missing) == 0 {
		parts = append(parts, "you have what it asks for")
	}
	if on := o.builtOn(e); on != "" {
		parts = append(parts, "builds on "+on)
	}
	if len(e.LeadsTo) > 0 {
		parts = append(parts, "prepares "+o.titles(e.LeadsTo))
	}
	if len(e.Missing) > 0 {
		var lacks []string
		for _, m := range e.Missing {
			lacks = append(lacks, fmt.Sprintf("%s (asks %s, you have %s)", m.Name, m.Need.Number(), m.Have.Number()))
		}
		parts = append(parts, fmt.Sprintf("readiness %.0f%%: short in %s", 100*e.Readiness, Enumerate(lacks)))
	}
	if len(parts) == 0 {
		parts = append(parts, o.tradeWhy(order, n))
	}
	return strings.Join(parts, "; ")
}

// tradeWhy says what it costs to read step n before its predecessor, in the
// terms of the score: learning it later or less, and going from deep to
// shallow.
func (o *orderer) tradeWhy(order []Ordered, n int) string {
	if o.byText() {
		return o.placeWhy(n)
	}
	prev := &order[n-1]
	swapped := slices.Clone(o.seq)
	swapped[n-1], swapped[n] = swapped[n], swapped[n-1]
	gain := (o.gains(o.seq) - o.gains(swapped)) * 100
	switch {
	case gain >= 0.05:
		return fmt.Sprintf("stands on none of the books before it; to read it before %s would cost %.1f%% of what all these books bring", prev.Title, gain)
	case o.depth[o.seq[n]] > o.depth[o.seq[n-1]]+0.05:
		return fmt.Sprintf("stands on none of the books before it; goes deeper into the map of skills than %s (%.1f against %.1f)",
			prev.Title, o.depth[o.seq[n]], o.depth[o.seq[n-1]])
	}
	return "stands on none of the books before it; might as well change places with " + prev.Title
}

// builtOn names each earlier book with the skills it gave, at most three books.
func (o *orderer) builtOn(e *Ordered) string {
	var ids []string
	skills := map[string][]string{}
	for _, b := range e.BuildsOn {
		if !slices.Contains(ids, b.Book) {
			ids = append(ids, b.Book)
		}
		skills[b.Book] = append(skills[b.Book], b.Name)
	}
	var parts []string
	for _, id := range ids[:min(3, len(ids))] {
		parts = append(parts, fmt.Sprintf("%s (%s)", o.Catalog.Book(id).Title, strings.Join(skills[id], ", ")))
	}
	return Enumerate(parts)
}

// titles names books, at most three.
func (o *orderer) titles(ids []string) string {
	var names []string
	for _, id := range ids[:min(3, len(ids))] {
		names = append(names, o.Catalog.Book(id).Title)
	}
	if more := len(ids) - len(names); more > 0 {
		names = append(names, fmt.Sprintf("%d more", more))
	}
	return Enumerate(names)
}

// Enumerate joins parts as in prose: "a", "a and b", "a, b and c".
func Enumerate(parts []string) string {
	if n := len(parts); n > 1 {
		return strings.Join(parts[:n-1], ", ") + " and " + parts[n-1]
	}
	return strings.Join(parts, "")
}
