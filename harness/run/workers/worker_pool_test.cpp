#include "harness/run/workers/worker_pool.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

#include "harness/system/files/temporary_folder.h"

namespace memlore::run {
namespace {

using system::TemporaryFolder;

using namespace std::chrono_literals;

// No loaded machine reaches this limit by accident; a test that expects silence sets its own.
constexpr auto patience = 60s;

/// A job of one cell, number 3, with five arms; the first is to be timed in these rounds.
Job made_up_job(int process, int rounds) {
  Job job{.task = Task::time, .process = process};
  JobCell cell{.index = 3, .cell = {.experiment = "family/one"}};
  cell.cell.arms.assign(5, {.name = "a", .iterations = 10});
  for (int round = 0; round < rounds; ++round) cell.blocks.push_back({.round = round, .arm = 0});
  job.cells.push_back(std::move(cell));
  return job;
}

/// A worker of shell script, with functions that report as a worker does: `block ROUND`, `finish BLOCKS`.
Assignment shell(const std::string& script, int process = 0, int rounds = 0) {
  const std::string place = R"("process":)" + std::to_string(process) + R"(,"worker":0,"cell":3)";
  const std::string functions = "block() { printf '{\"block\":{" + place +
                                ",\"arm\":0,\"iterations\":10,\"round\":%s,\"order\":0,\"start_ns\":0,"
                                "\"elapsed_ns\":1,\"cpu\":0,\"switches\":0,\"faults\":0,\"waited_ns\":null,"
                                "\"stolen_ns\":null,\"width_before\":null,\"width_after\":null}}\\n' \"$1\" >&3; }\n"
                                "finish() { printf '{\"timed\":{" +
                                place + ",\"blocks\":%s}}\\n{\"end\":{}}\\n' \"$1\" >&3; }\n";
  return {.process =
              {.program = "/bin/sh", .arguments = {"-c", functions + script}, .environment = {}, .cpus = {}, .log = {}},
          .job = made_up_job(process, rounds)};
}

/// The events of a pool, remembered.
struct Memory {
  std::vector<std::string> lines;
  std::vector<Outcome> outcomes;
  std::vector<int> ended;
  int ticks = 0;
  std::function<bool()> interrupted = [] { return false; };

  PoolEvents events() {
    return {.report = [this](std::string_view line) { lines.emplace_back(line); },
            .ended =
                [this](const Assignment& assignment, const Outcome& outcome) {
                  ended.push_back(assignment.job.process);
                  outcomes.push_back(outcome);
                },
            .tick = [this] { ++ticks; },
            .interrupted = interrupted};
  }
};

/// Rounds of the blocks among some lines.
std::vector<int> rounds_in(const std::vector<std::string>& lines) {
  std::vector<int> rounds;
  const std::string before = R"("round":)";
  for (const auto& line : lines) {
    const auto at = line.find(before);
    if (at != std::string::npos) rounds.push_back(std::stoi(line.substr(at + before.size())));
  }
  return rounds;
}

Memory work(std::vector<Assignment> assignments, int at_once = 1, std::chrono::milliseconds silence = patience,
            const std::function<WorkerPool::Clock::time_point()>& now = WorkerPool::Clock::now) {
  Memory memory;
  WorkerPool pool(at_once, silence, now);
  for (auto& each : assignments) pool.enqueue(std::move(each));
  pool.work(memory.events());
  return memory;
}

TEST(WorkerPool, HandsOnWholeLinesInTheirOrderAndKeepsAnnouncementsToItself) {
  const auto memory = work({shell(R"(cat >/dev/null
    printf '{"begin":{"cell":3,"arm":1}}\n' >&3
    line=$(block 1 3>&1)
    block 0; printf '%s' "${line%\"round*}" >&3
    sleep 0.1
    printf '%s\n' "\"round${line##*\"round}" >&3; block 2; finish 3)",
                                  0, 3)});
  EXPECT_EQ(rounds_in(memory.lines), (std::vector{0, 1, 2}));
  ASSERT_EQ(memory.outcomes.size(), 1U);
  EXPECT_TRUE(memory.outcomes[0].finished) << memory.outcomes[0].wrong;
  EXPECT_FALSE(memory.outcomes[0].timed_out);
}

TEST(WorkerPool, LosesNoLineOfAFloodLargerThanAnyPipe) {
  const auto memory = work({shell("i=0; while [ $i -lt 5000 ]; do block $i; i=$((i+1)); done; finish 5000", 0, 5000)});
  const auto rounds = rounds_in(memory.lines);
  ASSERT_EQ(rounds.size(), 5000U);
  for (int i = 0; i < 5000; ++i) ASSERT_EQ(rounds[i], i);
  EXPECT_TRUE(memory.outcomes.at(0).finished);
}

TEST(WorkerPool, GivesAWorkerItsJob) {
  EXPECT_TRUE(work({shell(R"(grep -q '"process":41' && finish 0)", 41)}).outcomes.at(0).finished);
}

TEST(WorkerPool, DropsALineThatADeathCutShort) {
  EXPECT_EQ(rounds_in(work({shell(R"(block 0; printf '{"block":' >&3; kill -KILL $$)", 0, 2)}).lines), std::vector{0});
}

TEST(WorkerPool, EndsAWorkerWhoseReportDoesNotFitItsJob) {
  const auto memory = work({shell("block 0; block 0; block 1; sleep 600", 0, 2)});
  EXPECT_EQ(rounds_in(memory.lines), std::vector{0}) << "nothing more of it is taken";
  EXPECT_EQ(memory.outcomes.at(0).wrong, "a block twice");
  EXPECT_EQ(memory.outcomes.at(0).ending.signal, SIGKILL);
}

TEST(WorkerPool, EndsAWorkerWhoseLineHasNoEnd) {
  const auto memory = work({shell("tr '\\\\0' x </dev/zero >&3")});
  EXPECT_EQ(memory.outcomes.at(0).wrong, "a line of more than a MiB");
  EXPECT_TRUE(memory.lines.empty());
}

TEST(WorkerPool, CountsNoWorkerAsFinishedThatOnlySaysSo) {
  const auto outcome = work({shell("echo '{\"end\":{}}' >&3", 0, 2)}).outcomes.at(0);
  EXPECT_FALSE(outcome.finished);
  EXPECT_NE(outcome.wrong, "");
  EXPECT_EQ(outcome.at_work, (AtWork{.cell = 3, .arm = -1}));
}

TEST(WorkerPool, BlamesTheLastArmAnnouncedForADeath) {
  const auto memory =
      work({shell(R"(printf '{"begin":{"cell":3,"arm":0}}\n{"begin":{"cell":3,"arm":4}}\n' >&3; kill -SEGV $$)")});
  const auto& outcome = memory.outcomes.at(0);
  EXPECT_FALSE(outcome.finished);
  EXPECT_EQ(outcome.ending.signal, SIGSEGV);
  EXPECT_EQ(outcome.at_work.cell, 3);
  EXPECT_EQ(outcome.at_work.arm, 4);
}

TEST(WorkerPool, BlamesTheCellAsAWholeBeforeAnyArmAndNothingBeforeAnyCell) {
  const auto preparing = work({shell(R"(echo '{"begin":{"cell":3,"arm":-1}}' >&3; exit 1)")}).outcomes.at(0);
  EXPECT_EQ(preparing.at_work.cell, 3);
  EXPECT_EQ(preparing.at_work.arm, -1);
  EXPECT_EQ(preparing.ending.exit_code, 1);
  EXPECT_EQ(work({shell("exit 1")}).outcomes.at(0).at_work.cell, -1);
}

TEST(WorkerPool, CountsNoWorkerAsFinishedThatDidNotSaySoOrDidNotExitWell) {
  EXPECT_FALSE(work({shell("exit 0")}).outcomes.at(0).finished);
  EXPECT_FALSE(work({shell("finish 0; exit 3")}).outcomes.at(0).finished);
  EXPECT_FALSE(
      work({{.process = {.program = "/no/such/program", .arguments = {}, .environment = {}, .cpus = {}, .log = {}},
             .job = {}}})
          .outcomes.at(0)
          .finished);
}

TEST(WorkerPool, KillsAWorkerThatIsSilentForTooLong) {
  const auto memory =
      work({shell(R"(echo '{"begin":{"cell":3,"arm":2}}' >&3; sleep 600)"), shell("finish 0", 1)}, 1, 2s);
  ASSERT_EQ(memory.ended, (std::vector{0, 1})) << "the next one gets its turn";
  EXPECT_TRUE(memory.outcomes[0].timed_out);
  EXPECT_EQ(memory.outcomes[0].ending.signal, SIGKILL);
  EXPECT_EQ(memory.outcomes[0].at_work.arm, 2);
}

// Reports every 0.3 s for longer than the limit, which is on silence and not on the length of the work.
TEST(WorkerPool, LetsAWorkerTakeItsTimeAsLongAsItReports) {
  const auto memory = work(
      {shell("for i in 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14; do block $i; sleep 0.3; done; finish 15", 0, 15)}, 1, 3s);
  EXPECT_TRUE(memory.outcomes.at(0).finished);
  EXPECT_EQ(memory.lines.size(), 16U);
}

// Half a line is no report: a worker that goes on writing one has hung all the same.
TEST(WorkerPool, TakesALineThatNeverEndsForSilence) {
  const auto memory = work({shell("while :; do printf x >&3; sleep 0.1; done")}, 1, 1s);
  EXPECT_TRUE(memory.outcomes.at(0).timed_out);
}

// The clock jumps by a minute between two looks, as it does for a process that was stopped.
TEST(WorkerPool, TakesNoPauseOfThisProcessForSilence) {
  auto calls = std::make_shared<int>(0);
  auto now = [calls] { return WorkerPool::Clock::now() + (++*calls > 4 ? 1min : 0min); };
  const auto memory = work({shell("sleep 2; finish 0")}, 1, 10s, now);
  EXPECT_TRUE(memory.outcomes.at(0).finished) << (memory.outcomes.at(0).timed_out ? "taken for hung" : "");
}

TEST(WorkerPool, KillsRunningWorkersAndDropsWaitingOnesWhenInterrupted) {
  const TemporaryFolder folder;
  Memory memory;
  memory.interrupted = [&] { return !memory.lines.empty(); };
  WorkerPool pool(1, patience);
  pool.enqueue(shell("echo $$ >" + (folder / "number").string() + "; block 0; sleep 600", 0, 1));
  pool.enqueue(shell("touch " + (folder / "second").string()));
  pool.work(memory.events());
  if (memory.lines.empty()) FAIL() << "it returned before the interruption";
  EXPECT_TRUE(memory.outcomes.empty()) << "no worker is blamed for an interruption";
  int process = 0;
  std::ifstream(folder / "number") >> process;
  EXPECT_EQ(::kill(process, 0), -1) << "the worker is dead and reaped";
  memory.interrupted = [] { return false; };
  pool.work(memory.events());
  EXPECT_FALSE(std::filesystem::exists(folder / "second"));
}

/// The most of six workers that ran at a time: each marks its beginning and its end in a file.
int most_at_once(int at_once) {
  const TemporaryFolder folder;
  const auto marks = (folder / "marks").string();
  const auto script = "echo 1 >>" + marks + "; sleep 0.2; echo -1 >>" + marks + "; finish 0";
  EXPECT_EQ(work(std::vector<Assignment>(6, shell(script)), at_once).outcomes.size(), 6U);
  std::ifstream file(marks);
  int now = 0;
  int most = 0;
  for (int change = 0; file >> change;) most = std::max(most, now += change);
  return most;
}

TEST(WorkerPool, RunsNoMoreWorkersAtOnceThanItMay) {
  EXPECT_EQ(most_at_once(1), 1);
  EXPECT_LE(most_at_once(3), 3);
}

// Each waits for a file that only the other makes: neither ends unless both are there at once.
TEST(WorkerPool, RunsAsManyWorkersAtOnceAsItMay) {
  const TemporaryFolder folder;
  auto waiting = [&](const std::string& own, const std::string& other) {
    return shell("touch " + (folder / own).string() + "; while [ ! -e " + (folder / other).string() +
                 " ]; do sleep 0.05; done; finish 0");
  };
  const auto memory = work({waiting("a", "b"), waiting("b", "a")}, 2, 20s);
  ASSERT_EQ(memory.outcomes.size(), 2U);
  EXPECT_TRUE(memory.outcomes[0].finished && memory.outcomes[1].finished);
}

TEST(WorkerPool, TakesAssignmentsThatAreEnqueuedWhenAWorkerEnds) {
  Memory memory;
  WorkerPool pool(1, patience);
  auto events = memory.events();
  events.ended = [&](const Assignment& assignment, const Outcome&) {
    memory.ended.push_back(assignment.job.process);
    if (memory.ended.size() < 3) pool.enqueue(shell("exit 0", assignment.job.process + 1));
  };
  pool.enqueue(shell("exit 0"));
  pool.work(events);
  EXPECT_EQ(memory.ended, (std::vector{0, 1, 2}));
}

TEST(WorkerPool, TicksWhileAWorkerIsSilent) { EXPECT_GE(work({shell("sleep 1.2")}).ticks, 1); }

}  // namespace
}  // namespace memlore::run
