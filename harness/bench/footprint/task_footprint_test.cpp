#include <gtest/gtest.h>

#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

TEST(MeasureFootprint, CountsTheMemoryThatPreparingTouches) {
  RecordedChannel recorded;
  measure_footprint(job_for(experiment_of_tasks(), {"touches"}), recorded.channel());
  const auto observations = recorded.observations();
  ASSERT_EQ(observations.size(), 2U);
  EXPECT_EQ(observations[0].at("metric"), "peak_resident_bytes");
  EXPECT_EQ(observations[1].at("metric"), "first_touch_faults");
  for (const auto& each : observations) EXPECT_TRUE(each.at("value").is_number()) << each;
#ifndef MEMLORE_SANITIZED
  // 4 MiB, whatever pages they come in; the allocator of a sanitizer may have them already.
  EXPECT_GE(observations[0].at("value").get<double>(), 1 << 22);
  EXPECT_GE(observations[1].at("value").get<double>(), 1);
#endif
}

TEST(MeasureFootprint, SaysWhichRepeatItObserves) {
  auto job = job_for(experiment_of_tasks(), {"touches"});
  job.repeat = 7;
  RecordedChannel recorded;
  measure_footprint(job, recorded.channel());
  for (const auto& each : recorded.observations()) EXPECT_EQ(each.at("repeat"), 7);
}

}  // namespace
}  // namespace memlore::bench
