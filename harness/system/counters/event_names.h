#pragma once

// From the name of an event to what perf_event_open takes. Four kinds of name, tried in this order:
//
//   cycles, L1-dcache-load-misses      the kernel's generic names, as `perf list` has them
//   r01c0                              raw: event select and unit mask in hexadecimal
//   cpu/event=0x24,umask=0x21/         a PMU's own terms, by the format files in sysfs; also its named events
//   MEM_LOAD_RETIRED:L3_MISS           libpfm's names, where this build has libpfm

#include <string>
#include <string_view>
#include <vector>

#include "harness/system/counters/perf_event.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// Where a name is looked up.
struct EventLookup {
  MachineFiles files{};
  int cpu = -1;  ///< That the counted thread is pinned to; -1: not pinned.
};

/// The event of a name, bound to the PMU of the CPU. An event that is known but cannot be counted here says why in
/// `missing`. Throws InputError for a name that is none of the four kinds.
PerfEvent event_named(std::string_view name, const EventLookup& lookup);

/// The events of the count pass: those that every run asks for, and after them `more`.
std::vector<PerfEvent> counted_events(const EventLookup& lookup, const std::vector<std::string>& more = {});

/// Splits `a,cpu/event=1,umask=2/,b` at the commas that are not between slashes. Throws InputError for an empty name.
std::vector<std::string> split_event_names(std::string_view list);

}  // namespace memlore::system
