package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"readpath/recommend"
	"readpath/recommend/export"
)

func newStatusCmd(g *globalOptions) *cobra.Command {
	o := courseOptions{globalOptions: g}
	cmd := &cobra.Command{
		Use:   "status",
		Short: "Where you stand against your plan",
		Long: `Where you stand against the plan that your profile keeps: what is read, how many
hours, your own pace, and when it ends at that pace.`,
		Example: "  readpath status\n  readpath status --profile work --json",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.with(cmd.InOrStdin(), func(c *course) error { return o.status(c, cmd.OutOrStdout()) })
		},
	}
	o.flags(cmd)
	return cmd
}

// A noPlanKeptError says that there is nothing to stand against.
type noPlanKeptError struct{ Profile string }

func (e *noPlanKeptError) Error() string {
	return fmt.Sprintf("profile %s keeps no plan for its goals yet", e.Profile)
}

func (o *courseOptions) status(c *course, out io.Writer) error {
	if c.kept == nil {
		return &noPlanKeptError{o.profile}
	}
	s := c.kept.Status(c.request)
	if o.json {
		return writeJSON(out, s)
	}
	w := newPrinter(out)
	w.para("%d of %d books read, %s of the goal reached, since %s.", len(s.Finished), s.Books, export.Percent(s.Reached), s.Made)
	w.line("")
	words := fmt.Sprintf("%s; %s at the end of the plan", export.Percent(s.Reached), export.Percent(s.Coverage))
	w.line("  " + export.Bar(s.Reached, min(30, w.width-3-len(words)), textOptions(out)) + " " + words)
	w.line("")
	for _, b := range s.Finished {
		w.item("  read   ", "%s%s", b.Title, endedWords(b))
	}
	for _, b := range s.Dropped {
		w.item("  not    ", "%s%s", b.Title, endedWords(b))
	}
	for _, b := range s.Reading {
		words := fmt.Sprintf("%.1f h so far", b.Logged)
		if b.Since != nil {
			words = fmt.Sprintf("since %s, %s", b.Since, words)
		}
		if b.Left > 0 {
			words += fmt.Sprintf(", about %.1f h left", b.Left)
		}
		w.item("  now    ", "%s: %s", b.Title, words)
	}
	for _, step := range c.left.Steps {
		if !step.Begun {
			w.item("  next   ", "%s, %.1f h", step.Book.Title, step.Hours)
			break
		}
	}
	if len(s.Finished)+len(s.Dropped)+len(s.Reading)+len(c.left.Steps) > 0 {
		w.line("")
	}
	for _, words := range statusWords(s) {
		w.para("%s", words)
	}
	return w.err
}

// endedWords is what the diary says of a book at its end.
func endedWords(b recommend.Ended) string {
	var parts []string
	if b.Date != nil {
		parts = append(parts, b.Date.String())
	}
	if b.Hours > 0 {
		parts = append(parts, fmt.Sprintf("%.1f h", b.Hours))
	}
	if b.Rating > 0 {
		parts = append(parts, fmt.Sprintf("%d of 5", b.Rating))
	}
	if b.Note != "" {
		parts = append(parts, fmt.Sprintf("%q", b.Note))
	}
	if len(parts) == 0 {
		return ""
	}
	return ": " + strings.Join(parts, ", ")
}

// statusWords say how hours and days compare, as facts: how much somebody reads
// is theirs to judge.
func statusWords(s *recommend.Status) []string {
	out := []string{fmt.Sprintf("Hours: %.1f h logged since %s; the plan has %.1f h by today. %.1f h are left.", s.Logged, s.Made, s.Planned, s.Left)}
	if s.Measured != nil {
		out[0] = strings.TrimSuffix(out[0], fmt.Sprintf(" %.1f h are left.", s.Left)) +
			fmt.Sprintf(" That is %.1f h a week, planned were %.1f h. %.1f h are left.", *s.Measured, s.PerWeek, s.Left)
	}
	if s.Pace != nil {
		out = append(out, strings.ToUpper(s.Pace.String()[:1])+s.Pace.String()[1:]+"; the plan counts with it.")
	}
	if s.End == nil {
		return append(out, "Nothing is left to read.")
	}
	end := fmt.Sprintf("End: %s at %.1f h a week", s.End, s.PerWeek)
	if s.EndMeasured != nil && *s.EndMeasured != *s.End {
		end += fmt.Sprintf(", %s at the %.1f h you read", s.EndMeasured, *s.Measured)
	}
	if s.PlannedEnd != nil && *s.PlannedEnd != *s.End {
		end += fmt.Sprintf("; as it was made, %s", s.PlannedEnd)
	}
	out = append(out, end+".")
	switch {
	case s.Deadline == nil:
	case s.Needs == nil:
		out = append(out, fmt.Sprintf("The time you gave ran until %s; the plan goes on without a limit. 'readpath profile set time.until=DATE' gives it another.", s.Deadline))
	case *s.Needs > s.PerWeek+0.05:
		out = append(out, fmt.Sprintf("To end by %s it takes %.1f h a week. Or stop where you like: the plan has what brings most first.", s.Deadline, *s.Needs))
	default:
		out = append(out, fmt.Sprintf("To end by %s, %.1f h a week are enough.", s.Deadline, *s.Needs))
	}
	return out
}
