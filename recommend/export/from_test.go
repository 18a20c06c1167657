package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"reflect"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/profiles"
	"readpath/recommend"
)

// carriers are the forms that carry the profile.
var carriers = map[string]func(io.Writer, *recommend.Plan) error{
	"markdown": Markdown,
	"obsidian": func(w io.Writer, p *recommend.Plan) error { return MarkdownFor(w, p, Obsidian) },
	"logseq":   func(w io.Writer, p *recommend.Plan) error { return MarkdownFor(w, p, Logseq) },
	"json":     JSON,
	"yaml":     YAML,
	"html":     HTML,
}

// pythonJSON is JSON as other programs write it: in ASCII, with pairs of
// surrogates, and indented with tabs.
func pythonJSON(data []byte) []byte {
	var v bytes.Buffer
	if err := json.Indent(&v, data, "", "\t"); err != nil {
		return data
	}
	var b bytes.Buffer
	for _, r := range v.String() {
		switch {
		case r < 0x7f:
			b.WriteRune(r)
		case r < 0x10000:
			b.WriteString(`\u` + hex4(r))
		default:
			r -= 0x10000
			b.WriteString(`\u` + hex4(0xd800+r>>10) + `\u` + hex4(0xdc00+r&0x3ff))
		}
	}
	return b.Bytes()
}

func hex4(r rune) string {
	const digits = "0123456789ABCDEF"
	return string([]byte{digits[r>>12&15], digits[r>>8&15], digits[r>>4&15], digits[r&15]})
}

func TestProfileOf(t *testing.T) {
	plan := hostile(t)
	plan.Profile.About = "```yaml readpath-profile\nname: Forged\n```\n\"\\/\" \x7f\u0085\u2028 \U0001F4DA \\ud83d"
	plan.Profile.Goals = append(plan.Profile.Goals, profiles.Goal{Text: "\n```\n", Level: 1.5, Weight: 0.25})
	plan.About = plan.Profile.About
	for name, write := range carriers {
		var b bytes.Buffer
		if err := write(&b, plan); err != nil {
			t.Fatal(err)
		}
		files := map[string][]byte{
			name: b.Bytes(), name + " with CRLF": bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n")),
			name + " with a BOM": append([]byte("\ufeff"), b.Bytes()...),
		}
		if name == "json" {
			files["json of another program"] = pythonJSON(b.Bytes())
		}
		for name, file := range files {
			got, err := ProfileOf(file, "plan", planCatalog(t))
			if err != nil {
				t.Errorf("%s: %v", name, err)
			} else if !reflect.DeepEqual(got, plan.Profile) {
				t.Errorf("%s: read back as\n%+v\nwant\n%+v", name, got, plan.Profile)
			}
		}
	}
}

func TestProfileOfFaults(t *testing.T) {
	var b bytes.Buffer
	if err := Markdown(&b, hostile(t)); err != nil {
		t.Fatal(err)
	}
	page := b.String()
	b.Reset()
	if err := JSON(&b, hostile(t)); err != nil {
		t.Fatal(err)
	}
	line := func(text, part string) string {
		before, _, _ := strings.Cut(text, part)
		return string(rune('0' + strings.Count(before, "\n") + 1)) // of a short text
	}
	for name, tc := range map[string]struct{ text, want string }{
		"nothing":            {"", "x: " + ErrNoProfile.Error()},
		"another page":       {"# Notes\n\n```yaml\nname: A\n```\n", "x: " + ErrNoProfile.Error()},
		"a cut page":         {page[:strings.LastIndex(page, "days_off")], "x: its profile has no end: the fence after it is missing"},
		"an empty one":       {"a\n\n```yaml readpath-profile\n```\n", "x: " + ErrNoProfile.Error()},
		"faults in a page":   {"# A\n\n```yaml readpath-profile\nname: A\nskils: {}\n```\n", `x:` + line("1\n2\n3\n4\n!", "!") + `: unknown field "skils"; did you mean "skill" or "skills"?`},
		"cut JSON":           {b.String()[:500], "x: is not JSON"},
		"other JSON":         {`{"order": []}`, "x: " + ErrNoProfile.Error()},
		"profile is no more": {`{"profile": null}`, "x: " + ErrNoProfile.Error()},
		"faults in JSON":     {"{\n\"profile\":\n {\"skills\":\n {\"alchemie\": 3}}}", `x:4: unknown skill "alchemie"; did you mean "alchemy"?`},
		"another site":       {"<!doctype html>\n<pre id=\"other\">{}</pre>", "x: " + ErrNoProfile.Error()},
		"faults in a site":   {"<p>\n<pre id=\"readpath-profile\">name: &lt;A&gt;\nowned: 1\n</pre>", `x:3: "1" is not a list`},
		"other YAML":         {"version: 1\nsteps: []\n", "x: " + ErrNoProfile.Error()},
		"faults in YAML":     {"version: 1\nprofile:\n  name: A\n  goals: [{skill: plumbing, level: 9}]\nlater: 1\n", "x:4: level 9 of the goal is not from 0 (none) to 5 (expert)"},
	} {
		_, err := ProfileOf([]byte(tc.text), "x", planCatalog(t))
		if err == nil || err.Error() != tc.want {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
		if strings.HasSuffix(tc.want, ErrNoProfile.Error()) != errors.Is(err, ErrNoProfile) {
			t.Errorf("%s: %v is ErrNoProfile: %v", name, err, errors.Is(err, ErrNoProfile))
		}
	}
	if _, err := ProfileOf(make([]byte, MostPlan+1), "x", planCatalog(t)); err == nil || !strings.Contains(err.Error(), "larger than") {
		t.Errorf("a huge file: %v", err)
	}
}

// FuzzProfileOf: no file panics, what is accepted is a profile of the catalog,
// and a plan for it carries it back.
func FuzzProfileOf(f *testing.F) {
	plan := hostile(f)
	for _, write := range carriers {
		var b bytes.Buffer
		if err := write(&b, plan); err != nil {
			f.Fatal(err)
		}
		f.Add(b.String())
	}
	f.Add("- ```yaml readpath-profile\n  name: A\n  ```")
	f.Add(`{"profile": {"name": "\ud83d\udcda\/\\ud83d\u0000"}}`)
	cat := planCatalog(f)
	f.Fuzz(func(t *testing.T, file string) {
		p, err := ProfileOf([]byte(file), "plan", cat)
		if err != nil {
			return
		}
		carried := *plan
		carried.Profile = p
		for name, write := range carriers {
			var b bytes.Buffer
			if err := write(&b, &carried); err != nil {
				t.Fatal(err)
			}
			back, err := ProfileOf(b.Bytes(), "plan", cat)
			if err != nil || !reflect.DeepEqual(back, p) {
				t.Errorf("%s: %+v comes back as %+v (%v) from\n%s", name, p, back, err, b.String())
			}
		}
	})
}

// FuzzReadJSON: no file panics, and what is accepted can be written.
func FuzzReadJSON(f *testing.F) {
	var b bytes.Buffer
	if err := JSON(&b, hostile(f)); err != nil {
		f.Fatal(err)
	}
	f.Add(b.String())
	f.Add(`{"today": "2026-09-01", "targets": [], "steps": [{"book": {"id": "a"}}]}`)
	f.Fuzz(func(t *testing.T, file string) {
		p, err := ReadJSON(strings.NewReader(file))
		if err != nil {
			return
		}
		if err := JSON(io.Discard, p); err != nil {
			t.Error(err)
		}
		for _, s := range p.Steps {
			if s.Book.ID == "" {
				t.Error("a step without a book")
			}
		}
	})
}

// planCatalog is the catalog of hostile.
func planCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.New(hostileBooks, hostileSkills)
	if err != nil {
		t.Fatal(err)
	}
	return cat
}
