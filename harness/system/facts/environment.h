#pragma once

// Everything about machine, system and build that can move a number, written down beside the numbers.
//
// Each fact is a value or the reason why there is none; nothing here throws for want of a file or a tool, because a
// machine that tells little is a normal machine. Facts that identify a person or a network are left out: of the
// kernel's command line only options that change timings are kept, and of the machine's id six digits of a hash.

#include <filesystem>
#include <string>
#include <string_view>

#include "harness/model/record/environment.h"
#include "harness/system/cpus/topology.h"
#include "harness/system/files/text_files.h"

namespace memlore::system {

struct EnvironmentOptions {
  MachineFiles files{};
  /// Where the git commit is looked up; empty: where the program was built from. The commit is that of the folder now,
  /// which is the program's own only if it was built since.
  std::filesystem::path source_folder{};
};

/// What is free for this user in a folder, or in the nearest one above it that is there.
Fact free_space_fact(const std::filesystem::path& folder);

Environment read_environment(const Topology& topology, int worker_cpu, const EnvironmentOptions& options = {});

/// A short name for a machine, of [a-z0-9-] only: CPU model, number of logical CPUs and six digits of the hash of what
/// identifies it, as in `amd-epyc-2cpu-1a2b3c`. What is empty is left out.
std::string machine_name(std::string_view cpu_model, std::size_t logical_cpus, std::string_view identity);

}  // namespace memlore::system
