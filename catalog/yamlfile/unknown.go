package yamlfile

import (
	"fmt"
	"reflect"
	"strings"

	"gopkg.in/yaml.v3"
)

// unknown finds the keys of a document that its Go type has no field for. The
// YAML library does so too (KnownFields), but only while it parses: a second
// parse of every file would cost more than all else.
type unknown struct {
	file   string
	of     reflect.Type                             // of the whole document
	fields map[reflect.Type]map[string]reflect.Type // of a struct, by yaml key
	seen   map[visit]bool
	faults Faults
}

func newUnknown(file string, out any) *unknown {
	return &unknown{file: file, of: reflect.TypeOf(out), fields: map[reflect.Type]map[string]reflect.Type{}, seen: map[visit]bool{}}
}

// visit is a mapping read as a type. Each is visited once, however many
// aliases and merge keys lead there.
type visit struct {
	n *yaml.Node
	t reflect.Type
}

// walk looks at all that the library decodes from n into t. Cost O(nodes).
func (u *unknown) walk(n *yaml.Node, t reflect.Type) {
	n = resolve(n)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch {
	case n.Kind == yaml.DocumentNode:
		u.walk(n.Content[0], t)
	case n.Kind == yaml.SequenceNode && t.Kind() == reflect.Slice:
		for _, c := range n.Content {
			u.walk(c, t.Elem())
		}
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Map:
		for i := 1; i < len(n.Content); i += 2 {
			u.walk(n.Content[i], t.Elem())
		}
	case n.Kind == yaml.MappingNode && t.Kind() == reflect.Struct:
		if v := (visit{n, t}); !u.seen[v] {
			u.seen[v] = true
			u.mapping(n, t)
		}
	}
}

func (u *unknown) mapping(n *yaml.Node, t reflect.Type) {
	fields := u.fields[t]
	if fields == nil {
		fields = fieldsOf(t)
		u.fields[t] = fields
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if key.Tag == "!!merge" && key.Value == "<<" {
			u.merged(value, t)
		} else if name, ok := text(key); !ok {
			continue
		} else if f, ok := fields[name]; ok {
			u.walk(value, f)
		} else {
			what := fmt.Sprintf("unknown field %q%s", name, DidYouMean(name, fieldNames(u.of, nil)))
			u.faults = append(u.faults, Fault{File: u.file, Line: key.Line, What: what})
		}
	}
}

// merged walks the mapping, or the list of mappings, of a merge key.
func (u *unknown) merged(n *yaml.Node, t reflect.Type) {
	if n.Kind == yaml.SequenceNode {
		for _, c := range n.Content {
			u.walk(c, t)
		}
		return
	}
	u.walk(n, t)
}

// text is a key as the library reads it; ok is false for one that it skips.
func text(key *yaml.Node) (name string, ok bool) {
	if key.Kind == yaml.ScalarNode && key.Tag == "!!str" {
		return key.Value, true
	}
	var s *string
	if err := key.Decode(&s); err != nil || s == nil {
		return "", false
	}
	return *s, true
}

// fieldsOf are the types of a struct's fields by yaml key.
func fieldsOf(t reflect.Type) map[string]reflect.Type {
	fields := map[string]reflect.Type{}
	for i := range t.NumField() {
		f := t.Field(i)
		if key, _, _ := strings.Cut(f.Tag.Get("yaml"), ","); key != "" && key != "-" {
			fields[key] = f.Type
		}
	}
	return fields
}

// fieldNames collects the yaml keys of t and of all that it holds, in no order.
func fieldNames(t reflect.Type, names []string) []string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return fieldNames(t.Elem(), names)
	case reflect.Struct:
		for name, f := range fieldsOf(t) {
			names = fieldNames(f, append(names, name))
		}
	}
	return names
}
