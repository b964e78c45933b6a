#include "harness/run/journal/journal.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "harness/model/text/input_error.h"
#include "harness/run/made_up_run.h"
#include "harness/system/files/full_disk.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void append(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::app) << text; }

constexpr const char* one = R"({"one":1})";
constexpr const char* two = R"({"two":2})";

/// A record as it stands in the journal.
std::string line_of(const std::string& record) { return with_checksum(record) + '\n'; }

TEST(Checksum, IsTheLastMemberOfALineThatIsJsonAllTheSame) {
  EXPECT_EQ(with_checksum(one), R"({"one":1,"crc32":"fa508b56"})");
  EXPECT_EQ(checked_record(with_checksum(one)), one);
}

TEST(Checksum, FitsNoLineInWhichASingleBitIsFlipped) {
  const auto line = with_checksum(R"({"block":{"cell":3,"elapsed_ns":4711}})");
  for (std::size_t i = 0; i < 8 * line.size(); ++i) {
    auto flipped = line;
    flipped[i / 8] = static_cast<char>(flipped[i / 8] ^ (1 << (i % 8)));
    EXPECT_EQ(checked_record(flipped), std::nullopt) << flipped;
  }
}

TEST(Checksum, FitsNoPartOfALine) {
  const auto line = with_checksum(one);
  for (std::size_t length = 0; length < line.size(); ++length)
    EXPECT_EQ(checked_record(std::string_view(line).substr(0, length)), std::nullopt);
}

TEST(Journal, OnlyEverAppends) {
  const TemporaryFolder folder;
  Journal(folder / "journal.jsonl").record(one);
  Journal(folder / "journal.jsonl").record(two);
  Journal again(folder / "journal.jsonl");
  again.record(one);
  EXPECT_EQ(text_of(folder / "journal.jsonl"), line_of(one) + line_of(two) + line_of(one));
}

TEST(Journal, HasEachLineOnDiskBeforeTheNextIsMade) {
  const TemporaryFolder folder;
  Journal journal(folder / "journal.jsonl");
  journal.record(one);
  EXPECT_EQ(text_of(folder / "journal.jsonl"), line_of(one));
}

TEST(Journal, BeginsAsAWholeOrNotAtAll) {
  const TemporaryFolder folder;
  {
    const system::FullDisk disk(1000);
    EXPECT_THROW(Journal::begin(folder / "journal.jsonl", made_up_run()), InputError);
  }
  EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  Journal::begin(folder / "journal.jsonl", made_up_run());
  EXPECT_EQ(read_journal(folder / "journal.jsonl").run, made_up_run());
}

TEST(Journal, IsNotWrittenThroughALink) {
  const TemporaryFolder folder;
  append(folder / "victim", "precious\n");
  std::filesystem::create_symlink(folder / "victim", folder / "journal.jsonl");
  EXPECT_THROW(Journal(folder / "journal.jsonl"), InputError);
  EXPECT_EQ(text_of(folder / "victim"), "precious\n");
}

TEST(Journal, SaysEveryRecordOfTheParentInALineThatCanBeRead) {
  const TemporaryFolder folder;
  const auto run = made_up_run();
  const Fault fault{"family/two", "bytes:64", "c", "crashed", "said \"no\" and died"};
  {
    Journal::begin(folder / "journal.jsonl", run);
    Journal journal(folder / "journal.jsonl");
    journal.plan(calibrated_plan(run));
    journal.fault(fault);
    journal.parent({.wall_ns = 5, .cpu_ns = 3});
    journal.finding({"steal", "Stolen time", Severity::ok, "none", "It stops.", ""});
    journal.finding({"steal", "Stolen time", Severity::severe, "12 %", "It stops.", "ask"});
    journal.left_out(1, 1, {.experiment = {}, .point = {}, .arm = {}, .pass = "simulate", .reason = "too long"});
  }
  const auto contents = read_journal(folder / "journal.jsonl");
  auto expected = run;
  expected.plan = calibrated_plan(run);
  expected.plan.left_out = {{"family/one", "bytes:128", "b", "simulate", "too long"}};
  expected.faults = {fault};
  expected.parent = {{5, 3}};
  expected.findings = {{"steal", "Stolen time", Severity::severe, "12 %", "It stops.", "ask"}};
  EXPECT_EQ(contents.run, expected);
}

TEST(Journal, CutsATornLastLineOffBeforeItGoesOn) {
  const TemporaryFolder folder;
  Journal(folder / "journal.jsonl").record(one);
  append(folder / "journal.jsonl", R"({"block":{"invo)");
  Journal(folder / "journal.jsonl").record(two);
  EXPECT_EQ(text_of(folder / "journal.jsonl"), line_of(one) + line_of(two));
}

TEST(Journal, CutsATornFirstLineOffToo) {
  const TemporaryFolder folder;
  append(folder / "journal.jsonl", "{\"run\":");
  Journal(folder / "journal.jsonl").record(one);
  EXPECT_EQ(text_of(folder / "journal.jsonl"), line_of(one));
}

TEST(Journal, NamesAFileThatCannotBeWritten) {
  const TemporaryFolder folder;
  append(folder / "file", "text\n");
  for (const auto& path : {folder / "missing" / "journal.jsonl", folder / "file" / "journal.jsonl", folder.path()}) {
    try {
      const Journal journal(path);
      FAIL() << path;
    } catch (const InputError& error) {
      EXPECT_TRUE(std::string(error.what()).starts_with("cannot write " + path.string() + ": ")) << error.what();
    }
  }
}

TEST(Journal, LosesNothingButTheLineUnderWayWhenTheDiskIsFull) {
  const TemporaryFolder folder;
  const auto path = folder / "journal.jsonl";
  Journal journal(path);
  journal.record(one);
  {
    const system::FullDisk disk(line_of(one).size() + 3);
    try {
      journal.record(two);
      FAIL() << "written to a full disk";
    } catch (const InputError& error) {
      EXPECT_EQ(error.what(), "cannot write " + path.string() + ": File too large");
    }
  }
  Journal(path).record(two);
  EXPECT_EQ(text_of(path), line_of(one) + line_of(two));
}

}  // namespace
}  // namespace memlore::run
