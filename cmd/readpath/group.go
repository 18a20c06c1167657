package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"time"

	"readpath/index"
	"readpath/recommend"
	"readpath/recommend/export"
)

// group makes and prints one plan for the readers of several profiles. Flags
// win over the profile of each.
func (o *planOptions) group(in io.Reader, out io.Writer) error {
	today, err := o.check()
	if err != nil {
		return err
	}
	switch {
	case o.since != "":
		return usagef("--since cannot go with a group")
	case o.prove:
		return usagef("--prove cannot go with a group")
	case o.template != "":
		return usagef("--template cannot go with a group")
	}
	form, err := findFormat(o.format, o.out)
	if err != nil {
		return err
	}
	write := groupFormats[form.name]
	if write == nil {
		return usagef("a group's plan comes out as text, markdown or json, not as %s", form.name)
	}
	lib, err := o.library()
	if err != nil {
		return err
	}
	defer lib.Close()
	var requests []*recommend.Request
	for _, name := range append([]string{o.profile}, o.others...) {
		r, err := o.member(lib, in, name, today)
		if err != nil {
			return err
		}
		requests = append(requests, r)
	}
	for _, r := range requests {
		r.Catalog = lib.Catalog() // with what the others brought in
	}
	plan, err := recommend.MakeGroupPlan(requests)
	if err != nil {
		return err
	}
	if o.out == "" {
		return o.paged(out, func(w io.Writer) error { return write(w, plan, textOptions(out)) })
	}
	if err := writeOut(o.out, func(w io.Writer) error { return write(w, plan, export.TextOptions{}) }); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d books for %d readers\n", o.out, len(plan.Books), len(plan.Members))
	return err
}

// groupFormats are the forms in which a group's plan comes out.
var groupFormats = map[string]func(io.Writer, *recommend.GroupPlan, export.TextOptions) error{
	"text": export.GroupText,
	"markdown": func(w io.Writer, p *recommend.GroupPlan, _ export.TextOptions) error {
		return export.GroupMarkdown(w, p)
	},
	"json": func(w io.Writer, p *recommend.GroupPlan, _ export.TextOptions) error { return writeJSON(w, p) },
}

// member is what the flags ask for one reader of a group; who has no name is
// called by that of the profile.
func (o *planOptions) member(lib *index.Library, in io.Reader, name string, today time.Time) (*recommend.Request, error) {
	one := *o
	one.profile, one.others = name, nil
	p, err := one.reader(in, lib)
	if err != nil {
		return nil, err
	}
	if err := one.override(p, lib); err != nil {
		return nil, err
	}
	if p.Name == "" {
		p.Name = strings.TrimSuffix(filepath.Base(name), filepath.Ext(name))
	}
	r, err := one.request(lib, p, today)
	if err != nil || len(p.Goals) > 0 {
		return r, err
	}
	return nil, fmt.Errorf("%s: %w", name, recommend.ErrNoGoals)
}
