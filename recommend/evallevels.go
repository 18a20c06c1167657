package recommend

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"readpath/catalog"
	"readpath/catalog/infer"
)

// LevelsRequest asks how well levels are inferred from texts.
type LevelsRequest struct {
	Catalog *catalog.Catalog // whose judged books the model learns from
	Model   Model
	Year    int
	Graded  []GradedText   // books that somebody called starter or advanced
	Courses []catalog.Book // known by text only
	Pairs   [][2]string    // ids of courses: the first is a prerequisite of the other
}

// GradedText is a book that somebody graded.
type GradedText struct {
	Advanced bool // or starter
	Book     catalog.Book
}

// A LevelsReport compares the model with itself without a group of its
// features, and with trivial rules.
type LevelsReport struct {
	Subjects infer.Subjects `json:"subjects"`
	Graded   int            `json:"graded"`
	Courses  int            `json:"courses"`
	Pairs    int            `json:"pairs"` // of two courses
	Variants []LevelsScore  `json:"variants"`

	Worst []WrongPair `json:"worst"` // pairs that Order has the other way, the farthest apart first
}

// LevelsScore is how one way to tell levels fares. What a way cannot tell, or
// was not asked, is nil.
type LevelsScore struct {
	Name       string             `json:"name"`
	Validation []infer.Validation `json:"validation,omitempty"`
	AUC        *float64           `json:"auc,omitempty"`      // share of starter and advanced books that are in order
	ByLevel    *float64           `json:"by_level,omitempty"` // share of pairs of courses in order by level alone
	ByOrder    *float64           `json:"by_order,omitempty"` // and as Order has them
}

// WrongPair is two courses that are in the wrong order.
type WrongPair struct {
	First ListedBook `json:"first"` // should be
	Then  ListedBook `json:"then"`
	Apart int        `json:"apart"` // places in the order
}

// trivial are rules that know nothing of levels.
var trivial = []struct {
	name string
	of   func(b *catalog.Book) float64
}{
	{"the longer title", func(b *catalog.Book) float64 { return float64(utf8.RuneCountInString(b.Title)) }},
	{"the longer text", func(b *catalog.Book) float64 { return float64(utf8.RuneCountInString(b.Description)) }},
	{"the longer words", func(b *catalog.Book) float64 {
		words := strings.Fields(b.Title + " " + b.Description)
		letters := 0
		for _, w := range words {
			letters += utf8.RuneCountInString(w)
		}
		return float64(letters) / float64(max(1, len(words)))
	}},
}

// EvalLevels measures. The error is that of a model that cannot be made.
func EvalLevels(r *LevelsRequest) (*LevelsReport, error) {
	out := &LevelsReport{Subjects: infer.MeasureSubjects(r.Catalog), Graded: len(r.Graded), Courses: len(r.Courses), Worst: []WrongPair{}}
	r.Pairs = slices.DeleteFunc(slices.Clone(r.Pairs), func(p [2]string) bool { return p[0] == p[1] })
	out.Pairs = len(r.Pairs)
	m, err := infer.New(r.Catalog)
	if err != nil {
		return nil, err
	}
	score, wrong, err := r.inferred("the model", m)
	if err != nil {
		return nil, err
	}
	out.Variants, out.Worst = append(out.Variants, score), append(out.Worst, wrong...)
	for _, g := range infer.Groups {
		m := infer.NewWith(r.Catalog, infer.Fit(r.Catalog, g))
		score, _, err := r.inferred("without "+string(g), m, g)
		if err != nil {
			return nil, err
		}
		out.Variants = append(out.Variants, score)
	}
	for _, t := range trivial {
		out.Variants = append(out.Variants, LevelsScore{Name: t.name, AUC: r.auc(t.of), ByLevel: r.inOrder(keysOf(r.Courses, t.of))})
	}
	return out, nil
}

// inferred is the score of a model that was fitted without some groups.
func (r *LevelsRequest) inferred(name string, m *infer.Model, without ...infer.Group) (LevelsScore, []WrongPair, error) {
	s := LevelsScore{Name: name}
	for _, split := range infer.Splits {
		s.Validation = append(s.Validation, infer.Validate(r.Catalog, split, without...))
	}
	level := func(b *catalog.Book) float64 { return float64(m.Level(b)) }
	s.AUC, s.ByLevel = r.auc(level), r.inOrder(keysOf(r.Courses, level))
	if len(r.Pairs) == 0 {
		return s, nil, nil
	}
	books := slices.Clone(r.Courses)
	for i := range books {
		m.Infer(&books[i])
	}
	cat, err := catalog.New(books, slices.Clone(r.Catalog.Skills()))
	if err != nil {
		return s, nil, fmt.Errorf("the courses do not make a library: %w", err)
	}
	place := map[string]float64{}
	for n, o := range Order(&OrderRequest{Catalog: cat, Model: r.Model, Year: r.Year, Books: cat.BookIDs()}).Order {
		place[o.ID] = float64(n)
	}
	s.ByOrder = r.inOrder(place)
	return s, r.wrong(cat, place), nil
}

// auc is the share of pairs of a starter and an advanced book that are in
// order by a key; equal ones count half. It is nil without such pairs.
func (r *LevelsRequest) auc(key func(*catalog.Book) float64) *float64 {
	sum, n := 0.0, 0.0
	for i := range r.Graded {
		for j := range r.Graded {
			if !r.Graded[i].Advanced && r.Graded[j].Advanced {
				sum += lessFirst(key(&r.Graded[i].Book), key(&r.Graded[j].Book))
				n++
			}
		}
	}
	if n == 0 {
		return nil
	}
	sum /= n
	return &sum
}

// inOrder is the share of pairs that are in order by their keys; equal ones
// count half.
func (r *LevelsRequest) inOrder(key map[string]float64) *float64 {
	if len(r.Pairs) == 0 {
		return nil
	}
	sum := 0.0
	for _, p := range r.Pairs {
		sum += lessFirst(key[p[0]], key[p[1]]) / float64(len(r.Pairs))
	}
	return &sum
}

func keysOf(books []catalog.Book, key func(*catalog.Book) float64) map[string]float64 {
	keys := make(map[string]float64, len(books))
	for i := range books {
		keys[books[i].ID] = key(&books[i])
	}
	return keys
}

// wrong are the pairs that an order has the other way.
func (r *LevelsRequest) wrong(cat *catalog.Catalog, place map[string]float64) []WrongPair {
	var out []WrongPair
	for _, p := range r.Pairs {
		if apart := int(place[p[0]] - place[p[1]]); apart > 0 {
			out = append(out, WrongPair{listed(cat.Book(p[0])), listed(cat.Book(p[1])), apart})
		}
	}
	slices.SortStableFunc(out, func(a, b WrongPair) int { return b.Apart - a.Apart })
	return out
}
