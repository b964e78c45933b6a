#include "harness/run/job_runner.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "harness/model/text/input_error.h"
#include "harness/run/journal/journal.h"
#include "harness/run/made_up_execution.h"
#include "harness/run/made_up_run.h"
#include "harness/run/plan/schedule.h"

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

/// Blocks of the experiment family/one.
std::ptrdiff_t blocks_of_one(const memlore::Run& run) {
  return std::ranges::count_if(blocks_of(run), [](const auto& block) { return std::get<1>(block) != 2; });
}

TEST_F(Executing, MakesAFaultOfACrashAndGoesOnWithTheOtherExperiments) {
  const auto run = execute_all(made_up_run({"works", "crashes"}));
  EXPECT_TRUE(run.complete);
  EXPECT_EQ(run.faults, (std::vector<Fault>{{"family/two", "bytes:64", "crashes", "crashed",
                                             "its process died of signal 11 (Segmentation fault)"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
  EXPECT_EQ(observations_of(run).size(), 4U * 4);
  for (const auto& series : run.series) EXPECT_NE(series.cell, 2) << "nothing more is run of a faulty experiment";
}

TEST_F(Executing, CalibratesWhatADeadWorkerLeftUndone) {
  auto planned = made_up_run({"crashes", "works"});
  std::ranges::reverse(planned.plan.cells);
  EXPECT_EQ(blocks_of(execute_all(planned)).size(), 3U * 2 * 5);
}

TEST_F(Executing, GoesOnAfterACrashInTheMiddleOfAProcess) {
  auto planned = made_up_run({"works", "crashes_when_timed"});
  auto& first = planned.plan.processes[0];
  while (schedule(calibrated_plan(planned), first).front().index != 2) ++first.seed;
  const auto run = execute_all(planned);
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].arm, "crashes_when_timed");
  EXPECT_EQ(blocks_of_one(run), 3 * 2 * 5);
}

TEST_F(Executing, MakesAFaultOfAHangAndGoesOn) {
  silence_ = 3s;
  const auto run = execute_all(made_up_run({"hangs", "works"}));
  EXPECT_EQ(
      run.faults,
      (std::vector<Fault>{{"family/two", "bytes:64", "hangs", "hung", "reported nothing for 3 s and was killed"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
}

TEST_F(Executing, RunsNothingMoreOfAnExperimentWhoseWorkerReportedAFault) {
  const auto run = execute_all(made_up_run({"lies", "works"}));
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].kind, "wrong_checksum");
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
  EXPECT_EQ(observations_of(run).size(), 4U * 4);
}

TEST_F(Executing, LeavesOutOnlyTheSimulationOfAnArmThatDiesInIt) {
  const auto run = execute_all(made_up_run({"works", "crashes_when_simulated"}));
  EXPECT_TRUE(run.faults.empty());
  EXPECT_EQ(run.plan.left_out,
            (std::vector<LeftOut>{{"family/two", "bytes:64", "crashes_when_simulated", "simulate",
                                   "under callgrind its process died of signal 11 (Segmentation fault)"}}));
  EXPECT_EQ(observations_of(run, Pass::simulate), 5U);
  EXPECT_EQ(observations_of(run, Pass::footprint), 6U);
}

TEST_F(Executing, SaysHowWorkersThatDidNotBeginEndedAndTheirLastWords) {
  std::ofstream(workers_.layouts[0]) << "#!/bin/sh\necho no such library >&2\nexit 7\n";
  try {
    execute_all(made_up_run());
    FAIL() << "workers that do not begin are no run";
  } catch (const MachineError& error) {
    EXPECT_EQ(std::string(error.what())
                  .find("3 workers in a row did not begin: its process exited with 7; "
                        "it said 'no such library'"),
              0U)
        << error.what();
  }
}

TEST_F(Executing, LeavesOutOnlyThePassWhoseWorkersDoNotBegin) {
  // A simulator that is found and dies before the program's first word.
  std::ofstream(workers_.valgrind) << "#!/bin/sh\nkill -ILL $$\n";
  const auto run = execute_all(made_up_run());
  EXPECT_TRUE(run.complete);
  EXPECT_TRUE(run.faults.empty());
  EXPECT_EQ(run.plan.left_out.size(), 6U);
  for (const auto& each : run.plan.left_out)
    EXPECT_EQ(each.reason, "3 workers in a row did not begin: its process died of signal 4 (Illegal instruction)");
  EXPECT_EQ(observations_of(run).size(), 18U) << "three passes of six arms";
}

TEST_F(Executing, RestartsAWorkerThatDiedBeforeItBegan) {
  // As a machine out of memory does it: the first process of each pass is killed.
  const auto mark = (programs_ / "mark").string();
  const auto real = programs_ / "real";
  std::filesystem::rename(workers_.layouts[0], real);
  std::ofstream(workers_.layouts[0]) << "#!/bin/sh\nif mkdir " << mark << " 2>/dev/null; then kill -KILL $$; fi\nrmdir "
                                     << mark << "\nexec " << real.string() << "\n";
  std::filesystem::permissions(workers_.layouts[0], std::filesystem::perms::owner_all);
  const auto run = execute_all(made_up_run());
  EXPECT_TRUE(run.faults.empty());
  EXPECT_TRUE(run.plan.left_out.empty());
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 7);
  EXPECT_EQ(observations_of(run).size(), 24U);
}

TEST_F(Executing, MakesAFaultOfAReportThatDoesNotFitTheJob) {
  const auto run = execute_all(made_up_run({"works", "forges"}));
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].kind, "misreported");
  EXPECT_EQ(run.faults[0].detail, "its process reported cell 77777, which its job does not hold");
  EXPECT_EQ(blocks_of_one(run), 3 * 2 * 5) << "the other experiment is measured";
}

TEST_F(Executing, MakesAFaultOfAnEndWithoutAnyBlock) {
  const auto run = execute_all(made_up_run({"works", "idles"}));
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].detail, "its process reported that it was done, without its result");
  EXPECT_EQ(blocks_of_one(run), 3 * 2 * 5);
}

TEST_F(Executing, NeverTimesARoundInTwoProcesses) {
  const auto whole = execute_all(made_up_run({"c", "d"}, 2));
  const auto text = journal();
  // Cut behind the first block of a cell: the next process times all of it.
  const auto begin = text.find(R"({"block")");
  std::ofstream(journal_in(folder_.path()), std::ios::trunc) << text.substr(0, text.find('\n', begin) + 1);
  const auto resumed = go_on();
  std::map<std::pair<int, int>, std::set<int>> processes;
  for (const auto& series : resumed.series) processes[{series.cell, series.process}].insert(series.worker);
  for (const auto& [place, numbers] : processes) EXPECT_EQ(numbers.size(), 1U);
  EXPECT_FALSE(processes.begin()->second.contains(0)) << "number 0 is that of the interrupted process";
  EXPECT_EQ(blocks_of(resumed), blocks_of(whole));
}

/// Lengths at which a kill may have cut a journal: everywhere, between lines and within one, and between the last
/// lines, which are those of repeated footprints.
std::vector<std::size_t> cuts_of(const std::string& journal) {
  constexpr std::size_t evenly = 16;
  const auto described = journal.find('\n') + 1;
  std::vector<std::size_t> lengths;
  for (std::size_t i = 0; i <= evenly; ++i) lengths.push_back(described + (journal.size() - described) * i / evenly);
  auto end = journal.size() - 1;
  for (int line = 0; line < 6; ++line) {
    end = journal.rfind('\n', end - 1);
    lengths.push_back(end + 1);
  }
  return lengths;
}

TEST_F(Executing, CompletesARunKilledAnywhereWithoutRepeatingAnything) {
  auto planned = made_up_run({"c", "d"}, 2);
  for (auto& arm : planned.plan.cells[2].arms) arm.footprints = 3;
  const auto whole = execute_all(planned);
  const auto text = journal();
  for (const auto length : cuts_of(text)) {
    std::ofstream(journal_in(folder_.path()), std::ios::binary | std::ios::trunc) << text.substr(0, length);
    const auto resumed = go_on();
    EXPECT_TRUE(resumed.complete);
    EXPECT_EQ(blocks_of(resumed), blocks_of(whole)) << "cut at " << length;
    EXPECT_EQ(observations_of(resumed), observations_of(whole)) << "cut at " << length;
    EXPECT_EQ(resumed.plan, whole.plan) << "cut at " << length;
  }
}

TEST_F(Executing, IsIncompleteWhenInterruptedAndCompleteOnceResumed) {
  int asked = 0;
  interrupted_ = [&] { return ++asked > 3; };
  const auto part = execute_all(made_up_run());
  EXPECT_FALSE(part.complete);
  EXPECT_LT(observations_of(part).size(), 24U);
  interrupted_ = [] { return false; };
  const auto whole = go_on();
  EXPECT_TRUE(whole.complete);
  EXPECT_EQ(blocks_of(whole).size(), 3U * 2 * 7);
  EXPECT_EQ(observations_of(whole).size(), 24U);
}

}  // namespace
}  // namespace memlore::run
