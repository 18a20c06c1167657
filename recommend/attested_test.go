package recommend

import (
	"strings"
	"testing"

	"readpath/catalog"
)

func TestAttested(t *testing.T) {
	for _, tc := range []struct {
		name   string
		voices string // source, pair in its order, ! where Order has it inverted
		want   Attested
	}{
		{"one source alone", "x ab, x bc, x ab", Attested{}},
		{"two that agree", "x ab, y ab", Attested{
			Pairs: 1, Sources: 2, Others: Agreement{1, 1}, Order: Agreement{1, 1}, Unanimous: 1, AsAll: 1,
		}},
		{"two that do not", "x ab, y ba!", Attested{Pairs: 1, Sources: 2, Order: Agreement{0.5, 0.5}}},
		{"all against it", "x ab!, y ab!", Attested{Pairs: 1, Sources: 2, Others: Agreement{1, 1}, Unanimous: 1}},
		{"said twice, in order in one list only", "x ab, x ab!, y ab", Attested{
			Pairs: 1, Sources: 2, Others: Agreement{1, 1}, Order: Agreement{0.5, 0.5}, Unanimous: 1,
		}},
		// x and y each have one of the two others with them, z has none.
		{"three", "x ab, y ab, z ba!", Attested{Pairs: 1, Sources: 3, Others: Agreement{1. / 3, 1. / 3}, Order: Agreement{2. / 3, 2. / 3}}},
		// x agrees with y on one pair of two; what only z names does not count.
		{"by source and by pair", "x ab, y ab, x cd, z dc, x ef, z gh", Attested{
			Pairs: 2, Sources: 3, Others: Agreement{0.5, 0.5}, Order: Agreement{1, 1}, Unanimous: 1, AsAll: 1,
		}},
		// x says both: y has half of what x says.
		{"a source that contradicts itself", "x ab, x ba!, y ab", Attested{
			Pairs: 1, Sources: 2, Others: Agreement{0.5, 0.5}, Order: Agreement{0.75, 2. / 3},
		}},
	} {
		var voices []voice
		for v := range strings.SplitSeq(tc.voices, ", ") {
			first, then := &catalog.Book{ID: v[2:3]}, &catalog.Book{ID: v[3:4]}
			voices = append(voices, voiceOf(v[:1], &bookPair{first, then, strings.HasSuffix(v, "!")}))
		}
		if got := attested(voices); rounded(OrdersScore{Attested: got}) != rounded(OrdersScore{Attested: tc.want}) {
			t.Errorf("%s:\n%+v\nwant\n%+v", tc.name, got, tc.want)
		}
	}
}
