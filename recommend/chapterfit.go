package recommend

import (
	"slices"

	"readpath/catalog"
)

// fit chooses among the chapters to read those that bring most within the
// limit of pages, then skims what still has room.
func (c *chapterProblem) fit(cp *ChapterPlan) {
	judged := cp.Chapters
	s := &chapterSearch{c: c, limit: cp.Limit, do: slices.Repeat([]Doing{DoSkip}, len(judged))}
	for i, j := range judged {
		if j.Do == DoRead {
			s.may = append(s.may, i)
		}
	}
	s.fill()
	for s.exchange() {
	}
	room := cp.Limit - s.pages
	for i, j := range judged {
		if n := turned(DoSkim, j.Pages); j.Do == DoSkim && n <= room {
			s.do[i] = DoSkim
			room -= n
		}
	}
	cp.Chapters = c.run(s.do)
	for i := range cp.Chapters {
		got, was := &cp.Chapters[i], judged[i]
		got.Why, got.Skill, got.Name, got.Have, got.Level, got.For = was.Why, was.Skill, was.Name, was.Have, was.Level, was.For
		if got.Do != was.Do {
			got.Why = ChapterNoRoom
		}
	}
	c.restate(cp.Chapters)
}

// restate says of each chapter what the reader has by then in the skill that
// its reason is about.
func (c *chapterProblem) restate(steps []ChapterStep) {
	state := map[string]float64{}
	for i := range steps {
		if steps[i].Skill != "" && steps[i].Why != ChapterHad {
			steps[i].Have = catalog.Level(c.at(state, steps[i].Skill))
		}
		for _, g := range steps[i].Gains {
			state[g.Skill] = float64(g.After)
		}
	}
}

// chapterSearch is a set of chapters to read on its way to a better one.
type chapterSearch struct {
	c     *chapterProblem
	limit int
	may   []int // chapters, from 0
	do    []Doing
	pages int
	value float64
}

const (
	// least is a gain in value that is more than the rounding of sums.
	least = 1e-12
	// clearly is how many times better per page a bundle must be than an
	// earlier one: like chapters are read in the book's order.
	clearly = 1.02
)

// valueOf is what reading a set brings, and whether each chapter of it can be
// read.
func (s *chapterSearch) valueOf(do []Doing) (value float64, ok bool) {
	for _, step := range s.c.run(do) {
		if step.Do == DoRead && step.Readiness < stretchFrom {
			return 0, false
		}
		value += step.Value
	}
	return value, true
}

// fill adds the bundle of best value per page until none fits.
func (s *chapterSearch) fill() {
	for {
		var best []int
		var bestValue, bestDensity float64
		for _, i := range s.may {
			if s.do[i] == DoRead {
				continue
			}
			for _, add := range [][]int{{i}, s.bundle(i)} {
				pages := s.count(add)
				if s.pages+pages > s.limit {
					continue
				}
				trial := slices.Clone(s.do)
				for _, a := range add {
					trial[a] = DoRead
				}
				v, ok := s.valueOf(trial)
				if density := (v - s.value) / float64(max(1, pages)); ok && density > bestDensity*clearly+least {
					best, bestValue, bestDensity = add, v, density
				}
			}
		}
		if best == nil {
			return
		}
		for _, a := range best {
			s.do[a] = DoRead
		}
		s.pages += s.count(best)
		s.value = bestValue
	}
}

// count is the pages of chapters.
func (s *chapterSearch) count(chapters []int) (pages int) {
	for _, i := range chapters {
		pages += s.c.parts[i].pages
	}
	return pages
}

// bundle is a chapter with the earlier ones, not read yet, that teach what it
// asks for and the reader lacks, and theirs.
func (s *chapterSearch) bundle(i int) []int {
	set := []int{i}
	for n := 0; n < len(set); n++ {
		for _, need := range s.c.parts[set[n]].needs {
			if float64(need.Level) <= s.c.from[need.Skill] {
				continue
			}
			for _, e := range s.may {
				teaches := slices.ContainsFunc(s.c.parts[e].ways, func(w way) bool { return w.skill == need.Skill })
				if e < set[n] && teaches && s.do[e] != DoRead && !slices.Contains(set, e) {
					set = append(set, e)
				}
			}
		}
	}
	return set
}

// exchange makes one change that is for the better: a chapter goes, or a bundle
// comes in place of what is worth least per page; and what room is left is
// filled. It is false if no such change helps.
func (s *chapterSearch) exchange() bool {
	for n, i := range s.may {
		if s.do[i] == DoRead {
			trial := s.clone()
			trial.may = slices.Delete(slices.Clone(s.may), n, n+1)
			if trial.drop(i) && s.improve(trial) {
				return true
			}
			continue
		}
		for _, one := range []bool{false, true} {
			if trial := s.clone(); trial.force(s.bundle(i), one) && s.improve(trial) {
				return true
			}
		}
	}
	return false
}

// improve fills the trial, and takes it over if it is worth more.
func (s *chapterSearch) improve(trial *chapterSearch) bool {
	if trial.fill(); trial.value <= s.value+least {
		return false
	}
	s.do, s.pages, s.value = trial.do, trial.pages, trial.value
	return true
}

func (s *chapterSearch) clone() *chapterSearch {
	c := *s
	c.do = slices.Clone(s.do)
	return &c
}

// drop takes a chapter out; false if another cannot be read without it.
func (s *chapterSearch) drop(i int) bool {
	s.do[i] = DoSkip
	s.pages -= s.c.parts[i].pages
	v, ok := s.valueOf(s.do)
	s.value = v
	return ok
}

// force takes chapters in, and others out until there is room: what is worth
// least per page first, or one alone, the least that makes room. It is false if
// that cannot be.
func (s *chapterSearch) force(add []int, one bool) bool {
	for _, a := range add {
		s.do[a] = DoRead
	}
	s.pages += s.count(add)
	var ok bool
	if s.value, ok = s.valueOf(s.do); !ok {
		return false
	}
	for s.pages > s.limit {
		var best *chapterSearch
		loss := 0.0
		for _, i := range s.may {
			if s.do[i] != DoRead || slices.Contains(add, i) {
				continue
			}
			trial := s.clone()
			if !trial.drop(i) || one && trial.pages > s.limit {
				continue
			}
			l := s.value - trial.value
			if !one {
				l /= float64(max(1, s.c.parts[i].pages))
			}
			if best == nil || l < loss {
				best, loss = trial, l
			}
		}
		if best == nil {
			return false
		}
		*s = *best
	}
	return true
}
