// Command readpath makes ordered reading plans from a catalog of books and a
// reader's profile.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/index"
	"readpath/index/disk"
	"readpath/profiles"
	"readpath/recommend"
)

// Exit statuses.
const (
	exitOK     = 0
	exitFailed = 1 // the input is wrong, or something could not be read or written
	exitUsage  = 2 // called wrongly
)

func main() {
	// A run allocates some twenty megabytes and ends: collecting garbage five
	// times on the way costs a tenth of it.
	debug.SetGCPercent(400)
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	status := run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(status)
}

// run executes one command line and returns its exit status. Only main calls
// os.Exit, so deferred work always runs and tests can call run directly.
func run(ctx context.Context, args []string, in io.Reader, out, errOut io.Writer) int {
	root := newRootCmd()
	root.SetArgs(args)
	root.SetIn(in)
	root.SetOut(out)
	root.SetErr(errOut)
	parsed := false // flags and arguments were accepted
	root.PersistentPreRun = func(*cobra.Command, []string) { parsed = true }
	cmd, err := root.ExecuteContextC(ctx)
	if err == nil {
		return exitOK
	}
	report(errOut, err)
	if !parsed || errors.As(err, new(usageError)) {
		fmt.Fprintf(errOut, "hint: see '%s --help'\n", cmd.CommandPath())
		return exitUsage
	}
	if h := hint(err); h != "" {
		fmt.Fprintf(errOut, "hint: %s\n", h)
	}
	return exitFailed
}

// report prints an error; faults of files have lines of their own, which begin
// with the file's name as other tools expect.
func report(w io.Writer, err error) {
	var faults catalog.Faults
	if errors.As(err, &faults) && len(faults) > 1 {
		fmt.Fprintf(w, "readpath: %d faults\n%s\n", len(faults), strings.TrimSpace(faults.Error()))
		return
	}
	fmt.Fprintf(w, "readpath: %v\n", err)
}

// usageError is a call that cannot be right whatever the data.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// hint is what to do about an error, where the error itself does not say.
func hint(err error) string {
	if errors.Is(err, recommend.ErrNoGoals) {
		return "name one with --goal, as in --goal distributed-systems=3, or answer the questions of 'readpath'"
	}
	if e, ok := errors.AsType[*recommend.TooLateError](err); ok {
		return fmt.Sprintf("give a later --until than %s, or --weeks", e.Until)
	}
	if e, ok := errors.AsType[*noProfileError](err); ok && e.Name == e.Path {
		return fmt.Sprintf("'readpath profile new %s' writes one to edit", e.Path)
	} else if ok {
		return fmt.Sprintf("'readpath' asks a few questions and saves one, 'readpath profile new %s' writes one to edit; a file here is ./%[1]s", e.Name)
	}
	if e, ok := errors.AsType[*noPlanKeptError](err); ok {
		return fmt.Sprintf("'readpath plan --keep --profile %s' makes one, 'readpath start BOOK' too", e.Profile)
	}
	if errors.Is(err, errNoCourse) {
		return "write one under goals: in the profile; 'readpath skills' lists what there is"
	}
	if e, ok := errors.AsType[*profiles.BusyError](err); ok {
		return fmt.Sprintf("try again; if it stays so, a run of readpath hangs: end it (the lock is beside %s)", e.Path)
	}
	if e, ok := errors.AsType[*catalog.UnknownError](err); ok {
		return fmt.Sprintf("'readpath %s' lists what there is", map[string]string{"book": "catalog list", "skill": "skills", "background": "skills --backgrounds"}[e.Thing])
	}
	if errors.As(err, new(*index.TooManyError)) {
		return "'readpath catalog search WORD...' finds books, 'readpath plan --goal ...' chooses among all of them"
	}
	if errors.As(err, new(*disk.DamageError)) {
		return "make the library again from what was imported, or take it from a backup"
	}
	if e, ok := errors.AsType[*catalog.AmbiguousError](err); ok && len(e.IDs) > 0 {
		return fmt.Sprintf("use an id, such as %s", e.IDs[0])
	}
	return ""
}
