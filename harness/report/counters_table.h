#pragma once

#include <string>

#include "harness/model/conclusions/counters.h"

namespace memlore::report {

/// What can be counted here, for people: each event and pass with the reason where it cannot be had, and what was
/// answered to known questions.
std::string counters_table(const Counters& counters);

}  // namespace memlore::report
