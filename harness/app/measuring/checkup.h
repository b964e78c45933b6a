#pragma once

// Asks the doctor: before a run about everything, after it about the time meanwhile.

#include <filesystem>
#include <vector>

#include "harness/model/conclusions/finding.h"
#include "harness/model/record/environment.h"
#include "harness/model/record/run.h"
#include "harness/system/facts/activity.h"

namespace memlore::app {

/// The findings before anything is timed. Adds the free space in `folder` to the facts of the environment. Requires
/// that the facts of the libraries are there.
std::vector<Finding> check_up(Environment& environment, const std::vector<CounterStatus>& counters,
                              const std::filesystem::path& folder);

/// The findings about the time since `before`, which this process read.
std::vector<Finding> check_up_since(const system::MachineTotals& before, Environment environment);

}  // namespace memlore::app
