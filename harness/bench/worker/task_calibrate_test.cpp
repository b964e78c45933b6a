#include <gtest/gtest.h>

#include <vector>

#include "harness/bench/worker/made_up_tasks.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/bench/worker/tasks.h"

namespace memlore::bench {
namespace {

TEST(Calibrate, FindsIterationsOfABlockForEveryArm) {
  RecordedChannel recorded;
  calibrate(job_for(experiment_of_tasks(), {"one", "is_absent", "two"}), recorded.channel());
  const auto found = recorded.of_kind("calibration");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(values_of(found, "arm"), (std::vector<nlohmann::json>{0, 2}));
  for (const auto& each : found) {
    EXPECT_EQ(each.at("operations"), 4);
    EXPECT_EQ(each.at("period"), 8);
    EXPECT_GT(each.at("iteration_ns").get<double>(), 0);
    // Iterations and time of one are rounded in the record; together they give the length that was asked for.
    const double block_ns = each.at("iterations").get<double>() * each.at("iteration_ns").get<double>();
    EXPECT_NEAR(block_ns, 20'000, 20'000 * 0.01 + each.at("iteration_ns").get<double>());
  }
}

TEST(Calibrate, StopsAtACellWhoseArmsDoUnequalWork) {
  RecordedChannel recorded;
  calibrate(job_for(experiment_of_tasks(), {"one", "double"}), recorded.channel());
  EXPECT_EQ(recorded.of_kind("fault").size(), 1U);
  EXPECT_TRUE(recorded.of_kind("calibration").empty());
}

}  // namespace
}  // namespace memlore::bench
