// What it counts under callgrind, and what it leaves out, is tried from end to end
// (end_to_end/command_simulated_test.py).

#include <gtest/gtest.h>

#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

TEST(SimulateCaches, RefusesToRunOutsideCallgrind) {
  RecordedChannel recorded;
  EXPECT_THROW(simulate_jobs(-1, recorded.channel()), MachineError);
}

}  // namespace
}  // namespace memlore::bench
