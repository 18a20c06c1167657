package diagram

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
	"testing"

	"gonum.org/v1/gonum/graph/formats/dot"
)

// hostile holds what each of the formats gives a meaning to.
var hostile = &Graph{
	Title: `"]); DROP`, About: "</desc><script>alert(1)</script>",
	Nodes: []Node{
		{Badge: "1", Title: `<script>alert("1")</script> & 'x'`, Note: `]]> \n "]`, Link: `#a" onload="alert(1)`},
		{Badge: "2", Title: "line\nbreak \x1b[31m red \x00 \u202edesrever\u202c %% comment ; end"},
		{Title: "```mermaid\n# **bold** _it_ [x](y) {a} |b| #quot; $x$ ~s~"},
		{Title: strings.Repeat("long ", 200) + strings.Repeat("W", 300), Faint: true},
		{Title: "עברית, العربية 中文 🚀👩‍🚀 é"},
		{},
		{Title: "end", Note: `trailing \`},
	},
	Edges: []Edge{
		{From: 0, To: 1, Labels: []string{`"|x|" --> <b>`, "b", "c"}, Strong: true}, {From: 0, To: 2, Labels: []string{""}},
		{From: 2, To: 3}, {From: 1, To: 4, Labels: []string{`a\`, "\n"}}, {From: 4, To: 6},
	},
}

// wellFormed checks XML and returns the names of its elements and attributes.
func wellFormed(t *testing.T, doc string) (elements, attributes map[string]bool) {
	t.Helper()
	elements, attributes = map[string]bool{}, map[string]bool{}
	d := xml.NewDecoder(strings.NewReader(doc))
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements, attributes
		}
		if err != nil {
			t.Fatalf("%v in\n%s", err, doc)
		}
		if el, ok := tok.(xml.StartElement); ok {
			elements[el.Name.Local] = true
			for _, a := range el.Attr {
				attributes[a.Name.Local] = true
			}
		}
	}
}

func TestSVGIsWellFormed(t *testing.T) {
	for name, s := range shapes {
		for _, svg := range []string{hostile.SVG(s, "x", false), hostile.SVG(s, "x", true), hostile.Rail(328, "x"), hostile.Rail(120, "x")} {
			elements, attributes := wellFormed(t, svg)
			if elements["script"] || attributes["onload"] {
				t.Errorf("%s: text has become markup", name)
			}
			for _, r := range svg {
				if r < ' ' && r != '\n' || r == '\u202e' {
					t.Errorf("%s: %q in the picture", name, r)
				}
			}
		}
	}
}

func TestDOTParses(t *testing.T) {
	for name, s := range shapes {
		f, err := dot.ParseString(hostile.DOT(s))
		if err != nil {
			t.Fatalf("%s: %v in\n%s", name, err, hostile.DOT(s))
		}
		nodes, edges := 0, 0
		for _, stmt := range f.Graphs[0].Stmts {
			switch s := stmt.String(); {
			case strings.Contains(s, "->"):
				edges++
			case strings.HasPrefix(s, "n") && s[1] >= '0' && s[1] <= '9':
				nodes++
			}
		}
		if nodes != len(hostile.Nodes) || edges != len(hostile.Edges) {
			t.Errorf("%s: %d nodes and %d edges", name, nodes, edges)
		}
	}
}

// mermaidLine is all that a line of ours may be: within quotes nothing that
// Mermaid gives a meaning to, but its own references and line breaks.
var mermaidLine = regexp.MustCompile(`^(flowchart (TD|LR)|  accTitle: T|  n\d+\["T"\]|  n\d+ [-=]{2}>(\|"T"\|)? n\d+|  style n\d+ stroke-dasharray: 4 3)$`)

func TestMermaidIsOurs(t *testing.T) {
	text := regexp.MustCompile("([^\"\\\\<>#;&`*_\\[\\]{}|$~%\\n]|#\\w+;|<br/>)*")
	for name, s := range shapes {
		for line := range strings.Lines(hostile.Mermaid(s)) {
			line = strings.TrimSuffix(line, "\n")
			plain := line
			if before, after, ok := strings.Cut(line, `"`); ok {
				words, rest, _ := strings.Cut(after, `"`)
				if text.FindString(words) == words {
					plain = before + `"T"` + rest
				}
			} else if after, ok := strings.CutPrefix(line, "  accTitle: "); ok && text.FindString(after) == after {
				plain = "  accTitle: T"
			}
			if !mermaidLine.MatchString(plain) {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}
