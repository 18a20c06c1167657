package export

import (
	"bytes"
	"encoding/json"
	"io"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"

	"readpath/recommend"
)

// YAML writes the plan as YAML of the same shape as [JSON].
func YAML(w io.Writer, p *recommend.Plan) error {
	var b bytes.Buffer
	if err := JSON(&b, p); err != nil {
		return err
	}
	dec := json.NewDecoder(&b)
	dec.UseNumber()
	root, err := yamlNode(dec)
	if err != nil {
		return err
	}
	enc := yaml.NewEncoder(w)
	enc.SetIndent(2)
	if err := enc.Encode(root); err != nil {
		return err
	}
	return enc.Close()
}

// yamlNode is the next JSON value as a YAML node, its keys in their order.
func yamlNode(dec *json.Decoder) (*yaml.Node, error) {
	token, err := dec.Token()
	if err != nil {
		return nil, err
	}
	delim, nested := token.(json.Delim)
	if !nested {
		return yamlScalar(token)
	}
	n := &yaml.Node{Kind: yaml.SequenceNode}
	if delim == '{' {
		n.Kind = yaml.MappingNode
	}
	for dec.More() { // the keys of an object come as values between the others
		child, err := yamlNode(dec)
		if err != nil {
			return nil, err
		}
		n.Content = append(n.Content, child)
	}
	if len(n.Content) == 0 {
		n.Style = yaml.FlowStyle
	}
	_, err = dec.Token() // the end
	return n, err
}

func yamlScalar(token json.Token) (*yaml.Node, error) {
	n := &yaml.Node{Kind: yaml.ScalarNode}
	switch v := token.(type) {
	case json.Number:
		n.Value = v.String()
		if mantissa, exponent, ok := strings.Cut(n.Value, "e"); ok && !strings.Contains(mantissa, ".") {
			n.Value = mantissa + ".0e" + exponent // "1e-05" is text to YAML 1.1
		}
		return n, nil
	case string:
		// Node.Encode would choose the quotes at ten times the cost, and in its
		// blocks lose some of what lines may begin and end with.
		n.Tag, n.Value = "!!str", v
		plain := len(v) > len("off") && unicode.IsLetter(rune(v[0])) // no word or number of YAML 1.1
		if !plain || strings.ContainsFunc(v, func(r rune) bool { return r != ' ' && !unicode.IsGraphic(r) || r == '\ufeff' }) {
			n.Style = yaml.DoubleQuotedStyle
		}
		return n, nil
	}
	err := n.Encode(token) // true, false and null
	return n, err
}
