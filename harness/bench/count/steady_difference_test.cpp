#include "harness/bench/count/steady_difference.h"

#include <gtest/gtest.h>

namespace memlore::bench {
namespace {

TEST(SteadyDifference, LeavesOutTheCostOfStartingAndStopping) {
  // 500 events of the machinery, 3 of each of 1000 operations.
  EXPECT_EQ(steady_difference(3500, 6500, 1000).value, 3.0);
}

TEST(SteadyDifference, IsZeroWhereTheKernelCausesNoEvent) { EXPECT_EQ(steady_difference(54, 51, 1000).value, 0.0); }

TEST(SteadyDifference, CountsNoDifferenceWithinItsResolution) {
  EXPECT_EQ(steady_difference(54, 54 + machinery_resolution, 1000).value, 0.0);
  EXPECT_NE(steady_difference(54, 55 + machinery_resolution, 1000).value, 0.0);
}

TEST(SteadyDifference, IsUnavailableAndNotNegativeWhereTwiceTheLengthCountsLess) {
  const auto observation = steady_difference(1701, 0, 1000);
  EXPECT_FALSE(observation.value);
  EXPECT_NE(observation.unavailable.find("1701"), std::string::npos);
}

TEST(SteadyDifference, IsUnavailableWhereTheHalvesDiffer) {
  EXPECT_FALSE(steady_difference(1'000'000, 2'200'000, 1000).value);
  EXPECT_TRUE(steady_difference(1'000'000, 2'010'000, 1000).value);
}

}  // namespace
}  // namespace memlore::bench
