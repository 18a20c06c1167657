package published_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"readpath/catalog"
	"readpath/catalog/published"
)

// good is a line without a fault.
const good = `{"id": "o1", "domain": "go", "source_url_or_repo": "example.org", "kind": "levels", "strength": "strong", "statement": "s", "groups": [[{"title": "A", "author": "B"}], [{"title": "C"}]]}`

func TestRead(t *testing.T) {
	orders, err := published.Read(strings.NewReader("\n"+good+"\r\n"+strings.Replace(good, "o1", "o2", 1)), "f")
	if err != nil || len(orders) != 2 {
		t.Fatalf("%d orders, %v", len(orders), err)
	}
	o := orders[0]
	if o.ID != "o1" || o.Source != "example.org" || o.Strength != published.Strong || len(o.Groups) != 2 ||
		o.Groups[0][0].String() != "A, by B" || o.Groups[1][0].String() != "C" {
		t.Errorf("read %+v", o)
	}
}

func TestFaults(t *testing.T) {
	change := func(old, new string) string {
		if !strings.Contains(good, old) {
			t.Fatalf("no %q in the good line", old)
		}
		return strings.Replace(good, old, new, 1)
	}
	for _, tc := range []struct{ text, want string }{
		{"", "f: has no reading orders"},
		{"\n \n", "f: has no reading orders"},
		{"no", "f:1: is not JSON: invalid character 'o' in literal null (expecting 'u')"},
		{good[:50], "f:1: is not JSON: it ends too early"},
		{"[]", "f:1: is no object but a JSON array"},
		{"\xff\xfe", "f:1: is not UTF-8 text"},
		{good + " {}", "f:1: has more behind its object"},
		{change(`"o1"`, `7`), "f:1: id may not be JSON of type number"},
		{change(`"o1"`, `" "`), "f:1: id is missing"},
		{change(`"source_url_or_repo": "example.org", `, ""), "f:1: source_url_or_repo is missing"},
		{change(`"kind"`, `"kidn"`), `f:1: unknown field "kidn"`},
		{change(`"strong"`, `"stong"`), `f:1: strength "stong" is not strong or coarse`},
		{change(`[[{"title": "A", "author": "B"}], [{"title": "C"}]]`, `[]`), "f:1: groups is missing"},
		{change(`[{"title": "C"}]`, `[]`), "f:1: group 2 has no books"},
		{change(`[{"title": "C"}]`, `[{"author": "C"}]`), "f:1: group 2 has a book without a title"},
		{change(`[{"title": "C"}]`, `{"title": "C"}`), "f:1: groups may not be JSON of type object"},
		{good + "\n" + good, "f:2: order o1 was on line 1 already"},
		{"{\n" + good + "\n}", "f:1: is not JSON: it ends too early\nf:3: is not JSON: invalid character '}' looking for beginning of value"},
		{good + "\n" + strings.Repeat(" ", 1<<20+1) + "\n" + good, "f:2: is longer than 1 MiB; is it the right file?"},
	} {
		_, err := published.Read(strings.NewReader(tc.text), "f")
		if err == nil || err.Error() != tc.want {
			t.Errorf("%.60q\n%v\nwant\n%s", tc.text, err, tc.want)
		}
		if _, ok := errors.AsType[catalog.Faults](err); !ok {
			t.Errorf("%.60q: error is a %T", tc.text, err)
		}
	}
	_, err := published.Read(strings.NewReader(strings.Repeat("x\n", 1000)), "f")
	if faults, _ := errors.AsType[catalog.Faults](err); len(faults) != 100 {
		t.Errorf("%d faults, want the first hundred", len(faults))
	}
}

func FuzzRead(f *testing.F) {
	f.Add(good)
	f.Add(good + "\n{}")
	f.Fuzz(func(t *testing.T, text string) {
		orders, err := published.Read(strings.NewReader(text), "f")
		if err == nil && len(orders) == 0 {
			t.Error("neither orders nor an error")
		}
		for _, o := range orders {
			if o.ID == "" || len(o.Groups) == 0 || len(o.Groups[0]) == 0 || o.Groups[0][0].Title == "" {
				t.Errorf("accepted %+v", o)
			}
		}
	})
}

func ExampleRead() {
	orders, err := published.Read(strings.NewReader(good), "lists.jsonl")
	if err != nil {
		panic(err)
	}
	for _, group := range orders[0].Groups {
		fmt.Println(group)
	}
	// Output:
	// [A, by B]
	// [C]
}
