#pragma once

// The runs that a self-test is made of: each is planned, conducted and read like any other, in a folder of its own.

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/arguments/place.h"
#include "harness/model/record/run.h"
#include "harness/run/timeline.h"
#include "harness/run/workers/workers.h"

namespace memlore::app {

/// What tells one session from another.
struct SessionPlan {
  std::vector<Experiment> experiments;
  Plan plan;
  std::function<std::vector<double>(const Run&, int)> half_widths{};  ///< Not asked where nothing is timed.
  std::vector<CounterStatus> counters{};                              ///< Of the count pass, where there is one.
};

/// Starts sessions one after the other.
class SelfTestSessions {
 public:
  /// `folder` is for the sessions' own folders; `keep` leaves the record of each there. `silence` is how long a worker
  /// may report nothing.
  SelfTestSessions(const run::Workers& workers, const Place& place, std::filesystem::path folder, bool keep,
                   std::chrono::milliseconds silence, std::function<void(const run::Status&)> show)
      : workers_(workers),
        place_(place),
        folder_(std::move(folder)),
        keep_(keep),
        silence_(silence),
        show_(std::move(show)) {}

  /// The record of one session, or nothing when it was interrupted. Throws as run::conduct does.
  std::optional<Run> measure(SessionPlan session);

 private:
  const run::Workers& workers_;
  const Place& place_;
  std::filesystem::path folder_;
  bool keep_;
  std::chrono::milliseconds silence_;
  std::function<void(const run::Status&)> show_;
  int sessions_ = 0;
};

/// Throws MachineError where an arm failed in a session whose arms are all expected to work.
void expect_no_fault(const Run& record);

}  // namespace memlore::app
