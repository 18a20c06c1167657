package main

import (
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newManCmd() *cobra.Command {
	return &cobra.Command{
		Use:   "man DIR",
		Short: "Write the manual pages into a folder",
		Long: `Write a manual page for every command into a folder, which is made if it is not
there: for packagers, and for 'man readpath-plan' once they lie in a folder that
man knows.`,
		Example: "  readpath man ~/.local/share/man/man1",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := os.MkdirAll(args[0], 0o777); err != nil {
				return err
			}
			root := cmd.Root()
			root.DisableAutoGenTag = true // no date: equal programs, equal pages
			root.InitDefaultCompletionCmd()
			var none time.Time
			header := &doc.GenManHeader{Title: "READPATH", Section: "1", Source: "readpath", Manual: "readpath manual", Date: &none}
			if err := doc.GenManTree(root, header, args[0]); err != nil {
				return err
			}
			pages, err := os.ReadDir(args[0])
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s: %d pages\n", args[0], len(pages))
			return err
		},
	}
}
