package main

import (
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/profiles"
)

// readerOptions are the flags that say who the reader is, for every command
// that computes for one.
type readerOptions struct {
	*globalOptions
	profile string   // a name or a file; "" if none is given
	others  []string // of a group, beside profile
	from    string   // a plan that carries the profile
	as      string
	know    []string
}

func (o *readerOptions) flags(cmd *cobra.Command) {
	cmd.Flags().Var(profileFlag{o}, "profile", "profile `NAME|FILE`; - is standard input; without flags it is '"+usualProfile+"', if there is one")
	cmd.Flags().StringVar(&o.as, "as", "", "start from the usual levels of this `background`; what you say yourself wins ('readpath skills --backgrounds')")
	cmd.Flags().StringArrayVar(&o.know, "know", nil, "what you can do already, as `skill=level`; may be repeated")
	must(cmd.RegisterFlagCompletionFunc("profile", completeProfiles))
	must(cmd.RegisterFlagCompletionFunc("know", o.completeSkills))
	must(cmd.RegisterFlagCompletionFunc("as", o.completeBackgrounds))
}

// usual takes the usual profile, if there is one, for who says nothing of the
// reader.
func (o *readerOptions) usual() {
	if o.profile == "" && o.from == "" && o.as == "" && len(o.know) == 0 && hasUsual() {
		o.profile = usualProfile
	}
}

// reader is the profile of the flags.
func (o *readerOptions) reader(in io.Reader, cat profiles.Names) (p *profiles.Profile, err error) {
	p = &profiles.Profile{}
	if len(o.others) > 0 {
		return nil, usagef("--profile is given %d times; a group has a common plan, but nothing else", len(o.others)+1)
	}
	switch {
	case o.profile != "":
		p, err = loadProfile(o.profile, in, cat)
	case o.from != "":
		p, err = profileOf(o.from, in, cat)
	}
	if err != nil {
		return nil, err
	}
	for _, k := range o.know {
		name, level, err := nameAndLevel(k)
		if err != nil {
			return nil, usagef("--know %s: %v", k, err)
		}
		if level < 0 {
			return nil, usagef("--know %s: give a level, as in %s=3", k, name)
		}
		s, err := cat.FindSkill(name)
		if err != nil {
			return nil, fmt.Errorf("--know %s: %w", k, err)
		}
		at := slices.IndexFunc(p.Skills, func(l catalog.SkillLevel) bool { return l.Skill == s.ID })
		if at < 0 {
			at = len(p.Skills)
			p.Skills = append(p.Skills, catalog.SkillLevel{Skill: s.ID})
		}
		p.Skills[at].Level = level
	}
	return p, o.background(p, cat)
}

// background adds the levels of --as that the reader has not stated.
func (o *readerOptions) background(p *profiles.Profile, cat profiles.Names) error {
	if o.as == "" {
		return nil
	}
	b, err := cat.FindBackground(o.as)
	if err != nil {
		return err
	}
	stated := p.Skills.Skills()
	for _, l := range b.Skills {
		if !slices.Contains(stated, l.Skill) {
			p.Skills = append(p.Skills, l)
		}
	}
	return nil
}

// nameAndLevel splits "go=3"; without a level it is -1.
func nameAndLevel(s string) (string, catalog.Level, error) {
	at := strings.LastIndexByte(s, '=')
	if at < 0 {
		return strings.TrimSpace(s), -1, nil
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s[at+1:]), 64)
	if level := catalog.Level(v); err != nil || !level.Valid() {
		return "", 0, fmt.Errorf("level %q is not a number from 0 (none) to 5 (expert)", s[at+1:])
	}
	return strings.TrimSpace(s[:at]), catalog.Level(v), nil
}
