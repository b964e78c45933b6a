#pragma once

// What both halves of a self-test depend on: false alarms (self_test_alarms.h) and power (self_test_power.h).

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "harness/model/catalogue/experiment.h"
#include "harness/model/record/profile.h"
#include "harness/run/plan/sweep.h"

namespace memlore::app {

/// What a self-test measures, and how.
struct SelfTestSetup {
  std::vector<Experiment> experiments;  ///< Lore to copy arms of, and self-tests to plant slowdowns in.
  run::SweepOptions sweep;
  Profile profile;  ///< Of the sessions that count false alarms.
  std::uint64_t seed = 0;
  std::function<void(const std::string& step, double share)> tell_step;  ///< Called before each session.
};

}  // namespace memlore::app
