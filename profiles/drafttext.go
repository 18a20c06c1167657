package profiles

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// trailing finds the blanks before a comment, where no quotes are before it.
var trailing = regexp.MustCompile(`^[^"'#]*?( +)#`)

// dateLike is a day as the profile writes it.
var dateLike = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// editor makes one change to a text by the places where the YAML library says
// that things begin. lost says that it did not find its way; the text is then
// worth nothing.
type editor struct {
	text  []byte
	lines []int      // where each line begins
	root  *yaml.Node // nil if the text says nothing
	eol   string
	lost  bool
}

func newEditor(text []byte) (*editor, error) {
	e := &editor{text: bytes.Clone(text), lines: []int{0}, eol: "\n"}
	for i, c := range text {
		if c == '\n' {
			e.lines = append(e.lines, i+1)
		}
	}
	if bytes.Contains(text, []byte("\r\n")) {
		e.eol = "\r\n"
	}
	var doc yaml.Node
	if err := yaml.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	if len(doc.Content) == 1 && !isNull(doc.Content[0]) {
		e.root = doc.Content[0]
		if e.root.Kind != yaml.MappingNode {
			return nil, errors.New("is not a mapping")
		}
	}
	return e, nil
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// isFlow reports whether a node is written in brackets.
func isFlow(n *yaml.Node) bool { return n.Style&yaml.FlowStyle != 0 }

// child is a key of a mapping with its value; nil where it has none such.
func child(n *yaml.Node, key string) (k, v *yaml.Node) {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == key {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// line is the line of what a path leads to, as far as it does.
func (e *editor) line(path []string) int {
	n, line := e.root, 1
	for _, p := range path {
		k, v := child(n, p)
		if k == nil {
			break
		}
		n, line = v, k.Line
	}
	return line
}

// offset is where a node begins.
func (e *editor) offset(n *yaml.Node) int {
	if n.Line < 1 || n.Line > len(e.lines) {
		e.lost = true
		return 0
	}
	at := e.lines[n.Line-1]
	if n.Line == 1 && bytes.HasPrefix(e.text, []byte("\ufeff")) {
		at += len("\ufeff")
	}
	for i := 1; i < n.Column && at < len(e.text); i++ {
		_, size := utf8.DecodeRune(e.text[at:])
		at += size
	}
	return at
}

// lineEnd is where the line of an offset ends, before its line end.
func (e *editor) lineEnd(at int) int {
	if i := bytes.IndexByte(e.text[at:], '\n'); i >= 0 {
		at += i
		if at > 0 && e.text[at-1] == '\r' {
			at--
		}
		return at
	}
	return len(e.text)
}

// nextLine is where the line after an offset begins, or the end of the text.
func (e *editor) nextLine(at int) int {
	if i := bytes.IndexByte(e.text[at:], '\n'); i >= 0 {
		return at + i + 1
	}
	return len(e.text)
}

// lineStart is where the line of an offset begins.
func (e *editor) lineStart(at int) int { return bytes.LastIndexByte(e.text[:at], '\n') + 1 }

// end is where a node ends: after its last character, or its line end for a
// block scalar. inFlow says that it stands in brackets; indent is the column of
// what it belongs to, from 1, by which text of several lines is known.
func (e *editor) end(n *yaml.Node, inFlow bool, indent int) int {
	at := e.offset(n)
	for at < len(e.text) && (e.text[at] == '&' || e.text[at] == '!') { // an anchor, a tag
		at = e.wordEnd(at)
		if i := bytes.IndexAny(e.text[e.offset(n):at], " \t"); i >= 0 {
			at = e.offset(n) + i
		}
		at += len(e.text[at:]) - len(bytes.TrimLeft(e.text[at:], " \t\r\n"))
	}
	if at >= len(e.text) {
		return len(e.text)
	}
	switch {
	case n.Kind == yaml.AliasNode:
		return e.wordEnd(at)
	case n.Kind != yaml.ScalarNode && isFlow(n):
		return e.closing(at)
	case n.Kind != yaml.ScalarNode:
		last := n.Content[len(n.Content)-1]
		if isNull(last) && last.Value == "" {
			if n.Kind == yaml.MappingNode {
				return e.afterColon(n.Content[len(n.Content)-2], false)
			}
			return e.lineEnd(e.offset(last))
		}
		return e.end(last, false, n.Column)
	case n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0:
		return e.quoteEnd(at)
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return e.blockEnd(at, indent)
	case isNull(n) && n.Value == "":
		return at
	case inFlow:
		return e.wordEnd(at)
	}
	line := e.text[at:e.lineEnd(at)]
	if i := bytes.Index(line, []byte(" #")); i >= 0 {
		line = line[:i]
	}
	if word := bytes.TrimRight(line, " \t"); string(word) == n.Value {
		return at + len(word)
	}
	return e.blockEnd(at, indent)
}

// quoteEnd is where a quoted text ends that begins at an offset.
func (e *editor) quoteEnd(at int) int {
	quote := e.text[at]
	for i := at + 1; i < len(e.text); i++ {
		switch {
		case quote == '"' && e.text[i] == '\\':
			i++
		case e.text[i] == quote && quote == '\'' && i+1 < len(e.text) && e.text[i+1] == quote:
			i++
		case e.text[i] == quote:
			return i + 1
		}
	}
	e.lost = true
	return at
}

// blockEnd is where a text of several lines ends: before the first line that is
// not further in than what the text belongs to.
func (e *editor) blockEnd(at, indent int) int {
	end := e.lineEnd(at)
	for next := e.nextLine(at); next < len(e.text); next = e.nextLine(next) {
		line := e.text[next:e.lineEnd(next)]
		words := bytes.TrimLeft(line, " ")
		if len(words) == 0 {
			continue
		}
		if len(line)-len(words) < indent {
			break
		}
		end = next + len(line)
	}
	return end
}

// wordEnd is where a plain word in brackets ends.
func (e *editor) wordEnd(at int) int {
	i := at
	for i < len(e.text) && !strings.ContainsRune(",]}\n", rune(e.text[i])) && !bytes.HasPrefix(e.text[i:], []byte(": ")) && !bytes.HasPrefix(e.text[i:], []byte(" #")) {
		i++
	}
	return at + len(bytes.TrimRight(e.text[at:i], " \t\r"))
}

// closing is after the bracket that closes the one at an offset.
func (e *editor) closing(at int) int {
	depth := 0
	begins := true // a quote here begins a quoted text
	for i := at; i < len(e.text); i++ {
		switch c := e.text[i]; c {
		case '[', '{':
			depth++
			begins = true
		case ']', '}':
			if depth--; depth == 0 {
				return i + 1
			}
			begins = false
		case ',', ':':
			begins = true
		case '"', '\'':
			if begins {
				i = e.quoteEnd(i) - 1
				if e.lost {
					return at
				}
			}
			begins = false
		case '#':
			if i > 0 && strings.ContainsRune(" \t\n", rune(e.text[i-1])) {
				i = e.lineEnd(i) - 1
			}
		case ' ', '\t', '\n', '\r':
		default:
			begins = false
		}
	}
	e.lost = true
	return at
}

// afterColon is where the value of a key may begin: after its colon.
func (e *editor) afterColon(key *yaml.Node, inFlow bool) int {
	at := e.offset(key)
	if at < len(e.text) && (e.text[at] == '"' || e.text[at] == '\'') {
		at = e.quoteEnd(at)
	} else {
		at += len(key.Value)
	}
	rest := e.text[min(at, len(e.text)):e.lineEnd(min(at, len(e.text)))]
	i := bytes.IndexByte(rest, ':')
	if i < 0 || len(bytes.TrimSpace(rest[:i])) > 0 {
		e.lost = true
		return 0
	}
	return at + i + 1
}

// splice puts text in the place of a part. If a comment follows on the line, it
// keeps its column as far as it can.
func (e *editor) splice(from, to int, text string) {
	if e.lost || from < 0 || to < from || to > len(e.text) {
		e.lost = true
		return
	}
	after := e.text[to:e.lineEnd(to)]
	if m := trailing.FindSubmatchIndex(after); m != nil {
		blanks := m[3] - m[2]
		grown := utf8.RuneCountInString(text) - utf8.RuneCount(e.text[from:to])
		keep := strings.Repeat(" ", max(min(blanks, 2), blanks-grown))
		text += string(after[:m[2]]) + keep
		to += m[3]
	}
	e.text = append(e.text[:from:from], append([]byte(text), e.text[to:]...)...)
}

// insertLine puts a line after the one of an offset.
func (e *editor) insertLine(at int, line string) {
	if e.lost {
		return
	}
	next := e.nextLine(at)
	line += e.eol
	if next == len(e.text) && next > 0 && !bytes.HasSuffix(e.text, []byte("\n")) {
		line = e.eol + line
	}
	e.text = append(e.text[:next:next], append([]byte(line), e.text[next:]...)...)
}

// cutLines takes away the lines from the one of an offset to that of another.
func (e *editor) cutLines(from, to int) {
	if !e.lost {
		e.text = append(e.text[:e.lineStart(from):e.lineStart(from)], e.text[e.nextLine(to):]...)
	}
}
