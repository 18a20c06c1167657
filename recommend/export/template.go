package export

import (
	"errors"
	"io"
	"strings"
	"text/template"

	"readpath/recommend"
)

// Template writes the plan as a template of text/template says; name is the
// file that its errors name, with the line. Its value is the plan, and its
// functions are, besides the standard ones:
//
//	title N       the title of step N (from 0)
//	why N         why step N is in the plan
//	here N        why it has its place
//	facts N       its authors, year, pages and level
//	gains N       the skills that it raises
//	url N         where the book is on the web, "" if that is not known
//	summary       the plan in one sentence
//	goals         what the plan is for
//	first, stop   where to start, and where one may stop
//	faq           questions and answers, each with .Question and .Answer
//	hours H       19.6 as "19.6 h"
//	percent S     0.42 as "42%"
//	add A B       A + B
//	join LIST SEP the items of a list in one text
//	markdown TEXT text that is inert in markdown
//
// Text from data is on one line, and otherwise as it is.
func Template(w io.Writer, plan *recommend.Plan, name, text string) error {
	p := phrases{plan, oneLine}
	t, err := template.New(name).Option("missingkey=error").Funcs(template.FuncMap{
		"title":   func(n int) string { return oneLine(p.Steps[n].Book.Title) },
		"why":     p.whyIn,
		"here":    p.whyHere,
		"facts":   func(n int) string { return p.facts(p.Steps[n].Book) },
		"gains":   func(n int) string { return p.gains(p.Steps[n]) },
		"url":     func(n int) string { return webAddress(p.Steps[n].Book) },
		"summary": p.summary,
		"goals":   p.goals,
		"first": func() string {
			if len(p.Steps) == 0 {
				return p.empty()
			}
			return p.startWith()
		},
		"stop":     p.stop,
		"faq":      p.faq,
		"hours":    hours,
		"percent":  percent,
		"add":      func(a, b int) int { return a + b },
		"join":     func(items []string, sep string) string { return oneLine(strings.Join(items, sep)) },
		"markdown": escapeMarkdown,
	}).Parse(text)
	if err != nil {
		return templateError{err}
	}
	var b strings.Builder
	if err := t.Execute(&b, plan); err != nil {
		return templateError{err}
	}
	_, err = io.WriteString(w, b.String())
	return err
}

// templateError is an error of text/template, which begins with the file and
// the line, without the word before them.
type templateError struct{ error }

func (e templateError) Error() string { return strings.TrimPrefix(e.error.Error(), "template: ") }
func (e templateError) Unwrap() error { return errors.Unwrap(e.error) }
