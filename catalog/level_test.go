package catalog_test

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"readpath/catalog"
)

func TestLevelInWords(t *testing.T) {
	for _, test := range []struct {
		level   catalog.Level
		text    string
		meaning string
	}{
		{0, "0 none", "nothing yet"},
		{0.5, "0.5 under aware", "nothing yet"},
		{1, "1 aware", "follows a conversation"},
		{2, "2 beginner", "does simple tasks with help"},
		{2.04, "2 beginner", "does simple tasks with help"},
		{2.5, "2.5 beginner+", "does simple tasks with help"},
		{2.7, "2.7 beginner+", "does simple tasks with help"},
		{2.8, "2.8 working", "uses it alone, on the job"}, // as good as there
		{3, "3 working", "uses it alone, on the job"},
		{4.5, "4.5 advanced+", "designs, debugs the hard cases, teaches others"},
		{5, "5 expert", "extends the field"},
	} {
		if got := test.level.String(); got != test.text {
			t.Errorf("level %v prints %q, want %q", float64(test.level), got, test.text)
		}
		if got := test.level.Meaning(); got != test.meaning {
			t.Errorf("level %v means %q, want %q", float64(test.level), got, test.meaning)
		}
	}
}

func TestLevelValid(t *testing.T) {
	for level, want := range map[catalog.Level]bool{
		0: true, 0.5: true, 5: true, -0.1: false, 5.1: false,
		catalog.Level(math.NaN()): false, catalog.Level(math.Inf(1)): false, catalog.Level(math.Inf(-1)): false,
	} {
		if got := level.Valid(); got != want {
			t.Errorf("level %v valid: %v, want %v", float64(level), got, want)
		}
	}
}

func TestLevelsLookups(t *testing.T) {
	ls := catalog.Levels{{Skill: "go", Level: 2}, {Skill: "raft", Level: 3.5}}
	if got := ls.At("raft"); got != 3.5 {
		t.Errorf("raft at %v, want 3.5", got)
	}
	if got := ls.At("paxos"); got != 0 {
		t.Errorf("a skill that is not named at %v, want 0", got)
	}
	if got := ls.Max(); got != 3.5 {
		t.Errorf("highest level %v, want 3.5", got)
	}
	if got := catalog.Levels(nil).Max(); got != 0 {
		t.Errorf("highest of no levels %v, want 0", got)
	}
}

// JSON has the order of the file, both ways: a book's first skill is its main one.
func TestLevelsJSON(t *testing.T) {
	ls := catalog.Levels{{Skill: "raft", Level: 3.5}, {Skill: "c++", Level: 2}}
	const want = `{"raft":3.5,"c++":2}`
	data, err := json.Marshal(ls)
	if err != nil || string(data) != want {
		t.Fatalf("wrote %s, %v, want %s", data, err, want)
	}
	var got catalog.Levels
	if err := json.Unmarshal(data, &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, ls) {
		t.Errorf("read %v, want %v", got, ls)
	}
	if data, _ := json.Marshal(catalog.Levels(nil)); string(data) != "{}" {
		t.Errorf("no levels are written as %s, want {}", data)
	}
	if err := json.Unmarshal([]byte(`{"go":"much"}`), &got); err == nil {
		t.Error("read a level that is no number")
	}
}

func TestShareJSON(t *testing.T) {
	type holder struct {
		Practice catalog.Share `json:"practice,omitzero"`
	}
	for _, test := range []struct {
		share catalog.Share
		want  string
		or    float64 // or else 0.3
	}{
		{catalog.Share{}, `{}`, 0.3},
		{catalog.KnownShare(0), `{"practice":0}`, 0}, // known to be none
		{catalog.KnownShare(0.5), `{"practice":0.5}`, 0.5},
	} {
		data, err := json.Marshal(holder{test.share})
		if err != nil || string(data) != test.want {
			t.Errorf("%v is written as %s, %v, want %s", test.share, data, err, test.want)
		}
		var back holder
		if err := json.Unmarshal(data, &back); err != nil || back.Practice != test.share {
			t.Errorf("%s is read as %v, %v, want %v", data, back.Practice, err, test.share)
		}
		if got := test.share.Or(0.3); got != test.or {
			t.Errorf("%v or 0.3 is %v, want %v", test.share, got, test.or)
		}
	}
}
