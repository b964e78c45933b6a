#include "harness/run/rounds.h"

#include <gtest/gtest.h>

namespace memlore::run {
namespace {

/// Two arms of 100 iterations of 10 ns: a round takes 2000 ns.
Cell cell(double setup_ns) {
  const PlannedArm arm{.name = "arm", .iterations = 100, .iteration_ns = 10};
  return {.experiment = "e", .point = {}, .arms = {arm, arm}, .setup_ns = setup_ns, .block_ns = 1000};
}

int rounds_with(double setup_ns) {
  Profile profile;
  profile.rounds = 9;
  return rounds_of(profile, cell(setup_ns));
}

TEST(Rounds, AreTheProfilesWherePreparingTakesNoLonger) {
  EXPECT_EQ(rounds_with(0), 9);
  EXPECT_EQ(rounds_with(19'000), 9);
}

TEST(Rounds, TakeAsLongAsPreparingWhereThatIsLonger) { EXPECT_EQ(rounds_with(20 * 2000), 20); }

TEST(Rounds, AreNeverMoreThanAFewTimesTheProfiles) {
  EXPECT_EQ(rounds_with(1000 * 2000), 36);
  EXPECT_EQ(rounds_with(1e300), 36);
}

TEST(Rounds, AreTheProfilesBeforeCalibration) {
  auto uncalibrated = cell(1e9);
  for (auto& arm : uncalibrated.arms) arm.iterations = 0;
  Profile profile;
  profile.rounds = 9;
  EXPECT_EQ(rounds_of(profile, uncalibrated), 9);
}

}  // namespace
}  // namespace memlore::run
