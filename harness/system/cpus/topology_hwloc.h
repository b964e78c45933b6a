#pragma once

#include <hwloc.h>

#include <memory>
#include <string>
#include <type_traits>
#include <vector>

#include "harness/system/cpus/topology.h"

namespace memlore::system {

/// Owns hwloc's picture of a machine.
class HwlocTopology {
 public:
  /// Looks at this machine; or, for tests, takes a machine in words, such as `pack:1 core:2 pu:2`. Throws MachineError.
  explicit HwlocTopology(const std::string& synthetic = {});

  [[nodiscard]] hwloc_topology_t get() const { return topology_.get(); }

 private:
  struct Destroy {
    void operator()(hwloc_topology_t topology) const { hwloc_topology_destroy(topology); }
  };
  std::unique_ptr<std::remove_pointer_t<hwloc_topology_t>, Destroy> topology_;
};

/// Structure alone: nothing is isolated, allowed or busy in it.
Topology structure_of(const HwlocTopology& hwloc);

/// CPUs of the cpuset that this process lives in, whatever its affinity mask.
std::vector<int> cpuset_of(const HwlocTopology& hwloc);

}  // namespace memlore::system
