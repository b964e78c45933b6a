#pragma once

// How well is a median known from n independent values, without assuming how they are distributed?
//
// The interval between the d-th smallest and the d-th largest value covers the median with a probability that the
// binomial distribution gives for any continuous distribution (the sign test turned round). The few levels that n
// values offer are joined by the interpolation of Hettmansperger and Sheather (1986), which is close to the nominal
// level for skewed and heavy-tailed distributions alike (Nyblom 1992); the simulations beside this file show it.
//
// Limits: n values cannot support a level above 1 - 2^(1-n). Asked for more, the interval is unbounded, which is the
// truth, rather than as wide as the data. Dependence between the values is not seen here: give one value a process.

#include <span>

namespace memlore::stats {

/// Ends of an interval; infinite where the values cannot support the level.
struct Interval {
  double low = 0;
  double high = 0;

  bool operator==(const Interval&) const = default;
};

/// Two-sided interval for the median at `level` in (0, 1). Requires at least one value.
Interval median_interval(std::span<const double> values, double level);

}  // namespace memlore::stats
