package export

import (
	"encoding/csv"
	"io"
	"strconv"
	"strings"

	"readpath/recommend"
)

// csvColumns are the columns of the CSV form, a row for each step.
var csvColumns = []struct {
	name string
	cell func(p phrases, n int) string
}{
	{"step", func(_ phrases, n int) string { return strconv.Itoa(n + 1) }},
	{"id", func(p phrases, n int) string { return words(p.Steps[n].Book.ID) }},
	{"title", func(p phrases, n int) string { return words(p.Steps[n].Book.Title) }},
	{"subtitle", func(p phrases, n int) string { return words(p.Steps[n].Book.Subtitle) }},
	{"authors", func(p phrases, n int) string { return words(strings.Join(p.Steps[n].Book.Authors, "; ")) }},
	{"edition", func(p phrases, n int) string { return whole(p.Steps[n].Book.Edition) }},
	{"year", func(p phrases, n int) string { return whole(p.Steps[n].Book.Year) }},
	{"publisher", func(p phrases, n int) string { return words(p.Steps[n].Book.Publisher) }},
	{"pages", func(p phrases, n int) string { return whole(p.Steps[n].Book.Pages) }},
	{"isbn", func(p phrases, n int) string { return words(p.Steps[n].Book.ISBN) }},
	{"url", func(p phrases, n int) string { return words(webAddress(p.Steps[n].Book)) }},
	{"level", func(p phrases, n int) string { return p.Steps[n].Book.Level.Number() }},
	{"hours", func(p phrases, n int) string { return decimal(p.Steps[n].Hours, 1) }},
	{"hours_low", func(p phrases, n int) string { return decimal(p.Steps[n].HoursLow, 1) }},
	{"hours_high", func(p phrases, n int) string { return decimal(p.Steps[n].HoursHigh, 1) }},
	{"start", func(p phrases, n int) string { return p.Steps[n].Start.String() }},
	{"end", func(p phrases, n int) string { return p.Steps[n].End.String() }},
	{"readiness", func(p phrases, n int) string { return decimal(p.Steps[n].Readiness, 4) }},
	{"value", func(p phrases, n int) string { return decimal(p.Steps[n].Value, 4) }},
	{"reached", func(p phrases, n int) string { return decimal(p.Steps[n].Reached, 4) }},
	{"depends_on", func(p phrases, n int) string { return words(strings.Join(p.DependsOn(n), "; ")) }},
	{"why", func(p phrases, n int) string { return words(p.whyIn(n)) }},
	{"why_here", func(p phrases, n int) string { return words(p.whyHere(n)) }},
	{"skills", func(p phrases, n int) string { return words(p.gains(p.Steps[n])) }},
	{"caveats", func(p phrases, n int) string { return words(strings.Join(p.Steps[n].Book.Caveats, " ")) }},
}

// CSV writes the steps of the plan as comma-separated values (RFC 4180), with a
// header. Shares are from 0 to 1, several names in one cell have "; " between
// them. A text that a spreadsheet would take for a formula has an apostrophe
// before it, as one would type it there.
func CSV(w io.Writer, plan *recommend.Plan) error {
	out := csv.NewWriter(w)
	out.UseCRLF = true
	row := make([]string, len(csvColumns))
	for i, c := range csvColumns {
		row[i] = c.name
	}
	if err := out.Write(row); err != nil {
		return err
	}
	p := phrases{plan, oneLine}
	for n := range plan.Steps {
		for i, c := range csvColumns {
			row[i] = c.cell(p, n)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// words is text on one line that is no formula.
func words(s string) string {
	s = oneLine(s)
	if s != "" && strings.ContainsRune("=+-@", rune(s[0])) {
		return "'" + s
	}
	return s
}

// whole is a count, "" for one that is not known.
func whole(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

// decimal is a number with at most so many places.
func decimal(v float64, places int) string {
	s := strconv.FormatFloat(v, 'f', places, 64)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// webAddress is where the book is on the web, free to read if it may be; "" if
// that is not known.
func webAddress(b recommend.BookRef) string {
	for _, url := range []string{b.Free, b.URL} {
		if strings.HasPrefix(url, "https://") || strings.HasPrefix(url, "http://") {
			return strings.NewReplacer("<", "%3C", ">", "%3E", " ", "%20", "\n", "", "\t", "").Replace(url)
		}
	}
	return ""
}
