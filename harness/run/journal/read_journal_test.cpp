#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "harness/model/json/json.h"
#include "harness/model/record/journal_records.h"
#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/made_up_run.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

std::string block(int process, int cell, int arm, int round) {
  return encode_record(TimedBlock{.process = process,
                                  .worker = 0,
                                  .cell = cell,
                                  .arm = arm,
                                  .iterations = 10,
                                  .block = {.round = round, .elapsed_ns = 6}});
}

const std::string run_record = encode_record(made_up_run());
const std::string plan_record = encode_record(calibrated_plan(made_up_run()));

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

TEST_F(ReadJournal, IsNotCalibratedBeforeThePlanIsThere) {
  add(encode_record(Calibration{.cell = 2, .arm = 1}));
  EXPECT_FALSE(read().calibrated);
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

TEST_F(ReadJournal, SkipsAndCountsDamagedLinesAndTakesTheirCellAsNotTimed) {
  add(plan_record);
  add(block(0, 0, 0, 0));
  auto damaged = with_checksum(block(0, 0, 1, 0));
  damaged[60] = static_cast<char>(damaged[60] ^ 1);
  append(damaged + '\n');
  add(encode_record(TimedCell{.process = 0, .worker = 0, .cell = 0, .blocks = 2}));
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

TEST_F(ReadJournal, RefusesTheRunOfANewerSchemaByName) {
  auto newer = run_record;
  const std::string version = R"("schema_version":3)";
  newer.replace(newer.find(version), version.size(), R"("schema_version":4)");
  EXPECT_NE(refusal_of(newer).find("line 3: has schema_version 4 of 'memlore.run'"), std::string::npos);
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
