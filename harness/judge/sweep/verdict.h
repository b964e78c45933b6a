#pragma once

// What the comparisons of one claim say together. Only the points of its domain count.
//
//   supported   contradicted   verdict
//   some        some           depends
//   none        some           refuted, saying where
//   some        none           holds, saying where, if at least `decided_share` of the points are decided;
//                              else inconclusive, saying where it is supported
//   none        none           inconclusive, saying why
//
// One contradicted point refutes a claim, because a claim speaks of its whole domain. One supported point does not
// prove it. Points near the threshold stay undecided on any machine; they must not hide what the others say.

#include <span>
#include <string>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// The share of the points that must be decided before a claim without a contradicted point holds.
inline constexpr double decided_share = 0.75;

/// The verdict on a claim. `finding` is what the comparisons found, in words (rule_words.h).
Verdict verdict_of(std::span<const Comparison> comparisons, const std::string& finding, bool has_rule);

/// The verdict on every claim of an experiment with a fault.
Verdict invalid_by(const Fault& fault);

}  // namespace memlore::judge
