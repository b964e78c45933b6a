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

TEST(ProportionLowerBound, IsThePublishedOne) { EXPECT_NEAR(proportion_lower_bound(10, 100, 0.975), 0.0490, 5e-5); }

TEST(ProportionLowerBound, OfNothingButEventsIsTheRuleOfThree) {
  EXPECT_NEAR(proportion_lower_bound(100, 100, 0.95), std::pow(0.05, 0.01), 1e-12);
}

TEST(ProportionLowerBound, KnowsNothingWithoutEvents) {
  EXPECT_EQ(proportion_lower_bound(0, 0, 0.95), 0);
  EXPECT_EQ(proportion_lower_bound(0, 5, 0.95), 0);
}

}  // namespace
}  // namespace memlore::stats
