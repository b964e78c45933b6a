#include "harness/system/cpus/topology_hwloc.h"

#include <algorithm>

#include "harness/model/text/input_error.h"

namespace memlore::system {
namespace {

std::vector<int> members_of(hwloc_const_bitmap_t bitmap) {
  std::vector<int> result;
  if (bitmap == nullptr || hwloc_bitmap_last(bitmap) < 0) return result;  // Empty, or without an end.
  for (int i = hwloc_bitmap_first(bitmap); i >= 0; i = hwloc_bitmap_next(bitmap, i)) result.push_back(i);
  return result;
}

/// hwloc numbers kinds from 0; a machine with one kind, or kinds it cannot rank, has nothing to choose between.
int efficiency_of(hwloc_topology_t topology, hwloc_const_cpuset_t cpuset) {
  if (hwloc_cpukinds_get_nr(topology, 0) < 2) return -1;
  const int kind = hwloc_cpukinds_get_by_cpuset(topology, cpuset, 0);
  int efficiency = -1;
  if (kind < 0) return -1;
  hwloc_cpukinds_get_info(topology, kind, nullptr, &efficiency, nullptr, nullptr, 0);
  return efficiency;
}

LogicalCpu cpu_of(hwloc_topology_t topology, hwloc_obj_t unit) {
  LogicalCpu result{.number = static_cast<int>(unit->os_index)};
  result.numa_node = hwloc_bitmap_first(unit->nodeset);
  result.efficiency = efficiency_of(topology, unit->cpuset);
  if (const auto* core = hwloc_get_ancestor_obj_by_type(topology, HWLOC_OBJ_CORE, unit)) {
    result.core = static_cast<int>(core->logical_index);
    result.siblings = members_of(core->cpuset);
    std::erase(result.siblings, result.number);
  }
  if (const auto* package = hwloc_get_ancestor_obj_by_type(topology, HWLOC_OBJ_PACKAGE, unit)) {
    result.package = static_cast<int>(package->logical_index);
  }
  return result;
}

SharedCache cache_of(hwloc_obj_t object) {
  const auto& attributes = object->attr->cache;
  SharedCache result{.cpus = members_of(object->cpuset)};
  result.cache.level = static_cast<int>(attributes.depth);
  result.cache.size_bytes = static_cast<std::int64_t>(attributes.size);
  result.cache.line_bytes = static_cast<int>(attributes.linesize);
  result.cache.ways = attributes.associativity;
  if (attributes.associativity < 0) {  // Fully associative: as many ways as lines.
    result.cache.ways = attributes.linesize > 0 ? static_cast<int>(attributes.size / attributes.linesize) : 0;
  }
  result.cache.shared_by = static_cast<int>(result.cpus.size());
  return result;
}

hwloc_obj_t next_of_depth(hwloc_topology_t topology, int depth, hwloc_obj_t before) {
  return hwloc_get_next_obj_by_depth(topology, depth, before);
}

}  // namespace

HwlocTopology::HwlocTopology(const std::string& synthetic) {
  hwloc_topology_t raw = nullptr;
  if (hwloc_topology_init(&raw) != 0) throw MachineError("hwloc cannot start");
  topology_.reset(raw);
  // Without this flag CPUs outside our cpuset vanish, and a cache would seem to be shared by fewer than share it.
  hwloc_topology_set_flags(raw, HWLOC_TOPOLOGY_FLAG_INCLUDE_DISALLOWED);
  if (!synthetic.empty() && hwloc_topology_set_synthetic(raw, synthetic.c_str()) != 0) {
    throw MachineError("hwloc does not understand the machine '" + synthetic + "'");
  }
  if (hwloc_topology_load(raw) != 0) throw MachineError("hwloc cannot read the topology of this machine");
}

Topology structure_of(const HwlocTopology& hwloc) {
  auto* const topology = hwloc.get();
  Topology result;
  const int units = hwloc_get_type_depth(topology, HWLOC_OBJ_PU);
  for (auto* unit = next_of_depth(topology, units, nullptr); unit != nullptr;
       unit = next_of_depth(topology, units, unit)) {
    result.cpus.push_back(cpu_of(topology, unit));
  }
  std::ranges::sort(result.cpus, {}, &LogicalCpu::number);
  // Depth grows towards the CPUs, so that walking up from them meets the first level first.
  for (int depth = units - 1; depth >= 0; --depth) {
    for (auto* each = next_of_depth(topology, depth, nullptr); each != nullptr;
         each = next_of_depth(topology, depth, each)) {
      if (hwloc_obj_type_is_dcache(each->type) != 0) result.caches.push_back(cache_of(each));
    }
  }
  return result;
}

std::vector<int> cpuset_of(const HwlocTopology& hwloc) {
  return members_of(hwloc_topology_get_allowed_cpuset(hwloc.get()));
}

}  // namespace memlore::system
