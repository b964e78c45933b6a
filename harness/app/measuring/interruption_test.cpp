#include "harness/app/measuring/interruption.h"

#include <gtest/gtest.h>

#include <csignal>

namespace memlore::app {
namespace {

TEST(Interruption, IsAFlagAndNotAnEnd) {
  interrupt_on_signals();
  EXPECT_FALSE(interrupted_by_signal());
  std::raise(SIGTERM);
  EXPECT_TRUE(interrupted_by_signal());
  die_on_signals();
  EXPECT_EXIT(std::raise(SIGTERM), testing::KilledBySignal(SIGTERM), "");
}

}  // namespace
}  // namespace memlore::app
