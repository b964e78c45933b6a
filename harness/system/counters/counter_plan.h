#pragma once

// Which events are counted together, found out by trying.
//
// How many counters a PMU has free is written nowhere: a watchdog or a hypervisor may hold some, and not every event
// fits every counter. So each event is opened alone, then added to a group until the kernel refuses; a group is tried
// once and halved for as long as the kernel accepts it and never puts it on the PMU. More groups are more passes over
// the kernel, which a pass that does not time can afford.

#include <vector>

#include "harness/system/counters/counter_kernel.h"
#include "harness/system/counters/perf_event.h"

namespace memlore::system {

/// An event that cannot be counted here, and why.
struct MissingEvent {
  PerfEvent event;
  std::string reason;

  bool operator==(const MissingEvent&) const = default;
};

struct CounterPlan {
  std::vector<std::vector<PerfEvent>> groups;  ///< Each was opened, scheduled and read. Hardware and software apart.
  std::vector<MissingEvent> missing;

  bool operator==(const CounterPlan&) const = default;
};

/// To be asked by the thread that will count, on its CPU: a mixed machine has a PMU for each kind of core.
CounterPlan plan_counters(CounterKernel& kernel, const std::vector<PerfEvent>& events);

}  // namespace memlore::system
