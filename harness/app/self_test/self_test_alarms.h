#pragma once

// How often does this harness find a difference between identical arms on this machine?

#include <optional>
#include <vector>

#include "harness/app/self_test/self_test_sessions.h"
#include "harness/app/self_test/self_test_setup.h"
#include "harness/model/conclusions/self_test.h"
#include "harness/model/conclusions/warning.h"

namespace memlore::app {

/// Measures sessions of identical arms until there are `comparisons` of them. Returns false when interrupted; `found`
/// is then of the sessions before, if there were any.
bool count_false_alarms(SelfTestSessions& sessions, const SelfTestSetup& setup, int comparisons,
                        std::optional<FalseAlarms>& found);

/// A warning for each experiment whose identical arms are taken for different more often than chance explains.
std::vector<Warning> doubts_about_experiments(const FalseAlarms& alarms);

}  // namespace memlore::app
