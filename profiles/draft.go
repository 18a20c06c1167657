package profiles

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"
)

// A Draft is the text of a profile file that is being changed. It changes the
// bytes that a change is about and no other: comments, blank lines, order,
// quotes and line ends stay as the reader wrote them. (The YAML library keeps
// comments, too, but lays the whole file out anew.)
//
// A path is the name of a field, or of a field and one in it: "name", or
// "time", "weeks". After every change the text is read back; if it does not say
// just what it said before with that change, the change is undone and an
// [*EditError] is returned. So a way of writing YAML that this code does not
// know costs an error, never a profile.
type Draft struct {
	text []byte
}

// NewDraft begins with a text, which may be empty.
func NewDraft(text []byte) *Draft { return &Draft{slices.Clone(text)} }

// Bytes is the text as it stands.
func (d *Draft) Bytes() []byte { return slices.Clone(d.text) }

// An EditError says that a file is written in a way that a change would break.
type EditError struct {
	Line int    // 1-based, of what was to be changed
	Path string // of it, such as "time.weeks"
}

func (e *EditError) Error() string {
	return fmt.Sprintf("line %d: %s is written in a way that only its author can change; change it by hand", e.Line, e.Path)
}

// Set gives a field a value: anything that YAML can hold. A new field comes
// after the others of its mapping.
func (d *Draft) Set(value any, path ...string) error {
	text, plain, err := encode(value)
	if err != nil {
		return err
	}
	return d.change(path, func(e *editor) { e.set(text, path) }, func(parent map[string]any, key string) { parent[key] = plain })
}

// Delete takes a field away, with the comments on its lines.
func (d *Draft) Delete(path ...string) error {
	return d.change(path, func(e *editor) { e.delete(path) }, func(parent map[string]any, key string) { delete(parent, key) })
}

// Add appends an item to the list at path; a list that is not there is begun.
func (d *Draft) Add(item any, path ...string) error {
	text, plain, err := encode(item)
	if err != nil {
		return err
	}
	return d.change(path, func(e *editor) { e.add(text, path) }, func(parent map[string]any, key string) {
		list, _ := parent[key].([]any)
		parent[key] = append(slices.Clone(list), plain)
	})
}

// Remove takes item at, from 0, out of the list at path, with the comments on
// its lines.
func (d *Draft) Remove(at int, path ...string) error {
	return d.change(path, func(e *editor) { e.remove(at, path) }, func(parent map[string]any, key string) {
		if list, _ := parent[key].([]any); at >= 0 && at < len(list) {
			parent[key] = slices.Delete(slices.Clone(list), at, at+1)
		}
	})
}

// Replace puts another value in the place of item at, from 0, of the list at
// path.
func (d *Draft) Replace(at int, item any, path ...string) error {
	text, plain, err := encode(item)
	if err != nil {
		return err
	}
	return d.change(path, func(e *editor) { e.replace(at, text, path) }, func(parent map[string]any, key string) {
		if list, _ := parent[key].([]any); at >= 0 && at < len(list) {
			list = slices.Clone(list)
			list[at], parent[key] = plain, list
		}
	})
}

// Keys are the keys of the mapping at path, as they are written; with no path,
// those of the file.
func (d *Draft) Keys(path ...string) []string {
	e, err := newEditor(d.text)
	if err != nil {
		return nil
	}
	n := e.root
	for _, p := range path {
		_, n = child(n, p)
	}
	var keys []string
	for i := 0; n != nil && n.Kind == yaml.MappingNode && i < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return keys
}

// head ends the text with a comment, for what is added next.
func (d *Draft) head(comment string) {
	eol := "\n"
	if bytes.Contains(d.text, []byte("\r\n")) {
		eol = "\r\n"
	}
	d.text = append(bytes.TrimRight(slices.Clone(d.text), "\r\n"), eol+eol+"# "+comment+eol...)
}

// change makes one change to the text and the same to what the text says, and
// keeps it if they agree.
func (d *Draft) change(path []string, edit func(*editor), mean func(parent map[string]any, key string)) error {
	if len(path) < 1 || len(path) > 2 {
		panic(fmt.Sprintf("profiles: a path of %d fields", len(path)))
	}
	e, err := newEditor(d.text)
	if err != nil {
		return err
	}
	bad := &EditError{Line: e.line(path), Path: strings.Join(path, ".")}
	want, err := meaning(d.text)
	if err != nil {
		return bad
	}
	parent := want
	if len(path) == 2 {
		inner, ok := want[path[0]].(map[string]any)
		if !ok {
			if want[path[0]] != nil {
				return bad
			}
			inner = map[string]any{}
			want[path[0]] = inner
		}
		parent = inner
	}
	mean(parent, path[len(path)-1])
	edit(e)
	got, err := meaning(e.text)
	if e.lost || err != nil || !reflect.DeepEqual(pruned(got), pruned(want)) {
		return bad
	}
	d.text = e.text
	return nil
}

// meaning is what a text says, without its form.
func meaning(text []byte) (map[string]any, error) {
	out := map[string]any{}
	if err := yaml.Unmarshal(text, &out); err != nil {
		return nil, err
	}
	if out == nil {
		out = map[string]any{}
	}
	return out, nil
}

// pruned is a meaning without what says nothing: an empty mapping or list says
// as much as one that is not there.
func pruned(m map[string]any) map[string]any {
	out := map[string]any{}
	for k, v := range m {
		switch v := v.(type) {
		case nil:
		case map[string]any:
			if inner := pruned(v); len(inner) > 0 {
				out[k] = inner
			}
		case []any:
			if len(v) > 0 {
				out[k] = v
			}
		default:
			out[k] = v
		}
	}
	return out
}

// encode is a value as YAML on one line, and as the library reads it back.
func encode(value any) (text string, plain any, err error) {
	var n yaml.Node
	if err := n.Encode(value); err != nil {
		return "", nil, err
	}
	flow(&n)
	// In a list of a mapping, what is plain is also plain in every place that
	// a Draft may put it.
	out, err := yaml.Marshal(&yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{&n}})
	if err != nil {
		return "", nil, err
	}
	text = string(bytes.TrimSpace(out))
	text = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]")
	if strings.ContainsAny(text, "\n\r") {
		return "", nil, fmt.Errorf("%q does not fit on one line", text)
	}
	var back []any
	if err := yaml.Unmarshal(out, &back); err != nil || len(back) != 1 {
		return "", nil, fmt.Errorf("%q cannot be written: %w", text, err)
	}
	return text, back[0], nil
}

// flow puts a node on one line.
func flow(n *yaml.Node) {
	switch n.Kind {
	case yaml.MappingNode, yaml.SequenceNode:
		n.Style |= yaml.FlowStyle
	case yaml.ScalarNode:
		if strings.ContainsAny(n.Value, "\n\r") {
			n.Style = yaml.DoubleQuotedStyle
		} else {
			n.Style &^= yaml.LiteralStyle | yaml.FoldedStyle
		}
		if n.Tag == "!!str" && dateLike.MatchString(n.Value) {
			n.Tag, n.Style = "!!timestamp", 0 // as people write it, and as the loader reads it
		}
	}
	for _, c := range n.Content {
		flow(c)
	}
}
