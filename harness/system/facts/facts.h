#pragma once

// The parts of read_environment(): one function a topic. Topics that have much in common share a file.

#include <string>
#include <string_view>
#include <vector>

#include "harness/model/record/environment.h"
#include "harness/system/cpus/topology.h"
#include "harness/system/facts/build_info.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

using Facts = std::vector<Fact>;

Fact to_fact(std::string topic, std::string name, Reading reading);
/// The whole text of a file.
Fact fact_of_file(const MachineFiles& files, std::string topic, std::string name, const std::string& path);
/// `text` when there is any, and otherwise `reason`.
Reading present_or(std::string text, std::string reason);

/// The part of /proc/cpuinfo about one CPU, or about the first one where that CPU is not listed.
Reading cpuinfo_of(const MachineFiles& files, int cpu);

Facts cpu_facts(const MachineFiles& files, int cpu);
Facts topology_facts(const MachineFiles& files, const Topology& topology);
/// The CPUs that share a core with a CPU, and how busy they are.
Facts sibling_facts(const Topology& topology, int cpu);
/// The full width of the core, and the share of readings in which no neighbour shared it. Topic `core`.
Facts core_facts(const std::vector<double>& readings);
Facts cache_facts(const std::vector<Cache>& caches);
Facts frequency_facts(const MachineFiles& files, int cpu);
Facts thermal_facts(const MachineFiles& files, int cpu);
Facts power_facts(const MachineFiles& files);
Facts virtualization_facts(const MachineFiles& files, int cpu);
Facts kernel_facts(const MachineFiles& files);
Facts mitigation_facts(const MachineFiles& files);
Facts memory_facts(const MachineFiles& files);
Facts load_facts(const MachineFiles& files);
Facts cgroup_facts(const MachineFiles& files);
Facts limit_facts(const MachineFiles& files);
Facts process_facts(const MachineFiles& files);
Facts clock_facts(const MachineFiles& files);
Facts build_facts(const BuildInfo& build);
Facts source_facts(const std::filesystem::path& source_folder);

}  // namespace memlore::system
