#include "harness/system/cpus/core_width.h"

#include <gtest/gtest.h>

#include <cmath>

namespace memlore::system {
namespace {

// How large it is depends on the machine and on who is on it; an emulator drops instructions that do nothing.
TEST(CoreWidth, IsAFigure) {
  for (int reading = 0; reading < 100; ++reading) {
    const auto width = read_core_width();
    if (!width) continue;  // The clock is too coarse to tell.
    EXPECT_TRUE(std::isfinite(*width));
    EXPECT_GT(*width, 0);
  }
}

TEST(CoreWidth, IsWatchedReadingByReading) { EXPECT_GT(watch_core().size(), 1U); }

}  // namespace
}  // namespace memlore::system
