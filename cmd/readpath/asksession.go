package main

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"readpath/catalog/atomicfile"
	"readpath/profiles"
)

// A face puts questions to the reader: in forms, or in plain lines.
type face interface {
	// put shows a question until it is answered. It returns errStopped when
	// the reader leaves, and errNoMore when the answers have ended.
	put(ctx context.Context, s screen) (reply, error)
	// close gives the terminal back.
	close()
}

// screen is a question as it is put.
type screen struct {
	*profiles.Question
	number int              // from 1; 0 where questions are not counted
	was    *profiles.Answer // what was answered before the reader went back; nil if nothing
	back   bool             // there is a question to go back to
	check  func(profiles.Answer) error
}

// answer is an answer to the screen's question.
func (s *screen) answer(values ...string) profiles.Answer {
	return profiles.Answer{Question: s.ID, Of: s.Of, Values: values}
}

// reply is what the reader does with a question.
type reply struct {
	answer profiles.Answer
	back   bool // to the question before instead
}

// session leads through an interview.
type session struct {
	iv   *profiles.Interview
	face face
	kept string // the file in which answers are kept while they are not complete; "" for nowhere
}

// run asks until there is nothing to ask.
func (s *session) run(ctx context.Context) (profiles.Answers, error) {
	as, err := s.resume(ctx)
	if err != nil {
		return nil, err
	}
	given := map[[2]string]profiles.Answer{} // also those that the reader went back over
	for {
		q, err := s.iv.Next(as)
		if q == nil || err != nil {
			return as, err
		}
		sc := screen{Question: q, number: len(as) + 1, back: len(as) > 0, check: func(a profiles.Answer) error { return s.iv.Check(as, a) }}
		if a, ok := given[[2]string{q.ID, q.Of}]; ok {
			sc.was = &a
		}
		r, err := s.face.put(ctx, sc)
		switch {
		case errors.Is(err, errStopped):
			return nil, stoppedError(s.kept != "" && len(as) > 0)
		case errors.Is(err, errNoMore):
			return as, nil
		case err != nil:
			return nil, err
		case r.back && len(as) > 0:
			as = as[:len(as)-1]
		case !r.back:
			as = append(as, r.answer)
			given[[2]string{q.ID, q.Of}] = r.answer
		}
		if err := s.keep(as); err != nil {
			return nil, err
		}
	}
}

// keptAnswers is the file in which unfinished answers are kept, "" if the user
// has no folder for it.
func keptAnswers() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "readpath", "unfinished-answers.yaml")
}

// keep writes the answers so far. Where that cannot be done there is no going
// on later, and the questions go on all the same.
func (s *session) keep(as profiles.Answers) error {
	if s.kept == "" {
		return nil
	}
	if len(as) == 0 {
		s.forget()
		return nil
	}
	data, err := s.iv.FormatAnswers(as)
	if err != nil {
		return err
	}
	if os.MkdirAll(filepath.Dir(s.kept), 0o777) != nil || atomicfile.Write(s.kept, data) != nil {
		s.kept = ""
	}
	return nil
}

func (s *session) forget() {
	if s.kept != "" {
		os.Remove(s.kept)
	}
}

// resume offers to go on from answers that were kept. Those that no longer
// hold, for the catalog has changed, are let go.
func (s *session) resume(ctx context.Context) (profiles.Answers, error) {
	if s.kept == "" {
		return nil, nil
	}
	data, err := os.ReadFile(s.kept)
	if err != nil {
		return nil, nil
	}
	as, err := s.iv.LoadAnswers(bytes.NewReader(data), s.kept)
	if err != nil || len(as) == 0 {
		return nil, nil
	}
	q := &profiles.Question{
		ID: "resume", Text: "Go on where you stopped?", Usual: "yes", Skipped: "yes",
		Why: "You had said that you want to learn " + strings.Join(as[0].Values, ", ") + ".",
		Options: []profiles.Option{
			{Value: "yes", Label: "Yes, go on"},
			{Value: "no", Label: "No, begin again"},
		},
	}
	r, err := s.face.put(ctx, screen{Question: q, check: yesOrNo})
	switch {
	case errors.Is(err, errStopped):
		return nil, stoppedError(true)
	case err != nil && !errors.Is(err, errNoMore):
		return nil, err
	case isNo(r.answer):
		return nil, nil
	}
	return as, nil
}

// yesOrNo checks the answer to a question of two options.
func yesOrNo(a profiles.Answer) error {
	for _, v := range a.Values {
		if v = strings.ToLower(v); v != "yes" && v != "no" && v != "y" && v != "n" {
			return errors.New("answer yes or no")
		}
	}
	return nil
}

func isNo(a profiles.Answer) bool {
	return len(a.Values) > 0 && strings.HasPrefix(strings.ToLower(a.Values[0]), "n")
}

// errNoMore says that the answers have ended.
var errNoMore = errors.New("no more answers")
