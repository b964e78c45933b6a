#pragma once

// A hypothesis at one point: how does the interval stand to what is expected?
//
// Three words of a decision, disjoint by construction, around the smallest effect that matters m (the hypothesis's own
// threshold, turned to be above 1):
//
//      less           equivalent          greater
//   ────────┤1/m├────────1────────┤m├────────►  ratio        anything else: inconclusive
//
// "Equivalent" is a decision of its own, never a failure to find a difference: two one-sided tests (Schuirmann 1987),
// which at an error e are the same as an interval of level 1 - 2e inside the band. The other words ask the interval of
// level 1 - e. No interval counts as narrower than the run's noise floor: an estimate that identical arms could have
// come out at decides nothing.

#include <span>

#include "harness/model/conclusions/judgement.h"

namespace memlore::judge {

/// A ratio with the two intervals that decide about it at one error.
struct RatioIntervals {
  Estimate ratio;              ///< At level 1 - error.
  double equivalence_low = 0;  ///< At level 1 - 2 error.
  double equivalence_high = 0;

  bool operator==(const RatioIntervals&) const = default;
};

/// The intervals of a ratio from independent values of its logarithm, at an error in (0, 0.5). Requires at least one.
RatioIntervals ratio_intervals(std::span<const double> log_ratios, double error);

/// Half the width of an interval on the log scale; infinite where it has no ends.
double half_width_of(const Estimate& ratio);

/// Holds an estimated ratio against a hypothesis. `floor` is a ratio of at least 1.
Comparison compare_estimate(const Hypothesis& hypothesis, const Point& point, const RatioIntervals& intervals,
                            double floor);

/// The smallest error at which the hypothesis is decided either way by the intervals alone, without a noise floor: the
/// p value of the comparison; 1 where none decides. Requires at least one value.
double deciding_error(const Hypothesis& hypothesis, std::span<const double> log_ratios);

/// Holds exact values against a hypothesis; no interval is needed. Without a baseline the hypothesis is about the
/// contender's own value.
Comparison compare_exactly(const Hypothesis& hypothesis, const Point& point, double contender,
                           std::optional<double> baseline);

/// Holds values against a hypothesis that were observed once, in one process each, of a metric that is not exact
/// (resident memory, kernel counters). There is no interval; the ratio decides only with a margin.
Comparison compare_once(const Hypothesis& hypothesis, const Point& point, double contender,
                        std::optional<double> baseline);

/// Share by which a value observed once may be off: pages of start-up and alignment move resident memory by less.
inline constexpr double once_margin = 0.02;

/// A comparison that could not be made.
Comparison not_measured(const Point& point, std::string code, std::string message);

}  // namespace memlore::judge
