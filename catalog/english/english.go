// Package english takes English words to their stems, so that "databases" is
// found by "database". The algorithm is Porter2 (Porter, "The English stemming
// algorithm", snowballstem.org, 2002).
package english

import (
	"github.com/blevesearch/snowballstem"
	porter "github.com/blevesearch/snowballstem/english"
)

// Stem is the stem of a word in lower case. Forms of be, do, have and it stay as
// they are: the algorithm takes "its" for many of "it". Cost: about 1
// microsecond; texts repeat their words, so who reads many keeps the stems.
func Stem(lower string) string {
	switch lower {
	case "being", "does", "doing", "having", "its":
		return lower
	}
	if len(lower) <= 2 {
		return lower
	}
	env := snowballstem.NewEnv(lower)
	porter.Stem(env)
	return env.Current()
}
