package export

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"regexp"
	"strings"
	"unicode"

	"readpath/profiles"
)

// ErrNoProfile says that a file is no plan that carries its profile.
var ErrNoProfile = errors.New("holds no profile; a plan written as markdown, JSON, YAML or HTML does")

// ProfileOf reads the profile back out of a plan that was written as markdown
// (of any flavor), JSON, YAML or a web page; shown is the name by which errors report the
// file. The profile is read as strictly as one in a file of its own, and its
// faults have the lines of the plan's file. The error is [ErrNoProfile] where
// there is none, wrapped with the name.
func ProfileOf(data []byte, shown string, cat profiles.Names) (*profiles.Profile, error) {
	if len(data) > MostPlan {
		return nil, fmt.Errorf("%s: is larger than %d MiB; is it the right file?", shown, MostPlan>>20)
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	find := fenced
	switch trimmed := bytes.TrimLeft(data, " \t\r\n"); {
	case bytes.HasPrefix(trimmed, []byte("{")):
		find = jsonMember
	case bytes.HasPrefix(trimmed, []byte("<")):
		find = preformatted
	case yamlPlan.Match(trimmed):
		find = yamlMember
	}
	at, profile, err := find(data)
	if err == nil && strings.TrimSpace(profile) == "" {
		err = ErrNoProfile
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", shown, err)
	}
	// Blank lines before it, so that faults have their line.
	lines := bytes.Count(data[:at], []byte("\n"))
	return profiles.Load(strings.NewReader(strings.Repeat("\n", lines)+profile), shown, cat)
}

var (
	fenceStart = regexp.MustCompile("(?m)^([ \t]*)(?:- )?(`{3,})" + profileInfo + "[ \t]*\r?\n")
	yamlPlan   = regexp.MustCompile(`^version: \d+\r?\n`)
	preformed  = regexp.MustCompile(`(?s)<pre[^>]*\bid="?` + profileID + `"?[^>]*>(.*?)</pre>`)
	yamlKey    = regexp.MustCompile(`(?m)^profile:[ \t]*\r?\n`)
)

// profileID is the id of the pre element with the profile's file in a web page.
const profileID = "readpath-profile"

// preformatted finds the profile in a web page.
func preformatted(data []byte) (at int, profile string, err error) {
	m := preformed.FindSubmatchIndex(data)
	if m == nil {
		return 0, "", ErrNoProfile
	}
	return m[2], html.UnescapeString(string(data[m[2]:m[3]])), nil
}

// fenced finds the profile in markdown: where it begins, and its text.
func fenced(data []byte) (at int, profile string, err error) {
	m := fenceStart.FindSubmatchIndex(data)
	if m == nil {
		return 0, "", ErrNoProfile
	}
	at = m[1]
	fence := string(data[m[4]:m[5]])
	indent := strings.ReplaceAll(string(data[m[0]:m[4]]), "- ", "  ")
	var b strings.Builder
	for line := range strings.Lines(string(data[at:])) {
		line = strings.TrimPrefix(line, indent)
		if strings.TrimSpace(line) == fence {
			return at, b.String(), nil
		}
		b.WriteString(line)
	}
	return 0, "", errors.New("its profile has no end: the fence after it is missing")
}

// jsonMember finds the profile in JSON. YAML reads JSON, but for some ways to
// write a character.
func jsonMember(data []byte) (at int, profile string, err error) {
	if !json.Valid(data) {
		return 0, "", errors.New("is not JSON")
	}
	dec := json.NewDecoder(bytes.NewReader(data))
	if _, err := dec.Token(); err != nil {
		return 0, "", err
	}
	for dec.More() {
		key, err := dec.Token()
		if err != nil {
			return 0, "", err
		}
		var value json.RawMessage
		if err := dec.Decode(&value); err != nil {
			return 0, "", err
		}
		if key == "profile" && len(value) > 0 && value[0] == '{' {
			return int(dec.InputOffset()) - len(value), yamlText(value), nil
		}
	}
	return 0, "", ErrNoProfile
}

// jsonEscape is what JSON writes otherwise than YAML: a pair of surrogates, or
// a backslash with what it escapes, so that nothing is taken apart.
var jsonEscape = regexp.MustCompile(`\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\.`)

// yamlText is JSON that is YAML too.
func yamlText(text []byte) string {
	text = jsonEscape.ReplaceAllFunc(text, func(esc []byte) []byte {
		if len(esc) > 2 {
			var s string
			if err := json.Unmarshal([]byte(`"`+string(esc)+`"`), &s); err == nil {
				return []byte(s)
			}
		}
		if string(esc) == `\/` {
			return []byte("/")
		}
		return esc
	})
	var b strings.Builder
	for _, r := range string(text) {
		if r == '\ufeff' || r > '~' && unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || r == '\ufffe' || r == '\uffff' {
			fmt.Fprintf(&b, `\u%04x`, r)
		} else {
			b.WriteRune(r)
		}
	}
	return b.String()
}

// yamlMember finds the profile in YAML that [YAML] wrote.
func yamlMember(data []byte) (at int, profile string, err error) {
	m := yamlKey.FindIndex(data)
	if m == nil {
		return 0, "", ErrNoProfile
	}
	var b strings.Builder
	for line := range strings.Lines(string(data[m[1]:])) {
		if line[0] != ' ' && strings.TrimSpace(line) != "" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "  "))
	}
	return m[1], b.String(), nil
}
