package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
)

func newChaptersCmd(g *globalOptions) *cobra.Command {
	o := planOptions{readerOptions: readerOptions{globalOptions: g}}
	var pages int
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "chapters BOOK",
		Short: "Which chapters of a book to read, skim or skip",
		Long: `Say of each chapter of a book whether you should read, skim or skip it, and why:
what it brings you towards your goals, or without goals above what you have.
With --pages it is the best set of chapters within so many pages; a chapter to
skim counts as a quarter of its pages.`,
		Example: `  readpath chapters isl --know statistics=2 --know programming=3 --pages 300
  readpath chapters "Introduction to Algorithms" --goal algorithms=3 --know programming=3`,
		Args:              cobra.ExactArgs(1),
		ValidArgsFunction: g.completeBooks,
		RunE: func(cmd *cobra.Command, args []string) error {
			if cmd.Flags().Changed("pages") && pages < 1 {
				return usagef("--pages %d is not above 0", pages)
			}
			return o.chapters(cmd.InOrStdin(), cmd.OutOrStdout(), args[0], pages, asJSON)
		},
	}
	o.flags(cmd)
	cmd.Flags().StringArrayVar(&o.goals, "goal", nil, "what to learn, as `skill=level`, area=level, background or text; may be repeated")
	cmd.Flags().IntVar(&pages, "pages", 0, "at most this `number` of pages")
	cmd.Flags().BoolVar(&asJSON, "json", false, "print JSON")
	must(cmd.RegisterFlagCompletionFunc("goal", o.completeGoals))
	return cmd
}

func (o *planOptions) chapters(in io.Reader, out io.Writer, name string, pages int, asJSON bool) error {
	return o.with(in, func(lib *index.Library, p *profiles.Profile, today time.Time) error {
		b, err := lib.FindBook(name)
		if err != nil {
			return err
		}
		found, err := retrieve(lib, p.Goals)
		if err != nil {
			return err
		}
		model, err := recommend.NewModel(recommend.Balanced)
		if err != nil {
			return err
		}
		cp := recommend.Chapters(&recommend.Request{Catalog: lib.Catalog(), Profile: p, Model: model, Today: today, Found: found}, b.ID, pages)
		if asJSON {
			return writeJSON(out, cp)
		}
		return printChapters(out, cp)
	})
}

func printChapters(out io.Writer, cp *recommend.ChapterPlan) error {
	w := newPrinter(out)
	if len(cp.Chapters) == 0 {
		long := "whose page count is not known"
		if cp.Book.Pages > 0 {
			long = fmt.Sprintf("of %d pages", cp.Book.Pages)
		} else if cp.Book.PagesAbout > 0 {
			long = fmt.Sprintf("of about %d pages", cp.Book.PagesAbout)
		}
		w.para("The catalog does not know the chapters of %s, a book %s; so there is nothing to choose among.", cp.Book.Title, long)
		w.para("'readpath fit %s' says what the whole of it asks for and brings you.", cp.Book.ID)
		return w.err
	}
	count := map[recommend.Doing]int{}
	unready := 0
	for _, s := range cp.Chapters {
		count[s.Do]++
		if s.Why == recommend.ChapterUnready {
			unready++
		}
	}
	w.para("%s: of %d chapters read %d, skim %d, skip %d. That is %d of %d pages%s and %.1f h of %.1f h.", cp.Book.Title,
		len(cp.Chapters), count[recommend.DoRead], count[recommend.DoSkim], count[recommend.DoSkip],
		cp.Turned, cp.AllPages, skimCount(cp), cp.Hours, cp.AllHours)
	printReached(w, cp)
	if unready > 0 {
		w.para("%d ask for more than you would have: 'readpath fit %s' says what comes first.", unready, cp.Book.ID)
	}
	for _, a := range cp.Assumed {
		w.para("Mind: %s.", a)
	}
	w.line("")
	for i, s := range cp.Chapters {
		words := fmt.Sprintf("%s, %d p", s.Title, s.Pages)
		if s.Do != recommend.DoSkip {
			words += fmt.Sprintf(", %.1f h", s.Hours)
		}
		w.item(fmt.Sprintf("%s %2d  ", s.Do, s.Number), "%s", words)
		why := chapterReason(cp, &s)
		if next := i + 1; next < len(cp.Chapters) && s.Do == recommend.DoSkip && cp.Chapters[next].Do == s.Do && why == chapterReason(cp, &cp.Chapters[next]) {
			continue // said once, after the last of them
		}
		w.item("         ", "%s", why)
	}
	return w.err
}

// skimCount says how pages to skim were counted, where there are any.
func skimCount(cp *recommend.ChapterPlan) string {
	if cp.Skimmed == 0 {
		return ""
	}
	return fmt.Sprintf(" (%d to read, a quarter of %d to skim)", cp.Pages, cp.Skimmed)
}

func printReached(w *printer, cp *recommend.ChapterPlan) {
	switch {
	case len(cp.Goals) == 0 && cp.Wished:
		w.para("You have reached all of your goals.")
		return
	case len(cp.Goals) == 0:
		w.para("You have all that it teaches.")
		return
	case cp.Most == 0 && cp.Wished:
		w.para("It brings nothing that your goals want and you lack.")
		return
	}
	whole := "what it teaches and you lack"
	if cp.Wished {
		whole = "your goals"
	}
	w.para("It brings you %.0f%% of %s; every chapter would bring %.0f%%.", 100*cp.Reached, whole, 100*cp.Most)
	var parts []string
	for _, t := range cp.Goals {
		if t.Reached > t.Start {
			parts = append(parts, fmt.Sprintf("%s %s to %s", t.Name, t.Start.Number(), t.Reached.Number()))
		}
	}
	if len(parts) > 0 {
		w.para("%s.", strings.Join(parts, ", "))
	}
}

// chapterReason is why, in words and numbers.
func chapterReason(cp *recommend.ChapterPlan, s *recommend.ChapterStep) string {
	var gains []string
	for _, g := range s.Gains {
		if g.Value > 0 || s.Why == recommend.ChapterNeeded && g.Skill == s.Skill {
			gains = append(gains, fmt.Sprintf("%s %.2f to %.2f", g.Name, float64(g.Before), float64(g.After)))
		}
	}
	brings := strings.Join(gains, ", ")
	if s.Value > 0 {
		brings += fmt.Sprintf(": %.1f points", 100*s.Value)
	}
	if s.Readiness < 0.995 && s.Do != recommend.DoSkip {
		brings += fmt.Sprintf(" (you are %.0f%% ready)", 100*s.Readiness)
	}
	switch s.Why {
	case recommend.ChapterUnwanted:
		if s.Skill == "" {
			return "it teaches nothing that the catalog has a skill for"
		}
		return fmt.Sprintf("about %s, which no goal wants", s.Name)
	case recommend.ChapterHad:
		return fmt.Sprintf("%s to %s: you have %s by then", s.Name, s.Level.Number(), s.Have.Number())
	case recommend.ChapterUnready:
		return fmt.Sprintf("it asks for %s %s; you would have %s by then", s.Name, s.Level.Number(), s.Have.Number())
	case recommend.ChapterNearly:
		return fmt.Sprintf("%s to %s: you nearly have it. %s", s.Name, s.Level.Number(), brings)
	case recommend.ChapterNeeded:
		return fmt.Sprintf("chapter %d needs it. %s", s.For, brings)
	case recommend.ChapterNoRoom:
		return fmt.Sprintf("%s to %s; others bring more within %d pages", s.Name, s.Level.Number(), cp.Limit)
	}
	return brings
}
