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
		r.Catalog = lib.Catalog() // with what was gathered for the others
	}
	plan, err := recommend.MakeGroupPlan(requests)
	if err != nil {
		return err
	}
	f, err := findFormat(o.format, o.out)
	if err != nil {
		return err
	}
	if o.out == "" {
		return o.paged(out, func(w io.Writer) error { return renderGroup(w, plan, f.name, textOptions(out)) })
	}
	if err := writeOut(o.out, func(w io.Writer) error {
		return renderGroup(w, plan, f.name, export.TextOptions{})
	}); err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s: %d books for %d readers\n", o.out, len(plan.Books), len(plan.Members))
	return err
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

func renderGroup(w io.Writer, plan *recommend.GroupPlan, format string, o export.TextOptions) error {
	switch format {
	case "markdown":
		return export.GroupMarkdown(w, plan)
	case "json":
		return writeJSON(w, plan)
	case "text":
		return export.GroupText(w, plan, o)
	}
	return usagef("a group's plan has no format %q; there are text, markdown, json", format)
}
