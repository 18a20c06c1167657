package recommend

import (
	"fmt"
	"math"
	"testing"
	"testing/fstest"

	"readpath/catalog"
	"readpath/profiles"
)

// opera is a book whose chapters differ.
var opera = fstest.MapFS{
	"skills/music.yaml": {Data: []byte(`- {id: notation, name: Notation, area: music}
- {id: harmony, name: Harmony, area: music}
- {id: staging, name: Staging, area: music}
- {id: latin, name: Latin, area: music}
`)},
	"books/music.yaml": {Data: []byte(`- id: opera
  title: Opera
  pages: 400
  practice: 0
  requires: {notation: 2}
  teaches: {harmony: 4, staging: 2}
  chapters:
    - {title: Notes, pages: 40, requires: {latin: 0.5}, teaches: {notation: 2}}
    - {title: Chords, pages: 100}
    - {title: Keys, pages: 60}
    - {title: The stage, pages: 50, requires: {notation: 1}, teaches: {staging: 2}}
    - {title: Masses, pages: 50, requires: {latin: 4}, teaches: {latin: 4.5}}
    - {title: Forms, pages: 80}
- id: bare
  title: Bare
  pages: 90
  teaches: {harmony: 2}
  chapters: [{title: A}, {title: B, pages: 19}, {title: C}]
- {id: none, title: None, pages: 90, teaches: {harmony: 2}}
- {id: unknown, title: Unknown, kind: tutorial, teaches: {harmony: 2}, chapters: [{title: A}]}
`)},
}

func chaptersOf(t *testing.T, id string, skills, goals catalog.Levels, limit int) *ChapterPlan {
	t.Helper()
	cat, err := catalog.Load(catalog.Source{Name: "opera", FS: opera})
	if err != nil {
		t.Fatal(err)
	}
	return chaptersIn(t, cat, id, skills, goals, limit)
}

func chaptersIn(t *testing.T, cat *catalog.Catalog, id string, skills, goals catalog.Levels, limit int) *ChapterPlan {
	t.Helper()
	m, err := NewModel(Balanced)
	if err != nil {
		t.Fatal(err)
	}
	p := &profiles.Profile{Skills: skills}
	for _, g := range goals {
		p.Goals = append(p.Goals, profiles.Goal{Skill: g.Skill, Level: g.Level, Weight: 1})
	}
	return Chapters(&Request{Catalog: cat, Profile: p, Model: m}, id, limit)
}

func TestChapterVerdicts(t *testing.T) {
	level := func(skill string, l catalog.Level) catalog.SkillLevel {
		return catalog.SkillLevel{Skill: skill, Level: l}
	}
	latin, notation := level("latin", 1), level("notation", 2)
	for _, tc := range []struct {
		name          string
		skills, goals catalog.Levels
		limit         int
		want          string
	}{
		{"all is new", catalog.Levels{latin, notation}, nil, 0,
			"had already, read a goal wants it, read a goal wants it, read a goal wants it, asks for more, read a goal wants it"},
		{"what is short comes first", catalog.Levels{latin}, catalog.Levels{level("harmony", 4)}, 0,
			"read a later chapter needs it, read a goal wants it, read a goal wants it, no goal wants it, no goal wants it, read a goal wants it"},
		{"half a level to go", catalog.Levels{latin, notation, level("harmony", 3.5)}, catalog.Levels{level("harmony", 5)}, 0,
			"had already, skim nearly had, skim nearly had, no goal wants it, no goal wants it, skim nearly had"},
		{"a goal reached on the way", catalog.Levels{latin, notation}, catalog.Levels{level("harmony", 2.5)}, 0,
			"had already, read a goal wants it, read a goal wants it, no goal wants it, no goal wants it, had already"},
		{"another goal", catalog.Levels{notation}, catalog.Levels{level("staging", 2)}, 0,
			"had already, no goal wants it, no goal wants it, read a goal wants it, no goal wants it, no goal wants it"},
		{"nothing is missing", catalog.Levels{latin, notation}, catalog.Levels{level("notation", 1)}, 0,
			"had already, no goal wants it, no goal wants it, no goal wants it, no goal wants it, no goal wants it"},
		{"little patience", catalog.Levels{latin, notation}, nil, 50,
			"had already, no room in the pages, no room in the pages, read a goal wants it, asks for more, no room in the pages"},
		{"with what it needs", catalog.Levels{latin}, catalog.Levels{level("harmony", 4)}, 140,
			"read a later chapter needs it, read a goal wants it, no room in the pages, no goal wants it, no goal wants it, no room in the pages"},
		{"room to skim", catalog.Levels{latin, notation, level("harmony", 3.5)}, catalog.Levels{level("harmony", 5)}, 40,
			"had already, skim nearly had, skim nearly had, no goal wants it, no goal wants it, no room in the pages"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			cp := chaptersOf(t, "opera", tc.skills, tc.goals, tc.limit)
			got := ""
			for i, s := range cp.Chapters {
				if i > 0 {
					got += ", "
				}
				if s.Do != DoSkip {
					got += string(s.Do) + " "
				}
				got += string(s.Why)
			}
			if got != tc.want {
				t.Errorf("got  %s\nwant %s", got, tc.want)
			}
		})
	}
}

func TestChapterPages(t *testing.T) {
	for _, tc := range []struct {
		id      string
		pages   string
		assumed int
	}{
		{"opera", "[40 100 60 50 50 80]", 0},
		{"bare", "[35 19 36]", 1},
		{"none", "[]", 0},
		{"unknown", "[560]", 2},
	} {
		cp := chaptersOf(t, tc.id, nil, nil, 0)
		pages := []int{}
		for _, s := range cp.Chapters {
			pages = append(pages, s.Pages)
		}
		if got := fmt.Sprint(pages); got != tc.pages || len(cp.Assumed) != tc.assumed {
			t.Errorf("%s: got %s, assumed %q; want %s and %d sentences", tc.id, got, cp.Assumed, tc.pages, tc.assumed)
		}
	}
}

// TestChapterLedger recomputes what a plan says of chapters, for all books
// that have any: gains from readiness and shares, values from goals, and sums.
func TestChapterLedger(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	books := 0
	for i := range cat.Books() {
		b := &cat.Books()[i]
		if len(b.Chapters) == 0 {
			continue
		}
		books++
		checkChapters(t, b, chaptersIn(t, cat, b.ID, nil, nil, 0))
		checkChapters(t, b, chaptersIn(t, cat, b.ID, b.Requires, nil, 200))
		m, _ := NewModel(Balanced)
		own := false
		for _, ch := range b.Chapters {
			own = own || len(ch.Teaches) > 0 || len(ch.Requires) > 0
		}
		if all := chaptersIn(t, cat, b.ID, b.Requires, nil, 0); !own && len(all.Goals) > 0 && math.Abs(all.Most-m.trustIn(b)) > 1e-9 {
			t.Errorf("%s: all chapters bring %.6f, the book brings %.6f", b.ID, all.Most, m.trustIn(b))
		}
	}
	if books < 100 {
		t.Errorf("%d books have chapters, want 100 at least", books)
	}
}

func checkChapters(t *testing.T, b *catalog.Book, cp *ChapterPlan) {
	t.Helper()
	state := map[string]float64{}
	goal := map[string]Target{}
	weights := 0.0
	for _, g := range cp.Goals {
		goal[g.Skill] = g
		weights += g.Weight
	}
	if len(cp.Goals) > 0 && math.Abs(weights-1) > 1e-9 {
		t.Errorf("%s: weights sum to %v", b.ID, weights)
	}
	var reached, hours float64
	pages, skimmed, turnedSum := 0, 0, 0
	for _, s := range cp.Chapters {
		if s.Do == DoRead && s.Readiness < stretchFrom {
			t.Errorf("%s, chapter %d: read at %.2f", b.ID, s.Number, s.Readiness)
		}
		value := 0.0
		for _, g := range s.Gains {
			if was, ok := state[g.Skill]; ok && was != float64(g.Before) {
				t.Errorf("%s, chapter %d: %s starts at %v, was left at %v", b.ID, s.Number, g.Skill, g.Before, was)
			}
			state[g.Skill] = float64(g.After)
			w, ok := goal[g.Skill]
			worth := func(l catalog.Level) float64 { return float64(max(0, min(l, w.Goal)-w.Start) / (w.Goal - w.Start)) }
			if want := w.Weight * (worth(g.After) - worth(g.Before)); ok && math.Abs(want-g.Value) > 1e-9 {
				t.Errorf("%s, chapter %d: %s is worth %v, want %v", b.ID, s.Number, g.Skill, g.Value, want)
			}
			value += g.Value
		}
		if math.Abs(value-s.Value) > 1e-9 || s.Do == DoSkip && (s.Value != 0 || s.Hours != 0) {
			t.Errorf("%s, chapter %d: value %v and hours %v of a chapter to %s, gains %v", b.ID, s.Number, s.Value, s.Hours, s.Do, value)
		}
		reached += s.Value
		hours += s.Hours
		switch s.Do {
		case DoRead:
			pages += s.Pages
			turnedSum += s.Pages
		case DoSkim:
			skimmed += s.Pages
			turnedSum += (s.Pages + 3) / 4
		}
	}
	if math.Abs(reached-cp.Reached) > 1e-9 || math.Abs(hours-cp.Hours) > 1e-6 || pages != cp.Pages || skimmed != cp.Skimmed || turnedSum != cp.Turned {
		t.Errorf("%s: sums are %v, %v h, %d, %d, %d pages; said %v, %v, %d, %d, %d", b.ID, reached, hours, pages, skimmed, turnedSum,
			cp.Reached, cp.Hours, cp.Pages, cp.Skimmed, cp.Turned)
	}
	if cp.Limit > 0 && cp.Turned > cp.Limit {
		t.Errorf("%s: %d pages of at most %d", b.ID, cp.Turned, cp.Limit)
	}
}

// TestChapterGains recomputes the gains of a book by hand.
func TestChapterGains(t *testing.T) {
	cp := chaptersOf(t, "opera", catalog.Levels{{Skill: "notation", Level: 1}, {Skill: "latin", Level: 1}}, nil, 0)
	// Notes: notation 1 to 2. Chords: 100 of 240 pages of the way to 4.
	if got := float64(cp.Chapters[0].Gains[0].After); got != 2 {
		t.Errorf("notation after Notes is %v, want 2", got)
	}
	if got, want := float64(cp.Chapters[1].Gains[0].After), 4*100.0/240; math.Abs(got-want) > 1e-9 {
		t.Errorf("harmony after Chords is %v, want %v", got, want)
	}
	// Half a level short in notation: rho = exp(-0.7 * 0.5^2).
	cp = chaptersOf(t, "opera", catalog.Levels{{Skill: "notation", Level: 1.5}, {Skill: "harmony", Level: 2}}, catalog.Levels{{Skill: "harmony", Level: 4}}, 100)
	if got, want := float64(cp.Chapters[1].Gains[0].After), 2+2*math.Exp(-0.7*0.25)*100.0/240; math.Abs(got-want) > 1e-9 {
		t.Errorf("harmony after Chords, half ready, is %v, want %v", got, want)
	}
	// Skimming brings what a quarter of the pages would.
	cp = chaptersOf(t, "opera", catalog.Levels{{Skill: "notation", Level: 2}, {Skill: "harmony", Level: 3.5}}, nil, 0)
	if got, want := float64(cp.Chapters[1].Gains[0].After), 3.5+0.5*25.0/240; math.Abs(got-want) > 1e-9 {
		t.Errorf("harmony after skimming Chords is %v, want %v", got, want)
	}
}

// TestChapterSearch compares the sets of chapters found with the best of all
// sets, by brute force.
func TestChapterSearch(t *testing.T) {
	cat, err := catalog.Load(catalog.Shipped())
	if err != nil {
		t.Fatal(err)
	}
	m, _ := NewModel(Balanced)
	cases, worst, sum, at := 0, 0.0, 0.0, ""
	for i := range cat.Books() {
		b := &cat.Books()[i]
		if n := len(b.Chapters); n == 0 || n > 9 {
			continue
		}
		r := &Request{Catalog: cat, Profile: &profiles.Profile{Skills: b.Requires}, Model: m}
		from, _ := start(cat, r.Profile, &m, nil)
		cp := &ChapterPlan{}
		c := &chapterProblem{cat: cat, book: b, model: &m, trust: m.trustIn(b), from: from}
		c.divide(chapterPages(b, cp))
		c.want(r, cp)
		judged := c.judge()
		for _, limit := range []int{80, 160, 240} {
			best := 0.0
			s := &chapterSearch{c: c}
			for set := range 1 << len(judged) {
				do, pages := make([]Doing, len(judged)), 0
				for i := range judged {
					do[i] = DoSkip
					if set>>i&1 == 1 {
						do[i] = DoRead
						pages += judged[i].Pages
					}
					if do[i] == DoRead && judged[i].Do != DoRead {
						pages = limit + 1
					}
				}
				if pages <= limit {
					if v, ok := s.valueOf(do); ok {
						best = max(best, v)
					}
				}
			}
			if best == 0 {
				continue
			}
			got := 0.0
			for _, s := range Chapters(r, b.ID, limit).Chapters {
				if s.Do == DoRead {
					got += s.Value
				}
			}
			cases++
			gap := 1 - got/best
			sum += gap
			if gap > worst {
				worst, at = gap, fmt.Sprintf("%s within %d pages", b.ID, limit)
			}
		}
	}
	t.Logf("%d cases: mean gap %.2f%%, worst %.2f%% (%s)", cases, 100*sum/float64(cases), 100*worst, at)
	if cases < 20 || sum/float64(cases) > 0.005 || worst > 0.05 {
		t.Errorf("%d cases, mean gap %.4f, worst %.4f", cases, sum/float64(cases), worst)
	}
}

func ExampleChapters() {
	cat, err := catalog.Load(catalog.Source{Name: "opera", FS: opera})
	if err != nil {
		fmt.Println(err)
		return
	}
	m, err := NewModel(Balanced)
	if err != nil {
		fmt.Println(err)
		return
	}
	reader := &profiles.Profile{
		Skills: catalog.Levels{{Skill: "notation", Level: 1}, {Skill: "latin", Level: 1}},
		Goals:  []profiles.Goal{{Skill: "harmony", Level: 4, Weight: 1}},
	}
	cp := Chapters(&Request{Catalog: cat, Profile: reader, Model: m}, "opera", 200)
	for _, s := range cp.Chapters {
		fmt.Printf("%s %s: %s\n", s.Do, s.Title, s.Why)
	}
	fmt.Printf("%d pages, %.0f%% of the goal\n", cp.Turned, 100*cp.Reached)
	// Output:
	// read Notes: a later chapter needs it
	// read Chords: a goal wants it
	// read Keys: a goal wants it
	// skip The stage: no goal wants it
	// skip Masses: no goal wants it
	// skip Forms: no room in the pages
	// 200 pages, 67% of the goal
}
