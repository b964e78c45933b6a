#include "harness/judge/error_budget.h"

#include <gtest/gtest.h>

namespace memlore::judge {
namespace {

Profile fixed() {
  Profile profile;
  profile.fewest_processes = profile.most_processes = 24;
  return profile;
}

Profile adaptive() {
  auto profile = fixed();
  profile.half_width = 0.01;
  profile.most_processes = 48;
  return profile;
}

TEST(PriceOfStopping, IsPaidOnlyWhereTheRunIsFreeToStop) {
  EXPECT_EQ(price_of_stopping(fixed()), 1);
  EXPECT_EQ(price_of_stopping(adaptive()), stopping_price);
  auto no_target = adaptive();
  no_target.half_width = 0;
  EXPECT_EQ(price_of_stopping(no_target), 1) << "the time decides, which knows nothing of the data";
}

TEST(GrantErrors, GivesAnExperimentAloneAllThereIs) {
  const auto granted = grant_errors(std::vector<std::vector<double>>{{0.001, 0.5}}, fixed());
  EXPECT_EQ(granted.budget.family_error, 0.05);
  EXPECT_EQ(granted.experiments, (std::vector<std::vector<double>>{{0.025, 0.05}}));
}

TEST(GrantErrors, GivesEachExperimentTheShareOfThoseInWhichSomethingIsDecided) {
  const auto granted = grant_errors(std::vector<std::vector<double>>{{0.001}, {0.9}, {}, {0.8}, {0.002}}, fixed());
  EXPECT_EQ(granted.budget.experiments, 4) << "a claim without timed comparisons takes no part";
  EXPECT_EQ(granted.budget.selected, 2);
  EXPECT_DOUBLE_EQ(granted.budget.family_error, 0.025);
  EXPECT_TRUE(granted.experiments[2].empty());
}

TEST(GrantErrors, DecidesNothingInAnExperimentThatIsNotSelected) {
  const std::vector<std::vector<double>> claims{{0.001}, {0.04}, {0.9}, {0.9}, {0.9}};
  const auto granted = grant_errors(claims, fixed());
  EXPECT_EQ(granted.budget.selected, 1);
  EXPECT_GT(claims[1][0], granted.experiments[1][0])
      << "0.04 would do alone; as the best of four true nulls it does not";
}

TEST(GrantErrors, TakesThePriceOfStoppingOffWhatIsGranted) {
  const auto granted = grant_errors(std::vector<std::vector<double>>{{0.001}}, adaptive());
  EXPECT_EQ(granted.budget.family_error, 0.05) << "what is sold";
  EXPECT_DOUBLE_EQ(granted.experiments[0][0], 0.05 * stopping_price) << "what is taken";
  EXPECT_DOUBLE_EQ(granted.budget.interval_level, 0.965);
}

TEST(GrantErrors, HasNothingToShareOutWithoutTimedClaims) {
  const auto granted = grant_errors(std::vector<std::vector<double>>{{}, {}}, fixed());
  EXPECT_EQ(granted.budget.experiments, 0);
  EXPECT_EQ(granted.budget.family_error, 0.05);
}

}  // namespace
}  // namespace memlore::judge
