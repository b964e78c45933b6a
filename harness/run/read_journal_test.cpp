#include <gtest/gtest.h>

#include <fstream>

#include "harness/model/input_error.h"
#include "harness/model/json.h"
#include "harness/run/journal.h"
#include "harness/run/made_up_run.h"
#include "harness/run/temporary_folder.h"

namespace memlore::run {
namespace {

std::string block(int invocation, int cell, int arm, int round) {
  return R"({"block":{"invocation":)" + std::to_string(invocation) + R"(,"cell":)" + std::to_string(cell) +
         R"(,"arm":)" + std::to_string(arm) + R"(,"iterations":10,"round":)" + std::to_string(round) +
         R"(,"order":4,"start_ns":5,"elapsed_ns":6,"cpu":1,"switches":7,"faults":8,"waited_ns":9,"stolen_ns":null,"width_before":5.5,"width_after":null}})";
}

const std::string calibration =
    R"({"calibration":{"cell":2,"arm":1,"iterations":10,"operations":2,"period":3,"iteration_ns":1.5,"setup_ns":9}})";
const std::string observation =
    R"({"observation":)" + encode(Observation{2, 1, Pass::count, Metric::migrations, 0.0, "", "perf_event"}) + "}";

const std::string left_out =
    R"({"left_out":{"cell":0,"arm":1,"what":)" + encode(LeftOut{"", "", "", "", "absent here"}) + "}}";

class ReadJournal : public testing::Test {
 protected:
  ReadJournal() { add(R"({"run":)" + encode(made_up_run()) + "}"); }

  void add(const std::string& line) { append(line + '\n'); }
  void append(const std::string& text) { std::ofstream(path_, std::ios::app | std::ios::binary) << text; }
  [[nodiscard]] JournalContents read() const { return read_journal(path_); }

  /// What is said of a journal that ends in this line.
  std::string refusal_of(const std::string& line) {
    add(line);
    try {
      (void)read();
      return "nothing";
    } catch (const InputError& error) {
      return error.what();
    }
  }

  TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "journal.jsonl";
};

TEST_F(ReadJournal, PutsEveryRecordWhereItBelongs) {
  add(calibration);
  add(R"({"plan":)" + encode(calibrated_plan(made_up_run())) + "}");
  add(observation);
  add(R"({"usage":{"invocation":1,"wall_ns":2,"setup_ns":3,"timed_ns":4,"code_address":5,"heap_address":6,"stack_address":7}})");
  const auto contents = read();
  EXPECT_TRUE(contents.calibrated);
  EXPECT_EQ(contents.calibrations, (std::vector<CalibrationRecord>{{2, 1, 10, 2, 3, 1.5, 9}}));
  EXPECT_EQ(contents.run.plan, calibrated_plan(made_up_run()));
  ASSERT_EQ(contents.run.observations.size(), 1U);
  EXPECT_EQ(contents.run.observations[0].source, "perf_event");
  EXPECT_EQ(contents.run.usage, (std::vector<WorkerUsage>{{1, 2, 3, 4, 5, 6, 7}}));
}

TEST_F(ReadJournal, ReadsABlockOfBeforeTheWidthOfTheCoreWasRead) {
  auto line = block(0, 0, 1, 0);
  const std::string widths = R"(,"width_before":5.5,"width_after":null)";
  line.erase(line.find(widths), widths.size());
  add(line);
  EXPECT_EQ(read().run.series.at(0).blocks.at(0).width_before, std::nullopt);
}

TEST_F(ReadJournal, ReadsABlockOfATimeWhenAllOfARunHadOneCpu) {
  auto line = block(0, 0, 1, 0);
  const std::string cpu = R"(,"cpu":1)";
  line.erase(line.find(cpu), cpu.size());
  add(line);
  EXPECT_EQ(read().run.series.at(0).blocks.at(0).cpu, -1);
}

TEST_F(ReadJournal, TakesTheWiderCoreOfTwoCalibrations) {
  for (const char* width : {"2.5", "4.8", "2.6"})
    add(std::string(R"({"timekeeping":{"resolution_ns":1,"reading_ns":2,"quiet_ns":3,"core_width":)") + width + "}}");
  EXPECT_EQ(read().timekeeping.core_width, 4.8);
}

TEST_F(ReadJournal, IsNotCalibratedBeforeThePlanIsThere) {
  add(calibration);
  EXPECT_FALSE(read().calibrated);
}

TEST_F(ReadJournal, GathersBlocksIntoSeriesInOrderOfCellArmAndInvocation) {
  for (const auto& line :
       {block(1, 0, 1, 0), block(0, 0, 1, 0), block(0, 0, 0, 1), block(0, 0, 1, 1), block(0, 1, 0, 0)})
    add(line);
  const auto series = read().run.series;
  ASSERT_EQ(series.size(), 4U);
  EXPECT_EQ(series[0], (Series{0, 0, 0, 10, {{1, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}}}));
  EXPECT_EQ(series[1], (Series{0, 1, 0, 10, {{0, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}, {1, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}}}));
  EXPECT_EQ(series[2].invocation, 1);
  EXPECT_EQ(series[3].cell, 1);
}

TEST_F(ReadJournal, NamesWhatWasLeftOutAndKeepsItBesideTheCalibratedPlan) {
  add(left_out);
  add(R"({"plan":)" + encode(calibrated_plan(made_up_run())) + "}");
  EXPECT_EQ(read().run.plan.left_out, (std::vector<LeftOut>{{"family/one", "bytes:64", "b", "", "absent here"}}));
}

TEST_F(ReadJournal, KeepsOnceWhatEveryWorkerLeftOut) {
  add(left_out);
  add(left_out);
  EXPECT_EQ(read().run.plan.left_out.size(), 1U);
}

TEST_F(ReadJournal, DropsALastLineThatWasCutShort) {
  add(block(0, 0, 0, 0));
  append(block(0, 0, 0, 1).substr(0, 40));
  EXPECT_EQ(read().run.series.at(0).blocks.size(), 1U);
}

TEST_F(ReadJournal, DropsALastLineWithoutItsEndEvenIfItLooksWhole) {
  append(block(0, 0, 0, 0));
  EXPECT_TRUE(read().run.series.empty());
}

TEST_F(ReadJournal, NamesTheNumberOfALineThatIsWrong) {
  add(block(0, 0, 0, 0));
  const auto message = refusal_of("nonsense");
  EXPECT_TRUE(message.starts_with(path_.string() + ": line 3: ")) << message;
}

TEST_F(ReadJournal, RefusesEveryKindOfHostileLine) {
  const std::string nested(100'000, '[');
  for (const std::string line :
       {"", "[]", "3", "null", "{}", R"({"block":{}})", R"({"block":3})", R"({"unknown":{}})",
        R"({"fault":{},"usage":{}})", R"({"plan":null})", R"({"left_out":{"cell":0}})", nested.c_str(), "\xff\xfe"}) {
    const TemporaryFolder folder;
    const auto path = folder / "journal.jsonl";
    std::filesystem::copy_file(path_, path);
    std::ofstream(path, std::ios::app) << line << '\n';
    try {
      (void)read_journal(path);
      ADD_FAILURE() << "accepted " << line.substr(0, 40);
    } catch (const InputError& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with(path.string() + ": line 2: ")) << error.what();
    }
  }
}

TEST_F(ReadJournal, RefusesABlockOfACellThatThePlanDoesNotHave) {
  EXPECT_NE(refusal_of(block(0, 3, 0, 0)).find("line 2: the plan has no cell 3"), std::string::npos);
}

TEST_F(ReadJournal, RefusesABlockOfAnArmThatItsCellDoesNotHave) {
  EXPECT_NE(refusal_of(block(0, 1, 2, 0)).find("line 2: cell 1 of the plan has no arm 2"), std::string::npos);
}

TEST_F(ReadJournal, RefusesACalibrationOutsideThePlan) {
  auto outside = calibration;
  EXPECT_NE(refusal_of(outside.replace(outside.find(R"("cell":2)"), 8, R"("cell":-1)")).find("no cell -1"),
            std::string::npos);
}

TEST_F(ReadJournal, RefusesAnObservationOutsideThePlan) {
  auto outside = observation;
  EXPECT_NE(refusal_of(outside.replace(outside.find(R"("arm":1)"), 7, R"("arm":9)")).find("no arm 9"),
            std::string::npos);
}

TEST_F(ReadJournal, RefusesTheRunOfANewerSchemaByName) {
  auto newer = R"({"run":)" + encode(made_up_run()) + "}";
  const std::string version = R"("schema_version":2)";
  newer.replace(newer.find(version), version.size(), R"("schema_version":3)");
  EXPECT_NE(refusal_of(newer).find("schema_version 3 of 'memlore.run'"), std::string::npos);
}

TEST_F(ReadJournal, NamesAJournalThatIsNotThereOrSaysNothingOfItsRun) {
  EXPECT_THROW((void)read_journal(folder_ / "missing.jsonl"), InputError);
  std::ofstream(folder_ / "empty.jsonl") << "{\"run\":";
  try {
    (void)read_journal(folder_ / "empty.jsonl");
    FAIL() << "an empty journal is no run";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(), (folder_ / "empty.jsonl").string() + ": says nothing of the run it belongs to");
  }
}

TEST_F(ReadJournal, FollowsAJournalThatGrows) {
  JournalReader reader(path_);
  EXPECT_TRUE(reader.read().run.series.empty());
  add(block(0, 0, 0, 0));
  EXPECT_EQ(reader.read().run.series.size(), 1U);
  EXPECT_EQ(reader.read().run.series.size(), 1U) << "nothing is read twice";
  append(block(0, 1, 0, 0).substr(0, 20));
  EXPECT_EQ(reader.read().run.series.size(), 1U) << "a line that is not whole yet";
  append(block(0, 1, 0, 0).substr(20) + "\n");
  EXPECT_EQ(reader.read().run.series.size(), 2U);
}

}  // namespace
}  // namespace memlore::run
