#include "harness/run/time_pass.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>
#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "harness/run/journal/journal.h"
#include "harness/run/made_up_execution.h"
#include "harness/run/made_up_run.h"

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

// Six processes are the fewest that have a 95 % interval.
TEST_F(Executing, StopsTimingAtItsTimeCapButNotBeforeSixProcesses) {
  auto run = made_up_run({"c", "d"}, 9);
  run.plan.profile.time_cap = 0s;
  const auto done = execute_all(run);
  std::set<int> processes;
  for (const auto& series : done.series) processes.insert(series.process);
  EXPECT_EQ(processes, (std::set{0, 1, 2, 3, 4, 5}));
  EXPECT_TRUE(done.complete);
  EXPECT_EQ(observations_of(done).size(), 24U) << "the other passes are made";
}

/// Six processes for all, then up to eighteen; a worker says of itself that it took a second.
memlore::Run adaptive_run() {
  auto run = made_up_run({"c", "d"}, 18);
  run.plan.profile.fewest_processes = 6;
  run.plan.profile.half_width = 0.01;
  run.plan.profile.time_cap = 1000s;
  run.plan.profile.passes = {Pass::time};
  return run;
}

/// Processes in which each cell was timed.
std::map<int, int> processes_by_cell(const memlore::Run& run) {
  std::map<int, std::set<int>> seen;
  for (const auto& series : run.series) seen[series.cell].insert(series.process);
  std::map<int, int> counts;
  for (const auto& [cell, processes] : seen) counts[cell] = static_cast<int>(processes.size());
  return counts;
}

TEST_F(Executing, GoesOnWithTheCellsThatAreStillWideAndStopsWhenNoneIs) {
  std::vector<int> looks;
  half_widths_ = [&](const memlore::Run& run, int end) {
    looks.push_back(end);
    EXPECT_EQ(processes_by_cell(run).at(1), end) << "cell 1 is wide until the end: all before the look is there";
    return std::vector{end > 6 ? 0.005 : 0.02, end > 10 ? 0.01 : 0.3, 0.004};
  };
  const auto run = execute_all(adaptive_run());
  EXPECT_EQ(looks, (std::vector{6, 10, 14}));
  EXPECT_EQ(processes_by_cell(run), (std::map<int, int>{{0, 10}, {1, 14}, {2, 6}}));
}

TEST_F(Executing, StopsAtTheMostProcessesHoweverWideACellIs) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  EXPECT_EQ(processes_by_cell(execute_all(adaptive_run())), (std::map<int, int>{{0, 18}, {1, 18}, {2, 18}}));
}

/// The adaptive run with an arm of this name in its last cell, which stays wide as long as it may.
memlore::Run adaptive_run_with(const std::string& arm) {
  auto run = adaptive_run();
  run.experiments[1].arms[0].name = run.plan.cells[2].arms[0].name = arm;
  return run;
}

/// Blocks of that arm in each process.
std::map<int, std::size_t> rounds_by_process(const memlore::Run& run) {
  std::map<int, std::size_t> rounds;
  for (const auto& series : run.series) {
    if (series.cell == 2 && series.arm == 0) rounds[series.process] = series.blocks.size();
  }
  return rounds;
}

TEST_F(Executing, TimesMoreRoundsOfWhatIsStillWideWhereProcessesWaitForACore) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.001, 0.001, 0.5}; };
  const auto rounds = rounds_by_process(execute_all(adaptive_run_with("waits")));
  EXPECT_EQ(rounds.at(5), 2U) << "as the profile says";
  EXPECT_EQ(rounds.at(6), 8U) << "at most four times as many";
  EXPECT_EQ(rounds.at(17), 8U);
}

TEST_F(Executing, TimesNoMoreRoundsWhereNoProcessWaits) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.001, 0.001, 0.5}; };
  EXPECT_EQ(rounds_by_process(execute_all(adaptive_run_with("works"))).at(17), 2U);
}

TEST_F(Executing, LooksNoFurtherOnceTheTimeIsSpent) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  auto run = adaptive_run();
  run.plan.profile.time_cap = 10s;
  EXPECT_EQ(processes_by_cell(execute_all(run)).at(0), 10) << "ten seconds are spent at the look after the tenth";
}

TEST_F(Executing, StartsNoProcessOnceTheTimeIsSpentBetweenLooks) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  auto run = adaptive_run();
  run.plan.profile.time_cap = 8s;
  EXPECT_EQ(processes_by_cell(execute_all(run)).at(0), 9) << "the ninth began at eight seconds, which is not past";
}

TEST_F(Executing, DoesNotLookAtThePrecisionOfAFixedNumber) {
  half_widths_ = [](const memlore::Run&, int) -> std::vector<double> { throw std::logic_error("not to be asked"); };
  EXPECT_TRUE(execute_all(made_up_run()).complete);
}

TEST_F(Executing, StopsAtTheSamePlaceWhenItWasKilledAnywhereBefore) {
  half_widths_ = [](const memlore::Run& run, int end) {
    // Whatever has been measured decides, so a resumed run must see no more than the first one did.
    int blocks = 0;
    for (const auto& series : run.series) blocks += series.process < end ? static_cast<int>(series.blocks.size()) : 0;
    return std::vector{blocks < 150 ? 0.02 : 0.001, 0.001, 0.001};
  };
  const auto whole = execute_all(adaptive_run());
  const auto text = journal();
  const auto first = text.find('\n') + 1;
  for (std::size_t cut = 1; cut < 8; ++cut) {
    const auto length = first + (text.size() - first) * cut / 8;
    std::ofstream(journal_in(folder_.path()), std::ios::binary | std::ios::trunc) << text.substr(0, length);
    EXPECT_EQ(blocks_of(go_on()), blocks_of(whole)) << "cut at " << length;
  }
}

}  // namespace
}  // namespace memlore::run
