package infer

import (
	"testing"

	"readpath/catalog"
)

func TestSpecial(t *testing.T) {
	var books []*catalog.Book
	for _, title := range []string{
		"Algorithms", "Introduction to Algorithms", "Approximation Algorithms", "Advanced Approximation Algorithms",
		"Algorithms for Parallel Computers", "Parallel Computers", "Approximation", "Wumpus", "",
	} {
		books = append(books, &catalog.Book{Title: title, Description: "Algorithms and more."})
	}
	got := Special(books)
	if got[0] >= 0 || got[0] >= got[2] || got[2] >= got[6] {
		t.Errorf("algorithms %.2f, approximation algorithms %.2f, approximation %.2f, want them to rise from below 0", got[0], got[2], got[6])
	}
	if got[0] != got[1] || got[2] != got[3] {
		t.Errorf("what says for whom a book is counts: %.2f %.2f, %.2f %.2f", got[0], got[1], got[2], got[3])
	}
	if got[7] != 0 || got[8] != 0 {
		t.Errorf("a title that no other text has a word of is %.2f, no title %.2f; want 0", got[7], got[8])
	}
	if none := Special(nil); len(none) != 0 {
		t.Errorf("no books: %v", none)
	}
}
