package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"readpath/catalog"
	"readpath/index"
	"readpath/index/disk"
)

// library opens the catalogs that the command line names: folders of YAML, and
// libraries on disk.
func (g *globalOptions) library() (*index.Library, error) {
	var sources []catalog.Source
	var disks []*disk.Library
	for _, name := range g.catalogs {
		if disk.IsLibrary(name) {
			d, err := disk.Open(name)
			if err != nil {
				return nil, errors.Join(err, closeAll(disks))
			}
			disks = append(disks, d)
			continue
		}
		src, err := source(name)
		if err != nil {
			return nil, errors.Join(err, closeAll(disks))
		}
		sources = append(sources, src)
	}
	lib, err := index.Open(cacheDir(), withSkills(sources)...)
	if err != nil {
		return nil, errors.Join(err, closeAll(disks))
	}
	lib.Beside(disks...)
	return lib, nil
}

func closeAll(disks []*disk.Library) error {
	var errs []error
	for _, d := range disks {
		errs = append(errs, d.Close())
	}
	return errors.Join(errs...)
}

// sources are the folders of YAML that the command line names.
func (g *globalOptions) sources() ([]catalog.Source, error) {
	var sources []catalog.Source
	for _, name := range g.catalogs {
		src, err := source(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, src)
	}
	return sources, nil
}

// withSkills puts the shipped skills under sources none of which has any.
func withSkills(sources []catalog.Source) []catalog.Source {
	if slices.ContainsFunc(sources, hasSkills) {
		return sources
	}
	return append(sources, catalog.ShippedSkills())
}

// hasSkills reports whether a source brings skills of its own. Where none does,
// as in a folder of books or a library on disk, levels name shipped skills.
func hasSkills(src catalog.Source) bool {
	info, err := fs.Stat(src.FS, "skills")
	return err == nil && info.IsDir()
}

// source is the catalog of a name: a folder, or the shipped one.
func source(name string) (catalog.Source, error) {
	if name == catalog.ShippedName {
		return catalog.Shipped(), nil
	}
	info, err := os.Stat(name)
	if err != nil {
		return catalog.Source{}, err
	}
	if !info.IsDir() {
		return catalog.Source{}, &os.PathError{Op: "catalog", Path: name, Err: errNotFolder}
	}
	return catalog.Source{Name: name, FS: os.DirFS(name)}, nil
}

// cacheDir is readpath's folder below the user's cache folder, "" if the user
// has none.
func cacheDir() string {
	dir, err := os.UserCacheDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "readpath")
}

// completeBooks offers the ids of books, with their titles.
func (g *globalOptions) completeBooks(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	lib, err := g.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, b := range lib.Catalog().Books() {
		out = append(out, cobra.CompletionWithDesc(b.ID, b.Title))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}

// completeSkills offers the ids of skills, for --know.
func (g *globalOptions) completeSkills(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	lib, err := g.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, s := range lib.Catalog().Skills() {
		out = append(out, cobra.CompletionWithDesc(s.ID+"=", s.Name))
	}
	return out, cobra.ShellCompDirectiveNoFileComp | cobra.ShellCompDirectiveNoSpace
}

// completeGoals offers the ids of skills, areas and backgrounds, for --goal.
func (g *globalOptions) completeGoals(cmd *cobra.Command, args []string, begun string) ([]string, cobra.ShellCompDirective) {
	lib, err := g.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	out, directive := g.completeSkills(cmd, args, begun)
	for _, a := range lib.Catalog().Areas() {
		out = append(out, cobra.CompletionWithDesc(a+"=", "all of this area"))
	}
	backgrounds, _ := g.completeBackgrounds(cmd, args, begun)
	return append(out, backgrounds...), directive
}

// completeBackgrounds offers the ids of backgrounds, with who they are.
func (g *globalOptions) completeBackgrounds(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	lib, err := g.library()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	all, err := lib.Catalog().Backgrounds()
	if err != nil {
		return nil, cobra.ShellCompDirectiveError
	}
	var out []string
	for _, b := range all {
		out = append(out, cobra.CompletionWithDesc(b.ID, b.Description))
	}
	return out, cobra.ShellCompDirectiveNoFileComp
}
