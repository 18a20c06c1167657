package main

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite the outputs in README.md and docs/CURATING.md")

func TestREADME(t *testing.T) { runDocument(t, "../../README.md", 3) }

func TestCuratingGuide(t *testing.T) { runDocument(t, "../../docs/CURATING.md", 1) }

// runDocument runs the "$ readpath" lines of a document's console blocks, in
// one folder, and compares what they print. An output that ends in a line
// "..." need only begin as it stands there. There must be least lines to run.
func runDocument(t *testing.T, document string, least int) {
	name, err := filepath.Abs(document)
	if err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("XDG_CACHE_HOME", t.TempDir())
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	t.Chdir(t.TempDir())
	var out strings.Builder
	blocks := strings.Split(string(data), "```console\n")
	out.WriteString(blocks[0])
	ran := 0
	for _, rest := range blocks[1:] {
		block, after, _ := strings.Cut(rest, "```\n")
		out.WriteString("```console\n")
		for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
			line, want, _ := strings.Cut(part, "\n")
			out.WriteString("$ " + line + "\n")
			args, ok := strings.CutPrefix(line, "readpath ")
			if !ok {
				out.WriteString(want)
				continue
			}
			ran++
			got := runLine(t, args)
			if !matches(got, want) && !*update {
				t.Errorf("$ %s prints\n%s\n%s says\n%s", line, got, document, want)
			}
			out.WriteString(shortened(got, want))
		}
		out.WriteString("```\n" + after)
	}
	if ran < least {
		t.Errorf("%s has only %d lines to run", document, ran)
	}
	if *update {
		if err := os.WriteFile(name, []byte(out.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

func runLine(t *testing.T, line string) string {
	t.Helper()
	var stdout, stderr strings.Builder
	if status := run(t.Context(), splitLine(line), strings.NewReader(""), &stdout, &stderr); status != exitOK {
		t.Errorf("readpath %s: status %d: %s", line, status, stderr.String())
	}
	return stdout.String()
}

// splitLine splits a command line at blanks outside double quotes.
func splitLine(line string) []string {
	var args []string
	for i, part := range strings.Split(line, `"`) {
		if i%2 == 1 {
			args = append(args, part)
		} else {
			args = append(args, strings.Fields(part)...)
		}
	}
	return args
}

const ellipsis = "...\n"

func matches(got, want string) bool {
	want = strings.TrimSuffix(want, "\n") + "\n"
	if head, cut := strings.CutSuffix(want, ellipsis); cut {
		return strings.HasPrefix(got, head) && strings.Count(head, "\n") >= 2
	}
	return strings.TrimRight(got, "\n") == strings.TrimRight(want, "\n")
}

// shownLines is how much of a long output the README shows.
const shownLines = 26

// shortened is an output as README.md shows it.
func shortened(got, want string) string {
	lines := strings.SplitAfter(got, "\n")
	if strings.HasSuffix(strings.TrimSpace(want), "...") && len(lines) > shownLines {
		return strings.Join(lines[:shownLines], "") + ellipsis
	}
	return got
}
