package catalog

import (
	"embed"
	"io/fs"
)

//go:embed data
var data embed.FS

// ShippedName is the name of the catalog inside the program.
const ShippedName = "shipped"

// Shipped is the catalog inside the program, as a source for [Load].
func Shipped() Source {
	sub, err := fs.Sub(data, "data")
	if err != nil {
		panic(err) // only an invalid path constant can cause it
	}
	return Source{Name: ShippedName, FS: sub}
}
