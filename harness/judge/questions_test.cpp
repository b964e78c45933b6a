#include "harness/judge/questions.h"

#include <gtest/gtest.h>

#include <cmath>

#include "harness/judge/judge.h"
#include "harness/judge/ratio.h"
#include "harness/judge/synthetic/synthetic_run.h"

namespace memlore::judge {
namespace {

/// Four processes of each layout, of which a neighbour slowed the last two: the contender a little, the baseline more.
Comparison beside_a_neighbour() {
  constexpr int processes = 4 * fewest_layouts;
  auto run = synthetic::made_up_run({.points = 1,
                                     .processes = processes,
                                     .layouts = fewest_layouts,
                                     .rounds = 5,
                                     .ratio = 5,
                                     .control = false,
                                     .process_noise = 0.0001,
                                     .round_noise = 0.0001,
                                     .block_noise = 0.0001});
  for (auto& series : run.series) {
    if (2 * series.process < processes) continue;
    for (auto& block : series.blocks)
      block.elapsed_ns = std::llround(static_cast<double>(block.elapsed_ns) * (series.arm == 1 ? 1.05 : 1.1));
  }
  return judge(run).experiments.at(0).claims.at(0).comparisons.at(0);
}

TEST(TimedComparison, TellsTimesSpreadAndRoundsOfTheProcessesThatCountInTheRatio) {
  const auto comparison = beside_a_neighbour();
  EXPECT_EQ(comparison.estimate.n, 4 * fewest_layouts);
  EXPECT_EQ(comparison.slowed, 2 * fewest_layouts);
  EXPECT_EQ(comparison.rounds.measured, 5 * 2 * fewest_layouts);
  EXPECT_NEAR(comparison.estimate.value, 5, 0.01);
  ASSERT_TRUE(comparison.contender && comparison.baseline && comparison.spread);
  EXPECT_NEAR(*comparison.contender / *comparison.baseline, comparison.estimate.value, 0.01);
  EXPECT_LT(comparison.spread->process.value_or(1), 0.01);
}

}  // namespace
}  // namespace memlore::judge
