package export

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"readpath/recommend"
)

// browser is headless Chromium with an empty profile, which lasts as long as
// the test.
type browser struct{ bin, profile string }

// newBrowser skips the test where there is no Chromium. On Debian,
// 'apt-get install chromium' brings it.
func newBrowser(t *testing.T) *browser {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if bin, err := exec.LookPath(name); err == nil {
			return &browser{bin, t.TempDir()}
		}
	}
	t.Skip("no Chromium on the path; on Debian: apt-get install chromium")
	return nil
}

// run shows a page and returns what is in it at last.
func (b *browser) run(t *testing.T, page string, args ...string) string {
	t.Helper()
	file := filepath.Join(b.profile, "plan.html") // storage is by file, so it is the same each time
	if err := os.WriteFile(file, []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
	args = append([]string{"--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
		"--disable-component-update", "--disable-sync", "--hide-scrollbars", "--user-data-dir=" + filepath.Join(b.profile, "data")}, args...)
	cmd := exec.CommandContext(t.Context(), b.bin, append(args, "--dump-dom", "file://"+file)...)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v", b.bin, err)
	}
	return string(out)
}

// A frame shows a page in so many pixels: a window cannot be as narrow as a
// phone's.
type frame struct {
	name  string
	page  string
	width int
}

// probe runs a function in each of the frames and decodes the list of what it
// returns.
func (b *browser) probe(t *testing.T, frames []frame, function string, results any, args ...string) {
	t.Helper()
	page := `<!DOCTYPE html><meta charset="utf-8"><meta name="color-scheme" content="light dark"><style>iframe { height: 1000px; border: 0 }</style>`
	for _, f := range frames {
		page += fmt.Sprintf(`<iframe style="width: %dpx" srcdoc="%s"></iframe>`, f.width, html.EscapeString(f.page))
	}
	dom := b.run(t, page+`<script>
addEventListener("load", () => {
  const out = document.createElement("pre");
  out.id = "probe";
  out.textContent = JSON.stringify(Array.from(frames).map(`+function+`));
  document.body.append(out);
});
</script>`, args...)
	_, after, ok := strings.Cut(dom, `<pre id="probe">`)
	if !ok {
		t.Fatalf("the probe did not run; the page:\n%.2000s", dom)
	}
	text, _, _ := strings.Cut(after, "</pre>")
	if err := json.Unmarshal([]byte(html.UnescapeString(text)), results); err != nil {
		t.Fatal(err)
	}
}

// inspect looks for what a person would mind: a page wider than the window,
// text out of its box or on other text, text too faint (WCAG 2.2 AA), and
// controls too small to hit or without a name.
const inspect = `({ document, innerWidth, performance, getComputedStyle, matchMedia }) => {
  const faults = [];
  const seen = (e) => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden" && !e.closest(".hidden, .skip");
  if (document.documentElement.scrollWidth > innerWidth) faults.push("the page is " + document.documentElement.scrollWidth + " wide, the window " + innerWidth);
  for (const svg of document.querySelectorAll("svg")) {
    if (!seen(svg)) continue;
    for (const node of svg.querySelectorAll(".node")) {
      const box = node.querySelector(".box").getBBox();
      for (const text of node.querySelectorAll("text")) {
        const b = text.getBBox();
        if (b.x < box.x || b.x + b.width > box.x + box.width || b.y < box.y || b.y + b.height > box.y + box.height)
          faults.push("out of its box: " + text.textContent);
      }
    }
    const view = svg.viewBox.baseVal;
    const texts = [...svg.querySelectorAll("text")].filter(seen).map((t) => [t, t.getBBox()]);
    texts.forEach(([t, a], i) => {
      if (a.x < 0 || a.y < 0 || a.x + a.width > view.width + 1 || a.y + a.height > view.height + 1) faults.push("out of the picture: " + t.textContent);
      for (const [u, b] of texts.slice(0, i))
        if (a.x + 1 < b.x + b.width && b.x + 1 < a.x + a.width && a.y + 3 < b.y + b.height && b.y + 3 < a.y + a.height)
          faults.push("on each other: " + t.textContent + " and " + u.textContent);
    });
    const scale = svg.getBoundingClientRect().width / view.width;
    if (scale < 0.7) faults.push("a picture at " + scale.toFixed(2) + " of its size");
  }
  const channel = (v) => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const rgb = (s) => (s.match(/[\d.]+/g) || []).map(Number);
  const behind = (e) => {
    for (; e; e = e.parentElement) {
      const c = rgb(getComputedStyle(e).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
  };
  let texts = 0;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let n = walker.nextNode(); n; n = walker.nextNode()) {
    const e = n.parentElement;
    if (!n.textContent.trim() || ["SCRIPT", "STYLE", "title", "desc"].includes(e.tagName) || !seen(e)) continue;
    texts++;
    const style = getComputedStyle(e);
    const inner = e.closest("svg") && (e.closest(".node")?.querySelector(e.matches(".badge") ? ".disc" : ".box") || e.parentElement.querySelector(".paper"));
    const ground = inner ? rgb(getComputedStyle(inner).fill) : behind(e);
    const [a, b] = [light(rgb(e.closest("svg") ? style.fill : style.color)), light(ground)].sort((x, y) => y - x);
    if ((a + 0.05) / (b + 0.05) < 4.5) faults.push("contrast " + ((a + 0.05) / (b + 0.05)).toFixed(2) + ": " + n.textContent.trim().slice(0, 60));
  }
  for (const e of document.querySelectorAll("a, input, summary, [tabindex]")) {
    if (!seen(e)) continue;
    const area = (e.closest("label") || e).getBoundingClientRect();
    if (e.matches("input, summary") && (area.width < 24 || area.height < 24)) faults.push("too small to hit: " + e.outerHTML.slice(0, 80));
    if (!(e.textContent.trim() || e.closest("label")?.textContent.trim() || e.getAttribute("aria-label"))) faults.push("without a name: " + e.outerHTML.slice(0, 80));
  }
  return {
    faults, texts, width: innerWidth, dark: matchMedia("(prefers-color-scheme: dark)").matches,
    fetched: performance.getEntriesByType("resource").map((r) => r.name),
  };
}`

func TestPageInBrowser(t *testing.T) {
	b := newBrowser(t)
	var frames []frame
	for name, plan := range map[string]*recommend.Plan{"nasty": web(t), "hostile": hostile(t)} {
		for _, width := range []int{360, 800, 1600} {
			frames = append(frames, frame{name, pageOf(t, plan), width})
		}
	}
	for scheme, setting := range map[string]string{"dark": "0", "light": "1"} {
		var got []struct {
			Faults, Fetched []string
			Texts, Width    int
			Dark            bool
		}
		b.probe(t, frames, inspect, &got, "--window-size=1700,1100", "--blink-settings=preferredColorScheme="+setting)
		for i, f := range frames {
			g := got[i]
			if g.Dark != (scheme == "dark") || g.Texts < 50 || g.Width != f.width {
				t.Fatalf("%s at %d pixels, %s: dark %v, %d texts, %d pixels", f.name, f.width, scheme, g.Dark, g.Texts, g.Width)
			}
			for _, fault := range append(g.Faults, g.Fetched...) {
				t.Errorf("%s at %d pixels, %s: %s", f.name, f.width, scheme, fault)
			}
		}
	}
}

// Ticks outlast the browser, and the page's own script runs under its policy.
func TestPageRemembers(t *testing.T) {
	b := newBrowser(t)
	page := pageOf(t, web(t))
	if dom := b.run(t, page); !strings.Contains(dom, "0 of 7 read") {
		t.Errorf("the script did not run under the page's policy")
	}
	const tick = `({ document }) => { document.querySelectorAll("input[data-book]")[2].click(); return document.querySelector(".progress").textContent.trim(); }`
	const look = `({ document }) => [...document.querySelectorAll("input[data-book]")].map((b) => b.checked)`
	frames := []frame{{"nasty", page, 800}}
	var words []string
	b.probe(t, frames, tick, &words)
	if !strings.HasPrefix(words[0], "1 of 7 read") {
		t.Errorf("progress after a tick: %q", words[0])
	}
	var ticked [][]bool
	b.probe(t, frames, look, &ticked)
	if want := []bool{false, false, true, false, false, false, false}; !slices.Equal(ticked[0], want) {
		t.Errorf("a page loaded again has ticks %v, want %v", ticked[0], want)
	}
	if dom := b.run(t, strings.ReplaceAll(page, "<script>", `<script type="none">`)); strings.Contains(dom, "1 of 7 read") || !strings.Contains(dom, "data-book") {
		t.Error("without a script the page is not what it was")
	}
}
