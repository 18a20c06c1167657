package profiles_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"readpath/profiles"
)

// commented is a profile as its owner keeps it: no two lists written alike.
const commented = `# me, for readpath

name: Robin      # the short one
about: |
  Writes services.

  Has a cat.
skills:
    programming: 3     # ten years
    'go': 2.5

    # databases: at the last job
    databases: 2
goals:
- {area: distributed-systems, level: 3}

- skill: observability   # for the pager
  level: 2.5
# a goal for later
read: []
reading: [uds,   # on the train
          ddia]
owned:
  - ddia   # paper
  # the next one is lent out
  - uds
exclude:
preferences: {practice: 0.7, code: [go, "c++"]}
time:
  hours_per_week: 5   # evenings
# until: 2026-12-31
progress: []
# the end
`

// changed are the lines of two texts that differ, "-" what went and "+" what came.
func changed(before, after string) string {
	a, b := strings.Split(before, "\n"), strings.Split(after, "\n")
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	var out []string
	for _, l := range a {
		out = append(out, "-"+l)
	}
	for _, l := range b {
		out = append(out, "+"+l)
	}
	return strings.Join(out, "\n")
}

func set(value any, path ...string) func(*profiles.Draft) error {
	return func(d *profiles.Draft) error { return d.Set(value, path...) }
}

func add(item any, path ...string) func(*profiles.Draft) error {
	return func(d *profiles.Draft) error { return d.Add(item, path...) }
}

func remove(at int, path ...string) func(*profiles.Draft) error {
	return func(d *profiles.Draft) error { return d.Remove(at, path...) }
}

func del(path ...string) func(*profiles.Draft) error {
	return func(d *profiles.Draft) error { return d.Delete(path...) }
}

func TestDraftChangesNoOtherLine(t *testing.T) {
	type entry struct {
		Book  string  `yaml:"book"`
		Date  string  `yaml:"date,omitempty"`
		Hours float64 `yaml:"hours,omitempty"`
	}
	for _, tc := range []struct {
		name string
		edit func(*profiles.Draft) error
		want string
	}{
		{"a word", set("Robin B.", "name"), "-name: Robin      # the short one\n+name: Robin B.   # the short one"},
		{"a word that must be quoted", set("yes: no", "name"), "-name: Robin      # the short one\n+name: 'yes: no'  # the short one"},
		{"text of many lines", set("Short.", "about"), "-about: |\n-  Writes services.\n-\n-  Has a cat.\n+about: Short."},
		{"a number", set(3.5, "skills", "programming"), "-    programming: 3     # ten years\n+    programming: 3.5   # ten years"},
		{"a quoted key", set(3, "skills", "go"), "-    'go': 2.5\n+    'go': 3"},
		{"a new key in a block", set(1, "skills", "linux"), "+    linux: 1"},
		{"a new key at the end", set(1, "extra"), "+extra: 1"},
		{"a new key in a block before a comment", set("2026-12-31", "time", "until"), "+  until: 2026-12-31"},
		{"a key in brackets", set(0.25, "preferences", "practice"),
			"-preferences: {practice: 0.7, code: [go, \"c++\"]}\n+preferences: {practice: 0.25, code: [go, \"c++\"]}"},
		{"a list in brackets", set([]string{"rust"}, "preferences", "code"),
			"-preferences: {practice: 0.7, code: [go, \"c++\"]}\n+preferences: {practice: 0.7, code: [rust]}"},
		{"a new key in brackets", set(700, "preferences", "max_pages"),
			"-preferences: {practice: 0.7, code: [go, \"c++\"]}\n+preferences: {practice: 0.7, code: [go, \"c++\"], max_pages: 700}"},
		{"an item into empty brackets", add("ddia", "read"), "-read: []\n+read: [ddia]"},
		{"an item into brackets of two lines", add("dsgo", "reading"), "-          ddia]\n+          ddia, dsgo]"},
		{"an item into a block", add("dsgo", "owned"), "+  - dsgo"},
		{"an item into nothing", add("dsgo", "exclude"), "-exclude:\n+exclude: [dsgo]"},
		{"an item into a list in brackets in brackets", add("c", "preferences", "code"),
			"-preferences: {practice: 0.7, code: [go, \"c++\"]}\n+preferences: {practice: 0.7, code: [go, \"c++\", c]}"},
		{"a mapping into a block", add(map[string]any{"text": "raft, and paxos"}, "goals"), "+- {text: 'raft, and paxos'}"},
		{"a mapping into empty brackets", add(entry{"ddia", "2026-09-01", 1.5}, "progress"),
			"-progress: []\n+progress:\n+  - {book: ddia, date: 2026-09-01, hours: 1.5}"},
		{"out of a block", remove(0, "owned"), "-  - ddia   # paper"},
		{"out of brackets of two lines", remove(0, "reading"), "-reading: [uds,   # on the train\n-          ddia]\n+reading: [ddia]"},
		{"the last of brackets", remove(1, "reading"), "-reading: [uds,   # on the train\n-          ddia]\n+reading: [uds]"},
		{"an item of several lines", remove(1, "goals"), "-- skill: observability   # for the pager\n-  level: 2.5"},
		{"a field of a block", del("skills", "go"), "-    'go': 2.5"},
		{"a field in brackets", del("preferences", "practice"),
			"-preferences: {practice: 0.7, code: [go, \"c++\"]}\n+preferences: {code: [go, \"c++\"]}"},
		{"a field with a block", del("owned"), "-owned:\n-  - ddia   # paper\n-  # the next one is lent out\n-  - uds"},
		{"text of many lines away", del("about"), "-about: |\n-  Writes services.\n-\n-  Has a cat."},
		{"a field without a value", del("exclude"), "-exclude:"},
		{"a field that is not there", del("plan"), ""},
		{"an item for another", func(d *profiles.Draft) error { return d.Replace(1, map[string]any{"skill": "go"}, "goals") },
			"-- skill: observability   # for the pager\n-  level: 2.5\n+- {skill: go}"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			for eol, text := range map[string]string{
				"LF": commented, "no end of line": strings.TrimSuffix(commented, "\n"),
				"CRLF": strings.ReplaceAll(commented, "\n", "\r\n"), "BOM": "\ufeff" + commented,
			} {
				d := profiles.NewDraft([]byte(text))
				if err := tc.edit(d); err != nil {
					t.Fatalf("%s: %v", eol, err)
				}
				got := string(d.Bytes())
				if eol == "CRLF" && strings.Count(got, "\n") != strings.Count(got, "\r\n") {
					t.Errorf("%s: line ends are mixed: %q", eol, got)
				}
				text, got = strings.ReplaceAll(text, "\r", ""), strings.ReplaceAll(got, "\r", "")
				if diff := changed(strings.TrimSuffix(text, "\n"), strings.TrimSuffix(got, "\n")); diff != tc.want {
					t.Errorf("%s: got\n%s\nwant\n%s", eol, diff, tc.want)
				}
			}
		})
	}
}

func TestDraftFromLittle(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"", "skills:\n  go: 3\nread: [uds]\nprogress:\n  - {book: uds}\n"},
		{"# mine\n", "# mine\nskills:\n  go: 3\nread: [uds]\nprogress:\n  - {book: uds}\n"},
		{"name: A", "name: A\nskills:\n  go: 3\nread: [uds]\nprogress:\n  - {book: uds}\n"},
		{"{name: A}\n", "{name: A, skills: {go: 3}, read: [uds], progress: [{book: uds}]}\n"},
		{"skills:   # none\nprogress: # none\n", "skills:   # none\n  go: 3\nprogress: # none\n  - {book: uds}\nread: [uds]\n"},
		{"skills: ~\nprogress: null\n", "skills: {go: 3}\nprogress: [{book: uds}]\nread: [uds]\n"},
		{"skills: {}\nprogress: [ ]\nread: [\n]\n", "skills: {go: 3}\nprogress:\n  - {book: uds}\nread: [uds]\n"},
	} {
		d := profiles.NewDraft([]byte(tc.text))
		for _, edit := range []func(*profiles.Draft) error{
			set(3, "skills", "go"), add("uds", "read"), add(map[string]string{"book": "uds"}, "progress"),
		} {
			if err := edit(d); err != nil {
				t.Errorf("%q: %v", tc.text, err)
			}
		}
		if got := string(d.Bytes()); got != tc.want {
			t.Errorf("%q becomes\n%s\nwant\n%s", tc.text, got, tc.want)
		}
	}
}

// What cannot be changed by place is refused, and stays as it is.
func TestDraftRefuses(t *testing.T) {
	for _, tc := range []struct {
		text, want string
		edit       func(*profiles.Draft) error
	}{
		{"owned: &mine [uds]\nread: *mine\n", "line 2: read is written in a way that only its author can change; change it by hand", add("ddia", "read")},
		{"owned: &mine [uds]\nread: *mine\n", "line 1: owned is written in a way that only its author can change; change it by hand", add("ddia", "owned")},
		{"name: A\nskills: [go]\n", "line 2: skills.go is written in a way that only its author can change; change it by hand", set(1, "skills", "go")},
		{"name: A\nread: nothing\n", "line 2: read is written in a way that only its author can change; change it by hand", remove(0, "read")},
	} {
		d := profiles.NewDraft([]byte(tc.text))
		err := tc.edit(d)
		if _, ok := errors.AsType[*profiles.EditError](err); !ok || err.Error() != tc.want {
			t.Errorf("%q: %v, want %s", tc.text, err, tc.want)
		}
		if got := string(d.Bytes()); got != tc.text {
			t.Errorf("%q became %q", tc.text, got)
		}
	}
}

func TestDraftKeys(t *testing.T) {
	d := profiles.NewDraft([]byte(commented))
	if got, want := d.Keys("skills"), []string{"programming", "go", "databases"}; !slices.Equal(got, want) {
		t.Errorf("skills: %v, want %v", got, want)
	}
	if got := d.Keys("nothing"); got != nil {
		t.Errorf("nothing: %v", got)
	}
}

// FuzzDraft: whatever the text, a change is made or refused, and what is kept
// can be changed back.
func FuzzDraft(f *testing.F) {
	f.Add(commented)
	f.Add("a: 'it''s'\nread: [a, 'b, ]', {c: d}, # e\n f]\n")
	f.Add("{a: b}")
	f.Add("read:\n- a\n-\n- b: c\n  d: |\n   e\n\n   f\n")
	f.Add("? read\n: - a\n")
	f.Add("--- {read: [x]}\n...\n")
	f.Fuzz(func(t *testing.T, text string) {
		d := profiles.NewDraft([]byte(text))
		if d.Add("uds", "read") != nil || d.Set(3, "skills", "go") != nil {
			return
		}
		if keys := d.Keys("skills"); !slices.Contains(keys, "go") {
			t.Errorf("%q: go is not in %v", d.Bytes(), keys)
		}
		_ = d.Remove(0, "read")
		if err := d.Delete("skills", "go"); err == nil && slices.Contains(d.Keys("skills"), "go") {
			t.Errorf("%q: go is still there", d.Bytes())
		}
	})
}
