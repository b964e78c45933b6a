#pragma once

// Which CPU the measured process gets, and where the process that watches it goes.
//
// The worker's CPU is the best of the allowed ones by these preferences, the strongest first: isolated and not in use;
// a faster kind of core; not in use; no busy sibling; away from CPU 0, which takes most interrupts; the lowest number.
// The parent goes to another core, so that it shares no execution unit with the worker. Load decides only whether a CPU
// counts as busy: a finer order by load would send two runs of one idle machine to different CPUs.
//
// While a neighbour shares the worker's core (model/record/core_width.h) the worker may go to one of the spare CPUs: of
// the same kind, on other cores behind the same last cache and of the same NUMA node, not in use. The parent's own is
// one of them only where there is no other, and then the parent may be on either: the kernel wakes it where the worker
// is not.

#include <string>
#include <vector>

#include "harness/system/cpus/topology.h"

namespace memlore::system {

/// A CPU above this share counts as busy. A sample of 100 ms has 10 ticks; one or two of them are a timer or a
/// terminal.
inline constexpr double busy_threshold = 0.25;

struct CpuChoice {
  int worker = 0;
  int parent = 0;
  /// For the threads of one worker, the worker's own first; fewer when there are no more.
  std::vector<int> thread_cpus{};
  std::vector<int> spares{};  ///< Where the worker may go instead of its own CPU, in this order; no two on one core.
  std::string reason{};       ///< One sentence for people.

  /// Where the parent may run.
  [[nodiscard]] std::vector<int> of_parent() const;

  bool operator==(const CpuChoice&) const = default;
};

/// A pure function of its arguments. Throws MachineError when no CPU is allowed.
CpuChoice choose_cpus(const Topology& topology, int threads = 1);

}  // namespace memlore::system
