package main

import (
	"io"
	"os"
	"runtime/debug"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// An import runs long, and its memory counts: less garbage may lie about than
// in other commands, in percent of what is held, and where memory comes near
// the limit, in bytes, still less.
const (
	importGC     = 150
	importMemory = 700 << 20
)

// littleMemory sets that for an import, and returns what undoes it.
func littleMemory() (undo func()) {
	gc, limit := debug.SetGCPercent(importGC), debug.SetMemoryLimit(importMemory)
	return func() {
		debug.SetGCPercent(gc)
		debug.SetMemoryLimit(limit)
	}
}

// newProgress shows on w how much of total is done, the rate and the time that
// is left: of bytes if total is a number of these, else of books. It is quiet
// where w is no terminal, and gone when it is closed.
func newProgress(w io.Writer, what string, total int64, bytes bool) *progressbar.ProgressBar {
	f, ok := w.(*os.File)
	options := []progressbar.Option{
		progressbar.OptionSetWriter(w),
		progressbar.OptionSetVisibility(ok && term.IsTerminal(int(f.Fd()))),
		progressbar.OptionSetDescription(what),
		progressbar.OptionSetWidth(20),
		progressbar.OptionThrottle(100 * time.Millisecond),
		progressbar.OptionClearOnFinish(),
		progressbar.OptionSetPredictTime(true),
	}
	if bytes {
		options = append(options, progressbar.OptionShowBytes(true), progressbar.OptionShowTotalBytes(true))
	} else {
		options = append(options, progressbar.OptionShowCount(), progressbar.OptionShowIts(), progressbar.OptionSetItsString("books"))
	}
	return progressbar.NewOptions64(total, options...)
}
