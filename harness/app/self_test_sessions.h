#pragma once

// The runs that a self-test is made of: each is planned, conducted and read like any other, in a folder of its own.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/place.h"
#include "harness/model/run.h"
#include "harness/run/timeline.h"
#include "harness/run/workers.h"

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
  /// `folder` is the self-test's; `keep` leaves the record of each session in it.
  SelfTestSessions(const run::Workers& workers, const Place& place, std::filesystem::path folder, bool keep,
                   std::function<void(const run::Status&)> show)
      : workers_(workers), place_(place), folder_(std::move(folder)), keep_(keep), show_(std::move(show)) {}

  /// The record of one session, or nothing when it was interrupted. Throws MachineError when an arm fails: every arm
  /// here is expected to work.
  std::optional<Run> measure(SessionPlan session);

 private:
  const run::Workers& workers_;
  const Place& place_;
  std::filesystem::path folder_;
  bool keep_;
  std::function<void(const run::Status&)> show_;
  int sessions_ = 0;
};

}  // namespace memlore::app
