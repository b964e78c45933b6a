#include "harness/system/facts/activity.h"

#include <gtest/gtest.h>

#include "harness/system/facts/value_in.h"
#include "harness/system/files/made_up_machine.h"

namespace memlore::system {
namespace {

MachineTotals totals(double seconds, double busy, double idle, double stolen, double own) {
  return {.seconds = seconds,
          .total_seconds = busy + idle + stolen,
          .idle_seconds = idle,
          .stolen_seconds = stolen,
          .own_seconds = own};
}

TEST(Activity, IsWhatOthersDidBetweenTwoMoments) {
  // 100 s on two CPUs: 130 s busy, of which 90 s ours, and 20 s stolen.
  const auto facts = activity_facts(totals(1000, 500, 600, 7, 3), totals(1100, 630, 650, 27, 93));
  EXPECT_EQ(value_in(facts, "seconds"), "100.000");
  EXPECT_EQ(value_in(facts, "cpu_seconds_counted"), "200.00");
  EXPECT_EQ(value_in(facts, "other_work_cpus"), "0.400");
  EXPECT_EQ(value_in(facts, "stolen_share"), "0.10000");
}

TEST(Activity, IsNotBelowNothingWhereTicksAreCoarserThanOurOwnTime) {
  EXPECT_EQ(value_in(activity_facts(totals(0, 0, 0, 0, 0), totals(1, 0.99, 1, 0, 1.0)), "other_work_cpus"), "0.000");
}

TEST(Activity, CountsWhatTheKernelCounts) {
  MachineTotals before{.seconds = 1};
  MachineTotals after{.seconds = 2};
  before.throttled_periods = 4;
  after.throttled_periods = 6;
  before.swapped_pages = 10;
  after.swapped_pages = 10;
  const auto facts = activity_facts(before, after);
  EXPECT_EQ(value_in(facts, "throttled_periods"), "2");
  EXPECT_EQ(value_in(facts, "swapped_pages"), "0");
  EXPECT_EQ(value_in(facts, "heat_throttles"), "absent: no core counts it");
  EXPECT_EQ(value_in(facts, "stolen_share"), "absent: no time of all CPUs in /proc/stat");
}

TEST(Activity, OfACounterThatWasBegunAnewIsAbsent) {
  MachineTotals before{.seconds = 1};
  MachineTotals after{.seconds = 2};
  before.swapped_pages = 10;
  after.swapped_pages = 3;
  EXPECT_TRUE(value_in(activity_facts(before, after), "swapped_pages").starts_with("absent: "));
}

TEST(MachineTotals, AreReadFromTheKernelsFiles) {
  const MadeUpMachine machine;
  machine.write("/proc/stat", "cpu  700 0 0 200 0 0 0 100 0 0\n");
  machine.write("/proc/vmstat", "pgpgin 5\npswpin 30\npswpout 12\n");
  machine.write("/proc/self/cgroup", "0::/a\n");
  machine.write("/sys/fs/cgroup/a/cpu.stat", "nr_throttled 3\n");
  machine.write("/sys/devices/system/cpu/cpu0/thermal_throttle/core_throttle_count", "2\n");
  machine.write("/sys/devices/system/cpu/cpu1/thermal_throttle/core_throttle_count", "5\n");
  const auto found = read_totals(machine.files());
  EXPECT_EQ(found.swapped_pages, 42);
  EXPECT_EQ(found.throttled_periods, 3);
  EXPECT_EQ(found.heat_throttles, 7);
  EXPECT_DOUBLE_EQ(found.stolen_seconds.value() / found.total_seconds.value(), 0.1);
}

TEST(MachineTotals, OfAMachineThatTellsNothingAreAbsent) {
  const MadeUpMachine machine;
  const auto found = read_totals(machine.files());
  EXPECT_FALSE(found.total_seconds.has_value());
  EXPECT_FALSE(found.swapped_pages.has_value());
  EXPECT_FALSE(found.throttled_periods.has_value());
  EXPECT_FALSE(found.heat_throttles.has_value());
}

}  // namespace
}  // namespace memlore::system
