package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/recommend"
	"readpath/recommend/export"
)

// A format is one form in which a plan comes out.
type format struct {
	name    string
	endings []string // of file names, in lower case, with the dot
	help    string   // a few words for --help
	render  func(w io.Writer, plan *recommend.Plan, o renderOptions) error
}

// renderOptions are what a format may want to know besides the plan.
type renderOptions struct {
	text   export.TextOptions
	flavor export.Flavor
}

// formats are all formats; the first is the one where nothing says which.
var formats = []format{
	{"text", []string{".txt"}, "for a terminal",
		func(w io.Writer, p *recommend.Plan, o renderOptions) error { return export.Text(w, p, o.text) }},
	{"markdown", []string{".md", ".markdown"}, "for a wiki; --flavor says which",
		func(w io.Writer, p *recommend.Plan, o renderOptions) error { return export.MarkdownFor(w, p, o.flavor) }},
	{"html", []string{".html", ".htm"}, "a web page", data(export.HTML)},
	{"svg", []string{".svg"}, "the path as a picture", data(export.SVG)},
	{"curve", nil, "how far each step takes you, as an SVG picture", data(export.Curve)},
	{"mermaid", []string{".mmd", ".mermaid"}, "the path, for Mermaid to draw", data(export.Mermaid)},
	{"dot", []string{".dot", ".gv"}, "the path, for Graphviz to draw", data(export.DOT)},
	{"json", []string{".json"}, "every number of the plan", data(export.JSON)},
	{"yaml", []string{".yaml", ".yml"}, "the same as YAML", data(export.YAML)},
	{"csv", []string{".csv"}, "the steps, for a spreadsheet", data(export.CSV)},
	{"ics", []string{".ics"}, "tasks and blocks of reading, for a calendar", data(export.ICalendar)},
	{"bibtex", []string{".bib"}, "the books, for JabRef and LaTeX", data(export.BibTeX)},
	{"csl", []string{".csl"}, "the books as CSL-JSON, for Zotero and Pandoc", data(export.CSL)},
}

// data is a form that has no options.
func data(write func(io.Writer, *recommend.Plan) error) func(io.Writer, *recommend.Plan, renderOptions) error {
	return func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return write(w, p) }
}

func formatNames() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	return names
}

// formatCompletions offers the formats, with what they are for.
func formatCompletions() []string {
	var out []string
	for _, f := range formats {
		out = append(out, cobra.CompletionWithDesc(f.name, f.help))
	}
	return out
}

// formatHelp lists the formats for --help.
func formatHelp() string {
	var b strings.Builder
	for _, f := range formats {
		fmt.Fprintf(&b, "  %-9s %-15s %s\n", f.name, strings.Join(f.endings, " "), f.help)
	}
	return b.String()
}

// findFormat is the format of a name or, where that is "", of the ending of a
// file's name.
func findFormat(name, file string) (format, error) {
	if name != "" {
		at := slices.IndexFunc(formats, func(f format) bool { return f.name == name })
		if at < 0 {
			return format{}, usagef("--format %q is not one of %s", name, strings.Join(formatNames(), ", "))
		}
		return formats[at], nil
	}
	file = strings.ToLower(file)
	ending := filepath.Ext(file)
	if strings.HasSuffix(file, ".csl.json") {
		ending = ".csl"
	}
	at := slices.IndexFunc(formats, func(f format) bool { return slices.Contains(f.endings, ending) })
	return formats[max(at, 0)], nil
}
