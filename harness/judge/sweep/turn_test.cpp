#include "harness/judge/sweep/turn.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace memlore::judge {
namespace {

Factor numbers(std::string name, const std::vector<std::int64_t>& values) {
  Factor factor{.name = std::move(name), .unit = {}, .levels = {}};
  for (const auto value : values) factor.levels.push_back({.value = value, .label = {}});
  return factor;
}

Factor words(std::string name, const std::vector<std::string>& labels) {
  Factor factor{.name = std::move(name), .unit = {}, .levels = {}};
  for (std::size_t i = 0; i < labels.size(); ++i) {
    factor.levels.push_back({.value = static_cast<std::int64_t>(i), .label = labels[i]});
  }
  return factor;
}

/// A comparison at every point of the factors; `stance(point)` says how it stands.
template <class StanceAt>
std::vector<Comparison> sweep(const std::vector<Factor>& factors, StanceAt stance) {
  std::vector<Comparison> comparisons;
  for (const auto& point : points_of(factors, Tier::full)) {
    comparisons.push_back(
        {.point = point, .estimate = {}, .contender = {}, .baseline = {}, .stance = stance(point), .reason = {}});
  }
  return comparisons;
}

constexpr auto for_it = Stance::supports;
constexpr auto against_it = Stance::contradicts;

TEST(Turn, IsBetweenNeighbouringLevelsOfTheFactorThatDecides) {
  const std::vector factors{numbers("types", {1, 2, 4}), numbers("bytes", {8, 64, 512, 4096})};
  const auto turn =
      find_turn(factors, sweep(factors, [](const Point& at) { return at["bytes"] <= 64 ? for_it : against_it; }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(*turn, (Turn{"bytes", "64", "512", 1.0}));
}

TEST(Turn, DoesNotDependOnTheOrderOfTheLevels) {
  const std::vector factors{numbers("bytes", {4096, 8, 512, 64})};
  const auto turn =
      find_turn(factors, sweep(factors, [](const Point& at) { return at["bytes"] <= 64 ? against_it : for_it; }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(*turn, (Turn{"bytes", "64", "512", 1.0}));
}

TEST(Turn, LeavesUndecidedPointsAside) {
  const std::vector factors{numbers("bytes", {8, 64, 512, 4096})};
  const auto turn = find_turn(factors, sweep(factors, [](const Point& at) {
                                return at["bytes"] == 64 ? Stance::undecided : at["bytes"] < 64 ? for_it : against_it;
                              }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(*turn, (Turn{"bytes", "8", "512", 1.0})) << "between the levels that were decided";
}

TEST(Turn, SplitsACategoryFromTheOthers) {
  const std::vector factors{words("order", {"sequential", "shuffled", "strided"}), numbers("bytes", {8, 64})};
  const auto turn =
      find_turn(factors, sweep(factors, [](const Point& at) { return at["order"] == 1 ? for_it : against_it; }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(*turn, (Turn{"order", "shuffled", "the other levels", 1.0}));
}

TEST(Turn, NamesBothOfTwoCategories) {
  const std::vector factors{words("order", {"sequential", "shuffled"})};
  const auto turn =
      find_turn(factors, sweep(factors, [](const Point& at) { return at["order"] == 1 ? for_it : against_it; }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(*turn, (Turn{"order", "sequential", "shuffled", 1.0}));
}

TEST(Turn, ToleratesOneExceptionInTwenty) {
  const std::vector factors{numbers("types", {1, 2, 4, 8, 16}), numbers("bytes", {8, 64, 512, 4096})};
  const auto turn = find_turn(factors, sweep(factors, [](const Point& at) {
                                const bool exception = at["types"] == 4 && at["bytes"] == 8;
                                return (at["bytes"] <= 64) != exception ? for_it : against_it;
                              }));
  ASSERT_TRUE(turn);
  EXPECT_EQ(turn->factor, "bytes");
  EXPECT_EQ(turn->below, "64");
  EXPECT_DOUBLE_EQ(turn->agreement, 0.95);
}

TEST(Turn, IsRefusedWhereTwoInTenDisagree) {
  const std::vector factors{numbers("types", {1, 2, 4, 8, 16}), numbers("bytes", {8, 4096})};
  const auto turn = find_turn(factors, sweep(factors, [](const Point& at) {
                                const bool exception = (at["types"] == 2 || at["types"] == 8) && at["bytes"] == 8;
                                return (at["bytes"] == 8) != exception ? for_it : against_it;
                              }));
  EXPECT_FALSE(turn);
}

TEST(Turn, IsNowhereWhenNothingTurns) {
  const std::vector factors{numbers("bytes", {8, 64, 512})};
  EXPECT_FALSE(find_turn(factors, sweep(factors, [](const Point&) { return for_it; })));
  EXPECT_FALSE(find_turn(factors, sweep(factors, [](const Point&) { return against_it; })));
  EXPECT_FALSE(find_turn(
      factors, sweep(factors, [](const Point& at) { return at["bytes"] == 8 ? for_it : Stance::undecided; })));
  EXPECT_FALSE(find_turn(factors, {}));
}

TEST(Turn, MustExplainMoreThanTheMajorityDoes) {
  // One exception amid twenty: a split off the first level agrees with 18, but "always" agrees with 19.
  std::vector<std::int64_t> levels;
  for (int level = 1; level <= 20; ++level) levels.push_back(level);
  const std::vector factors{numbers("bytes", levels)};
  EXPECT_FALSE(
      find_turn(factors, sweep(factors, [](const Point& at) { return at["bytes"] == 10 ? against_it : for_it; })));
}

TEST(Turn, TakesTheFactorThatExplainsMost) {
  // `order` explains all eleven comparisons; `bytes`, which is looked at first, ten of them.
  const std::vector factors{numbers("bytes", {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}),
                            words("order", {"sequential", "shuffled"})};
  auto comparisons = sweep(factors, [](const Point& at) { return at["order"] == 0 ? for_it : against_it; });
  std::erase_if(comparisons, [](const Comparison& each) {
    const auto& at = each.point;
    return at["bytes"] != 5 && (at["bytes"] < 5) != (at["order"] == 0);
  });
  ASSERT_EQ(comparisons.size(), 11U);
  const auto turn = find_turn(factors, comparisons);
  ASSERT_TRUE(turn);
  EXPECT_EQ(turn->factor, "order");
}

}  // namespace
}  // namespace memlore::judge
