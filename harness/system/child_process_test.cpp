#include "harness/system/child_process.h"

#include <gtest/gtest.h>
#include <poll.h>

#include <chrono>
#include <csignal>
#include <string>

namespace memlore::system {
namespace {

ProcessSpec shell(const std::string& script) {
  return {
      .program = "/bin/sh", .arguments = {"-c", script}, .environment = {"MEMLORE_WORD=hello"}, .cpus = {}, .log = {}};
}

std::string all_reports(const ChildProcess& child) {
  std::string text;
  while (child.drain(text)) {
    pollfd waiting{.fd = child.reports(), .events = POLLIN, .revents = 0};
    poll(&waiting, 1, 1000);
  }
  return text;
}

TEST(ChildProcess, ReportsOnItsOwnDescriptorAndSeesItsInputAndEnvironment) {
  auto child = ChildProcess::start(shell("read line; echo \"$line $MEMLORE_WORD\" >&3; echo noise"), "input\n");
  EXPECT_EQ(all_reports(child), "input hello\n");
  EXPECT_TRUE(child.wait().good());
}

TEST(ChildProcess, TakesAnInputLargerThanAPipe) {
  auto child = ChildProcess::start(shell("wc -c >&3"), std::string(1'000'000, 'x'));
  EXPECT_EQ(std::stoi(all_reports(child)), 1'000'000);
  EXPECT_TRUE(child.wait().good());
}

TEST(ChildProcess, TellsAnExitCodeFromASignal) {
  auto failed = ChildProcess::start(shell("exit 3"), "");
  EXPECT_EQ(failed.wait(), (Ending{.exit_code = 3, .signal = 0}));
  auto crashed = ChildProcess::start(shell("kill -SEGV $$"), "");
  EXPECT_EQ(crashed.wait(), (Ending{.exit_code = 0, .signal = SIGSEGV}));
}

TEST(ChildProcess, IsKilledWithEverythingItStarted) {
  auto child = ChildProcess::start(shell("sleep 60 & sleep 60"), "");
  child.kill();
  EXPECT_EQ(child.wait().signal, SIGKILL);
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
  child.wait();
}

TEST(OutputOf, IsNothingForAProgramThatFailsOrIsNotThere) {
  EXPECT_EQ(output_of("/bin/echo", {"a b"}, 5), "a b\n");
  EXPECT_EQ(output_of("/bin/false", {}, 5), std::nullopt);
  EXPECT_EQ(output_of("/no/such/program", {}, 5), std::nullopt);
}

TEST(OutputOf, EndsAProgramThatHangs) { EXPECT_EQ(output_of("/bin/sleep", {"60"}, 1), std::nullopt); }

}  // namespace
}  // namespace memlore::system
