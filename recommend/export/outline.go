package export

import (
	"strings"
)

// mdEscaper makes text from data inert in markdown: CommonMark, with GitHub's
// tables, strikethrough and links without brackets, mathematics, and what
// Obsidian (==marks==, %%comments%%) and Logseq (properties::) add.
var mdEscaper = strings.NewReplacer(
	`\`, `\\`, "`", "\\`", `*`, `\*`, `_`, `\_`, `[`, `\[`, `]`, `\]`, `<`, `\<`, `>`, `\>`,
	`|`, `\|`, `~`, `\~`, `&`, `\&`, `#`, `\#`, `$`, `\$`, `^`, `\^`,
	`://`, `\://`, `::`, `\:\:`, `@`, `\@`, `==`, `\=\=`, `%%`, `\%\%`, `www.`, `www\.`, `WWW.`, `WWW\.`, `Www.`, `Www\.`,
)

// escapeMarkdown is text as it is meant to be read, on one line.
func escapeMarkdown(s string) string {
	s = mdEscaper.Replace(oneLine(s))
	if s == "" {
		return ""
	}
	// What would begin a list, a rule or an underlined heading.
	if strings.IndexByte("-+=", s[0]) >= 0 {
		return `\` + s
	}
	if digits := len(s) - len(strings.TrimLeft(s, "0123456789")); digits > 0 && digits < len(s) && strings.IndexByte(".)", s[digits]) >= 0 {
		return s[:digits] + `\` + s[digits:]
	}
	return s
}

// outline writes blocks of markdown: one after the other with a blank line
// between them, or, bulleted, each as the item of an outline below the last
// heading, as Logseq has them.
type outline struct {
	b        strings.Builder
	bulleted bool
	depth    int // of what is written next, where bulleted
	blank    bool
}

// heading begins a section; level is from 1.
func (o *outline) heading(level int, text string) {
	o.depth = 0
	o.block(strings.Repeat("#", level) + " " + text)
	o.depth = 1
}

// para writes a paragraph, unless it is empty.
func (o *outline) para(text string) {
	if text != "" {
		o.block(text)
	}
}

// block writes lines that stand together.
func (o *outline) block(lines ...string) {
	text := strings.Join(lines, "\n")
	if o.bulleted {
		o.item(text)
		return
	}
	if o.blank {
		o.b.WriteByte('\n')
	}
	o.blank = true
	o.b.WriteString(text + "\n")
}

// list writes items.
func (o *outline) list(items []string) {
	if !o.bulleted {
		o.block("- " + strings.Join(items, "\n- "))
		return
	}
	for _, it := range items {
		o.item(it)
	}
}

// item writes text, which may have several lines, as an item of the outline.
func (o *outline) item(text string) {
	indent := strings.Repeat("\t", o.depth)
	o.b.WriteString(indent + "- " + strings.ReplaceAll(text, "\n", "\n"+indent+"  ") + "\n")
}
