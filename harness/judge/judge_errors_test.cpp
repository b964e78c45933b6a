// How often the judge may err: what each comparison gets of the error of its claim, and what the floor adds.

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "harness/judge/judge.h"
#include "harness/judge/synthetic/judged_run.h"
#include "harness/judge/synthetic/synthetic_run.h"

namespace memlore::judge {
namespace {

using synthetic::comparisons_of;
using synthetic::made_up_run;
using synthetic::Truth;

/// Ten comparisons, all of them undecided, share the error evenly: any effect matters, and there is none.
TEST(Judge, WidensIntervalsForTheNumberOfComparisonsOfAnExperiment) {
  const auto judgement = judge(made_up_run({.points = 10, .threshold = 1}));
  for (const auto& comparison : comparisons_of(judgement)) {
    EXPECT_DOUBLE_EQ(comparison.estimate.level, 0.995);
    EXPECT_LT(comparison.estimate.low, comparison.low_95);
    EXPECT_GT(comparison.estimate.high, comparison.high_95);
  }
}

TEST(Judge, GivesMoreErrorToTheRestOnceTheClearCasesAreDecided) {
  std::vector<double> levels;
  for (const auto& comparison : comparisons_of(judge(made_up_run({.points = 4, .ratio = 1.5}))))
    levels.push_back(comparison.estimate.level);
  std::ranges::sort(levels);
  EXPECT_EQ(levels, (std::vector{1 - 0.05, 1 - 0.05 / 2, 1 - 0.05 / 3, 1 - 0.05 / 4}));
}

TEST(Judge, HoldsTheShareOfWrongExperimentsAmongThoseInWhichAnythingIsDecided) {
  auto run = made_up_run({.experiments = 4, .points = 1, .ratio = 1.0, .threshold = 1});
  const auto& twice_as_slow = synthetic::id_of(2);
  for (auto& series : run.series) {
    const auto& cell = run.plan.cells[static_cast<std::size_t>(series.cell)];
    if (cell.experiment != twice_as_slow || series.arm != 1) continue;
    for (auto& block : series.blocks) block.elapsed_ns *= 2;
  }
  const auto budget = judge(run).errors;
  EXPECT_EQ(budget.experiments, 4);
  EXPECT_EQ(budget.selected, 1);
  EXPECT_DOUBLE_EQ(budget.family_error, 0.05 / 4);
}

TEST(Judge, TakesIntervalsOfAnAdaptiveRunWiderThanItSellsThem) {
  Truth truth{.processes = 48, .threshold = 1};
  EXPECT_DOUBLE_EQ(judge(made_up_run(truth)).errors.interval_level, 0.95);
  truth.fewest_processes = 24;
  truth.half_width = 0.01;
  EXPECT_DOUBLE_EQ(judge(made_up_run(truth)).errors.interval_level, 0.965);
}

TEST(Judge, TakesTheFloorFromTheControlsOfTheExperiment) {
  const auto judgement = judge(made_up_run({.points = 6, .process_noise = 0.05}));
  const auto& floor = judgement.noise_floor;
  EXPECT_EQ(floor.controls, 6);
  EXPECT_GT(floor.ratio, 1);
  for (const auto& each : comparisons_of(judgement)) {
    const double half_width = std::log(each.high_95 / each.low_95) / 2;
    EXPECT_DOUBLE_EQ(each.noise_floor, std::max(std::exp(floor.inflation * half_width), floor.median_ratio));
  }
}

TEST(Judge, DoesNotLetOneNoisyExperimentSilenceTheOthers) {
  auto run = made_up_run({.experiments = 2});
  for (auto& series : run.series) {
    const auto& cell = run.plan.cells[static_cast<std::size_t>(series.cell)];
    if (cell.experiment != synthetic::id_of(1) || series.arm != 2) continue;
    for (auto& block : series.blocks) block.elapsed_ns *= 2;
  }
  const auto judgement = judge(run);
  EXPECT_GT(judgement.noise_floor.ratio, 1.9);
  EXPECT_LT(judgement.experiments[0].claims[0].comparisons[0].noise_floor, 1.5) << "the run's median control";
  EXPECT_GT(judgement.experiments[1].claims[0].comparisons[0].noise_floor, 1.9);
}

/// Share of made-up A/A runs in which a claim of eight points is decided at any of them. Any effect
/// matters to the claim (threshold 1), so that nothing but the interval and the floor stands between noise and a
/// decision.
double share_of_false_decisions(int trials, bool control) {
  int wrong = 0;
  for (int trial = 0; trial < trials; ++trial) {
    const auto judgement = judge(made_up_run({.points = 8,
                                              .control = control,
                                              .process_noise = 0.02,
                                              .round_noise = 0.05,
                                              .block_noise = 0.02,
                                              .threshold = 1,
                                              .seed = 1000 + static_cast<std::uint64_t>(trial)}));
    wrong += std::ranges::any_of(comparisons_of(judgement),
                                 [](const Comparison& comparison) { return comparison.stance != Stance::undecided; });
  }
  return static_cast<double>(wrong) / trials;
}

/// A share with the true value p shows over n trials with standard error sqrt(p(1-p)/n). Five of them leave a chance of
/// a false red under one in a million; the interpolated interval itself may be off by half a percentage point in a
/// family of eight. Without the adjustment for eight comparisons the share would be a third.
TEST(Judge, KeepsTheShareOfFalseDecisionsAtFivePerCent) {
  constexpr int trials = 3000;
  const double five_errors = 5 * std::sqrt(0.05 * 0.95 / trials);
  const double bare = share_of_false_decisions(trials, false);
  RecordProperty("share_without_floor", std::to_string(bare));
  EXPECT_LT(bare, 0.055 + five_errors);
  EXPECT_GT(bare, 0.045 - five_errors) << "an interval that is too wide would hide real effects";
}

/// Identical code that came out apart in every process alike: what no interval over processes can see, and an A/A
/// control can. Share of comparisons that find a difference between arms that have none.
double share_decided_of_biased_arms(bool control) {
  constexpr int trials = 60;
  std::mt19937_64 random{12};
  std::normal_distribution<double> bias{0, 0.02};
  int decided = 0;
  int all = 0;
  for (int trial = 0; trial < trials; ++trial) {
    auto run = made_up_run({.points = 8,
                            .control = control,
                            .process_noise = 0.005,
                            .threshold = 1,
                            .seed = 500U + static_cast<unsigned>(trial)});
    std::map<std::pair<int, int>, double> biases;
    for (auto& series : run.series) {
      const auto [place, is_new] = biases.try_emplace({series.cell, series.arm});
      if (is_new && series.arm > 0) place->second = bias(random);
      for (auto& block : series.blocks)
        block.elapsed_ns = std::llround(static_cast<double>(block.elapsed_ns) * std::exp(place->second));
    }
    for (const auto& comparison : comparisons_of(judge(run))) {
      decided += comparison.stance != Stance::undecided;
      ++all;
    }
  }
  return static_cast<double>(decided) / all;
}

/// Eight controls a run: their 95th percentile is a little under the largest of eight, which one in nine exceeds.
TEST(Judge, DoesNotBelieveIntervalsThatItsControlsContradict) {
  EXPECT_GT(share_decided_of_biased_arms(false), 0.6);
  EXPECT_LT(share_decided_of_biased_arms(true), 0.2);
}

}  // namespace
}  // namespace memlore::judge
