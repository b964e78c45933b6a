#include "harness/bench/tasks.h"

#include <gtest/gtest.h>

#include <stdexcept>
#include <string>

#include "harness/bench/allocation_meter.h"
#include "harness/bench/google_benchmark.h"
#include "harness/bench/made_up_arms.h"
#include "harness/bench/recorded_channel.h"
#include "harness/model/input_error.h"
#include "harness/system/affinity.h"
#include "harness/system/made_up_kernel.h"
#include "harness/system/perf_event.h"

namespace memlore::bench {
namespace {

int calls_left = 0;

std::string experiment() {
  return made_up_experiment(
      "tasks",
      {{"one", [](const Point&) { return counting(); }},
       {"two", [](const Point&) { return counting(); }},
       {"double", [](const Point&) { return counting(2); }},
       {"is_absent", [](const Point&) { return no_kernel("not here"); }},
       {"touches",
        [](const Point&) {
          return kernel([page = std::vector<char>(1 << 22, 'x')] { return static_cast<std::uint64_t>(page[7]); });
        }},
       {"gives_up",
        [](const Point&) {
          return kernel([]() -> std::uint64_t { return calls_left-- > 0 ? 1 : throw std::runtime_error("gave up"); });
        }},
       {"nothing", [](const Point&) { return kernel([] { return std::uint64_t{0}; }); }},
       {"nothing_in_threads",
        [](const Point&) { return threaded_kernel(2, [](int) { return [] { return std::uint64_t{0}; }; }); }}});
}

std::vector<nlohmann::json> values_of(const std::vector<nlohmann::json>& records, const char* member) {
  std::vector<nlohmann::json> values;
  for (const auto& record : records) values.push_back(record.at(member));
  return values;
}

TEST(Calibrate, FindsIterationsOfABlockForEveryArm) {
  RecordedChannel recorded;
  calibrate(job_for(experiment(), {"one", "is_absent", "two"}), recorded.channel());
  const auto found = recorded.of_kind("calibration");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(values_of(found, "arm"), (std::vector<nlohmann::json>{0, 2}));
  for (const auto& each : found) {
    EXPECT_EQ(each.at("operations"), 4);
    EXPECT_EQ(each.at("period"), 8);
    EXPECT_GT(each.at("iteration_ns").get<double>(), 0);
    // Iterations and time of one are rounded in the record; together they give the length that was asked for.
    const double block_ns = each.at("iterations").get<double>() * each.at("iteration_ns").get<double>();
    EXPECT_NEAR(block_ns, 20'000, 20'000 * 0.01 + each.at("iteration_ns").get<double>());
  }
}

TEST(Calibrate, StopsAtACellWhoseArmsDoUnequalWork) {
  RecordedChannel recorded;
  calibrate(job_for(experiment(), {"one", "double"}), recorded.channel());
  EXPECT_EQ(recorded.of_kind("fault").size(), 1U);
  EXPECT_TRUE(recorded.of_kind("calibration").empty());
}

Job timing_job(const std::vector<std::string>& arms) {
  auto job = job_for(experiment(), arms);
  job.cells[0].blocks = {{0, 1}, {0, 0}, {1, 0}, {1, 1}};
  return job;
}

TEST(TimeBlocks, ReportsTheBlocksInTheOrderOfTheJob) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "two"}), recorded.channel());
  const auto blocks = recorded.of_kind("block");
  ASSERT_EQ(blocks.size(), 4U);
  EXPECT_EQ(values_of(blocks, "arm"), (std::vector<nlohmann::json>{1, 0, 0, 1}));
  EXPECT_EQ(values_of(blocks, "round"), (std::vector<nlohmann::json>{0, 0, 1, 1}));
  EXPECT_EQ(values_of(blocks, "order"), (std::vector<nlohmann::json>{0, 1, 2, 3}));
  std::int64_t last_start = 0;
  for (const auto& block : blocks) {
    EXPECT_EQ(block.at("invocation"), 3);
    EXPECT_EQ(block.at("iterations"), 10);
    EXPECT_GT(block.at("elapsed_ns").get<std::int64_t>(), 0);
    EXPECT_GT(block.at("start_ns").get<std::int64_t>(), last_start);
    last_start = block.at("start_ns").get<std::int64_t>();
  }
}

TEST(TimeBlocks, AccountsForTheTimeOfTheWorker) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "two"}), recorded.channel());
  std::int64_t timed = 0;
  for (const auto& block : recorded.of_kind("block")) timed += block.at("elapsed_ns").get<std::int64_t>();
  const auto usage = recorded.of_kind("usage");
  ASSERT_EQ(usage.size(), 1U);
  EXPECT_EQ(usage[0].at("timed_ns"), timed);
  EXPECT_EQ(usage[0].at("invocation"), 3);
  EXPECT_GE(usage[0].at("wall_ns").get<std::int64_t>(), timed + usage[0].at("setup_ns").get<std::int64_t>());
}

TEST(TimeBlocks, LeavesOutAbsentArms) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "is_absent"}), recorded.channel());
  EXPECT_EQ(values_of(recorded.of_kind("block"), "arm"), (std::vector<nlohmann::json>{0, 0}));
  EXPECT_EQ(recorded.of_kind("left_out").size(), 1U);
}

TEST(TimeBlocks, NamesTheArmBeforeItIsTimed) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "two"}), recorded.channel());
  nlohmann::json announced;
  for (const auto& record : recorded.records()) {
    if (record.contains("begin")) announced = record["begin"]["arm"];
    if (!record.contains("block")) continue;
    EXPECT_EQ(record["block"]["arm"], announced);
  }
}

TEST(TimeBlocks, ReadTheCoreBetweenBlocks) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "two"}), recorded.channel());
  const auto blocks = recorded.of_kind("block");
  ASSERT_EQ(blocks.size(), 4U);
  for (const auto& block : blocks) {
    EXPECT_TRUE(block.at("width_before").is_number()) << block;
    EXPECT_TRUE(block.at("width_after").is_number()) << block;
  }
  EXPECT_EQ(blocks[1].at("width_before"), blocks[0].at("width_after")) << "one reading between two blocks of a round";
}

TEST(TimeBlocks, TellNoWidthOfTheCoreForAnArmThatHasSeveral) {
  RecordedChannel recorded;
  time_blocks(timing_job({"nothing", "nothing_in_threads"}), recorded.channel());
  const auto blocks = recorded.of_kind("block");
  ASSERT_EQ(blocks.size(), 4U);
  for (const auto& block : blocks) {
    EXPECT_EQ(block.at("width_after").is_null(), block.at("arm") == 1) << block;
  }
}

/// Of a process that may be on either of two CPUs, one of which has a neighbour.
class TimeBlocksOnTwoCpus : public testing::Test {
 protected:
  void SetUp() override {
    if (all_.size() < 2) GTEST_SKIP() << "needs two CPUs";
    system::pin_this_thread(all_[0]);
  }
  void TearDown() override { system::pin_this_thread_to(all_); }

  /// The width of the core is given by the CPUs that the process may be on.
  std::vector<nlohmann::json> blocks(Job job, const std::function<double(const std::vector<int>&)>& width) {
    job.cpu = all_[0];
    job.spare_cpus = {all_[1]};
    job.cpus = all_;
    job.core_width = 4;
    RecordedChannel recorded;
    time_blocks(job, recorded.channel(), [&] { return std::optional(width(system::allowed_cpus())); });
    return recorded.of_kind("block");
  }
  std::vector<nlohmann::json> blocks(Job job, int cpu_with_neighbour) {
    return blocks(std::move(job), [&](const auto& cpus) { return cpus.front() == cpu_with_neighbour ? 2.0 : 4.0; });
  }

  std::vector<int> all_ = system::allowed_cpus();
};

TEST_F(TimeBlocksOnTwoCpus, StayAtHomeWithoutANeighbour) {
  const auto found = blocks(timing_job({"one", "two"}), all_[1]);
  EXPECT_EQ(values_of(found, "cpu"), (std::vector<nlohmann::json>(4, all_[0])));
}

TEST_F(TimeBlocksOnTwoCpus, AreAllWhereThereIsNoNeighbour) {
  const auto found = blocks(timing_job({"one", "two"}), all_[0]);
  EXPECT_EQ(values_of(found, "cpu"), (std::vector<nlohmann::json>(4, all_[1])));
  EXPECT_EQ(values_of(found, "width_before"), (std::vector<nlohmann::json>(4, 4.0)));
}

TEST_F(TimeBlocksOnTwoCpus, AreOnAnyOfThemBesideAnArmOfSeveralThreadsAndAtHomeAfterwards) {
  auto job = timing_job({"one", "two"});
  auto of_threads = timing_job({"nothing", "nothing_in_threads"}).cells[0];
  of_threads.index = 1;
  job.cells.push_back(of_threads);
  job.cells.push_back(job.cells[0]);
  job.cells[2].index = 2;
  bool neighbour_at_home = true;
  const auto found = blocks(job, [&](const auto& cpus) {
    neighbour_at_home = neighbour_at_home && cpus.size() == 1;
    if (cpus.front() != all_[0]) return 4.0;
    return neighbour_at_home ? 2.0 : 4.5;
  });
  ASSERT_EQ(found.size(), 12U);
  const std::vector<int> cpu_of_cell{all_[1], -1, all_[0]};
  for (const auto& block : found) EXPECT_EQ(block.at("cpu"), cpu_of_cell.at(block.at("cell"))) << block;
  EXPECT_EQ(found.back().at("width_before"), 4.5) << "it was there indeed";
}

TEST(TimeBlocks, GoOnBesideANeighbourWhoStays) {
  RecordedChannel recorded;
  auto job = timing_job({"one", "two"});
  job.core_width = 1e9;  // What there is of the core is never enough.
  time_blocks(job, recorded.channel());
  EXPECT_EQ(recorded.of_kind("block").size(), 4U);
  EXPECT_GE(recorded.of_kind("usage").at(0).at("wall_ns").get<std::int64_t>(), 200'000'000) << "it has waited";
}

/// What was announced last before the first block, where the process waits in vain for a core of its own.
nlohmann::json at_work_while_it_waits(std::int64_t iterations) {
  RecordedChannel recorded;
  auto job = timing_job({"one", "two"});
  for (auto& arm : job.cells[0].cell.arms) arm.iterations = iterations;
  job.core_width = 1e9;
  time_blocks(job, recorded.channel());
  // The arm that is about to be timed is announced right before its block, unless it was before the wait.
  std::vector<nlohmann::json> announced;
  for (const auto& record : recorded.records()) {
    if (record.contains("begin")) announced.push_back(record["begin"]["arm"]);
    if (record.contains("block")) break;
  }
  // Cell, each arm in its warm-up, and what follows.
  announced.erase(announced.begin(), announced.end() - 2);
  return announced;
}

TEST(TimeBlocks, BlameTheCellWhileTheyKeepItsArmsWarmAndOtherwiseTheArmWhoseTurnItIs) {
  EXPECT_EQ(at_work_while_it_waits(100), (nlohmann::json{-1, 1}))
      << "any arm may be at work, then the first of the job";
  EXPECT_EQ(at_work_while_it_waits(10).back(), 1) << "no iteration to spare for keeping warm";
  EXPECT_NE(at_work_while_it_waits(10).front(), -1);
}

TEST(TimeBlocks, TimesNothingOfACellWhoseArmsDoUnequalWork) {
  RecordedChannel recorded;
  time_blocks(timing_job({"one", "double"}), recorded.channel());
  EXPECT_TRUE(recorded.of_kind("block").empty());
  EXPECT_EQ(recorded.of_kind("fault").size(), 1U);
  EXPECT_EQ(recorded.of_kind("usage").size(), 1U);
}

TEST(CountAllocations, SaysThatItCannotWithoutThePreload) {
  if (AllocationMeter().available()) GTEST_SKIP() << "this process has the preload";
  RecordedChannel recorded;
  count_allocations(job_for(experiment(), {"one", "two"}), recorded.channel());
  EXPECT_TRUE(recorded.of_kind("observation").empty());
  const auto left_out = recorded.of_kind("left_out");
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].at("what").at("pass"), "allocate");
  EXPECT_EQ(left_out[0].at("what").at("reason"), "malloc is not interposed in this worker");
}

TEST(CountEvents, LeavesOutAnArmOfSeveralThreads) {
  RecordedChannel recorded;
  count_events(job_for(experiment(), {"nothing_in_threads"}), recorded.channel());
  EXPECT_TRUE(recorded.of_kind("observation").empty());
  EXPECT_EQ(recorded.of_kind("left_out").at(0).at("what").at("pass"), "count");
}

TEST(CountEvents, ReportsOnlyEventsThatHaveAValue) {
  RecordedChannel recorded;
  count_events(job_for(experiment(), {"one"}), recorded.channel());
  for (const auto& observation : recorded.of_kind("observation")) {
    EXPECT_EQ(observation.at("pass"), "count");
    EXPECT_TRUE(observation.at("value").is_number()) << observation;
  }
  EXPECT_TRUE(recorded.of_kind("fault").empty());
}

TEST(CountEvents, ScalesWhatSharedThePmuAndKeepsItsTimes) {
  system::MadeUpKernel kernel;
  kernel.share = [](std::size_t) { return 0.5; };
  // Two groups are tried; then each runs one length, and twice that length.
  kernel.count = [&](const perf_event_attr&) { return kernel.started % 2 == 1 ? 1000 : 2000; };
  RecordedChannel recorded;
  count_events(job_for(experiment(), {"one"}), recorded.channel(), kernel);
  const auto observations = recorded.of_kind("observation");
  ASSERT_EQ(observations.size(), 12U);
  EXPECT_EQ(observations[0].at("event"), "cycles");
  EXPECT_EQ(observations[0].at("source"), "perf_event cycles, user mode");
  // A thousand more in five more iterations of four operations.
  EXPECT_EQ(observations[0].at("value"), 50);
  EXPECT_EQ(observations[0].at("running_share"), 0.5);
  EXPECT_EQ(observations[0].at("enabled_ns"), 2'000'000);
  EXPECT_EQ(observations[0].at("running_ns"), 1'000'000);
}

TEST(CountEvents, SaysWhyThereIsNoValueOfAGroupThatIsNotScheduledAnyMore) {
  system::MadeUpKernel kernel;
  kernel.share = [&](std::size_t members) { return members > 4 && kernel.started > 2 ? 0.0 : 1.0; };
  RecordedChannel recorded;
  count_events(job_for(experiment(), {"one"}), recorded.channel(), kernel);
  const auto observations = recorded.of_kind("observation");
  ASSERT_EQ(observations.size(), 12U);
  EXPECT_TRUE(observations[0].at("value").is_null());
  EXPECT_EQ(observations[0].at("unavailable"), system::never_scheduled());
  EXPECT_TRUE(observations[11].at("value").is_number()) << "software events are in a group of their own";
}

TEST(CountEvents, CountsWhatTheJobAsksForBesides) {
  system::MadeUpKernel kernel;
  auto job = job_for(experiment(), {"one"});
  job.events = {"r1c0"};
  RecordedChannel recorded;
  count_events(job, recorded.channel(), kernel);
  const auto observations = recorded.of_kind("observation");
  ASSERT_EQ(observations.size(), 13U);
  EXPECT_EQ(observations[12].at("event"), "r1c0");
  EXPECT_EQ(observations[12].at("metric"), "event_per_op");
}

TEST(MeasureFootprint, CountsWhatPreparingTouches) {
  RecordedChannel recorded;
  measure_footprint(job_for(experiment(), {"touches"}), recorded.channel());
  const auto observations = recorded.of_kind("observation");
  ASSERT_EQ(observations.size(), 2U);
  EXPECT_EQ(observations[0].at("metric"), "peak_resident_bytes");
  EXPECT_EQ(observations[1].at("metric"), "first_touch_faults");
  for (const auto& each : observations) EXPECT_TRUE(each.at("value").is_number()) << each;
#ifndef MEMLORE_SANITIZED
  // 4 MiB, whatever pages they come in; the allocator of a sanitizer may have them already.
  EXPECT_GE(observations[0].at("value").get<double>(), 1 << 22);
  EXPECT_GE(observations[1].at("value").get<double>(), 1);
#endif
}

TEST(SimulateCaches, RefusesToRunOutsideCallgrind) {
  RecordedChannel recorded;
  EXPECT_THROW(simulate_jobs(-1, recorded.channel()), MachineError);
}

TEST(ForEachArm, VisitsArmsThatWereCalibratedAndAreThere) {
  RecordedChannel recorded;
  auto job = job_for(experiment(), {"one", "is_absent", "two", "double"});
  job.cells[0].cell.arms[2].iterations = 0;
  std::vector<std::size_t> visited;
  for_each_arm(job, recorded.channel(), [&](const JobCell&, std::size_t arm, Loop&) { visited.push_back(arm); });
  EXPECT_EQ(visited, (std::vector<std::size_t>{0, 3}));
}

TEST(ForEachArm, MakesAnExceptionAFaultOfTheArmAndEndsTheCell) {
  RecordedChannel recorded;
  auto job = job_for(experiment(), {"gives_up", "one"});
  job.cells.push_back(job.cells[0]);
  job.cells[1].index = 1;
  job.cells[1].cell.arms.erase(job.cells[1].cell.arms.begin());
  calls_left = 3;
  std::vector<int> cells;
  for_each_arm(job, recorded.channel(), [&](const JobCell& cell, std::size_t, Loop& loop) {
    cells.push_back(cell.index);
    run_block(loop, 5, nullptr);
  });
  EXPECT_EQ(cells, (std::vector{0, 1})) << "the next cell is measured all the same";
  const auto faults = recorded.of_kind("fault");
  ASSERT_EQ(faults.size(), 1U);
  EXPECT_EQ(faults[0].at("kind"), "threw");
  EXPECT_EQ(faults[0].at("detail"), "gave up");
}

}  // namespace
}  // namespace memlore::bench
