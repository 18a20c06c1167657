package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/term"

	"readpath/catalog"
	"readpath/index"
	"readpath/profiles"
	"readpath/recommend"
)

// askOptions is everything "readpath ask" can be told.
type askOptions struct {
	planOptions
	plain   bool
	answers string
}

func newAskCmd(g *globalOptions) *cobra.Command {
	o := askOptions{planOptions: planOptions{readerOptions: readerOptions{globalOptions: g}}}
	cmd := &cobra.Command{
		Use:   "ask",
		Short: "Answer a few questions and get a plan",
		Long: `Answer a few questions and get a plan. About what you can do it asks only where
the answer could change the plan, and at most eight times. Every question may be
skipped but the first. Stop with Ctrl-C: the next time it goes on from there.

In a terminal the questions are forms. With --plain, or where TERM is dumb or
ACCESSIBLE is set, they are plain lines, as they are when the answers come from a
pipe: an answer a line, an empty line takes what is in brackets. A file of
answers asks nothing; unknown stands for "I don't know":

  learn: [distributed-systems, full-text search]
  far: {distributed-systems: 3}
  hours: 5
  until: 2026-12-31
  read: [ddia]
  as: backend-developer
  know: {go: 3, databases: unknown}
  practice: 0.75
  code: [go]
  free: no
  own: []
  pages: 700`,
		Example: "  readpath ask --out plan.md\n  readpath ask --answers answers.yaml --today 2026-09-01",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return o.ask(cmd.Context(), cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr())
		},
	}
	o.outputFlags(cmd)
	cmd.Flags().BoolVar(&o.plain, "plain", false, "ask in plain lines, for screen readers and dumb terminals")
	cmd.Flags().StringVar(&o.answers, "answers", "", "take the answers from this `FILE` and ask nothing; - is standard input")
	return cmd
}

// ask puts the questions on errOut, so that a plan in a pipe is the plan alone.
func (o *askOptions) ask(ctx context.Context, in io.Reader, out, errOut io.Writer) error {
	today, err := o.check()
	if err != nil {
		return err
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	iv, err := o.interview(lib, today)
	if err != nil {
		return err
	}
	if o.answers != "" {
		as, err := loadAnswers(o.answers, in, iv)
		if err != nil {
			return err
		}
		_, err = o.finish(lib, iv, as, today, out, errOut)
		return err
	}
	plain := newPlainFace(in, errOut)
	s := &session{iv: iv, face: o.face(plain, in, errOut)}
	if isTerminal(in) {
		s.kept = keptAnswers()
	}
	as, err := s.run(ctx)
	s.face.close()
	if err != nil {
		return err
	}
	p, err := o.finish(lib, iv, as, today, out, errOut)
	if err != nil {
		return err
	}
	s.forget()
	return o.offer(ctx, plain, isTerminal(in), lib, p, today, errOut) // in lines, below the plan
}

// interview is the questionnaire over a library.
func (o *askOptions) interview(lib *index.Library, today time.Time) (*profiles.Interview, error) {
	backgrounds, err := lib.Catalog().Backgrounds()
	if err != nil {
		return nil, err
	}
	return &profiles.Interview{
		Catalog: lib.Catalog(), Backgrounds: backgrounds, Today: today,
		Choose: func(p *profiles.Profile, k profiles.Known, except []string) (string, error) {
			r, err := o.request(lib, p, today)
			if err != nil {
				return "", err
			}
			q, err := recommend.NextQuestion(r, known(k, backgrounds), except)
			if q == nil || err != nil {
				return "", err
			}
			return q.Skill, nil
		},
		About: func(text string) error {
			_, err := retrieve(lib, []profiles.Goal{{Text: text}})
			return err
		},
	}, nil
}

func known(k profiles.Known, backgrounds []catalog.Background) recommend.Known {
	return recommend.Known{Backgrounds: backgrounds, Background: k.Background, Stated: k.Stated}
}

// answered is a profile that answers made, with where its levels come from.
type answered struct {
	profile *profiles.Profile
	notes   map[string]string // by skill
}

// finish makes the profile and prints the plan.
func (o *askOptions) finish(lib *index.Library, iv *profiles.Interview, as profiles.Answers, today time.Time, out, errOut io.Writer) (*answered, error) {
	p, k, err := iv.Profile(as)
	if err != nil {
		return nil, err
	}
	if len(p.Goals) == 0 {
		return nil, profiles.ErrNoAnswer
	}
	r, err := o.request(lib, p, today)
	if err != nil {
		return nil, err
	}
	a := &answered{profile: p, notes: map[string]string{}}
	var by catalog.Level
	if p.Skills, by, err = recommend.Cautious(r, known(k, iv.Backgrounds)); err != nil {
		return nil, err
	}
	usual := "usual for your background"
	if by > 0 {
		w := newPrinter(errOut)
		w.para("Levels are taken %s lower than said, to be on the safe side: a book that is too hard costs more than one that is too easy.", byHow(by))
		w.line("")
		usual += ", less " + byHow(by)
	}
	for i, l := range p.Skills {
		switch {
		case i >= len(k.Stated):
			a.notes[l.Skill] = usual
		case l.Level != k.Stated[i].Level:
			a.notes[l.Skill] = "you said " + k.Stated[i].Level.Number()
		}
	}
	return a, o.make(lib, p, today, out)
}

// byHow is a difference of levels in words.
func byHow(l catalog.Level) string {
	if l == 0.5 {
		return "half a level"
	}
	return "a level"
}

// loadAnswers reads a file of answers, or standard input for "-".
func loadAnswers(name string, in io.Reader, iv *profiles.Interview) (profiles.Answers, error) {
	shown := name
	if name == "-" {
		shown = "standard input"
	} else {
		f, err := os.Open(name)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		in = f
	}
	as, err := iv.LoadAnswers(in, shown)
	if err == nil && (len(as) == 0 || as[0].Question != "learn") {
		err = catalog.Faults{{File: shown, Line: 1, What: "learn is missing: name what you want to learn"}}
	}
	return as, err
}

// face is how questions are put here: in forms where both ends are a terminal
// that can show them, else in plain lines.
func (o *askOptions) face(plain face, in io.Reader, errOut io.Writer) face {
	if o.plain || !isTerminal(in) || !isTerminal(errOut) || os.Getenv("TERM") == "dumb" || os.Getenv("ACCESSIBLE") != "" {
		return plain
	}
	return newFormFace(in, errOut)
}

// isTerminal reports whether a stream is a terminal.
func isTerminal(stream any) bool {
	f, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// errStopped says that the reader left before the end.
var errStopped = errors.New("stopped")

// stoppedError is errStopped with what to do next.
func stoppedError(kept bool) error {
	if !kept {
		return errStopped
	}
	return fmt.Errorf("%w; your answers are kept: run it again to go on", errStopped)
}
