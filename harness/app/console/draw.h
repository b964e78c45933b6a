#pragma once

#include <chrono>
#include <filesystem>
#include <string>

#include "harness/app/console/exit_code.h"

namespace memlore::app {

/// Why something that was asked for did not come out. It does not invalidate a measurement.
struct Trouble {
  std::string words{};  ///< One sentence; empty: there is none.
  ExitCode code = done;
};

/// Draws the figures and the page of a run's folder with the Python that the build found, within a time. Nothing of the
/// working folder, of the run's folder or of the user's Python settings is executed.
Trouble draw(const std::filesystem::path& folder, std::chrono::seconds limit = std::chrono::minutes(10));

}  // namespace memlore::app
