#include "harness/run/plan/rounds.h"

#include <gtest/gtest.h>

namespace memlore::run {
namespace {

/// Two arms of 100 iterations of 10 ns: a round takes 2000 ns.
Cell cell(double setup_ns) {
  const PlannedArm arm{.name = "arm", .iterations = 100, .iteration_ns = 10};
  return {.experiment = "e", .arms = {arm, arm}, .setup_ns = setup_ns, .block_ns = 1000};
}

int rounds_with(double setup_ns, double waiting_ns = 0) {
  Profile profile;
  profile.rounds = 9;
  return rounds_of(profile, cell(setup_ns), waiting_ns);
}

TEST(Rounds, AreTheProfilesWherePreparingTakesNoLonger) {
  EXPECT_EQ(rounds_with(0), 9);
  EXPECT_EQ(rounds_with(19'000), 9);
}

TEST(Rounds, TakeAsLongAsPreparingWhereThatIsLonger) { EXPECT_EQ(rounds_with(20 * 2000), 20); }

TEST(Rounds, TakeAsLongAsPreparingAndWaitingForACore) {
  EXPECT_EQ(rounds_with(20 * 2000, 5 * 2000), 25);
  EXPECT_EQ(rounds_with(0, 12 * 2000), 12);
}

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

/// Two cells in processes that waited this long each; the first two are the fewest processes.
Run waited(const std::vector<std::int64_t>& waiting_ns) {
  Run run;
  run.plan.profile.fewest_processes = 2;
  for (int process = 0; process < std::ssize(waiting_ns); ++process) {
    for (int cell = 0; cell < 2; ++cell) {
      for (int arm = 0; arm < 2; ++arm) {
        run.series.push_back({.cell = cell, .arm = arm, .process = process, .blocks = {}});
      }
    }
    run.usage.push_back({.process = process, .waiting_ns = waiting_ns[process]});
  }
  return run;
}

TEST(WaitingOfACell, IsTheMeanOfWhatTheFewestProcessesWaited) {
  EXPECT_EQ(waiting_of_a_cell_ns(waited({100, 300, 9000})), 100);
  EXPECT_EQ(waiting_of_a_cell_ns(waited({0, 0, 9000})), 0);
}

TEST(WaitingOfACell, IsNothingBeforeAProcessHasEnded) { EXPECT_EQ(waiting_of_a_cell_ns({}), 0); }

}  // namespace
}  // namespace memlore::run
