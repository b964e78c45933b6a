#include "harness/bench/worker/worker.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "harness/bench/author/made_up_arms.h"
#include "harness/bench/worker/recorded_channel.h"
#include "harness/model/text/input_error.h"

namespace memlore::bench {
namespace {

std::string experiment() {
  return made_up_experiment(
      "worker", {{"one", [](const Point&) { return counting(); }}, {"two", [](const Point&) { return counting(); }}});
}

std::vector<nlohmann::json> records_of(Task task) {
  RecordedChannel recorded;
  auto job = job_for(experiment(), {"one"});
  job.task = task;
  job.cells[0].blocks = {{0, 0}};
  execute(job, recorded.channel());
  return recorded.records();
}

bool any(const std::vector<nlohmann::json>& records, const char* kind) {
  return std::ranges::any_of(records, [&](const auto& record) { return record.contains(kind); });
}

TEST(Worker, DoesTheTaskOfTheJob) {
  EXPECT_TRUE(any(records_of(Task::calibrate), "calibration"));
  EXPECT_TRUE(any(records_of(Task::time), "block"));
  EXPECT_FALSE(any(records_of(Task::time), "calibration"));
  const auto footprint = records_of(Task::footprint);
  EXPECT_TRUE(any(footprint, "observations"));
  EXPECT_FALSE(any(footprint, "block"));
}

TEST(Worker, SaysThatItIsDone) {
  for (const auto task : {Task::calibrate, Task::time, Task::count, Task::allocate, Task::footprint}) {
    EXPECT_EQ(records_of(task).back(), (nlohmann::json{{"end", nlohmann::json::object()}}));
  }
}

TEST(Worker, RefusesAnExperimentItDoesNotHave) {
  RecordedChannel recorded;
  EXPECT_THROW(execute(job_for("no/such", {"one"}), recorded.channel()), InputError);
  EXPECT_FALSE(any(recorded.records(), "end")) << "what was not done is not called done";
}

}  // namespace
}  // namespace memlore::bench
