package export

import (
	"strings"
	"unicode"
)

// plainText is text from data for a picture or a page, which escape it
// themselves: on one line, and where some of it is written from right to left,
// set apart so that it turns none of the text around it.
func plainText(s string) string {
	rightToLeft := false
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		rightToLeft = rightToLeft || unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko)
		return r
	}, oneLine(s))
	if rightToLeft {
		return "\u2068" + s + "\u2069" // first strong isolate, pop
	}
	return s
}
