package bibtex

import (
	"errors"
	"fmt"
	"iter"
	"regexp"
	"strings"

	"readpath/catalog/imports"
)

// An entry is what stands between the braces behind an @word.
type entry struct {
	kind  string // lower case
	body  string
	line  int
	close byte // what ends it: a brace, or a parenthesis
}

var entryStart = regexp.MustCompile(`^\s*@\s*([A-Za-z]+)\s*([{(])`)

// maxEntry is far above the largest entry there is, in bytes; it bounds
// memory.
const maxEntry = 1 << 20

// entries are the entries of a bibliography, but for comments and preambles.
// An entry that is not closed before a line begins with the next one is a
// [imports.SkipError].
func entries(f *imports.File) iter.Seq2[entry, error] {
	return func(yield func(entry, error) bool) {
		var open *entry
		var body strings.Builder
		depth := 0
		wanted := func(e *entry) bool { return e.kind != "comment" && e.kind != "preamble" }
		for line, err := range f.Lines() {
			if err != nil {
				yield(entry{}, err)
				return
			}
			text := string(line.Text) + "\n"
			start := entryStart.FindStringSubmatchIndex(text)
			if start != nil {
				if open != nil && wanted(open) && !yield(entry{}, unclosed(open, line.Number)) {
					return
				}
				open = &entry{kind: strings.ToLower(text[start[2]:start[3]]), line: line.Number, close: '}'}
				if text[start[4]] == '(' {
					open.close = ')'
				}
				body.Reset()
				depth = 1
				text = text[start[1]:]
			}
			if open == nil {
				continue
			}
			end := closing(text, open.close, &depth)
			if body.Len()+len(text) > maxEntry {
				if wanted(open) && !yield(entry{}, imports.Skip(imports.Line(open.line), "", "@%s is longer than 1 MiB; is a brace not closed?", open.kind)) {
					return
				}
				open = nil
				continue
			}
			if end < 0 {
				body.WriteString(text)
				continue
			}
			body.WriteString(text[:end])
			open.body = body.String()
			if wanted(open) && !yield(*open, nil) {
				return
			}
			open = nil
		}
		if open != nil && wanted(open) {
			yield(entry{}, unclosed(open, 0))
		}
	}
}

func unclosed(e *entry, next int) error {
	if next == 0 {
		return imports.Skip(imports.Line(e.line), "", "@%s is not closed before the file ends", e.kind)
	}
	return imports.Skip(imports.Line(e.line), "", "@%s is not closed before the next entry, in line %d", e.kind, next)
}

// closing is where in text the entry ends, -1 if it does not; depth counts the
// open braces, and the sign that opened the entry.
func closing(text string, end byte, depth *int) int {
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '\\':
			i++
		case c == end && *depth == 1:
			return i
		case c == '{':
			*depth++
		case c == '}':
			*depth--
		}
	}
	return -1
}

// parse reads "key, name = value, ..."; of @string, "name = value". Values are
// in braces, in quotes, bare numbers or abbreviations, and any of these joined
// by #.
func parse(body string, strs map[string]string) (map[string]string, error) {
	fields := map[string]string{}
	p := parser{s: body}
	if key, rest, ok := strings.Cut(body, ","); ok && !strings.ContainsAny(key, "={\"") {
		p.s = rest
	}
	for {
		p.s = strings.TrimLeft(p.s, " \t\r\n,")
		if p.s == "" {
			return fields, nil
		}
		name, rest, ok := strings.Cut(p.s, "=")
		name = strings.ToLower(strings.TrimSpace(name))
		if !ok || name == "" || strings.ContainsAny(name, "{}\" \n,") {
			if !ok && len(fields) == 0 && !strings.ContainsAny(p.s, "{}\"\n ") {
				return fields, nil // a key and nothing else
			}
			return nil, fmt.Errorf("%q is not a field like name = {value}", beginning(p.s))
		}
		p.s = rest
		value, err := p.value(strs)
		if err != nil {
			return nil, fmt.Errorf("field %s: %w", name, err)
		}
		if _, twice := fields[name]; !twice {
			fields[name] = value
		}
	}
}

func beginning(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > 30 {
		return string(r[:30]) + "..."
	}
	return s
}

type parser struct{ s string }

var errUnclosedValue = errors.New("a quote or brace is not closed")

func (p *parser) value(strs map[string]string) (string, error) {
	var value strings.Builder
	for {
		p.s = strings.TrimLeft(p.s, " \t\r\n")
		if p.s == "" {
			return "", errors.New("has no value")
		}
		switch p.s[0] {
		case '{', '"':
			n := quoted(p.s)
			if n < 0 {
				return "", errUnclosedValue
			}
			value.WriteString(p.s[1 : n-1])
			p.s = p.s[n:]
		default:
			n := strings.IndexAny(p.s, ",# \t\r\n")
			if n < 0 {
				n = len(p.s)
			}
			word := p.s[:n]
			if known, ok := strs[strings.ToLower(word)]; ok {
				word = known
			}
			value.WriteString(word)
			p.s = p.s[n:]
		}
		if value.Len() > maxEntry {
			return "", errors.New("is longer than 1 MiB")
		}
		p.s = strings.TrimLeft(p.s, " \t\r\n")
		if !strings.HasPrefix(p.s, "#") {
			return value.String(), nil
		}
		p.s = p.s[1:]
	}
}

// quoted is the length of the value in braces or quotes that s begins with,
// -1 if it is not closed. Quotes inside braces are text.
func quoted(s string) int {
	depth := 0
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			depth--
			if depth == 0 && s[0] == '{' {
				return i + 1
			}
		case '"':
			if i > 0 && depth == 0 && s[0] == '"' {
				return i + 1
			}
		}
	}
	return -1
}
