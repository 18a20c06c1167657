package catalog

// WorkKeys are names under which the editions of one work meet, whoever
// describes them: one for each of the authors, from a title compared as a
// [Matcher] does. Of a title with a subtitle, short are those that it has
// without. Works without authors have none.
func WorkKeys(title, subtitle string, authors []string) (whole, short []string) {
	form := formOf(title, subtitle)
	seen := map[string]bool{}
	for _, p := range personNames(authors...) {
		if seen[p.surname] {
			continue
		}
		seen[p.surname] = true
		behind := " / " + form.volume + " / " + p.surname
		whole = append(whole, form.full+behind)
		if form.short != form.full {
			short = append(short, form.short+behind)
		}
	}
	return whole, short
}

// TitleKey is a title and subtitle as a [Matcher] compares them, with the
// volume.
func TitleKey(title, subtitle string) string {
	form := formOf(title, subtitle)
	return form.full + " / " + form.volume
}

// PlainLetters is s with Latin letters without their marks: "Płotka" is
// "Plotka".
func PlainLetters(s string) string { return withoutMarks(s) }
