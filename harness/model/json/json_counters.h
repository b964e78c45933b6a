#pragma once

// How counters and known answers look in JSON. Internal to the files that define encode and decode.

#include "harness/model/conclusions/counters.h"
#include "harness/model/json/json_nouns.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PassStatus, pass, source, unavailable)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Counters, created, machine, cpu, events, passes, self_tested, answers)

}  // namespace memlore
