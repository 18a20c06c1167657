package yamlfile

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agnivade/levenshtein"
)

// A Fault is one thing wrong with a file.
type Fault struct {
	File string `json:"file"`
	Line int    `json:"line,omitempty"` // 1-based; 0 when the whole file is meant
	What string `json:"what"`
}

func (f Fault) String() string {
	if f.Line == 0 {
		return fmt.Sprintf("%s: %s", f.File, f.What)
	}
	return fmt.Sprintf("%s:%d: %s", f.File, f.Line, f.What)
}

// Faults is every fault of a set of files. As an error it prints one per line.
type Faults []Fault

func (fs Faults) Error() string {
	lines := make([]string, len(fs))
	for i, f := range fs {
		lines[i] = f.String()
	}
	return strings.Join(lines, "\n")
}

// Sort orders faults by file and line; faults of one line keep their order.
func (fs Faults) Sort() {
	slices.SortStableFunc(fs, func(a, b Fault) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
}

// And adds what a check found to the faults of reading, sorted. What the check
// found at a place that could not be read only follows from that, and is left
// out.
func (fs Faults) And(more Faults) Faults {
	all := slices.Clone(fs)
	for _, m := range more {
		if !slices.ContainsFunc(fs, func(f Fault) bool { return f.File == m.File && f.Line == m.Line }) {
			all = append(all, m)
		}
	}
	all.Sort()
	return all
}

// DidYouMean is "; did you mean "x"?" with the nearest of the known names (up
// to three, nearest first), or "" when none is near.
func DidYouMean(name string, known []string) string {
	near := Nearest(name, known)
	if len(near) == 0 {
		return ""
	}
	for i, n := range near {
		near[i] = fmt.Sprintf("%q", n)
	}
	return "; did you mean " + strings.Join(near, " or ") + "?"
}

// Nearest returns up to three of the known names that name is most likely a
// slip of: at most a third of its letters wrong (two neighbours swapped are one
// wrong letter), or one a part of the other.
// Nearest first, equals by name. Cost O(len(known) len(name)^2).
func Nearest(name string, known []string) []string {
	type cand struct {
		name string
		dist int
	}
	const unrelated = 1 << 20
	name = strings.ToLower(name)
	var cands []cand
	for _, k := range known {
		lower := strings.ToLower(k)
		d := levenshtein.ComputeDistance(name, lower)
		if d == 2 && swapped(name, lower) {
			d = 1
		}
		if d > max(1, len(name)/3) {
			d = unrelated
			if len(name) >= 3 && strings.Contains(lower, name) || len(lower) >= 3 && strings.Contains(name, lower) {
				d = 100 + len(lower) // behind any misspelling
			}
		}
		if d < unrelated {
			cands = append(cands, cand{k, d})
		}
	}
	slices.SortFunc(cands, func(a, b cand) int {
		return cmp.Or(cmp.Compare(a.dist, b.dist), strings.Compare(a.name, b.name))
	})
	cands = slices.Compact(cands)
	var out []string
	for _, c := range cands[:min(3, len(cands))] {
		out = append(out, c.name)
	}
	return out
}

// swapped says whether a is b with two neighbouring letters swapped, for
// strings two edits apart.
func swapped(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range len(a) - 1 {
		if a[i] != b[i] {
			return a[i] == b[i+1] && a[i+1] == b[i] && a[i+2:] == b[i+2:]
		}
	}
	return false
}
