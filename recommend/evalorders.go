package recommend

import (
	"cmp"
	"errors"
	"math"
	"slices"

	"readpath/catalog"
	"readpath/catalog/published"
)

// OrdersRequest asks how well [Order] agrees with published reading orders.
type OrdersRequest struct {
	Catalog *catalog.Catalog
	Model   Model
	Year    int // of today, for the age of books
	Lists   []published.Order
}

// An OrdersReport says how often Order puts two books in the order of a
// published list. A pair is a book and one of a later group of the same list;
// it is covered where the catalog has both and they are two books. The books
// of a list that the catalog has are ordered together, for the reader of whom
// nothing is known.
type OrdersReport struct {
	Strong    OrdersScore `json:"strong"` // over the lists that state an order
	All       OrdersScore `json:"all"`    // over these and those that hint at one
	Lists     []ListScore `json:"lists"`  // with a covered pair; the least share in order first
	Ambiguous []Unmatched `json:"ambiguous"`
	Missing   []Unmatched `json:"missing"`
}

// OrdersScore sums up lists.
type OrdersScore struct {
	Lists    int     `json:"lists"`
	Scored   int     `json:"scored"` // lists with a covered pair
	Pairs    int     `json:"pairs"`
	Covered  int     `json:"covered"`
	Coverage float64 `json:"coverage"` // covered of pairs; 0 where there are none
	Sources  int     `json:"sources"`  // with a covered pair

	Order Agreement `json:"order"` // by Order; of trivial orders on the same pairs:
	Level Agreement `json:"level"` // the book of the lower level first
	Year  Agreement `json:"year"`  // the older work first, by its first edition
	Pages Agreement `json:"pages"` // the shorter book first

	Attested Attested `json:"attested"`

	Distances []Distance `json:"distances"`

	// Inversions that put an advanced book before a beginner's, and those of
	// pairs that the list has far the other way than the catalog's levels.
	Reversed     int `json:"reversed"`
	Contradicted int `json:"contradicted"`
}

// Agreement is the share of pairs that are in order. Two books that an order
// cannot tell apart, or does not know enough of, count half.
type Agreement struct {
	BySource float64 `json:"by_source"` // the mean of the sources' shares: each source counts once
	ByPair   float64 `json:"by_pair"`
}

// Distance counts covered pairs by how far the level of the book that the
// expert puts later is above that of the earlier one, from From up to but not
// with To.
type Distance struct {
	Levels   string `json:"levels"` // "below 0", "0 to 0.5", "1.5 and more"
	Covered  int    `json:"covered"`
	Inverted int    `json:"inverted"`
}

// ListScore is how one list came out.
type ListScore struct {
	ID         string             `json:"id"`
	Source     string             `json:"source"`
	Strength   published.Strength `json:"strength"`
	Statement  string             `json:"statement"`
	Pairs      int                `json:"pairs"`
	Covered    int                `json:"covered"`
	InOrder    int                `json:"in_order"`
	Share      float64            `json:"share"`      // in order of covered
	Order      []string           `json:"order"`      // ids, as Order has them
	Inversions []Inversion        `json:"inversions"` // reversed ones first, then from the farthest apart
}

// Inversion is two books that Order puts the other way than a list.
type Inversion struct {
	First    ListedBook `json:"first"` // says the list
	Then     ListedBook `json:"then"`
	Distance float64    `json:"distance"` // in levels, Then above First; to one decimal
	Reversed bool       `json:"reversed"` // an advanced book before a beginner's
}

// ListedBook is a book of the catalog that a list names.
type ListedBook struct {
	ID    string        `json:"id"`
	Title string        `json:"title"`
	Level catalog.Level `json:"level"`
}

// Unmatched is a book that lists name and the catalog does not have for sure.
type Unmatched struct {
	Title  string   `json:"title"`
	Author string   `json:"author"`
	Lists  []string `json:"lists"`          // ids of those that name it
	Near   []string `json:"near,omitempty"` // ids of books that it may be
}

// A beginner's book asks for less than beginner in whatever it asks for, an
// advanced one for a working level in something: these are the scale's words,
// and they say what keeps a reader out, where what a book teaches only says
// what it brings. Besides, they are to be at least farApart levels apart as a
// whole, or a short course beside a broad one would count.
const (
	beginnersBelow catalog.Level = 2
	advancedFrom                 = catalog.Working
	farApart                     = 1.0
)

// reversed reports whether it is a beginner's book that was to come first, and
// an advanced one that was to follow: no reader is served by the other order.
func reversed(first, then *catalog.Book) bool {
	return first.Requires.Max() < beginnersBelow && then.Requires.Max() >= advancedFrom && levelsAbove(first, then) >= farApart
}

// contradicted reports whether the list puts first what is far harder by the
// catalog's levels: either they are at fault, or the list goes by something
// else than difficulty.
func contradicted(first, then *catalog.Book) bool { return levelsAbove(first, then) <= -farApart }

// levelsAbove is how far then's level is above first's, to one decimal as
// levels are.
func levelsAbove(first, then *catalog.Book) float64 {
	return math.Round(float64(then.Level()-first.Level())*10) / 10
}

// distanceEnds are the ends of the classes of distances, in levels.
var distanceEnds = []struct {
	below float64
	name  string
}{
	{0, "below 0"}, {0.5, "0 to 0.5"}, {1, "0.5 to 1"}, {1.5, "1 to 1.5"}, {math.Inf(1), "1.5 and more"},
}

// EvalOrders orders the books of each list and counts. Cost: that of Order for
// each list.
func EvalOrders(r *OrdersRequest) *OrdersReport {
	e := &ordersEval{OrdersRequest: r, matcher: catalog.NewMatcher(r.Catalog)}
	out := &OrdersReport{Lists: []ListScore{}}
	strong, all := newTally(), newTally()
	for i := range r.Lists {
		l := &r.Lists[i]
		score, pairs := e.list(l)
		all.add(score, pairs)
		if l.Strength == published.Strong {
			strong.add(score, pairs)
		}
		if score.Covered > 0 {
			out.Lists = append(out.Lists, *score)
		}
	}
	slices.SortStableFunc(out.Lists, func(a, b ListScore) int {
		return cmp.Or(cmp.Compare(a.Share, b.Share), cmp.Compare(len(b.Inversions), len(a.Inversions)))
	})
	out.Strong, out.All = strong.score(), all.score()
	out.Ambiguous, out.Missing = append([]Unmatched{}, e.ambiguous...), append([]Unmatched{}, e.missing...)
	return out
}

type ordersEval struct {
	*OrdersRequest
	matcher            *catalog.Matcher
	ambiguous, missing []Unmatched
}

// bookPair is a covered pair.
type bookPair struct {
	first, then *catalog.Book
	inverted    bool
}

// list scores one list.
func (e *ordersEval) list(l *published.Order) (*ListScore, []bookPair) {
	score := &ListScore{ID: l.ID, Source: l.Source, Strength: l.Strength, Statement: l.Statement, Inversions: []Inversion{}}
	groups := make([][]*catalog.Book, len(l.Groups)) // nil where the catalog has no such book
	for g, books := range l.Groups {
		for _, b := range books {
			groups[g] = append(groups[g], e.match(b, l.ID))
		}
	}
	var pairs []bookPair
	for g, earlier := range groups {
		for _, first := range earlier {
			for _, later := range groups[g+1:] {
				for _, then := range later {
					score.Pairs++
					if first != nil && then != nil && first != then {
						pairs = append(pairs, bookPair{first: first, then: then})
					}
				}
			}
		}
	}
	if score.Covered = len(pairs); score.Covered == 0 {
		return score, nil
	}
	score.Order = e.order(groups)
	for i := range pairs {
		p := &pairs[i]
		if p.inverted = slices.Index(score.Order, p.first.ID) > slices.Index(score.Order, p.then.ID); p.inverted {
			score.Inversions = append(score.Inversions, Inversion{
				listed(p.first), listed(p.then), levelsAbove(p.first, p.then), reversed(p.first, p.then),
			})
		}
	}
	slices.SortStableFunc(score.Inversions, func(a, b Inversion) int {
		return cmp.Or(compareBool(b.Reversed, a.Reversed), cmp.Compare(b.Distance, a.Distance))
	})
	score.InOrder = score.Covered - len(score.Inversions)
	score.Share = float64(score.InOrder) / float64(score.Covered)
	return score, pairs
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func listed(b *catalog.Book) ListedBook { return ListedBook{b.ID, b.FullTitle(), b.Level()} }

// match is the catalog's book, or nil after taking down that there is none.
func (e *ordersEval) match(b published.Book, list string) *catalog.Book {
	found, err := e.matcher.Match(b.Title, b.Author)
	if err == nil {
		return found
	}
	if a, ok := errors.AsType[*catalog.AmbiguousError](err); ok {
		e.ambiguous = noted(e.ambiguous, b, list, a.IDs)
	} else if u, ok := errors.AsType[*catalog.UnknownError](err); ok {
		e.missing = noted(e.missing, b, list, u.Nearest)
	}
	return nil
}

// noted adds a book to those that lists name, each once.
func noted(all []Unmatched, b published.Book, list string, near []string) []Unmatched {
	at := slices.IndexFunc(all, func(u Unmatched) bool { return u.Title == b.Title && u.Author == b.Author })
	if at < 0 {
		at = len(all)
		all = append(all, Unmatched{Title: b.Title, Author: b.Author, Near: near})
	}
	if !slices.Contains(all[at].Lists, list) {
		all[at].Lists = append(all[at].Lists, list)
	}
	return all
}

// order is the order of a list's books, without a hint of the list's own.
func (e *ordersEval) order(groups [][]*catalog.Book) []string {
	var ids []string
	for _, b := range slices.Concat(groups...) {
		if b != nil {
			ids = append(ids, b.ID)
		}
	}
	slices.Sort(ids)
	ordering := Order(&OrderRequest{Catalog: e.Catalog, Model: e.Model, Year: e.Year, Books: slices.Compact(ids)})
	var order []string
	for _, o := range ordering.Order {
		order = append(order, o.ID)
	}
	return order
}
