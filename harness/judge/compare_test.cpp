#include "harness/judge/compare.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace memlore::judge {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Claim claim(Relation relation, double threshold) {
  return {.row = {},
          .sentence = {},
          .contender = "contender",
          .baseline = "baseline",
          .relation = relation,
          .threshold = threshold,
          .domain = {}};
}

Estimate ratio(double low, double high) {
  return {.value = std::sqrt(low * high), .low = low, .high = high, .level = 0.95, .n = 20, .warnings = {}};
}

/// One interval for both questions, but where a test says otherwise.
RatioIntervals intervals(double low, double high) {
  return {.ratio = ratio(low, high), .equivalence_low = low, .equivalence_high = high};
}

Comparison compare(Relation relation, double threshold, double low, double high, double floor = 1) {
  return compare_estimate(claim(relation, threshold), {}, intervals(low, high), floor);
}

TEST(Compare, AtLeastHoldsFromTheThresholdUpwards) {
  EXPECT_EQ(compare(Relation::at_least, 1.1, 1.1, 1.3).stance, Stance::supports);
  EXPECT_EQ(compare(Relation::at_least, 1.1, 1.09, 1.3).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::at_least, 1.1, 1.0, 1.1).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::at_least, 1.1, 1.0, 1.09).stance, Stance::contradicts);
}

TEST(Compare, AtMostHoldsFromTheThresholdDownwards) {
  EXPECT_EQ(compare(Relation::at_most, 0.9, 0.7, 0.9).stance, Stance::supports);
  EXPECT_EQ(compare(Relation::at_most, 0.9, 0.7, 0.91).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::at_most, 0.9, 0.9, 1.0).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::at_most, 0.9, 0.91, 1.0).stance, Stance::contradicts);
}

TEST(Compare, WithinHoldsInTheMarginOnBothSidesOfOne) {
  EXPECT_EQ(compare(Relation::within, 1.25, 0.8, 1.25).stance, Stance::supports);
  EXPECT_EQ(compare(Relation::within, 1.25, 0.79, 1.0).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::within, 1.25, 1.0, 1.26).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::within, 1.25, 1.26, 1.5).stance, Stance::contradicts);
  EXPECT_EQ(compare(Relation::within, 1.25, 0.5, 0.79).stance, Stance::contradicts);
}

TEST(Compare, AsksTheNarrowerIntervalForSamenessAndTheWiderForADifference) {
  RatioIntervals both = intervals(0.89, 1.12);
  both.equivalence_low = 0.92;
  both.equivalence_high = 1.08;
  const auto band = claim(Relation::within, 1.1);
  EXPECT_EQ(compare_estimate(band, {}, both, 1).stance, Stance::supports);
  EXPECT_EQ(compare_estimate(band, {}, both, 1).decision, Decision::same);
  both.ratio = ratio(1.05, 1.3);
  both.equivalence_low = 1.11;
  both.equivalence_high = 1.25;
  EXPECT_EQ(compare_estimate(band, {}, both, 1).stance, Stance::undecided) << "1.05 may still be the same";
}

TEST(RatioIntervals, AreOfTheLevelsThatTheErrorLeaves) {
  std::vector<double> logs;
  for (int i = -10; i <= 10; ++i) logs.push_back(i / 100.0);
  const auto both = ratio_intervals(logs, 0.05);
  EXPECT_DOUBLE_EQ(both.ratio.level, 0.95);
  EXPECT_EQ(both.ratio.n, 21);
  EXPECT_DOUBLE_EQ(both.ratio.value, 1);
  EXPECT_LT(both.ratio.low, both.equivalence_low);
  EXPECT_EQ(both.equivalence_low, ratio_intervals(logs, 0.1).ratio.low);
}

TEST(DecidingError, IsTheErrorWhoseIntervalJustTouchesTheThreshold) {
  std::vector<double> logs;
  for (int i = 0; i < 12; ++i) logs.push_back(0.10 + i * 0.01);
  const auto slower = claim(Relation::at_least, 1.15);
  const double error = deciding_error(slower, logs);
  EXPECT_NE(compare_estimate(slower, {}, ratio_intervals(logs, error * 1.001), 1).stance, Stance::undecided);
  EXPECT_EQ(compare_estimate(slower, {}, ratio_intervals(logs, error * 0.999), 1).stance, Stance::undecided);
}

TEST(DecidingError, CannotBeSmallerThanTheNumberOfValuesAllows) {
  // All twelve on one side of 1: the sign test's smallest two-sided p value is 2 / 2^12.
  EXPECT_NEAR(deciding_error(claim(Relation::at_least, 1), std::vector<double>(12, 0.5)), 2.0 / 4096, 1e-6);
}

TEST(DecidingError, IsOneWhereNoErrorDecides) {
  EXPECT_EQ(deciding_error(claim(Relation::at_least, 1), std::vector{-0.1, 0.1}), 1);
}

TEST(Compare, FindingNoDifferenceIsNotSameness) {
  const auto comparison = compare(Relation::at_least, 1.1, 0.7, 1.5);
  EXPECT_EQ(comparison.decision, Decision::undecided);
  EXPECT_EQ(comparison.reason.code, "interval_too_wide");
}

/// Both ends of an interval walk over and between all marks of the scale.
TEST(Compare, CallsTheSameOnlyWhatLiesInTheMarginAndElseAsksOfOne) {
  const std::vector<double> marks{0.5, 1 / 1.05, 0.99, 1, 1.01, 1.05, 2};
  for (const double low : marks) {
    for (const double high : marks) {
      if (low > high) continue;
      const auto decision = compare(Relation::at_least, 1.9, low, high).decision;
      const bool same = low >= 1 / 1.05 && high <= 1.05;
      EXPECT_EQ(decision == Decision::same, same) << low << " to " << high;
      EXPECT_EQ(decision == Decision::greater, !same && low > 1) << low << " to " << high;
      EXPECT_EQ(decision == Decision::less, !same && high < 1) << low << " to " << high;
    }
  }
}

TEST(Compare, TheThresholdOfAClaimSaysNothingOfTheMargin) {
  EXPECT_EQ(compare(Relation::at_most, 1.9, 1.497, 1.5).decision, Decision::greater) << "not the same within 1.9 times";
  EXPECT_EQ(compare(Relation::within, 1.9, 1.497, 1.5).decision, Decision::same) << "the claim states this margin";
}

TEST(Compare, NeverDecidesAnEffectUnderTheNoiseFloor) {
  // 11 % to 14 % are more than the 10 % asked for, but identical arms of this run may come out 5 % apart.
  const auto bare = compare(Relation::at_least, 1.1, 1.11, 1.14);
  EXPECT_EQ(bare.decision, Decision::greater);
  EXPECT_EQ(bare.stance, Stance::supports);
  const auto floored = compare(Relation::at_least, 1.1, 1.11, 1.14, 1.05);
  EXPECT_EQ(floored.decision, Decision::greater) << "14 % less 5 % are more than nothing";
  EXPECT_EQ(floored.stance, Stance::undecided);
  EXPECT_EQ(floored.reason.code, "under_noise_floor");
  EXPECT_NE(floored.reason.message.find("5.00 %"), std::string::npos) << floored.reason.message;
}

TEST(Compare, TheNoiseFloorHoldsOnBothSides) {
  EXPECT_EQ(compare(Relation::at_most, 0.9, 0.85, 0.88, 1.05).stance, Stance::undecided);
  EXPECT_EQ(compare(Relation::within, 1.1, 0.96, 1.04, 1.09).decision, Decision::same);
  EXPECT_EQ(compare(Relation::within, 1.1, 0.96, 1.04, 1.11).decision, Decision::undecided);
}

TEST(Compare, TheNoiseFloorIsNotAddedToAnIntervalThatIsWiderAlready) {
  EXPECT_EQ(compare(Relation::at_least, 1.1, 1.11, 1.35, 1.05).stance, Stance::supports);
}

TEST(Compare, ReportsTheEstimateWithoutTheFloor) {
  const auto comparison = compare(Relation::at_least, 1.1, 1.2, 1.3, 1.05);
  EXPECT_EQ(comparison.estimate, ratio(1.2, 1.3));
  EXPECT_EQ(comparison.noise_floor, 1.05);
}

TEST(Compare, AnUnboundedIntervalSaysThatProcessesAreFew) {
  const auto comparison =
      compare_estimate(claim(Relation::at_least, 1.1), {},
                       {.ratio = {.value = 2, .low = 0, .high = infinity, .level = 0.95, .n = 3, .warnings = {}},
                        .equivalence_low = 0,
                        .equivalence_high = infinity},
                       1.01);
  EXPECT_EQ(comparison.decision, Decision::undecided);
  EXPECT_EQ(comparison.stance, Stance::undecided);
  EXPECT_EQ(comparison.reason.code, "too_few_processes");
  EXPECT_NE(comparison.reason.message.find("3 processes"), std::string::npos) << comparison.reason.message;
}

Comparison exactly(Relation relation, double threshold, double contender, std::optional<double> baseline) {
  return compare_exactly(claim(relation, threshold), {}, contender, baseline);
}

TEST(CompareExactly, NeedsNoInterval) {
  const auto comparison = exactly(Relation::at_most, 0.75, 24, 40);
  EXPECT_EQ(comparison.stance, Stance::supports);
  EXPECT_EQ(comparison.decision, Decision::less);
  EXPECT_EQ(comparison.reason.code, "exact_supports");
  EXPECT_DOUBLE_EQ(comparison.estimate.value, 0.6);
  EXPECT_EQ(comparison.estimate.low, comparison.estimate.high);
  EXPECT_EQ(comparison.estimate.level, 1);
  EXPECT_EQ(comparison.noise_floor, 0);
}

TEST(CompareExactly, ContradictsWithoutDoubt) {
  const auto comparison = exactly(Relation::at_most, 0.75, 32, 40);
  EXPECT_EQ(comparison.stance, Stance::contradicts);
  EXPECT_EQ(comparison.reason.code, "exact_contradicts");
}

TEST(CompareExactly, SomethingOverNothingIsMoreThanAnyRatio) {
  const auto comparison = exactly(Relation::at_least, 1000, 1, 0.0);
  EXPECT_EQ(comparison.estimate.value, infinity);
  EXPECT_EQ(comparison.stance, Stance::supports);
  EXPECT_EQ(comparison.decision, Decision::greater);
}

TEST(CompareExactly, NothingOverNothingIsTheSame) {
  const auto comparison = exactly(Relation::within, 1.01, 0, 0.0);
  EXPECT_EQ(comparison.estimate.value, 1);
  EXPECT_EQ(comparison.stance, Stance::supports);
  EXPECT_EQ(comparison.decision, Decision::same);
}

TEST(CompareExactly, OnlyEqualValuesAreTheSame) {
  EXPECT_EQ(exactly(Relation::at_most, 1, 40, 40.0).decision, Decision::same);
  EXPECT_EQ(exactly(Relation::at_most, 1, 40, 40.0).stance, Stance::supports);
  EXPECT_EQ(exactly(Relation::at_most, 1, 41, 40.0).decision, Decision::greater);
  EXPECT_EQ(exactly(Relation::at_most, 1, 39, 40.0).decision, Decision::less);
}

TEST(CompareExactly, WithoutABaselineTheThresholdIsAValue) {
  const auto none = exactly(Relation::at_most, 0, 0, std::nullopt);
  EXPECT_EQ(none.stance, Stance::supports);
  EXPECT_EQ(none.estimate.value, 0);
  EXPECT_FALSE(none.baseline);
  EXPECT_EQ(none.decision, Decision::undecided) << "greater and less are words about a ratio";
  EXPECT_EQ(exactly(Relation::at_most, 0, 1, std::nullopt).stance, Stance::contradicts);
  EXPECT_EQ(exactly(Relation::at_least, 3, 3, std::nullopt).stance, Stance::supports);
}

TEST(NotMeasured, HasAReasonAndNoNumber) {
  const auto comparison = not_measured({}, "no source counted both arms");
  EXPECT_EQ(comparison.stance, Stance::undecided);
  EXPECT_EQ(comparison.decision, Decision::undecided);
  EXPECT_EQ(comparison.reason, (Reason{"not_measured", "no source counted both arms"}));
  EXPECT_FALSE(comparison.contender);
  EXPECT_EQ(comparison.estimate.n, 0);
}

TEST(OutsideDomain, KeepsTheNumbersAndTakesNoStance) {
  const auto inside = compare(Relation::at_least, 1.1, 1.2, 1.3);
  const auto comparison = outside_domain(inside);
  EXPECT_EQ(comparison.estimate, inside.estimate);
  EXPECT_EQ(comparison.stance, Stance::outside);
  EXPECT_EQ(comparison.reason.code, "outside_domain");
  EXPECT_EQ(outside_domain(not_measured({}, "no source counted both arms")).stance, Stance::outside);
}

TEST(PlainInterval, PaysForStopping) {
  std::vector<double> logs;
  for (int i = -10; i <= 10; ++i) logs.push_back(i / 100.0);
  Profile profile;
  EXPECT_DOUBLE_EQ(plain_interval(logs, profile).level, 0.95);
  profile.half_width = 0.01;
  profile.fewest_processes = 24;
  profile.most_processes = 48;
  EXPECT_DOUBLE_EQ(plain_interval(logs, profile).level, 0.965);
}

}  // namespace
}  // namespace memlore::judge
