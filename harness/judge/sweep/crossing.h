#pragma once

#include <optional>
#include <span>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// Where along the factor of a turn the ratio crosses the threshold. For each combination of the other factors the
/// estimates are joined by straight lines (ratio and level both on the log scale; levels as they are where one is not
/// positive), and so are the ends of their intervals: the crossing lies between where the band that the intervals make
/// first touches the threshold and where it leaves it, which inverts the comparisons' own tests (Fieller 1954). Over
/// several slices the ends are the outermost and the place is the median. Nothing for a factor of categories, or where
/// no slice crosses exactly once.
std::optional<Crossing> find_crossing(std::span<const Factor> factors, const Turn& turn, double threshold,
                                      std::span<const Comparison> comparisons);

}  // namespace memlore::judge
