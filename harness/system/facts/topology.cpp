#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "harness/system/cpus/cpu_list.h"
#include "harness/system/facts/facts.h"

namespace memlore::system {
namespace {

/// The number of cores, packages or nodes; absent where it is not known of some CPU.
Reading count_of(const Topology& topology, int LogicalCpu::* member, const std::string& reason) {
  std::set<int> seen;
  for (const auto& cpu : topology.cpus) seen.insert(cpu.*member);
  if (seen.empty() || *seen.begin() < 0) return absent(reason);
  return present(std::to_string(seen.size()));
}

template <class Condition>
std::string list_where(const Topology& topology, Condition condition) {
  std::vector<int> cpus;
  for (const auto& cpu : topology.cpus) {
    if (condition(cpu)) cpus.push_back(cpu.number);
  }
  return format_cpu_list(cpus);
}

Reading count_of_allowed(const Topology& topology) {
  const auto count = std::ranges::count_if(topology.cpus, &LogicalCpu::allowed);
  if (topology.cpus.empty()) return absent("hwloc sees no CPU here");
  return present(std::to_string(count));
}

Reading smt_of(const MachineFiles& files, const Topology& topology) {
  const auto active = files.read("/sys/devices/system/cpu/smt/active");
  if (active.value) return present(*active.value == "1" ? "on" : "off");
  if (count_of(topology, &LogicalCpu::core, "hwloc sees no cores").value) {
    return present(list_where(topology, [](const auto& cpu) { return !cpu.siblings.empty(); }).empty() ? "off" : "on");
  }
  return active;
}

}  // namespace

Facts topology_facts(const MachineFiles& files, const Topology& topology) {
  const auto allowed = list_where(topology, [](const auto& cpu) { return cpu.allowed; });
  const auto isolated = list_where(topology, [](const auto& cpu) { return cpu.isolated; });
  const auto kinds = count_of(topology, &LogicalCpu::efficiency, "one kind of core, or kinds that hwloc cannot rank");
  return {
      to_fact("topology", "packages", count_of(topology, &LogicalCpu::package, "hwloc sees no packages")),
      to_fact("topology", "cores", count_of(topology, &LogicalCpu::core, "hwloc sees no cores")),
      to_fact("topology", "logical_cpus",
              topology.cpus.empty() ? absent("hwloc sees no CPU here") : present(std::to_string(topology.cpus.size()))),
      to_fact("topology", "numa_nodes", count_of(topology, &LogicalCpu::numa_node, "hwloc sees no memory nodes")),
      to_fact("topology", "core_kinds", kinds),
      to_fact("topology", "smt", smt_of(files, topology)),
      to_fact("topology", "allowed_cpus", present_or(allowed, "this process is allowed no CPU that hwloc sees")),
      to_fact("topology", "allowed_cpu_count", count_of_allowed(topology)),
      to_fact("topology", "isolated_cpus", present_or(isolated, "no CPU is isolated")),
  };
}

Facts sibling_facts(const Topology& topology, int cpu) {
  const auto* own = cpu_numbered(topology, cpu);
  const bool known = own != nullptr && own->core >= 0;
  auto siblings = absent("hwloc does not know which CPUs share a core");
  auto busy = siblings;
  if (known) {
    siblings = present(own->siblings.empty() ? "none" : format_cpu_list(own->siblings));
    busy = absent("no other CPU on that core");
  }
  std::optional<double> busiest;
  for (const int number : known ? own->siblings : std::vector<int>{}) {
    busy = absent("its load was not sampled");
    const auto* sibling = cpu_numbered(topology, number);
    if (sibling != nullptr && sibling->busy_share) busiest = std::max(busiest.value_or(0), *sibling->busy_share);
  }
  if (busiest) busy = present(fmt::format("{:.3f}", *busiest));
  return {
      to_fact("topology", "worker_siblings", siblings),
      to_fact("topology", "worker_siblings_busy_share", busy),
      to_fact("topology", "worker_isolated",
              own == nullptr ? absent("that CPU is not known") : present(own->isolated ? "yes" : "no")),
  };
}

Facts cache_facts(const std::vector<Cache>& caches) {
  if (caches.empty()) return {to_fact("cache", "l1d_bytes", absent("hwloc sees no data cache of this CPU"))};
  Facts result;
  const auto add = [&](const std::string& name, std::int64_t value) {
    result.push_back(
        to_fact("cache", name, value > 0 ? present(std::to_string(value)) : absent("hwloc does not know it")));
  };
  for (const auto& cache : caches) {
    const std::string name = cache.level == 1 ? "l1d" : fmt::format("l{}", cache.level);
    add(name + "_bytes", cache.size_bytes);
    add(name + "_ways", cache.ways);
    add(name + "_line_bytes", cache.line_bytes);
    add(name + "_shared_by", cache.shared_by);
  }
  return result;
}

}  // namespace memlore::system
