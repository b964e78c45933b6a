#include "harness/run/plan/block_length.h"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace memlore::run
