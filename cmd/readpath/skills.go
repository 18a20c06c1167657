package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
)

// skillsOptions is everything "readpath skills" can be told.
type skillsOptions struct {
	*globalOptions
	area        string
	backgrounds bool
	json        bool
	graph       bool
	format      string
	out         string
}

func newSkillsCmd(g *globalOptions) *cobra.Command {
	o := skillsOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "skills [SKILL]",
		Short: "List the skills, or show one",
		Example: `  readpath skills
  readpath skills --area distributed-systems
  readpath skills consensus
  readpath skills --graph --area security --out security.svg`,
		Args: cobra.MaximumNArgs(1),
		ValidArgsFunction: func(cmd *cobra.Command, args []string, part string) ([]string, cobra.ShellCompDirective) {
			ids, directive := g.completeSkills(cmd, args, part)
			for i := range ids {
				ids[i] = strings.Replace(ids[i], "=", "", 1)
			}
			return ids, directive &^ cobra.ShellCompDirectiveNoSpace
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			return o.run(cmd.OutOrStdout(), args)
		},
	}
	cmd.Flags().StringVar(&o.area, "area", "", "only the skills of this `area`")
	cmd.Flags().BoolVar(&o.backgrounds, "backgrounds", false, "list the backgrounds of --as instead")
	cmd.Flags().BoolVar(&o.json, "json", false, "print JSON")
	o.graphFlags(cmd)
	return cmd
}

func (o *skillsOptions) run(out io.Writer, args []string) error {
	if err := o.checkGraph(args); err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	cat := lib.Catalog()
	if o.backgrounds {
		return printBackgrounds(out, cat, o.json)
	}
	if len(args) == 1 {
		s, err := cat.FindSkill(args[0])
		if err != nil {
			return err
		}
		if o.json {
			return writeJSON(out, s)
		}
		return printSkill(out, cat, s)
	}
	skills := slices.Clone(cat.Skills())
	area := ""
	if o.area != "" {
		if area = cat.FindArea(o.area); area == "" {
			return fmt.Errorf("unknown area %q; there are %s", o.area, strings.Join(cat.Areas(), ", "))
		}
	}
	if o.graph {
		return o.draw(out, cat, area)
	}
	if area != "" {
		skills = slices.DeleteFunc(skills, func(s catalog.Skill) bool { return s.Area != area })
	}
	if o.json {
		return writeJSON(out, skills)
	}
	var rows [][]string
	for _, s := range skills {
		rows = append(rows, []string{s.ID, s.Area, s.Description})
	}
	return o.table(out, rows)
}

func printBackgrounds(out io.Writer, cat *catalog.Catalog, asJSON bool) error {
	all, err := cat.Backgrounds()
	if err != nil {
		return err
	}
	if asJSON {
		return writeJSON(out, all)
	}
	w := newPrinter(out)
	for _, b := range all {
		w.para("%s: %s", b.ID, b.Description)
		w.item("  ", "%s", levelList(cat, b.Skills))
	}
	return w.err
}

func printSkill(out io.Writer, cat *catalog.Catalog, s *catalog.Skill) error {
	w := newPrinter(out)
	w.para("%s (%s), of %s", s.Name, s.ID, s.Area)
	w.para("%s", s.Description)
	if len(s.Aliases) > 0 {
		w.para("Also: %s.", strings.Join(s.Aliases, ", "))
	}
	for l := range int(catalog.MaxLevel) {
		if text := s.CanDo[l+1]; text != "" {
			w.item(fmt.Sprintf("  %-10s", catalog.Level(l+1)), "  %s", text)
		}
	}
	if len(s.Requires) > 0 {
		w.para("To work in it one needs %s.", levelList(cat, s.Requires))
	}
	if len(s.Brings) > 0 {
		w.para("Learnt with it: %s.", levelList(cat, s.Brings))
	}
	if s.HalfLife > 0 {
		w.para("Half of a book on it is out of date after %g years.", s.HalfLife)
	}
	w.para("Taught by:")
	for _, b := range cat.Books() {
		if l := b.Teaches.At(s.ID); l > 0 {
			w.item("  - ", "%s (%s), to %s", b.Title, b.ID, l)
		}
	}
	return w.err
}

// levelList names skills with levels.
func levelList(cat *catalog.Catalog, ls catalog.Levels) string {
	var parts []string
	for _, l := range ls {
		parts = append(parts, fmt.Sprintf("%s %s", cat.SkillName(l.Skill), l.Level))
	}
	return strings.Join(parts, ", ")
}
