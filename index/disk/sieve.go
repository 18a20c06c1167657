package disk

// A sieve holds back hashes that are not in a set, all but one in a hundred or
// so; those that are in the set it lets through. It is a Bloom filter whose
// bits for one hash lie in one word (Putze, Sanders and Singler, "Cache-, hash-
// and space-efficient Bloom filters", 2007), so that a look costs one access.
type sieve []uint64

// sieveRoom is how many hashes there are for a word: 16 bits for each.
const sieveRoom = 4

func newSieve(n int) sieve { return make(sieve, n/sieveRoom+1) }

// place is the word of a hash, and its four bits there.
func (s sieve) place(hash uint64) (word int, bits uint64) {
	word = int(hash >> 32 * uint64(len(s)) >> 32)
	return word, 1<<(hash&63) | 1<<(hash>>6&63) | 1<<(hash>>12&63) | 1<<(hash>>18&63)
}

func (s sieve) add(hash uint64) {
	word, bits := s.place(hash)
	s[word] |= bits
}

// passes reports whether a hash may be in the set.
func (s sieve) passes(hash uint64) bool {
	word, bits := s.place(hash)
	return s[word]&bits == bits
}
