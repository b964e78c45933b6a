#pragma once

// The runs that a self-test is made of: each is planned, executed and read like any other, in a folder of its own.

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

/// What differs between sessions.
struct SessionPlan {
  std::vector<Experiment> experiments;
  Plan plan;
  std::function<std::vector<double>(const Run&, int)> half_widths{};  ///< Not called where nothing is timed.
  std::vector<CounterStatus> counters{};                              ///< Of the count pass, if the session has it.
};

/// Starts sessions one after the other.
class SelfTestSessions {
 public:
  /// The folders of the sessions go into `folder`; with `keep` their records stay there. A worker that reports nothing
  /// for `silence` counts as hung.
  SelfTestSessions(const run::Workers& workers, const Place& place, std::filesystem::path folder, bool keep,
                   std::chrono::milliseconds silence, std::function<void(const run::Status&)> show)
      : workers_(workers),
        place_(place),
        folder_(std::move(folder)),
        keep_(keep),
        silence_(silence),
        show_(std::move(show)) {}

  /// The record of one session, or nothing when it was interrupted. Throws as run::execute does.
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

/// Throws MachineError where an arm failed: the arms of a self-test are expected to work.
void expect_no_fault(const Run& record);

}  // namespace memlore::app
