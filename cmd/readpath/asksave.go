package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"time"

	"readpath/index"
	"readpath/profiles"
	"readpath/recommend/export"
)

// offer asks where to save the profile and, unless --out did, the plan. Only
// somebody who is there is offered a name to take by Enter.
func (o *askOptions) offer(ctx context.Context, f face, present bool, lib *index.Library, a *answered, today time.Time, errOut io.Writer) error {
	name := func(stem, ending string) string {
		if !present {
			return noFile
		}
		return freeName(stem, ending)
	}
	profile, err := askFile(ctx, f, "profile", name("profile", ".yaml"), "Then 'readpath plan --profile' makes the plan again, and you can correct what it took you for.")
	if err != nil {
		return stopHere(err)
	}
	plan := ""
	if o.out == "" {
		if plan, err = askFile(ctx, f, "plan", name("plan", ".md"), "Markdown, text or JSON, by the ending of the name: .md, .txt or .json."); err != nil {
			return stopHere(err)
		}
	}
	w := newPrinter(errOut)
	if profile != "" {
		data, err := profiles.EncodeNoted(a.profile, "Made by 'readpath ask' on "+today.Format(profiles.DateForm)+".", a.notes)
		if err != nil {
			return err
		}
		if err := writeOut(profile, func(w io.Writer) error { _, err := w.Write(data); return err }); err != nil {
			return err
		}
		w.para("%s: your profile; edit it, then run 'readpath plan --profile %[1]s'", profile)
	}
	if plan != "" {
		to := o.planOptions
		to.out = plan
		made, err := to.plan(lib, a.profile, today)
		if err != nil {
			return err
		}
		if err := to.write(io.Discard, made, export.TextOptions{}); err != nil {
			return err
		}
		w.para("%s: the plan", plan)
	}
	return w.err
}

// stopHere takes leaving for no: what was asked for is done.
func stopHere(err error) error {
	if errors.Is(err, errStopped) || errors.Is(err, errNoMore) {
		return nil
	}
	return err
}

// noFile is the answer that saves nothing.
const noFile = "no"

// askFile asks for the name of a new file; "" is no file.
func askFile(ctx context.Context, f face, what, name, why string) (string, error) {
	q := &profiles.Question{
		ID: "save-" + what, Text: fmt.Sprintf("Save the %s? A file name, or no.", what), Why: why,
		Free: true, Usual: name, Skipped: name,
	}
	check := func(a profiles.Answer) error {
		if len(a.Values) == 0 || a.Values[0] == noFile {
			return nil
		}
		if _, err := os.Lstat(a.Values[0]); err == nil {
			return fmt.Errorf("%s exists already; name another file, or no", a.Values[0])
		}
		return nil
	}
	r, err := f.put(ctx, screen{Question: q, check: check})
	switch {
	case err != nil:
		return "", err
	case len(r.answer.Values) > 0:
		name = r.answer.Values[0]
	}
	if name == noFile {
		return "", nil
	}
	return name, nil
}

// freeName is a name that no file here has yet: profile.yaml, profile-2.yaml...
func freeName(stem, ending string) string {
	name := stem + ending
	for n := 2; ; n++ {
		if _, err := os.Lstat(name); err != nil {
			return name
		}
		name = fmt.Sprintf("%s-%d%s", stem, n, ending)
	}
}
