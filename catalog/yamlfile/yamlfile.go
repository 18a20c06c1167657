// Package yamlfile reads one YAML document strictly and remembers where
// everything stood, so that a fault found much later can still be reported as
// file:line. The catalog and the reader's profile are read through it.
package yamlfile

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// MaxSize is the largest file that is read, in bytes. The whole shipped
// catalog is a few megabytes; a hundred-megabyte "profile" is a mistake, and
// parsing it would only make the mistake slow.
const MaxSize = 16 << 20

// A Doc is a parsed document that answers where its parts stand.
type Doc struct {
	file string
	root *yaml.Node
}

// ReadFile reads name from fsys and decodes it as [Decode] does.
func ReadFile(fsys fs.FS, name, shown string, out any) (*Doc, error) {
	f, err := fsys.Open(name)
	if err != nil {
		return nil, Faults{{File: shown, What: reason(err)}}
	}
	defer f.Close()
	return Read(f, shown, out)
}

// Read reads r to its end and decodes it as [Decode] does.
func Read(r io.Reader, shown string, out any) (*Doc, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxSize+1))
	if err != nil {
		return nil, Faults{{File: shown, What: reason(err)}}
	}
	return Decode(shown, data, out)
}

// Decode decodes the single YAML document in data into out, a pointer to a
// struct or slice whose structs name each field by a yaml tag. Unknown and
// repeated keys, values of the
// wrong type, list items without a value, an empty file and a second document
// are faults; all of one file are reported together, as a [Faults]. If there is
// a Doc beside the faults, the rest of the document was decoded.
func Decode(file string, data []byte, out any) (*Doc, error) {
	switch {
	case len(data) > MaxSize:
		return nil, Faults{{File: file, What: fmt.Sprintf("is larger than %d MiB; is it the right file?", MaxSize>>20)}}
	case bytes.IndexByte(data, 0) >= 0 || !utf8.Valid(data):
		return nil, Faults{{File: file, What: "is not UTF-8 text; is it the right file?"}}
	}
	doc := &Doc{file: file, root: new(yaml.Node)}
	dec := yaml.NewDecoder(bytes.NewReader(data))
	if err := dec.Decode(doc.root); err != nil {
		if errors.Is(err, io.EOF) {
			return nil, Faults{{File: file, Line: 1, What: "is empty"}}
		}
		return nil, located(file, err)
	}
	var second yaml.Node
	if err := dec.Decode(&second); err == nil {
		return nil, Faults{{File: file, Line: second.Line, What: "a second document starts here; put it into a file of its own"}}
	} else if !errors.Is(err, io.EOF) {
		return nil, located(file, err)
	}
	if isNull(doc.root) {
		return nil, Faults{{File: file, Line: 1, What: "is empty"}}
	}
	faults := misshapen(file, doc.root, nil)
	err := decode(doc.root, out)
	if err != nil {
		faults = append(faults, located(file, err)...)
	}
	if _, readToTheEnd := errors.AsType[*yaml.TypeError](err); err == nil || readToTheEnd {
		u := newUnknown(file, out)
		u.walk(doc.root, u.of)
		faults = append(faults, u.faults...)
	}
	if len(faults) > 0 {
		faults.Sort()
		return doc, faults
	}
	return doc, nil
}

// decode decodes a document. Where a merge key (<<) meets a key that is itself
// a mapping, the YAML library panics.
func decode(root *yaml.Node, out any) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = errors.New("is too twisted to be read")
		}
	}()
	return root.Decode(out)
}

// misshapen adds a fault for every null in a list below n, which the YAML
// library would skip, so that all later items were taken for their neighbours;
// and for every key that is a list or a mapping.
func misshapen(file string, n *yaml.Node, faults Faults) Faults {
	for i, c := range n.Content {
		switch {
		case n.Kind == yaml.SequenceNode && c.Kind == yaml.ScalarNode && c.Tag == "!!null":
			faults = append(faults, Fault{File: file, Line: c.Line, What: "this list item is empty"})
		case n.Kind == yaml.MappingNode && i%2 == 0 && resolve(c).Kind != yaml.ScalarNode:
			faults = append(faults, Fault{File: file, Line: c.Line, What: "a key must be a word, not a list or a mapping"})
		}
		faults = misshapen(file, c, faults)
	}
	return faults
}

// isNull says whether a document holds nothing but comments or a null.
func isNull(root *yaml.Node) bool {
	return len(root.Content) == 0 || root.Content[0].Kind == yaml.ScalarNode && root.Content[0].Tag == "!!null"
}

// An Int is a whole number. A plain int takes 2.7 as 2 without a word.
type Int int

// UnmarshalYAML refuses what is not a whole number.
func (i *Int) UnmarshalYAML(n *yaml.Node) error {
	if n.ShortTag() == "!!float" {
		return &yaml.TypeError{Errors: []string{fmt.Sprintf("line %d: cannot unmarshal !!float `%s` into int", n.Line, n.Value)}}
	}
	return n.Decode((*int)(i))
}

// File is the name by which the document's faults are reported.
func (d *Doc) File() string { return d.file }

// Fault makes a fault at the place of path, see [Doc.Line].
func (d *Doc) Fault(what string, path ...any) Fault {
	return Fault{File: d.file, Line: d.Line(path...), What: what}
}

// Line is the 1-based line of the value that path leads to: strings are
// mapping keys, ints are positions in a sequence. Where the path goes on
// beyond what the document has (a missing key), it is the line of the last
// part that is there.
func (d *Doc) Line(path ...any) int {
	n, line := d.find(path)
	if n != nil && n.Line > 0 {
		return n.Line
	}
	return line
}

// Keys are the keys of the mapping that path leads to, as they stand in the
// file; nil when there is no mapping.
func (d *Doc) Keys(path ...any) []string {
	n, _ := d.find(path)
	if n == nil || n.Kind != yaml.MappingNode {
		return nil
	}
	var keys []string
	for i := 0; i < len(n.Content); i += 2 {
		keys = append(keys, n.Content[i].Value)
	}
	return keys
}

// Len is the number of items of the list that path leads to; 0 when there is
// no list.
func (d *Doc) Len(path ...any) int {
	n, _ := d.find(path)
	if n == nil || n.Kind != yaml.SequenceNode {
		return 0
	}
	return len(n.Content)
}

// find follows path; it returns nil and the last good line where path ends early.
func (d *Doc) find(path []any) (*yaml.Node, int) {
	if len(d.root.Content) == 0 {
		return nil, 1
	}
	n := resolve(d.root.Content[0])
	line := n.Line
	for _, p := range path {
		var next *yaml.Node
		switch p := p.(type) {
		case int:
			if n.Kind == yaml.SequenceNode && p < len(n.Content) {
				next = n.Content[p]
				line = next.Line
			}
		case string:
			for i := 0; n.Kind == yaml.MappingNode && i+1 < len(n.Content); i += 2 {
				if n.Content[i].Value == p {
					next, line = n.Content[i+1], n.Content[i].Line
				}
			}
		}
		if next == nil {
			return nil, line
		}
		n = resolve(next)
	}
	return n, line
}

// resolve follows an alias to what it stands for.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

var (
	lineMsg  = regexp.MustCompile(`^(?:yaml: )?line (\d+): (.*)$`)
	typeMsg  = regexp.MustCompile("(?s)^cannot unmarshal !!(\\w+)(?: `(.*)`)? into (.*)$")
	twiceMsg = regexp.MustCompile(`^mapping key "(.*)" already defined at line (\d+)$`)
)

// located turns what the YAML library says into faults in our own words.
func located(file string, err error) Faults {
	msgs := []string{err.Error()}
	if te := (*yaml.TypeError)(nil); errors.As(err, &te) {
		msgs = te.Errors
	}
	var faults Faults
	for _, msg := range msgs {
		f := Fault{File: file, What: strings.TrimPrefix(msg, "yaml: ")}
		if m := lineMsg.FindStringSubmatch(msg); m != nil {
			f.Line, _ = strconv.Atoi(m[1])
			f.What = m[2]
		}
		if m := typeMsg.FindStringSubmatch(f.What); m != nil {
			f.What = fmt.Sprintf("%s is not %s", shownValue(m[1], m[2]), wanted(m[3]))
		} else if m := twiceMsg.FindStringSubmatch(f.What); m != nil {
			f.What = fmt.Sprintf("%q stands twice, first at line %s", m[1], m[2])
		}
		faults = append(faults, f)
	}
	return faults
}

// shownValue names a value by its text or, for lists and mappings, its kind.
func shownValue(tag, text string) string {
	switch {
	case tag == "seq":
		return "a list"
	case tag == "map":
		return "a mapping"
	}
	return strconv.Quote(text)
}

// wanted says in words what a Go type takes.
func wanted(goType string) string {
	switch {
	case strings.HasPrefix(goType, "int"):
		return "a whole number"
	case strings.HasPrefix(goType, "float"):
		return "a number"
	case goType == "string":
		return "text"
	case goType == "bool":
		return "true or false"
	case strings.HasPrefix(goType, "[]"):
		return "a list"
	}
	return "a mapping"
}

// reason is an I/O error without its path, which the fault already names.
func reason(err error) string {
	var pe *fs.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return err.Error()
}
