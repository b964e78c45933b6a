#include "harness/judge/ratio.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "harness/model/core_width.h"

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

CellTimings timings(const Series* contender, const Series* baseline, int layout = 0) {
  return {.invocation = 0, .layout = layout, .arms = {contender, baseline}};
}

/// The median log ratio of each invocation.
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

TEST(LogRatios, LeaveOutAnInvocationWithoutACommonRoundOrWithoutAnArm) {
  const auto early = series(1, {{0, 100}});
  const auto late = series(1, {{1, 100}});
  EXPECT_TRUE(ratios_of(early, late).empty());
  const std::vector cell{timings(&early, nullptr), timings(nullptr, &early), timings(&early, &early)};
  EXPECT_EQ(log_ratios(cell), std::vector{0.0});
}

TEST(LogRatios, KeepNothingOfAnEarlierInvocation) {
  const auto all_rounds = series(1, {{0, 100}, {1, 100}});
  const auto second_round = series(1, {{1, 300}});
  const auto first_round = series(1, {{0, 100}});
  // In the second invocation the baseline has no round 1, though it had one in the first.
  const std::vector cell{timings(&all_rounds, &all_rounds), timings(&second_round, &first_round)};
  EXPECT_EQ(log_ratios(cell).size(), 1U);
}

/// Five rounds in which the contender takes twice as long; the baseline waits for its CPU in the first `waiting` of
/// them and takes ten times as long.
std::vector<InvocationRatios> with_waiting(int waiting, std::int64_t waited_ns) {
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

/// Processes on a core of width 4. A round alone has a ratio of 5, one beside a neighbour of 4.
class SharedCores : public testing::Test {
 protected:
  struct Width {
    double before = 4;
    double after = 4;
  };

  /// A process with one round for each pair of readings around the contender's block.
  void process(const std::vector<Width>& widths) {
    Series contender{.iterations = 1, .blocks = {}};
    Series baseline{.iterations = 1, .blocks = {}};
    for (const auto& width : widths) {
      const bool alone = on_own_core(std::min(width.before, width.after), 4);
      const auto round = static_cast<int>(contender.blocks.size());
      contender.blocks.push_back({.round = round,
                                  .elapsed_ns = alone ? 5000 : 6000,
                                  .width_before = width.before,
                                  .width_after = width.after});
      baseline.blocks.push_back(
          {.round = round, .elapsed_ns = alone ? 1000 : 1500, .width_before = 4, .width_after = 4});
    }
    series_.push_back(std::move(contender));
    series_.push_back(std::move(baseline));
  }

  [[nodiscard]] std::vector<CellTimings> cell() const {
    std::vector<CellTimings> result;
    for (std::size_t i = 0; i < series_.size(); i += 2) {
      result.push_back(timings(&series_[i], &series_[i + 1], static_cast<int>(i / 2)));
      result.back().core = {.full = 4, .seldom = seldom_};
    }
    return result;
  }

  [[nodiscard]] std::vector<InvocationRatios> ratios() const { return paired_ratios(cell(), 0, 1); }

  bool seldom_ = false;
  std::vector<Series> series_;
};

TEST_F(SharedCores, DoNotCount) {
  for (int i = 0; i < 3; ++i) process({{4, 2}, {4, 4}, {2, 4}});
  for (const auto& each : ratios()) {
    EXPECT_EQ(each.rounds, std::vector{std::log(5.0)});
    EXPECT_EQ(each.shared, (std::vector{std::log(4.0), std::log(4.0)}));
    EXPECT_EQ(each.set_aside, 2);
    EXPECT_EQ(each.on_shared_core, 0);
    EXPECT_FALSE(each.slowed);
    EXPECT_EQ(each.contender_ns, 5000) << "times are of the same rounds";
    EXPECT_EQ(each.baseline_ns, 1000);
  }
}

TEST_F(SharedCores, MakeAProcessThatNeverHadItsOwnASlowedOne) {
  for (int i = 0; i < 3; ++i) process({{2, 2}, {3, 4}});
  process({{4, 4}});
  const auto all = ratios();
  EXPECT_EQ(std::ranges::count_if(all, &InvocationRatios::slowed), 3);
  EXPECT_FALSE(all.back().slowed);
  EXPECT_EQ(independent_values(all), std::vector{std::log(5.0)}) << "one that had is better than three that had not";
}

TEST_F(SharedCores, CountWhereTheArmsNeverHadTheirs) {
  for (int i = 0; i < 3; ++i) process({{2, 2}, {2, 2}});
  for (const auto& each : ratios()) {
    EXPECT_EQ(each.rounds.size(), 2U);
    EXPECT_EQ(each.on_shared_core, 2);
    EXPECT_EQ(each.set_aside, 0);
    EXPECT_FALSE(each.slowed);
  }
}

TEST_F(SharedCores, CountWhereTheRunSeldomHadItsOwn) {
  seldom_ = true;
  for (int i = 0; i < 3; ++i) process({{4, 4}, {2, 2}, {2, 2}});
  for (const auto& each : ratios()) {
    EXPECT_EQ(each.rounds.size(), 3U);
    EXPECT_EQ(each.on_shared_core, 2);
    EXPECT_EQ(each.set_aside, 0);
  }
  EXPECT_EQ(times_per_operation(cell(), 0, 1), std::vector<double>(3, 6000));
}

TEST_F(SharedCores, DoNotCountInTheTimesOfAnArmEither) {
  for (int i = 0; i < 3; ++i) process({{2, 2}, {4, 4}, {2, 2}});
  process({{2, 2}});
  EXPECT_EQ(times_per_operation(cell(), 0, 1), std::vector<double>(3, 5000));
}

TEST_F(SharedCores, AreNotLookedForWhereOneArmRunsOnSeveral) {
  for (int i = 0; i < 3; ++i) process({{2, 2}, {4, 4}});
  for (std::size_t i = 1; i < series_.size(); i += 2) {
    for (auto& block : series_[i].blocks) block.width_before = block.width_after = std::nullopt;
  }
  for (const auto& each : ratios()) EXPECT_EQ(each.rounds.size(), 2U);
}

TEST_F(SharedCores, CountInTheTimesOfAnArmThatNeverHadItsOwn) {
  for (int i = 0; i < 3; ++i) process({{2, 2}});
  EXPECT_EQ(times_per_operation(cell(), 0, 1), std::vector<double>(3, 6000));
}

/// Processes of every layout whose arms take so long, in ns; the rest of their blocks is alike.
class Neighbours : public testing::Test {
 protected:
  void process(std::int64_t contender_ns, std::int64_t baseline_ns, int layouts = fewest_layouts) {
    for (int layout = 0; layout < layouts; ++layout) {
      series_.push_back(series(1, {{0, contender_ns}}));
      series_.push_back(series(1, {{0, baseline_ns}}));
      layouts_.push_back(layout);
    }
  }

  [[nodiscard]] std::vector<InvocationRatios> ratios(int contender = 0) const {
    std::vector<CellTimings> cell;
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      cell.push_back(timings(&series_[2 * i], &series_[2 * i + 1], layouts_[i]));
    }
    return paired_ratios(cell, contender, 1 - contender);
  }

  [[nodiscard]] long slowed() const {
    const auto all = ratios();
    return std::ranges::count_if(all, &InvocationRatios::slowed);
  }

 private:
  std::vector<Series> series_;
  std::vector<int> layouts_;
};

TEST_F(Neighbours, ThatSlowBothArmsDoNotMoveTheRatio) {
  for (int i = 0; i < 2; ++i) process(5000, 1000);
  for (int i = 0; i < 2; ++i) process(5225, 1100);
  EXPECT_EQ(slowed(), 2 * fewest_layouts);
  EXPECT_EQ(independent_values(ratios()), std::vector<double>(fewest_layouts, std::log(5.0)));
}

TEST_F(Neighbours, WhoSlowOneArmAloneAreAPropertyOfThatArm) {
  for (int i = 0; i < 3; ++i) process(5000, 1000);
  for (int i = 0; i < 2; ++i) process(6000, 1000);
  EXPECT_EQ(slowed(), 0);
}

TEST_F(Neighbours, AreTheSameForBothArms) {
  // What swapping two arms does to the values is to turn their signs, so that identical arms cannot come out apart.
  for (int i = 0; i < 9; ++i) process(1000 + 37 * i * i % 101, 1000 + 53 * i % 89);
  EXPECT_GT(slowed(), 0);
  const auto values = independent_values(ratios(0));
  const auto swapped = independent_values(ratios(1));
  ASSERT_EQ(values.size(), swapped.size());
  for (std::size_t i = 0; i < values.size(); ++i) EXPECT_NEAR(values[i], -swapped[i], 1e-12);
}

TEST_F(Neighbours, AreNotToldFromChanceInAFewProcesses) {
  process(1000, 1000);
  for (int i = 0; i < fewest_to_call_one_slowed - 2; ++i) process(2000, 2000);
  EXPECT_EQ(slowed(), 0);
  process(1000, 1000);
  EXPECT_GT(slowed(), 0) << "or nothing was tested";
}

TEST_F(Neighbours, AreNotLookedForWhereProcessesStandForThemselves) {
  for (int i = 0; i < 4; ++i) process(5000, 1000, 1);
  for (int i = 0; i < 3; ++i) process(5225, 1100, 1);
  EXPECT_EQ(slowed(), 0);
  EXPECT_EQ(independent_values(ratios()).size(), 7U);
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

}  // namespace
}  // namespace memlore::judge
