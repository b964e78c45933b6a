#include "harness/judge/ratio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/judge/synthetic/timed_rounds.h"

namespace memlore::judge {
namespace {

using synthetic::series;
using synthetic::timings;

/// The median log ratio of each process.
std::vector<double> log_ratios(const std::vector<CellTimings>& cell) {
  return independent_values(paired_ratios(cell, 0, 1));
}

std::vector<double> ratios_of(const Series& contender, const Series& baseline) {
  auto result = log_ratios({timings(&contender, &baseline)});
  for (auto& each : result) each = std::exp(each);
  return result;
}

TEST(LogRatios, CancelADriftThatBothArmsShare) {
  // The machine slows down a hundredfold from round to round; the contender costs twice as much all the time.
  const auto contender = series(10, {{0, 200}, {1, 20'000}, {2, 2'000'000}});
  const auto baseline = series(10, {{0, 100}, {1, 10'000}, {2, 1'000'000}});
  EXPECT_EQ(log_ratios({timings(&contender, &baseline)}), std::vector{std::log(2.0)});
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

TEST(LogRatios, LeaveOutAnProcessWithoutACommonRoundOrWithoutAnArm) {
  const auto early = series(1, {{0, 100}});
  const auto late = series(1, {{1, 100}});
  EXPECT_TRUE(ratios_of(early, late).empty());
  const std::vector cell{timings(&early, nullptr), timings(nullptr, &early), timings(&early, &early)};
  EXPECT_EQ(log_ratios(cell), std::vector{0.0});
}

TEST(LogRatios, KeepNothingOfAnEarlierProcess) {
  const auto all_rounds = series(1, {{0, 100}, {1, 100}});
  const auto second_round = series(1, {{1, 300}});
  const auto first_round = series(1, {{0, 100}});
  // In the second process the baseline has no round 1, though it had one in the first.
  const std::vector cell{timings(&all_rounds, &all_rounds), timings(&second_round, &first_round)};
  EXPECT_EQ(log_ratios(cell).size(), 1U);
}

/// Five rounds in which the contender takes twice as long; the baseline waits for its CPU in the first `waiting` of
/// them and takes ten times as long.
std::vector<ProcessRatios> with_waiting(int waiting, std::int64_t waited_ns) {
  static Series contender;
  static Series baseline;
  contender = series(1, {{0, 2000}, {1, 2000}, {2, 2000}, {3, 2000}, {4, 2000}});
  baseline = series(1, {{0, 1000}, {1, 1000}, {2, 1000}, {3, 1000}, {4, 1000}});
  for (int round = 0; round < waiting; ++round) {
    baseline.blocks[static_cast<std::size_t>(round)].elapsed_ns = 10'000;
    baseline.blocks[static_cast<std::size_t>(round)].waited_ns = waited_ns;
  }
  return paired_ratios(std::vector{timings(&contender, &baseline)}, 0, 1);
}

TEST(PairedRatios, SetAsideRoundsInWhichAnArmWasKeptFromRunningAndCountThem) {
  const auto ratios = with_waiting(2, 9000);
  EXPECT_EQ(ratios[0].rounds, (std::vector<double>(3, std::log(2.0))));
  EXPECT_EQ(ratios[0].set_aside, 2);
}

TEST(PairedRatios, SetNothingAsideWhereThatIsTheRule) {
  const auto ratios = with_waiting(3, 9000);
  EXPECT_EQ(ratios[0].rounds.size(), 5U);
  EXPECT_EQ(ratios[0].set_aside, 0);
}

TEST(PairedRatios, SetNothingAsideForBeingSlowAlone) {
  EXPECT_EQ(with_waiting(2, 0)[0].set_aside, 0);
  EXPECT_EQ(with_waiting(2, 200)[0].set_aside, 0) << "a fiftieth of the block is not more than a fiftieth";
}

TEST(PairedRatios, CountStolenTimeLikeWaiting) {
  auto contender = series(1, {{0, 1'000'000}, {1, 1'000'000}, {2, 1'000'000}});
  const auto baseline = contender;
  contender.blocks[1].stolen_ns = 10'000'000;
  EXPECT_EQ(paired_ratios(std::vector{timings(&contender, &baseline)}, 0, 1)[0].set_aside, 1);
}

TEST(IndependentValues, AreOneALayoutTheMedianOfItsProcesses) {
  const auto one = series(1, {{0, 1000}});
  const auto two = series(1, {{0, 2000}});
  std::vector<CellTimings> cell;
  for (int layout = 0; layout < fewest_layouts; ++layout) cell.push_back(timings(&one, &one, layout));
  cell.push_back(timings(&two, &one, 0));
  const auto values = log_ratios(cell);
  ASSERT_EQ(values.size(), static_cast<std::size_t>(fewest_layouts));
  EXPECT_DOUBLE_EQ(values[0], std::log(2.0) / 2) << "between the two there are";
  EXPECT_DOUBLE_EQ(values[1], 0);
  cell.push_back(timings(&one, &one, 0));
  EXPECT_DOUBLE_EQ(log_ratios(cell)[0], 0) << "one bad process of three does not move its layout";
}

TEST(IndependentValues, AreOneAProcessWhereLayoutsAreFew) {
  const auto one = series(1, {{0, 1000}});
  std::vector<CellTimings> cell;
  for (int i = 0; i < 20; ++i) cell.push_back(timings(&one, &one, i % (fewest_layouts - 1)));
  EXPECT_EQ(log_ratios(cell).size(), 20U);
}

TEST(TimesPerOperation, AreMediansOfBlocksByProcess) {
  const auto first = series(10, {{0, 1000}, {1, 3000}, {2, 2000}});
  const auto second = series(10, {{0, 4000}});
  const std::vector cell{timings(&first, nullptr), timings(nullptr, &first), timings(&second, nullptr)};
  EXPECT_EQ(times_per_operation(cell, 0, 5), (std::vector{40.0, 80.0}));
}

TEST(EstimateMedian, OfNothingIsNothing) { EXPECT_FALSE(estimate_median({}, 0.95)); }

TEST(EstimateMedian, CountsProcesses) {
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

}  // namespace
}  // namespace memlore::judge
