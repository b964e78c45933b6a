#include "harness/stats/variance_components.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace memlore::stats {
namespace {

struct Truth {
  double layout = 0;
  double process = 0;
  double round = 0;
};

std::vector<Replicate> drawn(const Truth& truth, int layouts, int processes_each, int rounds, std::uint64_t seed) {
  std::mt19937_64 random{seed};
  std::normal_distribution<double> standard;
  std::vector<Replicate> replicates;
  for (int layout = 0; layout < layouts; ++layout) {
    const double of_layout = truth.layout * standard(random);
    for (int process = 0; process < processes_each; ++process) {
      Replicate replicate{.layout = layout};
      const double of_process = truth.process * standard(random);
      for (int round = 0; round < rounds; ++round) {
        replicate.rounds.push_back(of_layout + of_process + truth.round * standard(random));
      }
      replicates.push_back(std::move(replicate));
    }
  }
  return replicates;
}

/// 400 layouts of two processes know a standard deviation to about 5 %; 20 % is four times that.
void expect_near(const std::optional<double>& found, double truth) {
  ASSERT_TRUE(found.has_value());
  EXPECT_NEAR(*found, truth, 0.2 * truth);
}

TEST(VarianceComponents, AreFoundAsTheyWereDrawn) {
  const auto found = variance_components(drawn({.layout = 3, .process = 2, .round = 1}, 400, 2, 5, 1));
  expect_near(found.layout, 3);
  expect_near(found.process, 2);
  expect_near(found.round, 1);
}

TEST(VarianceComponents, LeaveNothingToALayoutThatDoesNotMatter) {
  const auto found = variance_components(drawn({.layout = 0, .process = 2, .round = 1}, 400, 2, 5, 2));
  EXPECT_LT(*found.layout, 0.6);
  expect_near(found.process, 2);
}

TEST(VarianceComponents, TakeTheRoundsOutOfTheProcess) {
  const auto found = variance_components(drawn({.layout = 0, .process = 0, .round = 4}, 400, 2, 5, 3));
  EXPECT_LT(*found.process, 1.0);
  expect_near(found.round, 4);
}

TEST(VarianceComponents, CannotTellLayoutFromProcessWithOneProcessEach) {
  const auto found = variance_components(drawn({.layout = 3, .process = 0, .round = 1}, 400, 1, 5, 4));
  EXPECT_FALSE(found.layout.has_value());
  expect_near(found.process, 3);
}

TEST(VarianceComponents, DoNotTakeOneDisturbedProcessForAPropertyOfAll) {
  auto replicates = drawn({.layout = 0, .process = 1, .round = 0.1}, 20, 2, 5, 5);
  for (auto& round : replicates[7].rounds) round += 1000;
  const auto found = variance_components(replicates);
  EXPECT_LT(*found.process, 3);
}

TEST(VarianceComponents, AreAbsentWhereNothingWasReplicated) {
  const std::vector<Replicate> one{{.layout = 0, .rounds = {1.0}}};
  const auto found = variance_components(one);
  EXPECT_FALSE(found.layout || found.process || found.round);
}

TEST(VarianceComponents, AreZeroWhereAllIsEqual) {
  const std::vector<Replicate> equal(6, Replicate{.layout = 1, .rounds = {2.0, 2.0, 2.0}});
  const auto found = variance_components(equal);
  EXPECT_NEAR(*found.process, 0.0, 1e-12);
  EXPECT_EQ(found.round, 0.0);
}

// With a multiplication and an addition in one step, as some processors have them, the last digit is another.
TEST(VarianceComponents, AreTheSameToTheLastBitOnEveryProcessor) {
  std::vector<Replicate> replicates;
  for (int i = 0; i < 6; ++i) {
    Replicate replicate{.layout = i / 2};
    for (int round = 0; round < 5; ++round) replicate.rounds.push_back(((i * 4 + round * 3) % 11 + i) / 100.0);
    replicates.push_back(std::move(replicate));
  }
  EXPECT_EQ(variance_components(replicates),
            (VarianceComponents{
                .layout = 0x1.be31d1f3a1322p-6, .process = 0x1.3ed637453f9a2p-9, .round = 0x1.01a4e3879d296p-5}));
}

}  // namespace
}  // namespace memlore::stats
