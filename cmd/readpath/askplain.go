package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"readpath/recommend/export"
)

// plainFace puts questions in lines, for pipes, dumb terminals and screen
// readers.
type plainFace struct {
	in     *bufio.Scanner
	out    io.Writer
	echo   bool // print what was read, for what comes from a pipe is not seen
	greets bool
	ended  bool
}

func newPlainFace(in io.Reader, out io.Writer) *plainFace {
	return &plainFace{in: bufio.NewScanner(in), out: out, echo: !isTerminal(in), greets: true}
}

func (*plainFace) close() {}

// What a line may be besides an answer.
const (
	plainHelp    = "?"
	plainBack    = "<"
	plainUnknown = "!"
)

func (f *plainFace) put(ctx context.Context, s screen) (reply, error) {
	if f.ended {
		return reply{}, errNoMore
	}
	w := newPrinter(f.out)
	if f.greets && s.number > 0 {
		w.para("A few questions. Enter takes what is in brackets; ? explains, < goes back.")
		f.greets = false
	}
	w.line("")
	if s.number > 0 {
		w.item(fmt.Sprintf("%d. ", s.number), "%s", s.Text)
	} else {
		w.para("%s", s.Text)
	}
	if s.ID == "resume" {
		w.para("%s", s.Why)
	}
	f.options(w, &s)
	for {
		prompt := f.prompt(&s)
		lines := export.Fold(prompt, w.width)
		for _, l := range lines[:len(lines)-1] {
			w.line(l)
		}
		if w.err == nil {
			_, w.err = io.WriteString(f.out, lines[len(lines)-1]+" ")
		}
		if w.err != nil {
			return reply{}, w.err
		}
		line, err := f.line(ctx)
		if err != nil {
			f.ended = errors.Is(err, errNoMore)
			w.line("")
			return reply{}, err
		}
		if f.echo {
			w.line(line)
		}
		a := s.answer()
		switch {
		case line == plainHelp:
			w.item("  ", "%s", s.Why)
			if s.Help != "" {
				w.item("  ", "%s", s.Help)
			}
			continue
		case line == plainBack && s.back:
			return reply{back: true}, nil
		case line == plainBack:
			w.item("  ", "this is the first question")
			continue
		case line == plainUnknown && s.Unknown:
			a.Unknown = true
		case line == "" && s.was != nil:
			a = *s.was
		case line == "" && s.Needed:
			w.item("  ", "this one needs an answer")
			continue
		case line != "":
			a.Values = split(&s, line)
		}
		if err := s.check(a); err != nil {
			w.item("  ", "%v", err)
			continue
		}
		return reply{answer: a}, w.err
	}
}

// options prints what there is to choose from, where that is not too much.
func (f *plainFace) options(w *printer, s *screen) {
	const some = 40
	switch {
	case s.ID == "learn":
		var areas []string
		for _, o := range s.Options {
			if strings.HasSuffix(o.Label, wholeArea) {
				areas = append(areas, o.Value)
			}
		}
		w.item("  ", "An area, a skill, or words of your own, with commas between them. The areas are %s.", strings.Join(areas, ", "))
	case s.Many && s.Free:
		var names []string
		for _, o := range s.Options[:min(12, len(s.Options))] {
			names = append(names, o.Value)
		}
		w.item("  ", "With commas between them, such as %s.", strings.Join(names, ", "))
	case s.Many:
		w.item("  ", "By title or id, with commas between them.")
	case len(s.Options) <= some:
		width := 0
		for _, o := range s.Options {
			width = max(width, len(o.Value))
		}
		for _, o := range s.Options {
			w.item(fmt.Sprintf("  %-*s  ", width, o.Value), "%s", o.Label)
		}
		if s.Unknown {
			w.item(fmt.Sprintf("  %-*s  ", width, plainUnknown), "I don't know")
		}
	}
}

// wholeArea ends the labels of areas.
const wholeArea = ", the whole area"

// prompt is the line that waits for the answer.
func (f *plainFace) prompt(s *screen) string {
	preset := s.Skipped
	switch {
	case s.was != nil && s.was.Unknown:
		preset = plainUnknown
	case s.was != nil && len(s.was.Values) > 0:
		preset = strings.Join(s.was.Values, ", ")
	case s.Needed:
		preset = "needed"
	case s.Usual != "":
		preset = s.Usual
	}
	return fmt.Sprintf("Answer [%s]:", preset)
}

// split makes the answers of a line: between commas where there are several,
// unless the whole is one, as a title with a comma in it may be.
func split(s *screen, line string) []string {
	if !s.Many || s.check(s.answer(line)) == nil && !s.Free {
		return []string{line}
	}
	var values []string
	for v := range strings.SplitSeq(line, ",") {
		if v = strings.TrimSpace(v); v != "" {
			values = append(values, v)
		}
	}
	return values
}

// line reads a line. It is read beside, so that an interrupt is heard while
// nothing is typed.
func (f *plainFace) line(ctx context.Context) (string, error) {
	got := make(chan error, 1)
	var line string
	go func() {
		if f.in.Scan() {
			line = strings.TrimSpace(f.in.Text())
			got <- nil
			return
		}
		if err := f.in.Err(); err != nil {
			got <- err
			return
		}
		got <- errNoMore
	}()
	select {
	case err := <-got:
		return line, err
	case <-ctx.Done():
		return "", errStopped
	}
}
