#include "harness/judge/observations.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace memlore::judge {
namespace {

Observation seen(Pass pass, Metric metric, std::optional<double> value) {
  const std::map<Pass, CounterSource> counters{{Pass::count, CounterSource::perf_hardware},
                                               {Pass::allocate, CounterSource::allocations_interposed},
                                               {Pass::simulate, CounterSource::callgrind_host},
                                               {Pass::footprint, CounterSource::process}};
  return {.cell = 0,
          .arm = 0,
          .pass = pass,
          .metric = metric,
          .value = value,
          .unavailable = {},
          .source = "test",
          .counter = counters.at(pass)};
}

Run run_with(std::vector<Observation> observations) {
  Run run;
  run.plan.cells = {{.experiment = "a/b", .point = {}, .arms = {{.name = "arm"}, {.name = "other"}}}};
  run.observations = std::move(observations);
  return run;
}

std::vector<Summary> summaries_of(const Run& run, int arm = 0) {
  std::vector<Summary> summaries;
  Observations(run).summarise(0, arm, run.plan.cells[0], summaries);
  return summaries;
}

TEST(Observations, HaveNoValueForWhatWasNotObserved) {
  const auto run = run_with({seen(Pass::allocate, Metric::allocations_per_op, 2)});
  const Observations observations(run);
  EXPECT_EQ(observations.pair(0, 0, -1, Metric::allocations_per_op)->contender, 2);
  EXPECT_FALSE(observations.pair(0, 0, -1, Metric::frees_per_op));
  EXPECT_FALSE(observations.pair(0, 1, -1, Metric::allocations_per_op));
  EXPECT_FALSE(observations.pair(0, -1, -1, Metric::allocations_per_op));
  EXPECT_FALSE(observations.pair(1, 0, -1, Metric::allocations_per_op));
}

TEST(Observations, PreferHardwareToSimulation) {
  const auto run = run_with(
      {seen(Pass::simulate, Metric::instructions_per_op, 7), seen(Pass::count, Metric::instructions_per_op, 8)});
  EXPECT_EQ(Observations(run).pair(0, 0, -1, Metric::instructions_per_op)->contender, 8);
}

TEST(Observations, FallBackToSimulationWhereHardwareHasNoValue) {
  const auto run = run_with(
      {seen(Pass::simulate, Metric::instructions_per_op, 7), seen(Pass::count, Metric::instructions_per_op, {})});
  EXPECT_EQ(Observations(run).pair(0, 0, -1, Metric::instructions_per_op)->contender, 7);
}

TEST(Observations, PreferTheSimulationOfThisMachineToThatOfTheReference) {
  auto reference = seen(Pass::simulate, Metric::last_level_misses_per_op, 7);
  reference.counter = CounterSource::callgrind_reference;
  EXPECT_EQ(Observations(run_with({reference})).pair(0, 0, -1, Metric::last_level_misses_per_op)->contender, 7);
  const auto both = run_with({seen(Pass::simulate, Metric::last_level_misses_per_op, 6), reference});
  EXPECT_EQ(Observations(both).pair(0, 0, -1, Metric::last_level_misses_per_op)->contender, 6);
  EXPECT_EQ(summaries_of(both).size(), 2U) << "neither replaces the other";
}

TEST(Observations, TheLastOneStandsAfterAnInterruption) {
  const auto run =
      run_with({seen(Pass::allocate, Metric::frees_per_op, 1), seen(Pass::allocate, Metric::frees_per_op, 2)});
  EXPECT_EQ(Observations(run).pair(0, 0, -1, Metric::frees_per_op)->contender, 2);
  EXPECT_EQ(summaries_of(run).size(), 1U);
}

TEST(Observations, SummariseEachSourceOfItsOwnArm) {
  auto other = seen(Pass::simulate, Metric::instructions_per_op, 1);
  other.arm = 1;
  const auto run =
      run_with({seen(Pass::simulate, Metric::instructions_per_op, 7), other,
                seen(Pass::count, Metric::instructions_per_op, 8), seen(Pass::simulate, Metric::data_reads_per_op, 3)});
  EXPECT_EQ(summaries_of(run).size(), 3U);
  const auto of_other = summaries_of(run, 1);
  ASSERT_EQ(of_other.size(), 1U);
  EXPECT_EQ(of_other[0].arm, "other");
  EXPECT_EQ(of_other[0].estimate.value, 1);
  EXPECT_EQ(of_other[0].source, "test");
}

TEST(Observations, AreExactOnlyWhereCountingHasNoError) {
  const auto exact = summaries_of(run_with({seen(Pass::simulate, Metric::instructions_per_op, 7)}));
  EXPECT_EQ(exact[0].estimate.low, 7);
  EXPECT_EQ(exact[0].estimate.high, 7);
  EXPECT_EQ(exact[0].estimate.level, 1);
  for (const auto& inexact :
       {seen(Pass::count, Metric::instructions_per_op, 7), seen(Pass::count, Metric::cycles_per_op, 7),
        seen(Pass::footprint, Metric::peak_resident_bytes, 7)}) {
    const auto estimate = summaries_of(run_with({inexact}))[0].estimate;
    EXPECT_TRUE(std::isinf(estimate.low) && std::isinf(estimate.high));
    EXPECT_EQ(estimate.level, 0);
  }
}

TEST(Observations, FlagACounterThatWasNotScheduledAllTheTime) {
  auto observation = seen(Pass::count, Metric::cycles_per_op, 7);
  observation.running_share = 0.99;
  EXPECT_TRUE(summaries_of(run_with({observation}))[0].estimate.warnings.empty());
  observation.running_share = 0.5;
  const auto warnings = summaries_of(run_with({observation}))[0].estimate.warnings;
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0], (Warning{"multiplexed", "counted 50 % of the time and scaled"}));
}

TEST(Observations, SayWhyThereIsNoValue) {
  auto observation = seen(Pass::footprint, Metric::peak_resident_bytes, {});
  observation.unavailable = "no /proc here";
  const auto summaries = summaries_of(run_with({observation}));
  EXPECT_EQ(summaries[0].unavailable, "no /proc here");
  EXPECT_EQ(summaries[0].estimate, Estimate{});
}

Observation of_other(Observation observation) {
  observation.arm = 1;
  return observation;
}

TEST(Observations, TakeBothArmsOfARatioFromOneSource) {
  const auto simulated = seen(Pass::simulate, Metric::instructions_per_op, 7);
  const auto hardware = seen(Pass::count, Metric::instructions_per_op, 8);
  const auto run = run_with({simulated, of_other(simulated), hardware});
  const auto pair = Observations(run).pair(0, 0, 1, Metric::instructions_per_op);
  ASSERT_TRUE(pair);
  EXPECT_EQ(*pair, (ObservedPair{7, 7, CounterSource::callgrind_host})) << "only the simulation has both";
  EXPECT_FALSE(Observations(run_with({simulated, of_other(hardware)})).pair(0, 0, 1, Metric::instructions_per_op));
}

TEST(Observations, PairRepeatsThatBothArmsHave) {
  std::vector<Observation> all;
  for (const int repeat : {2, 0, 1}) {
    all.push_back(seen(Pass::footprint, Metric::peak_resident_bytes, 10 + repeat));
    all.back().repeat = repeat;
    if (repeat != 1) all.push_back(of_other(all.back()));
  }
  const auto run = run_with(std::move(all));
  const auto pairs = Observations(run).repeats(0, 0, 1, Metric::peak_resident_bytes);
  ASSERT_EQ(pairs.size(), 2U);
  EXPECT_EQ(pairs[0].contender, 10);
  EXPECT_EQ(pairs[1].contender, 12);
  const auto estimate = summaries_of(run).at(0).estimate;
  EXPECT_EQ(summaries_of(run).size(), 1U) << "repeats are one figure";
  EXPECT_EQ(estimate.value, 11);
  EXPECT_EQ(estimate.n, 3);
}

TEST(IsExact, IsNoCountOfAProcessor) {
  EXPECT_TRUE(is_exact(Metric::instructions_per_op, CounterSource::callgrind_host));
  EXPECT_FALSE(is_exact(Metric::instructions_per_op, CounterSource::perf_hardware));
  EXPECT_FALSE(is_exact(Metric::peak_resident_bytes, CounterSource::process));
}

}  // namespace
}  // namespace memlore::judge
