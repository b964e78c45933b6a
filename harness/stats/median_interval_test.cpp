#include "harness/stats/median_interval.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <random>
#include <string>
#include <vector>

namespace memlore::stats {
namespace {

std::vector<double> one_to(int n) {
  std::vector<double> values;
  for (int i = n; i >= 1; --i) values.push_back(i);
  return values;
}

TEST(MedianInterval, OfSixValuesAtTheirOwnLevelIsTheRange) {
  const auto interval = median_interval(one_to(6), 1 - std::pow(0.5, 5));
  EXPECT_DOUBLE_EQ(interval.low, 1);
  EXPECT_DOUBLE_EQ(interval.high, 6);
}

TEST(MedianInterval, AtTheLevelOfAnInnerPairIsThatPair) {
  // P(x(2) <= median <= x(9)) for n = 10 is 1 - 2 * 11 / 1024.
  const auto interval = median_interval(one_to(10), 1 - 22.0 / 1024);
  EXPECT_NEAR(interval.low, 2, 1e-9);
  EXPECT_NEAR(interval.high, 9, 1e-9);
}

TEST(MedianInterval, InterpolatesAsHettmanspergerAndSheatherDo) {
  // n = 10, 95 %: between d = 2 (0.978516) and d = 3 (0.890625): part = 0.324444, weight = 0.657658.
  const auto interval = median_interval(one_to(10), 0.95);
  EXPECT_NEAR(interval.low, 2.65766, 1e-4);
  EXPECT_NEAR(interval.high, 8.34234, 1e-4);
}

TEST(MedianInterval, HasNoEndsWhereTheValuesCannotSupportTheLevel) {
  const auto interval = median_interval(one_to(5), 0.95);
  EXPECT_TRUE(std::isinf(interval.low) && interval.low < 0);
  EXPECT_TRUE(std::isinf(interval.high) && interval.high > 0);
}

TEST(MedianInterval, HasEndsFromSixValuesOnAtNinetyFivePerCent) {
  EXPECT_TRUE(std::isfinite(median_interval(one_to(6), 0.95).low));
}

struct Shape {
  std::string name;
  double median;
  std::function<double(std::mt19937_64&)> draw;
};

/// Over `trials` trials a true coverage p shows with standard error sqrt(p(1-p)/trials); five of them leave a chance of
/// a false red of one in a million a cell.
TEST(MedianInterval, CoversTheMedianOfAnyShapeAtItsNominalLevel) {
  constexpr int trials = 20'000;
  const std::vector<Shape> shapes{
      {"normal", 0, [](auto& random) { return std::normal_distribution<>{}(random); }},
      {"skewed", 1, [](auto& random) { return std::lognormal_distribution<>{}(random); }},
      {"heavy-tailed", 0, [](auto& random) { return std::cauchy_distribution<>{}(random); }},
  };
  const double five_errors = 5 * std::sqrt(0.95 * 0.05 / trials);
  for (const auto& shape : shapes) {
    for (const int n : {6, 8, 12, 30}) {
      std::mt19937_64 random{20240607};
      int covered = 0;
      std::vector<double> values(n);
      for (int trial = 0; trial < trials; ++trial) {
        for (auto& value : values) value = shape.draw(random);
        const auto interval = median_interval(values, 0.95);
        covered += interval.low <= shape.median && shape.median <= interval.high;
      }
      // The interpolation is exact for no distribution; its own error is at most a percentage point for these.
      const double coverage = static_cast<double>(covered) / trials;
      EXPECT_GT(coverage, 0.94 - five_errors) << shape.name << ", n = " << n;
      EXPECT_LT(coverage, 0.97 + five_errors) << shape.name << ", n = " << n;
    }
  }
}

}  // namespace
}  // namespace memlore::stats
