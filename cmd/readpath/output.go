package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"charm.land/lipgloss/v2"
	"github.com/charmbracelet/x/ansi"
	"golang.org/x/term"

	"readpath/catalog/atomicfile"
	"readpath/recommend/export"
)

var errNotFolder = errors.New("is not a folder")

// writeOut writes a file whole or not at all; a device or a pipe is written to
// as it is.
func writeOut(path string, write func(io.Writer) error) error {
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	return atomicfile.Write(path, b.Bytes())
}

// writeJSON prints a value as indented JSON.
func writeJSON(w io.Writer, v any) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(v)
}

// textOptions are what the terminal behind w can do; a pipe is 80 columns of
// plain text.
func textOptions(w io.Writer) export.TextOptions {
	f, ok := w.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return export.TextOptions{}
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		width = 0
	}
	lipgloss.EnableLegacyWindowsANSI(f)
	return export.TextOptions{Width: width, Color: os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"}
}

// table prints rows in columns that are as wide as their widest cell; the last
// column is cut where the terminal ends.
func table(out io.Writer, rows [][]string) error {
	return writeTable(out, rows, textOptions(out).Width)
}

// table is one that may be long.
func (g *globalOptions) table(out io.Writer, rows [][]string) error {
	return g.paged(out, func(w io.Writer) error { return writeTable(w, rows, textOptions(out).Width) })
}

func writeTable(w io.Writer, rows [][]string, width int) error {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], ansi.StringWidth(cell))
		}
	}
	for _, row := range rows {
		line := ""
		for i, cell := range row {
			if i < len(row)-1 {
				cell += fmt.Sprintf("%*s", widths[i]-ansi.StringWidth(cell)+2, "")
			}
			line += cell
		}
		if width > 0 {
			line = ansi.Truncate(line, width, "…")
		}
		if _, err := fmt.Fprintln(w, line); err != nil {
			return err
		}
	}
	return nil
}
