package catalog_test

import (
	"bytes"
	"reflect"
	"testing"

	"readpath/catalog"
)

func encode(t *testing.T, cat *catalog.Catalog) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := cat.Encode(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func decode(t *testing.T, data []byte) *catalog.Catalog {
	t.Helper()
	cat, err := catalog.Decode(string(data))
	if err != nil {
		t.Fatal(err)
	}
	return cat
}

func TestDecodeGivesBackWhatWasEncoded(t *testing.T) {
	cat := mustLoad(t, catalog.Shipped())
	if got := decode(t, encode(t, cat)); !reflect.DeepEqual(got, cat) {
		t.Error("the shipped catalog is another after encoding and decoding")
	}
	if _, err := catalog.Decode("not a catalog"); err == nil {
		t.Error("decoded what is no catalog")
	}
}

func TestHash(t *testing.T) {
	hash := func(sources ...catalog.Source) string {
		h, err := catalog.Hash(sources...)
		if err != nil {
			t.Fatal(err)
		}
		return h
	}
	const book = "- {id: b, title: B}\n"
	named := func(name string, src catalog.Source) catalog.Source {
		src.Name = name
		return src
	}
	a, b := files("skills/s.yaml", twoSkills), named("other", files("books/b.yaml", book))
	base := hash(a, b)
	if again := hash(a, b); again != base {
		t.Errorf("hash of the same sources is %s, then %s", base, again)
	}
	if got := hash(files("skills/s.yaml", twoSkills, "skills/notes.txt", "x", "README.md", "x"), b); got != base {
		t.Error("files that are not loaded change the hash")
	}
	for change, other := range map[string]string{
		"the order of sources":     hash(b, a),
		"a source's name":          hash(named("renamed", a), b),
		"a file's name":            hash(files("skills/t.yaml", twoSkills), b),
		"a file's folder":          hash(files("books/s.yaml", twoSkills), b),
		"one byte":                 hash(files("skills/s.yaml", twoSkills+" "), b),
		"a missing source":         hash(a),
		"a file moved to a source": hash(files("skills/s.yaml", twoSkills, "books/b.yaml", book), named("other", files())),
	} {
		if other == base {
			t.Errorf("%s does not change the hash", change)
		}
	}
}

func FuzzDecodeCatalog(f *testing.F) {
	cat, err := catalog.Load(files("skills/s.yaml", twoSkills, "books/b.yaml", `
- {id: b, title: B, authors: [A], pages: 12, teaches: {go: 2.5}, practice: 0.5, series: {name: S, number: 1},
   recommended_by: [{name: N}], chapters: [{title: One, teaches: {go: 1}}], inferred: {level: 1, confidence: 0.5}}
`))
	if err != nil {
		f.Fatal(err)
	}
	var whole bytes.Buffer
	if err := cat.Encode(&whole); err != nil {
		f.Fatal(err)
	}
	f.Add(whole.Bytes())
	f.Add(whole.Bytes()[:whole.Len()/2])
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := catalog.Decode(string(data)) // must not panic, nor eat memory
		if err != nil {
			return
		}
		var again bytes.Buffer
		if err := got.Encode(&again); err != nil {
			t.Fatal(err)
		}
		twice, err := catalog.Decode(again.String())
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(encode(t, twice), again.Bytes()) {
			t.Error("what was decoded changes when it is encoded again")
		}
	})
}
