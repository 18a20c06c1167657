package catalog

import "strings"

// A WorkName is what a work goes by, whoever describes it: its title as a
// [Matcher] compares it, and its authors' surnames.
type WorkName struct {
	Title    string // all words of title and subtitle
	Main     string // those before the first colon; often the same
	Volume   string // "1" for "Vol. I"; "" if the title names none
	Surnames []string
}

// NameOfWork is the name of the work of a title, a subtitle and authors.
func NameOfWork(title, subtitle string, authors []string) WorkName {
	form := formOf(title, subtitle)
	n := WorkName{Title: form.full, Main: form.short, Volume: form.volume}
	for _, p := range personNames(authors...) {
		n.Surnames = append(n.Surnames, p.surname)
	}
	return n
}

// Subtitle are the words behind the main title.
func (n WorkName) Subtitle() string { return strings.TrimSpace(strings.TrimPrefix(n.Title, n.Main)) }

// PlainLetters is s with Latin letters without their marks: "Płotka" is
// "Plotka".
func PlainLetters(s string) string { return withoutMarks(s) }
