package main

import (
	"cmp"
	"fmt"
	"io"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

func newProfileShowCmd(g *globalOptions) *cobra.Command {
	var name string
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "show",
		Short:   "Show what a profile says",
		Example: "  readpath profile show\n  readpath profile show --profile work --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return g.withProfile(cmd.InOrStdin(), name, func(cat *catalog.Catalog, p *profiles.Profile) error {
				if asJSON {
					return writeJSON(cmd.OutOrStdout(), p)
				}
				return showProfile(cmd.OutOrStdout(), cat, name, p)
			})
		},
	}
	profileFlags(cmd, &name, &asJSON)
	return cmd
}

// withProfile opens the library and calls do with a profile.
func (g *globalOptions) withProfile(in io.Reader, name string, do func(*catalog.Catalog, *profiles.Profile) error) error {
	lib, err := g.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	p, err := loadProfile(name, in, lib)
	if err != nil {
		return err
	}
	return do(lib.Catalog(), p)
}

func showProfile(out io.Writer, cat *catalog.Catalog, name string, p *profiles.Profile) error {
	w := newPrinter(out)
	path, err := profilePath(name)
	if err != nil {
		return err
	}
	w.para("%s", cmp.Or(p.Name, "A reader without a name"))
	item := func(label string, parts ...string) {
		if words := joined(parts); words != "" {
			w.item(fmt.Sprintf("  %-8s ", label), "%s", words)
		}
	}
	item("about", p.About)
	for _, g := range p.Goals {
		goal := cmp.Or(g.Text, cat.SkillName(g.Skill), g.Area) + " to " + g.Level.String()
		if g.Background != "" {
			b, err := cat.FindBackground(g.Background)
			if err != nil {
				return err
			}
			goal = b.Name + ", what one usually can"
		}
		weight := ""
		if g.Weight != 1 {
			weight = "weight " + strconv.FormatFloat(g.Weight, 'g', -1, 64)
		}
		item("goal", goal, weight)
	}
	item("skills", levelList(cat, p.Skills))
	item("time", timeWords(p)...)
	item("taste", tasteWords(p.Prefer)...)
	for _, list := range []struct {
		label string
		ids   []string
	}{{"reading", p.Reading}, {"read", p.Read}, {"owned", p.Owned}, {"not", p.Exclude}} {
		var names []string
		for _, id := range list.ids {
			names = append(names, cat.Book(id).Title)
		}
		item(list.label, strings.Join(names, ", "))
	}
	if p.Plan != nil {
		item("plan", fmt.Sprintf("of %s, %d books; 'readpath status' says where you stand", p.Plan.Made.Format(profiles.DateForm), len(p.Plan.Books)))
	}
	if path != "-" {
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
		item("file", path)
	}
	return w.err
}

// joined puts commas between the parts that say something.
func joined(parts []string) string {
	var out []string
	for _, p := range parts {
		if p != "" {
			out = append(out, p)
		}
	}
	return strings.Join(out, ", ")
}

func timeWords(p *profiles.Profile) []string {
	var out []string
	if h := p.Time.HoursPerWeek; h > 0 {
		out = append(out, fmt.Sprintf("%g h a week", h))
	}
	if n := p.Time.Weeks; n > 0 {
		out = append(out, fmt.Sprintf("%d weeks", n))
	}
	if until := p.Deadline(); !until.IsZero() {
		out = append(out, "until "+until.Format(profiles.DateForm))
	}
	if v := p.Time.PagesPerHour; v > 0 {
		out = append(out, fmt.Sprintf("%g pages an hour", v))
	}
	return out
}

func tasteWords(t profiles.Preferences) []string {
	var out []string
	if t.Practice.Known {
		out = append(out, fmt.Sprintf("%.0f%% hands-on", 100*t.Practice.Or(0)))
	}
	list := func(before string, items []string) {
		if len(items) > 0 {
			out = append(out, before+strings.Join(items, " or "))
		}
	}
	list("examples in ", t.Code)
	list("books in ", t.Languages)
	list("", t.Kinds)
	if t.MaxPages > 0 {
		out = append(out, fmt.Sprintf("up to %d pages", t.MaxPages))
	}
	if t.NewestAfter > 0 {
		out = append(out, fmt.Sprintf("from %d on", t.NewestAfter))
	}
	if t.FreeOnly {
		out = append(out, "free books only")
	}
	return out
}

// A profileSkills is what "readpath profile skills" prints.
type profileSkills struct {
	Profile   string               `json:"profile"`
	Standings []recommend.Standing `json:"skills"` // in the catalog's order
}

func newProfileSkillsCmd(g *globalOptions) *cobra.Command {
	var name string
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "skills",
		Short: "What a profile's reader can do, and where that is known from",
		Long: `Every level that plans begin from: what the reader states, what follows from that
(who works in a skill has what it stands on), and what books read have brought.`,
		Example: "  readpath profile skills\n  readpath profile skills --profile work --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return g.profileSkills(cmd.InOrStdin(), cmd.OutOrStdout(), name, asJSON)
		},
	}
	profileFlags(cmd, &name, &asJSON)
	return cmd
}

func (g *globalOptions) profileSkills(in io.Reader, out io.Writer, name string, asJSON bool) error {
	return g.withProfile(in, name, func(cat *catalog.Catalog, p *profiles.Profile) error {
		model, err := recommend.NewModel(recommend.Balanced)
		if err != nil {
			return err
		}
		all := recommend.Standings(cat, p, model)
		if asJSON {
			return writeJSON(out, profileSkills{name, append([]recommend.Standing{}, all...)})
		}
		w := newPrinter(out)
		if len(all) == 0 {
			w.para("No skill is stated, so nothing is taken as known. 'readpath profile set skills.SKILL=LEVEL' states one.")
		}
		for _, part := range []struct{ how, head string }{
			{recommend.HowStated, "You state"}, {recommend.HowRead, "From books you have read"}, {recommend.HowImplied, "From that follows"},
		} {
			printStandings(w, cat, all, part.how, part.head)
		}
		return w.err
	})
}

// printStandings lists the skills that are known in one way.
func printStandings(w *printer, cat *catalog.Catalog, all []recommend.Standing, how, head string) {
	for _, s := range all {
		if s.How != how {
			continue
		}
		if head != "" {
			w.line(head)
			head = ""
		}
		from := ""
		switch {
		case how == recommend.HowImplied:
			from = ", since " + cat.SkillName(s.By) + " stands on it"
			if by := cat.Skill(s.By); by != nil && by.Brings.At(s.Skill) > 0 {
				from = ", since it is learnt with " + by.Name
			}
		case how == recommend.HowRead && cat.Book(s.By) != nil:
			from = ", from " + cat.Book(s.By).Title
		}
		if s.Stated != nil {
			from += "; you stated " + s.Stated.Number()
		}
		w.item("  - ", "%s (%s) %s%s", s.Name, s.Skill, s.Level, from)
	}
}

func newProfileListCmd() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:     "list",
		Short:   "List the profiles that have a name",
		Example: "  readpath profile list",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			names := profileNames()
			if asJSON {
				return writeJSON(cmd.OutOrStdout(), append([]string{}, names...))
			}
			w := newPrinter(cmd.OutOrStdout())
			for _, n := range names {
				w.line(n)
			}
			if len(names) == 0 {
				fmt.Fprintln(cmd.ErrOrStderr(), "no profile has a name yet; 'readpath profile new me' begins one")
			}
			return w.err
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print a JSON list of names")
	return cmd
}
