#include "harness/stats/two_modes.h"

#include <gtest/gtest.h>

#include <functional>
#include <random>
#include <string>
#include <vector>

namespace memlore::stats {
namespace {

TEST(TwoModes, AreFoundWhereValuesGatherAtTwoPlaces) {
  std::mt19937_64 random{1};
  std::normal_distribution<double> near;
  std::vector<double> values;
  for (int i = 0; i < 24; ++i) values.push_back((i % 3 == 0 ? 20 : 0) + near(random));
  const auto found = two_modes(values);
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(found->low, 0, 1);
  EXPECT_NEAR(found->high, 20, 1);
  EXPECT_NEAR(found->high_share, 1.0 / 3, 1e-9);
}

/// At most one in a hundred of each shape, and four standard errors of 5 000 trials.
TEST(TwoModes, AreSeldomSeenWhereThereIsOne) {
  constexpr int trials = 5'000;
  const std::vector<std::pair<std::string, std::function<double(std::mt19937_64&)>>> shapes{
      {"normal", [](auto& random) { return std::normal_distribution<>{}(random); }},
      {"skewed", [](auto& random) { return std::lognormal_distribution<>{0, 0.5}(random); }},
      {"heavy-tailed", [](auto& random) { return std::student_t_distribution<>{3}(random); }},
  };
  for (const auto& [name, draw] : shapes) {
    for (const std::size_t n : {16U, 24U, 48U}) {
      std::mt19937_64 random{2};
      int seen = 0;
      std::vector<double> values(n);
      for (int trial = 0; trial < trials; ++trial) {
        for (auto& value : values) value = draw(random);
        seen += two_modes(values).has_value();
      }
      EXPECT_LT(seen / double{trials}, 0.01 + 4 * 0.0014) << name << ", n = " << n;
    }
  }
}

TEST(TwoModes, AreNotASingleOutlier) {
  std::vector<double> values(20, 1.0);
  values.back() = 100;
  EXPECT_FALSE(two_modes(values).has_value());
}

TEST(TwoModes, AreNotAskedOfTenValues) {
  EXPECT_FALSE(two_modes(std::vector{1.0, 1.0, 1.0, 1.0, 1.0, 9.0, 9.0, 9.0, 9.0, 9.0}).has_value());
}

TEST(TwoModes, AreNotSeenWhereAllIsEqual) { EXPECT_FALSE(two_modes(std::vector(20, 5.0)).has_value()); }

}  // namespace
}  // namespace memlore::stats
