package disk

import (
	"fmt"
	"slices"
	"testing"

	"readpath/catalog"
)

// teaching are the ids of the candidates for a want.
func teaching(t *testing.T, l *Library, want Want) []string {
	t.Helper()
	all, err := l.Teaching(want)
	if err != nil {
		t.Fatal(err)
	}
	books, err := l.Load(all)
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	for _, b := range books {
		ids = append(ids, b.ID)
	}
	return ids
}

func TestTeaching(t *testing.T) {
	dir := t.TempDir()
	w, err := NewWriter(dir, Options{PartBooks: 2})
	if err != nil {
		t.Fatal(err)
	}
	sure, unsure := &catalog.Inference{Confidence: 1}, &catalog.Inference{Confidence: 0.2}
	add := func(id string, teaches, asks catalog.Level, b catalog.Book) {
		b.ID, b.Title = id, id
		b.Teaches = catalog.Levels{{Skill: "go", Level: teaches}}
		if asks > 0 {
			b.Requires = catalog.Levels{{Skill: "programming", Level: asks}}
		}
		if err := w.Add(&b); err != nil {
			t.Fatal(err)
		}
	}
	add("thin", 3, 0, catalog.Book{Pages: 100, Year: 2000, Inferred: sure})
	add("thick", 3, 0, catalog.Book{Pages: 900, Year: 2020, Inferred: sure, Kind: catalog.Textbook})
	add("doubtful", 3, 0, catalog.Book{Pages: 100, Year: 2020, Inferred: unsure})
	add("hard", 4, 4, catalog.Book{Pages: 100, Inferred: sure, Language: "de", Free: "https://example.org"})
	add("easy", 1, 0, catalog.Book{Pages: 100, Inferred: sure, Kind: catalog.Narrative})
	if err := w.Commit(); err != nil {
		t.Fatal(err)
	}
	w.Close()
	l := openLibrary(t, dir)
	want := func(name string, want Want, ids ...string) {
		t.Helper()
		want.Skill = "go"
		got := teaching(t, l, want)
		sorted := slices.Clone(got)
		slices.Sort(sorted)
		slices.Sort(ids)
		if !slices.Equal(sorted, ids) {
			t.Errorf("%s: %q, want %q", name, got, ids)
		}
	}
	want("all", Want{To: 3, Most: 9}, "thin", "thick", "doubtful", "hard", "easy")
	want("none of them", Want{From: 4, To: 5, Most: 9})
	want("above three", Want{From: 3, To: 5, Most: 9}, "hard")
	want("German", Want{To: 3, Most: 9, Taste: Taste{Languages: []string{"de"}}}, "hard")
	want("English", Want{To: 3, Most: 9, Taste: Taste{Languages: []string{"en"}}}, "thin", "thick", "doubtful", "easy")
	want("short", Want{To: 3, Most: 9, Taste: Taste{MaxPages: 100}}, "thin", "doubtful", "hard", "easy")
	want("new", Want{To: 3, Most: 9, Taste: Taste{NewestAfter: 2010}}, "thick", "doubtful", "hard", "easy")
	want("free", Want{To: 3, Most: 9, Taste: Taste{FreeOnly: true}}, "hard")
	want("textbooks", Want{To: 3, Most: 9, Taste: Taste{Kinds: []string{"textbook"}}}, "thin", "thick", "doubtful", "hard")
	if got := teaching(t, l, Want{Skill: "go", To: 3, Most: 1}); !slices.Equal(got, []string{"thin"}) {
		t.Errorf("the most promising is %q, want thin", got)
	}
	if got := teaching(t, l, Want{Skill: "chess", To: 3, Most: 1}); got != nil {
		t.Errorf("chess is taught by %q", got)
	}
}

// The heap keeps what sorting all would put first.
func TestBest(t *testing.T) {
	for _, most := range []int{1, 2, 7, 50} {
		h, all := best{most: most}, best{most: 1000}
		for i := range 500 {
			first, second := float64(i*7919%13), float64(i*104729%5)
			h.add(Candidate{book: uint32(i)}, first, second)
			all.add(Candidate{book: uint32(i)}, first, second)
		}
		if got, want := fmt.Sprint(h.sorted()), fmt.Sprint(all.sorted()[:most]); got != want {
			t.Errorf("the best %d are %s, want %s", most, got, want)
		}
	}
}
