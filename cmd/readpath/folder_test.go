package main

import (
	"fmt"
	"strings"
	"testing"
)

func TestFolder(t *testing.T) {
	var b strings.Builder
	f := &folder{&b, 20}
	for _, part := range []string{
		"short\n", "a line that is longer than that\n", "  3  I can fold what is long\n",
		"\n", "Level: [3] ", "much\n", "and a prompt that is longer than that [x] ",
	} {
		if _, err := fmt.Fprint(f, part); err != nil {
			t.Fatal(err)
		}
	}
	want := `short
a line that is
longer than that
  3  I can fold what
     is long

Level: [3] much
and a prompt that is longer than that [x] `
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}
