#include "harness/judge/ratio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace memlore::judge {
namespace {

struct TimedRound {
  int round;
  std::int64_t elapsed_ns;
};

Series series(std::int64_t iterations, const std::vector<TimedRound>& rounds) {
  Series result{.iterations = iterations, .blocks = {}};
  for (const auto& each : rounds) result.blocks.push_back({.round = each.round, .elapsed_ns = each.elapsed_ns});
  return result;
}

CellTimings timings(const Series* contender, const Series* baseline) {
  return {.invocation = 0, .arms = {contender, baseline}};
}

std::vector<double> ratios_of(const Series& contender, const Series& baseline) {
  auto result = log_ratios(std::vector{timings(&contender, &baseline)}, 0, 1);
  for (auto& each : result) each = std::exp(each);
  return result;
}

TEST(LogRatios, CancelADriftThatBothArmsShare) {
  // The machine slows down a hundredfold from round to round; the contender costs twice as much all the time.
  const auto contender = series(10, {{0, 200}, {1, 20'000}, {2, 2'000'000}});
  const auto baseline = series(10, {{0, 100}, {1, 10'000}, {2, 1'000'000}});
  EXPECT_EQ(log_ratios(std::vector{timings(&contender, &baseline)}, 0, 1), std::vector{std::log(2.0)});
}

TEST(LogRatios, AreOfOneIterationWhateverTheLengthOfTheBlocks) {
  EXPECT_DOUBLE_EQ(ratios_of(series(10, {{0, 300}}), series(100, {{0, 1000}}))[0], 3);
}

TEST(LogRatios, PairByRoundNotByPlaceInTheList) {
  // Round 0 of the contender and round 2 of the baseline are missing: only round 1 is common.
  EXPECT_EQ(ratios_of(series(1, {{1, 500}, {2, 9'000}}), series(1, {{0, 1}, {1, 250}})), std::vector{2.0});
}

TEST(LogRatios, TakeTheMedianOfTheRounds) {
  const auto contender = series(1, {{0, 100}, {1, 200}, {2, 90'000}});
  const auto baseline = series(1, {{0, 100}, {1, 100}, {2, 100}});
  EXPECT_DOUBLE_EQ(ratios_of(contender, baseline)[0], 2) << "one disturbed round does not move it";
}

TEST(LogRatios, LeaveOutAnInvocationWithoutACommonRoundOrWithoutAnArm) {
  const auto early = series(1, {{0, 100}});
  const auto late = series(1, {{1, 100}});
  EXPECT_TRUE(ratios_of(early, late).empty());
  const std::vector cell{timings(&early, nullptr), timings(nullptr, &early), timings(&early, &early)};
  EXPECT_EQ(log_ratios(cell, 0, 1), std::vector{0.0});
}

TEST(LogRatios, KeepNothingOfAnEarlierInvocation) {
  const auto all_rounds = series(1, {{0, 100}, {1, 100}});
  const auto second_round = series(1, {{1, 300}});
  const auto first_round = series(1, {{0, 100}});
  // In the second invocation the baseline has no round 1, though it had one in the first.
  const std::vector cell{timings(&all_rounds, &all_rounds), timings(&second_round, &first_round)};
  EXPECT_EQ(log_ratios(cell, 0, 1).size(), 1U);
}

TEST(TimesPerOperation, AreMediansOfBlocksByInvocation) {
  const auto first = series(10, {{0, 1000}, {1, 3000}, {2, 2000}});
  const auto second = series(10, {{0, 4000}});
  const std::vector cell{timings(&first, nullptr), timings(nullptr, &first), timings(&second, nullptr)};
  EXPECT_EQ(times_per_operation(cell, 0, 5), (std::vector{40.0, 80.0}));
}

TEST(EstimateMedian, OfNothingIsNothing) { EXPECT_FALSE(estimate_median({}, 0.95)); }

TEST(EstimateMedian, CountsInvocations) {
  const std::vector<double> values{1, 2, 3, 4, 5, 6, 7};
  const auto estimate = estimate_median(values, 0.95);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->n, 7);
  EXPECT_EQ(estimate->value, 4);
  EXPECT_EQ(estimate->level, 0.95);
  EXPECT_GE(estimate->low, 1);
  EXPECT_LE(estimate->high, 7);
  EXPECT_TRUE(std::isinf(estimate_median(values, 0.99)->low));
}

std::vector<std::string> codes_of(const std::vector<Warning>& warnings) {
  std::vector<std::string> codes;
  for (const auto& warning : warnings) codes.push_back(warning.code);
  return codes;
}

TEST(WarningsAbout, AreNoneForAQuietMeasurement) {
  const auto quiet = series(1, {{0, 1}, {1, 1}});
  EXPECT_TRUE(warnings_about(std::vector{timings(&quiet, &quiet)}, std::array{0, 1}, 6).empty());
}

TEST(WarningsAbout, SaysThatInvocationsAreFew) {
  const auto warnings = warnings_about({}, std::array{0, 1}, 5);
  EXPECT_EQ(codes_of(warnings), std::vector<std::string>{"few_invocations"});
  EXPECT_NE(warnings[0].message.find("5 invocations"), std::string::npos);
}

TEST(WarningsAbout, SaysWhenMoreThanAFifthOfTheBlocksWereDisturbed) {
  auto disturbed = series(1, {{0, 1}, {1, 1}, {2, 1}, {3, 1}, {4, 1}});
  const auto quiet = series(1, {});
  disturbed.blocks[1].switches = 3;
  disturbed.blocks[2].faults = 1;
  EXPECT_TRUE(warnings_about(std::vector{timings(&disturbed, &quiet)}, std::array{0, 1}, 6).empty())
      << "a fifth is not more";
  disturbed.blocks[3].switches = 1;
  EXPECT_EQ(codes_of(warnings_about(std::vector{timings(&disturbed, &quiet)}, std::array{0, 1}, 6)),
            std::vector<std::string>{"context_switches"});
  disturbed.blocks[0].faults = 1;
  const auto both = warnings_about(std::vector{timings(&disturbed, &quiet)}, std::array{0, 1}, 6);
  EXPECT_EQ(codes_of(both), (std::vector<std::string>{"context_switches", "page_faults"}));
  EXPECT_EQ(both[1].message, "40 % of the blocks had a page fault");
}

TEST(WarningsAbout, LooksOnlyAtTheArmsOfTheComparison) {
  auto disturbed = series(1, {{0, 1}});
  disturbed.blocks[0].switches = 1;
  const auto quiet = series(1, {{0, 1}});
  const CellTimings cell{.invocation = 0, .arms = {&quiet, &quiet, &disturbed}};
  EXPECT_TRUE(warnings_about(std::vector{cell}, std::array{0, 1}, 6).empty());
}

}  // namespace
}  // namespace memlore::judge
