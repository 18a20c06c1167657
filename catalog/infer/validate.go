package infer

import (
	"math"

	"gonum.org/v1/gonum/stat"

	"readpath/catalog"
)

// A Split is how judged books are parted for cross-validation.
type Split string

// The splits. Books on a topic resemble each other, so a model that has seen
// none of a topic is the one that tells how well unknown subjects fare.
const (
	ByTopic Split = "by topic" // the books of an area of skills are held out together
	ByBook  Split = "by book"  // each tenth book is
)

// Splits are all splits.
var Splits = []Split{ByTopic, ByBook}

const folds = 10

// A Validation says how near inferred levels come to judged ones, on books
// that the fit had not seen.
type Validation struct {
	Split       Split   `json:"split"`
	Books       int     `json:"books"`
	Correlation float64 `json:"correlation"`
	Error       float64 `json:"mean_absolute_error"` // in levels
	ErrorOfMean float64 `json:"error_of_mean"`       // of saying the mean level of every book
}

// Validate fits ten times, each time without a tenth of the judged books, and
// infers their levels. Cost: as of ten fits.
func Validate(cat *catalog.Catalog, split Split, without ...Group) Validation {
	s := newSample(cat)
	v := Validation{Split: split, Books: len(s.books)}
	var inferred, judged []float64
	s.heldOut(cat, split, without, func(m *Model, r *reader, mean float64, b *catalog.Book) {
		x, y := float64(m.level(r.read(b))), float64(b.Level())
		inferred, judged = append(inferred, x), append(judged, y)
		v.Error += math.Abs(x - y)
		v.ErrorOfMean += math.Abs(mean - y)
	})
	if n := float64(len(judged)); n > 1 {
		v.Correlation = stat.Correlation(inferred, judged, nil)
		v.Error, v.ErrorOfMean = v.Error/n, v.ErrorOfMean/n
	}
	return v
}

// heldOut visits every book with a model that was fitted to the other folds,
// and the mean level of these.
func (s *sample) heldOut(cat *catalog.Catalog, split Split, without []Group, visit func(*Model, *reader, float64, *catalog.Book)) {
	for fold := range folds {
		var train, test []int
		for i := range s.books {
			if s.fold(cat, i, split) == fold {
				test = append(test, i)
			} else {
				train = append(train, i)
			}
		}
		if len(train) == 0 || len(test) == 0 {
			continue
		}
		m := s.knowing(train)
		m.use(s.fit(train, without))
		r := newReader(m)
		mean := 0.0
		for _, i := range train {
			mean += float64(s.books[i].Level()) / float64(len(train))
		}
		for _, i := range test {
			visit(m, r, mean, &s.books[i])
		}
	}
}

// fold is the fold in which a book is held out.
func (s *sample) fold(cat *catalog.Catalog, i int, split Split) int {
	if split == ByTopic && len(s.books[i].Teaches) > 0 {
		area := cat.Skill(s.books[i].Teaches[0].Skill).Area
		for n, a := range cat.Areas() {
			if a == area {
				return n % folds
			}
		}
	}
	return i % folds
}

// Subjects says how often the skills and the manner of judged books are
// inferred right. Names and aliases of skills are not learnt from books, so
// nothing is held out for them; the manner is that of the other books.
type Subjects struct {
	Books        int     `json:"books"`
	MainFirst    float64 `json:"main_first"`    // share whose main skill is the first that is inferred
	MainAmong    float64 `json:"main_among"`    // and among those inferred
	Right        float64 `json:"right"`         // share of inferred skills that the book does teach
	Density      float64 `json:"density"`       // share of densities that are right
	MostDensity  float64 `json:"most_density"`  // the same by saying technical of every book
	Practice     float64 `json:"practice"`      // mean absolute error
	MostPractice float64 `json:"most_practice"` // the same by saying the usual one of every book
}

// MeasureSubjects infers every judged book and compares.
func MeasureSubjects(cat *catalog.Catalog) Subjects {
	s := newSample(cat)
	out := Subjects{Books: len(s.books)}
	n := float64(max(1, len(s.books)))
	inferred, right, r := 0.0, 0.0, newReader(s.m)
	for i := range s.books {
		b := &s.books[i]
		if len(b.Teaches) == 0 {
			continue
		}
		s.m.forget(b, 1)
		e := r.read(b)
		for k, t := range s.m.teaches(e, b.Level()) {
			inferred++
			if b.Teaches.At(t.Skill) > 0 {
				right++
			}
			if t.Skill == b.Teaches[0].Skill {
				out.MainAmong += 1 / n
				if k == 0 {
					out.MainFirst += 1 / n
				}
			}
		}
		if s.m.density(e) == b.Density {
			out.Density += 1 / n
		}
		if b.Density == catalog.Technical {
			out.MostDensity += 1 / n
		}
		practice := b.Practice.Or(usualPractice)
		out.Practice += math.Abs(s.m.practice(e)-practice) / n
		out.MostPractice += math.Abs(usualPractice-practice) / n
		s.m.forget(b, -1)
	}
	out.Right = right / max(1, inferred)
	return out
}
