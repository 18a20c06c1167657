package catalog

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"readpath/catalog/yamlfile"
)

// A Finding is what the linter has to say about one entry. A fault is wrong
// whatever one thinks of the book; a warning is a likely slip, which a curator
// mends, or accepts in the entry with a reason:
//
//	accept: {neighbours: For everybody; its neighbours are textbooks.}
type Finding struct {
	Fault
	Rule     string `json:"rule"`
	Warning  bool   `json:"-"`
	Accepted string `json:"accepted,omitempty"` // why the entry accepts the warning
}

// String is "file:line: what", with "warning: " before what, as compilers do.
func (f Finding) String() string {
	if f.Warning {
		f.What = "warning: " + f.What
	}
	return f.Fault.String()
}

// A rule is one thing that the linter looks for.
type rule struct {
	name    string // as accept names it
	warning bool
	check   func(*linter)
}

// rules are all rules, in the order in which findings of one line stand.
var rules = []rule{
	{"gain", false, (*linter).gain},
	{"duplicate", false, (*linter).duplicates},
	{"also", false, (*linter).otherNames},
	{"chapters", false, (*linter).chapters},
	{"isbn", false, (*linter).isbns},
	{"missing", true, (*linter).missing},
	{"description", true, (*linter).descriptions},
	{"halves", true, (*linter).halves},
	{"leap", true, (*linter).leaps},
	{"neighbours", true, (*linter).neighbours},
	{"age", true, (*linter).ages},
	{"reach", true, (*linter).reach},
	{"untaught", true, (*linter).untaught},
	{"redundant", true, (*linter).redundant},
	{"names", true, (*linter).names},
	{"anchors", true, (*linter).anchors},
}

// Lint loads the sources as [Load] does and looks for what makes a catalog
// worse without making it invalid. Ages are judged in the given year. The
// findings, accepted warnings among them, are in the order of files and lines;
// the error is that of Load.
//
// Cost: that of Load, and for b books O(b^2) comparisons of what they teach.
func Lint(year int, sources ...Source) (*Catalog, []Finding, error) {
	cat, from, err := load(sources)
	if err != nil {
		return nil, nil, err
	}
	l := &linter{Catalog: cat, from: from, year: year, accepted: map[string]bool{}}
	for _, l.rule = range rules {
		l.rule.check(l)
	}
	l.acceptances()
	slices.SortStableFunc(l.found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return cat, l.found, nil
}

// linter collects the findings of one catalog.
type linter struct {
	*Catalog
	from     *loader
	year     int
	rule     rule            // that is being checked
	accepted map[string]bool // by "book id rule": the entry accepts something that is there
	found    []Finding
}

// find notes what the rule being checked has found, and what to do about it.
func (l *linter) find(thing, id, what string, path ...any) {
	f := Finding{Fault: l.from.at(thing, id, path...), Rule: l.rule.name, Warning: l.rule.warning}
	f.What = fmt.Sprintf("%s %s: %s", thing, id, what)
	if f.Warning {
		f.Accepted = l.from.places[thing+" "+id].accept[f.Rule]
		l.accepted[thing+" "+id+" "+f.Rule] = true
	}
	l.found = append(l.found, f)
}

// acceptances wants every accept to name a warning that there is, and why it
// is right as it is.
func (l *linter) acceptances() {
	var acceptable []string
	for _, r := range rules {
		if r.warning {
			acceptable = append(acceptable, r.name)
		}
	}
	for _, key := range slices.Sorted(maps.Keys(l.from.places)) {
		thing, id, _ := strings.Cut(key, " ")
		accept := l.from.places[key].accept
		for _, name := range slices.Sorted(maps.Keys(accept)) {
			what := ""
			l.rule = rule{name: "accept"}
			switch {
			case !slices.Contains(acceptable, name):
				what = notOneOf("accept", name, acceptable) + yamlfile.DidYouMean(name, acceptable)
			case strings.TrimSpace(accept[name]) == "":
				what = fmt.Sprintf("accepts %s without a reason; say why it is right", name)
			case !l.accepted[key+" "+name]:
				what = fmt.Sprintf("accepts %s, which finds nothing here any more; take it out", name)
				l.rule.warning = true
			default:
				continue
			}
			l.find(thing, id, what, "accept", name)
		}
	}
}
