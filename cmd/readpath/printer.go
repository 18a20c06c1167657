package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"readpath/recommend/export"
)

// printer writes folded lines and remembers the first error.
type printer struct {
	w     io.Writer
	width int
	err   error
}

func newPrinter(w io.Writer) *printer {
	width := textOptions(w).Width
	if width == 0 {
		width = 80
	}
	return &printer{w: w, width: min(max(width, 40), 100)}
}

// item writes words behind a mark; lines after the first are indented as far.
func (p *printer) item(mark, format string, args ...any) {
	indent := ansi.StringWidth(mark)
	for _, line := range export.Fold(fmt.Sprintf(format, args...), p.width-indent) {
		p.line(strings.TrimRight(mark+line, " "))
		mark = strings.Repeat(" ", indent)
	}
}

func (p *printer) para(format string, args ...any) { p.item("", format, args...) }

func (p *printer) line(s string) {
	if p.err == nil {
		_, p.err = fmt.Fprintln(p.w, s)
	}
}
