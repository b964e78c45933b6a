#include <gtest/gtest.h>

#include <cerrno>

#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"
#include "harness/system/counters/made_up_kernel.h"
#include "harness/system/counters/perf_event.h"

namespace memlore::bench {
namespace {

TEST(CountEvents, LeavesOutAnArmOfSeveralThreads) {
  RecordedChannel recorded;
  count_events(job_for(experiment_of_tasks(), {"nothing_in_threads"}), recorded.channel());
  EXPECT_TRUE(recorded.observations().empty());
  EXPECT_EQ(recorded.of_kind("left_out").at(0).at("what").at("pass"), "count");
}

TEST(CountEvents, LeavesOutEveryArmWhereNothingCanBeCounted) {
  system::MadeUpKernel kernel;
  kernel.refuse = [](const perf_event_attr&, std::size_t) { return EACCES; };
  RecordedChannel recorded;
  count_events(job_for(experiment_of_tasks(), {"one", "two"}), recorded.channel(), kernel);
  EXPECT_TRUE(recorded.of_kind("observations").empty());
  EXPECT_EQ(recorded.of_kind("left_out").size(), 2U);
}

TEST(CountEvents, ReportsOnlyEventsThatHaveAValue) {
  RecordedChannel recorded;
  count_events(job_for(experiment_of_tasks(), {"one"}), recorded.channel());
  for (const auto& observation : recorded.observations()) {
    EXPECT_EQ(observation.at("pass"), "count");
    EXPECT_TRUE(observation.at("value").is_number()) << observation;
  }
  EXPECT_TRUE(recorded.of_kind("fault").empty());
}

TEST(CountEvents, ScalesCountsThatSharedThePmuAndKeepsTheirTimes) {
  system::MadeUpKernel kernel;
  kernel.share = [](std::size_t) { return 0.5; };
  // Two groups are tried; then each runs one length, and twice that length.
  kernel.count = [&](const perf_event_attr&) { return kernel.started % 2 == 1 ? 1000 : 2000; };
  RecordedChannel recorded;
  count_events(job_for(experiment_of_tasks(), {"one"}), recorded.channel(), kernel);
  const auto observations = recorded.observations();
  ASSERT_EQ(observations.size(), 12U);
  EXPECT_EQ(observations[0].at("event"), "cycles");
  EXPECT_EQ(observations[0].at("source"), "perf_event cycles, user mode");
  // A thousand more in five more iterations of four operations.
  EXPECT_EQ(observations[0].at("value"), 50);
  EXPECT_EQ(observations[0].at("running_share"), 0.5);
  EXPECT_EQ(observations[0].at("enabled_ns"), 2'000'000);
  EXPECT_EQ(observations[0].at("running_ns"), 1'000'000);
}

TEST(CountEvents, SaysWhyAGroupThatIsNoLongerScheduledHasNoValue) {
  system::MadeUpKernel kernel;
  kernel.share = [&](std::size_t members) { return members > 4 && kernel.started > 2 ? 0.0 : 1.0; };
  RecordedChannel recorded;
  count_events(job_for(experiment_of_tasks(), {"one"}), recorded.channel(), kernel);
  const auto observations = recorded.observations();
  ASSERT_EQ(observations.size(), 12U);
  EXPECT_TRUE(observations[0].at("value").is_null());
  EXPECT_EQ(observations[0].at("unavailable"), system::never_scheduled());
  EXPECT_TRUE(observations[11].at("value").is_number()) << "software events are in a group of their own";
}

TEST(CountEvents, CountsTheFurtherEventsOfTheJob) {
  system::MadeUpKernel kernel;
  auto job = job_for(experiment_of_tasks(), {"one"});
  job.events = {"r1c0"};
  RecordedChannel recorded;
  count_events(job, recorded.channel(), kernel);
  const auto observations = recorded.observations();
  ASSERT_EQ(observations.size(), 13U);
  EXPECT_EQ(observations[12].at("event"), "r1c0");
  EXPECT_EQ(observations[12].at("metric"), "event_per_op");
}

}  // namespace
}  // namespace memlore::bench
