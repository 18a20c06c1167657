// Package scale makes books by the million and puts them into libraries, to
// measure what that costs; and the same books into plain bleve and SQLite, to
// have something to measure against.
package scale
