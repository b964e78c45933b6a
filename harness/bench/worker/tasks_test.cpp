#include "harness/bench/worker/tasks.h"

#include <gtest/gtest.h>

#include "harness/bench/worker/google_benchmark.h"
#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"

namespace memlore::bench {
namespace {

TEST(ForEachArm, VisitsArmsThatWereCalibratedAndAreThere) {
  RecordedChannel recorded;
  auto job = job_for(experiment_of_tasks(), {"one", "is_absent", "two", "double"});
  job.cells[0].cell.arms[2].iterations = 0;
  std::vector<std::size_t> visited;
  for_each_arm(job, recorded.channel(), [&](const JobCell&, std::size_t arm, Loop&) { visited.push_back(arm); });
  EXPECT_EQ(visited, (std::vector<std::size_t>{0, 3}));
}

TEST(ForEachArm, MakesAnExceptionAFaultOfTheArmAndEndsTheCell) {
  RecordedChannel recorded;
  auto job = job_for(experiment_of_tasks(), {"gives_up", "one"});
  job.cells.push_back(job.cells[0]);
  job.cells[1].index = 1;
  job.cells[1].cell.arms.erase(job.cells[1].cell.arms.begin());
  calls_left = 3;
  std::vector<int> cells;
  for_each_arm(job, recorded.channel(), [&](const JobCell& cell, std::size_t, Loop& loop) {
    cells.push_back(cell.index);
    run_block(loop, 5, nullptr);
  });
  EXPECT_EQ(cells, (std::vector{0, 1})) << "the next cell is measured all the same";
  const auto faults = recorded.of_kind("fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].at("kind"), "threw");
  EXPECT_EQ(faults[0].at("detail"), "gave up");
}

}  // namespace
}  // namespace memlore::bench
