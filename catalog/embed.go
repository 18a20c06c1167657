package catalog

import (
	"embed"
	"io/fs"
	"strings"
)

//go:embed data
var data embed.FS

// ShippedName is the name of the catalog inside the program.
const ShippedName = "shipped"

// ShippedSkills are the skills of the catalog inside the program, without its
// books: what the levels of a library on disk name.
func ShippedSkills() Source { return Source{Name: ShippedName, FS: skillsOnly{Shipped().FS}} }

// skillsOnly hides the books of a source.
type skillsOnly struct{ fs.FS }

func (s skillsOnly) Open(name string) (fs.File, error) {
	if name == "books" || strings.HasPrefix(name, "books/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return s.FS.Open(name)
}

// Shipped is the catalog inside the program, as a source for [Load].
func Shipped() Source {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // only an invalid path constant can cause it
	}
	return Source{Name: ShippedName, FS: sub}
}
