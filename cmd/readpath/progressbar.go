package main

import (
	"io"
	"os"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

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
