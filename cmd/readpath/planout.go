package main

import (
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/profiles"
	"readpath/recommend"
	"readpath/recommend/export"
)

// output says when a plan begins and how it comes out.
type output struct {
	today    string
	format   string
	flavor   string
	template string
	out      string
}

// outputFlags are the flags of output.
func (o *output) outputFlags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.today, "today", "", "the `date` on which the plan begins (default: the system's date)")
	f.StringVar(&o.format, "format", "", "how it comes out: "+strings.Join(formatNames(), ", ")+" (default: by the ending of --out, else text)")
	f.StringVar(&o.flavor, "flavor", "", "what the markdown is for: "+strings.Join(export.Flavors, ", ")+" (default github)")
	f.StringVar(&o.template, "template", "", "write the plan as this template `FILE` says; see docs/TEMPLATES.md")
	f.StringVar(&o.out, "out", "", "write the plan to this `FILE`")
	must(cmd.RegisterFlagCompletionFunc("format", cobra.FixedCompletions(formatCompletions(), cobra.ShellCompDirectiveNoFileComp)))
	must(cmd.RegisterFlagCompletionFunc("flavor", cobra.FixedCompletions(export.Flavors, cobra.ShellCompDirectiveNoFileComp)))
}

// check refuses flags that cannot be right.
func (o *output) check() error {
	f, err := findFormat(o.format, o.out)
	switch {
	case err != nil:
		return err
	case o.template != "" && (o.format != "" || o.flavor != ""):
		return usagef("a template is a format of its own: give --template without --format and --flavor")
	case o.flavor == "":
		return nil
	case !slices.Contains(export.Flavors, o.flavor):
		return usagef("--flavor %q is not one of %s", o.flavor, strings.Join(export.Flavors, ", "))
	case f.name != "markdown":
		return usagef("--flavor %s is one of markdown, and the plan comes out as %s", o.flavor, f.name)
	}
	return nil
}

// write prints the plan, or writes it to the file of --out and says so.
func (o *output) write(out io.Writer, plan *recommend.Plan, text export.TextOptions) error {
	render, err := o.renderer()
	if err != nil {
		return err
	}
	if o.out == "" {
		return render(out, plan, renderOptions{text: text, flavor: export.Flavor(o.flavor)})
	}
	if err := writeOut(o.out, func(w io.Writer) error {
		return render(w, plan, renderOptions{flavor: export.Flavor(o.flavor)})
	}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d books, %.0f hours\n", o.out, len(plan.Steps), plan.Hours)
	return err
}

// renderer is what writes the plan: a format, or the template.
func (o *output) renderer() (func(io.Writer, *recommend.Plan, renderOptions) error, error) {
	if o.template == "" {
		f, err := findFormat(o.format, o.out)
		return f.render, err
	}
	text, err := os.ReadFile(o.template)
	return func(w io.Writer, p *recommend.Plan, _ renderOptions) error {
		return export.Template(w, p, o.template, string(text))
	}, err
}

// profileOf reads the profile of a plan's file, or of standard input for "-".
func profileOf(name string, in io.Reader, cat profiles.Names) (*profiles.Profile, error) {
	shown := name
	if name == "-" {
		shown = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		if info, err := f.Stat(); err == nil && info.IsDir() {
			return nil, fmt.Errorf("%s is a folder; a plan is a file", name)
		}
		in = f
	}
	data, err := io.ReadAll(io.LimitReader(in, export.MostPlan+1))
	if err != nil {
		return nil, err
	}
	return export.ProfileOf(data, shown, cat)
}
