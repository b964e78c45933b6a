#pragma once

// The steps after a run is recorded, the same for `run` and `judge`: judge, write, draw, tell, choose the exit code.

#include <filesystem>
#include <string>
#include <vector>

#include "harness/model/record/run.h"

namespace memlore::app {

/// Which results the user wants to see.
struct ConclusionOptions {
  bool json = false;   ///< The judgement on standard output instead of the table.
  bool quiet = false;  ///< No table.
  bool plots = true;
  std::vector<std::string> fail_on{};  ///< Verdict words that fail the gate.
};

/// Judges a run into its folder. Returns the exit code.
int conclude(const Run& run, const std::filesystem::path& folder, const ConclusionOptions& options);

/// Throws InputError for a word that is not a verdict.
void check_fail_on(const std::vector<std::string>& words);

}  // namespace memlore::app
