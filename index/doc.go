// Package index finds books and skills by text. It hides bleve entirely: what
// goes in is a catalog, what comes out is ids with scores.
//
// Beside the catalog may stand libraries on disk, of package disk, which are
// not loaded: the books that are found there by name or text, or gathered for a
// plan, are taken into the catalog that everything else works with.
//
// Compiling a catalog and indexing its text is done once for each content, and
// kept in a cache folder. hash names the content of the catalog's files, and 3
// is the version of this layout:
//
//	<cache>/3-<hash>/catalog.bin     the checked catalog
//	<cache>/3-<hash>/manifest        a checksum for each file of the entry
//	<cache>/3-<hash>-text/text/      its search index
//	<cache>/3-<hash>-text/manifest
//
// The first is written when a catalog is opened, the second when it is first
// searched. A cache entry is written to a temporary folder and renamed, so
// there is never half of one; it is opened read-only, so any number of
// processes may use it. Whatever is wrong with the cache, the answer is the
// same without it, only slower.
package index
