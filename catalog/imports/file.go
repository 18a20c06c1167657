package imports

import (
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"

	"readpath/catalog"
)

// A File is an export while it is read. Its bytes can be had once.
type File struct {
	Name    string // by which faults name it
	path    string // "" where the bytes do not lie in a file as they are
	bytes   *bufio.Reader
	remarks []string
}

const headSize = 64 << 10 // of what is looked at to guess a format or an encoding

// NewFile prepares to read r, which may be compressed by gzip. path is where
// its bytes lie on disk, "" if nowhere; only a database is opened there.
func NewFile(name, path string, r io.Reader) (*File, error) {
	f := &File{Name: name, path: path, bytes: bufio.NewReaderSize(r, headSize)}
	if head, _ := f.bytes.Peek(2); len(head) == 2 && head[0] == 0x1f && head[1] == 0x8b {
		packed := &counter{r: f.bytes}
		unpacked, err := gzip.NewReader(packed)
		if err != nil {
			return nil, f.broken(Place{}, err)
		}
		f.path = ""
		f.bytes = bufio.NewReaderSize(&expansion{packed: packed, r: unpacked}, headSize)
	}
	return f, nil
}

// Head is the beginning of the file, unpacked: up to 64 KiB. Whatever keeps it
// from being read is reported by the reading that follows.
func (f *File) Head() []byte {
	head, _ := f.bytes.Peek(headSize)
	return head
}

// Empty is the fault of a file that has nothing in it, or of one that cannot
// be read at all.
func (f *File) Empty() error {
	if _, err := f.bytes.ReadByte(); err != nil && err != io.EOF {
		return f.broken(Line(1), err)
	}
	return f.Fault(Line(1), "is empty")
}

// Remarks are what is to be said of the file as a whole, once it has been read.
func (f *File) Remarks() []string { return f.remarks }

// Remark notes something about the file as a whole.
func (f *File) Remark(format string, args ...any) {
	f.remarks = append(f.remarks, fmt.Sprintf(format, args...))
}

// Fault is the error that ends a file: "books.csv:17: what". Without a place
// the whole file is meant.
func (f *File) Fault(p Place, format string, args ...any) error {
	what := fmt.Sprintf(format, args...)
	if p.Unit == "line" {
		return catalog.Faults{{File: f.Name, Line: p.Number, What: what}}
	}
	if p.Unit != "" {
		what = p.String() + ": " + what
	}
	return catalog.Faults{{File: f.Name, What: what}}
}

// broken is the fault of a file that could not be read on.
func (f *File) broken(p Place, err error) error {
	var done catalog.Faults
	switch {
	case errors.As(err, &done):
		return done
	case errors.Is(err, io.ErrUnexpectedEOF):
		return f.Fault(p, "the gzip file ends too soon; was it downloaded to its end?")
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum):
		return f.Fault(p, "the gzip file is damaged: %v", err)
	}
	return f.Fault(p, "%v", plain(err))
}

// plain is an I/O error without its path, which the fault names already.
func plain(err error) error {
	if pe, ok := errors.AsType[*os.PathError](err); ok {
		return pe.Err
	}
	return err
}

// OnDisk calls use with a path under which the file's bytes lie: its own, or
// that of a copy in a temporary folder, which is removed afterwards.
func (f *File) OnDisk(use func(path string) error) error {
	if f.path != "" {
		return use(f.path)
	}
	tmp, err := os.CreateTemp("", "readpath-import-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name())
	_, err = io.Copy(tmp, f.bytes)
	if err := errors.Join(err, tmp.Close()); err != nil {
		return f.broken(Place{}, err)
	}
	return use(tmp.Name())
}

// Limits on what a gzip file may unpack to. Exports of text shrink to a tenth;
// a hundredth and less is what bombs are made of.
const (
	maxRatio   = 100
	ratioFrom  = 16 << 20 // bytes: small files may be as repetitive as they like
	bombAdvice = "unpacks to more than %d times its size; if that is as it should be, unpack it first"
)

// expansion stops a gzip bomb.
type expansion struct {
	packed *counter
	r      io.Reader
	n      int64
}

func (e *expansion) Read(p []byte) (int, error) {
	n, err := e.r.Read(p)
	e.n += int64(n)
	if e.n > ratioFrom && e.n > maxRatio*e.packed.n {
		return 0, fmt.Errorf(bombAdvice, maxRatio)
	}
	return n, err
}

// counter counts the bytes that were read through it.
type counter struct {
	r io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	c.n += int64(n)
	return n, err
}
