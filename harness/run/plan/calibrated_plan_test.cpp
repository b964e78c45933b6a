#include "harness/run/plan/calibrated_plan.h"

#include <gtest/gtest.h>

#include <vector>

#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

Profile profile_of(std::chrono::nanoseconds block) {
  Profile profile;
  profile.block = block;
  return profile;
}

TEST(BlockLength, IsTheProfilesWhereTheMachineIsQuietAndItsClockFine) {
  EXPECT_EQ(block_length(profile_of(400us), {.resolution_ns = 20, .reading_ns = 25, .quiet_ns = 4'000'000}, 3), 400us);
}

TEST(BlockLength, LetsARoundFitIntoAQuietStretch) {
  EXPECT_EQ(block_length(profile_of(400us), {.resolution_ns = 20, .reading_ns = 25, .quiet_ns = 600'000}, 3), 200us);
}

TEST(BlockLength, IsAThousandStepsOfTheClockAtLeast) {
  EXPECT_EQ(block_length(profile_of(400us), {.resolution_ns = 1000, .reading_ns = 25, .quiet_ns = 600'000}, 3), 1ms);
  EXPECT_EQ(block_length(profile_of(400us), {.resolution_ns = 1, .reading_ns = 100, .quiet_ns = 0}, 3), 200us);
}

TEST(BlockLength, IsHalfTheProfilesAtLeastHoweverRestlessTheMachine) {
  EXPECT_EQ(block_length(profile_of(400us), {.resolution_ns = 20, .reading_ns = 25, .quiet_ns = 0}, 3), 200us);
}

TEST(BlockLength, IsTheProfilesBeforeTheClockWasMeasured) { EXPECT_EQ(block_length(profile_of(400us), {}, 3), 400us); }

Plan calibrated(const std::vector<Calibration>& records, const Timekeeping& timekeeping = {}) {
  return calibrated_plan(made_up_run().plan, records, timekeeping);
}

TEST(CalibratedPlan, HasWhatCalibrationFound) {
  const auto after = calibrated({{1, 0, 500, 4, 8, 2.5, 100}, {1, 1, 50, 4, 8, 25, 30}});
  EXPECT_EQ(after.cells[1].arms[0], (PlannedArm{"a", 0, 500, 4, 8, 2.5}));
  EXPECT_EQ(after.cells[1].arms[1], (PlannedArm{"b", 0, 50, 4, 8, 25}));
  EXPECT_EQ(after.cells[1].setup_ns, 130);
  EXPECT_EQ(after.cells[0], made_up_run().plan.cells[0]) << "arms without a record keep 0 iterations";
}

TEST(CalibratedPlan, ShortensBlocksWhereARoundWouldNotFitIntoAQuietStretch) {
  const auto block_ns = made_up_run().plan.profile.block.count();
  const Timekeeping restless{.resolution_ns = 10, .reading_ns = 10, .quiet_ns = block_ns};
  const auto after = calibrated({{1, 0, 500, 1, 1, 2.5, 0}, {1, 1, 1, 1, 1, 1e6, 0}}, restless);
  EXPECT_EQ(after.timekeeping, restless);
  EXPECT_EQ(after.cells[1].block_ns, block_ns / 2) << "two arms share the stretch";
  EXPECT_EQ(after.cells[1].arms[0].iterations, 250);
  EXPECT_EQ(after.cells[1].arms[1].iterations, 1) << "a block is one iteration at least";
}

TEST(CalibratedPlan, GivesAControlTheBlocksOfItsOriginal) {
  const auto after = calibrated({{0, 0, 500, 1, 1, 2, 0}, {0, 1, 70, 1, 1, 9, 0}, {0, 2, 480, 1, 1, 2.1, 0}});
  EXPECT_EQ(after.cells[0].arms[2].iterations, 500);
  EXPECT_EQ(after.cells[0].arms[1].iterations, 70);
}

TEST(CalibratedPlan, TakesTheLastCalibrationOfAnArmThatHasTwo) {
  const auto after = calibrated({{1, 0, 500, 1, 1, 2, 100}, {1, 0, 400, 1, 1, 3, 90}});
  EXPECT_EQ(after.cells[1].arms[0].iterations, 400);
  EXPECT_EQ(after.cells[1].setup_ns, 90);
}

}  // namespace
}  // namespace memlore::run
