#pragma once

// How often does this harness cry wolf on this machine?

#include <optional>
#include <vector>

#include "harness/app/self_test/self_test_grounds.h"
#include "harness/app/self_test/self_test_sessions.h"
#include "harness/model/conclusions/self_test.h"
#include "harness/model/conclusions/warning.h"

namespace memlore::app {

/// Sessions of identical arms until there are so many comparisons. False: interrupted; `found` is then of the sessions
/// before, if there were any.
bool count_false_alarms(SelfTestSessions& sessions, const SelfTestGrounds& grounds, int comparisons,
                        std::optional<FalseAlarms>& found);

/// One for each experiment whose identical arms are taken for different more often than chance explains.
std::vector<Warning> doubts_about_experiments(const FalseAlarms& alarms);

}  // namespace memlore::app
