#include "harness/judge/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

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

Decision decide(double low, double high, double smallest_effect) {
  // Where any effect matters, the three words meet at 1: an exact 1 is no effect.
  if (low == 1 && high == 1) return Decision::equivalent;
  if (low >= smallest_effect) return Decision::greater;
  if (high <= 1 / smallest_effect) return Decision::less;
  if (low > 1 / smallest_effect && high < smallest_effect) return Decision::equivalent;
  return Decision::inconclusive;
}

Stance hold_against(const Hypothesis& hypothesis, double low, double high) {
  const double threshold = hypothesis.threshold;
  switch (hypothesis.relation) {
    case Relation::at_least:
      if (low >= threshold) return Stance::supports;
      return high < threshold ? Stance::contradicts : Stance::undecided;
    case Relation::at_most:
      if (high <= threshold) return Stance::supports;
      return low > threshold ? Stance::contradicts : Stance::undecided;
    case Relation::equivalent:
      if (low >= 1 / threshold && high <= threshold) return Stance::supports;
      return low > threshold || high < 1 / threshold ? Stance::contradicts : Stance::undecided;
  }
  return Stance::undecided;
}

/// The smallest effect that matters, as a ratio above 1. A threshold of exactly 1 means that any effect matters.
double smallest_effect(const Hypothesis& hypothesis) {
  return std::max(hypothesis.threshold, 1 / hypothesis.threshold);
}

Reason reason_of(Stance stance, bool decided_without_floor, const Estimate& ratio, double floor) {
  if (stance == Stance::supports) return {"interval_supports", "the whole interval is where the claim expects it"};
  if (stance == Stance::contradicts) return {"interval_contradicts", "the whole interval is where the claim denies it"};
  if (!std::isfinite(ratio.low) || !std::isfinite(ratio.high)) {
    return {"too_few_invocations", fmt::format("{} invocations cannot support the level {:.4f}", ratio.n, ratio.level)};
  }
  if (decided_without_floor) {
    return {"under_noise_floor", fmt::format("decided only without the noise floor of {:.2f} %", 100 * (floor - 1))};
  }
  return {"interval_too_wide", "the interval includes the threshold"};
}

}  // namespace

Comparison compare_estimate(const Hypothesis& hypothesis, const Point& point, const Estimate& ratio, double floor) {
  const double low = ratio.low / floor;
  const double high = ratio.high * floor;
  const auto stance = hold_against(hypothesis, low, high);
  const bool bare = hold_against(hypothesis, ratio.low, ratio.high) != Stance::undecided;
  return {.point = point,
          .estimate = ratio,
          .low_95 = ratio.low,
          .high_95 = ratio.high,
          .contender = {},
          .baseline = {},
          .noise_floor = floor,
          .decision = decide(low, high, smallest_effect(hypothesis)),
          .stance = stance,
          .reason = reason_of(stance, bare, ratio, floor)};
}

Comparison compare_exactly(const Hypothesis& hypothesis, const Point& point, double contender,
                           std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const auto stance = hold_against(hypothesis, value, value);
  return {.point = point,
          .estimate = {.value = value, .low = value, .high = value, .level = 1, .n = 1, .warnings = {}},
          .low_95 = value,
          .high_95 = value,
          .contender = contender,
          .baseline = baseline,
          .noise_floor = 0,
          .decision = baseline ? decide(value, value, smallest_effect(hypothesis)) : Decision::inconclusive,
          .stance = stance,
          .reason = stance == Stance::supports ? Reason{"exact_supports", "exact, and as the claim expects"}
                                               : Reason{"exact_contradicts", "exact, and not as the claim expects"}};
}

Comparison compare_once(const Hypothesis& hypothesis, const Point& point, double contender,
                        std::optional<double> baseline) {
  const double value = ratio_of(contender, baseline);
  const double low = value / (1 + once_margin);
  const double high = value * (1 + once_margin);
  const auto stance = hold_against(hypothesis, low, high);
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
          .decision = baseline ? decide(low, high, smallest_effect(hypothesis)) : Decision::inconclusive,
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
