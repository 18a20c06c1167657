package export

import (
	"encoding/json"
	"io"

	"readpath/recommend"
)

// JSON writes the plan as indented JSON with the field names of
// [recommend.Plan].
func JSON(w io.Writer, p *recommend.Plan) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	return enc.Encode(p)
}
