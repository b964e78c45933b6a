#include "harness/stats/order_in_time.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace memlore::stats {
namespace {

constexpr int trials = 20'000;

/// Share of trials of exchangeable, skewed values in which a test at 1 % finds something.
template <class Test>
double false_alarms(Test test, std::size_t n) {
  std::mt19937_64 random{3};
  std::lognormal_distribution<double> skewed;
  int alarms = 0;
  std::vector<double> values(n);
  for (int trial = 0; trial < trials; ++trial) {
    for (auto& value : values) value = skewed(random);
    alarms += test(values).p_value < 0.01;
  }
  return alarms / double{trials};
}

/// The normal approximation is allowed half a percentage point beside four standard errors of the trials.
constexpr double tolerance = 0.005 + 4 * 0.0007;

TEST(Trend, IsOneWhereEachValueIsLargerThanTheLast) {
  const auto found = trend(std::vector{1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0});
  EXPECT_DOUBLE_EQ(found.statistic, 1);
  EXPECT_LT(found.p_value, 0.001);
}

TEST(Trend, RaisesNoMoreFalseAlarmsThanItSays) {
  EXPECT_LT(false_alarms(trend, 12), 0.01 + tolerance);
  EXPECT_LT(false_alarms(trend, 48), 0.01 + tolerance);
}

TEST(Trend, IsNoneForTwoValues) { EXPECT_EQ(trend(std::vector{1.0, 2.0}), OrderTest{}); }

TEST(SerialCorrelation, FindsValuesThatResembleTheirNeighbours) {
  std::vector<double> wave;
  for (int i = 0; i < 40; ++i) wave.push_back(std::sin(i * 0.4));
  const auto found = serial_correlation(wave);
  EXPECT_GT(found.statistic, 0.8);
  EXPECT_LT(found.p_value, 1e-4);
}

TEST(SerialCorrelation, FindsValuesThatAlternate) {
  std::vector<double> values;
  for (int i = 0; i < 20; ++i) values.push_back(i % 2 == 0 ? i : -i);
  EXPECT_LT(serial_correlation(values).statistic, -0.5);
  EXPECT_LT(serial_correlation(values).p_value, 0.01);
}

TEST(SerialCorrelation, RaisesNoMoreFalseAlarmsThanItSays) {
  EXPECT_LT(false_alarms(serial_correlation, 12), 0.01 + tolerance);
  EXPECT_LT(false_alarms(serial_correlation, 48), 0.01 + tolerance);
}

TEST(SerialCorrelation, IsNoneWhereAllIsEqual) { EXPECT_EQ(serial_correlation(std::vector(10, 3.0)), OrderTest{}); }

}  // namespace
}  // namespace memlore::stats
