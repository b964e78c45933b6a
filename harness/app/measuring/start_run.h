#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "harness/app/arguments/place.h"
#include "harness/app/measuring/chosen_profile.h"
#include "harness/app/measuring/conclusion.h"
#include "harness/run/journal/run_folder.h"

namespace memlore::app {

/// What the command line says of a run.
struct RunOptions {
  ProfileOptions profile;
  std::string filter;  ///< Only experiments whose id this expression matches; empty: all but the self-tests.
  std::string out;     ///< Empty: results/<machine>/<run>.
  std::string resume;  ///< Folder of an interrupted run; empty: a new one.
  std::string benches;
  std::optional<std::uint64_t> seed;  ///< Absent: drawn.
  std::vector<std::string> events;    ///< Kernel counters beside the usual ones.
  int hang_limit_seconds = 30;
  std::string command_line;
  ConclusionOptions conclusion;
};

/// Plans a run, tries the simulator, asks the sources of counts questions with known answers, and begins the run's
/// journal. Returns its folder, or nothing when it was interrupted. Throws InputError for an unknown profile, an
/// expression that matches nothing, or a folder that cannot be used.
std::optional<run::RunFolder> start_run(const RunOptions& options, const Place& place, run::Workers& workers);

}  // namespace memlore::app
