#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/arguments/place.h"
#include "harness/app/measuring/conclusion.h"
#include "harness/run/journal/run_folder.h"

namespace memlore::app {

/// What the command line says of a run.
struct RunOptions {
  std::string profile = "quick";
  std::string filter;
  std::string out;     ///< Empty: results/<machine>/<run>.
  std::string resume;  ///< Folder of an interrupted run; empty: a new one.
  std::string benches;
  std::uint64_t seed = 0;
  bool seed_given = false;
  std::string point;                ///< Only points whose key this finds; empty: all.
  std::string arm;                  ///< Only arms whose name this finds; empty: all.
  std::vector<std::string> passes;  ///< Instead of the profile's; empty: the profile's.
  std::vector<std::string> events;  ///< Kernel counters beside the usual ones.
  int processes = 0;                ///< The most, instead of the profile's; 0: the profile's.
  int time_cap_seconds = 0;         ///< 0: the profile's.
  double half_width_per_cent = -1;  ///< Below 0: the profile's.
  int hang_limit_seconds = 30;
  std::string command_line;
  ConclusionOptions conclusion;
};

/// Tries the simulator, asks the sources of counts what is known, plans a run and begins its journal. Returns its
/// folder, or nothing when it was interrupted. Throws InputError for an unknown profile, a filter that finds nothing,
/// or a folder that cannot be used.
std::optional<run::RunFolder> start_run(const RunOptions& options, const Place& place, run::Workers& workers);

}  // namespace memlore::app
