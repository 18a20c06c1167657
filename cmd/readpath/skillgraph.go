package main

import (
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/recommend/export"
	"readpath/recommend/export/diagram"
)

// A graphFormat is one form in which a graph comes out.
type graphFormat struct {
	name    string
	endings []string // of file names
	draw    func(*diagram.Graph) string
}

// graphFormats are all of them; the first is the one where nothing says which.
var graphFormats = []graphFormat{
	{"svg", []string{".svg"}, func(g *diagram.Graph) string { return g.SVG(export.SkillShape(false), "skills", false) }},
	{"mermaid", []string{".mmd", ".mermaid"}, func(g *diagram.Graph) string { return g.Mermaid(export.SkillShape(true)) }},
	{"dot", []string{".dot", ".gv"}, func(g *diagram.Graph) string { return g.DOT(export.SkillShape(true)) }},
}

func graphFormatNames() []string {
	var names []string
	for _, f := range graphFormats {
		names = append(names, f.name)
	}
	return names
}

func (o *skillsOptions) graphFlags(cmd *cobra.Command) {
	names := graphFormatNames()
	cmd.Flags().BoolVar(&o.graph, "graph", false, "draw what builds on what")
	cmd.Flags().StringVar(&o.format, "format", "", "with --graph: "+strings.Join(names, ", ")+" (default: by the ending of --out, else svg)")
	cmd.Flags().StringVar(&o.out, "out", "", "with --graph: write to this `FILE`")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(names, cobra.ShellCompDirectiveNoFileComp)))
}

// checkGraph refuses flags that do not go with --graph, or without it.
func (o *skillsOptions) checkGraph(args []string) error {
	switch {
	case !o.graph && (o.format != "" || o.out != ""):
		return usagef("--format and --out go with --graph")
	case o.graph && (o.json || o.backgrounds || len(args) > 0):
		return usagef("--graph draws all skills or those of an --area; it goes with no skill, --json or --backgrounds")
	case o.graph:
		_, err := o.graphFormat()
		return err
	}
	return nil
}

func (o *skillsOptions) graphFormat() (graphFormat, error) {
	if o.format != "" {
		at := slices.IndexFunc(graphFormats, func(f graphFormat) bool { return f.name == o.format })
		if at < 0 {
			return graphFormat{}, usagef("--format %q is not one of %s", o.format, strings.Join(graphFormatNames(), ", "))
		}
		return graphFormats[at], nil
	}
	ending := strings.ToLower(filepath.Ext(o.out))
	at := slices.IndexFunc(graphFormats, func(f graphFormat) bool { return slices.Contains(f.endings, ending) })
	return graphFormats[max(at, 0)], nil
}

// draw writes the graph of an area's skills, or of all for "".
func (o *skillsOptions) draw(out io.Writer, cat *catalog.Catalog, area string) error {
	format, err := o.graphFormat()
	if err != nil {
		return err
	}
	g := export.SkillGraph(cat, area)
	if o.out == "" {
		_, err := io.WriteString(out, format.draw(g))
		return err
	}
	if err := writeOut(o.out, func(w io.Writer) error {
		_, err := io.WriteString(w, format.draw(g))
		return err
	}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d skills, %d requirements\n", o.out, len(g.Nodes), len(g.Edges))
	return err
}
