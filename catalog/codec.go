package catalog

import (
	"encoding/binary"
	"errors"
	"math"
)

// A codec writes values one after another, or reads them back, by the same
// calls: what is described once is encoded and decoded alike. Strings that it
// reads share the memory of the input, which makes it some ten times as fast
// as encoding/gob on a catalog.
type codec struct {
	reading bool
	out     []byte // written so far
	in      string // not read yet
	failed  bool   // the input ended early or cannot be right
}

var errEncoding = errors.New("not an encoded catalog")

func (c *codec) uint(v *uint64) {
	if !c.reading {
		c.out = binary.AppendUvarint(c.out, *v)
		return
	}
	*v = 0
	for shift := uint(0); ; shift += 7 {
		if c.in == "" || shift > 63 {
			c.failed, c.in = true, ""
			return
		}
		b := c.in[0]
		c.in = c.in[1:]
		*v |= uint64(b&0x7f) << shift
		if b < 0x80 {
			return
		}
	}
}

func (c *codec) int(v *int) {
	u := uint64(int64(*v)<<1) ^ uint64(int64(*v)>>63) // small numbers short, of either sign
	c.uint(&u)
	*v = int(int64(u>>1) ^ -int64(u&1))
}

func (c *codec) bool(v *bool) {
	u := uint64(0)
	if *v {
		u = 1
	}
	c.uint(&u)
	*v = u == 1
}

func (c *codec) float(v *float64) {
	if !c.reading {
		c.out = binary.LittleEndian.AppendUint64(c.out, math.Float64bits(*v))
		return
	}
	if len(c.in) < 8 {
		c.failed, c.in = true, ""
		return
	}
	*v = math.Float64frombits(binary.LittleEndian.Uint64([]byte(c.in[:8])))
	c.in = c.in[8:]
}

// size is the length of what follows, at least a byte for each part.
func (c *codec) size(n int) int {
	u := uint64(n)
	c.uint(&u)
	if c.reading && u > uint64(len(c.in)) {
		c.failed, c.in = true, ""
		return 0
	}
	return int(u)
}

func coded[S ~string](c *codec, v *S) {
	n := c.size(len(*v))
	if !c.reading {
		c.out = append(c.out, *v...)
		return
	}
	*v = S(c.in[:n])
	c.in = c.in[n:]
}

// list is a slice of anything; an empty one is read back as nil. A length that
// cannot be right costs no more memory than what was read before it shows.
func list[T any](c *codec, v *[]T, part func(*codec, *T)) {
	n := c.size(len(*v))
	if !c.reading {
		for i := range *v {
			part(c, &(*v)[i])
		}
		return
	}
	*v = nil
	if n > 0 {
		*v = make([]T, 0, min(n, 1<<11))
	}
	for ; n > 0 && !c.failed; n-- {
		*v = append(*v, *new(T))
		part(c, &(*v)[len(*v)-1])
	}
}

// optional is a value that may not be there.
func optional[T any](c *codec, v **T, part func(*codec, *T)) {
	there := *v != nil
	if c.bool(&there); !there {
		*v = nil
		return
	}
	if c.reading {
		*v = new(T)
	}
	part(c, *v)
}

func (c *codec) levels(ls *Levels) {
	list(c, (*[]SkillLevel)(ls), func(c *codec, l *SkillLevel) {
		coded(c, &l.Skill)
		c.float((*float64)(&l.Level))
	})
}

func (c *codec) words(v *[]string) { list(c, v, coded[string]) }

func (c *codec) skill(s *Skill) {
	coded(c, &s.ID)
	coded(c, &s.Name)
	coded(c, &s.Area)
	c.words(&s.Aliases)
	coded(c, &s.Description)
	for level := 1; level <= 5; level++ {
		text := s.CanDo[level]
		if coded(c, &text); c.reading && text != "" {
			if s.CanDo == nil {
				s.CanDo = map[int]string{}
			}
			s.CanDo[level] = text
		}
	}
	c.levels(&s.Requires)
	c.levels(&s.Brings)
	c.float(&s.HalfLife)
}

func (c *codec) book(b *Book) {
	coded(c, &b.ID)
	coded(c, &b.Title)
	coded(c, &b.Subtitle)
	c.words(&b.Authors)
	list(c, &b.Also, func(c *codec, v *Variant) {
		coded(c, &v.Title)
		c.words(&v.Authors)
	})
	c.int(&b.Edition)
	c.int(&b.Year)
	c.int(&b.FirstYear)
	coded(c, &b.Publisher)
	c.int(&b.Pages)
	c.int(&b.PagesAbout)
	coded(c, &b.ISBN)
	coded(c, &b.Language)
	coded(c, &b.URL)
	coded(c, &b.Free)
	c.words(&b.Topics)
	coded(c, &b.BestFor)
	coded(c, &b.Description)
	c.levels(&b.Requires)
	c.levels(&b.Teaches)
	coded(c, &b.Kind)
	c.float(&b.Practice.Value)
	c.bool(&b.Practice.Known)
	coded(c, &b.PracticeNote)
	coded(c, &b.Density)
	c.words(&b.Code)
	list(c, &b.Recommended, func(c *codec, e *Endorsement) {
		coded(c, &e.Name)
		coded(c, &e.Role)
		coded(c, &e.Note)
		coded(c, &e.Source)
	})
	c.words(&b.Caveats)
	c.words(&b.Supersedes)
	optional(c, &b.Series, func(c *codec, s *Series) {
		coded(c, &s.Name)
		c.float(&s.Number)
	})
	list(c, &b.Chapters, func(c *codec, ch *Chapter) {
		coded(c, &ch.Title)
		c.int(&ch.Pages)
		c.levels(&ch.Requires)
		c.levels(&ch.Teaches)
	})
	optional(c, &b.Inferred, func(c *codec, i *Inference) {
		c.float((*float64)(&i.Level))
		c.float(&i.Confidence)
		c.words(&i.Because)
	})
}
