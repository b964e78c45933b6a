#include "harness/system/cpus/topology.h"

#include <algorithm>
#include <thread>

#include "harness/system/cpus/affinity.h"
#include "harness/system/cpus/cpu_list.h"
#include "harness/system/cpus/topology_hwloc.h"
#include "harness/system/cpus/topology_load.h"

namespace memlore::system {
namespace {

bool contains(std::span<const int> cpus, int cpu) { return std::ranges::find(cpus, cpu) != cpus.end(); }

void add_load(Topology& topology, const TopologyOptions& options) {
  if (options.load_sample.count() <= 0) return;
  const auto before = options.files.read("/proc/stat");
  if (!before.value) return;
  std::this_thread::sleep_for(options.load_sample);
  const auto after = options.files.read("/proc/stat");
  if (!after.value) return;
  const auto shares = busy_shares(*before.value, *after.value);
  for (auto& cpu : topology.cpus) {
    if (const auto found = shares.find(cpu.number); found != shares.end()) cpu.busy_share = found->second;
  }
}

}  // namespace

Topology read_topology(const TopologyOptions& options) {
  const HwlocTopology hwloc;
  auto result = structure_of(hwloc);
  const auto isolated = parse_cpu_list(options.files.read("/sys/devices/system/cpu/isolated").value.value_or(""));
  const auto pinnable = pinnable_cpus(allowed_cpus(), cpuset_of(hwloc), isolated);
  for (auto& cpu : result.cpus) {
    cpu.isolated = contains(isolated, cpu.number);
    cpu.allowed = contains(pinnable, cpu.number);
  }
  add_load(result, options);
  return result;
}

const LogicalCpu* cpu_numbered(const Topology& topology, int number) {
  const auto found = std::ranges::find(topology.cpus, number, &LogicalCpu::number);
  return found == topology.cpus.end() ? nullptr : &*found;
}

std::vector<Cache> caches_of(const Topology& topology, int cpu) {
  std::vector<Cache> result;
  for (const auto& shared : topology.caches) {
    if (contains(shared.cpus, cpu)) result.push_back(shared.cache);
  }
  std::ranges::stable_sort(result, {}, &Cache::level);
  return result;
}

std::vector<int> pinnable_cpus(std::span<const int> mask, std::span<const int> cpuset, std::span<const int> isolated) {
  const auto in_mask_or_isolated = [&](int cpu) { return contains(mask, cpu) || contains(isolated, cpu); };
  if (!std::ranges::all_of(cpuset, in_mask_or_isolated)) return {mask.begin(), mask.end()};
  std::vector<int> result(mask.begin(), mask.end());
  for (const int cpu : cpuset) {
    if (!contains(mask, cpu)) result.push_back(cpu);
  }
  std::ranges::sort(result);
  return result;
}

}  // namespace memlore::system
