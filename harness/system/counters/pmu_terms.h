#pragma once

// `cpu/event=0x24,umask=0x21/`: the terms of a PMU, put into bits by its format files in sysfs.

#include <optional>
#include <string_view>

#include "harness/system/counters/perf_event.h"
#include "harness/system/counters/pmu.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// The event that a PMU and its terms name. `cpu` also stands for the processor's own PMU (`own`) where that is called
/// otherwise, as on a mixed machine. A term without a value is one of the PMU's named events, or a format of one bit.
/// Throws InputError for terms that the PMU does not have; a PMU that this machine lacks is named in `missing`.
PerfEvent event_of_terms(std::string_view name, const MachineFiles& files, const std::optional<CorePmu>& own);

}  // namespace memlore::system
