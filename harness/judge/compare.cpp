#include "harness/judge/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "harness/judge/error_budget.h"
#include "harness/model/text/counted.h"
#include "harness/model/text/printable.h"
#include "harness/stats/median.h"
#include "harness/stats/median_interval.h"

namespace memlore::judge {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

/// The ratio, or the contender's own value without a baseline. Both zero is the same; something over nothing is more
/// than any ratio.
double ratio_of(double contender, std::optional<double> baseline) {
  if (!baseline) return contender;
  if (*baseline != 0) return contender / *baseline;
  return contender == 0 ? 1 : infinity;
}

/// Ends of the interval that asks for a difference, and of the one that asks for equivalence.
struct Ends {
  double low = 0;
  double high = 0;
  double equivalence_low = 0;
  double equivalence_high = 0;
};

Ends exactly(double value) { return {value, value, value, value}; }

Ends between(double low, double high) { return {low, high, low, high}; }

/// The margin around 1 within which two arms are called the same.
double margin_of(const Claim& claim) { return claim.relation == Relation::within ? claim.threshold : same_margin; }

Decision decide(const Ends& ends, double margin) {
  if (ends.low == 1 && ends.high == 1) return Decision::same;
  if (ends.equivalence_low >= 1 / margin && ends.equivalence_high <= margin) return Decision::same;
  if (ends.low > 1) return Decision::greater;
  return ends.high < 1 ? Decision::less : Decision::undecided;
}

/// An exact ratio is the same as 1 or it is not.
Decision decide_exactly(double ratio) {
  if (ratio == 1) return Decision::same;
  return ratio > 1 ? Decision::greater : Decision::less;
}

Stance stance_of(const Claim& claim, const Ends& ends) {
  const double threshold = claim.threshold;
  switch (claim.relation) {
    case Relation::at_least:
      if (ends.low >= threshold) return Stance::supports;
      return ends.high < threshold ? Stance::contradicts : Stance::undecided;
    case Relation::at_most:
      if (ends.high <= threshold) return Stance::supports;
      return ends.low > threshold ? Stance::contradicts : Stance::undecided;
    case Relation::within:
      if (ends.equivalence_low >= 1 / threshold && ends.equivalence_high <= threshold) return Stance::supports;
      return ends.low > threshold || ends.high < 1 / threshold ? Stance::contradicts : Stance::undecided;
  }
  return Stance::undecided;
}

Ends ends_of(const RatioIntervals& intervals) {
  return {intervals.ratio.low, intervals.ratio.high, intervals.equivalence_low, intervals.equivalence_high};
}

/// No end nearer to the estimate than the floor.
Ends no_narrower_than(const Ends& ends, double value, double floor) {
  return {std::min(ends.low, value / floor), std::max(ends.high, value * floor),
          std::min(ends.equivalence_low, value / floor), std::max(ends.equivalence_high, value * floor)};
}

Reason reason_of(Stance stance, bool decided_without_floor, const Estimate& ratio, double floor) {
  if (stance == Stance::supports) return {"interval_supports", "the whole interval lies where the claim says"};
  if (stance == Stance::contradicts)
    return {"interval_contradicts", "no part of the interval lies where the claim says"};
  if (!std::isfinite(ratio.low) || !std::isfinite(ratio.high)) {
    return {"too_few_processes",
            fmt::format("{} cannot support the level {:.4f}", counted(ratio.n, "process"), ratio.level)};
  }
  if (decided_without_floor) {
    return {"under_noise_floor", fmt::format("two copies of one arm differ as much: the noise floor is {} %",
                                             decimal(100 * (floor - 1), 2))};
  }
  return {"interval_too_wide", "the interval includes the threshold"};
}

}  // namespace

RatioIntervals ratio_intervals(std::span<const double> log_ratios, double error) {
  const double level = 1 - error;
  const auto interval = stats::median_interval(log_ratios, level);
  const auto inner = stats::median_interval(log_ratios, 1 - 2 * error);
  return {.ratio = {.value = std::exp(stats::median(log_ratios)),
                    .low = std::exp(interval.low),
                    .high = std::exp(interval.high),
                    .level = level,
                    .n = static_cast<int>(log_ratios.size()),
                    .warnings = {}},
          .equivalence_low = std::exp(inner.low),
          .equivalence_high = std::exp(inner.high)};
}

Estimate plain_interval(std::span<const double> log_ratios, const Profile& profile) {
  return ratio_intervals(log_ratios, nominal_error * price_of_stopping(profile)).ratio;
}

double half_width_of(const Estimate& ratio) { return (std::log(ratio.high) - std::log(ratio.low)) / 2; }

Comparison compare_estimate(const Claim& claim, const Point& point, const RatioIntervals& intervals, double floor) {
  const auto& ratio = intervals.ratio;
  const auto bare = ends_of(intervals);
  const auto ends = no_narrower_than(bare, ratio.value, floor);
  const auto stance = stance_of(claim, ends);
  const bool decided_without_floor = stance_of(claim, bare) != Stance::undecided;
  return {.point = point,
          .estimate = ratio,
          .low_95 = ratio.low,
          .high_95 = ratio.high,
          .contender = {},
          .baseline = {},
          .noise_floor = floor,
          .decision = decide(ends, margin_of(claim)),
          .stance = stance,
          .reason = reason_of(stance, decided_without_floor, ratio, floor)};
}

double deciding_error(const Claim& claim, std::span<const double> log_ratios) {
  constexpr double smallest = 1e-12;
  constexpr double largest = 0.4999;  // The equivalence interval's level is 1 - 2 error.
  constexpr int halvings = 26;        // To a millionth of itself.
  auto decided = [&](double error) {
    return stance_of(claim, ends_of(ratio_intervals(log_ratios, error))) != Stance::undecided;
  };
  if (!decided(largest)) return 1;
  double low = std::log(smallest);
  double high = std::log(largest);
  for (int i = 0; i < halvings; ++i) {
    const double middle = (low + high) / 2;
    (decided(std::exp(middle)) ? high : low) = middle;
  }
  return std::exp(high);
}

Comparison compare_exactly(const Claim& claim, const Point& point, double contender, std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const auto stance = stance_of(claim, exactly(value));
  return {.point = point,
          .estimate = {.value = value, .low = value, .high = value, .level = 1, .n = 1, .warnings = {}},
          .low_95 = value,
          .high_95 = value,
          .contender = contender,
          .baseline = baseline,
          .noise_floor = 0,
          .error = 0,
          .decision = baseline ? decide_exactly(value) : Decision::undecided,
          .stance = stance,
          .reason = stance == Stance::supports ? Reason{"exact_supports", "exact, and as the claim says"}
                                               : Reason{"exact_contradicts", "exact, and not as the claim says"}};
}

Comparison compare_once(const Claim& claim, const Point& point, double contender, std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const double low = value / (1 + once_margin);
  const double high = value * (1 + once_margin);
  const auto stance = stance_of(claim, between(low, high));
  const auto side = stance == Stance::supports      ? "as the claim says"
                    : stance == Stance::contradicts ? "not as the claim says"
                                                    : "too near the threshold to say";
  return {.point = point,
          .estimate = {.value = value, .low = -infinity, .high = infinity, .level = 0, .n = 1, .warnings = {}},
          .low_95 = -infinity,
          .high_95 = infinity,
          .contender = contender,
          .baseline = baseline,
          .noise_floor = 1 + once_margin,
          .decision = baseline ? decide(between(low, high), margin_of(claim)) : Decision::undecided,
          .stance = stance,
          .reason = {"observed_once",
                     fmt::format("observed in one process, with a margin of {:.0f} %: {}", 100 * once_margin, side)}};
}

Comparison not_measured(const Point& point, std::string reason) {
  Comparison comparison;
  comparison.point = point;
  comparison.estimate.low = comparison.low_95 = -infinity;
  comparison.estimate.high = comparison.high_95 = infinity;
  comparison.reason = {"not_measured", std::move(reason)};
  return comparison;
}

Comparison outside_domain(Comparison comparison) {
  comparison.stance = Stance::outside;
  if (comparison.reason.code == "not_measured") return comparison;
  comparison.reason = {"outside_domain", "the claim does not speak of this point"};
  return comparison;
}

}  // namespace memlore::judge
