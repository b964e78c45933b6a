#pragma once

#include <optional>
#include <span>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Where a sweep turns: the one split of one factor that explains most of its decided comparisons, or nothing where no
/// split explains at least nine in ten (or where nothing turns). Ordered factors split between neighbouring levels;
/// categories split one level from the rest.
std::optional<Turn> find_turn(std::span<const Factor> factors, std::span<const Comparison> comparisons);

}  // namespace memlore::judge
