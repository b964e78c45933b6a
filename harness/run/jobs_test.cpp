#include "harness/run/jobs.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "harness/run/made_up_run.h"
#include "harness/run/plan/expected.h"

namespace memlore::run {
namespace {

class Jobs : public testing::Test {
 protected:
  Jobs() {
    contents_.run = made_up_run();
    contents_.run.plan = calibrated_plan(contents_.run);
  }

  [[nodiscard]] const Plan& plan() const { return contents_.run.plan; }
  [[nodiscard]] const std::vector<Experiment>& experiments() const { return contents_.run.experiments; }
  [[nodiscard]] Job timing(int process) const {
    return time_job(plan(), experiments(), plan().processes[process], Progress(contents_), cells_);
  }
  [[nodiscard]] std::vector<Job> observing(Pass pass, int parts) const {
    return observation_jobs(plan(), experiments(), pass, Progress(contents_), parts);
  }
  [[nodiscard]] std::vector<Job> footprints() const {
    return footprint_jobs(plan(), experiments(), Progress(contents_));
  }
  [[nodiscard]] std::vector<Job> calibrating() const {
    return calibration_jobs(plan(), experiments(), Progress(contents_));
  }

  void calibrate(int cell, int arm) { contents_.calibrations.push_back({.cell = cell, .arm = arm, .iterations = 5}); }
  void observe(Pass pass, int cell, int arm, int repeat = 0) {
    contents_.run.observations.push_back(
        {.cell = cell, .arm = arm, .pass = pass, .value = 1, .unavailable = {}, .source = {}, .repeat = repeat});
  }

  JournalContents contents_;
  std::set<int> cells_{0, 1, 2};
};

std::size_t blocks_in(const Job& job) {
  std::size_t count = 0;
  for (const auto& cell : job.cells) count += cell.blocks.size();
  return count;
}

std::vector<int> cells_in(const std::vector<Job>& jobs) {
  std::vector<int> result;
  for (const auto& job : jobs) {
    for (const auto& cell : job.cells) result.push_back(cell.index);
  }
  std::ranges::sort(result);
  return result;
}

/// Cell and arm of everything that jobs of an observing pass would do.
std::set<std::pair<int, int>> work_in(const std::vector<Job>& jobs) {
  std::set<std::pair<int, int>> work;
  for (const auto& job : jobs) {
    for (const auto& cell : job.cells) {
      for (int arm = 0; arm < std::ssize(cell.cell.arms); ++arm) {
        if (cell.cell.arms[arm].iterations == 0) continue;
        EXPECT_TRUE(work.insert({cell.index, arm}).second)
            << "cell " << cell.index << " arm " << arm << " would be done twice";
      }
    }
  }
  return work;
}

TEST_F(Jobs, TimeEveryArmAndControlInEveryRoundUnderTheConditionsOfTheProcess) {
  const auto job = timing(2);
  EXPECT_EQ(blocks_in(job), 2U * (3 + 2 + 2));
  EXPECT_EQ(job.task, Task::time);
  EXPECT_EQ(job.process, 2);
  EXPECT_EQ(job.seed, 102U);
  EXPECT_EQ(job.stack_offset_bytes, 64);
  EXPECT_EQ(job.block_ns, 200'000);
}

TEST_F(Jobs, RepeatNoCellThatWasTimedToItsEndAndKeepTheOrderOfTheOthers) {
  const auto whole = timing(1);
  contents_.timed = {{1, 0}, {0, 2}};
  auto expected = whole;
  std::erase_if(expected.cells, [](const JobCell& cell) { return cell.index == 0; });
  EXPECT_EQ(timing(1), expected) << "cell 2 was timed in another process";
}

TEST_F(Jobs, TimeACellAgainAsAWholeThatWasInterrupted) {
  const auto whole = timing(1);
  contents_.run.series = {{.cell = 0, .arm = 2, .process = 1, .iterations = 10, .blocks = {{.round = 1}}}};
  EXPECT_EQ(timing(1), whole) << "a round of two processes would be a ratio of two processes";
}

TEST_F(Jobs, AreEmptyOnceEverythingIsTimed) {
  contents_.timed = {{0, 0}, {0, 1}, {0, 2}};
  EXPECT_TRUE(timing(0).cells.empty());
  EXPECT_FALSE(timing(1).cells.empty());
}

TEST_F(Jobs, HaveNothingOfAnExperimentWithAFault) {
  contents_.run.faults = {{"family/one", "bytes:64", "a", "crashed", ""}};
  EXPECT_EQ(cells_in({timing(0)}), std::vector{2});
  EXPECT_EQ(cells_in(calibrating()), std::vector{2});
  for (const auto pass : {Pass::count, Pass::allocate, Pass::simulate})
    EXPECT_EQ(cells_in(observing(pass, 2)), std::vector{2});
  EXPECT_EQ(cells_in(footprints()), (std::vector{2, 2}));
}

TEST_F(Jobs, HaveNothingOfAPassThatAnExperimentDoesNotAskFor) {
  contents_.run.experiments[0].passes = {Pass::time};
  contents_.run.experiments[1].passes = {Pass::count};
  EXPECT_EQ(cells_in({timing(0)}), (std::vector{0, 1}));
  EXPECT_EQ(cells_in(observing(Pass::count, 1)), std::vector{2});
  EXPECT_TRUE(observing(Pass::simulate, 1).empty());
  EXPECT_TRUE(footprints().empty());
}

TEST_F(Jobs, ObserveEveryArmOnceAndNoControl) {
  const std::set<std::pair<int, int>> everything{{0, 0}, {0, 1}, {1, 0}, {1, 1}, {2, 0}, {2, 1}};
  for (const auto pass : {Pass::count, Pass::allocate, Pass::simulate}) {
    for (const int parts : {1, 2, 3, 8}) EXPECT_EQ(work_in(observing(pass, parts)), everything) << name_of(pass);
  }
  EXPECT_EQ(work_in(footprints()), everything);
}

TEST_F(Jobs, DealTheCellsOfAPassIntoParts) {
  const auto two = observing(Pass::count, 2);
  ASSERT_EQ(two.size(), 2U);
  EXPECT_EQ(cells_in({two[0]}), (std::vector{0, 2}));
  EXPECT_EQ(cells_in({two[1]}), std::vector{1});
  EXPECT_EQ(observing(Pass::count, 8).size(), 3U) << "no empty jobs";
  EXPECT_EQ(two[0].task, Task::count);
}

TEST_F(Jobs, MarkAnArmThatIsDoneByNoIterationsAndLeaveItInItsPlace) {
  observe(Pass::count, 1, 0);
  const auto jobs = observing(Pass::count, 1);
  const auto cell = std::ranges::find(jobs.at(0).cells, 1, &JobCell::index);
  ASSERT_NE(cell, jobs[0].cells.end());
  ASSERT_EQ(cell->cell.arms.size(), 2U);
  EXPECT_EQ(cell->cell.arms[0].iterations, 0);
  EXPECT_EQ(cell->cell.arms[1].iterations, 10);
  EXPECT_EQ(work_in(observing(Pass::allocate, 1)).size(), 6U) << "another pass is not done by it";
}

TEST_F(Jobs, SimulateAnArmThatLacksOneOfTheWantedCounts) {
  observe(Pass::simulate, 0, 0);
  contents_.run.observations[0].counter = CounterSource::callgrind_reference;
  auto left = [&](const std::vector<CounterSource>& counters) {
    return work_in(simulation_jobs(plan(), experiments(), counters, Progress(contents_), 2)).size();
  };
  EXPECT_EQ(left({CounterSource::callgrind_reference}), 5U);
  EXPECT_EQ(left({CounterSource::callgrind_host}), 6U);
  EXPECT_EQ(left({CounterSource::callgrind_reference, CounterSource::callgrind_host}), 6U);
}

TEST_F(Jobs, TellASimulationHowManyInstructionsItMayWalk) {
  const auto jobs = simulation_jobs(plan(), experiments(), {CounterSource::callgrind_host}, Progress(contents_), 1);
  EXPECT_EQ(jobs.at(0).most_instructions, most_simulated_instructions(plan().profile));
  EXPECT_GT(jobs.at(0).most_instructions, 0);
}

/// A job of the footprint pass: repeat, cell and arm.
struct Footprint {
  int repeat = 0;
  int cell = 0;
  int arm = 0;

  bool operator==(const Footprint&) const = default;
};

/// The footprints that these jobs would observe, in their order; a job that observes more than one is a failure.
std::vector<Footprint> in_order(const std::vector<Job>& jobs) {
  std::vector<Footprint> order;
  for (const auto& job : jobs) {
    EXPECT_EQ(job.task, Task::footprint);
    const auto work = work_in({job});
    EXPECT_EQ(work.size(), 1U) << "the kernel's high-water mark never falls: an arm needs a process of its own";
    for (const auto& [cell, arm] : work) order.push_back({.repeat = job.repeat, .cell = cell, .arm = arm});
  }
  return order;
}

TEST_F(Jobs, ObserveAllFootprintsOnceBeforeTheyRepeatAny) {
  contents_.run.plan.cells[0].arms[1].footprints = 3;
  contents_.run.plan.cells[2].arms[0].footprints = 2;
  contents_.run.plan.cells[2].arms[1].footprints = 2;
  EXPECT_EQ(in_order(footprints()), (std::vector<Footprint>{{0, 0, 0},
                                                            {0, 0, 1},
                                                            {0, 1, 0},
                                                            {0, 1, 1},
                                                            {0, 2, 0},
                                                            {0, 2, 1},
                                                            {1, 0, 1},
                                                            {1, 2, 0},
                                                            {1, 2, 1},
                                                            {2, 0, 1}}));
}

TEST_F(Jobs, ObserveTheRepeatsThatAreMissingAndNoOther) {
  for (auto& arm : contents_.run.plan.cells[1].arms) arm.footprints = 3;
  for (int cell = 0; cell < 3; ++cell) {
    for (int arm = 0; arm < 2; ++arm) observe(Pass::footprint, cell, arm);
  }
  observe(Pass::footprint, 1, 0, 1);
  observe(Pass::footprint, 1, 1, 2);
  EXPECT_EQ(in_order(footprints()), (std::vector<Footprint>{{1, 1, 1}, {2, 1, 0}}));
  contents_.run.plan.left_out = {{"family/one", "bytes:128", "a", "footprint", "its worker did not begin"}};
  EXPECT_EQ(in_order(footprints()), (std::vector<Footprint>{{1, 1, 1}}));
}

TEST_F(Jobs, DropACellWhoseArmsAreAllDone) {
  observe(Pass::count, 1, 0);
  observe(Pass::count, 1, 1);
  EXPECT_EQ(cells_in(observing(Pass::count, 1)), (std::vector{0, 2}));
}

TEST_F(Jobs, DoNotAskAgainForWhatWasLeftOut) {
  contents_.run.plan.left_out = {{"family/one", "bytes:64", "b", "simulate", "too long"},
                                 {"family/one", "bytes:999", "a", "simulate", "no such cell"},
                                 {"family/two", "", "", "", "of the whole"}};
  EXPECT_EQ(work_in(observing(Pass::simulate, 1)),
            (std::set<std::pair<int, int>>{{0, 0}, {1, 0}, {1, 1}, {2, 0}, {2, 1}}));
  EXPECT_EQ(work_in(observing(Pass::count, 1)).size(), 6U);
}

TEST_F(Jobs, CalibrateTimedCellsWithWholeBlocksAndOthersWithShortOnes) {
  contents_.run.experiments[1].passes = {Pass::count};
  const auto jobs = calibrating();
  ASSERT_EQ(jobs.size(), 2U);
  EXPECT_EQ(cells_in({jobs[0]}), (std::vector{0, 1}));
  EXPECT_EQ(jobs[0].block_ns, 200'000);
  EXPECT_EQ(cells_in({jobs[1]}), std::vector{2});
  EXPECT_EQ(jobs[1].block_ns, 10'000);
  EXPECT_EQ(jobs[1].task, Task::calibrate);
}

TEST_F(Jobs, CalibrateACellAgainUnlessAllOfItsArmsWere) {
  calibrate(0, 0);
  calibrate(0, 1);
  calibrate(1, 0);
  calibrate(1, 1);
  EXPECT_EQ(cells_in(calibrating()), (std::vector{0, 2})) << "an interruption came between the arms of cell 0";
  calibrate(0, 2);
  EXPECT_EQ(cells_in(calibrating()), std::vector{2});
}

TEST_F(Jobs, DoNotCalibrateAnArmThatIsAbsent) {
  calibrate(0, 1);
  contents_.run.plan.left_out = {{"family/one", "bytes:64", "a", "", "absent here"}};
  EXPECT_EQ(cells_in(calibrating()), (std::vector{1, 2})) << "the control is absent with its arm";
}

TEST_F(Jobs, TellTheTimePassHowWideTheCoreIs) {
  contents_.run.plan.timekeeping.core_width = 5.75;
  EXPECT_EQ(timing(0).core_width, 5.75);
}

TEST_F(Jobs, TimeOnlyTheCellsThatAreAskedFor) {
  cells_ = {1};
  EXPECT_EQ(cells_in({timing(0)}), std::vector{1});
}

TEST_F(Jobs, TimeTheSameWhetherOrNotAnythingIsCounted) {
  const auto counted = timing(0);
  contents_.run.plan.profile.passes = {Pass::time};
  contents_.run.plan.events = {};
  EXPECT_EQ(timing(0), counted);
  contents_.run.plan.profile.passes = {all_passes.begin(), all_passes.end()};
  contents_.run.plan.events = {"r1c0"};
  EXPECT_EQ(timing(0), counted);
}

TEST_F(Jobs, TellOnlyTheCountTaskOfFurtherEvents) {
  contents_.run.plan.events = {"r1c0"};
  EXPECT_EQ(observing(Pass::count, 1).at(0).events, std::vector<std::string>{"r1c0"});
  EXPECT_TRUE(observing(Pass::simulate, 1).at(0).events.empty());
}

}  // namespace
}  // namespace memlore::run
