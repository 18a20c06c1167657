// Package importers lists what can be imported, and tells which format a file
// has.
package importers

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"readpath/catalog/imports"
	"readpath/catalog/imports/bibtex"
	"readpath/catalog/imports/calibre"
	"readpath/catalog/imports/csljson"
	"readpath/catalog/imports/goodreads"
	"readpath/catalog/imports/hardcover"
	"readpath/catalog/imports/openlibrary"
	"readpath/catalog/imports/plain"
	"readpath/catalog/imports/storygraph"
)

// A Format is one that can be read.
type Format struct {
	Name string
	What string // in a few words
	Read func(*imports.File) imports.Records
}

// All are the formats, in the order in which they are shown.
func All() []Format {
	return []Format{
		{"goodreads", "Goodreads' library export (CSV)", goodreads.Read},
		{"storygraph", "The StoryGraph's library export (CSV)", storygraph.Read},
		{"hardcover", "Hardcover's library export (CSV)", hardcover.Read},
		{"openlibrary", "Open Library's reading log (CSV)", openlibrary.Read},
		{"calibre", "Calibre's metadata.db, or 'calibredb list --for-machine --fields all'", calibre.Read},
		{"bibtex", "a bibliography in BibTeX or BibLaTeX (Zotero, JabRef)", bibtex.Read},
		{"csljson", "a bibliography in CSL JSON (Zotero)", csljson.Read},
		{"csv", "a table whose first line names the columns; a title is enough", plain.ReadTable},
		{"tsv", "a table separated by tabs", plain.ReadTable},
		{"jsonl", "JSON Lines or a JSON list, with the fields of a catalog's books", plain.ReadJSON},
		{"list", "ISBNs or titles, one a line", plain.ReadList},
	}
}

// Named is the format of a name.
func Named(name string) (Format, bool) {
	for _, f := range All() {
		if f.Name == strings.ToLower(name) {
			return f, true
		}
	}
	return Format{}, false
}

// Guess tells a file's format from its beginning, and where that leaves it
// open from its name.
func Guess(f *imports.File) (Format, error) {
	name, err := guess(f)
	format, _ := Named(name)
	return format, err
}

func guess(f *imports.File) (string, error) {
	raw := f.Head()
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(strings.ToLower(f.Name), ".gz")))
	switch {
	case bytes.HasPrefix(raw, []byte(calibre.Magic)):
		return "calibre", nil
	case bytes.HasPrefix(raw, []byte("PK\x03\x04")):
		return "", f.Fault(imports.Place{}, "is a zip archive; unpack it, and import the file that is in it")
	}
	text, err := f.TextHead()
	head := strings.TrimSpace(string(text))
	switch {
	case err != nil:
		return "", err
	case head == "":
		return "", f.Empty()
	case ext == ".db" || ext == ".sqlite":
		return "", f.Fault(imports.Place{}, "is not a SQLite database, as Calibre's metadata.db is; is it the right file?")
	case head[0] == '[' || head[0] == '{':
		switch {
		case calibre.IsJSON(head):
			return "calibre", nil
		case csljson.Is(head):
			return "csljson", nil
		}
		return "jsonl", nil
	case bibtex.Is(head) || ext == ".bib":
		return "bibtex", nil
	case strings.HasPrefix(head, "<"):
		return "", f.Fault(imports.Line(1), "is a web page or XML; %s", names())
	case strings.HasPrefix(head, "TY  -"):
		return "", f.Fault(imports.Line(1), "is RIS; export BibTeX or CSL JSON instead")
	}
	header, separator := imports.Header([]byte(head))
	switch {
	case goodreads.Is(header):
		return "goodreads", nil
	case hardcover.Is(header):
		return "hardcover", nil
	case storygraph.Is(header):
		return "storygraph", nil
	case openlibrary.Is(header):
		return "openlibrary", nil
	case ext == ".tsv" || separator == '\t':
		return "tsv", nil
	case ext == ".csv" || plain.Is(header) && (len(header) > 1 || ext != ".txt" && ext != ".md"):
		return "csv", nil
	}
	return "list", nil
}

func names() string {
	var all []string
	for _, f := range All() {
		all = append(all, f.Name)
	}
	return fmt.Sprintf("what can be imported is %s", strings.Join(all, ", "))
}
