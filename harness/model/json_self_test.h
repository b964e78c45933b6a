#pragma once

// How a self-test looks in JSON. Internal to the files that define encode and decode.

#include "harness/model/json_judgement.h"
#include "harness/model/self_test.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Rate, events, trials, share, upper_bound)

inline void to_json(Json& out, const FalseAlarms& alarms) {
  out = {{"comparisons", alarms.comparisons}, {"without_interval", alarms.without_interval},
         {"families", alarms.families},       {"median_ratio", alarms.median_ratio},
         {"high_ratio", alarms.high_ratio},   {"invocations", alarms.invocations},
         {"sessions", alarms.sessions}};
}

inline void from_json(const Json& in, FalseAlarms& alarms) {
  in.at("comparisons").get_to(alarms.comparisons);
  get_optional(in, "without_interval", alarms.without_interval);  // Not in records of a time when all had one.
  in.at("families").get_to(alarms.families);
  in.at("median_ratio").get_to(alarms.median_ratio);
  in.at("high_ratio").get_to(alarms.high_ratio);
  in.at("invocations").get_to(alarms.invocations);
  in.at("sessions").get_to(alarms.sessions);
}

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PowerPoint, kernel, slowdown, instructions, found, estimate, seconds)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(SelfTest, identity, environment, profile, seed, false_alarms, power, warnings)

}  // namespace memlore
