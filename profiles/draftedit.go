package profiles

import (
	"bytes"
	"strings"

	"gopkg.in/yaml.v3"
)

// quotedKey is a key as a mapping takes it.
func quotedKey(key string) string {
	text, _, err := encode(key)
	if err != nil {
		return key
	}
	return text
}

// set gives the field at a path a value that is written as text.
func (e *editor) set(text string, path []string) {
	parent, inFlow := e.parent(path)
	name := path[len(path)-1]
	if parent == nil {
		e.begin(quotedKey(name)+": "+text, path)
		return
	}
	if k, v := child(parent, name); k != nil {
		e.value(k, v, text, inFlow)
		return
	}
	e.append(parent, quotedKey(name)+": "+text)
}

// parent is the mapping that holds the field of a path, and whether it stands
// in brackets; nil if there is none yet.
func (e *editor) parent(path []string) (n *yaml.Node, inFlow bool) {
	n = e.root
	for _, p := range path[:len(path)-1] {
		_, n = child(n, p)
	}
	if n == nil || n.Kind != yaml.MappingNode {
		return nil, false
	}
	return n, isFlow(n)
}

// begin writes a field whose mapping is not there yet, or says nothing.
func (e *editor) begin(field string, path []string) {
	if len(path) == 2 {
		if k, v := child(e.root, path[0]); k != nil {
			if isNull(v) && v.Value == "" && !isFlow(e.root) {
				e.insertLine(e.offset(k), strings.Repeat(" ", k.Column-1+indentation)+field)
			} else {
				e.value(k, v, "{"+field+"}", isFlow(e.root))
			}
			return
		}
		if e.root != nil && isFlow(e.root) {
			field = quotedKey(path[0]) + ": {" + field + "}"
		} else {
			field = quotedKey(path[0]) + ":" + e.eol + strings.Repeat(" ", indentation) + field
		}
	}
	if e.root != nil {
		e.append(e.root, field)
		return
	}
	e.insertLine(len(e.text), field)
}

// indentation is how far in new mappings and lists are put.
const indentation = 2

// value puts text in the place of a key's value.
func (e *editor) value(k, v *yaml.Node, text string, inFlow bool) {
	after := e.afterColon(k, inFlow)
	if isNull(v) && v.Value == "" {
		e.splice(after, after, " "+text)
		return
	}
	to := e.end(v, inFlow, k.Column)
	from := e.offset(v)
	if v.Kind != yaml.ScalarNode && !isFlow(v) {
		from, text = after, " "+text
	}
	e.splice(from, to, text)
}

// append puts an entry at the end of a mapping, or an item at the end of a
// list, that is not empty; or into empty brackets.
func (e *editor) append(n *yaml.Node, entry string) {
	if isFlow(n) {
		e.appendFlow(n, entry)
		return
	}
	if n.Kind == yaml.SequenceNode {
		entry = "- " + entry
	}
	last := e.end(n, false, n.Column)
	if n == e.root {
		// Comments after the last field belong to it more often than not.
		for next := e.nextLine(last); next < len(e.text); next = e.nextLine(next) {
			line := bytes.TrimSpace(e.text[next:e.lineEnd(next)])
			if len(line) > 0 && line[0] != '#' {
				break
			}
			if len(line) > 0 {
				last = next
			}
		}
	}
	e.insertLine(last, strings.Repeat(" ", n.Column-1)+entry)
}

// appendFlow puts an entry before a closing bracket.
func (e *editor) appendFlow(n *yaml.Node, entry string) {
	if len(n.Content) == 0 {
		at := e.offset(n)
		e.splice(at+1, e.closing(at)-1, entry)
		return
	}
	last := n.Content[len(n.Content)-1]
	at := e.end(last, true, n.Column)
	if isNull(last) && last.Value == "" {
		e.lost = true
	}
	e.splice(at, at, ", "+entry)
}

// add appends an item to a list.
func (e *editor) add(text string, path []string) {
	parent, inFlow := e.parent(path)
	name := path[len(path)-1]
	k, v := child(parent, name)
	short := !strings.HasPrefix(text, "{") // a word may stand in brackets, a mapping has a line
	indent := 1
	if k != nil {
		indent = k.Column
	}
	item := e.eol + strings.Repeat(" ", indent-1+indentation) + "- " + text
	switch {
	case k == nil && (short || inFlow):
		e.set("["+text+"]", path)
	case k == nil && parent == nil:
		e.lost = len(path) == 2
		e.insertLine(len(e.text), quotedKey(name)+":"+item)
	case k == nil:
		e.append(parent, quotedKey(name)+":"+item)
	case v.Kind == yaml.SequenceNode && (len(v.Content) > 0 || short || inFlow):
		e.append(v, text)
	case v.Kind == yaml.SequenceNode: // "progress: []" becomes a block
		after := e.afterColon(k, inFlow)
		end := e.closing(e.offset(v))
		e.insertLine(end, strings.TrimPrefix(item, e.eol))
		e.splice(after, end, "")
	case isNull(v) && v.Value == "" && !inFlow && !short:
		e.insertLine(e.offset(k), strings.TrimPrefix(item, e.eol))
	default:
		e.value(k, v, "["+text+"]", inFlow)
	}
}

// list is the list of a path, and its key; nil if there is no such item.
func (e *editor) list(path []string, at int) (k, v *yaml.Node, inFlow bool) {
	parent, inFlow := e.parent(path)
	k, v = child(parent, path[len(path)-1])
	if v == nil || v.Kind != yaml.SequenceNode || at < 0 || at >= len(v.Content) {
		e.lost = true
		return nil, nil, false
	}
	return k, v, inFlow
}

// remove takes an item out of a list.
func (e *editor) remove(at int, path []string) {
	k, v, inFlow := e.list(path, at)
	if v == nil {
		return
	}
	if len(v.Content) == 1 {
		e.value(k, v, "[]", inFlow)
		return
	}
	e.cut(v, at, 1)
}

// replace puts another value in the place of an item.
func (e *editor) replace(at int, text string, path []string) {
	_, v, _ := e.list(path, at)
	if v == nil {
		return
	}
	n := v.Content[at]
	e.splice(e.offset(n), e.end(n, isFlow(v), v.Column), text)
}

// delete takes a field away.
func (e *editor) delete(path []string) {
	parent, _ := e.parent(path)
	if parent == nil {
		return
	}
	for i := 0; i < len(parent.Content); i += 2 {
		if parent.Content[i].Value == path[len(path)-1] {
			e.cut(parent, i, 2)
			return
		}
	}
}

// cut takes the entry of count nodes from at on out of a list or mapping.
func (e *editor) cut(n *yaml.Node, at, count int) {
	first, last := n.Content[at], n.Content[at+count-1]
	from, to := e.offset(first), e.end(last, isFlow(n), n.Column)
	if isNull(last) && last.Value == "" && count == 2 {
		to = e.afterColon(first, isFlow(n))
	}
	if e.lost {
		return
	}
	switch {
	case !isFlow(n):
		if lead := bytes.TrimLeft(e.text[e.lineStart(from):from], " -"); len(lead) > 0 {
			e.lost = true // something else stands on the line
		}
		e.cutLines(from, max(from, to-1))
	case at+count < len(n.Content): // up to the next
		e.splice(from, e.offset(n.Content[at+count]), "")
	case at > 0: // from the one before
		e.splice(e.end(n.Content[at-1], true, n.Column), to, "")
	default:
		e.splice(from, to, "")
	}
}
