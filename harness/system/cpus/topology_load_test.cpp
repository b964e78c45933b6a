#include "harness/system/cpus/topology_load.h"

#include <gtest/gtest.h>

namespace memlore::system {
namespace {

TEST(TopologyLoad, CountsGuestTimeOnceAndIoWaitAsIdle) {
  const auto time = machine_time("cpu  100 10 20 500 50 3 7 10 60 5\ncpu0 1 1 1 1 1 1 1 1 1 1\n");
  EXPECT_EQ(time, (ProcessorTime{.total = 700, .idle = 550, .stolen = 10}));
}

TEST(TopologyLoad, KnowsEachCpuByItsNumber) {
  const auto times = cpu_times("cpu  2 0 0 2 0 0 0 0\ncpu0 1 0 0 1 0 0 0 0\ncpu12 1 0 0 3 0 0 0 0\nintr 5\n");
  ASSERT_EQ(times.size(), 2u);
  EXPECT_EQ(times.at(12).idle, 3);
}

TEST(TopologyLoad, IsNothingForAnotherText) {
  EXPECT_EQ(machine_time("cpus are fine"), std::nullopt);
  EXPECT_EQ(machine_time("cpu 1 2 3"), std::nullopt);
  EXPECT_TRUE(cpu_times("cpufreq 1 2 3 4 5 6 7 8 9").empty());
}

TEST(TopologyLoad, IsTheShareThatWasNotIdle) {
  const auto shares =
      busy_shares("cpu0 0 0 0 0 0 0 0 0\ncpu1 5 0 0 5 0 0 0 0", "cpu0 1 0 0 8 1 0 0 0\ncpu1 10 0 0 5 0 0 0 5");
  EXPECT_DOUBLE_EQ(shares.at(0), 0.1);
  EXPECT_DOUBLE_EQ(shares.at(1), 1.0) << "stolen time is no time for us";
}

TEST(TopologyLoad, IsAbsentWhereCountersStoodStillOrWentBack) {
  EXPECT_TRUE(busy_shares("cpu0 5 0 0 5 0 0 0 0", "cpu0 5 0 0 5 0 0 0 0").empty());
  EXPECT_TRUE(busy_shares("cpu0 5 0 0 5 0 0 0 0", "cpu0 9 0 0 4 0 0 0 0").empty());
  EXPECT_TRUE(busy_shares("", "cpu0 9 0 0 4 0 0 0 0").empty());
}

}  // namespace
}  // namespace memlore::system
