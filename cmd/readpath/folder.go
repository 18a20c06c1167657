package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/charmbracelet/x/ansi"

	"readpath/recommend/export"
)

// folder is a writer that folds long lines at blanks; what goes over stands
// under the text of its line, behind a mark such as "  3  ". The end of a
// line that has no newline yet, a prompt, is passed on as it is.
type folder struct {
	w     io.Writer
	width int
}

func newFolder(w io.Writer) *folder { return &folder{w, newPrinter(w).width} }

// mark is what a folded line's continuation is indented by.
var mark = regexp.MustCompile(`^ *(?:\d+ +)?`)

func (f *folder) Write(data []byte) (int, error) {
	var out strings.Builder
	rest := data
	for {
		line, after, whole := bytes.Cut(rest, []byte("\n"))
		if !whole {
			out.Write(rest)
			break
		}
		f.fold(&out, string(line))
		rest = after
	}
	if _, err := io.WriteString(f.w, out.String()); err != nil {
		return 0, err
	}
	return len(data), nil
}

func (f *folder) fold(out *strings.Builder, line string) {
	if ansi.StringWidth(line) <= f.width {
		out.WriteString(line + "\n")
		return
	}
	begin := mark.FindString(line)
	for _, part := range export.Fold(line[len(begin):], f.width-len(begin)) {
		out.WriteString(begin + part + "\n")
		begin = strings.Repeat(" ", len(begin))
	}
}
