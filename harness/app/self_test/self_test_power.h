#pragma once

// Is a slowdown found that is really there?

#include <chrono>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/self_test/self_test_grounds.h"
#include "harness/app/self_test/self_test_sessions.h"
#include "harness/model/conclusions/self_test.h"

namespace memlore::app {

/// A slowdown to plant, and the time one run may take to find it.
struct Planted {
  std::string kernel;  ///< Name of the self-test experiment.
  int per_mille = 0;
  std::chrono::seconds time_cap{};
};

/// The slowdowns that a self-test plants: in the kernels that are among the experiments.
std::vector<Planted> usual_slowdowns(const std::vector<Experiment>& experiments);

/// So many runs of one planted slowdown, each asked for a third of it in precision. False: interrupted; `found` is then
/// of the runs before, if there were any. Throws MachineError where the slowed arm does not do as much more work as it
/// says.
bool measure_power(SelfTestSessions& sessions, const SelfTestGrounds& grounds, const Planted& planted, int runs,
                   std::optional<PowerPoint>& found);

}  // namespace memlore::app
