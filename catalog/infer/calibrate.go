package infer

import (
	"math"

	"readpath/catalog"
)

// A Sureness says how right inferences of about one confidence are. The
// confidence is right where it is the share that they bring: a plan trusts an
// inferred book to bring its reader that part of the way.
type Sureness struct {
	Below      float64 `json:"below"` // the confidence; from that of the Sureness before on
	Books      int     `json:"books"`
	Confidence float64 `json:"confidence"`          // the mean
	MainRight  float64 `json:"main_right"`          // share of books that do teach the first skill that they are said to
	Brought    float64 `json:"brought"`             // share of the levels they are said to bring readers to that they do
	Error      float64 `json:"mean_absolute_error"` // in levels, of the books' levels
}

// Calibrate compares confidence and error on the judged books, each by a model
// that was fitted without the books of its topic. Cost: as of [Validate].
func Calibrate(cat *catalog.Catalog) []Sureness {
	out := []Sureness{{Below: 0.3}, {Below: 0.5}, {Below: 0.6}, {Below: 0.7}, {Below: 1}}
	said := make([]float64, len(out))
	s := newSample(cat)
	s.heldOut(cat, ByTopic, nil, func(m *Model, r *reader, _ float64, b *catalog.Book) {
		e := r.read(b)
		level, sure := m.level(e), m.confidence(e)
		n := 0
		for n < len(out)-1 && sure >= out[n].Below {
			n++
		}
		c := &out[n]
		c.Books++
		c.Confidence += sure
		c.Error += math.Abs(float64(level - b.Level()))
		for k, l := range m.teaches(e, level) {
			judged := b.Teaches.At(l.Skill)
			said[n] += float64(l.Level)
			c.Brought += float64(min(l.Level, judged))
			if k == 0 && judged > 0 {
				c.MainRight++
			}
		}
	})
	for i := range out {
		c := &out[i]
		n := float64(max(1, c.Books))
		c.Confidence, c.Error, c.MainRight = c.Confidence/n, c.Error/n, c.MainRight/n
		c.Brought /= max(1, said[i])
	}
	return out
}
