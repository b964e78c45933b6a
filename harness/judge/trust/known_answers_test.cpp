#include "harness/judge/trust/known_answers.h"

#include <gtest/gtest.h>

#include "harness/judge/judge.h"

namespace memlore::judge {
namespace {

KnownAnswer question(double expected, double tolerance) {
  return {.pass = Pass::simulate,
          .metric = Metric::instructions_per_op,
          .arm = "longer",
          .less = "shorter",
          .expected = expected,
          .tolerance = tolerance,
          .question = "a counted loop"};
}

Observation counted(int arm, std::optional<double> value, std::string source = "callgrind") {
  return {.arm = arm,
          .pass = Pass::simulate,
          .metric = Metric::instructions_per_op,
          .value = value,
          .unavailable = value ? "" : "not in a steady state",
          .source = std::move(source)};
}

Run run_that_asks(const KnownAnswer& answer, std::vector<Observation> observations) {
  Run run;
  run.experiments = {{.id = "self-test/loop",
                      .question = {},
                      .operation = {},
                      .factors = {},
                      .arms = {},
                      .claims = {},
                      .passes = {Pass::simulate},
                      .caveats = {},
                      .answers = {answer}}};
  run.plan.profile.passes = {Pass::count, Pass::simulate};
  run.plan.cells = {{.experiment = "self-test/loop", .point = {}, .arms = {{.name = "longer"}, {.name = "shorter"}}}};
  run.observations = std::move(observations);
  return run;
}

AnswerOutcome only_outcome(const Run& run) {
  const auto outcomes = answers_of(run);
  EXPECT_EQ(outcomes.size(), 1U);
  return outcomes.empty() ? AnswerOutcome{} : outcomes.front();
}

TEST(AnswersOf, TakesOffWhatTheOtherArmCounted) {
  const auto outcome = only_outcome(run_that_asks(question(4000, 0), {counted(0, 4407), counted(1, 407)}));
  EXPECT_EQ(outcome.word, AnswerWord::right);
  EXPECT_EQ(outcome.counted, 4000);
  EXPECT_EQ(outcome.source, "callgrind");
  EXPECT_EQ(outcome.reason, "");
}

TEST(AnswersOf, AreWrongByOneWhereTheAnswerIsExact) {
  const auto outcome = only_outcome(run_that_asks(question(4000, 0), {counted(0, 4408), counted(1, 407)}));
  EXPECT_EQ(outcome.word, AnswerWord::wrong);
  EXPECT_EQ(outcome.reason, "a counted loop: expected 4000, counted 4001");
}

TEST(AnswersOf, MayBeOffByTheirTolerance) {
  EXPECT_EQ(only_outcome(run_that_asks(question(4000, 2), {counted(0, 4409), counted(1, 407)})).word,
            AnswerWord::right);
  EXPECT_EQ(only_outcome(run_that_asks(question(4000, 2), {counted(0, 4404), counted(1, 407)})).word,
            AnswerWord::wrong);
}

TEST(AnswersOf, AreOfThisMachinesCachesNotOfTheReferences) {
  auto reference = counted(0, 9999, "callgrind, reference geometry");
  reference.counter = CounterSource::callgrind_reference;
  const auto outcome = only_outcome(run_that_asks(question(4000, 0), {reference, counted(0, 4407), counted(1, 407)}));
  EXPECT_EQ(outcome.word, AnswerWord::right);
  EXPECT_EQ(outcome.source, "callgrind");
}

TEST(AnswersOf, AreGivenBySourceEachWithItsOwnArmTakenOff) {
  const auto outcomes = answers_of(run_that_asks(
      question(10, 0), {counted(0, 15, "a"), counted(0, 18, "b"), counted(1, 5, "a"), counted(1, 5, "b")}));
  ASSERT_EQ(outcomes.size(), 2U);
  EXPECT_EQ(outcomes[0].word, AnswerWord::right);
  EXPECT_EQ(outcomes[1].word, AnswerWord::wrong);
  EXPECT_EQ(outcomes[1].source, "b");
}

TEST(AnswersOf, AreNotAvailableAndNotWrongWhereNothingWasCounted) {
  const auto unsteady = only_outcome(run_that_asks(question(10, 0), {counted(0, {}), counted(1, 5)}));
  EXPECT_EQ(unsteady.word, AnswerWord::not_available);
  EXPECT_EQ(unsteady.reason, "not in a steady state");
  EXPECT_FALSE(unsteady.counted);
  auto run = run_that_asks(question(10, 0), {});
  EXPECT_EQ(only_outcome(run).reason, "nothing was counted");
  run.plan.left_out = {{.experiment = "self-test/loop",
                        .point = {},
                        .arm = "longer",
                        .pass = "simulate",
                        .reason = "valgrind is not installed"}};
  EXPECT_EQ(only_outcome(run).reason, "valgrind is not installed");
}

TEST(AnswersOf, SayWhyAnEventIsNotThere) {
  auto answer = question(10, 0);
  answer.pass = Pass::count;
  auto run = run_that_asks(answer, {});
  run.counters = {
      {.metric = Metric::instructions_per_op, .event = "instructions", .hardware = true, .unavailable = "no PMU"}};
  EXPECT_EQ(only_outcome(run).reason, "no PMU");
}

TEST(AnswersOf, AskOnlyThePassesThatWereMade) {
  auto run = run_that_asks(question(10, 0), {counted(0, 15), counted(1, 5)});
  run.plan.profile.passes = {Pass::count};
  EXPECT_TRUE(answers_of(run).empty());
}

TEST(WrongAnswer, DiscreditsOneMetricOfOneSource) {
  const auto answers = answers_of(run_that_asks(question(10, 0), {counted(0, 16), counted(1, 5)}));
  auto observation = counted(0, 100);
  EXPECT_NE(wrong_answer(answers, observation), nullptr);
  observation.source = "callgrind of another geometry";
  EXPECT_EQ(wrong_answer(answers, observation), nullptr);
  observation.counter = CounterSource::callgrind_reference;
  EXPECT_NE(wrong_answer(answers, observation), nullptr) << "it is the same simulator";
  observation = counted(0, 100);
  observation.metric = Metric::data_reads_per_op;
  EXPECT_EQ(wrong_answer(answers, observation), nullptr);
  observation = counted(0, 100);
  observation.pass = Pass::count;
  EXPECT_EQ(wrong_answer(answers, observation), nullptr);
}

TEST(Judge, LeavesOutWhatASourceCountedThatAnsweredWrongly) {
  auto run = run_that_asks(question(10, 0), {counted(0, 16), counted(1, 5)});
  run.answers = answers_of(run);
  const auto judgement = judge(run);
  ASSERT_EQ(judgement.warnings.size(), 2U);
  EXPECT_EQ(judgement.warnings[1].code, "wrong_counts");
  EXPECT_EQ(judgement.warnings[1].message,
            "instructions per operation from callgrind is discarded: a counted loop: expected 10, counted 11");
  const auto& summaries = judgement.experiments.at(0).summaries;
  ASSERT_EQ(summaries.size(), 2U);
  for (const auto& each : summaries) {
    EXPECT_EQ(each.estimate.n, 0);
    EXPECT_EQ(each.unavailable, "this source failed its self-test (a counted loop: expected 10, counted 11)");
  }
}

}  // namespace
}  // namespace memlore::judge
