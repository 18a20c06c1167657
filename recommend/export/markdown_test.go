package export

import (
	"bytes"
	"html"
	"maps"
	"regexp"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	rawhtml "github.com/yuin/goldmark/renderer/html"

	"readpath/recommend"
)

// rendered is markdown as GitHub makes HTML of it.
func rendered(t *testing.T, markdown []byte) string {
	t.Helper()
	var b bytes.Buffer
	md := goldmark.New(goldmark.WithExtensions(extension.GFM), goldmark.WithRendererOptions(rawhtml.WithUnsafe()))
	if err := md.Convert(markdown, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

var (
	tag    = regexp.MustCompile(`</?([a-z0-9]+)[^>]*>`)
	inline = regexp.MustCompile(`</?(strong|em|del|a|code)\b[^>]*>`)
	blanks = regexp.MustCompile(`\s+`)
)

// asText is what a reader of the page sees, with single blanks.
func asText(page string) string {
	page = inline.ReplaceAllString(page, "")
	return blanks.ReplaceAllString(html.UnescapeString(tag.ReplaceAllString(page, " ")), " ")
}

// said is everything that a plan says, without markup.
func said(plan *recommend.Plan) []string {
	p := phrases{plan, oneLine}
	out := []string{p.heading(), p.summary(), p.startWith(), p.stop(), p.proof(), p.computed(), oneLine(plan.About), oneLine(plan.Reader)}
	for n, s := range plan.Steps {
		out = append(out, p.title(s.Book.ID), oneLine(s.Book.Subtitle), p.facts(s.Book), oneLine(s.Book.BestFor), p.when(s),
			hoursRange(s.Hours, s.HoursLow, s.HoursHigh), p.whyIn(n), p.whyHere(n), p.gains(s), p.taste(s), webAddress(s.Book), percent(s.Reached))
		for _, texts := range [][]string{p.canDo(s), p.alternatives(s), p.endorsements(s.Book)} {
			out = append(out, texts...)
		}
		for _, c := range s.Book.Caveats {
			out = append(out, oneLine(c))
		}
	}
	for _, a := range p.faq() {
		out = append(out, a.Question+" "+a.Answer)
	}
	for _, n := range plan.Near {
		out = append(out, p.near(n))
	}
	for _, texts := range [][]string{p.changes(), p.gaps(), p.start()} {
		out = append(out, texts...)
	}
	for _, w := range plan.Weeks {
		out = append(out, w.Start.String())
	}
	for _, target := range plan.Targets {
		out = append(out, oneLine(target.Name))
	}
	return out
}

func TestMarkdownLosesNothing(t *testing.T) {
	for name, plan := range map[string]*recommend.Plan{"hostile": hostile(t), "replanned": replanned(t)} {
		for _, flavor := range []Flavor{GitHub, Obsidian, Logseq} {
			var b bytes.Buffer
			if err := MarkdownFor(&b, plan, flavor); err != nil {
				t.Fatal(err)
			}
			page := rendered(t, b.Bytes())
			text := asText(page)
			for _, want := range said(plan) {
				if want = blanks.ReplaceAllString(want, " "); !strings.Contains(text, strings.TrimSpace(want)) {
					t.Errorf("%s for %s: %q is not in\n%s", name, flavor, want, text)
				}
			}
			if strings.Contains(text, `\`) {
				t.Errorf("%s for %s: a backslash is left in\n%s", name, flavor, text)
			}
			for _, m := range tag.FindAllStringSubmatch(page, -1) {
				if !strings.Contains(" h1 h2 p ul li strong a br table thead tbody tr th td code pre input details summary hr ", " "+m[1]+" ") {
					t.Errorf("%s for %s: a stray <%s>", name, flavor, m[1])
				}
			}
		}
	}
}

// Markup in a page is ours alone: as much of it as in a plan with tame names.
func TestMarkdownStaysInert(t *testing.T) {
	plan := hostile(t)
	for _, title := range []string{
		"a|b", "*a*", "**a**", "_a_", "__a__", "`a`", "``", "<b>a</b>", "<!-- a", "<?php", "&amp;", "[a](b)", "![a](b)", "[a]: b", "[x] a", "~~a~~", "# a", "- a", "+ a", "* a", "1. a", "2) a",
		"> a", "---", "===", "***", "~~~", "```", "| a | b |", "$a$", "https://a.example/_b_", "www.a_b.example", "www.ab.example", "a_b@c.example", "ab@c.example", "a\\", "\\*a", "a\nb", "a\r\n\r\n# b", "^a^", "a:: b", "==a==", "%%a%%", "\t\ta", "    a", "</details>", "</script>",
	} {
		for _, flavor := range []Flavor{GitHub, Obsidian, Logseq} {
			shown := func(title string) (map[string]int, string) {
				plan.Steps[0].Book.Title, plan.Near[0].Book.Title, plan.Start[0].Name, plan.About = title, title, title, title
				plan.Steps[1].Alternatives[0].Title, plan.Steps[0].Book.Caveats = title, []string{title}
				var b bytes.Buffer
				if err := MarkdownFor(&b, plan, flavor); err != nil {
					t.Fatal(err)
				}
				page := rendered(t, b.Bytes())
				tags := map[string]int{}
				for _, m := range tag.FindAllStringSubmatch(page, -1) {
					tags[m[1]]++
				}
				return tags, asText(page)
			}
			const tame = "Tamed"
			wantTags, wantText := shown(tame)
			gotTags, gotText := shown(title)
			if !maps.Equal(gotTags, wantTags) {
				t.Errorf("%q for %s: tags %v, want %v", title, flavor, gotTags, wantTags)
			}
			wantText = strings.ReplaceAll(wantText, tame, blanks.ReplaceAllString(oneLine(title), " "))
			if gotText != wantText || strings.Count(wantText, oneLine(title)) < 10 {
				t.Errorf("%q for %s: the page says\n%s\nwant\n%s", title, flavor, gotText, wantText)
			}
		}
	}
}
