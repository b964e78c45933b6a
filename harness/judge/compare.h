#pragma once

// A claim at one point: does the interval lie where the claim says it does?
//
// The stance compares the interval with the threshold: it supports or contradicts the claim where the whole interval
// lies on one side, and is undecided where the threshold lies inside.
//
// The decision compares the ratio with 1, around a margin m (`same_margin`, or the claim's own margin):
//
//      less            the same            greater
//   ──────────┤1/m├────────1────────┤m├──────────►  ratio        anything else: undecided
//
// "The same" is a decision of its own, never a failure to find a difference: two one-sided tests (Schuirmann 1987),
// which at an error e are the same as an interval of level 1 - 2e inside the margin. The other words ask that the
// interval of level 1 - e lies on one side of 1. No interval counts as narrower than the run's noise floor: a
// difference that identical arms show, too, decides nothing.

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

/// The interval called 95 % of a run with this profile, from independent values of the logarithm.
Estimate plain_interval(std::span<const double> log_ratios, const Profile& profile);

/// Half the width of an interval on the log scale; infinite where it has no ends.
double half_width_of(const Estimate& ratio);

/// Compares an estimated ratio with a claim. `floor` is a ratio of at least 1.
Comparison compare_estimate(const Claim& claim, const Point& point, const RatioIntervals& intervals, double floor);

/// The smallest error at which the claim is decided either way by the intervals alone, without a noise floor: the
/// p value of the comparison; 1 where none decides. Requires at least one value.
double deciding_error(const Claim& claim, std::span<const double> log_ratios);

/// Compares exact values with a claim; no interval is needed. Without a baseline the claim is about the contender's own
/// value.
Comparison compare_exactly(const Claim& claim, const Point& point, double contender, std::optional<double> baseline);

/// Compares values with a claim that are not exact and were observed once, in one process each. There is no interval;
/// the ratio decides only with a margin.
Comparison compare_once(const Claim& claim, const Point& point, double contender, std::optional<double> baseline);

/// Share by which a value observed once may be off: pages of start-up and alignment move resident memory by less.
inline constexpr double once_margin = 0.02;

/// A comparison that could not be made, with the reason.
Comparison not_measured(const Point& point, std::string reason);

/// The comparison at a point that the claim does not speak of: drawn, and not judged.
Comparison outside_domain(Comparison comparison);

}  // namespace memlore::judge
