package catalog

import (
	"errors"
	"fmt"
	"strings"
)

// ParseISBN reads an ISBN of 10 or 13 digits, with or without hyphens and
// spaces, checks its checksum and returns the 13 digits (ISO 2108).
func ParseISBN(s string) (string, error) {
	digits := strings.ReplaceAll(strings.ReplaceAll(strings.ToUpper(s), "-", ""), " ", "")
	switch len(digits) {
	case 10:
		sum := 0
		for i, c := range digits {
			switch {
			case c >= '0' && c <= '9':
				sum += (10 - i) * int(c-'0')
			case c == 'X' && i == 9:
				sum += 10
			default:
				return "", errors.New("an ISBN has only digits, and an X at the end of the old form")
			}
		}
		if sum%11 != 0 {
			return "", fmt.Errorf("the check digit of ISBN %s does not match; a digit is mistyped", s)
		}
		digits = "978" + digits[:9]
		return digits + string('0'+byte(isbn13Check(digits))), nil
	case 13:
		for _, c := range digits {
			if c < '0' || c > '9' {
				return "", errors.New("an ISBN has only digits, and an X at the end of the old form")
			}
		}
		if want := isbn13Check(digits[:12]); int(digits[12]-'0') != want {
			return "", fmt.Errorf("the check digit of ISBN %s should be %d; a digit is mistyped", s, want)
		}
		return digits, nil
	}
	return "", fmt.Errorf("an ISBN has 13 digits (or 10 in its old form), not %d", len(digits))
}

// isbn13Check is the check digit after twelve digits.
func isbn13Check(digits string) int {
	sum := 0
	for i, c := range digits[:12] {
		sum += int(c-'0') * (1 + i%2*2)
	}
	return (10 - sum%10) % 10
}
