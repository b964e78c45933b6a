#include "harness/judge/judge.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "harness/judge/synthetic/judged_run.h"
#include "harness/judge/synthetic/synthetic_run.h"
#include "harness/model/json/json.h"

namespace memlore::judge {
namespace {

using synthetic::comparisons_of;
using synthetic::made_up_run;
using synthetic::Truth;

TEST(Judge, RecoversAKnownRatioAtEveryPoint) {
  const auto run = made_up_run({.points = 5, .processes = 24, .ratio = 1.3});
  validate(run, "made up");
  const auto judgement = judge(run);
  ASSERT_EQ(comparisons_of(judgement).size(), 5U);
  for (const auto& comparison : comparisons_of(judgement)) {
    EXPECT_LT(comparison.estimate.low, 1.3);
    EXPECT_GT(comparison.estimate.high, 1.3);
    EXPECT_LT(comparison.estimate.high / comparison.estimate.low, 1.05);
    EXPECT_EQ(comparison.estimate.n, 24);
    EXPECT_NEAR(*comparison.contender / *comparison.baseline, 1.3, 0.05);
    EXPECT_NEAR(*comparison.baseline, 1000, 50) << "ns of one operation";
    EXPECT_EQ(comparison.decision, Decision::greater);
  }
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::holds);
}

TEST(Judge, FindsASlowdownOfTwentyPerCent) {
  const auto judgement = judge(made_up_run({.points = 8, .ratio = 1.2, .threshold = 1.1, .seed = 5}));
  const auto& claim = judgement.experiments[0].claims[0];
  EXPECT_EQ(claim.verdict.word, VerdictWord::holds);
  EXPECT_EQ(claim.verdict.reason.code, "all_points");
  EXPECT_EQ(claim.test, "contender / baseline: time per operation ≥ 1.1");
  ASSERT_TRUE(claim.rule);
  EXPECT_EQ(claim.rule->explained, 8);
}

TEST(Judge, RefutesASlowdownThatIsNotThere) {
  const auto judgement = judge(made_up_run({.points = 8, .ratio = 1.0, .threshold = 1.1}));
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::refuted);
  EXPECT_EQ(comparisons_of(judgement)[0].decision, Decision::same);
}

TEST(Judge, IsAPureFunctionOfTheRun) {
  const auto run = made_up_run({.experiments = 2, .ratio = 1.2});
  const auto once = judge(run);
  EXPECT_EQ(once, judge(run));
  EXPECT_EQ(encode(once), encode(judge(decode<memlore::Run>(encode(run), "made up"))));
}

TEST(Judge, DoesNotDependOnTheOrderOfTheSeries) {
  auto run = made_up_run({.points = 3, .ratio = 1.2});
  const auto before = judge(run);
  std::ranges::reverse(run.series);
  EXPECT_EQ(judge(run), before);
}

TEST(Judge, SaysWhereTheScatterComesFrom) {
  const auto of = [](const Truth& truth) { return comparisons_of(judge(made_up_run(truth)))[0].spread; };
  const Truth layouts{.processes = 48, .layouts = 24, .layout_noise = 0.1};
  ASSERT_TRUE(of(layouts));
  EXPECT_EQ(of(layouts)->dominant, "layout");
  EXPECT_EQ(of(layouts)->layouts, 24);
  EXPECT_NEAR(of(layouts)->layout.value_or(0), 0.1 * std::sqrt(2), 0.05) << "the layout moves both arms";
  EXPECT_EQ(of({.processes = 48, .layouts = 24, .process_noise = 0.1})->dominant, "process");
  EXPECT_EQ(of({.processes = 48, .layouts = 24, .block_noise = 0.1})->dominant, "round");
}

TEST(Judge, CountsRoundsAndWhatIsSetAside) {
  auto run = made_up_run({.points = 1, .processes = 12, .rounds = 5});
  for (auto& series : run.series) {
    if (series.arm == 0) series.blocks[2].waited_ns = series.blocks[2].elapsed_ns / 2;
  }
  EXPECT_EQ(comparisons_of(judge(run))[0].rounds, (RoundCount{.measured = 60, .set_aside = 12}));
}

TEST(Judge, ComparesTheArmsThemselvesNotTheirControls) {
  auto run = made_up_run({.ratio = 1.3});
  // The control comes first in every cell, and is ten times as slow.
  for (auto& cell : run.plan.cells) std::swap(cell.arms[0].copy, cell.arms[2].copy);
  for (auto& series : run.series) {
    if (series.arm != 0) continue;
    for (auto& block : series.blocks) block.elapsed_ns *= 10;
  }
  EXPECT_NEAR(comparisons_of(judge(run))[0].estimate.value, 1.3, 0.05);
}

TEST(Judge, SaysThatProcessesAreTooFew) {
  const auto judgement = judge(made_up_run({.processes = 3, .ratio = 2}));
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::inconclusive);
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.reason.code, "too_few_processes");
  EXPECT_EQ(comparisons_of(judgement)[0].estimate.warnings.at(0).code, "few_processes");
}

TEST(Judge, MakesAClaimInvalidForAFaultOfItsOwnOnly) {
  auto run = made_up_run({.experiments = 2, .ratio = 1.3});
  run.faults.push_back({synthetic::id_of(1), "size:1", "contender", "crashed", "signal 11"});
  const auto judgement = judge(run);
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::holds);
  EXPECT_EQ(judgement.experiments[1].claims[0].verdict.word, VerdictWord::invalid);
  EXPECT_EQ(judgement.experiments[1].faults.size(), 1U);
}

TEST(Judge, WarnsOfARunThatWasInterruptedOrCutShort) {
  auto run = made_up_run({.processes = 7});
  EXPECT_TRUE(judge(run).warnings.empty());
  run.complete = false;
  run.plan.profile.fewest_processes = 8;
  const auto warnings = judge(run).warnings;
  ASSERT_EQ(warnings.size(), 2U);
  EXPECT_EQ(warnings[0].code, "incomplete");
  EXPECT_EQ(warnings[1].code, "fewer_processes");
  EXPECT_NE(warnings[1].message.find("7 of at least 8"), std::string::npos);
}

TEST(Judge, JudgesSizesOfTypesWithoutACell) {
  auto run = made_up_run({.points = 1});
  auto& experiment = run.experiments[0];
  experiment.arms[0].layouts = {{.type = "padded", .size_bytes = 40, .fields = {}}};
  experiment.arms[1].layouts = {{.type = "reordered", .size_bytes = 24, .fields = {}}};
  experiment.claims = {{.row = "D1",
                        .sentence = {},
                        .contender = "contender",
                        .baseline = "baseline",
                        .metric = Metric::size_bytes,
                        .relation = Relation::at_most,
                        .threshold = 0.75,
                        .domain = {}}};
  const auto judgement = judge(run);
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::holds);
  EXPECT_DOUBLE_EQ(comparisons_of(judgement).at(0).estimate.value, 0.6);
}

TEST(Judge, JudgesObservationsOfBothArms) {
  auto run = made_up_run({.points = 2});
  run.experiments[0].claims[0].metric = Metric::allocations_per_op;
  for (const int cell : {0, 1}) {
    for (const int arm : {0, 1}) {
      // The baseline of the second point was not observed.
      if (cell == 1 && arm == 0) continue;
      run.observations.push_back({.cell = cell,
                                  .arm = arm,
                                  .pass = Pass::allocate,
                                  .metric = Metric::allocations_per_op,
                                  .value = arm + 1,
                                  .unavailable = {},
                                  .source = "test"});
    }
  }
  const auto judgement = judge(run);
  EXPECT_EQ(comparisons_of(judgement)[0].estimate.value, 2);
  EXPECT_EQ(comparisons_of(judgement)[0].stance, Stance::supports);
  EXPECT_EQ(comparisons_of(judgement)[1].reason, (Reason{"not_measured", "no source counted both arms"}));
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::inconclusive)
      << "one of two points is no three quarters";
}

TEST(Judge, MeasuresPointsOutsideTheDomainAndDoesNotJudgeThem) {
  auto run = made_up_run({.points = 4, .ratio = 1.3});
  run.experiments[0].claims[0].domain = {{"size", {1, 2}}};
  for (auto& series : run.series) {
    if (series.cell < 2 || series.arm != 1) continue;
    for (auto& block : series.blocks) block.elapsed_ns /= 2;
  }
  const auto judgement = judge(run);
  const auto& comparisons = comparisons_of(judgement);
  ASSERT_EQ(comparisons.size(), 4U);
  EXPECT_EQ(comparisons[2].stance, Stance::outside);
  EXPECT_NEAR(comparisons[2].estimate.value, 0.65, 0.05) << "it is there to be drawn";
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::holds);
  EXPECT_DOUBLE_EQ(comparisons[1].estimate.level, 1 - 0.05) << "two comparisons share the error, by Holm's steps";
}

/// Peak memory of both arms in `repeats` fresh processes; the contender takes two thirds, give or take a per mille.
memlore::Run footprints(int repeats) {
  auto run = made_up_run({.points = 1});
  auto& claim = run.experiments[0].claims[0];
  claim.metric = Metric::peak_resident_bytes;
  claim.relation = Relation::at_most;
  claim.threshold = 0.7;
  for (int repeat = 0; repeat < repeats; ++repeat) {
    for (const int arm : {0, 1}) {
      run.observations.push_back({.cell = 0,
                                  .arm = arm,
                                  .pass = Pass::footprint,
                                  .metric = Metric::peak_resident_bytes,
                                  .value = (arm == 0 ? 6e6 : 4e6) * (1 + 0.001 * (repeat % 3)),
                                  .unavailable = {},
                                  .source = "test",
                                  .counter = CounterSource::process,
                                  .repeat = repeat});
    }
  }
  return run;
}

TEST(Judge, GivesRepeatedFootprintsAnInterval) {
  const auto judgement = judge(footprints(12));
  const auto& comparison = comparisons_of(judgement).at(0);
  EXPECT_EQ(comparison.estimate.n, 12);
  EXPECT_NEAR(comparison.estimate.value, 2.0 / 3, 0.001);
  EXPECT_EQ(comparison.stance, Stance::supports);
  EXPECT_EQ(judgement.errors.experiments, 1);
  ASSERT_TRUE(comparison.contender);
  EXPECT_NEAR(*comparison.contender, 4e6, 1e4);
}

TEST(Judge, SaysOfASingleFootprintThatItIsOne) {
  const auto judgement = judge(footprints(1));
  const auto& comparison = comparisons_of(judgement).at(0);
  EXPECT_EQ(comparison.reason.code, "observed_once");
  EXPECT_EQ(comparison.estimate.n, 1);
  EXPECT_TRUE(std::isinf(comparison.high_95));
}

TEST(Judge, LeavesOutPointsWhereAnArmDoesNotExist) {
  auto run = made_up_run({.points = 2, .ratio = 1.3, .control = false});
  run.plan.cells[1].arms.pop_back();
  std::erase_if(run.series, [](const Series& series) { return series.cell == 1 && series.arm == 1; });
  const auto judgement = judge(run);
  EXPECT_EQ(comparisons_of(judgement).size(), 1U);
  EXPECT_EQ(judgement.experiments[0].claims[0].verdict.word, VerdictWord::holds);
  EXPECT_EQ(judgement.experiments[0].summaries.size(), 3U) << "the arm that is there has its time";
}

TEST(Judge, SaysHowMuchOfTheJournalWasDamagedAndWhatBecameOfIt) {
  memlore::Run run;
  run.damaged_lines = 1;
  EXPECT_EQ(damage_in_words(run),
            "1 line of the journal was damaged and not used; what it held is observed again by --resume");
  run.damaged_lines = 3;
  run.complete = true;
  EXPECT_EQ(damage_in_words(run),
            "3 lines of the journal were damaged and not used; what they held was observed again");
  EXPECT_EQ(judge(run).warnings.front(), (Warning{"damaged_journal", damage_in_words(run)}));
}

}  // namespace
}  // namespace memlore::judge
