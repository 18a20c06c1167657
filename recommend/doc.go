// Package recommend makes reading plans. It is the method, as pure functions:
// from a catalog, a reader's profile and the books that a search found, to a
// [Plan]. It reads no file and no clock, and equal inputs give equal plans.
//
// # The model
//
// The reader's state s holds a level from 0 to 5 for each skill. A book b asks
// for levels r, brings its reader to levels t, and takes h hours. Then
//
//	shortfall  d  = sum over k of max(0, r_k - s_k)^2
//	readiness  rho = exp(-lambda d), and 0 where d > D^2
//	update     s'_k = s_k + rho eta max(0, t_k - s_k)
//	value      V(s) = sum over k of w_k (min(s_k, g_k) - s0_k) / (g_k - s0_k)
//	felt hours f = h (1 - pref), pref in [-0.25, 0.25]
//
// where g are the levels that the reader wants, w their weights (they sum to
// one over the skills not reached yet) and s0 the state at the start. A plan
// is the sequence of books that has the greatest
//
//	J = sum over i of [ exp(-kappa F_i) (V(s_i) - V(s_i-1)) - mu f_i ]
//
// F_i being the felt hours up to and with book i, among those sequences in
// which every readiness is above 0 and the hours fit the time there is.
// Between sequences that come to much the same the search goes from what
// stands on little in the map of skills to what stands on much, as a teacher
// would: see depthPrice, which is no part of J.
//
// The update is that of Bayesian knowledge tracing, P' = P + (1-P) T (Corbett
// and Anderson, "Knowledge tracing", 1995), with transition probability
// rho eta and the book's level as the ceiling. The gate is a softened outer
// fringe of knowledge space theory (Doignon and Falmagne, "Spaces for the
// assessment of knowledge", 1985): a book is worth as much as its reader is
// ready for it. kappa > 0 makes early value count more, which settles the
// order; mu is the price of an hour, which settles where a plan ends.
//
// # Goals
//
// A goal is a skill with a level; an area, whose skills weigh by their place in
// its graph of prerequisites; a background, whose levels weigh by how far they
// are above the mean of all backgrounds; or a text, which is shared among the
// skills that its search found. See [Target].
//
// # Search
//
// The problem is an orienteering problem in which books open the way to others:
// greedy choices have no guarantee, since the first book of a good pair may
// bring nothing. Plans are begun with bundles (a book and those that make its
// reader ready for it), some of them drawn with a luck that is the same in every
// run; changed one and two books at a time as long as that helps; and polished
// by an exact search over the plan and its best extras. [Prove] says how good a
// plan is at least.
//
// # Explanations
//
// A plan keeps its ledger: for each step the readiness, every skill before and
// after, the value gained, the discount, the price and the terms of pref.
// Whatever a reader is told is a number of the ledger, or the difference of
// two plans that were both computed.
package recommend
