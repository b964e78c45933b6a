#pragma once

// The parts of read_environment(): one function a topic, each with its file.

#include <string>
#include <string_view>
#include <vector>

#include "harness/model/record/environment.h"
#include "harness/system/cpus/topology.h"
#include "harness/system/facts/build_info.h"
#include "harness/system/files/text_files.h"

namespace memlore::system {

using Facts = std::vector<Fact>;

Fact to_fact(std::string topic, std::string name, Reading reading);
/// The whole text of a file.
Fact fact_of_file(const MachineFiles& files, std::string topic, std::string name, const std::string& path);
/// `text` when there is any, and otherwise `reason`.
Reading present_or(std::string text, std::string reason);

/// What /proc/cpuinfo says of one CPU; of the first it lists when that one is not in it.
Reading cpuinfo_of(const MachineFiles& files, int cpu);

Facts cpu_facts(const MachineFiles& files, int cpu);
Facts topology_facts(const MachineFiles& files, const Topology& topology);
/// What shares a core with a CPU, and how busy it is.
Facts sibling_facts(const Topology& topology, int cpu);
/// How wide the core is and how often it was a core of one's own, by readings of its width. Topic `core`.
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
