package plain

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"readpath/catalog/imports"
)

// ReadJSON reads JSON Lines, or a list of objects. Fields may be texts,
// numbers or lists of them; "requires" and "teaches" are levels by skill, as
// 'readpath catalog list --json' prints them.
func ReadJSON(f *imports.File) imports.Records {
	return func(yield func(imports.Record, error) bool) {
		var unused unusedNames
		for item, err := range f.JSONItems() {
			var r imports.Record
			if err == nil {
				r, err = jsonRecord(item, &unused)
			}
			if !yield(r, err) {
				return
			}
		}
		unused.say(f, "field")
	}
}

func jsonRecord(item imports.JSONItem, unused *unusedNames) (imports.Record, error) {
	if item.JSON = bytes.TrimSpace(item.JSON); len(item.JSON) > 0 && item.JSON[0] == '"' {
		var line string
		if err := json.Unmarshal(item.JSON, &line); err != nil {
			return imports.Record{}, imports.Skip(item.Place, "", "%v", err)
		}
		return listed(item.Place, line)
	}
	var object map[string]json.RawMessage
	if err := json.Unmarshal(item.JSON, &object); err != nil {
		return imports.Record{}, imports.Skip(item.Place, "", "is no object with fields such as \"title\"")
	}
	fields := make(map[string]string, len(object))
	for _, name := range slices.Sorted(maps.Keys(object)) {
		unused.add(name)
		if key := imports.ColumnName(name); fields[key] == "" {
			fields[key] = jsonText(object[name])
		}
	}
	r := record(func(names ...string) string {
		for _, name := range names {
			if v := strings.TrimSpace(fields[imports.ColumnName(name)]); v != "" {
				return v
			}
		}
		return ""
	})
	r.Place = item.Place
	for name, levels := range map[string]any{"requires": &r.Book.Requires, "teaches": &r.Book.Teaches, "series": &r.Book.Series} {
		if data := bytes.TrimSpace(object[name]); len(data) > 0 && data[0] == '{' {
			if err := json.Unmarshal(data, levels); err != nil {
				return imports.Record{}, imports.Skip(item.Place, r.Book.Title, "%s: %v", name, err)
			}
		}
	}
	if r.Book.Title == "" && len(r.ISBNs) == 0 {
		return imports.Record{}, imports.Skip(item.Place, "", "has no title")
	}
	return checked(r)
}

// jsonText is a value as a cell of a table would have it: the items of a list
// are separated by semicolons.
func jsonText(data json.RawMessage) string {
	var s string
	var list []json.RawMessage
	switch {
	case len(data) == 0 || data[0] == '{' || bytes.Equal(data, []byte("null")):
		return ""
	case json.Unmarshal(data, &s) == nil:
		return s
	case json.Unmarshal(data, &list) == nil:
		var texts []string
		for _, item := range list[:min(len(list), 1000)] {
			if json.Unmarshal(item, &s) == nil {
				texts = append(texts, s)
			}
		}
		return strings.Join(texts, "; ")
	}
	return string(data)
}
