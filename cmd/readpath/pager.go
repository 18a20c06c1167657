package main

import (
	"bytes"
	"errors"
	"io"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"golang.org/x/term"
)

// paged writes what may be long: where out is a terminal and the text does not
// fit on it, through the reader's pager; else as it is.
func (g *globalOptions) paged(out io.Writer, write func(io.Writer) error) error {
	f, ok := out.(*os.File)
	if !ok || g.noPager || !term.IsTerminal(int(f.Fd())) {
		return write(out)
	}
	var b bytes.Buffer
	if err := write(&b); err != nil {
		return err
	}
	_, height, err := term.GetSize(int(f.Fd()))
	command := pager()
	if err != nil || len(command) == 0 || bytes.Count(b.Bytes(), []byte("\n")) < height {
		_, err := f.Write(b.Bytes())
		return err
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(b.Bytes()), f, os.Stderr
	if _, set := os.LookupEnv("LESS"); !set {
		cmd.Env = append(os.Environ(), "LESS=FRX") // as git does: no longer than needed, with colours, leaving the text there
	}
	if err := cmd.Start(); err != nil {
		_, err := f.Write(b.Bytes()) // a pager that is not there hides nothing
		return err
	}
	err = cmd.Wait()
	if _, exited := errors.AsType[*exec.ExitError](err); exited {
		return nil // it said itself what was wrong
	}
	return err
}

// pager is the command of $PAGER, or less where there is one; none for "cat",
// for an empty $PAGER, and on Windows, whose more knows no colours.
func pager() []string {
	command, set := os.LookupEnv("PAGER")
	switch {
	case set && strings.TrimSpace(command) == "cat":
		return nil
	case set:
		return strings.Fields(command)
	case runtime.GOOS == "windows":
		return nil
	}
	return []string{"less"}
}
