package profiles

import (
	"bytes"
	"io"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"readpath/catalog"
	"readpath/catalog/yamlfile"
)

// answersFile is what a file of answers may hold: by the IDs of the questions,
// in their order. A question without a key was not reached, one without a
// value was skipped.
type answersFile struct {
	Learn    []string          `yaml:"learn"`
	Far      map[string]string `yaml:"far,omitempty"` // by goal
	Hours    string            `yaml:"hours"`
	Until    string            `yaml:"until"`
	Read     []string          `yaml:"read"`
	As       string            `yaml:"as"`
	Know     map[string]string `yaml:"know,omitempty"` // by skill
	Practice string            `yaml:"practice"`
	Code     []string          `yaml:"code"`
	Free     string            `yaml:"free"`
	Own      []string          `yaml:"own"`
	Pages    string            `yaml:"pages"`
}

// unknownWord is how a file of answers says "I don't know".
const unknownWord = "unknown"

// LoadAnswers reads a file of answers, in the order of the questions. shown is
// the name by which faults report the file. The error is a [catalog.Faults]
// with everything that is wrong.
func (iv *Interview) LoadAnswers(r io.Reader, shown string) (Answers, error) {
	var f answersFile
	doc, err := yamlfile.Read(r, shown, &f)
	if doc == nil {
		return nil, err
	}
	l := answersLoader{iv: iv, doc: doc}
	l.add("learn", "", f.Learn...)
	for _, name := range doc.Keys("far") {
		l.add(farID, name, f.Far[name])
	}
	l.add("hours", "", f.Hours)
	l.add("until", "", f.Until)
	l.add("read", "", f.Read...)
	l.add("as", "", f.As)
	for _, name := range doc.Keys("know") {
		l.add(knowID, name, f.Know[name])
	}
	l.add("practice", "", f.Practice)
	l.add("code", "", f.Code...)
	l.add("free", "", f.Free)
	l.add("own", "", f.Own...)
	l.add("pages", "", f.Pages)
	if err != nil {
		return nil, err.(catalog.Faults).And(l.faults)
	} else if len(l.faults) > 0 {
		return nil, l.faults.And(nil)
	}
	return l.answers, nil
}

type answersLoader struct {
	iv      *Interview
	doc     *yamlfile.Doc
	answers Answers
	faults  catalog.Faults
}

// add takes the answer to a question if the file has its key.
func (l *answersLoader) add(id, of string, values ...string) {
	path := []any{id}
	if of != "" {
		path = append(path, of)
	} else if !slices.Contains(l.doc.Keys(), id) {
		return
	}
	bad := func(what string) { l.faults = append(l.faults, l.doc.Fault(what, path...)) }
	a := Answer{Question: id, Of: of}
	for _, v := range values {
		if v = strings.TrimSpace(v); v != "" {
			a.Values = append(a.Values, v)
		}
	}
	switch id {
	case farID:
		g := NewGoal(l.iv.Catalog, of, DefaultGoalLevel)
		a.Of = g.Name()
		if learn := l.answers.at("learn", ""); learn != nil && !slices.ContainsFunc(learn.Values, func(v string) bool {
			return NewGoal(l.iv.Catalog, v, DefaultGoalLevel).Name() == a.Of
		}) {
			bad(of + " is not among what you want to learn")
			return
		}
		if g.Background != "" {
			bad(of + " is a background and has levels of its own; leave it out")
			return
		}
	case knowID:
		s, err := l.iv.Catalog.FindSkill(of)
		if err != nil {
			bad(err.Error())
			return
		}
		a.Of = s.ID
	}
	if l.answers.at(a.Question, a.Of) != nil {
		bad("is answered twice")
		return
	}
	if len(a.Values) == 1 && a.Values[0] == unknownWord && l.iv.question(id, a.Of).Unknown {
		a.Values, a.Unknown = nil, true
	}
	if err := l.iv.Check(nil, a); err != nil {
		bad(err.Error())
		return
	}
	l.answers = append(l.answers, a)
}

// FormatAnswers is a file of answers that [Interview.LoadAnswers] reads back.
func (iv *Interview) FormatAnswers(as Answers) ([]byte, error) {
	root := &yaml.Node{Kind: yaml.MappingNode}
	scalar := func(s string) *yaml.Node {
		n := new(yaml.Node)
		n.SetString(s)
		return n
	}
	under := map[string]*yaml.Node{}
	for _, a := range as {
		v := scalar(strings.Join(a.Values, ""))
		if q := iv.question(a.Question, a.Of); q != nil && q.Many {
			v = &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
			for _, s := range a.Values {
				v.Content = append(v.Content, scalar(s))
			}
		} else if a.Unknown {
			v = scalar(unknownWord)
		}
		at, key := root, a.Question
		if a.Of != "" {
			if at = under[a.Question]; at == nil {
				at = &yaml.Node{Kind: yaml.MappingNode}
				under[a.Question] = at
				root.Content = append(root.Content, scalar(a.Question), at)
			}
			key = a.Of
		}
		at.Content = append(at.Content, scalar(key), v)
	}
	var out bytes.Buffer
	enc := yaml.NewEncoder(&out)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return nil, err
	}
	return out.Bytes(), enc.Close()
}
