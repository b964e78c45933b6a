#include "harness/bench/simulate/simulated_walks.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::bench {
namespace {

/// The stretches of a kernel whose iterations take so many instructions each.
std::vector<std::int64_t> stretches(SimulatedWalks& walks, std::int64_t instructions_an_iteration) {
  std::vector<std::int64_t> lengths;
  while (walks.next() > 0) {
    lengths.push_back(walks.next());
    walks.counted({.instructions = walks.next() * instructions_an_iteration});
  }
  return lengths;
}

TEST(SimulatedWalks, ProbeUntilTheyKnowThenWarmUpAndCountOnceAndTwice) {
  SimulatedWalks walks(10'000, 1'000'000);
  EXPECT_EQ(stretches(walks, 20), (std::vector<std::int64_t>{1, 8, 64, 512, 10'000, 10'000, 20'000}));
  EXPECT_EQ(walks.iterations(), 10'000);
  EXPECT_EQ(walks.once().instructions, 200'000);
  EXPECT_EQ(walks.twice().instructions, 400'000);
  EXPECT_EQ(walks.too_many_instructions(), 0);
}

TEST(SimulatedWalks, TakeWholeWalksAndEnoughOfThem) {
  SimulatedWalks walks(7, 1'000'000);
  stretches(walks, 3);
  EXPECT_EQ(walks.iterations() % 7, 0);
  EXPECT_GE(walks.iterations() * 3, least_instructions);
  EXPECT_LT((walks.iterations() - 7) * 3, least_instructions);
}

std::int64_t iterations_of(std::int64_t period, std::int64_t instructions_an_iteration) {
  SimulatedWalks walks(period, 10'000'000);
  stretches(walks, instructions_an_iteration);
  return walks.iterations();
}

TEST(SimulatedWalks, GiveLongIterationsEnoughOfThemToTellAFewEventsFromNone) {
  EXPECT_EQ(iterations_of(1, 2'000), least_iterations);
  EXPECT_EQ(iterations_of(100, 2'000), 400);
  EXPECT_EQ(iterations_of(1, 10'000), affordable_instructions / 10'000) << "as far as that can be paid";
  EXPECT_EQ(iterations_of(1, 5'000'000), 1);
}

TEST(SimulatedWalks, LeaveOutWhatIsTooLongBeforeTheyWalkIt) {
  SimulatedWalks walks(1'000'000, 1'000'000);
  EXPECT_EQ(stretches(walks, 20), (std::vector<std::int64_t>{1, 8, 64, 512}));
  EXPECT_EQ(walks.too_many_instructions(), 20'000'000);
}

TEST(SimulatedWalks, EndForAKernelThatTakesNoInstruction) {
  SimulatedWalks walks(1, 1'000'000);
  stretches(walks, 0);
  EXPECT_EQ(walks.next(), 0);
}

}  // namespace
}  // namespace memlore::bench
