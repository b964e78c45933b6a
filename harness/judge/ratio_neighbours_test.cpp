// What neighbours do to the rounds and processes of a ratio: those that shared its core, and those that show in the
// arms.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

#include "harness/judge/ratio.h"
#include "harness/judge/synthetic/timed_rounds.h"
#include "harness/model/record/core_width.h"

namespace memlore::judge {
namespace {

using synthetic::series;
using synthetic::timings;

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
      result.back().core = {.full = 4, .own_share = own_share_};
    }
    return result;
  }

  [[nodiscard]] std::vector<ProcessRatios> ratios() const { return paired_ratios(cell(), 0, 1); }

  double own_share_ = 0.5;
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
  EXPECT_EQ(std::ranges::count_if(all, &ProcessRatios::slowed), 3);
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
  own_share_ = 0.01;
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

  [[nodiscard]] std::vector<ProcessRatios> ratios(int contender = 0) const {
    std::vector<CellTimings> cell;
    for (std::size_t i = 0; i < layouts_.size(); ++i) {
      cell.push_back(timings(&series_[2 * i], &series_[2 * i + 1], layouts_[i]));
    }
    return paired_ratios(cell, contender, 1 - contender);
  }

  [[nodiscard]] long slowed() const {
    const auto all = ratios();
    return std::ranges::count_if(all, &ProcessRatios::slowed);
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

}  // namespace
}  // namespace memlore::judge
