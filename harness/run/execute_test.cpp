#include "harness/run/execute.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/made_up_execution.h"
#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

namespace fs = std::filesystem;

TEST_F(Executing, TimesEveryBlockAndMakesEveryPassOnce) {
  const auto run = execute_all(made_up_run());
  EXPECT_TRUE(run.complete);
  EXPECT_TRUE(run.faults.empty());
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 7) << "processes, rounds, arms with the control";
  EXPECT_EQ(observations_of(run).size(), 4U * 6) << "passes, arms without the control";
  EXPECT_EQ(run.plan.cells[0].arms[2].iterations, 10) << "the plan is the calibrated one";
  EXPECT_EQ(run.parent.size(), 1U);
}

TEST_F(Executing, ObservesAFootprintInAsManyProcessesAsThePlanSays) {
  auto run = made_up_run();
  for (auto& arm : run.plan.cells[1].arms) arm.footprints = 4;
  const auto done = execute_all(run);
  EXPECT_EQ(observations_of(done, Pass::footprint), 4U + 2 * 4) << "other arms once";
  const auto all = observations_of(done);
  for (const int arm : {0, 1}) {
    for (int repeat = 0; repeat < 4; ++repeat) EXPECT_TRUE(all.contains({Pass::footprint, 1, arm, repeat}));
  }
}

TEST_F(Executing, MakesOnlyThePassesOfTheProfile) {
  auto run = made_up_run();
  run.plan.profile.passes = {Pass::time, Pass::count};
  const auto done = execute_all(run);
  EXPECT_EQ(observations_of(done).size(), 6U);
  EXPECT_EQ(observations_of(done, Pass::count), 6U);
}

TEST_F(Executing, SaysWhyAPassIsMissingAltogether) {
  workers_.valgrind.clear();
  workers_.allocations.clear();
  const auto run = execute_all(made_up_run());
  EXPECT_TRUE(run.complete);
  EXPECT_EQ(observations_of(run, Pass::simulate) + observations_of(run, Pass::allocate), 0U);
  EXPECT_EQ(run.plan.left_out.size(), 12U) << "a line an arm and pass";
  for (const auto& each : run.plan.left_out) {
    EXPECT_NE(
        each.reason.find(each.pass == "simulate" ? "valgrind" : "the library that interposes malloc is not there"),
        std::string::npos);
  }
}

TEST_F(Executing, SimulatesTheReferenceAndThisMachine) {
  Geometry host;
  host.last_level.size_bytes *= 2;
  geometry_ = host;
  const auto run = execute_all(made_up_run({"works", "crashes_when_simulated"}));
  EXPECT_EQ(run.plan.left_out.size(), 1U) << "what one simulation leaves out the next does not try";
  for (const auto counter : {CounterSource::callgrind_reference, CounterSource::callgrind_host})
    EXPECT_EQ(std::ranges::count(run.observations, counter, &Observation::counter), 5) << source_name(counter);
}

TEST_F(Executing, RunsTheOtherArmsWhereOneIsAbsent) {
  const auto run = execute_all(made_up_run({"absent", "works"}));
  EXPECT_EQ(run.plan.left_out, (std::vector<LeftOut>{{"family/two", "bytes:64", "absent", "", "absent here"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 6);
}

TEST_F(Executing, StartsNothingMoreOfARunThatIsComplete) {
  execute_all(made_up_run());
  const auto before = journal();
  fs::remove(workers_.layouts[0]);
  EXPECT_TRUE(go_on().complete);
  EXPECT_EQ(journal(), before);
}

TEST_F(Executing, MakesPassesBesideOneAnotherWithTheSameResult) {
  allowed_ = {0, 0, 0};
  EXPECT_EQ(observations_of(execute_all(made_up_run())).size(), 24U);
}

TEST_F(Executing, ShowsEachStepInItsOrderAndAShareThatNeverFalls) {
  std::vector<std::string> steps;
  double share = 0;
  show_ = [&](const Status& status) {
    if (steps.empty() || steps.back() != status.step) steps.push_back(status.step);
    EXPECT_GE(status.share, share);
    EXPECT_LE(status.share, 1);
    EXPECT_GE(status.left.count(), 0);
    share = status.share;
  };
  execute_all(made_up_run({"c", "d"}, 2));
  EXPECT_GT(share, 0.5) << "the last step begins when most is done";
  EXPECT_EQ(steps, (std::vector<std::string>{"calibrate", "time 1/2", "time 2/2", "allocate", "count", "simulate",
                                             "footprint"}));
}

TEST_F(Executing, ShowsItsShareWithoutATimePass) {
  double share = 0;
  show_ = [&](const Status& status) { share = status.share; };
  auto run = made_up_run();
  run.plan.profile.passes = {Pass::count, Pass::footprint};
  execute_all(run);
  EXPECT_GT(share, 0);
}

TEST_F(Executing, StopsWhereAProgramHasChangedSinceTheRunBegan) {
  workers_.watch.add(workers_.layouts[0]);
  Journal::begin(journal_in(folder_.path()), made_up_run());
  std::ofstream(workers_.layouts[0], std::ios::app) << "# another build\n";
  try {
    go_on();
    FAIL() << "measured another program under the old one's name";
  } catch (const MachineError& error) {
    EXPECT_EQ(error.what(), workers_.layouts[0].string() + " has changed since the run began");
  }
}

}  // namespace
}  // namespace memlore::run
