// What it counts under callgrind, and what it leaves out, is tried from end to end (app/command_simulated_test.py).

#include <gtest/gtest.h>

#include "harness/bench/recorded_channel.h"
#include "harness/bench/tasks.h"
#include "harness/model/input_error.h"

namespace memlore::bench {
namespace {

TEST(SimulateCaches, RefusesToRunOutsideCallgrind) {
  RecordedChannel recorded;
  EXPECT_THROW(simulate_jobs(-1, recorded.channel()), MachineError);
}

}  // namespace
}  // namespace memlore::bench
