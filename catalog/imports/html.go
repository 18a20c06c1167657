package imports

import (
	"strings"

	"golang.org/x/net/html"
)

// PlainText is the text of a description that may be HTML, on one line.
func PlainText(s string) string {
	if !strings.ContainsAny(s, "<&") {
		return strings.Join(strings.Fields(s), " ")
	}
	var text strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return strings.Join(strings.Fields(text.String()), " ")
		case html.TextToken:
			text.Write(z.Text())
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			if name, _ := z.TagName(); len(name) > 1 || string(name) == "p" { // not <b> and <i>, which stand within words
				text.WriteByte(' ')
			}
		}
	}
}
