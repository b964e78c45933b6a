#pragma once

#include <span>

namespace memlore::stats {

/// The median; the mean of the middle two for an even number. Does not reorder the caller's values. Requires at least
/// one.
double median(std::span<const double> values);

/// The quantile at `probability` in [0, 1], by linear interpolation between order statistics (definition 7 of Hyndman
/// and Fan 1996). Requires at least one value.
double quantile(std::span<const double> values, double probability);

}  // namespace memlore::stats
