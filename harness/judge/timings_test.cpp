#include "harness/judge/timings.h"

#include <gtest/gtest.h>

namespace memlore::judge {
namespace {

Run run_with(std::vector<Series> series) {
  Run run;
  const PlannedArm arm{.name = "arm"};
  run.plan.cells = {{.experiment = "a/b", .point = {}, .arms = {arm, arm}},
                    {.experiment = "a/b", .point = {}, .arms = {arm}}};
  run.series = std::move(series);
  return run;
}

Series series(int cell, int arm, int process) { return {cell, arm, process, 1, {Block{.elapsed_ns = 1}}}; }

TEST(Timings, FindsEachSeriesByCellArmAndProcess) {
  const auto run = run_with({series(0, 1, 0), series(1, 0, 0), series(0, 0, 0), series(0, 0, 1)});
  const Timings timings(run);
  ASSERT_EQ(timings.of_cell(0).size(), 2U);
  EXPECT_EQ(timings.of_cell(0)[0].arms, (std::vector<const Series*>{&run.series[2], &run.series[0]}));
  EXPECT_EQ(timings.of_cell(0)[1].arms, (std::vector<const Series*>{&run.series[3], nullptr}));
  ASSERT_EQ(timings.of_cell(1).size(), 1U);
  EXPECT_EQ(timings.of_cell(1)[0].arms, std::vector<const Series*>{&run.series[1]});
}

TEST(Timings, OrdersProcessesHoweverTheyWereRecorded) {
  const auto run = run_with({series(0, 0, 7), series(0, 0, 2), series(0, 1, 7), series(0, 0, 5)});
  const Timings timings(run);
  std::vector<int> processes;
  for (const auto& each : timings.of_cell(0)) processes.push_back(each.process);
  EXPECT_EQ(processes, (std::vector{2, 5, 7}));
  EXPECT_EQ(timings.processes(), 3);
}

TEST(Timings, DoesNotCountAnProcessWithoutBlocks) {
  auto empty = series(0, 0, 9);
  empty.blocks.clear();
  const auto run = run_with({series(0, 0, 0), empty});
  EXPECT_EQ(Timings(run).processes(), 1);
  EXPECT_EQ(Timings(run).of_cell(0).size(), 1U);
}

/// A block after which the core was found so wide.
Series on_core(double width, int process) {
  auto result = series(0, 0, process);
  result.blocks[0].width_before = result.blocks[0].width_after = width;
  return result;
}

TEST(Timings, KnowTheCoreFromTheReadingsOfAllProcessesThatAreAskedFor) {
  const auto run = run_with({on_core(3, 0), on_core(5.5, 1), on_core(4, 2)});
  for (const auto& each : Timings(run).of_cell(0)) EXPECT_EQ(each.core.full, 5.5);
  EXPECT_EQ(Timings(run, 1).of_cell(0)[0].core.full, 3) << "later processes are not known yet";
}

TEST(Timings, KnowTheCoreFromCalibrationWhereNoProcessFoundIt) {
  auto run = run_with({on_core(2.6, 0), on_core(2.6, 1)});
  run.plan.timekeeping.core_width = 4.8;
  EXPECT_EQ(Timings(run).of_cell(0)[0].core, (CoreWidth{.full = 4.8, .own_share = 0}));
}

TEST(Timings, DoNotKnowTheCoreWhereNobodyReadIt) {
  EXPECT_EQ(Timings(run_with({series(0, 0, 0)})).of_cell(0)[0].core, CoreWidth{});
}

}  // namespace
}  // namespace memlore::judge
