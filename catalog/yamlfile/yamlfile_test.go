package yamlfile_test

import (
	"bytes"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"readpath/catalog/yamlfile"
)

// plant is what the files of these tests hold a list of.
type plant struct {
	Name   string             `yaml:"name"`
	Height float64            `yaml:"height"` // in metres
	Petals yamlfile.Int       `yaml:"petals"`
	Edible bool               `yaml:"edible"`
	Places []string           `yaml:"places"`
	Months map[string]float64 `yaml:"months"`
	Parent struct {
		Genus string `yaml:"genus"`
	} `yaml:"parent"`
}

func TestDecodeFaults(t *testing.T) {
	tests := []struct {
		name, file string
		want       string // one fault a line
	}{
		{"unknown field, nearest named", "- name: rose\n  hieght: 2\n", `f.yaml:2: unknown field "hieght"; did you mean "height"?`},
		{"unknown field of an inner mapping", "- parent:\n    genius: Rosa\n", `f.yaml:2: unknown field "genius"; did you mean "genus"?`},
		{"unknown field like no other", "- zzz: 2\n", `f.yaml:1: unknown field "zzz"`},
		{"wrong types, all reported", `
- name: [rose]
  height: tall
  petals: 2.5
  edible: perhaps
  places: garden
  months: {may: lots}
  parent: Rosa
`, `f.yaml:2: a list is not text
f.yaml:3: "tall" is not a number
f.yaml:4: "2.5" is not a whole number
f.yaml:5: "perhaps" is not true or false
f.yaml:6: "garden" is not a list
f.yaml:7: "lots" is not a number
f.yaml:8: "Rosa" is not a mapping`},
		{"a mapping where the list should be", "name: rose\n", "f.yaml:1: a mapping is not a list"},
		{"repeated key", "- name: rose\n  petals: 5\n  name: tulip\n", `f.yaml:3: "name" stands twice, first at line 1`},
		{"list item without a value", "- name: rose\n-\n- places: [here, ~]\n", "f.yaml:2: this list item is empty\nf.yaml:3: this list item is empty"},
		{"a mapping as a key, beside a merge key", "- <<: {}\n  {name: rose}: tulip\n", "f.yaml: is too twisted to be read\nf.yaml:2: a key must be a word, not a list or a mapping"},
		{"empty file", "", "f.yaml:1: is empty"},
		{"blank lines only", "\n\n", "f.yaml:1: is empty"},
		{"comments only", "# roses\n# are red\n", "f.yaml:1: is empty"},
		{"a null", "---\n~\n", "f.yaml:1: is empty"},
		{"second document", "- name: rose\n---\n- name: tulip\n", "f.yaml:2: a second document starts here; put it into a file of its own"},
		{"syntax error", "- name: rose\n  - tulip\n", "f.yaml:1: did not find expected key"},
		{"syntax error in a second document", "- name: rose\n---\n[\n", "f.yaml:3: did not find expected node content"},
		{"NUL", "- name: ro\x00se\n", "f.yaml: is not UTF-8 text; is it the right file?"},
		{"an image", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "f.yaml: is not UTF-8 text; is it the right file?"},
		{"Latin-1", "- name: ros\xe9\n", "f.yaml: is not UTF-8 text; is it the right file?"},
		{"control characters", "- name: ro\x01se\n", "f.yaml: control characters are not allowed"},
		{"unknown alias", "- name: *rose\n", "f.yaml: unknown anchor 'rose' referenced"},
		{"an anchor inside itself", "- &rose\n  <<: *rose\n", "f.yaml: anchor 'rose' value contains itself"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var plants []plant
			_, err := yamlfile.Decode("f.yaml", []byte(test.file), &plants)
			if err == nil {
				t.Fatalf("accepted as %+v, want %s", plants, test.want)
			}
			if got := err.Error(); got != test.want {
				t.Errorf("got\n%s\nwant\n%s", got, test.want)
			}
			if _, ok := errors.AsType[yamlfile.Faults](err); !ok {
				t.Errorf("error is a %T, want Faults", err)
			}
		})
	}
}

func TestDecodeGoesOnAfterAFault(t *testing.T) {
	var plants []plant
	doc, err := yamlfile.Decode("f.yaml", []byte("- name: rose\n  petals: many\n- name: tulip\n"), &plants)
	if err == nil || doc == nil {
		t.Fatalf("got doc %v, error %v, want both", doc, err)
	}
	if len(plants) != 2 || plants[0].Name != "rose" || plants[1].Name != "tulip" {
		t.Errorf("decoded %+v, want rose and tulip", plants)
	}
}

func TestSizeIsBounded(t *testing.T) {
	for _, test := range []struct {
		what string
		size int
		want string
	}{
		{"the largest size", yamlfile.MaxSize, "f.yaml: is not UTF-8 text; is it the right file?"},
		{"one more byte", yamlfile.MaxSize + 1, "f.yaml: is larger than 16 MiB; is it the right file?"},
	} {
		var plants []plant
		_, err := yamlfile.Read(bytes.NewReader(make([]byte, test.size)), "f.yaml", &plants)
		if err == nil || err.Error() != test.want {
			t.Errorf("%s: got %v, want %s", test.what, err, test.want)
		}
	}
}

// A few lines whose merge keys stand for 10^12 mappings. Without a bound this
// test would not end.
func TestAliasBombIsDefused(t *testing.T) {
	var bomb strings.Builder
	bomb.WriteString("- &a0 {name: rose}\n")
	for i := range 12 {
		prev := "*a" + string(rune('a'+i))
		if i == 0 {
			prev = "*a0"
		}
		bomb.WriteString("- &a" + string(rune('b'+i)) + " {<<: [" + strings.Repeat(prev+", ", 9) + prev + "]}\n")
	}
	var plants []plant
	_, err := yamlfile.Decode("f.yaml", []byte(bomb.String()), &plants)
	if want := "f.yaml: document contains excessive aliasing"; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestReadFileNamesTheFileOnce(t *testing.T) {
	fsys := fstest.MapFS{"garden.yaml": {Data: []byte("- name: rose\n")}}
	var plants []plant
	if _, err := yamlfile.ReadFile(fsys, "garden.yaml", "my/garden.yaml", &plants); err != nil || len(plants) != 1 {
		t.Errorf("got %+v, %v, want one plant", plants, err)
	}
	_, err := yamlfile.ReadFile(fsys, "none.yaml", "my/none.yaml", &plants)
	if want := "my/none.yaml: " + fs.ErrNotExist.Error(); err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

const garden = `# a comment
- name: rose
  months: &summer
    june: 1
    july: 2
  places:
    - wall

    - fence
- name: tulip
  months: *summer
`

func decodeGarden(t *testing.T) *yamlfile.Doc {
	t.Helper()
	var plants []plant
	doc, err := yamlfile.Decode("garden.yaml", []byte(garden), &plants)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestLine(t *testing.T) {
	doc := decodeGarden(t)
	for _, test := range []struct {
		what string
		path []any
		want int
	}{
		{"the document", nil, 2},
		{"an item", []any{1}, 10},
		{"a field", []any{1, "name"}, 10},
		{"a field of a field", []any{0, "months", "july"}, 5},
		{"a list item after a blank line", []any{0, "places", 1}, 9},
		{"through an alias", []any{1, "months", "june"}, 4},
		{"a missing field is where its item is", []any{1, "height"}, 10},
		{"a missing key is where its mapping is", []any{0, "months", "may"}, 3},
		{"a missing item is where its list is", []any{0, "places", 7}, 6},
		{"a path into a scalar ends there", []any{0, "name", "first"}, 2},
	} {
		if got := doc.Line(test.path...); got != test.want {
			t.Errorf("%s %v: line %d, want %d", test.what, test.path, got, test.want)
		}
	}
	got := doc.Fault("wilts", 0, "places", 0)
	if want := (yamlfile.Fault{File: "garden.yaml", Line: 7, What: "wilts"}); got != want {
		t.Errorf("fault %v, want %v", got, want)
	}
}

func TestKeysAndLen(t *testing.T) {
	doc := decodeGarden(t)
	for _, test := range []struct {
		path []any
		keys []string
		len  int
	}{
		{nil, nil, 2},
		{[]any{0}, []string{"name", "months", "places"}, 0},
		{[]any{1, "months"}, []string{"june", "july"}, 0},
		{[]any{0, "places"}, nil, 2},
		{[]any{0, "name"}, nil, 0},
		{[]any{0, "height"}, nil, 0},
	} {
		if got := doc.Keys(test.path...); !slices.Equal(got, test.keys) {
			t.Errorf("keys of %v: %q, want %q", test.path, got, test.keys)
		}
		if got := doc.Len(test.path...); got != test.len {
			t.Errorf("length of %v: %d, want %d", test.path, got, test.len)
		}
	}
}
