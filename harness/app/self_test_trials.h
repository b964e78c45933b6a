#pragma once

// What `memlore aa` measures: how often this harness cries wolf on this machine, and what it finds that is really
// there.

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/self_test_sessions.h"
#include "harness/model/self_test.h"
#include "harness/run/sweep.h"

namespace memlore::app {

/// What both halves need.
struct SelfTestGrounds {
  std::vector<Experiment> experiments;  ///< Lore to copy arms of, and self-tests to plant slowdowns in.
  run::SweepOptions sweep;
  Profile profile;  ///< Its precision and its numbers hold for the false alarms.
  std::uint64_t seed = 0;
  std::function<void(const std::string& step, double share)> tell_step;  ///< Called before each session.
};

/// Sessions of identical arms until there are so many comparisons. False: interrupted; `found` is then of the sessions
/// before, if there were any.
bool count_false_alarms(SelfTestSessions& sessions, const SelfTestGrounds& grounds, int comparisons,
                        std::optional<FalseAlarms>& found);

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

/// The rate with its upper bound.
Rate rate_of(int events, int trials);

}  // namespace memlore::app
