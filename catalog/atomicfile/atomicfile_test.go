package atomicfile_test

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"readpath/catalog/atomicfile"
)

func TestWrite(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, text := range []string{"one", "", "three"} {
		if err := atomicfile.Write("f", []byte(text)); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile("f"); err != nil || string(got) != text {
			t.Errorf("got %q, %v, want %q", got, err, text)
		}
	}
	if left, err := filepath.Glob("*"); err != nil || len(left) != 1 {
		t.Errorf("there are %v, %v", left, err)
	}
	for path, want := range map[string]string{
		".": "writing .: is a folder; name a file in it", "none/f": "writing none/f: no such file or directory",
	} {
		if err := atomicfile.Write(path, nil); err == nil || runtime.GOOS != "windows" && err.Error() != want {
			t.Errorf("to %s: %v, want %s", path, err, want)
		}
	}
}

func TestWriteKeepsModeAndLink(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has neither")
	}
	t.Chdir(t.TempDir())
	if err := os.WriteFile("real", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("real", "link"); err != nil {
		t.Fatal(err)
	}
	if err := atomicfile.Write("link", []byte("new")); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Lstat("link"); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	if info, err := os.Stat("real"); err != nil || info.Mode().Perm() != 0o600 || info.Size() != 3 {
		t.Errorf("the file is %v, %v", info, err)
	}
}

func TestClean(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, name := range []string{"f", "f.123.tmp", "f.x.tmp", "g.123.tmp", "f.123"} {
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	atomicfile.Clean("f")
	left, err := filepath.Glob("*")
	if want := []string{"f", "f.123", "f.x.tmp", "g.123.tmp"}; err != nil || !slices.Equal(left, want) {
		t.Errorf("left are %v, %v, want %v", left, err, want)
	}
}
