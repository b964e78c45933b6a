#pragma once

// How a self-test looks in JSON. Internal to the files that define encode and decode.

#include "harness/model/conclusions/self_test.h"
#include "harness/model/json/json_judgement.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Rate, events, trials, share, upper_bound)

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(ExperimentAlarms, experiment, comparisons, families, high_ratio)

MEMLORE_JSON_OF_GROWN_TYPE(FalseAlarms, (comparisons, families, median_ratio, high_ratio, processes, sessions),
                           (without_interval, experiments))

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PowerPoint, kernel, slowdown, instructions, found, estimate, seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SelfTest, identity, environment, profile, seed, false_alarms, power, warnings)

}  // namespace memlore
