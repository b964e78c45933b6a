#pragma once

// Between which levels does a rule turn?
//
// At each end of a range that a term names, among the points that meet the term's other condition: from the last
// decided level inside to the first decided level outside, unless the rule says the same of both. Levels measured
// between the two, and not decided, are open.
//
// The crossing is where the estimates cross the threshold there. For each combination of the other factors the
// estimates are joined by a line, ratio and level both on the log scale; of several crossings it is the median. A line
// counts where the estimates cross once, and where the two measured levels around the crossing are at most a factor of
// two apart with an integer between them: over a wider gap a line says more than was measured. It is rounded to an
// integer between them. A value without a baseline has no crossing, since values are counts or sizes and move in steps.

#include <span>
#include <vector>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// The turns of a rule that says one thing where all conditions of any of the terms hold, and the other elsewhere.
/// Requires the factors of the conditions.
std::vector<Turn> find_turns(std::span<const std::vector<Condition>> terms, std::span<const Factor> factors,
                             double threshold, std::span<const Comparison> comparisons);

}  // namespace memlore::judge
