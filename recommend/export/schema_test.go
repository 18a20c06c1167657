package export

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

func TestSchema(t *testing.T) {
	doc, err := jsonschema.UnmarshalJSON(strings.NewReader(Schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("plan.schema.json", doc); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("plan.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, plan := range map[string]*recommend.Plan{"hostile": hostile(t), "replanned": replanned(t)} {
		for form, write := range map[string]func(io.Writer, *recommend.Plan) error{"JSON": JSON, "YAML": YAML} {
			v := decoded(t, plan, write)
			if err := schema.Validate(v); err != nil {
				t.Errorf("%s as %s: %v", name, form, err)
			}
		}
		if j, y := decoded(t, plan, JSON), decoded(t, plan, YAML); !reflect.DeepEqual(j, y) {
			t.Errorf("%s: the YAML says\n%v\nthe JSON\n%v", name, y, j)
		}
	}
	for what, break_ := range map[string]func(m map[string]any){
		"a field more":       func(m map[string]any) { m["more"] = 1.0 },
		"another version":    func(m map[string]any) { m["version"] = 2.0 },
		"no steps":           func(m map[string]any) { delete(m, "steps") },
		"a date that is not": func(m map[string]any) { m["today"] = "2026-02-30" },
	} {
		m := decoded(t, hostile(t), JSON).(map[string]any)
		break_(m)
		if schema.Validate(m) == nil {
			t.Errorf("the schema takes a plan with %s", what)
		}
	}
}

// decoded is a plan written and read again, as encoding/json has values.
func decoded(t *testing.T, plan *recommend.Plan, write func(io.Writer, *recommend.Plan) error) any {
	t.Helper()
	var b bytes.Buffer
	if err := write(&b, plan); err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b.Bytes(), &v); err == nil {
		return v
	}
	if err := yaml.Unmarshal(b.Bytes(), &v); err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	v = nil
	if err := json.Unmarshal(data, &v); err != nil {
		t.Fatal(err)
	}
	return v
}

// The schema names each field of each type that a plan is made of, and no
// other: what no plan of the tests happens to have is not forgotten.
func TestSchemaNamesEveryField(t *testing.T) {
	var schema struct {
		Properties map[string]any `json:"properties"`
		Required   []string       `json:"required"`
		Defs       map[string]struct {
			Properties map[string]any `json:"properties"`
			Required   []string       `json:"required"`
		} `json:"$defs"`
	}
	if err := json.Unmarshal([]byte(Schema), &schema); err != nil {
		t.Fatal(err)
	}
	leaves := []reflect.Type{
		reflect.TypeFor[time.Time](), reflect.TypeFor[recommend.Date](), reflect.TypeFor[catalog.Share](), reflect.TypeFor[catalog.SkillLevel](), reflect.TypeFor[profiles.Span](),
	}
	seen := map[reflect.Type]bool{}
	var walk func(typ reflect.Type)
	walk = func(typ reflect.Type) {
		for typ.Kind() == reflect.Pointer || typ.Kind() == reflect.Slice || typ.Kind() == reflect.Array {
			typ = typ.Elem()
		}
		if typ.Kind() != reflect.Struct || seen[typ] || slices.Contains(leaves, typ) {
			return
		}
		seen[typ] = true
		var fields, required []string
		for _, f := range reflect.VisibleFields(typ) {
			name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
			if !f.IsExported() || f.Anonymous {
				continue
			}
			fields = append(fields, name)
			if options == "" {
				required = append(required, name)
			}
			walk(f.Type)
		}
		def := schema.Defs[typ.Name()]
		if typ == reflect.TypeFor[document]() {
			def.Properties, def.Required = schema.Properties, schema.Required
		}
		for what, lists := range map[string][2][]string{
			"fields":          {fields, slices.Collect(maps.Keys(def.Properties))},
			"required fields": {required, def.Required},
		} {
			slices.Sort(lists[0])
			slices.Sort(lists[1])
			if !slices.Equal(lists[0], lists[1]) {
				t.Errorf("%s has the %s %v, plan.schema.json %v", typ.Name(), what, lists[0], lists[1])
			}
		}
	}
	walk(reflect.TypeFor[document]())
	seen[reflect.TypeFor[recommend.Plan]()] = false
	if len(seen)-2 < len(schema.Defs)-3 { // document and Plan have no definition; Level, Levels and Date are no structs
		t.Errorf("%d types, %d definitions", len(seen), len(schema.Defs))
	}
}
