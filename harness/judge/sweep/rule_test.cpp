#include "harness/judge/sweep/rule.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <tuple>

#include "harness/judge/sweep/made_up_sweep.h"

namespace memlore::judge {
namespace {

using made_up::bytes;
using made_up::categories;
using made_up::Found;
using made_up::line;
using made_up::numbers;
using made_up::sweep;

/// The regions of a rule, one a line: `holds up to 16 bytes: 4 of 4`.
std::string regions_of(const std::optional<Rule>& rule) {
  if (!rule) return "no rule";
  std::string text;
  for (const auto& each : rule->regions) {
    text += (text.empty() ? "" : "\n") + std::string(each.holds ? "holds " : "refuted ") + each.words + ": " +
            std::to_string(each.explained) + " of " + std::to_string(each.decided);
  }
  return text;
}

std::string rule_of_line(const std::string& marks) {
  std::vector<std::int64_t> levels;
  for (std::int64_t level = 1; std::ssize(levels) < std::ssize(marks); level *= 2) levels.push_back(level);
  const std::vector factors{bytes(levels)};
  return regions_of(find_rule(factors, 1.1, line(factors, marks)));
}

TEST(FindRule, FindsWhereByValueStopsCostingTheSameAsByReference) {
  const std::vector factors{bytes({8, 16, 24, 32, 48, 64, 72, 128, 4096}), categories("fields", {"one", "all"})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    const auto size = point["bytes"];
    if (size <= 16) return {Stance::supports, size == 8 ? 1.0 : 1.09};
    if (size < 48) return {Stance::undecided, 1.15};
    return {Stance::contradicts, size == 48 ? 1.23 : size == 4096 ? 27.0 : 2.0};
  });
  const auto rule = find_rule(factors, 1.1, comparisons);
  ASSERT_EQ(regions_of(rule), "holds up to 16 bytes: 4 of 4\nrefuted from 48 bytes: 10 of 10");
  EXPECT_EQ(rule->regions[0].where, (std::vector<Condition>{{"bytes", {8, 16}}}));
  EXPECT_EQ(std::pair(rule->regions[0].low, rule->regions[0].high), std::pair(1.0, 1.09));
  EXPECT_EQ(std::pair(rule->regions[1].low, rule->regions[1].high), std::pair(1.23, 27.0));
  ASSERT_EQ(rule->turns.size(), 1U);
  EXPECT_EQ(std::tuple(rule->turns[0].below, rule->turns[0].above), std::tuple(16, 48));
  EXPECT_EQ(rule->turns[0].open, (std::vector<std::int64_t>{24, 32}));
  EXPECT_EQ(std::pair(rule->decided, rule->explained), std::pair(14, 14));
  EXPECT_TRUE(rule->exceptions.empty());
}

TEST(FindRule, FindsTwoFactorsTogetherWithCategoriesFirst) {
  std::vector<std::int64_t> sizes(64);
  for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = static_cast<std::int64_t>(i) + 1;
  const std::vector factors{numbers("payload", "bytes", sizes),
                            categories("kind", {"trivial", "nothrow_move", "throwing_move"})};
  const auto rule = find_rule(factors, 1, sweep(factors, [](const Point& point) -> Found {
                                const bool fits = point["payload"] <= 16 && point["kind"] == 0;
                                return fits ? Found{Stance::contradicts, 0} : Found{Stance::supports, 1};
                              }));
  ASSERT_EQ(regions_of(rule),
            "holds elsewhere: 176 of 176\nrefuted for kind trivial, for payload up to 16 bytes: 16 of 16");
  EXPECT_EQ(rule->turns, (std::vector<Turn>{{"payload", 16, 17, {}}}));
}

TEST(FindRule, SaysBothSidesOfASetOfCategories) {
  const std::vector factors{categories("order", {"random", "repeating", "sorted", "reversed"}), bytes({8, 16})};
  const auto rule = find_rule(factors, 1, sweep(factors, [](const Point& point) -> Found {
                                return {point["order"] % 2 == 0 ? Stance::supports : Stance::contradicts};
                              }));
  EXPECT_EQ(regions_of(rule),
            "holds for order random or sorted: 4 of 4\nrefuted for order repeating or reversed: 4 of 4");
  EXPECT_TRUE(rule->turns.empty()) << "categories do not turn";
}

TEST(FindRule, FindsAStaircase) {
  const std::vector factors{numbers("elements", "elements", {1, 8, 64, 512}),
                            categories("order", {"random", "sorted"})};
  const auto rule = find_rule(factors, 1, sweep(factors, [](const Point& point) -> Found {
                                const auto last = point["order"] == 0 ? 1 : 64;
                                return {point["elements"] <= last ? Stance::supports : Stance::contradicts};
                              }));
  EXPECT_EQ(regions_of(rule),
            "holds at 1 element: 2 of 2\nholds for order sorted, from 8 to 64 elements: 2 of 2\n"
            "refuted elsewhere: 4 of 4");
  EXPECT_EQ(rule->turns, (std::vector<Turn>{{"elements", 1, 8, {}}, {"elements", 64, 512, {}}}));
}

TEST(FindRule, SaysEverywhereWhereAllPointsAreAlike) {
  EXPECT_EQ(rule_of_line("++++"), "holds everywhere: 4 of 4");
  EXPECT_EQ(rule_of_line("----"), "refuted everywhere: 4 of 4");
}

TEST(FindRule, SaysWhereThePointsLieThatAreDecidedAlike) {
  EXPECT_EQ(rule_of_line("..----"), "refuted from 4 bytes: 4 of 4");
  EXPECT_EQ(rule_of_line(".+++.+"), "holds from 2 bytes: 4 of 4");
  EXPECT_EQ(rule_of_line("++.+++"), "holds everywhere: 5 of 5") << "one open level inside";
  EXPECT_EQ(rule_of_line(".-..-."), "refuted everywhere: 2 of 2") << "half of the range would be open";
}

TEST(FindRule, SaysWhereOnTwoFactors) {
  const std::vector factors{bytes({8, 16, 32, 64}), categories("order", {"random", "sorted"})};
  const auto rule = find_rule(factors, 1, sweep(factors, [](const Point& point) -> Found {
                                const bool decided = point["bytes"] >= 32 && point["order"] == 1;
                                return {decided ? Stance::contradicts : Stance::undecided};
                              }));
  EXPECT_EQ(regions_of(rule), "refuted for order sorted, from 32 bytes: 2 of 2");
}

TEST(FindRule, EndsRegionsAtDecidedLevelsAndTakesInOpenOnes) {
  EXPECT_EQ(rule_of_line(".+.++..-."), "holds from 2 to 16 bytes: 3 of 3\nrefuted at 128 bytes: 1 of 1");
}

TEST(FindRule, HasARestWhereTheOtherSideIsNoRange) {
  EXPECT_EQ(rule_of_line("++--++"), "holds elsewhere: 4 of 4\nrefuted from 4 to 8 bytes: 2 of 2");
}

TEST(FindRule, ListsExceptionsInTheOrderOfTheComparisons) {
  const std::vector factors{numbers("elements", "elements", {1, 8, 64, 512, 4096}),
                            numbers("threads", "threads", {1, 2, 4, 8})};
  const auto comparisons = sweep(factors, [](const Point& point) -> Found {
    const bool odd = point.key() == "elements:8/threads:2" || point.key() == "elements:512/threads:4";
    return {(point["elements"] <= 8) != odd ? Stance::supports : Stance::contradicts, odd ? 100.0 : 1.0};
  });
  const auto rule = find_rule(factors, 1, comparisons);
  ASSERT_EQ(regions_of(rule), "holds up to 8 elements: 7 of 8\nrefuted from 64 elements: 11 of 12");
  EXPECT_EQ(rule->exceptions, (std::vector{comparisons[5].point, comparisons[14].point}));
  EXPECT_EQ(std::pair(rule->decided, rule->explained), std::pair(20, 18));
  EXPECT_EQ(rule->regions[0].high, 1.0) << "the effect is that of explained points";
}

TEST(FindRule, IsNoneWhereNoRuleExplainsNineTenths) { EXPECT_EQ(rule_of_line("+-+-+-+-"), "no rule"); }

TEST(FindRule, IsNoneWhereNothingIsDecided) { EXPECT_EQ(rule_of_line("...."), "no rule"); }

TEST(FindRule, IgnoresPointsOutsideOfTheDomain) {
  EXPECT_EQ(rule_of_line("+++xx"), "holds everywhere: 3 of 3");
  EXPECT_EQ(rule_of_line("x+--x"), "holds at 2 bytes: 1 of 1\nrefuted from 4 bytes: 2 of 2");
}

TEST(FindRule, IsThatOfOnePointWhereAFactHasNoPlaceOnTheSweep) {
  const std::vector factors{bytes({8, 16})};
  const std::vector fact{made_up::comparison_at({}, {Stance::supports, 0.667})};
  EXPECT_EQ(regions_of(find_rule(factors, 0.75, fact)), "holds everywhere: 1 of 1");
}

TEST(FindRule, DoesNotDependOnTheOrderOfTheComparisons) {
  const std::vector factors{bytes({8, 16, 32, 64, 128}), categories("order", {"random", "sorted", "reversed"})};
  std::mt19937 random(7);
  for (int i = 0; i < 100; ++i) {
    auto comparisons = sweep(factors, [&](const Point& point) -> Found {
      const auto draw = random() % 20;
      if (draw < 4) return {Stance::undecided};
      const bool inside = point["bytes"] <= 32 && point["order"] != 1;
      return {inside != (draw == 4) ? Stance::supports : Stance::contradicts, static_cast<double>(draw)};
    });
    auto expected = find_rule(factors, 1.1, comparisons);
    std::ranges::shuffle(comparisons, random);
    auto shuffled = find_rule(factors, 1.1, comparisons);
    ASSERT_EQ(shuffled.has_value(), expected.has_value());
    if (!expected) continue;
    std::ranges::sort(expected->exceptions, {}, &Point::key);
    std::ranges::sort(shuffled->exceptions, {}, &Point::key);
    EXPECT_EQ(shuffled, expected);
  }
}

TEST(JudgedFactors, HaveTheLevelsThatWereMeasuredInsideTheDomain) {
  const std::vector factors{bytes({1, 2, 4, 8, 16}), numbers("threads", "threads", {1, 2})};
  const std::vector only_bytes{factors[0]};
  auto comparisons = line(only_bytes, ".+-x.");
  comparisons.back().estimate.n = 0;  // Not measured.
  const auto judged = judged_factors(factors, comparisons);
  ASSERT_EQ(judged.size(), 1U) << "no point lies on threads";
  EXPECT_EQ(judged[0], bytes({1, 2, 4}));
}

}  // namespace
}  // namespace memlore::judge
