#include "harness/judge/sweep/rule_turns.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "harness/judge/sweep/made_up_sweep.h"

namespace memlore::judge {
namespace {

using made_up::bytes;
using made_up::categories;
using made_up::Found;
using made_up::sweep;

constexpr double threshold = 1.5;

/// The one turn of "holds up to so many bytes" over these ratios; the claim is that the ratio is at most 1.5.
Turn turn_of(const std::vector<std::int64_t>& levels, const std::vector<Found>& found, std::int64_t last) {
  const std::vector factors{bytes(levels)};
  std::size_t next = 0;
  const auto comparisons = sweep(factors, [&](const Point&) { return found.at(next++); });
  Condition condition{"bytes", {}};
  for (const auto level : levels) {
    if (level <= last) condition.levels.push_back(level);
  }
  const std::vector<std::vector<Condition>> terms{{condition}};
  const auto turns = find_turns(terms, factors, threshold, comparisons);
  EXPECT_EQ(turns.size(), 1U);
  return turns.empty() ? Turn{} : turns.front();
}

Found holds(double value) { return {Stance::supports, value}; }
Found refuted(double value) { return {Stance::contradicts, value}; }
Found open(double value) { return {Stance::undecided, value}; }

TEST(FindTurns, GoFromTheLastDecidedLevelToTheNextWithOpenOnesBetween) {
  const auto turn = turn_of({8, 16, 24, 32, 48}, {holds(1), holds(1), open(1.4), open(1.6), refuted(2)}, 16);
  EXPECT_EQ(turn.below, 16);
  EXPECT_EQ(turn.above, 48);
  EXPECT_EQ(turn.open, (std::vector<std::int64_t>{24, 32}));
}

TEST(FindTurns, CrossWhereTheLogRatioDoesAlongTheLogLevel) {
  // From 1/2 to 2 times the threshold: the middle on the log scale, 16 times the square root of 2, is 22.6.
  EXPECT_EQ(turn_of({16, 32}, {holds(0.75), refuted(3)}, 16).crossing, 23);
  // Between the open levels, not between the decided ones: 24 times the square root of 4/3 is 27.7.
  EXPECT_EQ(turn_of({16, 24, 32, 48}, {holds(0.7), open(1.4), open(1.5 * 1.5 / 1.4), refuted(3)}, 16).crossing, 28);
}

TEST(FindTurns, CrossAtAnIntegerStrictlyBetweenTheMeasuredLevels) {
  EXPECT_EQ(turn_of({16, 32}, {holds(1.499), refuted(30)}, 16).crossing, 17);
  EXPECT_EQ(turn_of({16, 32}, {holds(0.01), refuted(1.501)}, 16).crossing, 31);
  EXPECT_EQ(turn_of({8, 9}, {holds(0.75), refuted(3)}, 8).crossing, std::nullopt);
  EXPECT_EQ(turn_of({1, 2}, {holds(0.75), refuted(3)}, 1).crossing, std::nullopt);
  EXPECT_EQ(turn_of({2, 4}, {holds(0.75), refuted(3)}, 2).crossing, 3);
}

TEST(FindTurns, DoNotCrossOverAGapOfMoreThanAFactorOfTwo) {
  EXPECT_EQ(turn_of({1, 8}, {holds(0.75), refuted(3)}, 1).crossing, std::nullopt);
  EXPECT_EQ(turn_of({16, 33}, {holds(0.75), refuted(3)}, 16).crossing, std::nullopt);
  EXPECT_EQ(turn_of({0, 8}, {holds(0.75), refuted(3)}, 0).crossing, std::nullopt);
}

TEST(FindTurns, DoNotCrossWhereTheEstimatesCrossMoreThanOnceOrNever) {
  EXPECT_EQ(turn_of({16, 24, 32, 48}, {holds(1), open(1.6), open(1.4), refuted(2)}, 16).crossing, std::nullopt);
  EXPECT_EQ(turn_of({16, 32}, {holds(1), refuted(0.5)}, 16).crossing, std::nullopt) << "refuted below 1/1.5";
}

TEST(FindTurns, CrossBetweenTheirOwnLevelsWhateverLiesBeyond) {
  EXPECT_EQ(turn_of({16, 32, 64}, {holds(0.75), refuted(3), holds(1)}, 16).crossing, 23) << "64 is an exception";
}

TEST(FindTurns, DoNotCrossWithoutARatio) {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_EQ(turn_of({16, 32}, {holds(0.75), refuted(infinity)}, 16).crossing, std::nullopt);
  EXPECT_EQ(turn_of({16, 32}, {holds(0), refuted(3)}, 16).crossing, std::nullopt);

  const std::vector factors{bytes({16, 32})};
  auto counts = sweep(factors, [](const Point& point) { return point["bytes"] == 16 ? holds(0.75) : refuted(3); });
  const std::vector<std::vector<Condition>> terms{{{"bytes", {16}}}};
  EXPECT_EQ(find_turns(terms, factors, 0, counts).at(0).crossing, std::nullopt);
  for (auto& each : counts) each.baseline = std::nullopt;
  EXPECT_EQ(find_turns(terms, factors, threshold, counts).at(0).crossing, std::nullopt);
}

TEST(FindTurns, TakeTheMedianOverTheOtherFactors) {
  const std::vector factors{bytes({16, 32, 64}), categories("fields", {"one", "two", "all"})};
  // Fields cross in the middle between 16 and 32, near 16, and near 64.
  const std::vector<std::vector<double>> ratios{{0.75, 3, 3}, {1.45, 3, 3}, {0.1, 0.75, 1.6}};
  const auto comparisons = sweep(factors, [&](const Point& point) -> Found {
    const auto level = point["bytes"] == 16 ? 0U : point["bytes"] == 32 ? 1U : 2U;
    const auto stance = level == 0 ? Stance::supports : level == 1 ? Stance::undecided : Stance::contradicts;
    return {stance, ratios.at(static_cast<std::size_t>(point["fields"])).at(level)};
  });
  const std::vector<std::vector<Condition>> terms{{{"bytes", {16}}}};
  EXPECT_EQ(find_turns(terms, factors, threshold, comparisons).at(0).crossing, 23);
}

TEST(FindTurns, AreThoseAmongThePointsThatMeetTheOtherCondition) {
  const std::vector factors{bytes({8, 16, 32}), categories("order", {"random", "sorted"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    if (point["order"] == 1) return refuted(2);
    return point["bytes"] == 8 ? holds(1) : point["bytes"] == 16 ? open(1.5) : refuted(2);
  });
  const std::vector<std::vector<Condition>> terms{{{"order", {0}}, {"bytes", {8}}}};
  const auto turns = find_turns(terms, factors, 0, comparisons);
  EXPECT_EQ(turns, (std::vector<Turn>{{"bytes", 8, 32, {16}}})) << "16 is decided for sorted only";
}

TEST(FindTurns, AreNoneWhereTheNextTermSaysTheSame) {
  const std::vector factors{bytes({8, 16, 32}), categories("order", {"random", "sorted"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    return point["bytes"] == 8 || (point["bytes"] == 16 && point["order"] == 0) ? holds(1) : refuted(2);
  });
  // For random it turns after 16, for sorted after 8.
  const std::vector<std::vector<Condition>> terms{{{"bytes", {8}}}, {{"order", {0}}, {"bytes", {16}}}};
  const auto turns = find_turns(terms, factors, 0, comparisons);
  EXPECT_EQ(turns, (std::vector<Turn>{{"bytes", 8, 16, {}}, {"bytes", 16, 32, {}}}));
}

TEST(FindTurns, AreNoneBetweenTwoTermsThatMeet) {
  const std::vector factors{bytes({8, 16, 32}), categories("order", {"random", "sorted"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    return point["bytes"] <= 16 && point["order"] == 0 ? holds(1) : refuted(2);
  });
  const std::vector<std::vector<Condition>> terms{{{"order", {0}}, {"bytes", {8}}}, {{"order", {0}}, {"bytes", {16}}}};
  EXPECT_EQ(find_turns(terms, factors, 0, comparisons), (std::vector<Turn>{{"bytes", 16, 32, {}}}));
}

TEST(FindTurns, AreToldOnceWhereTwoTermsTurnAlike) {
  const std::vector factors{bytes({8, 16}), categories("order", {"random", "sorted", "reversed"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    return point["bytes"] == 8 && point["order"] != 2 ? holds(1) : refuted(2);
  });
  const std::vector<std::vector<Condition>> terms{{{"order", {0}}, {"bytes", {8}}}, {{"order", {1}}, {"bytes", {8}}}};
  EXPECT_EQ(find_turns(terms, factors, 0, comparisons), (std::vector<Turn>{{"bytes", 8, 16, {}}}));
}

TEST(FindTurns, StandAtBothEndsOfARange) {
  const std::vector factors{bytes({8, 16, 32, 64})};
  const auto comparisons = sweep(
      factors, [](const Point& point) { return point["bytes"] == 16 || point["bytes"] == 32 ? holds(1) : refuted(2); });
  const std::vector<std::vector<Condition>> terms{{{"bytes", {16, 32}}}};
  EXPECT_EQ(find_turns(terms, factors, 0, comparisons),
            (std::vector<Turn>{{"bytes", 8, 16, {}}, {"bytes", 32, 64, {}}}));
}

}  // namespace
}  // namespace memlore::judge
