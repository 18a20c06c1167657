package diagram

import (
	"strings"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"
)

// The advance widths of the characters from space to tilde, in thousandths of
// the type size, as the hmtx tables of DejaVu Sans 2.37 have them. Of the fonts
// that the pictures ask for it is the widest, and the one of most Linux
// desktops: what fits in it fits in the others.
var (
	regular = [...]int{
		318, 401, 460, 838, 636, 950, 780, 275, 390, 390, 500, 838, 318, 361, 318, 337, 636, 636, 636, 636, 636, 636, 636, 636,
		636, 636, 337, 337, 838, 838, 838, 531, 1000, 684, 686, 698, 770, 632, 575, 775, 752, 295, 295, 656, 557, 863, 748, 787,
		603, 787, 695, 635, 611, 732, 684, 989, 685, 611, 685, 390, 337, 390, 838, 500, 500, 613, 635, 550, 635, 615, 352, 635,
		634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521, 392, 634, 592, 818, 592, 592, 525, 636, 337, 636, 838,
	}
	bold = [...]int{
		348, 456, 521, 838, 696, 1002, 872, 306, 457, 457, 523, 838, 380, 415, 380, 365, 696, 696, 696, 696, 696, 696, 696, 696,
		696, 696, 400, 400, 838, 838, 838, 580, 1000, 774, 762, 734, 830, 683, 683, 821, 837, 372, 372, 775, 637, 995, 837, 850,
		733, 850, 770, 720, 682, 812, 774, 1103, 771, 724, 725, 457, 365, 457, 838, 500, 500, 675, 716, 593, 716, 678, 435, 716,
		712, 343, 343, 665, 343, 1042, 712, 687, 716, 716, 493, 595, 478, 712, 652, 924, 645, 652, 582, 712, 365, 712, 838,
	}
)

// A face is a font at a size.
type face struct {
	size   float64 // in pixels
	widths *[95]int
}

var (
	titleFace = face{14, &bold}
	noteFace  = face{12, &regular}
	labelFace = face{11.5, &regular}
)

// lead is the distance of two lines.
func (f face) lead() float64 { return f.size * 1.3 }

// width is how wide text may come out, in pixels. What is not ASCII takes an
// em and a quarter where a terminal gives it two columns (ideographs, emoji),
// and an em otherwise, the width of the widest letters.
func (f face) width(text string) float64 {
	sum := 0
	for len(text) > 0 {
		if c := text[0]; c >= ' ' && c <= '~' {
			sum += f.widths[c-' ']
			text = text[1:]
			continue
		}
		_, n := utf8.DecodeRuneInString(text)
		switch ansi.StringWidth(text[:n]) {
		case 0:
		case 1:
			sum += 1000
		default:
			sum += 1250
		}
		text = text[n:]
	}
	return float64(sum) / 1000 * f.size
}

// fold breaks text into at most most lines no wider than room. What does not
// fit ends in an ellipsis.
func (f face) fold(text string, room float64, most int) []string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(text) {
		for f.width(word) > room { // no line holds it: break it anywhere
			head := f.cut(word, room)
			if line != "" {
				lines = append(lines, line)
				line = ""
			}
			lines = append(lines, head)
			word = word[len(head):]
		}
		switch {
		case line == "":
			line = word
		case f.width(line+" "+word) <= room:
			line += " " + word
		default:
			lines = append(lines, line)
			line = word
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	if len(lines) > most {
		last := lines[most-1]
		for last != "" && f.width(last+"…") > room {
			last = last[:len(last)-lastRune(last)]
		}
		lines = append(lines[:most-1], strings.TrimRight(last, " ,:;")+"…")
	}
	return lines
}

// cut is as much of a word as there is room for, a character at least.
func (f face) cut(word string, room float64) string {
	n := 0
	for i, r := range word {
		if i > 0 && f.width(word[:i+utf8.RuneLen(r)]) > room {
			break
		}
		n = i + utf8.RuneLen(r)
	}
	return word[:n]
}

func lastRune(s string) int {
	_, n := utf8.DecodeLastRuneInString(s)
	return n
}
