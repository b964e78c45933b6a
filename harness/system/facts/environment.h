#pragma once

// Everything about machine, system and build that can move a number, written down beside the numbers.
//
// Each fact is a value or the reason why there is none. A missing file or tool is no error, because a machine that
// tells little is a normal machine. Facts that identify a person or a network are left out: only options that change
// timings are kept of the kernel's command line, and only six digits of a hash of the machine's id.

#include <filesystem>
#include <string>
#include <string_view>

#include "harness/model/record/environment.h"
#include "harness/system/cpus/topology.h"
#include "harness/system/files/machine_files.h"

namespace memlore::system {

struct EnvironmentOptions {
  MachineFiles files{};
  /// Where the git commit is looked up; empty: where the program was built from. The commit is that of the folder now;
  /// the program may be older.
  std::filesystem::path source_folder{};
};

/// The free space for this user in a folder, or in the nearest existing one above it.
Fact free_space_fact(const std::filesystem::path& folder);

Environment read_environment(const Topology& topology, int worker_cpu, const EnvironmentOptions& options = {});

/// A short name for a machine, of [a-z0-9-] only: CPU model, number of logical CPUs and six digits of the hash of what
/// identifies it, as in `amd-epyc-2cpu-1a2b3c`. Empty parts are left out.
std::string machine_name(std::string_view cpu_model, std::size_t logical_cpus, std::string_view identity);

}  // namespace memlore::system
