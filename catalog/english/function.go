package english

// Function reports whether a word in lower case only holds others together:
// an article, pronoun, preposition, conjunction, auxiliary or the like. It
// names no subject.
func Function(lower string) bool {
	switch lower {
	case "a", "an", "the", "this", "that", "these", "those", "such", "same", "other", "own",
		"all", "any", "both", "each", "few", "more", "most", "no", "only", "some", "very", "too", "so",
		"i", "me", "my", "we", "us", "our", "ours", "you", "your", "yours", "he", "him", "his", "she", "her", "hers",
		"it", "its", "they", "them", "their", "theirs", "itself", "yourself", "themselves",
		"what", "which", "who", "whom", "whose", "when", "where", "why", "how",
		"about", "above", "after", "against", "as", "at", "before", "below", "between", "by", "down", "during", "for",
		"from", "in", "into", "of", "off", "on", "out", "over", "per", "through", "to", "under", "until", "up", "with", "without",
		"and", "but", "or", "nor", "not", "if", "than", "then", "because", "while", "once", "here", "there", "again", "just", "now",
		"am", "is", "are", "was", "were", "be", "been", "being", "do", "does", "did", "doing", "has", "have", "had", "having",
		"can", "could", "may", "might", "must", "shall", "should", "will", "would":
		return true
	}
	return false
}
