package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"readpath/profiles"
)

// usualProfile is the name of the profile of who gives none.
const usualProfile = "me"

// profilePath is the file of a profile: what looks like a path is one, and any
// other word is the name of a profile in the user's folder. "-", standard
// input, stays.
func profilePath(name string) (string, error) {
	if name == "-" || strings.ContainsAny(name, "/"+string(filepath.Separator)) || isYAML(name) {
		return name, nil
	}
	dir, err := profileDir()
	if err != nil {
		return "", fmt.Errorf("there is no folder for profiles with a name: %w; name a file, as in ./%s.yaml", err, name)
	}
	return filepath.Join(dir, name+".yaml"), nil
}

func isYAML(name string) bool {
	ext := strings.ToLower(filepath.Ext(name))
	return ext == ".yaml" || ext == ".yml"
}

// profileDir is the folder of the profiles with a name.
func profileDir() (string, error) {
	dir, err := os.UserConfigDir()
	return filepath.Join(dir, "readpath"), err
}

// A noProfileError says that there is no profile of a name, or in a file.
type noProfileError struct{ Name, Path string }

func (e *noProfileError) Error() string {
	if e.Name == e.Path {
		return "there is no profile " + e.Path
	}
	return fmt.Sprintf("there is no profile %q: %s does not exist", e.Name, e.Path)
}

// loadProfile reads a profile by its name or file, or standard input for "-".
func loadProfile(name string, in io.Reader, cat profiles.Names) (*profiles.Profile, error) {
	path, err := profilePath(name)
	if err != nil {
		return nil, err
	}
	if path == "-" {
		return profiles.Load(in, "standard input", cat)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, missing(err, name, path)
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.IsDir() {
		return nil, fmt.Errorf("%s is a folder; a profile is a file", path)
	}
	return profiles.Load(f, path, cat)
}

// missing is an error about a profile's file, which may say that there is none.
func missing(err error, name, path string) error {
	if errors.Is(err, fs.ErrNotExist) {
		return &noProfileError{name, path}
	}
	return err
}

// editProfile changes the file of a profile; the path is what it is called by.
func editProfile(name string, cat profiles.Names, change func(*profiles.Profile, *profiles.Draft) error) (path string, p *profiles.Profile, err error) {
	if path, err = profilePath(name); err != nil {
		return "", nil, err
	}
	if path == "-" {
		return "", nil, usagef("--profile -: standard input cannot be changed; name a file")
	}
	p, err = profiles.Edit(path, cat, change)
	return path, p, missing(err, name, path)
}

// hasUsual reports whether there is a profile for who gives none.
func hasUsual() bool {
	path, err := profilePath(usualProfile)
	if err != nil {
		return false
	}
	_, err = os.Stat(path)
	return err == nil
}

// profileNames are the names of the profiles in the user's folder, sorted.
func profileNames() []string {
	dir, err := profileDir()
	if err != nil {
		return nil
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".yaml"); ok && !e.IsDir() && !strings.HasPrefix(name, ".") {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names
}

// completeProfiles offers the names of profiles, and files.
func completeProfiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return profileNames(), cobra.ShellCompDirectiveDefault
}

// profileFlag is --profile: the first is the reader, more of them are a group.
type profileFlag struct{ o *readerOptions }

func (f profileFlag) String() string {
	if f.o == nil {
		return ""
	}
	return f.o.profile
}

func (f profileFlag) Type() string { return "profile" }

func (f profileFlag) Set(name string) error {
	switch {
	case name == "":
		return errors.New("is empty; name a profile or a file")
	case f.o.profile == "":
		f.o.profile = name
	default:
		f.o.others = append(f.o.others, name)
	}
	return nil
}
