#pragma once

// An event that the kernel can count (perf_event_open(2)), what its figure means, and why it may not be had.
//
// Hardware events count user mode only: that is what a kernel of ours does, and what an unprivileged user may ask for.
// Software events (faults, switches) happen inside the kernel and are counted there.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/model/catalogue/metric.h"

namespace memlore::system {

struct PerfEvent {
  std::string name;  ///< As asked for: `cycles`, `r01c0`, `cpu/event=0x24,umask=0x21/`.
  Metric metric = Metric::event_per_op;
  std::uint32_t type = 0;  ///< PERF_TYPE_HARDWARE, …_SOFTWARE, …_HW_CACHE, …_RAW, or the number of a PMU in sysfs.
  std::uint64_t config = 0;
  std::uint64_t config1 = 0;
  std::uint64_t config2 = 0;
  bool hardware = true;   ///< Counted by a PMU.
  std::string missing{};  ///< Why it cannot be had, where that is known before it is tried; empty otherwise.

  bool operator==(const PerfEvent&) const = default;
};

/// The event's own, beside its name: `perf_event cycles, user mode`.
std::string source_of(const PerfEvent& event);

/// True for what is counted over a whole run and not by operation: switches and migrations.
bool counts_whole_run(const PerfEvent& event);

/// What permissions and PMUs this machine has, for the explanation of an error.
struct CounterAccess {
  std::optional<int> paranoid{};  ///< kernel.perf_event_paranoid.
  bool has_pmu = false;           ///< The kernel lists a PMU of the processor.
};

/// What an errno of perf_event_open means to a person, with the remedy.
std::string explain_perf_error(int error, const PerfEvent& event, const CounterAccess& access);

/// The words for an event that was opened and never put on a counter.
std::string never_scheduled();

}  // namespace memlore::system
