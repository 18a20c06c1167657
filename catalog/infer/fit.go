package infer

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/mat"
	"gonum.org/v1/gonum/stat"

	"readpath/catalog"
)

const (
	// drawn is how many books' worth of evidence the prior of a coefficient
	// counts for. The catalog's books are described in one voice, which those
	// of libraries are not, so it is about as many as there are.
	drawn = 1000
	// leastDeviation keeps a feature that hardly varies from counting for much.
	leastDeviation = 0.05
	// digits of a shipped coefficient: what is finer depends on the processor.
	digits = 1000
)

// Fit fits the coefficients to the judged books of a catalog, without those of
// some groups. It is ridge regression of the books' levels on the features in
// units of their standard deviations, drawn towards the features' priors. The
// mean level of a topic leaves out the book that is looked at. Books of prose
// stay out: they are for everybody, and their wit would pass for a mark of the
// simple in textbooks.
//
// Cost: 100 ms for 1,200 books.
func Fit(cat *catalog.Catalog, without ...Group) *Coefficients {
	s := newSample(cat)
	return s.fit(s.all(), without)
}

// A sample is the judged books of a catalog, with a model of their words.
type sample struct {
	m     *Model
	books []catalog.Book
}

func newSample(cat *catalog.Catalog) *sample {
	s := &sample{m: NewWith(cat, &Coefficients{})}
	for _, b := range cat.Books() {
		if b.Inferred == nil {
			s.books = append(s.books, b)
		}
	}
	return s
}

// all are the positions of all books.
func (s *sample) all() []int {
	all := make([]int, len(s.books))
	for i := range all {
		all[i] = i
	}
	return all
}

// row is the features of a book, by a model whose topics do not know it.
func (s *sample) row(m *Model, r *reader, i int, known bool) []float64 {
	b := &s.books[i]
	if known {
		m.forget(b, 1)
		defer m.forget(b, -1)
	}
	e := r.read(b)
	row := make([]float64, len(features))
	for f := range features {
		row[f] = features[f].of(m, e)
	}
	return row
}

// forget takes a book out of what the topics know, n times.
func (m *Model) forget(b *catalog.Book, n float64) {
	for _, l := range b.Teaches {
		m.topics[m.topicAt[l.Skill]].add(b, share(b, l), -n)
	}
}

// fit fits to some of the books.
func (s *sample) fit(books []int, without []Group) *Coefficients {
	m := s.knowing(books)
	r := newReader(m)
	var rows [][]float64
	var levels []float64
	for _, i := range books {
		if s.books[i].Density != catalog.Prose {
			rows = append(rows, s.row(m, r, i, true))
			levels = append(levels, float64(s.books[i].Level()))
		}
	}
	return ridge(rows, levels, without)
}

// knowing is the model whose topics know only some of the books.
func (s *sample) knowing(books []int) *Model {
	m := *s.m
	m.topics = slices.Clone(m.topics)
	for k := range m.topics {
		t := &m.topics[k]
		*t = topic{skill: t.skill, depth: t.depth, language: t.language, densities: map[catalog.Density]float64{}}
	}
	for _, i := range books {
		m.forget(&s.books[i], -1)
	}
	return &m
}

// ridge solves (Z'Z + drawn I) d = Z'(y - Z p) for the difference d of the
// coefficients from their priors p, Z being the features in standard deviations
// from their means.
func ridge(rows [][]float64, levels []float64, without []Group) *Coefficients {
	n := len(rows)
	var fitted []int
	mean, deviation := make([]float64, len(features)), make([]float64, len(features))
	out := &Coefficients{Constant: stat.Mean(levels, nil), Features: map[string]float64{}}
	rest := slices.Clone(levels) // what the priors leave to explain
	for f := range features {
		out.Features[features[f].name] = 0
		if slices.Contains(without, features[f].group) {
			continue
		}
		column := make([]float64, n)
		for i := range rows {
			column[i] = rows[i][f]
		}
		mean[f], deviation[f] = stat.PopMeanStdDev(column, nil)
		deviation[f] = max(deviation[f], leastDeviation)
		out.Features[features[f].name] = features[f].prior
		fitted = append(fitted, f)
		for i := range rows {
			rest[i] -= features[f].prior * (rows[i][f] - mean[f])
		}
	}
	z := mat.NewDense(n, max(1, len(fitted)), nil)
	for j, f := range fitted {
		for i := range rows {
			z.Set(i, j, (rows[i][f]-mean[f])/deviation[f])
		}
	}
	for i := range rest {
		rest[i] -= out.Constant
	}
	var system mat.Dense
	system.Mul(z.T(), z)
	for j := range fitted {
		system.Set(j, j, system.At(j, j)+drawn)
	}
	var right, d mat.VecDense
	right.MulVec(z.T(), mat.NewVecDense(n, rest))
	if len(fitted) > 0 {
		if err := d.SolveVec(&system, &right); err != nil {
			panic("infer: the ridge system is positive definite, yet: " + err.Error())
		}
	}
	for j, f := range fitted {
		name := features[f].name
		out.Features[name] = round(out.Features[name] + d.AtVec(j)/deviation[f])
	}
	for f := range features {
		out.Constant -= out.Features[features[f].name] * mean[f]
	}
	out.Constant = round(out.Constant)
	return out
}

func round(x float64) float64 { return math.Round(x*digits) / digits }
