package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	tea "charm.land/bubbletea/v2"
	"charm.land/huh/v2"

	"readpath/profiles"
	"readpath/recommend/export"
)

// formFace puts questions as forms. One program runs through all of them, so
// that what is typed while the next question is made is not lost.
type formFace struct {
	in      io.Reader
	out     io.Writer
	program *tea.Program
	replies chan reply
	done    chan error // of the program, when it ends
}

func newFormFace(in io.Reader, out io.Writer) *formFace { return &formFace{in: in, out: out} }

func (f *formFace) put(ctx context.Context, s screen) (reply, error) {
	if f.program == nil {
		f.replies, f.done = make(chan reply), make(chan error, 1)
		f.program = tea.NewProgram(&form{replies: f.replies}, tea.WithInput(f.in), tea.WithOutput(f.out), tea.WithContext(ctx))
		go func() {
			_, err := f.program.Run()
			f.done <- err
		}()
	}
	f.program.Send(s)
	select {
	case r := <-f.replies:
		return r, nil
	case err := <-f.done:
		f.program = nil
		if err == nil || ctx.Err() != nil {
			return reply{}, errStopped
		}
		return reply{}, err
	}
}

func (f *formFace) close() {
	if f.program != nil {
		f.program.Quit()
		<-f.done
		f.program = nil
	}
}

// form is the terminal's side: the question that is on screen.
type form struct {
	replies       chan<- reply
	width, height int
	screen        *screen           // nil before the first
	busy          bool              // it is answered, and the next one is made
	pending       []tea.KeyPressMsg // typed meanwhile
	help          bool
	fault         string

	choice *huh.Select[string] // where the options are few, else
	input  *huh.Input          // a line to type, and
	typed  *string             // what stands in it, and
	picker *picker             // what it finds; nil where nothing is offered
}

// Values of rows that are no options of the question.
const (
	rowSkip    = "\x00skip"
	rowUnknown = "\x00unknown"
)

// widest is how wide a question becomes: longer lines are hard to read.
const widest = 80

func (*form) Init() tea.Cmd { return nil }

func (f *form) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		f.width, f.height = min(msg.Width, widest), msg.Height
		f.size()
	case screen:
		return f, f.show(&msg)
	case tea.KeyPressMsg:
		switch {
		case msg.String() == "ctrl+c":
			return f, tea.Quit
		case f.screen == nil || f.busy:
			f.pending = append(f.pending, msg)
			return f, nil
		}
		return f, f.key(msg)
	}
	return f, f.pass(msg)
}

// show puts a question on the screen, and types into it what was typed since
// the last was answered.
func (f *form) show(s *screen) tea.Cmd {
	f.screen, f.busy, f.help, f.fault = s, false, false, ""
	f.choice, f.input, f.picker, f.typed = nil, nil, nil, new(string)
	var cmds []tea.Cmd
	if s.Closed() && len(s.Options) > 0 {
		*f.typed = f.preset()
		f.choice = huh.NewSelect[string]().Value(f.typed)
		f.choice.WithTheme(formTheme).WithKeyMap(formKeys())
		cmds = append(cmds, f.choice.Focus())
	} else {
		if s.was != nil && !s.Many {
			*f.typed = strings.Join(s.was.Values, "")
		}
		placeholder := s.Usual
		if placeholder == "" {
			placeholder = s.Skipped
		}
		f.input = huh.NewInput().Value(f.typed).Placeholder(placeholder).Prompt("> ")
		f.input.WithTheme(formTheme).WithKeyMap(formKeys())
		cmds = append(cmds, f.input.Focus())
		if len(s.Options) > 0 {
			f.picker = newPicker(s)
			f.picker.find(*f.typed)
		}
	}
	f.size()
	pending := f.pending
	f.pending = nil
	for n, k := range pending {
		if f.busy { // the keys before answered the question
			f.pending = append(f.pending, pending[n:]...)
			break
		}
		cmds = append(cmds, f.key(k))
	}
	return tea.Batch(cmds...)
}

// preset is the row that holds when a question of few options comes up.
func (f *form) preset() string {
	was := f.screen.was
	switch {
	case was != nil && len(was.Values) > 0:
		return was.Values[0]
	case f.screen.Unknown:
		return rowUnknown
	case f.screen.Usual == "":
		return rowSkip
	}
	return f.screen.Usual
}

// rows are the question's options and, where these are answers too, not
// knowing and having no preference. They are folded here: the field would
// let a comma stand over the edge.
func (f *form) rows() []huh.Option[string] {
	var rows []huh.Option[string]
	add := func(label, value string) {
		rows = append(rows, huh.NewOption(strings.Join(export.Fold(label, f.width-4), "\n"), value))
	}
	for _, o := range f.screen.Options {
		add(o.Label, o.Value)
	}
	switch {
	case f.screen.Unknown:
		add("I don't know", rowUnknown)
	case f.screen.Usual == "" && !f.screen.Needed:
		add(upper(f.screen.Skipped), rowSkip)
	}
	return rows
}

// upper is s with a capital.
func upper(s string) string { return strings.ToUpper(s[:min(1, len(s))]) + s[min(1, len(s)):] }

// size fits the fields to the terminal.
func (f *form) size() {
	const around = 10 // lines above and below the options
	switch {
	case f.choice != nil:
		if at, ok := f.choice.Hovered(); ok {
			*f.typed = at
		}
		f.choice.Options(f.rows()...)
		f.choice.WithWidth(f.width)
		if f.height > 0 {
			if lines := strings.Count(f.choice.View(), "\n") + 1; lines > f.height-around {
				f.choice.WithHeight(max(4, f.height-around))
			}
		}
	case f.input != nil:
		f.input.WithWidth(f.width)
	}
	if f.picker != nil {
		f.picker.rows = min(max(f.height-around-4, 3), 8)
	}
}

// pass hands what the form does not mind to the field.
func (f *form) pass(msg tea.Msg) tea.Cmd {
	var cmd tea.Cmd
	switch {
	case f.choice != nil:
		_, cmd = f.choice.Update(msg)
	case f.input != nil:
		_, cmd = f.input.Update(msg)
		if f.picker != nil {
			f.picker.find(*f.typed)
		}
	}
	return cmd
}

// key is a key while a question is on screen.
func (f *form) key(msg tea.KeyPressMsg) tea.Cmd {
	empty := f.choice != nil || *f.typed == ""
	switch k := msg.String(); {
	case k == "esc" || k == "shift+tab":
		if f.screen.back {
			return f.reply(reply{back: true})
		}
		return nil
	case k == "?" && empty, k == "f1":
		f.help = !f.help
		return nil
	case k == "tab" && !f.screen.Needed:
		return f.answer(f.screen.answer())
	case k == "enter":
		return f.enter()
	case f.picker != nil && (k == "up" || k == "down" || k == "backspace" && empty):
		f.picker.key(k)
		return nil
	}
	f.fault = ""
	return f.pass(msg)
}

// enter takes what is chosen or typed.
func (f *form) enter() tea.Cmd {
	a := f.screen.answer()
	switch {
	case f.choice != nil:
		switch v, _ := f.choice.Hovered(); v {
		case rowSkip:
		case rowUnknown:
			a.Unknown = true
		default:
			a.Values = []string{v}
		}
	case f.picker != nil && (*f.typed != "" || f.picker.at >= 0):
		v, ok := f.picker.chosen()
		if !ok {
			f.fault = fmt.Sprintf("nothing here is called %q", *f.typed)
			return nil
		}
		if v == rowSkip {
			return f.answer(a)
		}
		if err := f.screen.check(f.screen.answer(v)); err != nil {
			f.fault = err.Error()
			return nil
		}
		if f.screen.Many {
			f.picker.pick(v)
			*f.typed = ""
			f.input.Value(f.typed) // shows it
			f.picker.find("")
			f.fault = ""
			return nil
		}
		a.Values = []string{v}
	case f.picker != nil:
		a.Values = f.picker.picked
		if len(a.Values) == 0 && f.screen.Needed {
			f.fault = "this one needs an answer: type a word, and Enter adds what is found"
			return nil
		}
	case strings.TrimSpace(*f.typed) != "":
		a.Values = []string{strings.TrimSpace(*f.typed)}
	}
	return f.answer(a)
}

// answer ends the question, unless the answer makes no sense.
func (f *form) answer(a profiles.Answer) tea.Cmd {
	if err := f.screen.check(a); err != nil {
		f.fault = err.Error()
		return nil
	}
	return f.reply(reply{answer: a})
}

// reply sends a reply; the question stays in sight until the next one comes.
func (f *form) reply(r reply) tea.Cmd {
	f.busy = true
	return func() tea.Msg { f.replies <- r; return nil }
}

func (f *form) View() tea.View {
	if f.screen == nil || f.width == 0 {
		return tea.NewView("")
	}
	var b strings.Builder
	para := func(style func(...string) string, text string) {
		for _, line := range export.Fold(text, f.width-2) {
			b.WriteString(" " + style(line) + "\n")
		}
	}
	if f.screen.number > 0 {
		para(formDim, fmt.Sprintf("readpath · question %d", f.screen.number))
	}
	para(formBold, f.screen.Text)
	para(formDim, f.screen.Why)
	if f.help && f.screen.Help != "" {
		para(formDim, f.screen.Help)
	}
	b.WriteString("\n")
	switch {
	case f.choice != nil:
		b.WriteString(strings.TrimRight(f.choice.View(), "\n ") + "\n")
	default:
		if f.picker != nil {
			b.WriteString(f.picker.above(f.width))
		}
		b.WriteString(f.input.View() + "\n")
		if f.picker != nil {
			b.WriteString(f.picker.below(f.width))
		}
	}
	if f.fault != "" {
		para(formFault, f.fault)
	}
	b.WriteString("\n")
	para(formDim, f.keys())
	v := tea.NewView(strings.TrimSuffix(b.String(), "\n"))
	v.AltScreen = true
	return v
}

// keys says what the keys do here.
func (f *form) keys() string {
	var keys []string
	switch {
	case f.choice != nil:
		keys = append(keys, "↑↓ enter choose")
	case f.picker == nil:
		keys = append(keys, "enter next")
	case f.screen.Many && *f.typed == "" && f.picker.at < 0:
		keys = append(keys, "type to find")
		if !f.screen.Needed || len(f.picker.picked) > 0 {
			keys = append(keys, "enter next")
		}
	case f.screen.Many:
		keys = append(keys, "↑↓ enter add")
	default:
		keys = append(keys, "type to find", "↑↓ enter choose")
	}
	if !f.screen.Needed {
		keys = append(keys, "tab skip")
	}
	if f.screen.back {
		keys = append(keys, "esc back")
	}
	if f.screen.Help != "" {
		keys = append(keys, "? help")
	}
	return strings.Join(append(keys, "ctrl+c stop"), " · ")
}
