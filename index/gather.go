package index

import (
	"slices"

	"readpath/catalog"
	"readpath/index/disk"
)

// How many books a skill may bring into a plan's choice, and all skills
// together. The search behind it shortlists again, by the whole state of the
// reader; this leaves it plenty, and reading them is most of what a plan over
// a library costs.
const (
	mostGathered = 400
	goalQuota    = 60 // of a wanted skill, and never less than needQuota
	needQuota    = 8  // of a skill that books of the choice ask for
)

// Gather takes books into Catalog that may be in a plan: for each wanted skill
// those of all libraries that promise most, then for each skill that these ask
// for beyond where the reader stands the same, and so on down, 400 at most. A
// reader stands at level from(skill). Without libraries on disk there is
// nothing to do.
func (l *Library) Gather(wants catalog.Levels, from func(skill string) catalog.Level, taste disk.Taste) error {
	if len(l.disks) == 0 {
		return nil
	}
	l.taken.mu.Lock()
	defer l.taken.mu.Unlock()
	wanted := map[string]catalog.Level{}
	var queue []string
	want := func(skill string, level catalog.Level) {
		if level > max(from(skill), wanted[skill]) {
			if wanted[skill] == 0 {
				queue = append(queue, skill)
			}
			wanted[skill] = level
		}
	}
	for _, w := range wants {
		want(w.Skill, w.Level)
	}
	goals := len(queue)
	quota := min(goalQuota, max(needQuota, mostGathered/2/max(goals, 1)))
	left := mostGathered
	for i := 0; i < len(queue) && left > 0; i++ {
		if i == goals {
			quota = needQuota
		}
		skill := queue[i]
		books, err := l.teaching(disk.Want{Skill: skill, From: from(skill), To: wanted[skill], Most: min(quota, left), Taste: taste})
		if err != nil {
			return err
		}
		for n, id := range l.pick(books, true) {
			if id == "" {
				continue
			}
			left--
			for _, r := range books[n].Requires {
				want(r.Skill, r.Level)
			}
		}
		// Books of the files are in the choice anyway, but what the taxonomy
		// says a skill stands on may be what a gathered book takes for granted.
		if s := l.cat.Skill(skill); s != nil && i < goals {
			for _, r := range s.Requires {
				want(r.Skill, r.Level)
			}
		}
	}
	return l.build()
}

// teaching are the most promising books of all libraries for a want, fused by
// their ranks.
func (l *Library) teaching(want disk.Want) ([]*catalog.Book, error) {
	type ranked struct {
		book *catalog.Book
		rank int
	}
	var all []ranked
	for _, d := range l.disks {
		cands, err := d.Teaching(want)
		if err != nil {
			return nil, err
		}
		books, err := d.Load(cands)
		if err != nil {
			return nil, err
		}
		for rank, b := range books {
			all = append(all, ranked{b, rank})
		}
	}
	slices.SortStableFunc(all, func(a, b ranked) int { return a.rank - b.rank })
	books := make([]*catalog.Book, 0, want.Most)
	for _, r := range all[:min(want.Most, len(all))] {
		books = append(books, r.book)
	}
	return books, nil
}
