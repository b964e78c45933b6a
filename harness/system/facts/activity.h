#pragma once

// Activity of the whole machine between two moments: around a sample before a run, or around the run itself. Only the
// differences of the kernel's counters tell; their values since boot do not.

#include <cstdint>
#include <optional>

#include "harness/system/facts/facts.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// Running totals of the machine and of this process with the children that it waited for. A total that the kernel does
/// not count is absent.
struct MachineTotals {
  double seconds = 0;                               ///< Monotonic clock.
  std::optional<double> total_seconds{};            ///< Time of all CPUs together.
  std::optional<double> idle_seconds{};             ///< Of that, idle.
  std::optional<double> stolen_seconds{};           ///< Of that, taken by the hypervisor.
  double own_seconds = 0;                           ///< Processor time of this process and its children.
  std::optional<std::int64_t> throttled_periods{};  ///< Of the control groups around this process.
  std::optional<std::int64_t> swapped_pages{};      ///< To and from the disk.
  std::optional<std::int64_t> heat_throttles{};     ///< Of all cores.

  bool operator==(const MachineTotals&) const = default;
};

MachineTotals read_totals(const MachineFiles& files = MachineFiles());

/// The differences as facts of topic `activity`. A counter that went backwards, as after a resume, is absent.
Facts activity_facts(const MachineTotals& before, const MachineTotals& after);

}  // namespace memlore::system
