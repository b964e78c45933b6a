#include "harness/run/journal/compose.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

const Block some_block{.round = 0,
                       .order = 4,
                       .start_ns = 5,
                       .elapsed_ns = 6,
                       .cpu = 1,
                       .switches = 7,
                       .faults = 8,
                       .waited_ns = 9,
                       .stolen_ns = {},
                       .width_before = 5.5,
                       .width_after = {}};

Block block_of(int round) {
  auto block = some_block;
  block.round = round;
  return block;
}

TimedBlock timed_block(int process, int cell, int arm, int round, int worker = 0) {
  return {.process = process, .worker = worker, .cell = cell, .arm = arm, .iterations = 10, .block = block_of(round)};
}

TimedCell timed_cell(int process, int cell, int worker, int blocks) {
  return {.process = process, .worker = worker, .cell = cell, .blocks = blocks};
}

const ArmLeftOut left_out{0, 1, {"", "", "", "", "absent here"}};

ArmObservations observations(int cell, int arm) {
  const Observation one{cell, arm, Pass::count, Metric::migrations, 0.0, "", "perf_event"};
  return {cell, arm, {one, one}};
}

class Compose : public testing::Test {
 protected:
  Compose() { add(made_up_run()); }

  template <class Record>
  void add(const Record& record) {
    composer_.add(nlohmann::json::parse(encode_record(record)));
  }
  void add_plan() { add(calibrated_plan(made_up_run())); }

  [[nodiscard]] JournalContents contents() const { return composer_.contents(); }

  template <class Record>
  std::string refusal_of(const Record& record) {
    try {
      add(record);
      return "nothing";
    } catch (const InputError& error) {
      return error.what();
    }
  }

  Composer composer_;
};

TEST_F(Compose, PutsEveryRecordWhereItBelongs) {
  const Calibration calibration{2, 1, 10, 2, 3, 1.5, 9};
  const WorkerUsage usage{1, 2, 3, 4, 5, 6, 7, 8, 9};
  const Fault fault{"family/two", "bytes:64", "c", "crashed", "it died"};
  add(calibration);
  add_plan();
  add(observations(2, 1));
  add(usage);
  add(fault);
  add(ParentUsage{5, 3});
  EXPECT_TRUE(contents().calibrated);
  EXPECT_EQ(contents().calibrations, (std::vector{calibration}));
  auto expected = made_up_run();
  expected.plan = calibrated_plan(made_up_run());
  expected.observations = observations(2, 1).all;
  expected.usage = {usage};
  expected.faults = {fault};
  expected.parent = {{5, 3}};
  EXPECT_EQ(contents().run, expected);
}

TEST_F(Compose, TakesTheWiderCoreOfTwoCalibrations) {
  for (const double width : {2.5, 4.8, 2.6}) {
    Timekeeping timekeeping;
    timekeeping.core_width = width;
    add(timekeeping);
  }
  EXPECT_EQ(contents().timekeeping.core_width, 4.8);
}

TEST_F(Compose, KeepsTheWorseOfTwoFindingsOfOneId) {
  for (const auto severity : {Severity::note, Severity::severe, Severity::ok})
    add(Finding{"steal", "Stolen time", severity, "12 %", "It stops.", "ask"});
  ASSERT_EQ(contents().run.findings.size(), 1U);
  EXPECT_EQ(contents().run.findings[0].severity, Severity::severe);
}

TEST_F(Compose, GathersBlocksIntoSeriesInOrderOfCellArmAndProcess) {
  add_plan();
  for (const auto& each : {timed_block(1, 0, 1, 0), timed_block(0, 0, 1, 0), timed_block(0, 0, 0, 1),
                           timed_block(0, 0, 1, 1), timed_block(0, 1, 0, 0)})
    add(each);
  const auto series = contents().run.series;
  ASSERT_EQ(series.size(), 4U);
  EXPECT_EQ(series[0], (Series{0, 0, 0, 10, {block_of(1)}, 0}));
  EXPECT_EQ(series[1], (Series{0, 1, 0, 10, {block_of(0), block_of(1)}, 0}));
  EXPECT_EQ(series[2].process, 1);
  EXPECT_EQ(series[3].cell, 1);
}

TEST_F(Compose, NamesWhatWasLeftOutAndKeepsItBesideTheCalibratedPlan) {
  add(left_out);
  add_plan();
  EXPECT_EQ(contents().run.plan.left_out, (std::vector<LeftOut>{{"family/one", "bytes:64", "b", "", "absent here"}}));
}

TEST_F(Compose, KeepsOnceWhatEveryWorkerLeftOut) {
  add(left_out);
  add(left_out);
  EXPECT_EQ(contents().run.plan.left_out.size(), 1U);
}

TEST_F(Compose, KnowsWhichCellsOneProcessTimedToItsEnd) {
  add_plan();
  add(timed_block(1, 1, 0, 0, 4));
  add(timed_block(1, 1, 1, 0, 4));
  add(timed_cell(1, 1, 4, 2));
  add(timed_block(1, 2, 0, 0, 4));
  EXPECT_EQ(contents().timed, (std::set<std::pair<int, int>>{{1, 1}}));
  EXPECT_EQ(contents().next_worker, 5);
}

TEST_F(Compose, TakesACellThatLacksABlockForNotTimed) {
  add_plan();
  add(timed_block(1, 1, 0, 0, 4));
  add(timed_cell(1, 1, 4, 2));
  EXPECT_TRUE(contents().timed.empty());
}

TEST_F(Compose, TakesTheBlocksOfACellFromTheWorkerThatFinishedIt) {
  add_plan();
  add(timed_block(1, 1, 0, 0, 4));
  add(timed_block(1, 1, 1, 0, 4));
  for (const int arm : {1, 0}) add(timed_block(1, 1, arm, 0, 5));
  add(timed_cell(1, 1, 5, 2));
  const auto series = contents().run.series;
  ASSERT_EQ(series.size(), 2U);
  for (const auto& each : series) {
    EXPECT_EQ(each.worker, 5);
    EXPECT_EQ(each.blocks.size(), 1U);
  }
  EXPECT_TRUE(contents().timed.contains({1, 1}));
}

TEST_F(Compose, RefusesWhatIsThereTwice) {
  add_plan();
  add(timed_block(0, 0, 0, 0));
  EXPECT_EQ(refusal_of(timed_block(0, 0, 0, 0)), "a block that is there twice");
  add(timed_cell(0, 0, 0, 1));
  EXPECT_EQ(refusal_of(timed_cell(0, 0, 0, 1)), "the end of cell 0 in process 0 twice");
}

TEST_F(Compose, RefusesBlocksOfACellThatWasTimedToItsEnd) {
  add_plan();
  add(timed_block(0, 0, 0, 0));
  add(timed_cell(0, 0, 0, 1));
  EXPECT_EQ(refusal_of(timed_block(0, 0, 0, 0, 1)), "a block of cell 0 in process 0, which was timed to its end");
}

TEST_F(Compose, RefusesThePlanOrTheRecordOfAnotherRun) {
  auto other = calibrated_plan(made_up_run());
  other.cells[0].arms[1].name = "c";
  EXPECT_EQ(refusal_of(other), "the plan of another run");
  auto another = made_up_run();
  another.identity.id = "another";
  EXPECT_EQ(refusal_of(another), "the record of another run");
}

TEST_F(Compose, RefusesWhatThePlanDoesNotHave) {
  EXPECT_EQ(refusal_of(timed_block(0, 3, 0, 0)), "the plan has no cell 3");
  EXPECT_EQ(refusal_of(timed_block(0, 1, 2, 0)), "cell 1 of the plan has no arm 2");
  EXPECT_EQ(refusal_of(timed_cell(0, 99, 0, 0)), "the plan has no cell 99");
  EXPECT_EQ(refusal_of(Calibration{-1, 1, 10, 2, 3, 1.5, 9}), "the plan has no cell -1");
  EXPECT_EQ(refusal_of(observations(2, 9)), "cell 2 of the plan has no arm 9");
}

TEST_F(Compose, RefusesWhatAWorkerTellsItsCrewAlone) {
  EXPECT_EQ(refusal_of(AtWork{0, 0}), "what a worker tells its crew alone");
  EXPECT_EQ(refusal_of(End{}), "what a worker tells its crew alone");
}

TEST_F(Compose, RefusesARecordBeforeThatOfItsRun) {
  Composer composer;
  EXPECT_THROW(composer.add(nlohmann::json::parse(encode_record(timed_block(0, 0, 0, 0)))), InputError);
}

}  // namespace
}  // namespace memlore::run
