package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"readpath/recommend"
)

// twoLists are orders over the catalog of music: one that it agrees with, and
// one that it has the other way.
const twoLists = `{"id": "o1", "domain": "music", "source_url_or_repo": "example.org/a", "kind": "pairwise", "strength": "strong", "statement": "Read first, then write", "groups": [[{"title": "Sight Reading", "author": ""}], [{"title": "Gradus ad Parnassum", "author": "Fux"}]]}
{"id": "o2", "domain": "music", "source_url_or_repo": "example.org/b", "kind": "pairwise", "strength": "coarse", "statement": "Write first", "groups": [[{"title": "Gradus ad Parnassum", "author": "Fux"}], [{"title": "Sight-Reading"}, {"title": "Harmony", "author": "Schenker"}]]}
`

func TestEvalCommands(t *testing.T) {
	files := map[string]string{"lists.jsonl": twoLists, "bad.jsonl": twoLists + "{\"id\": \"o3\"\n\n" + `{"id": "o4"}`, "empty.jsonl": ""}
	for name, text := range music {
		files[name] = text
	}
	inFolder(t, files)
	for _, tc := range []struct {
		line   string
		status int
		stdout string
		stderr string
	}{
		{"eval orders --catalog music lists.jsonl", exitOK, `                               strong lists   all lists
lists                          1, scored 1    2, scored 2
pairs covered                  1 of 1 (100.0%)  2 of 3 (66.7%)
sources                        1  2
pairs in order                 100.0% (100.0%)  50.0% (50.0%)
  by level alone               100.0% (100.0%)  50.0% (50.0%)
  by year                      50.0% (50.0%)  50.0% (50.0%)
  by pages                     100.0% (100.0%)  50.0% (50.0%)
named by two sources           0 pairs  1 pairs
  in order                     -  50.0% (50.0%)
  as the others say            -  0.0% (0.0%)
  where all agree              0 of 0 in order  0 of 0 in order
reversed                       0  0
contradicted                   0  1
inverted, below 0 levels       0 of 0  1 of 1
inverted, 0 to 0.5 levels      0 of 0  0 of 0
inverted, 0.5 to 1 levels      0 of 0  0 of 0
inverted, 1 to 1.5 levels      0 of 1  0 of 1
inverted, 1.5 and more levels  0 of 0  0 of 0

In order: the mean over the sources, in brackets over the pairs. Named by two
sources: pairs of books that two or more put in order; 'as the others say' is
how far these agree among themselves. Reversed (!): an advanced book before the
beginner's book that was to come first. Contradicted: inverted, but first was to
come what the catalog has a level or more above the other. Levels: how far the
book that the expert puts later is above the earlier one.

o2 (example.org/b, coarse): 0 of 1 in order. Write first
  - Gradus ad Parnassum (2.5) before Sight Reading (1.5)

1 books that the lists name are not in the catalog.
`, ""},
		{"eval orders --catalog music --worst 0 lists.jsonl", exitOK, "...1 more lists have pairs out of order: --worst 1 names them all....", ""},
		{"eval orders --catalog music bad.jsonl", exitFailed, "",
			"readpath: 2 faults\nbad.jsonl:3: is not JSON: it ends too early\nbad.jsonl:5: source_url_or_repo is missing\n"},
		{"eval orders --catalog music empty.jsonl", exitFailed, "", "readpath: empty.jsonl: has no reading orders\n"},
		{"eval orders --catalog music none.jsonl", exitFailed, "", "readpath: open none.jsonl: no such file or directory\n"},
		{"eval orders --catalog music -", exitFailed, "", "readpath: standard input: has no reading orders\n"},
		{"eval orders", exitUsage, "", "readpath: accepts 1 arg(s), received 0\nhint: see 'readpath eval orders --help'\n"},
		{"eval orders --worst -1 lists.jsonl", exitUsage, "", "readpath: --worst -1 is below 0\nhint: see 'readpath eval orders --help'\n"},
		{"eval orders --today soon lists.jsonl", exitUsage, "", "readpath: --today \"soon\" is not a date like 2026-09-30\nhint: see 'readpath eval orders --help'\n"},
		{"eval gap --n 1 --n 2 --instances 1 --seed 3", exitOK, "books  mean   p95    worst (seed)  optimal  myopic mean  p95  worst (seed)  optimal\n" +
			"1 0.00% 0.00% 0.00% 1/1 0.00% 0.00% 0.00% 1/1\n2 0.00% 0.00% 0.00% 1/1 0.00% 0.00% 0.00% 1/1\n", ""},
		{"eval gap --n 21", exitUsage, "", "readpath: --n 21 is not from 1 to 20\nhint: see 'readpath eval gap --help'\n"},
		{"eval gap --instances 0", exitUsage, "", "readpath: --instances 0 is not above 0\nhint: see 'readpath eval gap --help'\n"},
		{"eval", exitOK, "...readpath eval gap --n 12...", ""},
	} {
		status, stdout, stderr := call(t, "", splitLine(tc.line)...)
		if status != tc.status || !like(stdout, tc.stdout) || !like(stderr, tc.stderr) {
			t.Errorf("readpath %s\nstatus %d, want %d\nstdout:\n%s\nwant:\n%s\nstderr:\n%s\nwant:\n%s",
				tc.line, status, tc.status, stdout, tc.stdout, stderr, tc.stderr)
		}
	}
	if _, stdout, _ := call(t, twoLists, "eval", "orders", "--catalog", "music", "-"); !strings.Contains(stdout, "2 of 3 (66.7%)") {
		t.Errorf("from standard input:\n%s", stdout)
	}
}

func TestEvalJSON(t *testing.T) {
	inFolder(t, map[string]string{"lists.jsonl": twoLists})
	var orders recommend.OrdersReport
	unmarshalCall(t, &orders, "eval", "orders", "--json", "lists.jsonl")
	if orders.All.Lists != 2 || orders.All.Pairs != 3 || orders.All.Covered != 0 || len(orders.Missing) != 4 {
		t.Errorf("orders: %+v", orders)
	}
	var gaps []recommend.GapReport
	unmarshalCall(t, &gaps, "eval", "gap", "--json", "--n", "3,4", "--instances", "2")
	if len(gaps) != 2 || gaps[0].Books != 3 || gaps[1].Instances != 2 {
		t.Errorf("gaps: %+v", gaps)
	}
}

func unmarshalCall(t *testing.T, v any, args ...string) {
	t.Helper()
	status, stdout, stderr := call(t, "", args...)
	dec := json.NewDecoder(strings.NewReader(stdout))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil || status != exitOK {
		t.Fatalf("%v: status %d, %v\n%s", args, status, err, stderr)
	}
}

// TestPublishedOrders reads the lists of experts that the project is measured
// by, which are not part of it.
func TestPublishedOrders(t *testing.T) {
	file, err := filepath.Abs("../../../shared/data/orders-dev.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(file); err != nil {
		t.Skip("the published orders are not here: ", err)
	}
	inFolder(t, nil)
	var first, second recommend.OrdersReport
	unmarshalCall(t, &first, "eval", "orders", "--json", "--today", "2026-09-01", file)
	unmarshalCall(t, &second, "eval", "orders", "--json", "--today", "2026-09-01", file)
	if a, b := mustJSON(t, first), mustJSON(t, second); a != b {
		t.Error("two runs differ")
	}
	s := first.Strong
	if s.Lists == 0 || s.Lists > first.All.Lists || s.Covered == 0 || s.Covered > s.Pairs || s.Order.BySource <= 0 || s.Order.BySource > 1 {
		t.Errorf("strong lists came to %+v", s)
	}
	t.Logf("strong lists: %d of %d pairs covered, %.1f%% in order, by level alone %.1f%%",
		s.Covered, s.Pairs, 100*s.Order.BySource, 100*s.Level.BySource)
}

func mustJSON(t *testing.T, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}
