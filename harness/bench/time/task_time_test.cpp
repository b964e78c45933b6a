#include <gtest/gtest.h>

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"
#include "harness/system/cpus/affinity.h"

namespace memlore::bench {
namespace {

Job timing_job(const std::vector<std::string>& arms) {
  auto job = job_for(experiment_of_tasks(), arms);
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
    EXPECT_EQ(block.at("process"), 3);
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
  EXPECT_EQ(usage[0].at("process"), 3);
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
  const std::vector<nlohmann::json> cpu_of_cell{all_[1], nullptr, all_[0]};
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

}  // namespace
}  // namespace memlore::bench
