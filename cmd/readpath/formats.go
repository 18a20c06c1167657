package main

import (
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
	text export.TextOptions
}

// formats are all formats; the first is the one where nothing says which.
var formats = []format{
	{"text", []string{".txt"}, "for a terminal",
		func(w io.Writer, p *recommend.Plan, o renderOptions) error { return export.Text(w, p, o.text) }},
	{"markdown", []string{".md", ".markdown"}, "for a wiki",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.Markdown(w, p) }},
	{"html", []string{".html", ".htm"}, "a web page",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.HTML(w, p) }},
	{"svg", []string{".svg"}, "the path as a picture",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.SVG(w, p) }},
	{"curve", nil, "how far each step takes you, as an SVG picture",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.Curve(w, p) }},
	{"mermaid", []string{".mmd", ".mermaid"}, "the path, for Mermaid to draw",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.Mermaid(w, p) }},
	{"dot", []string{".dot", ".gv"}, "the path, for Graphviz to draw",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.DOT(w, p) }},
	{"json", []string{".json"}, "every number of the plan",
		func(w io.Writer, p *recommend.Plan, _ renderOptions) error { return export.JSON(w, p) }},
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
	ending := strings.ToLower(filepath.Ext(file))
	at := slices.IndexFunc(formats, func(f format) bool { return slices.Contains(f.endings, ending) })
	return formats[max(at, 0)], nil
}
