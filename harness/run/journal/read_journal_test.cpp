#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "harness/model/json/json.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/made_up_run.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

std::string block(int process, int cell, int arm, int round, int worker = 0) {
  return fmt::format(
      R"({{"block":{{"process":{},"worker":{},"cell":{},"arm":{},"iterations":10,"round":{},"order":4,"start_ns":5,"elapsed_ns":6,"cpu":1,"switches":7,"faults":8,"waited_ns":9,"stolen_ns":null,"width_before":5.5,"width_after":null}}}})",
      process, worker, cell, arm, round);
}

std::string timed(int process, int cell, int worker, int blocks) {
  return fmt::format(R"({{"timed":{{"process":{},"worker":{},"cell":{},"blocks":{}}}}})", process, worker, cell,
                     blocks);
}

const std::string run_record = R"({"run":)" + encode(made_up_run()) + "}";
const std::string plan_record = R"({"plan":)" + encode(calibrated_plan(made_up_run())) + "}";
const std::string calibration =
    R"({"calibration":{"cell":2,"arm":1,"iterations":10,"operations":2,"period":3,"iteration_ns":1.5,"setup_ns":9}})";

std::string observations(int cell, int arm) {
  const auto one = encode(Observation{cell, arm, Pass::count, Metric::migrations, 0.0, "", "perf_event"});
  return fmt::format(R"({{"observations":{{"cell":{},"arm":{},"all":[{},{}]}}}})", cell, arm, one, one);
}

const std::string left_out =
    R"({"left_out":{"cell":0,"arm":1,"what":)" + encode(LeftOut{"", "", "", "", "absent here"}) + "}}";

class ReadJournal : public testing::Test {
 protected:
  ReadJournal() { Journal::begin(path_, made_up_run()); }

  void add(const std::string& record) { append(with_checksum(record) + '\n'); }
  void append(const std::string& text) { std::ofstream(path_, std::ios::app | std::ios::binary) << text; }
  [[nodiscard]] JournalContents read() const { return read_journal(path_); }

  /// What is said of a journal that ends in this record.
  std::string refusal_of(const std::string& record) {
    add(record);
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
  add(plan_record);
  add(observations(2, 1));
  add(R"({"usage":{"process":1,"wall_ns":2,"setup_ns":3,"timed_ns":4,"code_address":5,"heap_address":6,"stack_address":7,"waiting_ns":8,"worker":9}})");
  const auto contents = read();
  EXPECT_TRUE(contents.calibrated);
  EXPECT_EQ(contents.calibrations, (std::vector<Calibration>{{2, 1, 10, 2, 3, 1.5, 9}}));
  EXPECT_EQ(contents.run.plan, calibrated_plan(made_up_run()));
  ASSERT_EQ(contents.run.observations.size(), 2U);
  EXPECT_EQ(contents.run.observations[0].source, "perf_event");
  EXPECT_EQ(contents.run.usage, (std::vector<WorkerUsage>{{1, 2, 3, 4, 5, 6, 7, 8, 9}}));
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

TEST_F(ReadJournal, GathersBlocksIntoSeriesInOrderOfCellArmAndProcess) {
  add(plan_record);
  for (const auto& line :
       {block(1, 0, 1, 0), block(0, 0, 1, 0), block(0, 0, 0, 1), block(0, 0, 1, 1), block(0, 1, 0, 0)})
    add(line);
  const auto series = read().run.series;
  ASSERT_EQ(series.size(), 4U);
  EXPECT_EQ(series[0], (Series{0, 0, 0, 10, {{1, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}}, 0}));
  EXPECT_EQ(series[1],
            (Series{0, 1, 0, 10, {{0, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}, {1, 4, 5, 6, 1, 7, 8, 9, {}, 5.5}}, 0}));
  EXPECT_EQ(series[2].process, 1);
  EXPECT_EQ(series[3].cell, 1);
}

TEST_F(ReadJournal, NamesWhatWasLeftOutAndKeepsItBesideTheCalibratedPlan) {
  add(left_out);
  add(plan_record);
  EXPECT_EQ(read().run.plan.left_out, (std::vector<LeftOut>{{"family/one", "bytes:64", "b", "", "absent here"}}));
}

TEST_F(ReadJournal, KeepsOnceWhatEveryWorkerLeftOut) {
  add(left_out);
  add(left_out);
  EXPECT_EQ(read().run.plan.left_out.size(), 1U);
}

TEST_F(ReadJournal, DropsALastLineThatWasCutShort) {
  add(plan_record);
  add(block(0, 0, 0, 0));
  append(with_checksum(block(0, 0, 0, 1)).substr(0, 40));
  const auto contents = read();
  EXPECT_EQ(contents.run.series.at(0).blocks.size(), 1U);
  EXPECT_EQ(contents.run.damaged_lines, 0) << "that is what an interruption leaves";
}

TEST_F(ReadJournal, DropsALastLineWithoutItsEndEvenIfItLooksWhole) {
  add(plan_record);
  append(with_checksum(block(0, 0, 0, 0)));
  EXPECT_TRUE(read().run.series.empty());
}

TEST_F(ReadJournal, KnowsWhichCellsOneProcessTimedToItsEnd) {
  add(plan_record);
  add(block(1, 1, 0, 0, 4));
  add(block(1, 1, 1, 0, 4));
  add(timed(1, 1, 4, 2));
  add(block(1, 2, 0, 0, 4));
  const auto contents = read();
  EXPECT_EQ(contents.timed, (std::set<std::pair<int, int>>{{1, 1}}));
  EXPECT_EQ(contents.next_worker, 5);
}

TEST_F(ReadJournal, TakesTheBlocksOfACellFromTheProcessThatFinishedIt) {
  add(plan_record);
  add(block(1, 1, 0, 0, 4));
  add(block(1, 1, 1, 0, 4));
  for (const int arm : {1, 0}) add(block(1, 1, arm, 0, 5));
  add(timed(1, 1, 5, 2));
  const auto contents = read();
  ASSERT_EQ(contents.run.series.size(), 2U);
  for (const auto& series : contents.run.series) {
    EXPECT_EQ(series.worker, 5);
    EXPECT_EQ(series.blocks.size(), 1U);
  }
  EXPECT_TRUE(contents.timed.contains({1, 1}));
}

TEST_F(ReadJournal, RefusesABlockThatIsThereTwice) {
  add(plan_record);
  add(block(0, 0, 0, 0));
  EXPECT_NE(refusal_of(block(0, 0, 0, 0)).find("line 5: a block that is there twice"), std::string::npos);
}

TEST_F(ReadJournal, RefusesBlocksOfACellThatWasTimedToItsEnd) {
  add(plan_record);
  add(block(0, 0, 0, 0));
  add(timed(0, 0, 0, 1));
  EXPECT_NE(refusal_of(block(0, 0, 0, 0, 1)).find("cell 0 in process 0, which was timed to its end"),
            std::string::npos);
}

TEST_F(ReadJournal, SkipsAndCountsDamagedLinesAndTakesTheirCellAsNotTimed) {
  add(plan_record);
  add(block(0, 0, 0, 0));
  auto damaged = with_checksum(block(0, 0, 1, 0));
  damaged[60] = static_cast<char>(damaged[60] ^ 1);
  append(damaged + '\n');
  add(timed(0, 0, 0, 2));
  add(block(0, 1, 0, 0));
  const auto contents = read();
  EXPECT_EQ(contents.run.damaged_lines, 1);
  EXPECT_EQ(contents.run.series.size(), 2U);
  EXPECT_FALSE(contents.timed.contains({0, 0}));
}

TEST_F(ReadJournal, ReadsAJournalWhoseFirstLineIsDamagedByTheSecond) {
  std::fstream file(path_);
  file.seekp(100);
  file << "#";
  file.close();
  const auto contents = read();
  EXPECT_EQ(contents.run.plan, made_up_run().plan);
  EXPECT_EQ(contents.run.damaged_lines, 1);
}

TEST_F(ReadJournal, ReadsAPlanWhoseFirstCopyIsDamagedByTheSecond) {
  append("#" + with_checksum(plan_record) + '\n');
  add(plan_record);
  EXPECT_EQ(read().run.plan, calibrated_plan(made_up_run()));
}

TEST_F(ReadJournal, MakesNothingOfBlocksWhosePlanIsDamaged) {
  EXPECT_NE(refusal_of(block(0, 0, 0, 0)).find("the plan in it is damaged"), std::string::npos);
}

TEST_F(ReadJournal, RefusesThePlanOrTheRecordOfAnotherRun) {
  auto other = calibrated_plan(made_up_run());
  other.cells[0].arms[1].name = "c";
  EXPECT_NE(refusal_of(R"({"plan":)" + encode(other) + "}").find("line 3: the plan of another run"), std::string::npos);
  auto another = made_up_run();
  another.identity.id = "another";
  std::filesystem::remove(path_);
  Journal::begin(path_, made_up_run());
  EXPECT_NE(refusal_of(R"({"run":)" + encode(another) + "}").find("the record of another run"), std::string::npos);
}

TEST_F(ReadJournal, NamesTheNumberOfARecordThatCannotBe) {
  const auto message = refusal_of(R"({"nonsense":1})");
  EXPECT_TRUE(message.starts_with(path_.string() + ": line 3: ")) << message;
}

TEST_F(ReadJournal, TakesLinesWithoutAChecksumForDamaged) {
  const std::string nested(100'000, '[');
  for (const std::string line : {"", "[]", "3", "null", "{}", R"({"block":{}})", nested.c_str(), "\xff\xfe"}) {
    append(line + '\n');
  }
  EXPECT_EQ(read().run.damaged_lines, 8);
}

TEST_F(ReadJournal, RefusesEveryKindOfHostileRecord) {
  for (const std::string record :
       {R"({"block":{}})", R"({"block":3})", R"({"unknown":{}})", R"({"fault":{},"usage":{}})", R"({"plan":null})",
        R"({"left_out":{"cell":0}})", R"({"timed":{"cell":99}})"}) {
    const TemporaryFolder folder;
    const auto path = folder / "journal.jsonl";
    std::filesystem::copy_file(path_, path);
    std::ofstream(path, std::ios::app) << with_checksum(record) << '\n';
    try {
      (void)read_journal(path);
      ADD_FAILURE() << "accepted " << record;
    } catch (const InputError& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with(path.string() + ": line 3: ")) << error.what();
    }
  }
}

TEST_F(ReadJournal, RefusesABlockOfACellThatThePlanDoesNotHave) {
  EXPECT_NE(refusal_of(block(0, 3, 0, 0)).find("line 3: the plan has no cell 3"), std::string::npos);
}

TEST_F(ReadJournal, RefusesABlockOfAnArmThatItsCellDoesNotHave) {
  EXPECT_NE(refusal_of(block(0, 1, 2, 0)).find("line 3: cell 1 of the plan has no arm 2"), std::string::npos);
}

TEST_F(ReadJournal, RefusesACalibrationOutsideThePlan) {
  auto outside = calibration;
  EXPECT_NE(refusal_of(outside.replace(outside.find(R"("cell":2)"), 8, R"("cell":-1)")).find("no cell -1"),
            std::string::npos);
}

TEST_F(ReadJournal, RefusesAnObservationOutsideThePlan) {
  EXPECT_NE(refusal_of(observations(2, 9)).find("no arm 9"), std::string::npos);
}

TEST_F(ReadJournal, RefusesTheRunOfANewerSchemaByName) {
  auto newer = run_record;
  const std::string version = R"("schema_version":2)";
  newer.replace(newer.find(version), version.size(), R"("schema_version":3)");
  EXPECT_NE(refusal_of(newer).find("schema_version 3 of 'memlore.run'"), std::string::npos);
}

TEST_F(ReadJournal, HasAWayOutForAJournalThatSaysNothingOfItsRun) {
  EXPECT_THROW((void)read_journal(folder_ / "missing.jsonl"), InputError);
  std::ofstream(folder_ / "empty.jsonl") << "{\"run\":";
  try {
    (void)read_journal(folder_ / "empty.jsonl");
    FAIL() << "an empty journal is no run";
  } catch (const InputError& error) {
    EXPECT_EQ(error.what(),
              (folder_ / "empty.jsonl").string() +
                  ": nothing in it says which run it belongs to, so nothing can be made of it; start again "
                  "in another folder");
  }
}

TEST_F(ReadJournal, FollowsAJournalThatGrows) {
  add(plan_record);
  JournalReader reader(path_);
  EXPECT_TRUE(reader.read().run.series.empty());
  add(block(0, 0, 0, 0));
  EXPECT_EQ(reader.read().run.series.size(), 1U);
  EXPECT_EQ(reader.read().run.series.size(), 1U) << "nothing is read twice";
  const auto line = with_checksum(block(0, 1, 0, 0));
  append(line.substr(0, 20));
  EXPECT_EQ(reader.read().run.series.size(), 1U) << "a line that is not whole yet";
  append(line.substr(20) + "\n");
  EXPECT_EQ(reader.read().run.series.size(), 2U);
}

}  // namespace
}  // namespace memlore::run
