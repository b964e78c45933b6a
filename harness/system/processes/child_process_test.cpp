#include "harness/system/processes/child_process.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <array>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <string>

#include "harness/model/text/input_error.h"
#include "harness/system/files/temporary_folder.h"

namespace memlore::system {
namespace {

using namespace std::chrono_literals;

ProcessSpec shell(const std::string& script) {
  return {.program = "/bin/sh", .arguments = {"-c", script}, .environment = {"MEMLORE_WORD=hello"}};
}

std::string all_reports(ChildProcess& child) {
  std::string text;
  while (child.drain(text)) {
    pollfd waiting{.fd = child.readable()[0], .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 1000);
  }
  return text;
}

TEST(ChildProcess, ReportsOnItsOwnDescriptorAndSeesItsInputAndEnvironment) {
  auto child = ChildProcess::start(shell("read line; echo \"$line $MEMLORE_WORD\" >&3; echo noise"), "input\n");
  EXPECT_EQ(all_reports(child), "input hello\n");
  EXPECT_TRUE(child.wait_at_most(1min).good());
}

TEST(ChildProcess, TakesAnInputLargerThanAPipe) {
  auto child = ChildProcess::start(shell("wc -c >&3"), std::string(1'000'000, 'x'));
  EXPECT_EQ(std::stoi(all_reports(child)), 1'000'000);
  EXPECT_TRUE(child.wait_at_most(1min).good());
}

TEST(ChildProcess, TellsAnExitCodeFromASignal) {
  auto failed = ChildProcess::start(shell("exit 3"), "");
  EXPECT_EQ(failed.wait_at_most(1min), (Ending{.exit_code = 3, .signal = 0}));
  auto crashed = ChildProcess::start(shell("kill -SEGV $$"), "");
  EXPECT_EQ(crashed.wait_at_most(1min), (Ending{.exit_code = 0, .signal = SIGSEGV}));
}

TEST(ChildProcess, IsKilledWithEverythingItStarted) {
  auto child = ChildProcess::start(shell("sleep 60 & sleep 60"), "");
  child.kill();
  EXPECT_EQ(child.wait_at_most(1min).signal, SIGKILL);
  EXPECT_EQ(all_reports(child), "");
}

TEST(ChildProcess, IsKilledWhereItLivesOnAfterItsLastReport) {
  auto child = ChildProcess::start(shell("exec 3>&-; exec sleep 60"), "");
  EXPECT_EQ(all_reports(child), "");
  EXPECT_EQ(child.wait_at_most(std::chrono::milliseconds(50)).signal, SIGKILL);
}

TEST(ChildProcess, MayTakeItsTimeToEndAfterItsLastReport) {
  auto child = ChildProcess::start(shell("exec 3>&-; sleep 0.05; exit 3"), "");
  EXPECT_EQ(child.wait_at_most(std::chrono::minutes(1)), (Ending{.exit_code = 3, .signal = 0}));
}

TEST(ChildProcess, StandsInAGroupOfItsOwnSoThatCtrlCReachesTheParentAlone) {
  auto child = ChildProcess::start(shell("cut -d' ' -f5 /proc/$$/stat >&3; echo $$ >&3"), "");
  const auto text = all_reports(child);
  const auto split = text.find('\n');
  EXPECT_EQ(std::stoi(text.substr(0, split)), std::stoi(text.substr(split + 1)));
  child.wait_at_most(1min);
}

TEST(ChildProcess, WorksInAFolderOfItsOwnWhateverIsInItsName) {
  const TemporaryFolder folder;
  const auto odd = folder / "a b:c é%p";
  std::filesystem::create_directory(odd);
  auto spec = shell("pwd >&3");
  spec.folder = odd;
  auto child = ChildProcess::start(spec, "");
  EXPECT_EQ(all_reports(child), odd.string() + "\n");
  child.wait_at_most(1min);
}

TEST(ChildProcess, FillsItsLogUpToALimitHoweverMuchItPrints) {
  const TemporaryFolder folder;
  auto spec = shell("head -c 30000000 /dev/zero; echo done >&3");
  spec.log = folder / "log";
  auto child = ChildProcess::start(spec, "");
  std::string reported;
  while (child.drain(reported)) {
    std::array<pollfd, 2> waiting{{{.fd = child.readable()[0], .events = POLLIN, .revents = 0},
                                   {.fd = child.readable()[1], .events = POLLIN, .revents = 0}}};
    poll(waiting.data(), waiting.size(), 1000);
  }
  EXPECT_TRUE(child.wait_at_most(1min).good());
  EXPECT_EQ(reported, "done\n");
  EXPECT_GE(std::filesystem::file_size(folder / "log"), BoundedLog::usual_limit_bytes);
  EXPECT_LT(std::filesystem::file_size(folder / "log"), BoundedLog::usual_limit_bytes + 100);
}

TEST(ChildProcess, NeedsNobodyToTakeItsOutputWhileItsEndIsWaitedFor) {
  auto child = ChildProcess::start(shell("head -c 3000000 /dev/zero; exit 3"), "");
  EXPECT_EQ(child.wait_at_most(1min).exit_code, 3);
}

TEST(ChildProcess, CannotKeepItsReaderByWritingWithoutEnd) {
  auto child = ChildProcess::start(shell("yes >&3"), "");
  std::string text;
  for (int looks = 0; looks < 3; ++looks) EXPECT_TRUE(child.drain(text));
  EXPECT_LT(text.size(), std::size_t{16} << 20);
}

TEST(ChildProcess, DoesNotWriteItsLogThroughALink) {
  const TemporaryFolder folder;
  std::filesystem::create_symlink(folder / "victim", folder / "log");
  auto spec = shell("echo noise");
  spec.log = folder / "log";
  EXPECT_THROW(ChildProcess::start(spec, ""), InputError);
  EXPECT_FALSE(std::filesystem::exists(folder / "victim"));
}

}  // namespace
}  // namespace memlore::system
