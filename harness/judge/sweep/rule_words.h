#pragma once

#include <optional>
#include <span>
#include <string>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// What the comparisons found, without a full stop: where the claim holds and where it is refuted, with the size of the
/// effect; the exceptions; what was not measured between the regions; what is open.
///
///     holds up to 16 bytes (1.00 to 1.09 times); refuted from 48 bytes (1.23 to 27 times); open at 24 and 32 bytes
///     holds except for kind trivial, for payload up to 16 bytes: 0 there, 1 elsewhere (192 of 192 points)
///
/// Without a rule it counts, and lists the points of the rarer stance.
std::string in_words(const std::optional<Rule>& rule, std::span<const Factor> factors,
                     std::span<const Comparison> comparisons, bool of_ratio);

}  // namespace memlore::judge
