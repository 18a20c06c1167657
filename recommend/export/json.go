package export

import (
	_ "embed" // for the schema
	"encoding/json"
	"io"

	"readpath/recommend"
)

// Version is the version of the JSON and YAML forms. It grows when a field
// goes or changes its meaning, not when one is added.
const Version = 1

// Schema is the JSON Schema (2020-12) of the JSON and YAML forms.
//
//go:embed plan.schema.json
var Schema string

// document is a plan as it is written.
type document struct {
	Version int `json:"version"`
	*recommend.Plan
}

// JSON writes the plan as indented JSON with the field names of
// [recommend.Plan], as [Schema] describes it.
func JSON(w io.Writer, p *recommend.Plan) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(document{Version, p})
}
