#include "harness/stats/median.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::stats {
namespace {

TEST(Median, IsTheMiddleOfAnOddNumberOfValues) { EXPECT_EQ(median(std::vector{9.0, 1.0, 5.0}), 5.0); }

TEST(Median, IsTheMeanOfTheMiddleTwoOfAnEvenNumber) { EXPECT_EQ(median(std::vector{9.0, 1.0, 5.0, 7.0}), 6.0); }

TEST(Median, LeavesTheOrderInTimeAlone) {
  const std::vector values{3.0, 1.0, 2.0};
  median(values);
  EXPECT_EQ(values, (std::vector{3.0, 1.0, 2.0}));
}

TEST(Quantile, InterpolatesBetweenOrderStatistics) {
  const std::vector values{40.0, 10.0, 20.0, 30.0};
  EXPECT_EQ(quantile(values, 0), 10.0);
  EXPECT_EQ(quantile(values, 1), 40.0);
  EXPECT_DOUBLE_EQ(quantile(values, 0.25), 17.5);
}

TEST(Quantile, OfOneValueIsThatValue) { EXPECT_EQ(quantile(std::vector{7.0}, 0.95), 7.0); }

}  // namespace
}  // namespace memlore::stats
