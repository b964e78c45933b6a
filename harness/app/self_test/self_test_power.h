#pragma once

// How often does this harness find a slowdown that is there?

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/self_test/self_test_sessions.h"
#include "harness/app/self_test/self_test_setup.h"
#include "harness/model/conclusions/self_test.h"

namespace memlore::app {

/// A slowdown to plant, and the time that one run may take to find it.
struct Planted {
  std::string kernel;  ///< Name of the self-test experiment.
  int per_mille = 0;
  std::chrono::seconds time_cap{};
};

/// The slowdowns that a self-test plants in the kernels among these experiments.
std::vector<Planted> usual_slowdowns(const std::vector<Experiment>& experiments);

/// Measures one planted slowdown in `runs` runs, which aim at a half-width of a third of it. Returns false when
/// interrupted; `found` is then of the runs before, if there were any. Throws MachineError where the slowed arm does
/// not do the work that was planted.
bool measure_power(SelfTestSessions& sessions, const SelfTestSetup& setup, const Planted& planted, int runs,
                   std::optional<PowerPoint>& found);

}  // namespace memlore::app
