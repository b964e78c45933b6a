#include "harness/run/crew.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <csignal>
#include <filesystem>

#include "harness/run/temporary_folder.h"

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

// Long enough that no loaded machine reaches it by accident; a test that expects silence sets its own limit.
constexpr auto patience = 60s;

Assignment shell(const std::string& script, int invocation = 0) {
  Assignment assignment{
      .process = {.program = "/bin/sh", .arguments = {"-c", script}, .environment = {}, .cpus = {}, .log = {}},
      .job = {}};
  assignment.job.invocation = invocation;
  return assignment;
}

/// A crew's events, remembered.
struct Memory {
  std::vector<std::string> lines;
  std::vector<Outcome> outcomes;
  std::vector<int> ended;
  int ticks = 0;
  std::function<bool()> interrupted = [] { return false; };

  CrewEvents events() {
    return {.report = [this](std::string_view line) { lines.emplace_back(line); },
            .ended =
                [this](const Assignment& assignment, const Outcome& outcome) {
                  ended.push_back(assignment.job.invocation);
                  outcomes.push_back(outcome);
                },
            .tick = [this] { ++ticks; },
            .interrupted = interrupted};
  }
};

Memory work(std::vector<Assignment> assignments, int at_once = 1, std::chrono::milliseconds silence = patience) {
  Memory memory;
  Crew crew(at_once, silence);
  for (auto& each : assignments) crew.enqueue(std::move(each));
  crew.work(memory.events());
  return memory;
}

TEST(Crew, HandsOnWholeLinesInTheirOrderAndKeepsAnnouncementsToItself) {
  const auto memory = work({shell(R"(cat >/dev/null
    printf '{"begin":{"cell":0,"arm":1}}\n{"a":1}\n{"b":' >&3
    sleep 0.1
    printf '2}\n{"c":3}\n{"end":{}}\n' >&3)")});
  EXPECT_EQ(memory.lines, (std::vector<std::string>{R"({"a":1})", R"({"b":2})", R"({"c":3})"}));
  ASSERT_EQ(memory.outcomes.size(), 1U);
  EXPECT_TRUE(memory.outcomes[0].finished);
  EXPECT_FALSE(memory.outcomes[0].timed_out);
}

TEST(Crew, LosesNoLineOfAFloodLargerThanAnyPipe) {
  const auto memory = work({shell(
      R"(i=0; while [ $i -lt 20000 ]; do echo "{\"record\":$i}"; i=$((i+1)); done >&3; echo '{"end":{}}' >&3)")});
  ASSERT_EQ(memory.lines.size(), 20000U);
  for (int i = 0; i < 20000; ++i)
    ASSERT_EQ(memory.lines[static_cast<std::size_t>(i)], "{\"record\":" + std::to_string(i) + "}");
}

TEST(Crew, GivesAWorkerItsJob) {
  EXPECT_EQ(work({shell(R"(grep -o '"invocation":[0-9]*' >&3)", 41)}).lines,
            std::vector<std::string>{R"("invocation":41)"});
}

TEST(Crew, DropsALineThatADeathCutShort) {
  EXPECT_EQ(work({shell(R"(printf '{"a":1}\n{"b":' >&3; kill -KILL $$)")}).lines,
            std::vector<std::string>{R"({"a":1})"});
}

TEST(Crew, BlamesTheLastArmAnnouncedForADeath) {
  const auto memory =
      work({shell(R"(printf '{"begin":{"cell":3,"arm":0}}\n{"begin":{"cell":12,"arm":4}}\n' >&3; kill -SEGV $$)")});
  const auto& outcome = memory.outcomes.at(0);
  EXPECT_FALSE(outcome.finished);
  EXPECT_EQ(outcome.ending.signal, SIGSEGV);
  EXPECT_EQ(outcome.at_work.cell, 12);
  EXPECT_EQ(outcome.at_work.arm, 4);
}

TEST(Crew, BlamesTheCellAsAWholeBeforeAnyArmAndNobodyBeforeAnyCell) {
  const auto preparing = work({shell(R"(echo '{"begin":{"cell":3,"arm":-1}}' >&3; exit 1)")}).outcomes.at(0);
  EXPECT_EQ(preparing.at_work.cell, 3);
  EXPECT_EQ(preparing.at_work.arm, -1);
  EXPECT_EQ(preparing.ending.exit_code, 1);
  EXPECT_EQ(work({shell("exit 1")}).outcomes.at(0).at_work.cell, -1);
}

TEST(Crew, BlamesNobodyForAnAnnouncementThatIsNone) {
  EXPECT_EQ(work({shell(R"(echo '{"begin":{"cell":x' >&3; exit 1)")}).outcomes.at(0).at_work.cell, -1);
}

TEST(Crew, CountsNobodyAsFinishedWhoDidNotSaySoOrDidNotExitWell) {
  EXPECT_FALSE(work({shell("exit 0")}).outcomes.at(0).finished);
  EXPECT_FALSE(work({shell(R"(echo '{"end":{}}' >&3; exit 3)")}).outcomes.at(0).finished);
  EXPECT_FALSE(
      work({{.process = {.program = "/no/such/program", .arguments = {}, .environment = {}, .cpus = {}, .log = {}},
             .job = {}}})
          .outcomes.at(0)
          .finished);
}

TEST(Crew, KillsAWorkerThatIsSilentForTooLong) {
  const auto memory = work(
      {shell(R"(echo '{"begin":{"cell":1,"arm":2}}' >&3; sleep 600)"), shell("echo '{\"end\":{}}' >&3", 1)}, 1, 2s);
  ASSERT_EQ(memory.ended, (std::vector{0, 1})) << "the next one gets its turn";
  EXPECT_TRUE(memory.outcomes[0].timed_out);
  EXPECT_EQ(memory.outcomes[0].ending.signal, SIGKILL);
  EXPECT_EQ(memory.outcomes[0].at_work.arm, 2);
}

// Reports every 0.3 s for longer than the limit, which is on silence and not on the length of the work.
TEST(Crew, LetsAWorkerTakeItsTimeAsLongAsItReports) {
  const auto memory = work(
      {shell(
          R"(for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do echo "$i"; sleep 0.3; done >&3; echo '{"end":{}}' >&3)")},
      1, 3s);
  EXPECT_TRUE(memory.outcomes.at(0).finished);
  EXPECT_EQ(memory.lines.size(), 15U);
}

TEST(Crew, ReturnsAtOnceWhenInterruptedKillsWhoWorksAndForgetsWhoWaits) {
  const TemporaryFolder folder;
  Memory memory;
  memory.interrupted = [&] { return !memory.lines.empty(); };
  Crew crew(1, patience);
  crew.enqueue(shell("echo $$ >&3; sleep 600"));
  crew.enqueue(shell("touch " + (folder / "second").string()));
  crew.work(memory.events());
  if (memory.lines.empty()) FAIL() << "it returned before the interruption";
  EXPECT_TRUE(memory.outcomes.empty()) << "nobody is blamed for an interruption";
  EXPECT_EQ(::kill(std::stoi(memory.lines[0]), 0), -1) << "the worker is dead and reaped";
  memory.interrupted = [] { return false; };
  crew.work(memory.events());
  EXPECT_FALSE(std::filesystem::exists(folder / "second"));
}

/// How many of six workers were there at most at a time, by what they wrote: each marks its beginning and its end.
int most_at_once(int at_once) {
  const std::string script = "echo 1 >&3; sleep 0.2; echo -1 >&3; echo '{\"end\":{}}' >&3";
  const auto memory = work(std::vector<Assignment>(6, shell(script)), at_once);
  EXPECT_EQ(memory.outcomes.size(), 6U);
  int now = 0;
  int most = 0;
  for (const auto& line : memory.lines) most = std::max(most, now += std::stoi(line));
  return most;
}

TEST(Crew, HasNoMoreAtWorkThanItMay) {
  EXPECT_EQ(most_at_once(1), 1);
  EXPECT_LE(most_at_once(3), 3);
}

// Each waits for a file that only the other makes: neither ends unless both are there at once.
TEST(Crew, HasAsManyAtWorkAsItMay) {
  const TemporaryFolder folder;
  auto waiting = [&](const std::string& own, const std::string& other) {
    return shell("touch " + (folder / own).string() + "; while [ ! -e " + (folder / other).string() +
                 " ]; do sleep 0.05; done; echo '{\"end\":{}}' >&3");
  };
  const auto memory = work({waiting("a", "b"), waiting("b", "a")}, 2, 20s);
  ASSERT_EQ(memory.outcomes.size(), 2U);
  EXPECT_TRUE(memory.outcomes[0].finished && memory.outcomes[1].finished);
}

TEST(Crew, TakesOnWhatIsEnqueuedWhenSomebodyEnds) {
  Memory memory;
  Crew crew(1, patience);
  auto events = memory.events();
  events.ended = [&](const Assignment& assignment, const Outcome&) {
    memory.ended.push_back(assignment.job.invocation);
    if (memory.ended.size() < 3) crew.enqueue(shell("exit 0", assignment.job.invocation + 1));
  };
  crew.enqueue(shell("exit 0"));
  crew.work(events);
  EXPECT_EQ(memory.ended, (std::vector{0, 1, 2}));
}

TEST(Crew, TicksWhileAWorkerIsSilent) { EXPECT_GE(work({shell("sleep 1.2")}).ticks, 1); }

}  // namespace
}  // namespace memlore::run
