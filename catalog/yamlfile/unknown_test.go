package yamlfile_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"readpath/catalog/yamlfile"
)

func TestUnknownFields(t *testing.T) {
	for _, test := range []struct {
		name, file string
		want       string // one fault a line
	}{
		{"in a merged mapping, once for all uses", "- &a\n  hue: red\n- <<: *a\n- {<<: *a}\n", `f.yaml:2: unknown field "hue"`},
		{"in one of several merged mappings", "- &a {name: rose}\n- &b {hue: red}\n- <<: [*a, *b]\n", `f.yaml:2: unknown field "hue"`},
		{"in a mapping of the merge key itself", "- <<:\n    hue: red\n", `f.yaml:2: unknown field "hue"`},
		{"beside a merge key", "- &a {name: rose}\n- <<: *a\n  hue: red\n", `f.yaml:3: unknown field "hue"`},
		{"behind an alias", "- parent: &a\n    hue: red\n- parent: *a\n", `f.yaml:2: unknown field "hue"`},
		{"an alias as the key", "- name: &a hue\n- *a : red\n", `f.yaml:2: unknown field "hue"`},
		{"a number as the key", "- 1: red\n", `f.yaml:1: unknown field "1"`},
		{"no letter at all", "- '': red\n", `f.yaml:1: unknown field ""`},
		{"a quoted merge key", "- '<<': {name: rose}\n", `f.yaml:1: unknown field "<<"`},
		{"beside a value of the wrong type", "- hue: red\n  petals: many\n", "f.yaml:1: unknown field \"hue\"\nf.yaml:2: \"many\" is not a whole number"},
		{"keys of a map are free", "- months: {hue: 1}\n", ""},
		{"a key in base64", "- !!binary bmFtZQ==: rose\n", ""},
		{"a null key is skipped", "- ~: red\n", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var plants []plant
			_, err := yamlfile.Decode("f.yaml", []byte(test.file), &plants)
			if got := fmt.Sprint(err); got != test.want && !(err == nil && test.want == "") {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
		})
	}
}

// FuzzDecode: what the YAML library refuses when it looks for unknown fields
// itself is refused here, with the same unknown fields on the same lines, and
// no field is called unknown in what it accepts.
func FuzzDecode(f *testing.F) {
	f.Add([]byte(garden))
	f.Add([]byte("- &a {name: rose, hue: red}\n- {<<: *a, hue: blue}\n- {<<: [*a, {age: 1}], parent: {genus: Rosa, age: 2}}\n"))
	f.Add([]byte("- &a\n  parent: &b {genus: Rosa, hue: red}\n- {<<: *a, parent: *b}\n- <<: {parent: *b}\n"))
	f.Add([]byte("- {~: a, 1: b, !!binary bmFtZQ==: c, !!str name: d, ? [e] : f}\n"))
	f.Add([]byte("- {name: a, name: b, hue: c}\n"))
	unknown := regexp.MustCompile(`(?s)^line (\d+): field (.*) not found in type `)
	f.Fuzz(func(t *testing.T, data []byte) {
		var plants, strict []plant
		_, err := yamlfile.Decode("f.yaml", data, &plants)
		want, ok := strictly(data, &strict)
		if !ok {
			return
		}
		if want == nil {
			if err != nil && strings.Contains(err.Error(), "unknown field") {
				t.Errorf("got %v, want no unknown field", err)
			}
			return
		}
		if err == nil {
			t.Fatalf("accepted; the library says %v", want)
		}
		te, ok := errors.AsType[*yaml.TypeError](want)
		faults, _ := errors.AsType[yamlfile.Faults](err)
		if !ok || len(faults) == 1 && faults[0].Line == 0 {
			return
		}
		for _, msg := range te.Errors {
			m := unknown.FindStringSubmatch(msg)
			if m != nil && !strings.Contains(err.Error(), fmt.Sprintf("f.yaml:%s: unknown field %q", m[1], m[2])) {
				t.Errorf("got %v, want also %s", err, msg)
			}
		}
	})
}

// strictly decodes the one document in data; ok is false if there is another
// number of them, or the library panics.
func strictly(data []byte, out any) (err error, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	dec := yaml.NewDecoder(bytes.NewReader(data))
	dec.KnownFields(true)
	err = dec.Decode(out)
	return err, err != io.EOF && dec.Decode(new(yaml.Node)) == io.EOF
}
