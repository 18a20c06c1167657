package recommend

import (
	"cmp"
	"slices"
)

// Attested is how well sources agree with one another, and Order with the same
// sources, on the pairs of books that two or more of them put in order: no
// order can agree with all of them. A voice is what a source says of a pair.
type Attested struct {
	Pairs     int       `json:"pairs"`
	Sources   int       `json:"sources"`
	Others    Agreement `json:"others"`    // how many of the other sources say what a voice says
	Order     Agreement `json:"order"`     // whether Order does
	Unanimous int       `json:"unanimous"` // pairs of which all say the same
	AsAll     int       `json:"as_all"`    // of these, that Order puts so too, in every list
}

// voice is that a source puts one book before another, and whether Order does
// among the books of its list.
type voice struct {
	low, high string // ids, in their order
	source    string
	rising    bool // low first
	inOrder   bool
}

func voiceOf(source string, p *bookPair) voice {
	v := voice{p.first.ID, p.then.ID, source, true, !p.inverted}
	if v.low > v.high {
		v.low, v.high, v.rising = v.high, v.low, false
	}
	return v
}

// attested counts the voices on pairs of which two sources speak; what a source
// says twice counts once, and is in order where it is in both lists. Cost: a
// sort.
func attested(voices []voice) Attested {
	voices = slices.Clone(voices)
	slices.SortFunc(voices, func(a, b voice) int {
		return cmp.Or(cmp.Compare(a.low, b.low), cmp.Compare(a.high, b.high), cmp.Compare(a.source, b.source),
			compareBool(a.rising, b.rising), compareBool(a.inOrder, b.inOrder))
	})
	voices = slices.CompactFunc(voices, func(a, b voice) bool { b.inOrder = a.inOrder; return a == b })
	var out Attested
	others, order := newShares(), newShares()
	for len(voices) > 0 {
		n := 1
		for n < len(voices) && voices[n].low == voices[0].low && voices[n].high == voices[0].high {
			n++
		}
		out.pair(voices[:n], others, order)
		voices = voices[n:]
	}
	out.Sources = len(others.sources)
	out.Others, out.Order = others.agreement(), order.agreement()
	return out
}

// pair counts the voices on one pair.
func (a *Attested) pair(voices []voice, others, order *shares) {
	if voices[0].source == voices[len(voices)-1].source {
		return
	}
	a.Pairs++
	same, asAll := true, true
	for _, v := range voices {
		agree, of := 0.0, 0.0
		for _, w := range voices {
			if w.source != v.source {
				of++
				if w.rising == v.rising {
					agree++
				}
			}
		}
		others.add(v.source, agree/of)
		order.add(v.source, counts(v.inOrder))
		same = same && v.rising == voices[0].rising
		asAll = asAll && v.inOrder
	}
	if same {
		a.Unanimous++
		if asAll {
			a.AsAll++
		}
	}
}
