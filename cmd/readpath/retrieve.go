package main

import (
	"fmt"
	"strings"

	"readpath/catalog"
	"readpath/index"
	"readpath/index/disk"
	"readpath/profiles"
	"readpath/recommend"
)

const (
	retrievedBooks = 40  // how many books a text goal may draw on
	leastRelevant  = 0.2 // of the best match's score, to count as being about it
)

// retrieve searches for what the text goals are about.
func retrieve(lib *index.Library, goals []profiles.Goal) (map[string]recommend.Retrieval, error) {
	found := map[string]recommend.Retrieval{}
	for _, g := range goals {
		if g.Text == "" {
			continue
		}
		r := recommend.Retrieval{Skills: mentioned(lib.Catalog(), g.Text)}
		hits, err := lib.Books(g.Text, retrievedBooks)
		if err != nil {
			return nil, err
		}
		top := 0.0
		for _, h := range hits {
			top = max(top, h.Score)
		}
		for _, h := range hits {
			if score := h.Score / top; score >= leastRelevant {
				r.Books = append(r.Books, recommend.Scored{ID: h.ID, Score: score})
			}
		}
		if len(r.Skills) == 0 && len(r.Books) == 0 {
			return nil, fmt.Errorf("goal %q: %w", g.Text, errNothingFound)
		}
		found[g.Text] = r
	}
	return found, nil
}

// gather takes books of libraries on disk into a request's catalog that its
// plan may choose from.
func gather(lib *index.Library, r *recommend.Request) error {
	wants, from := recommend.Wants(r)
	want := r.Profile.Prefer
	err := lib.Gather(wants, func(skill string) catalog.Level { return catalog.Level(from[skill]) }, disk.Taste{
		Languages: want.Languages, MaxPages: want.MaxPages, NewestAfter: want.NewestAfter, FreeOnly: want.FreeOnly, Kinds: want.Kinds,
	})
	r.Catalog = lib.Catalog()
	return err
}

// mentioned are the skills that a text names, by name or alias; a name that is
// a part of a longer one that is there too does not count.
func mentioned(cat *catalog.Catalog, text string) []recommend.Scored {
	padded := " " + catalog.Normal(text) + " "
	type mention struct{ skill, name string }
	var all []mention
	for _, s := range cat.Skills() {
		longest := ""
		for _, n := range append([]string{s.ID, s.Name}, s.Aliases...) {
			if n = catalog.Normal(n); len(n) > len(longest) && strings.Contains(padded, " "+n+" ") {
				longest = n
			}
		}
		if longest != "" {
			all = append(all, mention{s.ID, longest})
		}
	}
	var out []recommend.Scored
	for _, m := range all {
		covered := false
		for _, o := range all {
			covered = covered || len(o.name) > len(m.name) && strings.Contains(" "+o.name+" ", " "+m.name+" ")
		}
		if !covered {
			out = append(out, recommend.Scored{ID: m.skill, Score: 1})
		}
	}
	return out
}
