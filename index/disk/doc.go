// Package disk keeps libraries of up to some millions of books in a folder. A
// library is opened in milliseconds, whatever its size; nothing of it is
// loaded whole, and any number of processes may read it while one writes.
//
// # Layout
//
//	library.json            the manifest: format, generation, and of each part
//	                        its name, number of books, and the size and
//	                        SHA-256 of each of its files
//	lock                    held by the process that writes
//	reading                 held by those that read, together
//	unfinished.json         what an import that is not committed has so far
//	parts/<number>/         up to some tens of thousands of books; never changed
//	    books.zst           the records: JSON, a book a line, compressed in
//	                        blocks of about 4 KB; 'zstd -dc' prints them
//	    books.idx           where each block begins, with its checksum
//	    keys.idx            which book goes by an id, ISBN, title or other key:
//	                        sorted hashes in pages of 4 KB with checksums
//	    skills.idx          which books teach a skill, and the facts by which
//	                        one is chosen for a plan, each list with a checksum
//	    text/               the search index
//	    gone-<generation>   the books of the part that are no longer in
//
// The records are the truth; all else in a part is computed from them and can
// be computed again.
//
// # Writing
//
// A [Writer] puts books into new parts. A part that is full is synced and noted
// in unfinished.json together with how far the import had come, so that an
// import that was killed goes on from there; its search index is built behind
// the importer's back by as many workers as there are processors. [Writer.Commit]
// renames a new library.json over the old one: readers see all of an import or
// nothing. Parts that the manifest no longer names are removed by the first
// writer that finds nobody reading: nobody waits for anybody.
package disk
