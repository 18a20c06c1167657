package intake

import (
	"fmt"
	"hash/fnv"
	"regexp"
	"slices"
	"strings"

	"readpath/catalog"
	"readpath/catalog/imports"
)

// there looks for the book in the library, and reports whether the row is
// dealt with.
func (in *Intake) there(r *imports.Record, row *Row, k recordKeys) (bool, error) {
	if id, ok := in.lib.Find(k.copy); ok {
		row.Outcome, row.Book, row.By = There, id, "all that the row says"
		return true, nil
	}
	id, by := in.find(r, k)
	if id == "" {
		return false, nil
	}
	b, err := in.lib.Book(id)
	if err != nil || b == nil {
		return false, err
	}
	if r.Book.ID != "" && by != "id" {
		row.Remarks = append(row.Remarks, fmt.Sprintf("the library has it as %s too, found by %s", id, by))
		return false, nil // the file tells its books apart by id
	}
	switch d := compareEditions(&r.Book, b); {
	case d > 0 && by != "isbn":
		return true, in.replace(r, row, b, by, k)
	case d < 0:
		row.found(r, b, Older, by)
	default:
		row.found(r, b, There, by)
	}
	return true, nil
}

// find is the library's book that a record is, and what it was found by.
func (in *Intake) find(r *imports.Record, k recordKeys) (id, by string) {
	for _, try := range []struct {
		by   string
		keys []string
	}{{"id", k.given}, {"isbn", r.ISBNs}, {"title and author", k.work}, {"title", k.title}} {
		if len(try.keys) > 0 {
			if id, ok := in.lib.Find(try.keys...); ok {
				return id, try.by
			}
		}
	}
	return "", ""
}

// recordKeys are the names under which a record is looked for.
type recordKeys struct {
	copy  string   // all that tells it from others
	given []string // the id in the file, with the title
	work  []string // title and author
	title []string // the title alone
	add   []string // the names under which its book will be found
}

func keysOf(r *imports.Record, name catalog.WorkName) recordKeys {
	b := &r.Book
	said := ""
	if b.Description != "" {
		said = hash(b.Description)
	}
	title := name.Title + " / " + name.Volume
	k := recordKeys{copy: "copy " + hash(b.ID, b.Title, b.Subtitle, strings.Join(b.Authors, ";"), strings.Join(r.ISBNs, " "), fmt.Sprint(b.Edition, b.Year), said)}
	if b.ID != "" {
		k.given = []string{"id " + b.ID + " " + title}
	}
	for _, surname := range name.Surnames {
		by := " / " + name.Volume + " / " + surname
		k.add = append(k.add, "work "+name.Title+by)
		k.work = append(k.work, "work "+name.Title+by)
		if name.Main == name.Title {
			k.work = append(k.work, "short "+name.Title+by) // the other has a subtitle
		} else {
			k.add = append(k.add, "short "+name.Main+by)
			k.work = append(k.work, "work "+name.Main+by) // the other has none
		}
	}
	if len(name.Surnames) == 0 && said == "" {
		k.title = []string{"title " + title}
	} else if len(name.Surnames) == 0 {
		// A title alone tells little apart; a description does.
		k.title = []string{"text " + said + " " + title}
		k.add = append(k.add, k.title...)
	}
	k.add = append(k.add, "title "+title, k.copy)
	k.add = append(k.add, k.given...)
	if len(r.ISBNs) > 1 {
		k.add = append(k.add, r.ISBNs[1:]...) // the first is the book's own
	}
	return k
}

// hash is a short name for texts.
func hash(texts ...string) string {
	h := fnv.New128a()
	for _, t := range texts {
		h.Write([]byte(t))
		h.Write([]byte{0})
	}
	return fmt.Sprintf("%x", h.Sum(nil))
}

// replace puts a newer edition in the place of the one that the library has:
// under its id, which profiles may name, and to be found by its ISBN.
func (in *Intake) replace(r *imports.Record, row *Row, old *catalog.Book, by string, k recordKeys) error {
	b := r.Book
	b.ID = old.ID
	in.setLevels(&b, row)
	row.found(r, old, Newer, by)
	if old.ISBN != "" {
		k.add = append(k.add, old.ISBN)
	}
	return in.lib.Replace(&b, k.add...)
}

// add puts the book into the library.
func (in *Intake) add(r *imports.Record, row *Row, k recordKeys) error {
	b := r.Book
	if asked := b.ID; asked != "" {
		if b.ID = in.freeID(validID(asked), &b); b.ID != asked {
			row.Remarks = append(row.Remarks, fmt.Sprintf("its id is %s: %q is taken, or is none", b.ID, asked))
		}
	} else {
		b.ID = in.freeID(slug(b.Title), &b)
	}
	in.setLevels(&b, row)
	row.Outcome, row.Book = Added, b.ID
	return in.lib.Add(&b, k.add...)
}

// setLevels drops levels that the catalog could not have, and has them inferred
// where there are none and they are not inferred yet.
func (in *Intake) setLevels(b *catalog.Book, row *Row) {
	if b.Inferred != nil {
		return
	}
	clean := func(ls catalog.Levels) catalog.Levels {
		return slices.DeleteFunc(ls, func(l catalog.SkillLevel) bool {
			bad := in.known.Skill(l.Skill) == nil || !l.Level.Valid() || l.Level == 0
			if bad {
				row.Remarks = append(row.Remarks, fmt.Sprintf("level %s of %q not used: unknown skill, or no level above 0 and up to 5", l.Level.Number(), l.Skill))
			}
			return bad
		})
	}
	b.Requires, b.Teaches = clean(b.Requires), clean(b.Teaches)
	if len(b.Teaches) == 0 {
		in.levels(b)
	}
}

var idForm = regexp.MustCompile(`^[a-z0-9][a-z0-9.+_-]*$`)

const longestID = 100 // bytes

func isID(s string) bool { return len(s) <= longestID && idForm.MatchString(s) }

// validID is an id as a catalog takes it; "" if nothing is left of it.
func validID(id string) string {
	if isID(id) {
		return id
	}
	return slug(id)
}

const longestSlug = 60 // bytes; a shell's line is short

// slug is a title as an id: its plain words, joined by hyphens.
func slug(title string) string {
	plain := strings.ReplaceAll(catalog.PlainLetters(catalog.Normal(title)), "#", "sharp")
	var id strings.Builder
	for _, w := range strings.FieldsFunc(plain, func(r rune) bool { return r != '+' && (r < '0' || r > '9') && (r < 'a' || r > 'z') }) {
		w = strings.TrimLeft(w, "+")
		if w == "" {
			continue
		}
		if id.Len()+1+len(w) > longestSlug {
			break
		}
		if id.Len() > 0 {
			id.WriteByte('-')
		}
		id.WriteString(w)
	}
	return id.String()
}

// freeID is the first of an id, the id with the author's name, the edition, the
// year, and a number, that neither the library nor the catalog has.
func (in *Intake) freeID(id string, b *catalog.Book) string {
	if id == "" {
		id = "book"
		if b.ISBN != "" {
			id = b.ISBN
		}
	}
	tries := []string{id}
	if len(b.Authors) > 0 {
		words := strings.Fields(b.Authors[0])
		if name := slug(words[len(words)-1]); name != "" {
			tries = append(tries, id+"-"+name)
		}
	}
	if b.Edition > 1 {
		tries = append(tries, fmt.Sprintf("%s-%de", id, b.Edition))
	}
	if b.Year > 0 {
		tries = append(tries, fmt.Sprintf("%s-%d", id, b.Year))
	}
	for n := 2; ; n++ {
		for _, try := range tries {
			if isID(try) && !in.lib.Has(try) && in.known.Book(try) == nil {
				return try
			}
		}
		tries = []string{fmt.Sprintf("%s-%d", id, n)}
	}
}
