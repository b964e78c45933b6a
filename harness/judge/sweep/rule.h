#pragma once

// Where does a claim hold, and where is it refuted?
//
// A rule is the shortest description of the decided points (rule_search.h): over at most two factors, at the levels
// that were measured. It is exact and deterministic, and it is given only where it explains at least nine tenths of the
// decided points. It describes what was measured and says nothing of levels between or beyond: which points are open
// and which levels were not measured is told beside it (rule_words.h).
//
// A description of one condition gives two regions with a condition each, where both have words of their own: `up to 16
// bytes` and `from 48 bytes`. Otherwise the terms are regions, and the rest is one without a condition. A region ends
// at a decided level, and open levels inside it belong to it.
//
// Where all decided points are alike and others are open, the one region says what the decided points have in common:
// on each of up to two factors the levels at which anything is decided, as long as at least three quarters of the
// points there are decided. Otherwise the region is everywhere.

#include <optional>
#include <span>
#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// True where the comparison says one or the other of its claim.
bool is_decided(const Comparison& comparison);

/// True where the comparison was measured and is undecided.
bool is_open(const Comparison& comparison);

/// The factors that all points of the claim's domain have, with the levels that were measured there, ascending.
std::vector<Factor> judged_factors(std::span<const Factor> factors, std::span<const Comparison> comparisons);

/// The rule of a claim with that threshold; nothing where nothing is decided, or no rule explains nine tenths of it.
/// Comparisons outside of the claim's domain are ignored.
std::optional<Rule> find_rule(std::span<const Factor> factors, double threshold,
                              std::span<const Comparison> comparisons);

}  // namespace memlore::judge
