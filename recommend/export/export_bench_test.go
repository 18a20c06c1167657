package export

import (
	"fmt"
	"io"
	"testing"

	"readpath/recommend"
)

// BenchmarkExport writes a plan of 30 books.
func BenchmarkExport(b *testing.B) {
	plan := hostile(b)
	pair := plan.Steps[:2:2]
	for n := 1; n < 15; n++ {
		for _, s := range pair {
			s.Book.ID = fmt.Sprintf("%s-%d", s.Book.ID, n)
			plan.Steps = append(plan.Steps, s)
		}
	}
	for name, write := range map[string]func(io.Writer, *recommend.Plan) error{
		"text": func(w io.Writer, p *recommend.Plan) error { return Text(w, p, TextOptions{}) },
		"json": JSON, "yaml": YAML, "csv": CSV, "markdown": Markdown, "ics": ICalendar, "bibtex": BibTeX, "csl": CSL,
		"html": HTML, "svg": SVG, "curve": Curve, "mermaid": Mermaid, "dot": DOT,
	} {
		b.Run(fmt.Sprintf("%s/books=%d", name, len(plan.Steps)), func(b *testing.B) {
			for b.Loop() {
				if err := write(io.Discard, plan); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
