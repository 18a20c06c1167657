package index

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/index/disk"
)

// beside is a library over the catalog of these tests with books on disk
// beside it, a library for each list.
func beside(t *testing.T, lists ...[]catalog.Book) *Library {
	t.Helper()
	lib := open(t, "", source())
	for _, books := range lists {
		dir := t.TempDir()
		w, err := disk.NewWriter(dir, disk.Options{PartBooks: 3})
		if err != nil {
			t.Fatal(err)
		}
		for i := range books {
			if err := w.Add(&books[i]); err != nil {
				t.Fatal(err)
			}
		}
		if err := errors.Join(w.Commit(), w.Close()); err != nil {
			t.Fatal(err)
		}
		d, err := disk.Open(dir)
		if err != nil {
			t.Fatal(err)
		}
		lib.Beside(d)
	}
	return lib
}

// onDisk is a book of a library, with levels.
func onDisk(id, title string, levels ...string) catalog.Book {
	b := catalog.Book{ID: id, Title: title, Authors: []string{"A. Writer"}, Pages: 200, Inferred: &catalog.Inference{Confidence: 0.5}}
	for _, l := range levels {
		var level float64
		skill, rest, _ := strings.Cut(l, "=")
		fmt.Sscan(rest, &level)
		b.Teaches = append(b.Teaches, catalog.SkillLevel{Skill: skill, Level: catalog.Level(level)})
	}
	return b
}

func TestFindBookOnDisk(t *testing.T) {
	own := open(t, "", source()).Catalog().Books()[0]
	far := onDisk("far", "Gardens of the North")
	far.ISBN = "9781492052593"
	lib := beside(t, []catalog.Book{
		far, onDisk("twin-1", "Twins"), onDisk("twin-2", "The Twins"), onDisk("copy", own.Title),
		onDisk("long", "A Very Long Title of a Book"),
	}, []catalog.Book{onDisk("other", "Gardens of the South")})
	for name, want := range map[string]string{
		"far": "far", "9781492052593": "far", "gardens of the north": "far", "Gardens of the South": "other",
		"very long title": "long", own.ID: own.ID, own.Title: own.ID, "copy": "copy",
	} {
		if b, err := lib.FindBook(name); err != nil || b.ID != want {
			t.Errorf("FindBook(%q) = %v, %v, want %s", name, b, err, want)
		} else if lib.Catalog().Book(want) == nil {
			t.Errorf("%s was found and is not in the catalog", want)
		}
	}
	_, err := lib.FindBook("twins")
	if e, ok := errors.AsType[*catalog.AmbiguousError](err); !ok || len(e.IDs) != 2 {
		t.Errorf("FindBook of two books: %v", err)
	}
	_, err = lib.FindBook("gardens of the")
	if !errors.As(err, new(*catalog.AmbiguousError)) {
		t.Errorf("FindBook of books in two libraries: %v", err)
	}
	_, err = lib.FindBook("gardenz of the nort")
	if e, ok := errors.AsType[*catalog.UnknownError](err); !ok || !slices.Contains(e.Nearest, "far") {
		t.Errorf("FindBook of a slip: %v", err)
	}
}

func TestBooksOfSeveralLibraries(t *testing.T) {
	lib := beside(t,
		[]catalog.Book{onDisk("a1", "Beekeeping"), onDisk("a2", "Bees and Wasps"), onDisk("a3", "Cooking")},
		[]catalog.Book{onDisk("b1", "Beekeeping for Clowns"), onDisk("b2", "Masonry")})
	hits, err := lib.Books("beekeeping", 10)
	if err != nil {
		t.Fatal(err)
	}
	if got := ids(hits); !slices.Equal(got, []string{"a1", "b1"}) {
		t.Errorf("found %q", got)
	}
	for _, h := range hits {
		if lib.Catalog().Book(h.ID) == nil || h.Score <= 0 || h.Score >= 1 {
			t.Errorf("hit %+v", h)
		}
	}
	// The best of each library come before the second of any.
	lib = beside(t,
		[]catalog.Book{onDisk("a1", "Bees"), onDisk("a2", "Bees and Bees"), onDisk("a3", "Bees, Bees, Bees")},
		[]catalog.Book{onDisk("b1", "All about the lives of bees in the old country")})
	if hits, err = lib.Books("bees", 2); err != nil || !slices.Contains(ids(hits), "b1") {
		t.Errorf("found %q, %v, want b1 among them", ids(hits), err)
	}
}

func TestGather(t *testing.T) {
	skills := open(t, "", source()).Catalog().Skills()
	goal, basis := skills[0].ID, skills[1].ID
	var books []catalog.Book
	for i := range 200 {
		b := onDisk(fmt.Sprintf("goal-%d", i), fmt.Sprintf("Goal %d", i), goal+"=3")
		b.Requires = catalog.Levels{{Skill: basis, Level: 2}}
		books = append(books, b, onDisk(fmt.Sprintf("basis-%d", i), fmt.Sprintf("Basis %d", i), basis+"=2.5"))
	}
	stranger := onDisk("stranger", "Stranger", goal+"=3", "no-such-skill=2")
	stranger.Pages = 10 // by far the best rate
	books = append(books, stranger)
	lib := beside(t, books)
	before := len(lib.Catalog().Books())
	none := func(string) catalog.Level { return 0 }
	if err := lib.Gather(catalog.Levels{{Skill: goal, Level: 3}}, none, disk.Taste{}); err != nil {
		t.Fatal(err)
	}
	count := func(prefix string) (n int) {
		for _, b := range lib.Catalog().Books() {
			if strings.HasPrefix(b.ID, prefix) {
				n++
			}
		}
		return n
	}
	if got := len(lib.Catalog().Books()) - before; got > mostGathered || count("goal-")+count("stranger") != goalQuota || count("basis-") != needQuota {
		t.Errorf("gathered %d books, %d for the goal and %d for what they need", got, count("goal-"), count("basis-"))
	}
	if b := lib.Catalog().Book("stranger"); b == nil || len(b.Teaches) != 1 {
		t.Errorf("a book that teaches an unknown skill, too, is %+v", b)
	}
	// Who has the basis needs no books on it.
	lib = beside(t, books)
	some := func(skill string) catalog.Level { return map[string]catalog.Level{basis: 2}[skill] }
	if err := lib.Gather(catalog.Levels{{Skill: goal, Level: 3}}, some, disk.Taste{}); err != nil {
		t.Fatal(err)
	}
	if got := count("basis-"); got != 0 {
		t.Errorf("gathered %d books on what the reader has", got)
	}
}

func TestAll(t *testing.T) {
	lib := beside(t, []catalog.Book{onDisk("a", "A"), onDisk("b", "B")}, []catalog.Book{onDisk("c", "C")})
	if err := lib.All(2); !errors.As(err, new(*TooManyError)) {
		t.Errorf("All(2) of three books: %v", err)
	}
	if err := lib.All(3); err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{"a", "b", "c"} {
		if lib.Catalog().Book(id) == nil {
			t.Errorf("%s is not there", id)
		}
	}
}
