package main

import (
	"testing"

	"readpath/recommend"
)

func TestEvalQuestions(t *testing.T) {
	inFolder(t, nil)
	var first, second recommend.QuestionsReport
	unmarshalCall(t, &first, "eval", "questions", "--readers", "2", "--seed", "5", "--json")
	unmarshalCall(t, &second, "eval", "questions", "--readers", "2", "--seed", "5", "--json")
	if a, b := mustJSON(t, first), mustJSON(t, second); a != b {
		t.Errorf("two runs differ:\n%s\n%s", a, b)
	}
	if len(first.Rows) != recommend.MostQuestions+1 || first.Readers != 2 || first.Asked < 1 {
		t.Fatalf("the report is %+v", first)
	}
	for n, row := range first.Rows {
		for _, x := range []recommend.Regret{row.Adaptive, row.Fixed, row.Random} {
			if row.Questions != n || x.Mean < 0 || x.Mean > 2 {
				t.Errorf("row %d is %+v", n, row)
			}
		}
	}
	if a, b := first.Rows[0], first.Rows[1]; a.Adaptive != a.Fixed || a.Adaptive != a.Random || b.Adaptive != b.Random {
		t.Errorf("before the questions differ, their regrets do: %+v", first.Rows[:2])
	}
	if status, _, stderr := call(t, "", "eval", "questions", "--readers", "0"); status != exitUsage || stderr != "readpath: --readers 0 is not above 0\nhint: see 'readpath eval questions --help'\n" {
		t.Errorf("status %d, %s", status, stderr)
	}
}
