#pragma once

// Asks the doctor: before a run of everything, after it of what went on meanwhile.

#include <filesystem>
#include <vector>

#include "harness/model/conclusions/finding.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/run.h"
#include "harness/system/facts/activity.h"

namespace memlore::app {

/// What can be said before anything is timed. Adds the room for results in `folder` to the facts of the environment,
/// which must have those of the libraries.
std::vector<Finding> check_up(Environment& environment, const std::vector<CounterStatus>& counters,
                              const std::filesystem::path& folder);

/// What can be said of the time since `before`, which was looked at in this process.
std::vector<Finding> check_up_since(const system::MachineTotals& before, Environment environment);

}  // namespace memlore::app
