#include "harness/stats/proportion.h"

#include <gtest/gtest.h>

#include <cmath>

namespace memlore::stats {
namespace {

TEST(ProportionUpperBound, OfNoEventIsTheRuleOfThree) {
  // (1 - p)^100 = 0.05.
  EXPECT_NEAR(proportion_upper_bound(0, 100, 0.95), 1 - std::pow(0.05, 0.01), 1e-12);
}

TEST(ProportionUpperBound, IsThePublishedOne) {
  // Clopper and Pearson, 10 of 100, two-sided 95 %: [0.0490, 0.1762].
  EXPECT_NEAR(proportion_upper_bound(10, 100, 0.975), 0.1762, 5e-5);
}

TEST(ProportionUpperBound, KnowsNothingWithoutTrials) {
  EXPECT_EQ(proportion_upper_bound(0, 0, 0.95), 1);
  EXPECT_EQ(proportion_upper_bound(5, 5, 0.95), 1);
}

TEST(ProportionPValue, IsTheTailOfTheBinomialDistribution) {
  // Two heads and more of three tosses: 4 of 8 outcomes; three heads: 1 of 8.
  EXPECT_NEAR(proportion_p_value(2, 3, 0.5), 0.5, 1e-12);
  EXPECT_NEAR(proportion_p_value(3, 3, 0.5), 0.125, 1e-12);
  EXPECT_NEAR(proportion_p_value(1, 20, 0.05), 1 - std::pow(0.95, 20), 1e-12);
}

TEST(ProportionPValue, IsOneWithoutEvents) {
  EXPECT_EQ(proportion_p_value(0, 5, 0.05), 1);
  EXPECT_EQ(proportion_p_value(0, 0, 0.05), 1);
}

}  // namespace
}  // namespace memlore::stats
