package bibtex

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// accents are the marks that LaTeX's accent commands put on the letter behind
// them.
var accents = map[string]rune{
	"`": 0x300, "'": 0x301, "^": 0x302, "~": 0x303, "=": 0x304, "u": 0x306, ".": 0x307, `"`: 0x308, "r": 0x30a,
	"H": 0x30b, "v": 0x30c, "d": 0x323, "c": 0x327, "k": 0x328, "b": 0x331,
}

// letters are commands that stand for a text.
var letters = map[string]string{
	"ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å",
	"i": "i", "j": "j", "th": "þ", "TH": "Þ", "dh": "ð", "DH": "Ð", "dj": "đ", "DJ": "Đ",
	"textendash": "–", "textemdash": "—", "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
	"textquotedblright": "”", "textbackslash": `\`, "textasciitilde": "~", "textregistered": "®", "texttrademark": "™",
	"ldots": "…", "dots": "…", "LaTeX": "LaTeX", "TeX": "TeX", "lambda": "λ", "pi": "π", "alpha": "α", "beta": "β",
	"textunderscore": "_", "textbar": "|", "textless": "<", "textgreater": ">", "slash": "/", "par": " ", "newline": " ",
}

// PlainText is a field's value as a reader sees it: commands for letters and
// accents become these, other commands and braces go, the text in them stays.
func PlainText(s string) string {
	var out strings.Builder
	var mark rune // of an accent command, for the next letter
	put := func(r rune) {
		out.WriteRune(r)
		if mark != 0 && !unicode.IsSpace(r) {
			out.WriteRune(mark)
			mark = 0
		}
	}
	for s != "" {
		r, size := utf8.DecodeRuneInString(s)
		switch {
		case r == '\\' && len(s) > 1:
			name := commandName(s[1:])
			s = s[1+len(name):]
			first, _ := utf8.DecodeRuneInString(name)
			switch m, accent := accents[name]; {
			case accent:
				mark = m
				s = strings.TrimLeft(s, " ")
			case isLetter(name[0]):
				s = strings.TrimLeft(s, " ") // it ends the command
				for _, l := range letters[name] {
					put(l)
				}
			case first == '\\':
				put(' ')
			default:
				put(first) // \& and the like
			}
			continue
		case r == '{' || r == '}' || r == '$':
		case r == '~':
			put(' ')
		case strings.HasPrefix(s, "---"):
			put('—')
			size = 3
		case strings.HasPrefix(s, "--"):
			put('–')
			size = 2
		case strings.HasPrefix(s, "``"):
			put('“')
			size = 2
		case strings.HasPrefix(s, "''"):
			put('”')
			size = 2
		default:
			put(r)
		}
		s = s[size:]
	}
	return strings.Join(strings.Fields(norm.NFC.String(out.String())), " ")
}

// commandName is the name of the command behind a backslash: letters, or one
// other sign.
func commandName(s string) string {
	n := 0
	for n < len(s) && isLetter(s[n]) {
		n++
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(s)
	}
	return s[:n]
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
