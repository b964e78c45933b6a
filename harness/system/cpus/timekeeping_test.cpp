#include "harness/system/cpus/timekeeping.h"

#include <gtest/gtest.h>

#include <vector>

namespace memlore::system {
namespace {

TEST(Timekeeping, HasTheSmallestStepThatIsNotNothingAndTheMedianReading) {
  const auto found = timekeeping_of(std::vector<std::int64_t>{100, 100, 120, 140, 165, 190});
  EXPECT_EQ(found.resolution_ns, 20);
  EXPECT_EQ(found.reading_ns, 20);
}

TEST(Timekeeping, OfACoarseClockIsItsTick) {
  EXPECT_EQ(timekeeping_of(std::vector<std::int64_t>{0, 0, 0, 4'000'000, 4'000'000}).resolution_ns, 4'000'000);
}

TEST(QuietStretch, IsTheMedianTimeBetweenDisturbances) {
  // Three quiet slices of 10, then one of 30, over and over; the first and the last stretch are cut off.
  std::vector<std::int64_t> slices{10};
  for (int i = 0; i < 5; ++i) slices.insert(slices.end(), {30, 10, 10, 10});
  EXPECT_EQ(quiet_stretch(slices), 30);
}

TEST(QuietStretch, IsTheWholeTimeWhereNothingDisturbs) {
  EXPECT_EQ(quiet_stretch(std::vector<std::int64_t>(7, 10)), 70);
  EXPECT_EQ(quiet_stretch(std::vector<std::int64_t>{10, 10, 50, 10}), 80) << "one disturbance is no rhythm";
}

TEST(QuietStretch, TakesDisturbedSlicesInARowForOneDisturbance) {
  std::vector<std::int64_t> slices{10};
  for (int i = 0; i < 5; ++i) slices.insert(slices.end(), {30, 40, 30, 10, 10, 10, 10});
  EXPECT_EQ(quiet_stretch(slices), 40);
}

// On any machine a clock has a step and takes time to read, and watching takes a while.
TEST(Timekeeping, IsMeasured) {
  const auto found = measure_timekeeping();
  EXPECT_GT(found.resolution_ns, 0);
  EXPECT_GE(found.reading_ns, 0);
  EXPECT_GE(found.quiet_ns, 0);
}

}  // namespace
}  // namespace memlore::system
