package imports

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"
)

// Text is the file as UTF-8, however it is encoded: UTF-8 or UTF-16, with or
// without a byte order mark, or with bytes of Windows-1252 (a superset of
// Latin-1) among it. A NUL is an error: such a file is no text.
func (f *File) Text() io.Reader {
	decoder := f.decoder(f.Head())
	return &textOnly{r: transform.NewReader(f.bytes, decoder)}
}

// TextHead is [File.Head] as UTF-8; the error says that it is no text, and
// from which line on.
func (f *File) TextHead() ([]byte, error) {
	head := f.Head()
	said := len(f.remarks)
	text, err := io.ReadAll(&textOnly{r: transform.NewReader(bytes.NewReader(head), f.decoder(head))})
	f.remarks = f.remarks[:said]
	if errors.Is(err, errNotText) {
		return text, f.broken(Line(1+bytes.Count(text, []byte("\n"))), err)
	}
	return text, nil
}

func (f *File) decoder(head []byte) transform.Transformer {
	switch {
	case bytes.HasPrefix(head, []byte{0xff, 0xfe}), zeros(head, 1):
		return unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
	case bytes.HasPrefix(head, []byte{0xfe, 0xff}), zeros(head, 0):
		return unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewDecoder()
	}
	return &mixed{file: f, start: true}
}

// zeros reports whether of the pairs of bytes that text begins with most have
// a NUL at the given place and none at the other: Latin letters in UTF-16.
func zeros(head []byte, at int) bool {
	pairs := min(len(head)/2, 256)
	there, other := 0, 0
	for i := range pairs {
		if head[2*i+at] == 0 {
			there++
		}
		if head[2*i+1-at] == 0 {
			other++
		}
	}
	return pairs > 0 && other == 0 && 2*there > pairs
}

var errNotText = errors.New("is not text; is it the right file?")

// textOnly lets pass what has no NUL.
type textOnly struct {
	r   io.Reader
	bad bool
}

func (t *textOnly) Read(p []byte) (int, error) {
	if t.bad {
		return 0, errNotText
	}
	n, err := t.r.Read(p)
	if i := bytes.IndexByte(p[:n], 0); i >= 0 {
		t.bad = true
		return i, errNotText
	}
	return n, err
}

// mixed decodes UTF-8, and every byte that is none as Windows-1252: so one
// stray byte in a file of other people's words spoils no other.
type mixed struct {
	transform.NopResetter
	file  *File
	said  bool // that there are such bytes
	start bool // no byte was seen: a byte order mark may come
}

// Transform implements [transform.Transformer].
func (m *mixed) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	if m.start && len(src) >= 3 {
		m.start = false
		if bytes.HasPrefix(src, []byte("\xef\xbb\xbf")) {
			nSrc = 3
		}
	} else if m.start && !atEOF {
		return 0, 0, transform.ErrShortSrc
	}
	for nSrc < len(src) {
		r, size := rune(src[nSrc]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRune(src[nSrc:])
			if r == utf8.RuneError && size <= 1 {
				if !atEOF && !utf8.FullRune(src[nSrc:]) {
					return nDst, nSrc, transform.ErrShortSrc
				}
				if !m.said {
					m.said = true
					m.file.Remark("is not UTF-8 throughout; the bytes that are not were read as Windows-1252 (Latin-1)")
				}
				r, size = charmap.Windows1252.DecodeByte(src[nSrc]), 1
			}
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// Limits on the parts of a file, far above what is real. They bound memory,
// and turn a quote that was never closed into an error.
const (
	maxRow  = 16 << 20 // bytes of a row, line or item
	maxCell = 64 << 10 // bytes of a cell that is used
)

var errRowTooLong = errors.New("is longer than 16 MiB; is a quote not closed?")

// A TextLine is a line without its ending, and its number from 1. It is valid
// until the next.
type TextLine struct {
	Number int
	Text   []byte
}

// Lines are the lines of the text. An error is the last, and ends the file.
func (f *File) Lines() iter.Seq2[TextLine, error] { return lines(f, f.Text()) }

func lines(f *File, text io.Reader) iter.Seq2[TextLine, error] {
	return func(yield func(TextLine, error) bool) {
		in := bufio.NewReaderSize(text, headSize)
		var long []byte // a line that goes over the buffer
		for n := 1; ; n++ {
			long = long[:0]
			line, err := in.ReadSlice('\n')
			for errors.Is(err, bufio.ErrBufferFull) && len(long) <= maxRow {
				long = append(long, line...)
				line, err = in.ReadSlice('\n')
			}
			if len(long) > 0 {
				long = append(long, line...)
				line = long
			}
			switch {
			case len(line) > maxRow:
				yield(TextLine{}, f.broken(Line(n), errRowTooLong))
				return
			case err != nil && err != io.EOF:
				yield(TextLine{}, f.broken(Line(n), err))
				return
			case err == io.EOF && len(line) == 0:
				return
			}
			if !yield(TextLine{n, bytes.TrimRight(line, "\r\n")}, nil) || err == io.EOF {
				return
			}
		}
	}
}
