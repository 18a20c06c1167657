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
	Graded  []GradedText      // books that somebody called starter or advanced
	Courses []catalog.Book    // known by text only
	Pairs   [][2]string       // ids of courses: the first is a prerequisite of the other
	Schools map[string]string // where a course is taught, by its id; may lack it
}

// GradedText is a book that somebody graded.
type GradedText struct {
	Advanced bool // or starter
	Book     catalog.Book
}

// A LevelsReport compares the model with itself without a group of its
// features, and with trivial rules.
type LevelsReport struct {
	Subjects infer.Subjects   `json:"subjects"`
	Sureness []infer.Sureness `json:"sureness"`
	Graded   int              `json:"graded"`
	Courses  int              `json:"courses"`
	Pairs    int              `json:"pairs"` // of two courses
	Variants []LevelsScore    `json:"variants"`
	Schools  []SchoolScore    `json:"schools"` // of the courses, by name

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

// SchoolScore is how the model fares on the courses of one school.
type SchoolScore struct {
	School  string  `json:"school"`
	Pairs   int     `json:"pairs"`
	ByOrder float64 `json:"by_order"`
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

// leastJudged is how many judged books a catalog must have for a model to
// learn from them what can be measured.
const leastJudged = 50

// EvalLevels measures. The error is that of a catalog that has too few judged
// books, or of courses that make no library.
//
// Cost: some seconds, nearly all of it in the cross-validation.
func EvalLevels(r *LevelsRequest) (*LevelsReport, error) {
	judged := 0
	for _, b := range r.Catalog.Books() {
		if b.Inferred == nil && len(b.Teaches) > 0 {
			judged++
		}
	}
	if judged < leastJudged {
		return nil, fmt.Errorf("the catalog has %d judged books; levels are learnt from %d at least", judged, leastJudged)
	}
	out := &LevelsReport{
		Subjects: infer.MeasureSubjects(r.Catalog), Sureness: infer.Calibrate(r.Catalog),
		Graded: len(r.Graded), Courses: len(r.Courses), Schools: []SchoolScore{}, Worst: []WrongPair{},
	}
	r.Pairs = slices.DeleteFunc(slices.Clone(r.Pairs), func(p [2]string) bool { return p[0] == p[1] })
	out.Pairs = len(r.Pairs)
	m, err := infer.New(r.Catalog)
	if err != nil {
		return nil, err
	}
	score := r.levels("the model", m)
	cat, err := r.library(m)
	if err != nil {
		return nil, err
	}
	place := r.order(cat, "")
	score.ByOrder = r.inOrder(place)
	out.Variants, out.Schools, out.Worst = append(out.Variants, score), append(out.Schools, r.schools(place)...), append(out.Worst, r.wrong(cat, place)...)
	for _, g := range infer.Groups {
		m := infer.NewWith(r.Catalog, infer.Fit(r.Catalog, g))
		score := r.levels("without "+string(g), m, g)
		cat, err := r.library(m)
		if err != nil {
			return nil, err
		}
		score.ByOrder = r.inOrder(r.order(cat, ""))
		out.Variants = append(out.Variants, score)
	}
	for _, name := range []string{bySpeciality, byAsking} {
		out.Variants = append(out.Variants, LevelsScore{Name: "without " + name, ByOrder: r.inOrder(r.order(cat, name))})
	}
	for _, t := range trivial {
		out.Variants = append(out.Variants, LevelsScore{Name: t.name, AUC: r.auc(t.of), ByLevel: r.inOrder(keysOf(r.Courses, t.of))})
	}
	return out, nil
}

// levels is the score of the levels of a model that was fitted without some
// groups.
func (r *LevelsRequest) levels(name string, m *infer.Model, without ...infer.Group) LevelsScore {
	s := LevelsScore{Name: name}
	for _, split := range infer.Splits {
		s.Validation = append(s.Validation, infer.Validate(r.Catalog, split, without...))
	}
	level := func(b *catalog.Book) float64 { return float64(m.Level(b)) }
	s.AUC, s.ByLevel = r.auc(level), r.inOrder(keysOf(r.Courses, level))
	return s
}

// library is the courses as a model knows them.
func (r *LevelsRequest) library(m *infer.Model) (*catalog.Catalog, error) {
	books := slices.Clone(r.Courses)
	for i := range books {
		m.Infer(&books[i])
	}
	cat, err := catalog.New(books, slices.Clone(r.Catalog.Skills()))
	if err != nil {
		return nil, fmt.Errorf("the courses do not make a library: %w", err)
	}
	return cat, nil
}

// order is where Order puts each course without some evidence.
func (r *LevelsRequest) order(cat *catalog.Catalog, without string) map[string]float64 {
	place := map[string]float64{}
	if len(r.Pairs) == 0 {
		return place
	}
	for n, o := range Order(&OrderRequest{Catalog: cat, Model: r.Model, Year: r.Year, Books: cat.BookIDs(), without: without}).Order {
		place[o.ID] = float64(n)
	}
	return place
}

// schools are the shares of pairs in order, each pair at the school of its
// first course.
func (r *LevelsRequest) schools(place map[string]float64) []SchoolScore {
	var out []SchoolScore
	for _, p := range r.Pairs {
		name := r.Schools[p[0]]
		if name == "" {
			continue
		}
		at, ok := slices.BinarySearchFunc(out, name, func(s SchoolScore, name string) int { return strings.Compare(s.School, name) })
		if !ok {
			out = slices.Insert(out, at, SchoolScore{School: name})
		}
		out[at].Pairs++
		out[at].ByOrder += lessFirst(place[p[0]], place[p[1]])
	}
	for i := range out {
		out[i].ByOrder /= float64(out[i].Pairs)
	}
	return out
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
