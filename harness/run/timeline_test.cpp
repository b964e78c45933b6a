#include "harness/run/timeline.h"

#include <gtest/gtest.h>

namespace memlore::run {
namespace {

using namespace std::chrono_literals;

const Timeline::Clock::time_point start{};

TEST(Timeline, KnowsNothingBeforeItIsToldWhatToExpect) {
  Timeline timeline;
  timeline.start_step("calibrate", 0, start);
  EXPECT_EQ(timeline.status(3, start + 5s).share, 0);
  EXPECT_EQ(timeline.status(3, start + 5s).detail, "3 records");
}

TEST(Timeline, MovesWithTheClockWithinAStep) {
  Timeline timeline;
  timeline.expect(100e9);
  timeline.start_step("time 1/2", 50e9, start);
  EXPECT_DOUBLE_EQ(timeline.status(0, start + 10s).share, 0.1);
  EXPECT_EQ(timeline.status(0, start + 10s).left, 90s);
}

TEST(Timeline, StandsAtTheEndOfAStepThatTakesLongerThanExpected) {
  Timeline timeline;
  timeline.expect(100e9);
  timeline.start_step("time 1/2", 50e9, start);
  EXPECT_DOUBLE_EQ(timeline.status(0, start + 500s).share, 0.5);
}

TEST(Timeline, JumpsAheadWhenAStepTookLess) {
  Timeline timeline;
  timeline.expect(100e9);
  timeline.start_step("time 1/2", 50e9, start);
  timeline.start_step("time 2/2", 50e9, start + 1s);
  EXPECT_DOUBLE_EQ(timeline.status(0, start + 1s).share, 0.5);
}

TEST(Timeline, NeverSaysMoreThanAllOrLessThanNothingLeft) {
  Timeline timeline;
  timeline.expect(10e9);
  timeline.start_step("time 1/2", 50e9, start);
  EXPECT_EQ(timeline.status(0, start + 60s).share, 1);
  EXPECT_EQ(timeline.status(0, start + 60s).left, 0s);
}

}  // namespace
}  // namespace memlore::run
