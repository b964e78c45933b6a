#pragma once

// The PMUs of the processor as the kernel describes them below /sys/bus/event_source/devices.
//
// On most machines there is one for all CPUs. A hybrid x86 has one for each kind of core (cpu_core, cpu_atom), an Arm
// system may, each with the list of its CPUs: a generic event has to be opened for the one that the counted thread runs
// on. Uncore PMUs have no such list, and are left out.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/system/counters/perf_event.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

struct CorePmu {
  std::string name;  ///< Of its folder: `cpu`, `cpu_atom`, `armv8_pmuv3_0`.
  std::uint32_t type = 0;
  std::vector<int> cpus;  ///< Sorted; empty: all.

  bool operator==(const CorePmu&) const = default;
};

inline constexpr const char* pmu_folder = "/sys/bus/event_source/devices";

std::vector<CorePmu> core_pmus(const MachineFiles& files);

/// The PMU of a CPU (-1: any), or nothing.
std::optional<CorePmu> pmu_of_cpu(const std::vector<CorePmu>& pmus, int cpu);

/// Binds a generic, cache or raw event to the PMU of a CPU where there are several; `missing` says so where none serves
/// that CPU.
void bind_to_pmu(PerfEvent& event, const std::vector<CorePmu>& pmus, int cpu);

}  // namespace memlore::system
