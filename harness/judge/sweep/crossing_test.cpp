#include "harness/judge/sweep/crossing.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <string>

namespace memlore::judge {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();

Factor bytes() {
  Factor factor{.name = "bytes", .unit = "bytes", .levels = {}};
  for (const int value : {8, 16, 32, 64}) factor.levels.push_back({.value = value, .label = {}});
  return factor;
}

Factor fields() {
  return {.name = "fields", .unit = {}, .levels = {{.value = 0, .label = "one"}, {.value = 1, .label = "all"}}};
}

Comparison at(std::int64_t size, double low, double value, double high, std::int64_t field = 0) {
  Comparison comparison;
  comparison.point = {{{"bytes", size, ""}, {"fields", field, field == 0 ? "one" : "all"}}};
  comparison.estimate = {.value = value, .low = low, .high = high, .level = 0.95, .n = 20, .warnings = {}};
  return comparison;
}

std::optional<Crossing> crossing_of(const std::vector<Comparison>& comparisons, double threshold = 1) {
  const std::vector factors{bytes(), fields()};
  return find_crossing(factors, {.factor = "bytes", .below = {}, .above = {}}, threshold, comparisons);
}

TEST(Crossing, LiesWhereTheEstimatesCrossTheThresholdOnTheLogScale) {
  // From 1/2 to 2 between 16 and 32: the middle on the log scale is 16 times the square root of 2.
  const auto crossing = crossing_of({at(16, 0.5, 0.5, 0.5), at(32, 2, 2, 2)});
  ASSERT_TRUE(crossing);
  EXPECT_NEAR(crossing->at, 16 * std::sqrt(2.0), 1e-9);
  EXPECT_NEAR(crossing->low.value_or(0), crossing->at, 1e-9) << "exact values leave no doubt";
  EXPECT_NEAR(crossing->high.value_or(0), crossing->at, 1e-9);
  EXPECT_EQ(crossing->slices, 1);
}

TEST(Crossing, IsAsUncertainAsTheIntervalsAroundIt) {
  // At 16 decided below (upper end 1/2), at 32 undecided, at 64 decided above (lower end 2).
  const auto crossing = crossing_of({at(16, 0.2, 0.25, 0.5), at(32, 0.5, 2, 4), at(64, 2, 4, 8)});
  ASSERT_TRUE(crossing);
  // The upper end reaches 1 a third of the way from 16 to 32; the lower end half way from 32 to 64.
  EXPECT_NEAR(crossing->low.value_or(0), 16 * std::pow(2.0, 1.0 / 3), 1e-9);
  EXPECT_NEAR(crossing->high.value_or(0), 32 * std::sqrt(2.0), 1e-9);
  EXPECT_GT(crossing->at, *crossing->low);
  EXPECT_LT(crossing->at, *crossing->high);
}

TEST(Crossing, HasNoEndWhereTheSweepIsNeverDecided) {
  const auto crossing = crossing_of({at(16, 0.5, 0.9, 1.1), at(32, 2, 4, 8)});
  ASSERT_TRUE(crossing);
  EXPECT_FALSE(crossing->low);
  EXPECT_TRUE(crossing->high);
}

TEST(Crossing, StaysAtTheDecidedLevelWhereTheNextIntervalHasNoEnds) {
  const auto crossing = crossing_of({at(16, 0.2, 0.25, 0.5), at(32, 0, 2, infinity), at(64, 2, 4, 8)});
  EXPECT_EQ(crossing->low, 16.0);
  EXPECT_EQ(crossing->high, 64.0);
}

TEST(Crossing, MayFallAsWellAsRise) {
  const auto crossing = crossing_of({at(16, 2, 2, 2), at(32, 0.5, 0.5, 0.5)});
  ASSERT_TRUE(crossing);
  EXPECT_NEAR(crossing->at, 16 * std::sqrt(2.0), 1e-9);
}

TEST(Crossing, IsOfTheThresholdNotOfOne) {
  EXPECT_FALSE(crossing_of({at(16, 1.2, 1.2, 1.2), at(32, 2, 2, 2)}));
  EXPECT_TRUE(crossing_of({at(16, 1.2, 1.2, 1.2), at(32, 2, 2, 2)}, 1.5));
}

TEST(Crossing, SpansTheSlicesOfTheOtherFactors) {
  const auto crossing = crossing_of(
      {at(8, 0.5, 0.5, 0.5, 0), at(16, 2, 2, 2, 0), at(16, 0.5, 0.5, 0.5, 1), at(32, 2, 2, 2, 1), at(64, 4, 4, 4, 1)});
  ASSERT_TRUE(crossing);
  EXPECT_EQ(crossing->slices, 2);
  EXPECT_NEAR(crossing->low.value_or(0), 8 * std::sqrt(2.0), 1e-9);
  EXPECT_NEAR(crossing->high.value_or(0), 16 * std::sqrt(2.0), 1e-9);
}

TEST(Crossing, IsNoneWhereASliceCrossesMoreThanOnce) {
  EXPECT_FALSE(crossing_of({at(8, 0.5, 0.5, 0.5), at(16, 2, 2, 2), at(32, 0.5, 0.5, 0.5)}));
}

TEST(Crossing, IsNoneOnAFactorOfCategories) {
  const std::vector factors{bytes(), fields()};
  const std::vector comparisons{at(8, 0.5, 0.5, 0.5, 0), at(8, 2, 2, 2, 1)};
  EXPECT_FALSE(find_crossing(factors, {.factor = "fields", .below = {}, .above = {}}, 1, comparisons));
}

}  // namespace
}  // namespace memlore::judge
