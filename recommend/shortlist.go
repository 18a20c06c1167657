package recommend

import (
	"cmp"
	"slices"
)

// The shortlist bounds what the search looks at, so that a plan over a hundred
// thousand books takes no longer than one over a few hundred.
const (
	// shortlistFrom is from how many books on there is a shortlist at all.
	shortlistFrom = 320
	// goalQuota and needQuota are how many books each wanted skill, and each
	// skill that a book of the list needs, may bring in. A plan reads one or
	// two books on a skill; the quota leaves room for taste, level and hours.
	// With 20 and 6 the plans for all skills and areas were worth half a percent
	// less; with 30 and 10 they are worth a little more and proofs much less.
	goalQuota, needQuota = 24, 8
	// fusion is the constant of reciprocal rank fusion (Cormack, Clarke and
	// Buettcher 2009).
	fusion = 60
)

// shortlist picks the items that may be in a plan: for each wanted skill the
// best of those that teach it, then for each skill that these need beyond the
// start the best of those, and so on down. The best are those that stand high,
// on the whole, by three orders: what they bring towards the level wanted for
// an hour, less where they ask for more than there is at the start; how far they
// bring it; and how little they ask beyond the start. Items stay that are
// pinned, begun or in the plan before. It keeps the items' order. Cost O(items
// log items) for each skill.
func shortlist(items []item, start, goal []float64) []item {
	if len(items) <= shortlistFrom {
		return items
	}
	teachers := make([][]int, len(start))
	in := make([]bool, len(items))
	for i := range items {
		in[i] = items[i].must || items[i].begun || items[i].was > 0
		for _, t := range items[i].gains {
			if t.level > start[t.skill] {
				teachers[t.skill] = append(teachers[t.skill], i)
			}
		}
	}
	wanted := make([]float64, len(start)) // by skill, the highest level that is of use
	var queue []int
	want := func(skill int, level float64) {
		if level > start[skill] && wanted[skill] == 0 {
			queue = append(queue, skill)
		}
		wanted[skill] = max(wanted[skill], level)
	}
	needs := func(i int) {
		for _, n := range items[i].needs {
			want(n.skill, n.level)
		}
	}
	for k, g := range goal {
		want(k, g)
	}
	for i := range items {
		if in[i] {
			needs(i)
		}
	}
	for n := 0; n < len(queue); n++ {
		k := queue[n]
		quota := needQuota
		if goal[k] > start[k] {
			quota = goalQuota
		}
		for _, i := range ranked(items, teachers[k], k, start, wanted[k])[:min(quota, len(teachers[k]))] {
			if !in[i] {
				in[i] = true
				needs(i)
			}
		}
	}
	var out []item
	for i := range items {
		if in[i] {
			out = append(out, items[i])
		}
	}
	return out
}

// ranked orders items that teach a skill, the best first, equals by place.
func ranked(items []item, teachers []int, skill int, start []float64, wanted float64) []int {
	type entry struct {
		item             int
		rate, level, gap float64
		score            float64
	}
	list := make([]entry, len(teachers))
	for n, i := range teachers {
		e := entry{item: i}
		for _, t := range items[i].gains {
			if t.skill == skill {
				e.level = min(t.level, wanted)
			}
		}
		for _, need := range items[i].needs {
			miss := max(0, need.level-start[need.skill])
			e.gap += miss * miss
		}
		e.rate = (e.level - start[skill]) / items[i].felt / (1 + e.gap)
		list[n] = e
	}
	for _, order := range []func(a, b entry) int{
		func(a, b entry) int { return cmp.Compare(b.rate, a.rate) },
		func(a, b entry) int { return cmp.Compare(b.level, a.level) },
		func(a, b entry) int { return cmp.Compare(a.gap, b.gap) },
	} {
		slices.SortFunc(list, func(a, b entry) int { return cmp.Or(order(a, b), cmp.Compare(a.item, b.item)) })
		rank := 0
		for n := range list {
			if n > 0 && order(list[n-1], list[n]) != 0 {
				rank = n // equals share a rank
			}
			list[n].score += 1 / (fusion + float64(rank))
		}
	}
	slices.SortFunc(list, func(a, b entry) int { return cmp.Or(cmp.Compare(b.score, a.score), cmp.Compare(a.item, b.item)) })
	out := make([]int, len(list))
	for n := range list {
		out[n] = list[n].item
	}
	return out
}
