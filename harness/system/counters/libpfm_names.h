#pragma once

// The events of every processor by their vendors' names, where this build has libpfm.

#include <optional>
#include <string>
#include <string_view>

#include "harness/system/counters/perf_event.h"

namespace memlore::system {

/// The event that libpfm knows under this name; nothing when it knows none or is not there.
std::optional<PerfEvent> libpfm_event(std::string_view name);

/// For the message about an unknown event: whether libpfm's names were searched.
std::string libpfm_says();

}  // namespace memlore::system
