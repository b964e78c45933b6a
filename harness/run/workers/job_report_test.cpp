#include "harness/run/workers/job_report.h"

#include <gtest/gtest.h>

#include <string>

#include "harness/model/json/json.h"
#include "harness/model/record/journal_records.h"
#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

/// Cells 0 and 2 of the made-up run; of cell 0 two blocks of arm 0 and one of arm 1 are to be timed.
Job made_up_job(Task task) {
  const auto plan = calibrated_plan(made_up_run());
  Job job{.task = task, .process = 3, .worker = 8, .cpus = {}, .cells = {}};
  for (const int cell : {0, 2})
    job.cells.push_back({.index = cell, .cell = plan.cells[static_cast<std::size_t>(cell)], .blocks = {}});
  if (task == Task::time) job.cells[0].blocks = {{0, 0}, {0, 1}, {1, 0}};
  return job;
}

std::string block(int cell, int arm, int round) {
  const Block block{.round = round, .order = 4, .elapsed_ns = 6, .faults = 8};
  return encode_record(
      TimedBlock{.process = 3, .worker = 8, .cell = cell, .arm = arm, .iterations = 10, .block = block});
}

std::string timed(int cell, int blocks) {
  return encode_record(TimedCell{.process = 3, .worker = 8, .cell = cell, .blocks = blocks});
}

std::string observations(int cell, int arm, Pass pass = Pass::count, int of_arm = -1) {
  return encode_record(
      ArmObservations{cell, arm, {{cell, of_arm < 0 ? arm : of_arm, pass, Metric::migrations, 0.0, "", "test"}}});
}

std::string left_out(int cell, int arm, const std::string& pass = "") {
  return encode_record(ArmLeftOut{cell, arm, {"", "", "", pass, "absent"}});
}

std::string fault(const std::string& experiment) {
  return encode_record(Fault{experiment, "", "a", "threw", "detail"});
}

/// The line with one word replaced by another.
std::string with(std::string line, const std::string& word, const std::string& other) {
  return line.replace(line.find(word), word.size(), other);
}

TEST(JobReport, TakesWhatItsJobAsksForAndHandsRecordsOnAlone) {
  const auto job = made_up_job(Task::time);
  JobReport report(job);
  EXPECT_EQ(report.take(R"({"begin":{"cell":0,"arm":1}})").record, false);
  EXPECT_EQ(report.at_work(), (AtWork{.cell = 0, .arm = 1}));
  for (const auto& line : {block(0, 0, 0), block(0, 1, 0), block(0, 0, 1), timed(0, 3), timed(2, 0)}) {
    const auto taken = report.take(line);
    EXPECT_TRUE(taken.record) << line;
    EXPECT_EQ(taken.wrong, "") << line;
  }
  EXPECT_FALSE(report.ended());
  EXPECT_EQ(report.take(R"({"end":{}})").record, false);
  EXPECT_TRUE(report.ended());
  EXPECT_EQ(report.missing(), std::nullopt);
}

TEST(JobReport, TakesNoCellWithoutAllItsBlocks) {
  const auto job = made_up_job(Task::time);
  JobReport report(job);
  EXPECT_EQ(report.missing(), (AtWork{.cell = 0, .arm = -1}));
  (void)report.take(block(0, 0, 0));
  EXPECT_EQ(report.take(timed(0, 1)).wrong, "the end of a cell that lacks blocks");
}

TEST(JobReport, DoesWithoutTheBlocksOfAnArmThatIsAbsent) {
  const auto job = made_up_job(Task::time);
  JobReport report(job);
  EXPECT_EQ(report.take(left_out(0, 0)).wrong, "");
  EXPECT_EQ(report.take(block(0, 1, 0)).wrong, "");
  EXPECT_EQ(report.take(timed(0, 1)).wrong, "");
}

TEST(JobReport, RefusesWhatItsJobCannotHaveLedTo) {
  const auto job = made_up_job(Task::time);
  for (const std::string& line : {std::string("garbage"),
                                  block(0, 0, 0) + " ",
                                  " " + block(0, 0, 0),
                                  std::string(),
                                  std::string("[]"),
                                  std::string("{}"),
                                  std::string("\xff\xfe"),
                                  std::string(R"({"begin":{"cell":77777,"arm":0}})"),
                                  std::string(R"({"begin":{"cell":0,"arm":9}})"),
                                  std::string(R"({"begin":{"cell":x)"),
                                  std::string(R"({"plan":{}})"),
                                  std::string(R"({"run":{}})"),
                                  std::string(R"({"finding":{}})"),
                                  std::string(R"({"end":{},"block":{}})"),
                                  block(1, 0, 0),
                                  block(0, 7, 0),
                                  block(0, -1, 0),
                                  block(0, 0, 5),
                                  block(0, 1, 1),
                                  with(block(0, 0, 0), R"("worker":8)", R"("worker":7)"),
                                  with(block(0, 0, 0), R"("process":3)", R"("process":2)"),
                                  with(block(0, 0, 0), R"("elapsed_ns":6)", R"("elapsed_ns":0)"),
                                  with(block(0, 0, 0), R"("iterations":10)", R"("iterations":11)"),
                                  with(block(0, 0, 0), R"("order":4)", R"("order":4.5)"),
                                  with(block(0, 0, 0), R"("faults":8,)", ""),
                                  observations(0, 0),
                                  fault("family/three")}) {
    JobReport report(job);
    const auto taken = report.take(line);
    EXPECT_FALSE(taken.record) << line;
    EXPECT_NE(taken.wrong, "") << line;
  }
}

TEST(JobReport, RefusesTwiceWhatIsThereOnce) {
  const auto job = made_up_job(Task::time);
  for (const auto& line : {block(0, 0, 0), timed(2, 0), left_out(0, 0)}) {
    JobReport report(job);
    EXPECT_EQ(report.take(line).wrong, "");
    EXPECT_NE(report.take(line).wrong, "") << line;
  }
  JobReport report(job);
  (void)report.take(R"({"end":{}})");
  EXPECT_EQ(report.take(block(0, 0, 0)).wrong, "a line after its last one");
}

TEST(JobReport, EndsAWorkerThatOnlyAnnouncesOrOnlyFails) {
  const auto job = made_up_job(Task::time);
  for (const auto& line : {std::string(R"({"begin":{"cell":0,"arm":0}})"), fault("family/one")}) {
    JobReport report(job);
    int taken = 0;
    while (taken < 1000 && report.take(line).wrong.empty()) ++taken;
    EXPECT_LT(taken, 1000) << line;
  }
}

TEST(JobReport, TakesTheResultOfEachArmOnceAndOfItsOwnPassAlone) {
  const auto job = made_up_job(Task::count);
  JobReport report(job);
  EXPECT_EQ(report.take(observations(0, 0)).wrong, "");
  EXPECT_EQ(report.take(observations(0, 0)).wrong, "the result of an arm twice");
  EXPECT_NE(report.take(observations(0, 1, Pass::simulate)).wrong, "");
  EXPECT_NE(report.take(observations(0, 1, Pass::count, 0)).wrong, "") << "another arm's within this one's line";
  EXPECT_NE(report.take(left_out(0, 1, "simulate")).wrong, "");
  EXPECT_EQ(report.take(left_out(0, 1, "count")).wrong, "");
  EXPECT_EQ(report.take(R"({"observations":{"cell":0,"arm":2,"all":[]}})").wrong, "") << "it may have nothing to count";
  EXPECT_EQ(report.missing(), (AtWork{.cell = 2, .arm = 0}));
}

TEST(JobReport, MissesNothingOfAnExperimentWithAFaultNorOfAnArmThatWasNotAskedFor) {
  auto job = made_up_job(Task::allocate);
  job.cells[0].cell.arms[1].iterations = 0;
  JobReport report(job);
  EXPECT_NE(report.take(observations(0, 1, Pass::allocate)).wrong, "");
  (void)report.take(observations(0, 0, Pass::allocate));
  (void)report.take(observations(0, 2, Pass::allocate));
  EXPECT_EQ(report.take(fault("family/two")).wrong, "");
  EXPECT_EQ(report.missing(), std::nullopt);
}

TEST(JobReport, TakesNoCalibrationThatWouldDivideByZero) {
  const auto job = made_up_job(Task::calibrate);
  const std::string sound =
      R"({"calibration":{"cell":0,"arm":0,"iterations":10,"operations":1,"period":1,"iteration_ns":1.5,"setup_ns":0}})";
  for (const auto* word : {R"("iterations":10)", R"("operations":1)", R"("period":1)", R"("iteration_ns":1.5)"}) {
    JobReport report(job);
    const std::string zero = std::string(word).substr(0, std::string(word).find(':') + 1) + "0";
    EXPECT_NE(report.take(with(sound, word, zero)).wrong, "") << zero;
  }
  JobReport report(job);
  EXPECT_EQ(report.take(sound).wrong, "");
  EXPECT_EQ(report.missing(), (AtWork{.cell = 0, .arm = 1}));
}

}  // namespace
}  // namespace memlore::run
