#pragma once

#include <optional>
#include <span>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Of the comparisons that a sweep made, the share that must be decided one way, with none against, for "holds" or
/// "refuted". Points next to a threshold stay undecided on any machine; they must not silence all others.
inline constexpr double decided_share = 0.75;

/// What the comparisons of one hypothesis say together.
Verdict verdict_of_comparisons(std::span<const Comparison> comparisons, const std::optional<Turn>& turn);

/// What the hypotheses of one claim say together; a fault makes the claim invalid whatever they say.
Verdict verdict_of_claim(std::span<const HypothesisJudgement> hypotheses, std::span<const Fault> faults);

}  // namespace memlore::judge
