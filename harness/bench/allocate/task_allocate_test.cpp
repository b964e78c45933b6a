#include <gtest/gtest.h>

#include "harness/bench/allocate/allocation_meter.h"
#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

TEST(CountAllocations, SaysThatItCannotWithoutThePreload) {
  if (AllocationMeter().available()) GTEST_SKIP() << "this process has the preload";
  RecordedChannel recorded;
  count_allocations(job_for(experiment_of_tasks(), {"one", "two"}), recorded.channel());
  EXPECT_TRUE(recorded.observations().empty());
  const auto left_out = recorded.of_kind("left_out");
  ASSERT_EQ(left_out.size(), 2U);
  EXPECT_EQ(left_out[0].at("what").at("pass"), "allocate");
  EXPECT_EQ(left_out[0].at("what").at("reason"), "malloc is not interposed in this worker");
}

}  // namespace
}  // namespace memlore::bench
