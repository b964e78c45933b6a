#include "harness/judge/trust/false_alarms.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "harness/model/record/plan.h"

namespace memlore::judge {
namespace {

/// A run of cells with two pairs each, in twelve processes; `off` per cent is what the second copy of a cell's first
/// pair takes longer.
Run identical(const std::vector<double>& off) {
  Run run;
  std::mt19937_64 random{8};
  std::normal_distribution<double> noise{0, 0.002};
  run.plan.profile.fewest_processes = run.plan.profile.most_processes = 12;
  for (std::size_t cell = 0; cell < off.size(); ++cell) {
    run.plan.cells.push_back({.experiment = "family/" + std::to_string(cell / 2), .point = {}, .arms = {}});
    for (int copy = 0; copy < 4; ++copy) run.plan.cells[cell].arms.push_back({.name = "arm", .copy = copy});
    for (int process = 0; process < 12; ++process) {
      for (int copy = 0; copy < 4; ++copy) {
        const double log_time = noise(random) + (copy == 1 ? off[cell] / 100 : 0);
        run.series.push_back({.cell = static_cast<int>(cell),
                              .arm = copy,
                              .process = process,
                              .iterations = 1,
                              .blocks = {Block{.elapsed_ns = std::llround(1e9 * std::exp(log_time))}}});
      }
    }
  }
  for (int process = 0; process < 12; ++process) run.plan.processes.push_back({.index = process});
  return run;
}

TEST(CountAlarms, CountsPairsWhoseIntervalExcludesOne) {
  const auto count = total_of(count_alarms(identical({0, 5, 0, 0})));
  EXPECT_EQ(count.comparisons, 8);
  EXPECT_EQ(count.alarms, 1);
  EXPECT_EQ(count.distances.size(), 8U);
  EXPECT_EQ(count.processes, 8 * 12);
}

TEST(CountAlarms, CountsAFamilyOnceHoweverManyOfItsPairsAreOff) {
  const auto count = total_of(count_alarms(identical({5, 5, 0, 0, 5, 0})));
  EXPECT_EQ(count.families, 3);
  EXPECT_EQ(count.families_alarmed, 2);
}

TEST(CountAlarms, LeaveOutAPairWhoseProcessesAreTooFewForAnInterval) {
  auto run = identical({0, 5});
  std::erase_if(run.series, [](const Series& each) { return each.cell == 1 && each.process >= 4; });
  const auto count = total_of(count_alarms(run));
  EXPECT_EQ(count.comparisons, 2) << "nothing could have been alarmed by the others";
  EXPECT_EQ(count.without_interval, 2);
  EXPECT_EQ(count.alarms, 0);
}

TEST(CountAlarms, OfARunWithoutBlocksIsNothing) {
  auto run = identical({0, 0});
  run.series.clear();
  EXPECT_EQ(count_alarms(run), AlarmCounts{});
}

TEST(CountAlarms, TellsWhichExperimentTheyAreOf) {
  const auto counts = count_alarms(identical({5, 5, 0, 0}));
  ASSERT_EQ(counts.size(), 2U);
  EXPECT_EQ(counts.at("family/0").alarms, 2);
  EXPECT_EQ(counts.at("family/0").families_alarmed, 1);
  EXPECT_EQ(counts.at("family/1").comparisons, 4);
  EXPECT_EQ(counts.at("family/1").alarms, 0);
}

TEST(AlarmCount, AddsUpOverRuns) {
  auto sum = total_of(count_alarms(identical({0, 5})));
  const auto once = sum;
  sum += once;
  EXPECT_EQ(sum.comparisons, 2 * once.comparisons);
  EXPECT_EQ(sum.alarms, 2 * once.alarms);
  EXPECT_EQ(sum.families, 2 * once.families);
  EXPECT_EQ(sum.families_alarmed, 2 * once.families_alarmed);
  EXPECT_EQ(sum.distances.size(), 2 * once.distances.size());
  EXPECT_EQ(sum.processes, 2 * once.processes);
}

TEST(HalfWidthsOfPairs, AreThoseOfTheWidestPairOfEachCellSoFar) {
  const auto run = identical({0, 0});
  const auto widths = half_widths_of_pairs(run, 12);
  ASSERT_EQ(widths.size(), 2U);
  EXPECT_GT(widths[0], 0);
  EXPECT_LT(widths[0], 0.01);
  EXPECT_TRUE(std::isinf(half_widths_of_pairs(run, 4)[0])) << "four processes have no interval";
}

}  // namespace
}  // namespace memlore::judge
