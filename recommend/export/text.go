package export

import (
	"fmt"
	"io"
	"math"
	"strings"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"

	"readpath/recommend"
)

// TextOptions say what a terminal can do.
type TextOptions struct {
	Width int  // columns; 0 means 80; no less than 40. Lines of prose are no longer than 100
	Color bool // colours and bold type
}

const (
	defaultWidth = 80
	leastWidth   = 40
	mostWidth    = 100 // longer lines of prose are hard to read
	mostTable    = 120
)

// Text writes the plan for a terminal.
func Text(w io.Writer, plan *recommend.Plan, o TextOptions) error {
	t := newText(plan, o)
	t.document()
	_, err := io.WriteString(w, t.b.String())
	return err
}

// TextStep writes one step of the plan for a terminal, n from 0.
func TextStep(w io.Writer, plan *recommend.Plan, n int, o TextOptions) error {
	t := newText(plan, o)
	t.step(n)
	_, err := io.WriteString(w, strings.TrimPrefix(t.b.String(), "\n"))
	return err
}

func newText(plan *recommend.Plan, o TextOptions) *text {
	width := o.Width
	if width == 0 {
		width = defaultWidth
	}
	width = max(width, leastWidth)
	return &text{p: phrases{plan, oneLine}, width: min(width, mostWidth), table: min(width, mostTable), color: o.Color}
}

// oneLine is text from data without what would upset a terminal.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(ansi.Strip(s), func(r rune) bool { return r < ' ' || r == 0x7f || r == ' ' }), " ")
}

type text struct {
	b     strings.Builder
	p     phrases
	width int // of prose
	table int // of the overview
	color bool
}

// Colour says three things: what to read (accent), what is gained (gain), and
// what to mind (warning). They are of the terminal's own sixteen, so that they
// can be read on light and dark grounds.
var (
	heading = lipgloss.NewStyle().Bold(true)
	accent  = lipgloss.NewStyle().Foreground(lipgloss.Color("6")).Bold(true) // cyan
	gain    = lipgloss.NewStyle().Foreground(lipgloss.Color("2"))            // green
	faint   = lipgloss.NewStyle().Faint(true)
	warning = lipgloss.NewStyle().Foreground(lipgloss.Color("3")) // yellow
)

func (t *text) style(s lipgloss.Style, text string) string {
	if !t.color || strings.TrimSpace(text) == "" {
		return text
	}
	return s.Render(text)
}

// Fold breaks words into lines of at most width columns, at spaces only; a
// longer word has a line of its own.
func Fold(words string, width int) []string {
	var lines []string
	line, at := "", 0
	for _, word := range strings.Fields(words) {
		w := ansi.StringWidth(word)
		switch {
		case at == 0:
			line, at = word, w
		case at+1+w <= width:
			line, at = line+" "+word, at+1+w
		default:
			lines = append(lines, line)
			line, at = word, w
		}
	}
	return append(lines, line)
}

// fold writes words behind first; lines after the first are indented as far.
func (t *text) fold(first, words string, s lipgloss.Style) {
	indent := ansi.StringWidth(first)
	for _, line := range Fold(words, t.width-indent) {
		fmt.Fprintf(&t.b, "%s%s\n", first, t.style(s, line))
		first = strings.Repeat(" ", indent)
	}
}

var plain = lipgloss.NewStyle()

func (t *text) para(words string) {
	if words != "" {
		t.fold("", words, plain)
	}
}

func (t *text) heading(words string) {
	fmt.Fprintf(&t.b, "\n%s\n", t.style(heading, words))
}

func (t *text) bullets(head string, items []string) {
	if len(items) == 0 {
		return
	}
	t.heading(head)
	for _, it := range items {
		t.fold("  - ", it, plain)
	}
}

func (t *text) document() {
	p := t.p
	t.fold("", p.heading(), heading)
	if p.Reader != "" {
		t.para("For " + p.esc(p.Reader) + ".")
	}
	t.para(p.summary())
	t.para(p.proof())
	t.bullets("What changed", p.changes())
	if len(p.Steps) == 0 {
		t.para(p.empty())
	} else {
		t.b.WriteString("\n")
		t.overview()
		t.b.WriteString("\n")
		t.para(p.startWith())
		t.para(p.stop())
		for n := range p.Steps {
			t.step(n)
		}
	}
	t.bullets("What has aged", p.aged())
	var near, out []string
	for _, n := range p.Near {
		near = append(near, p.near(n))
	}
	for _, e := range p.Excluded {
		out = append(out, fmt.Sprintf("%s: %s.", p.esc(e.Book), p.esc(e.Why)))
	}
	t.bullets("Nearly in the plan", near)
	t.bullets("Not reached", p.gaps())
	t.bullets("Left out", out)
	t.bullets("Where this begins", p.start())
}

func (t *text) step(n int) {
	p, s := t.p, t.p.Steps[n]
	b := s.Book
	t.b.WriteString("\n")
	t.fold(fmt.Sprintf("%2d  ", n+1), p.title(b.ID), accent)
	t.fold("    ", p.facts(b), faint)
	t.fold("    ", hoursRange(s.Hours, s.HoursLow, s.HoursHigh)+"; "+p.when(s), plain)
	last := ""
	item := func(label, words string, st lipgloss.Style) {
		if words == "" {
			return
		}
		shown := label
		if label == last {
			shown = "·"
		}
		last = label
		t.fold(fmt.Sprintf("    %-5s ", shown), words, st)
	}
	item("for", p.esc(b.BestFor), plain)
	item("why", p.whyIn(n), plain)
	item("here", p.whyHere(n), plain)
	item("gives", p.gains(s), plain)
	for _, can := range p.canDo(s) {
		item("then", can, gain)
	}
	for _, a := range p.alternatives(s) {
		item("or", a, plain)
	}
	for _, e := range p.endorsements(b) {
		item("says", e, plain)
	}
	for _, h := range p.hangs(s) {
		item("hangs", h, warning)
	}
	for _, c := range b.Caveats {
		item("mind", p.esc(c), warning)
	}
}

// Bar draws a share, 0 to 1, as a bar of so many columns.
func Bar(share float64, columns int, o TextOptions) string {
	t := text{color: o.Color}
	return t.bar(share, columns)
}

func (t *text) bar(share float64, columns int) string {
	full := min(columns, max(0, int(math.Round(share*float64(columns)))))
	return t.style(accent, strings.Repeat("█", full)) + t.style(faint, strings.Repeat("░", columns-full))
}

// Percent is a share in whole percent; what is not nothing is not "0%".
func Percent(share float64) string { return percent(share) }
