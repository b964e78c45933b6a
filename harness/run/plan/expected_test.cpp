#include "harness/run/plan/expected.h"

#include <gtest/gtest.h>

#include "harness/run/made_up_run.h"
#include "harness/run/plan/rounds.h"

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

class Expected : public testing::Test {
 protected:
  Expected() { run_.plan = calibrated_plan(run_); }
  [[nodiscard]] double process() const { return expected_process_ns(run_.plan, run_.experiments); }
  [[nodiscard]] double pass(Pass pass, int parallel = 1) const {
    return expected_pass_ns(run_.plan, run_.experiments, pass, parallel);
  }
  memlore::Run run_ = made_up_run();
};

TEST_F(Expected, ProcessTakesItsBlocksAndItsWarmUp) {
  const double block = 7 * 10;  // Arms and control, ns.
  EXPECT_GT(process(), (2 + 2) * block) << "two rounds, and a quarter of a block nine times at the least";
  EXPECT_LT(process(), (2 + 3) * block);
}

TEST_F(Expected, ProcessGrowsWithRoundsAndIterationsAndByItsPreparation) {
  const auto before = process();
  run_.plan.cells[0].setup_ns = 1e6;
  // And by more rounds, which use what was paid for: the first cell has two arms and a control, 10 ns a block.
  const int more = rounds_of(run_.plan.profile, run_.plan.cells[0]) - run_.plan.profile.rounds;
  EXPECT_GT(more, 0);
  EXPECT_NEAR(process(), before + 1e6 + 30.0 * more, 3.0 * more);
  run_.plan.cells[0].setup_ns = 0;
  for (auto& cell : run_.plan.cells) {
    for (auto& arm : cell.arms) arm.iterations *= 3;
  }
  EXPECT_DOUBLE_EQ(process(), 3 * before);
}

TEST_F(Expected, ProcessIsNothingWhereNothingIsTimed) {
  for (auto& experiment : run_.experiments) experiment.passes = {Pass::count};
  EXPECT_EQ(process(), 0);
}

TEST_F(Expected, PassIsSharedAmongItsWorkers) {
  for (const auto each : {Pass::count, Pass::allocate, Pass::simulate, Pass::footprint}) {
    EXPECT_GT(pass(each), 0) << name_of(each);
    EXPECT_DOUBLE_EQ(pass(each, 4), pass(each) / 4) << name_of(each);
  }
}

TEST_F(Expected, FootprintPassTakesAsLongAsItsProcesses) {
  const auto once = pass(Pass::footprint);
  const auto counted = pass(Pass::count);
  for (auto& cell : run_.plan.cells) {
    for (auto& arm : cell.arms) arm.footprints = 12;
  }
  EXPECT_DOUBLE_EQ(pass(Pass::footprint), 12 * once);
  EXPECT_DOUBLE_EQ(pass(Pass::count), counted);
}

TEST_F(Expected, PassHasNoTimeForControlsAndArmsWithoutIterations) {
  const auto six = pass(Pass::count);
  run_.plan.cells[0].arms.pop_back();
  EXPECT_DOUBLE_EQ(pass(Pass::count), six) << "the last arm was a control";
  run_.plan.cells[1].arms[0].iterations = 0;
  EXPECT_DOUBLE_EQ(pass(Pass::count), six * 5 / 6);
}

TEST_F(Expected, SimulationLeavesOutWalksThatAreTooLong) {
  for (auto& cell : run_.plan.cells) {
    for (auto& arm : cell.arms) arm.iteration_ns = 1e9;
  }
  EXPECT_EQ(pass(Pass::simulate), 0);
  EXPECT_GT(pass(Pass::allocate), 0);
}

TEST(MostSimulatedInstructions, IsTheBudgetAtAFixedRate) {
  Profile profile = *profile_named("quick");
  profile.simulate_budget = 10ms;
  EXPECT_EQ(most_simulated_instructions(profile), 30'000'000);
}

}  // namespace
}  // namespace memlore::run
