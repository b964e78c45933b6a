#include "harness/run/journal/run_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <string>

#include "harness/model/text/input_error.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text = "text") {
  fs::create_directories(path.parent_path());
  std::ofstream(path) << text;
}

/// Everything below a folder: names of folders and links, texts of files.
std::map<std::string, std::string> contents_of(const fs::path& folder) {
  std::map<std::string, std::string> contents;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    auto& text = contents[fs::relative(entry.path(), folder)];
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path());
    text.assign(std::istreambuf_iterator<char>(file), {});
  }
  return contents;
}

class Folders : public testing::Test {
 protected:
  [[nodiscard]] fs::path path() const { return temporary_ / "run"; }

  template <class Action>
  static std::string refusal(const Action& action) {
    try {
      const RunFolder folder = action();
      return "nothing";
    } catch (const InputError& error) {
      return error.what();
    }
  }
  [[nodiscard]] std::string refusal_of_make() const {
    return refusal([&] { return RunFolder::make(path()); });
  }
  [[nodiscard]] std::string refusal_of_take() const {
    return refusal([&] { return RunFolder::take(path()); });
  }

  TemporaryFolder temporary_;
};

TEST_F(Folders, AreMadeAndGoneAgainWhereNothingCameOfTheRun) {
  {
    const auto folder = RunFolder::make(path());
    write(folder.scratch() / "callgrind.0.1");
    write(folder.scratch() / "workers.log");
    write(folder.scratch() / "session-2" / "journal.jsonl");
    write(folder.scratch() / "session-2" / "scratch" / "callgrind.7");
  }
  EXPECT_FALSE(fs::exists(path()));
}

TEST_F(Folders, ThatWereThereAndEmptyStay) {
  fs::create_directory(path());
  {
    const auto folder = RunFolder::make(path());
  }
  EXPECT_TRUE(fs::is_empty(path()));
}

TEST_F(Folders, KeepJournalAndLogsOfAnInterruptedRun) {
  {
    const auto folder = RunFolder::make(path());
    write(folder.journal());
    write(folder.scratch() / "workers.log", "a complaint");
    write(folder.scratch() / "callgrind.3");
  }
  EXPECT_EQ(contents_of(path()),
            (std::map<std::string, std::string>{
                {"journal.jsonl", "text"}, {"scratch", ""}, {"scratch/workers.log", "a complaint"}}));
  auto folder = RunFolder::take(path());
  write(path() / "run.json");
  folder.finish(true);
  EXPECT_FALSE(fs::exists(folder.journal()));
  EXPECT_TRUE(fs::exists(path() / "workers.log")) << "something failed";
}

TEST_F(Folders, HoldTheRecordAloneOnceARunIsFinished) {
  {
    auto folder = RunFolder::make(path());
    write(folder.journal());
    write(folder.scratch() / "workers.log");
    write(path() / "run.json");
    folder.finish(false);
  }
  EXPECT_EQ(contents_of(path()), (std::map<std::string, std::string>{{"run.json", "text"}}));
}

TEST_F(Folders, LeaveNothingBehindWhateverKillsAFinishedRun) {
  const auto child = fork();
  if (child == 0) {
    auto folder = RunFolder::make(path());
    write(folder.journal());
    write(path() / "run.json");
    folder.finish(false);
    (void)std::raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  EXPECT_EQ(contents_of(path()), (std::map<std::string, std::string>{{"run.json", "text"}}));
}

TEST_F(Folders, ThatAreNotEmptyAreRefusedAndLeftAlone) {
  for (const auto* name : {"thesis.txt", "session-1/thesis.txt", "callgrind.out.4711", "workers.log", "scratch/notes",
                           "scratch/lock", "plots/figure.svg", ".hidden"}) {
    write(path() / name, "precious");
    const auto before = contents_of(path());
    EXPECT_NE(refusal_of_make().find("the folder is not empty"), std::string::npos) << name;
    EXPECT_EQ(contents_of(path()), before) << name;
    fs::remove_all(path());
  }
}

TEST_F(Folders, SayWhichRunIsInTheWay) {
  write(path() / "journal.jsonl");
  EXPECT_NE(refusal_of_make().find("interrupted run; finish it with --resume"), std::string::npos);
  write(path() / "run.json");
  EXPECT_NE(refusal_of_make().find("there is a run already"), std::string::npos);
}

TEST_F(Folders, AreHeldByOneProcessAtATime) {
  const auto held = path().string() + ": a run is under way there (process " + std::to_string(getpid()) + ")";
  const auto folder = RunFolder::make(path());
  EXPECT_EQ(refusal_of_make(), held);
  write(folder.journal());
  EXPECT_EQ(refusal_of_take(), held);
  EXPECT_EQ(refusal_of_take(), held) << "whoever was refused holds nobody off and lets nobody in";
}

TEST_F(Folders, OfAKilledProcessCanBeTakenOverWithWhatItLeft) {
  const auto child = fork();
  if (child == 0) {
    const auto folder = RunFolder::make(path());
    write(folder.journal());
    write(folder.scratch() / "callgrind.5");
    write(folder.scratch() / "session-1" / "journal.jsonl");
    (void)std::raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  ASSERT_TRUE(fs::exists(path() / "scratch" / "lock"));
  const auto folder = RunFolder::take(path());
  EXPECT_FALSE(fs::exists(folder.scratch() / "callgrind.5"));
  EXPECT_FALSE(fs::exists(folder.scratch() / "session-1"));
}

TEST_F(Folders, OfARunThatWasKilledBeforeItBeganAreTakenForANewOne) {
  const auto child = fork();
  if (child == 0) {
    const auto folder = RunFolder::make(path());
    write(folder.scratch() / "session-1" / "journal.jsonl");
    write(folder.scratch() / "session-1" / "scratch" / "callgrind.0");
    (void)std::raise(SIGKILL);
  }
  waitpid(child, nullptr, 0);
  {
    const auto folder = RunFolder::make(path());
  }
  EXPECT_TRUE(fs::is_empty(path()));
}

TEST_F(Folders, ThatAreTakenLoseNothingThatNoRunMade) {
  write(path() / "journal.jsonl");
  for (const auto* name : {"thesis.txt", "workers.log", "callgrind.out.4711", "scratch/thesis.txt",
                           "scratch/callgrind.out.4711", "scratch/session-1/thesis.txt"})
    write(path() / name, "precious");
  auto before = contents_of(path());
  {
    auto folder = RunFolder::take(path());
    folder.finish(true);
  }
  before.erase("journal.jsonl");
  EXPECT_EQ(contents_of(path()), before);
}

TEST_F(Folders, AreNotLeftThroughALink) {
  write(path() / "journal.jsonl");
  write(temporary_ / "elsewhere" / "callgrind.1", "precious");
  fs::create_directory_symlink(temporary_ / "elsewhere", path() / "scratch");
  EXPECT_NE(refusal_of_take().find("cannot make the folder"), std::string::npos);
  EXPECT_TRUE(fs::exists(temporary_ / "elsewhere" / "callgrind.1"));
}

TEST_F(Folders, AreNotLockedThroughALink) {
  write(path() / "journal.jsonl");
  write(temporary_ / "victim", "precious");
  fs::create_directory(path() / "scratch");
  fs::create_symlink(temporary_ / "victim", path() / "scratch" / "lock");
  EXPECT_NE(refusal_of_take().find("it is a symbolic link"), std::string::npos);
  EXPECT_EQ(contents_of(temporary_.path()).at("victim"), "precious");
}

TEST_F(Folders, TellACompleteRunFromNone) {
  fs::create_directory(path());
  EXPECT_NE(refusal_of_take().find("no journal of a run there"), std::string::npos);
  EXPECT_TRUE(fs::is_empty(path()));
  write(path() / "run.json");
  EXPECT_NE(refusal_of_take().find("that run is complete"), std::string::npos);
}

}  // namespace
}  // namespace memlore::run
