#include "harness/run/conduct.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <set>
#include <stdexcept>
#include <tuple>

#include "harness/model/input_error.h"
#include "harness/run/made_up_run.h"
#include "harness/run/schedule.h"
#include "harness/run/temporary_folder.h"

namespace memlore::run {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

/// A program beside the run: the checkout may have lost the mode of the file in testdata.
fs::path program(const TemporaryFolder& folder, const std::string& name) {
  const auto path = folder / name;
  fs::copy_file(fs::path(MEMLORE_TESTDATA) / (name + ".sh"), path, fs::copy_options::overwrite_existing);
  fs::permissions(path, fs::perms::owner_all);
  return path;
}

class Conducting : public testing::Test {
 protected:
  Conducting()
      : workers_{.layouts = {program(programs_, "fake_benches")},
                 .allocations = "made-up.so",
                 .valgrind = program(programs_, "fake_valgrind")} {}

  /// What a new process would do. (The loader complains of a library that is not there, and goes on.)
  memlore::Run go_on() {
    Foreman foreman(workers_, {}, allowed_, geometry_, folder_.path());
    return conduct(foreman, {.folder = folder_.path(),
                             .silence = silence_,
                             .half_widths = half_widths_,
                             .show = show_,
                             .interrupted = interrupted_,
                             .now = [this] { return now(); }});
  }

  memlore::Run conduct_all(const memlore::Run& run) {
    begin(run, folder_.path());
    return go_on();
  }

  /// A clock that goes on by a second with every invocation that is done.
  [[nodiscard]] std::chrono::steady_clock::time_point now() const {
    const auto text = journal();
    int done = 0;
    for (auto at = text.find(R"({"usage")"); at != std::string::npos; at = text.find(R"({"usage")", at + 1)) ++done;
    return std::chrono::steady_clock::time_point{} + std::chrono::seconds(done);
  }

  [[nodiscard]] std::string journal() const {
    std::ifstream file(journal_in(folder_.path()));
    return {std::istreambuf_iterator<char>(file), {}};
  }

  TemporaryFolder programs_;
  TemporaryFolder folder_;
  Workers workers_;
  std::vector<int> allowed_{0};
  std::optional<Geometry> geometry_;
  std::chrono::milliseconds silence_ = 60s;
  std::function<std::vector<double>(const memlore::Run&, int)> half_widths_;
  std::function<void(const Status&)> show_ = [](const Status&) {};
  std::function<bool()> interrupted_ = [] { return false; };
};

/// Invocation, cell, arm and round of every block; a block that is there twice is a failure.
std::set<std::tuple<int, int, int, int>> blocks_of(const memlore::Run& run) {
  std::set<std::tuple<int, int, int, int>> result;
  for (const auto& series : run.series) {
    for (const auto& block : series.blocks) {
      EXPECT_TRUE(result.insert({series.invocation, series.cell, series.arm, block.round}).second)
          << "a block was repeated";
    }
  }
  return result;
}

std::set<std::tuple<Pass, int, int>> observations_of(const memlore::Run& run) {
  std::set<std::tuple<Pass, int, int>> result;
  for (const auto& each : run.observations) {
    EXPECT_TRUE(result.insert({each.pass, each.cell, each.arm}).second) << "an observation was repeated";
  }
  return result;
}

std::size_t observations_of(const memlore::Run& run, Pass pass) {
  return static_cast<std::size_t>(std::ranges::count(run.observations, pass, &Observation::pass));
}

TEST_F(Conducting, TimesEveryBlockAndMakesEveryPassOnce) {
  const auto run = conduct_all(made_up_run());
  EXPECT_TRUE(run.complete);
  EXPECT_TRUE(run.faults.empty());
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 7) << "invocations, rounds, arms with the control";
  EXPECT_EQ(observations_of(run).size(), 4U * 6) << "passes, arms without the control";
  EXPECT_EQ(run.plan.cells[0].arms[2].iterations, 10) << "the plan is the calibrated one";
  EXPECT_EQ(run.parent.size(), 1U);
}

TEST_F(Conducting, MakesOnlyThePassesOfTheProfile) {
  auto run = made_up_run();
  run.plan.profile.passes = {Pass::time, Pass::count};
  const auto done = conduct_all(run);
  EXPECT_EQ(observations_of(done).size(), 6U);
  EXPECT_EQ(observations_of(done, Pass::count), 6U);
}

TEST_F(Conducting, MakesAFaultOfACrashAndGoesOnWithTheOtherExperiments) {
  const auto run = conduct_all(made_up_run({"works", "crashes"}));
  EXPECT_TRUE(run.complete);
  EXPECT_EQ(run.faults, (std::vector<Fault>{{"family/two", "bytes:64", "crashes", "crashed",
                                             "its process died of signal 11 (Segmentation fault)"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
  EXPECT_EQ(observations_of(run).size(), 4U * 4);
  for (const auto& series : run.series) EXPECT_NE(series.cell, 2) << "nothing more is run of a faulty experiment";
}

TEST_F(Conducting, CalibratesWhatADeadWorkerLeftUndone) {
  auto planned = made_up_run({"crashes", "works"});
  std::ranges::reverse(planned.plan.cells);
  EXPECT_EQ(blocks_of(conduct_all(planned)).size(), 3U * 2 * 5);
}

TEST_F(Conducting, GoesOnAfterACrashInTheMiddleOfAnInvocation) {
  auto planned = made_up_run({"works", "crashes_when_timed"});
  auto& first = planned.plan.invocations[0];
  while (schedule(calibrated_plan(planned), first).front().index != 2) ++first.seed;
  const auto run = conduct_all(planned);
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].arm, "crashes_when_timed");
  const auto blocks = blocks_of(run);
  EXPECT_EQ(std::ranges::count_if(blocks, [](const auto& block) { return std::get<1>(block) != 2; }), 3 * 2 * 5);
}

TEST_F(Conducting, MakesAFaultOfAHangAndGoesOn) {
  silence_ = 3s;
  const auto run = conduct_all(made_up_run({"hangs", "works"}));
  EXPECT_EQ(
      run.faults,
      (std::vector<Fault>{{"family/two", "bytes:64", "hangs", "hung", "reported nothing for 3 s and was killed"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
}

TEST_F(Conducting, RunsNothingMoreOfAnExperimentWhoseWorkerReportedAFault) {
  const auto run = conduct_all(made_up_run({"lies", "works"}));
  ASSERT_EQ(run.faults.size(), 1U);
  EXPECT_EQ(run.faults[0].kind, "wrong_checksum");
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 5);
  EXPECT_EQ(observations_of(run).size(), 4U * 4);
}

TEST_F(Conducting, LeavesOutTheSimulationAloneOfAnArmThatDiesInIt) {
  const auto run = conduct_all(made_up_run({"works", "crashes_when_simulated"}));
  EXPECT_TRUE(run.faults.empty());
  EXPECT_EQ(run.plan.left_out,
            (std::vector<LeftOut>{{"family/two", "bytes:64", "crashes_when_simulated", "simulate",
                                   "under callgrind its process died of signal 11 (Segmentation fault)"}}));
  EXPECT_EQ(observations_of(run, Pass::simulate), 5U);
  EXPECT_EQ(observations_of(run, Pass::footprint), 6U);
}

TEST_F(Conducting, SaysWhyAPassIsMissingAltogether) {
  workers_.valgrind.clear();
  workers_.allocations.clear();
  const auto run = conduct_all(made_up_run());
  EXPECT_TRUE(run.complete);
  EXPECT_EQ(observations_of(run, Pass::simulate) + observations_of(run, Pass::allocate), 0U);
  EXPECT_EQ(run.plan.left_out.size(), 12U) << "a line an arm and pass";
  for (const auto& each : run.plan.left_out) {
    EXPECT_NE(each.reason.find(each.pass == "simulate" ? "valgrind" : "does not interpose malloc"), std::string::npos);
  }
}

TEST_F(Conducting, SimulatesTheReferenceAndThisMachine) {
  Geometry host;
  host.last_level.size_bytes *= 2;
  geometry_ = host;
  const auto run = conduct_all(made_up_run({"works", "crashes_when_simulated"}));
  EXPECT_EQ(run.plan.left_out.size(), 1U) << "what one simulation leaves out the next does not try";
  for (const auto counter : {CounterSource::callgrind_reference, CounterSource::callgrind_host})
    EXPECT_EQ(std::ranges::count(run.observations, counter, &Observation::counter), 5) << source_name(counter);
}

TEST_F(Conducting, RunsTheOtherArmsWhereOneIsAbsent) {
  const auto run = conduct_all(made_up_run({"absent", "works"}));
  EXPECT_EQ(run.plan.left_out, (std::vector<LeftOut>{{"family/two", "bytes:64", "absent", "", "absent here"}}));
  EXPECT_EQ(blocks_of(run).size(), 3U * 2 * 6);
}

TEST_F(Conducting, SaysWhereToLookWhenWorkersDoNotBegin) {
  std::ofstream(workers_.layouts[0]) << "#!/bin/sh\nexit 7\n";
  try {
    conduct_all(made_up_run());
    FAIL() << "workers that do not begin are no run";
  } catch (const MachineError& error) {
    EXPECT_EQ(error.what(),
              "a worker did not begin: its process exited with 7; see " + (folder_ / "workers.log").string());
  }
}

// A kill leaves the journal cut anywhere: between lines, or within one.
TEST_F(Conducting, CompletesARunKilledAnywhereWithoutRepeatingAnything) {
  const auto whole = conduct_all(made_up_run({"c", "d"}, 2));
  const auto text = journal();
  const auto first = text.find('\n') + 1;
  constexpr std::size_t cuts = 16;
  for (std::size_t i = 0; i <= cuts; ++i) {
    const auto length = first + (text.size() - first) * i / cuts;
    std::ofstream(journal_in(folder_.path()), std::ios::binary | std::ios::trunc) << text.substr(0, length);
    const auto resumed = go_on();
    EXPECT_TRUE(resumed.complete);
    EXPECT_EQ(blocks_of(resumed), blocks_of(whole)) << "cut at " << length;
    EXPECT_EQ(observations_of(resumed), observations_of(whole)) << "cut at " << length;
    EXPECT_EQ(resumed.plan, whole.plan) << "cut at " << length;
  }
}

TEST_F(Conducting, IsIncompleteWhenInterruptedAndCompleteOnceResumed) {
  int asked = 0;
  interrupted_ = [&] { return ++asked > 3; };
  const auto part = conduct_all(made_up_run());
  EXPECT_FALSE(part.complete);
  EXPECT_LT(observations_of(part).size(), 24U);
  interrupted_ = [] { return false; };
  const auto whole = go_on();
  EXPECT_TRUE(whole.complete);
  EXPECT_EQ(blocks_of(whole).size(), 3U * 2 * 7);
  EXPECT_EQ(observations_of(whole).size(), 24U);
}

TEST_F(Conducting, StartsNothingMoreOfARunThatIsComplete) {
  conduct_all(made_up_run());
  const auto before = journal();
  fs::remove(workers_.layouts[0]);
  EXPECT_TRUE(go_on().complete);
  EXPECT_EQ(journal(), before);
}

// Six invocations are the fewest that have a 95 % interval.
TEST_F(Conducting, StopsTimingAtItsTimeCapButNotBeforeSixInvocations) {
  auto run = made_up_run({"c", "d"}, 9);
  run.plan.profile.time_cap = 0s;
  const auto done = conduct_all(run);
  std::set<int> invocations;
  for (const auto& series : done.series) invocations.insert(series.invocation);
  EXPECT_EQ(invocations, (std::set{0, 1, 2, 3, 4, 5}));
  EXPECT_TRUE(done.complete);
  EXPECT_EQ(observations_of(done).size(), 24U) << "the other passes are made";
}

/// Six invocations for all, then up to eighteen; a worker says of itself that it took a second.
memlore::Run adaptive_run() {
  auto run = made_up_run({"c", "d"}, 18);
  run.plan.profile.fewest_invocations = 6;
  run.plan.profile.half_width = 0.01;
  run.plan.profile.time_cap = 1000s;
  run.plan.profile.passes = {Pass::time};
  return run;
}

/// Invocations in which each cell was timed.
std::map<int, int> invocations_by_cell(const memlore::Run& run) {
  std::map<int, std::set<int>> seen;
  for (const auto& series : run.series) seen[series.cell].insert(series.invocation);
  std::map<int, int> counts;
  for (const auto& [cell, invocations] : seen) counts[cell] = static_cast<int>(invocations.size());
  return counts;
}

TEST_F(Conducting, GoesOnWithTheCellsThatAreStillWideAndStopsWhenNoneIs) {
  std::vector<int> looks;
  half_widths_ = [&](const memlore::Run& run, int end) {
    looks.push_back(end);
    EXPECT_EQ(invocations_by_cell(run).at(1), end) << "cell 1 is wide until the end: all before the look is there";
    return std::vector{end > 6 ? 0.005 : 0.02, end > 10 ? 0.01 : 0.3, 0.004};
  };
  const auto run = conduct_all(adaptive_run());
  EXPECT_EQ(looks, (std::vector{6, 10, 14}));
  EXPECT_EQ(invocations_by_cell(run), (std::map<int, int>{{0, 10}, {1, 14}, {2, 6}}));
}

TEST_F(Conducting, StopsAtTheMostInvocationsHoweverWideACellIs) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  EXPECT_EQ(invocations_by_cell(conduct_all(adaptive_run())), (std::map<int, int>{{0, 18}, {1, 18}, {2, 18}}));
}

TEST_F(Conducting, LooksNoFurtherOnceTheTimeIsSpent) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  auto run = adaptive_run();
  run.plan.profile.time_cap = 10s;
  EXPECT_EQ(invocations_by_cell(conduct_all(run)).at(0), 10) << "ten seconds are spent at the look after the tenth";
}

TEST_F(Conducting, StartsNoInvocationOnceTheTimeIsSpentBetweenLooks) {
  half_widths_ = [](const memlore::Run&, int) { return std::vector{0.5, 0.5, 0.5}; };
  auto run = adaptive_run();
  run.plan.profile.time_cap = 8s;
  EXPECT_EQ(invocations_by_cell(conduct_all(run)).at(0), 9) << "the ninth began at eight seconds, which is not past";
}

TEST_F(Conducting, DoesNotLookAtThePrecisionOfAFixedNumber) {
  half_widths_ = [](const memlore::Run&, int) -> std::vector<double> { throw std::logic_error("not to be asked"); };
  EXPECT_TRUE(conduct_all(made_up_run()).complete);
}

TEST_F(Conducting, StopsAtTheSamePlaceWhenItWasKilledAnywhereBefore) {
  half_widths_ = [](const memlore::Run& run, int end) {
    // Whatever has been measured decides, so a resumed run must see no more than the first one did.
    int blocks = 0;
    for (const auto& series : run.series)
      blocks += series.invocation < end ? static_cast<int>(series.blocks.size()) : 0;
    return std::vector{blocks < 150 ? 0.02 : 0.001, 0.001, 0.001};
  };
  const auto whole = conduct_all(adaptive_run());
  const auto text = journal();
  const auto first = text.find('\n') + 1;
  for (std::size_t cut = 1; cut < 8; ++cut) {
    const auto length = first + (text.size() - first) * cut / 8;
    std::ofstream(journal_in(folder_.path()), std::ios::binary | std::ios::trunc) << text.substr(0, length);
    EXPECT_EQ(blocks_of(go_on()), blocks_of(whole)) << "cut at " << length;
  }
}

TEST_F(Conducting, MakesPassesBesideOneAnotherWithTheSameResult) {
  allowed_ = {0, 0, 0};
  EXPECT_EQ(observations_of(conduct_all(made_up_run())).size(), 24U);
}

TEST_F(Conducting, ShowsEachStepInItsOrderAndAShareThatNeverFalls) {
  std::vector<std::string> steps;
  double share = 0;
  show_ = [&](const Status& status) {
    if (steps.empty() || steps.back() != status.step) steps.push_back(status.step);
    EXPECT_GE(status.share, share);
    EXPECT_LE(status.share, 1);
    EXPECT_GE(status.left.count(), 0);
    share = status.share;
  };
  conduct_all(made_up_run({"c", "d"}, 2));
  EXPECT_GT(share, 0.5) << "the last step begins when most is done";
  EXPECT_EQ(steps, (std::vector<std::string>{"calibrate", "time 1/2", "time 2/2", "allocate", "count", "simulate",
                                             "footprint"}));
}

class Tidying : public testing::Test {
 protected:
  Tidying() {
    for (const auto* name :
         {"journal.jsonl", "callgrind.0", "callgrind.0.1", "workers.log", "valgrind.log", "run.json"}) {
      std::ofstream(folder_ / name) << "text";
    }
  }
  [[nodiscard]] std::set<std::string> names() const {
    std::set<std::string> result;
    for (const auto& entry : fs::directory_iterator(folder_.path())) result.insert(entry.path().filename().string());
    return result;
  }
  TemporaryFolder folder_;
};

TEST_F(Tidying, LeavesTheRecordAlone) {
  tidy(folder_.path(), made_up_run());
  EXPECT_EQ(names(), std::set<std::string>{"run.json"});
}

TEST_F(Tidying, KeepsTheLogsOfARunWithFaults) {
  auto run = made_up_run();
  run.faults.push_back({"family/two", "", "c", "crashed", ""});
  tidy(folder_.path(), run);
  EXPECT_EQ(names(), (std::set<std::string>{"run.json", "valgrind.log", "workers.log"}));
}

}  // namespace
}  // namespace memlore::run
