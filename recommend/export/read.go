package export

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"readpath/recommend"
)

// MostPlan is more than any plan needs, in bytes; a larger file is not a plan.
const MostPlan = 16 << 20

// ReadJSON reads a plan that [JSON] wrote, as far as a plan to begin from
// needs it: its day, its books, each once, and what it was made for. Fields
// that it does not know are passed over, for a later version may have more.
func ReadJSON(r io.Reader) (*recommend.Plan, error) {
	data, err := io.ReadAll(io.LimitReader(r, MostPlan+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MostPlan {
		return nil, fmt.Errorf("is not a plan: it is larger than %d MiB", MostPlan>>20)
	}
	var p recommend.Plan
	if !json.Valid(data) {
		return nil, errors.New("is not JSON")
	}
	var form struct{ Version int }
	if err := json.Unmarshal(data, &form); err == nil && form.Version > Version {
		return nil, fmt.Errorf("is of version %d of this form; this program reads up to %d", form.Version, Version)
	}
	if err := json.Unmarshal(data, &p); err != nil {
		if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok && e.Field != "" {
			return nil, fmt.Errorf("is not a plan: its %s is a %s", e.Field, e.Value)
		}
		return nil, errors.New("is not a plan")
	}
	if p.Steps == nil || p.Targets == nil || p.Today.IsZero() {
		return nil, errors.New("is not a plan: it lacks steps, targets or a date")
	}
	seen := map[string]bool{}
	for n, s := range p.Steps {
		switch id := s.Book.ID; {
		case id == "":
			return nil, fmt.Errorf("is not a plan: step %d names no book", n+1)
		case seen[id]:
			return nil, fmt.Errorf("is not a plan: book %q stands in it twice", id)
		default:
			seen[id] = true
		}
	}
	return &p, nil
}
