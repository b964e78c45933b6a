#include "harness/run/journal.h"

#include <gtest/gtest.h>
#include <sys/resource.h>

#include <csignal>
#include <fstream>
#include <iterator>

#include "harness/model/input_error.h"
#include "harness/run/made_up_run.h"
#include "harness/run/temporary_folder.h"

namespace memlore::run {
namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void append(const std::filesystem::path& path, const std::string& text) { std::ofstream(path, std::ios::app) << text; }

/// A disk that is full after so many bytes, for as long as the object lives.
class FullDisk {
 public:
  explicit FullDisk(rlim_t bytes) : handler_(std::signal(SIGXFSZ, SIG_IGN)) {
    getrlimit(RLIMIT_FSIZE, &before_);
    const rlimit full{.rlim_cur = bytes, .rlim_max = before_.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
  }
  FullDisk(const FullDisk&) = delete;
  FullDisk& operator=(const FullDisk&) = delete;
  ~FullDisk() {
    setrlimit(RLIMIT_FSIZE, &before_);
    std::signal(SIGXFSZ, handler_);
  }

 private:
  rlimit before_{};
  sighandler_t handler_;
};

TEST(Journal, OnlyEverAppends) {
  const TemporaryFolder folder;
  Journal(folder / "journal.jsonl").line("one");
  Journal(folder / "journal.jsonl").line("two");
  Journal again(folder / "journal.jsonl");
  again.line("three");
  again.line("four");
  EXPECT_EQ(text_of(folder / "journal.jsonl"), "one\ntwo\nthree\nfour\n");
}

TEST(Journal, HasEachLineOnDiskBeforeTheNextIsMade) {
  const TemporaryFolder folder;
  Journal journal(folder / "journal.jsonl");
  journal.line("one");
  EXPECT_EQ(text_of(folder / "journal.jsonl"), "one\n");
}

TEST(Journal, SaysEveryRecordOfTheParentInALineThatCanBeRead) {
  const TemporaryFolder folder;
  const auto run = made_up_run();
  const Fault fault{"family/two", "bytes:64", "c", "crashed", "said \"no\"\nand died"};
  {
    Journal journal(folder / "journal.jsonl");
    journal.begin(run);
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
  Journal(folder / "journal.jsonl").line("one");
  append(folder / "journal.jsonl", R"({"block":{"invo)");
  Journal(folder / "journal.jsonl").line("two");
  EXPECT_EQ(text_of(folder / "journal.jsonl"), "one\ntwo\n");
}

TEST(Journal, CutsATornFirstLineOffToo) {
  const TemporaryFolder folder;
  append(folder / "journal.jsonl", "{\"run\":");
  Journal(folder / "journal.jsonl").line("one");
  EXPECT_EQ(text_of(folder / "journal.jsonl"), "one\n");
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

TEST(Journal, SaysHowToGoOnWhenTheDiskIsFullAndLosesNothingButTheLineUnderWay) {
  const TemporaryFolder folder;
  const auto path = folder / "journal.jsonl";
  Journal journal(path);
  journal.line("one");
  std::string message;
  {
    const FullDisk disk(7);
    try {
      journal.line("two two two");
    } catch (const InputError& error) {
      message = error.what();
    }
  }
  EXPECT_TRUE(message.starts_with("cannot write " + path.string() + ": ")) << message;
  EXPECT_NE(message.find("'memlore run --resume " + folder.path().string() + "'"), std::string::npos) << message;
  EXPECT_EQ(text_of(path), "one\ntwo");
  Journal(path).line("three");
  EXPECT_EQ(text_of(path), "one\nthree\n");
}

}  // namespace
}  // namespace memlore::run
