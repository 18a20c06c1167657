package main

import (
	"charm.land/huh/v2"
	"charm.land/lipgloss/v2"
)

// Colour says two things only, where the cursor is and what is wrong, in the
// terminal's own sixteen, so that it suits dark and light ones alike.
var (
	formBold  = lipgloss.NewStyle().Bold(true).Render
	formDim   = lipgloss.NewStyle().Faint(true).Render
	formHere  = lipgloss.NewStyle().Foreground(lipgloss.Cyan).Bold(true).Render
	formFault = lipgloss.NewStyle().Foreground(lipgloss.Red).Render
)

var formTheme = huh.ThemeFunc(func(dark bool) *huh.Styles {
	t := huh.ThemeBase(dark)
	t.Focused.Base = lipgloss.NewStyle().PaddingLeft(1)
	t.Focused.SelectSelector = lipgloss.NewStyle().Foreground(lipgloss.Cyan).SetString("> ")
	t.Focused.SelectedOption = lipgloss.NewStyle().Foreground(lipgloss.Cyan).Bold(true)
	t.Focused.TextInput.Prompt = lipgloss.NewStyle().Foreground(lipgloss.Cyan)
	t.Focused.TextInput.Placeholder = lipgloss.NewStyle().Faint(true)
	t.Blurred = t.Focused
	return t
})

// formKeys are the usual keys but for the filter: a few options need none, and
// many have one of their own.
func formKeys() *huh.KeyMap {
	k := huh.NewDefaultKeyMap()
	k.Select.Filter.SetEnabled(false)
	return k
}
