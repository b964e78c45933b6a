#pragma once

// How an examination looks in JSON. Internal to the files that define encode and decode.

#include "harness/model/conclusions/examination.h"
#include "harness/model/json/json_nouns.h"

namespace memlore {

NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(Examination, machine, conclusion, findings)

}  // namespace memlore
