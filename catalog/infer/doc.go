// Package infer tells from a book's text alone - title, subtitle, topics,
// description - what the book teaches and asks for, at which level, and how
// sure that is. Books that somebody judged need none of it; books that were
// imported have nothing else.
//
// # Skills
//
// A text is read sentence by sentence. Names and aliases of skills are found
// by their stems, the longest first; each adds to its skill's score
//
//	w (r_1 + ... + r_n) / sqrt(n) 0.4^strayed
//
// w being 3 in the title, 2 in the subtitle and the topics, 1 in the
// description; r_i the rarity of its words; and strayed the number of words
// that have only the stem in common. The four best are taught, as far as they
// come near the best. In a sentence that says what a reader must bring
// ("assumes familiarity with ...") they are asked for instead.
//
// # Level
//
// The level is a topic prior and what the words say beyond it:
//
//	level = c + topic + depth + beyond + title cues + description cues + no needs
//
// topic is the mean level of the judged books on the skills, drawn towards
// what their depth makes likely; depth is that of the skills in the graph of
// prerequisites; beyond is the share of the text that is on something else
// than the programming language it names; cues are phrases such as
// "introduction" and "for experienced" with the strengths of lexicon.go.
// Readability formulas carry no signal here, and the rarity (idf) of words none
// by itself; in a set of books, that of title words does: see [Special].
//
// The coefficients are fitted to the books of the catalog that people judged,
// by ridge regression towards a prior; see [Fit]. They are shipped in
// coefficients.json, which
//
//	go generate ./catalog/infer
//
// makes anew, the same bytes each time.
//
// Cost: about 35 microseconds of a processor a book; see BenchmarkInfer.
package infer
