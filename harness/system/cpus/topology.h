#pragma once

// Which logical CPUs this machine has, how they share cores, caches and memory, and how busy each is.
//
// Structure comes from hwloc, isolation from sysfs, load from two looks at /proc/stat. The kernel counts time in ticks
// of usually 10 ms, so that a sample of 100 ms tells an idle CPU from a busy one and nothing finer.

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "harness/model/record/environment.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

/// One hardware thread.
struct LogicalCpu {
  int number = 0;         ///< As the kernel counts.
  int core = -1;          ///< Unique over the machine; -1: not known.
  int package = -1;       ///< -1: not known.
  int numa_node = -1;     ///< -1: not known.
  int efficiency = -1;    ///< Kind of core: a higher number is a faster kind; -1: not known, or all are of one kind.
  bool isolated = false;  ///< Kept free of ordinary tasks by `isolcpus=`.
  bool allowed = false;   ///< This process may be pinned to it.
  std::vector<int> siblings{};         ///< The other CPUs of its core.
  std::optional<double> busy_share{};  ///< Share of the sample not spent idle, 0 to 1; stolen time counts as busy.

  bool operator==(const LogicalCpu&) const = default;
};

/// A data or unified cache and all CPUs behind it.
struct SharedCache {
  Cache cache{};
  std::vector<int> cpus{};

  bool operator==(const SharedCache&) const = default;
};

struct Topology {
  std::vector<LogicalCpu> cpus;  ///< By number; those that are online.
  std::vector<SharedCache> caches;

  bool operator==(const Topology&) const = default;
};

struct TopologyOptions {
  MachineFiles files{};
  std::chrono::milliseconds load_sample{100};  ///< 0: load is not looked at.
};

/// Takes as long as the load sample. Read it before pinning: a pinned thread is allowed one CPU. Throws MachineError
/// when hwloc cannot see the machine at all.
Topology read_topology(const TopologyOptions& options = {});

/// The CPU of that number, or nullptr.
const LogicalCpu* cpu_numbered(const Topology& topology, int number);

/// Caches that a CPU's loads go through, first level first; none where hwloc sees none.
std::vector<Cache> caches_of(const Topology& topology, int cpu);

/// CPUs that a process can be pinned to, from its affinity mask and the cpuset it lives in. Linux leaves isolated CPUs
/// out of every default mask though a process may pin itself there: a mask that lacks nothing else was not narrowed by
/// anyone, and the isolated CPUs of the cpuset count as allowed. A mask that somebody narrowed is obeyed.
std::vector<int> pinnable_cpus(std::span<const int> mask, std::span<const int> cpuset, std::span<const int> isolated);

}  // namespace memlore::system
