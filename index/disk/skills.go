package disk

import (
	"encoding/binary"
	"hash/crc32"
	"io"
	"maps"
	"math"
	"os"
	"slices"
	"strings"
	"sync"

	"github.com/cespare/xxhash/v2"
	"github.com/segmentio/encoding/json"

	"readpath/catalog"
)

// The file skills.idx has a list for each skill that books of the part teach,
// one behind the other; then where each list is, as JSON; then the length and
// the checksum of that. An entry of a list is a book with the facts by which
// it is chosen, so that choosing among tens of thousands reads no record.
const taughtSize = 16

// A taught is an entry of the list of a skill.
type taught struct {
	book    uint32
	teaches uint8  // level it brings its reader to, in tenths
	asks    uint8  // highest level that it asks for, in tenths
	trust   uint8  // in its levels, of 255
	traits  uint8  // freeTrait, and the kind and density
	year    int16  // 0 unknown
	pages   uint16 // 0 unknown
	lang    uint16 // hash of the language
}

// traits are, from the lowest bit: free to read; two bits of density; three
// of kind, each by its place in the catalog's list, from 1.
const (
	freeTrait    = 1
	densityShift = 1
	kindShift    = 3
)

// usualLanguage is that of a book that names none.
const usualLanguage = "en"

func languageHash(lang string) uint16 {
	if lang == "" {
		lang = usualLanguage
	}
	return uint16(xxhash.Sum64String(lang))
}

func tenths(l catalog.Level) uint8 { return uint8(math.Round(float64(l) * 10)) }

// taughtBy are the entries of a book, by skill.
func taughtBy(n uint32, b *catalog.Book, each func(skill string, t taught)) {
	t := taught{book: n, asks: tenths(b.Requires.Max()), trust: math.MaxUint8, lang: languageHash(b.Language),
		year: int16(b.Year), pages: uint16(min(b.Pages, math.MaxUint16))}
	if b.Inferred != nil {
		t.trust = uint8(math.Round(b.Inferred.Confidence * math.MaxUint8))
	}
	if b.Free != "" {
		t.traits |= freeTrait
	}
	t.traits |= uint8(slices.Index(catalog.Densities, string(b.Density))+1) << densityShift
	t.traits |= uint8(slices.Index(catalog.Kinds, string(b.Kind))+1) << kindShift
	for _, l := range b.Teaches {
		t.teaches = tenths(l.Level)
		each(l.Skill, t)
	}
}

func (t taught) append(out []byte) []byte {
	out = binary.LittleEndian.AppendUint32(out, t.book)
	out = append(out, t.teaches, t.asks, t.trust, t.traits)
	out = binary.LittleEndian.AppendUint16(out, uint16(t.year))
	out = binary.LittleEndian.AppendUint16(out, t.pages)
	return binary.LittleEndian.AppendUint32(out, uint32(t.lang))
}

func readTaught(in []byte) taught {
	return taught{
		book: binary.LittleEndian.Uint32(in), teaches: in[4], asks: in[5], trust: in[6], traits: in[7],
		year: int16(binary.LittleEndian.Uint16(in[8:])), pages: binary.LittleEndian.Uint16(in[10:]), lang: binary.LittleEndian.Uint16(in[12:]),
	}
}

// A skillList says where a list is.
type skillList struct {
	Offset int64  `json:"offset"`
	Books  int    `json:"books"`
	CRC    uint32 `json:"crc32c"`
}

// writeSkills writes the lists, each in the form of [taught.append].
func writeSkills(name string, lists map[string][]byte) error {
	var out []byte
	where := map[string]skillList{}
	for _, skill := range slices.Sorted(maps.Keys(lists)) {
		list := lists[skill]
		where[skill] = skillList{int64(len(out)), len(list) / taughtSize, crc32.Checksum(list, castagnoli)}
		out = append(out, list...)
	}
	table, err := json.Marshal(where)
	if err != nil {
		return err
	}
	out = append(out, table...)
	out = binary.LittleEndian.AppendUint32(out, uint32(len(table)))
	return writeSynced(name, binary.LittleEndian.AppendUint32(out, crc32.Checksum(table, castagnoli)))
}

// skillFile reads skills.idx. It is safe for concurrent use.
type skillFile struct {
	file  *os.File
	once  sync.Once
	lists map[string]skillList // read when the first list is
	err   error
}

func openSkills(name string) (*skillFile, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	return &skillFile{file: f}, nil
}

func (s *skillFile) readTable() error {
	info, err := s.file.Stat()
	if err != nil {
		return err
	}
	damage := &DamageError{File: s.file.Name()}
	var tail [8]byte
	if info.Size() < int64(len(tail)) {
		return damage
	}
	if _, err := s.file.ReadAt(tail[:], info.Size()-int64(len(tail))); err != nil && err != io.EOF {
		return err
	}
	n := int64(binary.LittleEndian.Uint32(tail[:]))
	at := info.Size() - int64(len(tail)) - n
	if at < 0 {
		return damage
	}
	table := make([]byte, n)
	if _, err := s.file.ReadAt(table, at); err != nil && err != io.EOF {
		return err
	}
	if crc32.Checksum(table, castagnoli) != binary.LittleEndian.Uint32(tail[4:]) {
		return damage
	}
	return json.Unmarshal(table, &s.lists)
}

// list is the list of a skill in its form on disk, nil if no book teaches it.
func (s *skillFile) list(skill string) ([]byte, error) {
	s.once.Do(func() { s.err = s.readTable() })
	l, ok := s.lists[skill]
	if s.err != nil || !ok {
		return nil, s.err
	}
	list := make([]byte, l.Books*taughtSize)
	if _, err := s.file.ReadAt(list, l.Offset); err != nil && err != io.EOF {
		return nil, err
	}
	if crc32.Checksum(list, castagnoli) != l.CRC {
		return nil, &DamageError{File: s.file.Name()}
	}
	return list, nil
}

// A Taste is what keeps books out whatever they teach, as a reader's profile
// says it; zero values keep none out.
type Taste struct {
	Languages   []string
	MaxPages    int
	NewestAfter int // year; books from before it are out
	FreeOnly    bool
	Kinds       []string
}

// keeps makes the test of entries; what is unknown of a book does not keep it
// out, but for its language, which is taken for English.
func (want Taste) keeps() func(t taught) bool {
	var langs []uint16
	for _, l := range want.Languages {
		langs = append(langs, languageHash(l))
	}
	var kinds [8]bool
	for i, k := range catalog.Kinds {
		kinds[i+1] = len(want.Kinds) == 0 || slices.ContainsFunc(want.Kinds, func(w string) bool { return strings.EqualFold(w, k) })
	}
	kinds[0] = true
	return func(t taught) bool {
		return (langs == nil || slices.Contains(langs, t.lang)) &&
			(want.MaxPages == 0 || int(t.pages) <= want.MaxPages) &&
			(want.NewestAfter == 0 || t.year == 0 || int(t.year) >= want.NewestAfter) &&
			(!want.FreeOnly || t.traits&freeTrait != 0) &&
			kinds[t.traits>>kindShift&7]
	}
}
