#include "harness/stats/multiplicity.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <vector>

namespace memlore::stats {
namespace {

int decided(const std::vector<double>& errors, double family_error) {
  const auto granted = holm_errors(errors, family_error);
  int count = 0;
  for (std::size_t i = 0; i < errors.size(); ++i) count += errors[i] <= granted[i];
  return count;
}

TEST(Holm, GrantsTheClearestAnEvenShareAndTheNextMore) {
  EXPECT_EQ(holm_errors(std::vector{0.2, 0.001, 0.02}, 0.06), (std::vector{0.06, 0.02, 0.03}));
}

TEST(Holm, StopsAtTheFirstThatCannotBeDecided) {
  // 0.03 misses its share of 0.025; 0.04 would have met the 0.05 after it, and must not be asked.
  const auto granted = holm_errors(std::vector{0.03, 0.04}, 0.05);
  EXPECT_EQ(granted, (std::vector{0.025, 0.025}));
}

TEST(Holm, HasNothingToGrantToNobody) { EXPECT_TRUE(holm_errors({}, 0.05).empty()); }

/// A family of eight true nulls with errors uniform and alike in pairs. Three standard errors of 20 000 trials: one
/// false red in about a thousand seeds, and the seed is fixed.
TEST(Holm, HoldsTheFamilyErrorOfDependentNulls) {
  constexpr int trials = 20'000;
  std::mt19937_64 random{7};
  std::uniform_real_distribution<double> uniform;
  int wrong = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> errors;
    for (int pair = 0; pair < 4; ++pair) errors.insert(errors.end(), 2, uniform(random));
    wrong += decided(errors, 0.05) > 0;
  }
  EXPECT_LT(wrong / double{trials}, 0.05 + 3 * std::sqrt(0.05 * 0.95 / trials));
}

TEST(FamilyPValue, IsTheErrorAtWhichHolmDecidesFirst) {
  EXPECT_DOUBLE_EQ(family_p_value(std::vector{0.01, 0.5, 0.3}), 0.03);
  EXPECT_EQ(family_p_value(std::vector{0.9, 0.8}), 1);
  EXPECT_EQ(family_p_value({}), 1);
}

TEST(BenjaminiHochberg, SelectsUpToTheLastRankThatPasses) {
  // 0.04 fails its own 0.0125·2, yet 0.035 at rank 3 of 4 is within 0.0375: all three are selected.
  EXPECT_EQ(benjamini_hochberg(std::vector{0.03, 0.9, 0.001, 0.035}, 0.05), 3);
  EXPECT_EQ(benjamini_hochberg(std::vector{0.2, 0.9}, 0.05), 0);
  EXPECT_EQ(benjamini_hochberg({}, 0.05), 0);
}

/// Half the families are true nulls. The expected share of nulls among the selected is at most half the rate asked
/// for; the tolerance is three standard errors of its mean over the trials (its spread is below 0.2).
TEST(BenjaminiHochberg, HoldsTheShareOfWrongSelections) {
  constexpr int trials = 5'000;
  std::mt19937_64 random{11};
  std::uniform_real_distribution<double> uniform;
  double wrong_share = 0;
  for (int trial = 0; trial < trials; ++trial) {
    std::vector<double> p_values;
    for (int i = 0; i < 8; ++i) p_values.push_back(uniform(random));
    for (int i = 0; i < 8; ++i) p_values.push_back(uniform(random) * 1e-4);
    const int selected = benjamini_hochberg(p_values, 0.1);
    wrong_share += std::max(0, selected - 8) / static_cast<double>(std::max(1, selected));
  }
  EXPECT_LT(wrong_share / trials, 0.05 + 3 * 0.2 / std::sqrt(trials));
  EXPECT_GT(wrong_share / trials, 0.03);
}

}  // namespace
}  // namespace memlore::stats
