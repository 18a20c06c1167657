package catalog

import (
	"fmt"
	"strconv"
	"strings"
)

// stub is an entry to fill in. Lines that begin with "  # " and a field are
// examples: without the "# " they are read.
const stub = `# Facts are as the title page has them. What you are not sure of stays out:
# a missing page count or ISBN is no defect, a wrong one is.
- id: %s
  title: %s
  # subtitle: As on the title page
  authors: %s
  # also: [{title: The Blue Book}] # other names it goes by, of older editions too
  # edition: 2
  # year: 2024                # of this edition
  # first_year: 2019          # of the first edition, where it differs
  # publisher: O'Reilly
  # pages: 400                # as the publisher counts them
  # pages_about: 400          # where that is not known; for the hours
  %s
  # language: en
  # url: https://example.org  # its home
  # free: https://example.org # only where it is legally free to read
  topics: []                  # five to ten free words, for the search
  best_for: ""                # whom you would hand it to, in a few words
  # 60 to 120 words of your own: what is in it, how it teaches, what one can
  # do afterwards. Nothing from the back cover.
  description: >-

  # Levels: 0 none, 1 aware, 2 beginner, 3 working, 4 advanced, 5 expert, in
  # half steps. 'readpath skills' lists the skills, 'readpath skills ID' says
  # what one can do at a level.
  requires: {}                # who has less bounces off; {go: 2, databases: 1}
  teaches: {}                 # where a ready reader stands at the end, the main skill first
  # kind: textbook            # textbook, tutorial, handbook, reference, narrative
  # practice: 0.5             # 0 only reading, to 1 nothing but doing
  # practice_notes: Exercises with answers after each chapter.
  # density: technical        # prose, technical, mathematical: how slowly it reads
  # code: [go]                # languages of its examples, lower-case
  # recommended_by:           # only what a named person said in public
  #   - {name: Ada Lovelace, role: programmer, note: In your own words., source: where it was said}
  # caveats:                  # who should not read it, and what has aged
  #   - It describes the world of 2019.
  # supersedes: []            # ids of the editions and books it replaces
  # series: {name: The Series, number: 1}
  # chapters:                 # titles as printed; levels only where they differ
  #   - {title: Beginnings, pages: 20}
  # accept: {neighbours: why a warning of 'readpath catalog check' is right as it is}
`

// Stub is a commented entry for a book, in the form that [Load] reads, with
// the id, title, authors and ISBN that b has. An empty id is made from the
// title.
func Stub(b Book) string {
	if b.ID == "" {
		b.ID = strings.ReplaceAll(strings.NewReplacer("+", "p", "#", "sharp").Replace(ascii(Normal(b.Title))), " ", "-")
	}
	var authors []string
	for _, a := range b.Authors {
		authors = append(authors, strconv.Quote(a))
	}
	isbn := `# isbn: "9780000000002"       # 13 digits; its checksum is tested`
	if b.ISBN != "" {
		isbn = "isbn: " + strconv.Quote(b.ISBN)
	}
	return fmt.Sprintf(stub, b.ID, strconv.Quote(b.Title), "["+strings.Join(authors, ", ")+"]", isbn)
}

// ascii is s with only what an id may have, and spaces.
func ascii(s string) string {
	return strings.Map(func(r rune) rune {
		if r == ' ' || r == '+' || r == '#' || r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
}
