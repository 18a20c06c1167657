// Package index finds books and skills by text. It hides bleve entirely: what
// goes in is a catalog, what comes out is ids with scores.
//
// Compiling a catalog and indexing its text is done once for each content, and
// kept in a cache folder:
//
//	<cache>/<hash of the catalog's files>/catalog.gob   the checked catalog
//	<cache>/<hash of the catalog's files>/text/         the search index
//	<cache>/<hash of the catalog's files>/manifest      a checksum for each file
//
// A cache entry is written to a temporary folder and renamed, so there is
// never half of one; it is opened read-only, so any number of processes may
// use it. Whatever is wrong with the cache, the answer is the same without it,
// only slower.
package index
