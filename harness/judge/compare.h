#pragma once

// A hypothesis at one point: how does the interval stand to what is expected?
//
// Three words of a decision, disjoint by construction, around the smallest effect that matters m (the hypothesis's own
// threshold, turned to be above 1):
//
//      less           equivalent          greater
//   ────────┤1/m├────────1────────┤m├────────►  ratio        anything else: inconclusive
//
// "Equivalent" is a decision of its own (the whole interval lies inside the band), never a failure to find a
// difference. The interval is first widened by the run's noise floor: what identical arms show cannot decide anything.

#include "harness/model/judgement.h"

namespace memlore::judge {

/// Holds an estimated ratio against a hypothesis. `floor` is a ratio of at least 1.
Comparison compare_estimate(const Hypothesis& hypothesis, const Point& point, const Estimate& ratio, double floor);

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
