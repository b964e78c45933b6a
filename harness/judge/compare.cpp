#include "harness/judge/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

Decision decide(const Ends& ends, double smallest_effect) {
  // Where any effect matters, the three words meet at 1: an exact 1 is no effect.
  if (ends.low == 1 && ends.high == 1) return Decision::equivalent;
  if (ends.low >= smallest_effect) return Decision::greater;
  if (ends.high <= 1 / smallest_effect) return Decision::less;
  if (ends.equivalence_low > 1 / smallest_effect && ends.equivalence_high < smallest_effect)
    return Decision::equivalent;
  return Decision::inconclusive;
}

Stance hold_against(const Hypothesis& hypothesis, const Ends& ends) {
  const double threshold = hypothesis.threshold;
  switch (hypothesis.relation) {
    case Relation::at_least:
      if (ends.low >= threshold) return Stance::supports;
      return ends.high < threshold ? Stance::contradicts : Stance::undecided;
    case Relation::at_most:
      if (ends.high <= threshold) return Stance::supports;
      return ends.low > threshold ? Stance::contradicts : Stance::undecided;
    case Relation::equivalent:
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

/// The smallest effect that matters, as a ratio above 1. A threshold of exactly 1 means that any effect matters.
double smallest_effect(const Hypothesis& hypothesis) {
  return std::max(hypothesis.threshold, 1 / hypothesis.threshold);
}

Reason reason_of(Stance stance, bool decided_without_floor, const Estimate& ratio, double floor) {
  if (stance == Stance::supports) return {"interval_supports", "the whole interval is where the claim expects it"};
  if (stance == Stance::contradicts) return {"interval_contradicts", "the whole interval is where the claim denies it"};
  if (!std::isfinite(ratio.low) || !std::isfinite(ratio.high)) {
    return {"too_few_processes", fmt::format("{} processes cannot support the level {:.4f}", ratio.n, ratio.level)};
  }
  if (decided_without_floor) {
    return {"under_noise_floor",
            fmt::format("decided only without the noise floor of {} %", decimal(100 * (floor - 1), 2))};
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

double half_width_of(const Estimate& ratio) { return (std::log(ratio.high) - std::log(ratio.low)) / 2; }

Comparison compare_estimate(const Hypothesis& hypothesis, const Point& point, const RatioIntervals& intervals,
                            double floor) {
  const auto& ratio = intervals.ratio;
  const auto bare = ends_of(intervals);
  const auto ends = no_narrower_than(bare, ratio.value, floor);
  const auto stance = hold_against(hypothesis, ends);
  const bool decided_without_floor = hold_against(hypothesis, bare) != Stance::undecided;
  return {.point = point,
          .estimate = ratio,
          .low_95 = ratio.low,
          .high_95 = ratio.high,
          .contender = {},
          .baseline = {},
          .noise_floor = floor,
          .decision = decide(ends, smallest_effect(hypothesis)),
          .stance = stance,
          .reason = reason_of(stance, decided_without_floor, ratio, floor)};
}

double deciding_error(const Hypothesis& hypothesis, std::span<const double> log_ratios) {
  constexpr double smallest = 1e-12;
  constexpr double largest = 0.4999;  // The equivalence interval's level is 1 - 2 error.
  constexpr int halvings = 26;        // To a millionth of itself.
  auto decided = [&](double error) {
    return hold_against(hypothesis, ends_of(ratio_intervals(log_ratios, error))) != Stance::undecided;
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

Comparison compare_exactly(const Hypothesis& hypothesis, const Point& point, double contender,
                           std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const auto stance = hold_against(hypothesis, exactly(value));
  return {.point = point,
          .estimate = {.value = value, .low = value, .high = value, .level = 1, .n = 1, .warnings = {}},
          .low_95 = value,
          .high_95 = value,
          .contender = contender,
          .baseline = baseline,
          .noise_floor = 0,
          .error = 0,
          .decision = baseline ? decide(exactly(value), smallest_effect(hypothesis)) : Decision::inconclusive,
          .stance = stance,
          .reason = stance == Stance::supports ? Reason{"exact_supports", "exact, and as the claim expects"}
                                               : Reason{"exact_contradicts", "exact, and not as the claim expects"}};
}

Comparison compare_once(const Hypothesis& hypothesis, const Point& point, double contender,
                        std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const double low = value / (1 + once_margin);
  const double high = value * (1 + once_margin);
  const auto stance = hold_against(hypothesis, between(low, high));
  const auto side = stance == Stance::supports      ? "where the claim expects it"
                    : stance == Stance::contradicts ? "where the claim denies it"
                                                    : "too near the threshold to say";
  return {.point = point,
          .estimate = {.value = value, .low = -infinity, .high = infinity, .level = 0, .n = 1, .warnings = {}},
          .low_95 = -infinity,
          .high_95 = infinity,
          .contender = contender,
          .baseline = baseline,
          .noise_floor = 1 + once_margin,
          .decision = baseline ? decide(between(low, high), smallest_effect(hypothesis)) : Decision::inconclusive,
          .stance = stance,
          .reason = {"observed_once",
                     fmt::format("one process each, held to a margin of {:.0f} %: {}", 100 * once_margin, side)}};
}

Comparison not_measured(const Point& point, std::string code, std::string message) {
  return {.point = point,
          .estimate = {.value = 0, .low = -infinity, .high = infinity, .level = 0, .n = 0, .warnings = {}},
          .low_95 = -infinity,
          .high_95 = infinity,
          .contender = {},
          .baseline = {},
          .noise_floor = 0,
          .decision = Decision::inconclusive,
          .stance = Stance::undecided,
          .reason = {std::move(code), std::move(message)}};
}

}  // namespace memlore::judge
